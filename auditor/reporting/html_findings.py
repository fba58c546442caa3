"""The cards of the web page: one a finding, with its places, arithmetic and advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from auditor.finding import Finding, Location
from auditor.reporting.inert import inert
from auditor.reporting.rows import advice, arithmetic, clip, family_name
from auditor.reporting.words import place_words, role_word, words

_MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the page (from 1) and the number of its file (from 0)."""

    number: int
    file: int
    finding: Finding

    def places(self) -> tuple[Location, ...]:
        """All places, the primary one first."""
        return tuple(place for place in (self.finding.location, *self.finding.related) if place)


def safe(text: str) -> str:
    """``text`` of a report for HTML, in content and in quoted attributes alike."""
    return escape(inert(text), quote=True)


def group(file: int, path: str) -> str:
    """The heading over the cards of one file."""
    return f'<h2 class="group" data-file="{file}">{safe(path)}</h2>'


def card(each: Numbered, language: str) -> str:
    """One finding."""
    finding, word = each.finding, words(language)
    status = "new" if finding.status == "new" else "known"
    where = [place_words(finding.location, language)] if finding.location else []
    where += [
        word[finding.severity],
        f"{finding.rule} {family_name(finding.rule, language)}",
        finding.short_id,
    ]
    if finding.status != "new":
        where.append(word[finding.status] + (f"{word['colon']}{finding.reason}" if finding.reason else ""))
    return (
        f'<div class="card {finding.severity} {status}" id="f{each.number}" tabindex="0" data-n="{each.number}" '
        f'data-file="{each.file}" data-severity="{finding.severity}" data-family="{safe(finding.rule[:3])}" '
        f'data-status="{status}">'
        f'<p class="what"><span class="number">{each.number}</span>{safe(finding.message)}</p>'
        f'<p class="where">{safe(" · ".join(where))}</p>{_more(each, language)}</div>'
    )


def _more(each: Numbered, language: str) -> str:
    word = words(language)
    rows = [f"<dd>{''.join(_places(each, language))}</dd>"] if each.places() else []
    if calculated := arithmetic(each.finding, language):
        rows.append(f"<dt>{safe(word['arithmetic'])}</dt><dd>{safe(calculated)}</dd>")
    rows += [
        f"<dt>{safe(word[key])}</dt><dd>{safe(text)}</dd>" for key, text in advice(each.finding, language)
    ]
    return f'<dl class="more">{"".join(rows)}</dl>' if rows else ""


def _places(each: Numbered, language: str) -> Iterator[str]:
    places = each.places()
    for at, place in enumerate(places[:_MOST_PLACES]):
        role = role_word(place.role, language) or words(language)["there" if at else "here"]
        yield (
            f'<button type="button" class="place" data-at="{each.number}.{at}"><small>{safe(role)} '
            f"{safe(place_words(place, language))}</small>{safe(clip(place.text, 80))}</button>"
        )
    if len(places) > _MOST_PLACES:
        yield f"<small>{safe(words(language)['more'].format(count=len(places) - _MOST_PLACES))}</small>"
