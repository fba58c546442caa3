"""Word with comments: the audited .docx itself, with a comment at every place of every finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.finding import Finding, Location
from auditor.reading import ReadError
from auditor.reporting import CannotWrite, Run
from auditor.reporting.docx_comments import Changed, Comment, annotate
from auditor.reporting.inert import inert
from auditor.reporting.words import place_words
from auditor.result import FileResult

_SHOWN = 8
_WORDS = {
    "zh": {
        "error": "错误", "warning": "警告", "info": "提示",
        "other": "对照", "fix": "建议", "hint": "提示", "data": "依据", "more": "等共 {} 处",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info",
        "other": "compare", "fix": "suggestion", "hint": "hint", "data": "data", "more": "{} places in all",
    },
}  # fmt: skip


def render(run: Run) -> bytes:
    """The .docx with comments. Raises CannotWrite: the input is no single readable .docx, or has changed."""
    result = _only(run)
    assert result.document is not None
    try:
        data = Path(result.path).read_bytes()
        return annotate(data, result.document.source, list(comments(result, run.language)))
    except OSError as error:
        raise CannotWrite(f"{result.path}：读不了原文件（{error.strerror or error}），批注没有写") from None
    except (Changed, ReadError):
        raise CannotWrite(f"{result.path}：审校期间文件改动了，批注没有写；请再运行一次") from None


def _only(run: Run) -> FileResult:
    if len(run.results) != 1:
        raise CannotWrite(f"带批注的 .docx 一次只能写一份，给了 {len(run.results)} 份文件；请逐份运行")
    result = run.results[0]
    if result.error or result.document is None:
        raise CannotWrite(f"{result.path}：没有读成，写不了批注")
    if result.document.format != "docx" or result.path == "-" or not _is_zip(result.path):
        raise CannotWrite(f"{result.path}：不是 .docx 文件，写不了批注；请在 Word/WPS 里另存为 .docx 再审")
    return result


def _is_zip(path: str) -> bool:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError:
        return True  # render says what is wrong


def comments(result: FileResult, language: str) -> Iterator[Comment]:
    """One comment for every place of every new finding, in the order of the findings."""
    for finding in result.findings:
        places = [place for place in (finding.location, *finding.related) if place]
        if finding.status != "new":
            continue
        seen: set[tuple[int, int]] = set()
        for place in places:
            if (place.start, place.end) not in seen:
                seen.add((place.start, place.end))
                yield Comment(place.start, place.end, tuple(_lines(finding, place, places, language)))


def _lines(finding: Finding, here: Location, places: list[Location], language: str) -> Iterator[str]:
    words = _WORDS[language]
    colon = "：" if language == "zh" else ": "
    yield inert(finding.message)
    others = [place for place in places if (place.start, place.end) != (here.start, here.end)]
    for place in others[:_SHOWN]:
        yield f"{words['other']}{colon}{place_words(place, language)}「{inert(_short(place.text))}」"
    if len(others) > _SHOWN:
        yield words["more"].format(len(others))
    missing = [
        f"{key} = {value}" for key, value in finding.data.items() if value and value not in finding.message
    ]
    if missing:
        yield f"{words['data']}{colon}{inert('；'.join(missing))}"
    if finding.suggestion:
        yield f"{words['fix']}{colon}{inert(finding.suggestion)}"
    elif finding.hint:
        yield f"{words['hint']}{colon}{inert(finding.hint)}"
    yield f"{finding.rule} {finding.name} · {words[finding.severity]} · {finding.short_id}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]}…{text[-16:]}"
