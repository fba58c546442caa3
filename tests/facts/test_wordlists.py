"""The lists of wrong wordings: sound as data, and found in one pass."""

from __future__ import annotations

import gzip
import tomllib
from pathlib import Path

import pytest

from auditor.facts.frames import frames
from auditor.facts.frames import search as search_frames
from auditor.facts.wordlists import search, wordings
from auditor.resources import Resources, root

SHARED = Path(__file__).parents[2] / "../shared"
CONFUSIONS = wordings([Resources().table("general/confusions.toml")])
DOUBLINGS = tuple(
    wording
    for kind in ("redundant", "taste", "verbs")
    for wording in wordings([Resources().table("general/doublings.toml")], kind)
)


def test_the_list_is_long_and_without_repetition() -> None:
    assert len(CONFUSIONS) >= 400
    for entries in (CONFUSIONS, DOUBLINGS):
        assert len({entry.wrong for entry in entries}) == len(entries)


@pytest.mark.parametrize("entries", [CONFUSIONS, DOUBLINGS], ids=["confusions", "doublings"])
def test_no_entry_is_right_as_it_stands(entries: tuple) -> None:
    for entry in entries:
        assert entry.wrong != entry.right
        assert entry.reason
        assert search(entry.right, [entry]) == (), (entry.wrong, entry.right)


def test_no_correction_holds_another_wrong_word() -> None:
    for entry in CONFUSIONS:
        assert search(entry.right, CONFUSIONS) == (), entry.right


def test_every_exception_is_silent() -> None:
    for entry in (*CONFUSIONS, *DOUBLINGS):
        for _, words in entry.around:
            assert search(words, [entry]) == (), (entry.wrong, words)


def test_safe_entries_keep_the_length_and_have_no_exception() -> None:
    for entry in CONFUSIONS:
        if entry.safe:
            assert len(entry.wrong) == len(entry.right) >= 3
            assert not entry.around and not entry.ahead


def test_an_exception_without_the_wrong_word_is_refused() -> None:
    table = {"group": [{"reason": "x", "entries": [["布署", "部署", "发布名"]]}]}
    with pytest.raises(ValueError, match="发布名"):
        wordings([table])


def test_what_follows_in_the_sentence_can_make_it_right() -> None:
    found = [
        match.wording.wrong
        for match in search("既使读者满意，又使馆员安心。既使下雨，活动照常。", CONFUSIONS)
    ]
    assert found == ["既使"]


def test_of_overlapping_entries_the_longest_counts() -> None:
    found = search("他迫不得己请了假。", CONFUSIONS)
    assert [match.wording.wrong for match in found] == ["迫不得己"]


def test_frames_have_known_fields_and_fit_their_kinds() -> None:
    for name in ("frames.toml", "collocations.toml"):
        table = tomllib.loads((root() / "general" / name).read_text(encoding="utf-8"))
        kinds = {entry["kind"] for entry in table["frame"]}
        assert all(frames(table, kind) for kind in kinds)


def test_a_frame_ends_at_the_sentence() -> None:
    table = Resources().table("general/frames.toml")
    assert search_frames("本着节约。为原则问题争论。", frames(table, "mixed")) == ()
    assert len(search_frames("本着节约为原则，从简办会。", frames(table, "mixed"))) == 1


@pytest.mark.skipif(not (SHARED / "typos/clean-dev.txt").exists(), reason="no development texts here")
def test_clean_sentences_hold_no_listed_word() -> None:
    text = (SHARED / "typos/clean-dev.txt").read_text(encoding="utf-8")
    assert search(text, (*CONFUSIONS, *DOUBLINGS)) == ()


@pytest.mark.skipif(not (SHARED / "corpus/official.txt.gz").exists(), reason="no development texts here")
def test_official_documents_hold_few_listed_words() -> None:
    with gzip.open(SHARED / "corpus/official.txt.gz", "rt", encoding="utf-8") as stream:
        text = stream.read()
    assert len(search(text, CONFUSIONS)) < 45  # old spellings (帐, 好象) and true slips
