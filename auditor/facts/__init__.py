"""Facts: what a report says, each with its place. One module per kind of fact, computed when first asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.resources import Resources

if TYPE_CHECKING:
    from auditor.facts.duplicates import Cluster
    from auditor.facts.numbering import Sequence


class Facts:
    """All facts of one document. Attributes are lazy: a rule that is off costs nothing."""

    def __init__(self, document: Document, resources: Resources | None = None) -> None:
        self.document = document
        self.resources = resources or Resources()

    @cached_property
    def sequences(self) -> tuple[Sequence, ...]:
        """Numbered sequences: markers of one style under one parent, in order."""
        from auditor.facts.numbering import extract

        return extract(self.document)

    @cached_property
    def duplicates(self) -> tuple[Cluster, ...]:
        """Clusters of entries or paragraphs that say the same twice."""
        from auditor.facts.duplicates import extract

        return extract(self.document)
