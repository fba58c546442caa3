"""Signs inside a line of Markdown: emphasis, code, links, images, escapes, tags, which are markup and not text."""

from __future__ import annotations

import re

# What stands for itself or frames something, first come first served; emphasis is matched in pairs afterwards.
_SIGNS = re.compile(
    "(?P<comment><!--(?:[^-\n]|-(?!->)){0,300}-->)"
    "|(?P<escape>\\\\(?=[!-/:-@\\[-`{-~]))[!-/:-@\\[-`{-~]"
    "|(?P<code>(?<!`)(?P<fence>`{1,3})(?!`)(?:[^`\n]{1,500})(?P=fence)(?!`))"
    "|(?P<image>!?\\[)(?=(?:[^\\[\\]\n]|\\[[^\\[\\]\n]{0,200}\\]){0,300}\\](?:\\([^()\n]{0,500}(?:\\([^()\n]{0,200}\\))?[^()\n]{0,500}\\)|\\[[^\\[\\]\n]{0,100}\\]))"
    "|(?P<target>\\](?:\\([^()\n]{0,500}(?:\\([^()\n]{0,200}\\))?[^()\n]{0,500}\\)|\\[[^\\[\\]\n]{0,100}\\]))"
    "|(?P<note>\\[\\^[^\\[\\] \n]{1,30}\\]:?)"
    "|(?P<auto><)(?=[a-z]{2,8}:[^ <>\n]{1,500}>)(?P<address>[^ <>\n]{1,500})(?P<end>>)"
    "|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,15}(?:[ \t][^<>\n]{0,300})?/?>)"
    "|(?P<blank>&(?:nbsp|ensp|emsp|thinsp);)"
    "|&(?P<ampersand>amp;)"
    "|(?P<run>\\*{1,3}|_{1,3}|~~)"
)
_ASCII = re.compile("[0-9A-Za-z]")
_NEAR = 20


def signs(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the markup in ``source[start:end]``, in order; what has no partner is text."""
    found: list[tuple[int, int]] = []
    open_links = 0
    runs: list[tuple[int, int]] = []
    for match in _SIGNS.finditer(source, start, end):
        kind = match.lastgroup
        if kind == "run" or match["run"]:
            runs.append(match.span())
        elif match["code"]:
            size = len(match["fence"])
            found += [(match.start(), match.start() + size), (match.end() - size, match.end())]
        elif match["image"]:
            open_links += 1
            found.append(match.span("image"))
        elif match["target"]:
            if open_links:
                open_links -= 1
                found.append(match.span("target"))
        elif match["auto"]:
            found += [match.span("auto"), match.span("end")]
        else:
            name = next(
                n for n in ("comment", "escape", "note", "tag", "blank", "ampersand") if match[n] is not None
            )
            found.append(match.span(name))
    return sorted(found + _pairs(source, runs, start, end))


def _pairs(source: str, runs: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Runs of ``*``, ``_`` or ``~~`` that open and close emphasis; the nearest opener of the same length counts."""
    waiting: list[tuple[int, int]] = []
    found: list[tuple[int, int]] = []
    for one, two in runs:
        before = source[one - 1] if one > start else " "
        after = source[two] if two < end else " "
        inside = bool(_ASCII.match(before) and _ASCII.match(after))
        opens = not after.isspace() and not inside
        closes = not before.isspace() and not inside
        partner = _partner(source, waiting, source[one:two]) if closes else None
        if partner is not None:
            found += [waiting[partner], (one, two)]
            del waiting[partner:]
        elif opens:
            waiting.append((one, two))
    return found


def _partner(source: str, waiting: list[tuple[int, int]], run: str) -> int | None:
    for at in range(len(waiting) - 1, max(len(waiting) - _NEAR, 0) - 1, -1):
        if source[waiting[at][0] : waiting[at][1]] == run:
            return at
    return None
