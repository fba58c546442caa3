"""Text of a report made harmless for a terminal, a log line or a spreadsheet."""

from __future__ import annotations

import re

from auditor.text import INVISIBLE

_BREAK = "\r\n\t\v\f\u0085\u2028\u2029"
# Bidirectional isolates, tags and half surrogates (undecodable bytes of a file name) hide or break text too.
_HIDDEN = "\u061c\u2065-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
_CONTROL = re.compile(f"[{INVISIBLE}{_HIDDEN}{_BREAK}]")
# A spreadsheet takes a cell that opens with one of these, blanks aside, for a formula.
_FORMULA = re.compile("[ \u00a0\u3000]{0,99}[=+@＝＋－＠-]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def inert(text: str) -> str:
    """``text`` with control and invisible characters shown by their code (``\\u001b``) and line breaks as blanks."""
    return _CONTROL.sub(lambda match: " " if match.group() in _BREAK else _escape(match), text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def formula_like(text: str) -> bool:
    """Whether a spreadsheet would calculate ``text`` if it were typed into a cell."""
    return bool(_FORMULA.match(text)) or text[:1] in ("\t", "\r", "\n")


def json_safe(text: str) -> str:
    """JSON ``text`` that every encoder accepts: half surrogates written as JSON escapes."""
    return _SURROGATE.sub(_escape, text)
