"""Web pages → Document: a saved page or a fragment of one; text, headings, lists and tables.

The source is our serialisation: the page without its tags and scripts, entities resolved, every line break
kept, so that lines are those of the file. Comments stand in it as markup (they may carry instructions to the
auditor); navigation and page footers stand in it as furniture; a tab divides cells and blocks of one line.
"""

from __future__ import annotations

import re
from html import unescape

from auditor.document import BlockKind, Document
from auditor.reading.html_tables import TableBuilder, span_of
from auditor.reading.html_tokens import Token, attributes, tokens
from auditor.reading.structure import Piece, assemble
from auditor.text import BLANK, INVISIBLE

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset(
    "svg math template select button canvas audio video object head noscript datalist".split()
)
_FURNITURE = frozenset({"nav", "footer"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SPACES = re.compile("[ \t\r\n\f]+")
_SHOWN = re.compile(f"[^{BLANK}{INVISIBLE}\r\n\v\f\u2028\u2029\u0085]")
_HEADING = re.compile("h[1-6]")
_DEEPEST = 200


def read_html(source: str, path: str) -> Document:
    """Read a web page or a fragment. Raises nothing: what is no tag is text."""
    reader = _Reader(source)
    for token in tokens(source):
        reader.take(token)
    pieces = reader.finish()
    return assemble(
        "".join(reader.out), pieces, path, furniture=reader.furniture, markup=reader.markup, format="html"
    )


class _Reader:
    """Writes the serialisation and cuts it into pieces."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.lower = page.lower()
        self.out: list[str] = []
        self.size = 0
        self.furniture: list[tuple[int, int]] = []
        self.markup: list[tuple[int, int]] = []
        self.tables = TableBuilder()
        self._ranges: list[tuple[int, int]] = []
        self._label = 0
        self._kind: tuple[BlockKind | None, int] = (None, 0)
        self._apart = False
        self._lists: list[int] = []
        self._preformatted = 0
        self._skipped: list[str] = []
        self._skip_start = -1
        self._last_ends: dict[str, int] = {}

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "text":
            self._text(unescape(self.page[token.start : token.end]))
            return
        if token.kind == "comment":
            self._comment(self.page[token.start : token.end])
            return
        if self._skipped:
            self._skip(token)
        elif token.kind == "open" and not self._begins_skip(token):
            self._open(token)
        elif token.kind == "close":
            self._close(token.name)
        self._breaks(token)

    def finish(self) -> list[Piece]:
        """All pieces, in order."""
        if self._skipped and self._skipped[0] in _FURNITURE:
            self.furniture.append((self._skip_start, self.size))
        self._flush(True)
        return self.tables.finish()

    def _breaks(self, token: Token) -> None:
        """Line breaks inside a tag are kept: a line of the source is a line of the file."""
        count = self.page.count("\n", token.start, token.end)
        if count:
            self._write("\n" * count)

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.size += len(text)

    def _comment(self, text: str) -> None:
        start = self.size
        self._write(text)
        self.markup.append((start, self.size))

    def _text(self, text: str) -> None:
        if self._skipped and self._skipped[0] not in _FURNITURE:
            self._write("\n" * text.count("\n"))
            return
        if self._apart and self.out and not self.out[-1][-1:].isspace():
            self._write("\t")
        self._apart = False
        if self._preformatted:
            self._verbatim(text)
            return
        at = 0
        for match in _SPACES.finditer(text):
            self._run(text[at : match.start()])
            breaks = match.group().count("\n")
            self._run("\n" * breaks if breaks else " ")
            at = match.end()
        self._run(text[at:])

    def _run(self, text: str) -> None:
        if not text:
            return
        start = self.size
        self._write(text)
        if text[0] == "\n" or self._skipped:
            return
        if self._ranges and self._ranges[-1][1] == start:
            self._ranges[-1] = (self._ranges[-1][0], self.size)
        elif _SHOWN.search(text):
            self._ranges.append((start, self.size))

    def _verbatim(self, text: str) -> None:
        for at, line in enumerate(text.split("\n")):
            if at:
                self._flush()
                self._write("\n")
            self._run(line)

    def _begins_skip(self, token: Token) -> bool:
        """Whether the element is left out: it must end somewhere, or the rest of the page would be lost."""
        name = token.name
        if name in _VOID or self.page[token.end - 2] == "/":
            return False
        if name not in _DROPPED | _FURNITURE and not self._is_hidden(token):
            return False
        if name not in self._last_ends:
            self._last_ends[name] = self.lower.rfind(f"</{name}")
        if self._last_ends[name] < token.end:
            return False
        if name in _BLOCKS:
            self._flush()
        self._skipped.append(name)
        self._skip_start = self.size
        return True

    def _is_hidden(self, token: Token) -> bool:
        head = self.lower[token.start : min(token.end, token.start + 2000)]
        if "hidden" not in head and "none" not in head and "navigation" not in head:
            return False
        found = attributes(self.page, token)
        style = found.get("style", "").replace(" ", "").lower()
        return "hidden" in found or "display:none" in style or found.get("role") == "navigation"

    def _skip(self, token: Token) -> None:
        """Inside an element that is left out: only its own name counts, nested or ending."""
        if token.name in _BLOCKS or token.name == "br":
            self._apart = True
        if token.name != self._skipped[0] or token.kind == "void":
            return
        if token.kind == "open":
            self._skipped.append(token.name)
            return
        name = self._skipped.pop()
        if not self._skipped and name in _FURNITURE and self.size > self._skip_start:
            self.furniture.append((self._skip_start, self.size))

    def _open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._break()
        if name not in _BLOCKS:
            return
        self._flush(name == "li")
        if name == "table":
            self.tables.open_table()
        elif name == "tr":
            self.tables.open_row()
        elif name in ("td", "th"):
            found = attributes(self.page, token)
            self.tables.open_cell(span_of(found.get("rowspan")), span_of(found.get("colspan")))
        elif name == "pre":
            self._preformatted += 1
        elif name in ("ol", "ul", "menu") and len(self._lists) < _DEEPEST:
            start = attributes(self.page, token).get("start", "1") if name == "ol" else ""
            self._lists.append(int(start) if start.isascii() and start.isdigit() and len(start) < 5 else -1)
        elif name == "li":
            self._item(attributes(self.page, token).get("value", ""))
        elif _HEADING.fullmatch(name):
            self._kind = ("heading", int(name[1]))
        elif name in ("caption", "figcaption"):
            self._kind = ("caption", 0)

    def _item(self, value: str) -> None:
        """An item of an ordered list opens with the number that the browser shows."""
        if not self._lists or self._lists[-1] < 0:
            return
        if value.isascii() and value.isdigit() and len(value) < 5:
            self._lists[-1] = int(value)
        label = f"{self._lists[-1]}."
        self._lists[-1] += 1
        self._text(label)
        self._label = len(label)
        self._write("\t")

    def _close(self, name: str) -> None:
        if name not in _BLOCKS:
            return
        self._flush(name in ("li", "ol", "ul"))
        if name == "pre":
            self._preformatted = max(self._preformatted - 1, 0)
        elif name in ("ol", "ul", "menu") and self._lists:
            self._lists.pop()
        elif name in ("td", "th", "tr", "table"):
            self.tables.close(name)
        elif name in ("thead", "tbody", "tfoot"):
            self.tables.close("tr")

    def _break(self) -> None:
        """A ``br`` ends a paragraph, as web pages use it; in a heading or a cell it only wraps."""
        if self._kind[0] is None and not self.tables.in_cell:
            self._flush()
        else:
            self._write("\v")

    def _flush(self, item_ends: bool = False) -> None:
        """End the piece that is being written; a list number waits for the text that it numbers."""
        if self._label and len(self._ranges) == 1:
            if not item_ends:
                return
            self.markup += self._ranges
        elif self._ranges:
            self.tables.add(Piece(self._ranges, *self._kind, label=self._label))
        self._ranges, self._label, self._kind = [], 0, (None, 0)
        self._apart = True
