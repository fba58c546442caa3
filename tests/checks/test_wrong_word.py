"""wrong-word: one hit per suspect, sorted by what speaks for it."""

from auditor.checks.wrong_word import OPTIONS, check
from auditor.facts import Facts
from auditor.finding import Hit
from auditor.reading import read
from auditor.resources import Resources


def hits(text: str, evidence: str, **resources: object) -> list[Hit]:
    facts = Facts(read(text.encode(), "report.txt"), Resources(**resources))  # type: ignore[arg-type]
    return list(check(facts, {**OPTIONS, "evidence": evidence}))


def test_language() -> None:
    (hit,) = hits("各级人民政付要加强组织领导，落实工作责任。\n", "language")
    assert (hit.primary.start, hit.primary.end) == (5, 6)
    assert hit.suggestion == "府"
    assert hit.data["written"] == "付"
    assert hit.confidence in ("likely", "possible")
    assert not hits("各级人民政付要加强组织领导，落实工作责任。\n", "document")


def test_the_users_vocabulary_is_right() -> None:
    text = "各级人民政付要加强组织领导，落实工作责任。\n"
    assert not hits(text, "language", vocabulary=frozenset({"人民政付"}))


def test_document_shows_the_other_place() -> None:
    lines = [f"我市图书馆于{month}月举办馆员技能比赛，全体馆员参加。" for month in "三四五六"]
    text = "\n".join([*lines, "暑假将至，我市图书于七月推出亲子共读专场。", ""])
    (hit,) = hits(text, "document")
    (other,) = hit.related
    assert text[other.start : other.end] == "市图书馆于"
    assert hit.data["count"] == "4"
    assert not hits(text, "language")


def test_form_shows_the_siblings() -> None:
    text = "组织社区读书活动、校园诵读活动、乡村展演互动、军营共建活动等八十余场。\n"
    (hit,) = hits(text, "form")
    assert hit.suggestion == "活动"
    assert [text[m.start : m.end] for m in hit.related] == ["活动"] * 3


def test_a_word_that_a_list_reports_is_not_reported_again() -> None:
    assert not hits("县里召开专题会议，布署劝返工作，落实工作责任。\n", "language")
