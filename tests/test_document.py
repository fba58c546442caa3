"""Properties of the two texts and the map between them."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.document import Document
from auditor.engine import Options, audit_document, select_rules
from auditor.reading import read
from auditor.rulebook import load

ALPHABET = "一二三四五馆年月日（）“”《》。，、；：0123456789０１２ \t\u3000\n\r\fabcXYZ.%-—…\u200b①第章是册种|#*共其中"
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=400).filter(
    lambda text: text.strip(" \t\n\r\f\u3000\u200b")
)
RULES = select_rules(load(), Options(profile="audit", preview=True))


def document_of(text: str) -> Document:
    return read(text.encode(), "t.txt")


@given(TEXTS)
def test_view_and_source_fit_together(text: str) -> None:
    document = document_of(text)
    assert document.source == text
    assert len(document.origin) == len(document.text)
    assert all(a < b for a, b in zip(document.origin, document.origin[1:], strict=False))
    full = str.maketrans("０１２３４５６７８９", "0123456789")
    for char, at in zip(document.text, document.origin, strict=True):
        if char not in " \n":
            assert text[at].translate(full) == char


@given(TEXTS)
def test_blocks_lie_in_order_and_hold_all_text(text: str) -> None:
    document = document_of(text)
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end
        at = block.end
        assert block.cell is not None or block.start < block.end
        if block.marker:
            assert block.start <= block.marker.start < block.marker.end <= block.end
        assert all(document.blocks[index].kind in ("heading", "title") for index in block.section)
    covered = sum(block.end - block.start for block in document.blocks)
    assert len(document.text) - covered <= len(document.blocks)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_finding_quotes_its_place(text: str) -> None:
    document = document_of(text)
    for finding in audit_document(document, Options(), RULES).findings:
        assert finding.location is not None, finding.message
        for place in (finding.location, *finding.related):
            assert place.start < place.end
            assert document.source[place.start : place.end] == place.quote
            assert document.line_column(place.start) == (place.line, place.column)


def test_line_and_column_are_one_based() -> None:
    document = document_of("甲乙\r\n丙丁\n戊")
    assert document.line_column(0) == (1, 1)
    assert document.line_column(5) == (2, 2)
    assert document.line_column(7) == (3, 1)


def test_a_lost_character_is_refused() -> None:
    with pytest.raises(ValueError, match="lost"):
        Document("x", "甲乙", "甲", array("I", [0]), ())


def test_blanks_between_han_and_numbers_are_layout() -> None:
    document = document_of("于 7 月 15 日在 A 馆举行，共展出  图书，约 85 万余人次。")
    assert document.text == "于7月15日在A馆举行，共展出  图书，约85万余人次。"


def test_full_width_digits_read_as_digits() -> None:
    assert document_of("２０２１年１２册").text == "2021年12册"
