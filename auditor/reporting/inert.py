"""Text of a report made harmless for a terminal or a log line."""

from __future__ import annotations

import re

from auditor.text import INVISIBLE

_CONTROL = re.compile(f"[{INVISIBLE}\r\n\t\v\f\u2028\u2029]")


def inert(text: str) -> str:
    """``text`` with control and invisible characters shown as ``\\uXXXX`` and line breaks as blanks."""
    return _CONTROL.sub(
        lambda match: " " if match.group() in "\r\n\t\v\f\u2028\u2029" else _escape(match), text
    )


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
