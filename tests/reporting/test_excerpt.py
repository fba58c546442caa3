"""Excerpts: what of a long line is shown, and how overlapping places are told apart."""

from __future__ import annotations

from reporting_sample import finding, mark

from auditor.document import Document
from auditor.finding import Finding, Mark
from auditor.reading import read
from auditor.reporting.excerpt import CONTEXT, Excerpt, excerpts, hidden


def plain(excerpt: Excerpt) -> str:
    signs = {"plain": "{}", "primary": "【{}】", "related": "〖{}〗"}
    return "".join(signs[piece.kind].format(piece.text) for piece in excerpt.pieces)


def made(document: Document, primary: Mark, *related: Mark) -> Finding:
    return finding(document, primary, related, rule="MET001", name="x", severity="error", message="m")


def test_close_places_share_a_line() -> None:
    document = read("共举办活动9次，其中讲座4次、展览6次。\n".encode(), "a.txt")
    found = made(
        document, mark(document, "9次", "total"), mark(document, "4次", "part"), mark(document, "6次", "part")
    )
    (line,) = excerpts(document, found)
    assert plain(line) == "共举办活动【9次】，其中讲座〖4次〗、展览〖6次〗。"
    assert line.roles == ("total", "part")


def test_nested_places_are_both_seen() -> None:
    document = read("展览于5月6日在一楼开幕。\n".encode(), "a.txt")
    whole = mark(document, "展览于5月6日在一楼开幕", "entry")
    inner = mark(document, "5月6日", "date")
    (line,) = excerpts(document, made(document, inner, whole))
    assert plain(line) == "〖展览于〗【5月6日】〖在一楼开幕〗。"
    (line,) = excerpts(document, made(document, whole, inner))
    assert plain(line) == "【展览于】〖5月6日〗【在一楼开幕】。"


def test_same_place_twice_is_shown_as_primary() -> None:
    document = read("展期5天。\n".encode(), "a.txt")
    place = mark(document, "5天", "duration")
    (line,) = excerpts(document, made(document, place, place))
    assert plain(line) == "展期【5天】。"


def test_context_never_cuts_a_number() -> None:
    before, after = "甲" * 30 + "123456" + "乙" * (CONTEXT - 3), "丙" * (CONTEXT - 2) + "98765.4" + "丁" * 30
    document = read(f"{before}关键{after}\n".encode(), "a.txt")
    (line,) = excerpts(document, made(document, mark(document, "关键", "word")))
    assert "…123456乙" in plain(line)
    assert "丙98765.4…" in plain(line)


def test_many_places_are_counted_and_the_primary_is_kept() -> None:
    document = read("".join(f"第{number}项，开展活动。\n" for number in range(30)).encode(), "a.txt")
    places = [mark(document, f"第{number}项", "entry") for number in range(30)]
    found = made(document, places[29], *places[:29])
    shown = excerpts(document, found)
    assert len(shown) == 12
    assert "【第29项】" in plain(shown[-1])
    assert hidden(found, shown) == 18


def test_a_long_place_is_shortened() -> None:
    document = read(("开头" + "长" * 400 + "结尾。\n").encode(), "a.txt")
    (line,) = excerpts(document, made(document, Mark(0, 404, "entry")))
    assert len(plain(line)) < 140


def test_hostile_numbers_do_not_widen_without_end() -> None:
    document = read(("1" * 100_000 + "甲" + "1" * 100_000 + "\n").encode(), "a.txt")
    (line,) = excerpts(document, made(document, mark(document, "甲", "word")))
    assert len(plain(line)) < 120


def test_a_crowd_of_places_stays_fast() -> None:
    document = read(("“" * 20_000 + "\n").encode(), "a.txt")
    places = [Mark(at, at + 1, "mark") for at in range(0, 20_000, 2)]
    found = made(document, *places)
    shown = excerpts(document, found)
    assert sum(excerpt.places for excerpt in shown) == 12 * 60
    assert hidden(found, shown) == 10_000 - 12 * 60
