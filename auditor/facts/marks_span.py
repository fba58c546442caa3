"""Pairs that span blocks: which unclosed openers and unopened closers are no faults."""

from __future__ import annotations

from auditor.document import Document

_REACH = 12
_END = "。！？!?；;…"


class Spans:
    """Follows the openers that a block leaves open; ``settled`` holds (offset, kind) of those that are right."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._waiting: dict[str, tuple[int, int]] = {}
        self.settled: set[tuple[int, str]] = set()

    def opens(self, family: str, at: int, block: int) -> None:
        """Take note of an opener at ``at`` that block ``block`` does not close."""
        self._waiting[family] = (at, block)
        if self._opens_every_paragraph(family, at, block) or self._may_go_on(at, block):
            self.settled.add((at, "unclosed"))

    def closes(self, family: str, at: int, block: int) -> bool:
        """Whether the closer at ``at``, the first of its family in ``block``, ends what an earlier block opened."""
        if family not in self._waiting:
            return False
        opener, first = self._waiting.pop(family)
        if block - first > _REACH or not self._belong(opener, first, at, block):
            return False
        self.settled.add((opener, "unclosed"))
        return True

    def _may_go_on(self, at: int, block: int) -> bool:
        """A quotation after a colon that fills its paragraph may run on in the unmarked paragraph below."""
        text, blocks = self._document.text, self._document.blocks
        if block + 1 >= len(blocks) or blocks[block + 1].kind != "paragraph" or blocks[block].marker:
            return False
        return text[at - 1 : at] in ("：", ":") and text[blocks[block].end - 1] in _END

    def _opens_every_paragraph(self, family: str, at: int, block: int) -> bool:
        """A quotation of several paragraphs: each opens with “ and only the last closes."""
        blocks = self._document.blocks
        if family not in ("double", "corner") or block + 1 >= len(blocks) or not self._leads(at, block):
            return False
        following = blocks[block + 1]
        return following.kind != "cell" and self._document.text[following.start] == self._document.text[at]

    def _leads(self, at: int, block: int) -> bool:
        """The opener stands at the start of its block, or after a colon."""
        before = self._document.text[self._start(block) : at].rstrip()
        return not before or before[-1] in "：:"

    def _start(self, block: int) -> int:
        marker = self._document.blocks[block].marker
        return marker.end if marker else self._document.blocks[block].start

    def _belong(self, opener: int, first: int, closer: int, last: int) -> bool:
        text, blocks = self._document.text, self._document.blocks
        head, tail = blocks[first], blocks[last]
        runs_on = text[head.end - 1] not in _END and last == first + 1
        if head.cell or tail.cell:
            return bool(head.cell and tail.cell) and runs_on
        if opener == head.end - 1 or closer == tail.start:
            return last - first <= 4
        if runs_on and tail.marker is None:
            return True
        after = text[closer + 1 : tail.end].strip()
        return self._leads(opener, first) and after in ("", "。", "”", "）")
