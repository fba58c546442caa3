"""Facts: what a report says, each with its place. One module per kind of fact, computed when first asked."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.resources import Resources

if TYPE_CHECKING:
    from auditor.facts.calendar import Namer, Naming
    from auditor.facts.coverage import Coverage
    from auditor.facts.dates import Date
    from auditor.facts.dates_context import Context
    from auditor.facts.duplicates import Cluster
    from auditor.facts.enumerations import Enumeration
    from auditor.facts.events import Chronicle, Event
    from auditor.facts.identifiers import Identifier
    from auditor.facts.marks import Marks
    from auditor.facts.measures import Measure
    from auditor.facts.mentions import Mention
    from auditor.facts.names import Names
    from auditor.facts.names_clusters import Cluster as NameCluster
    from auditor.facts.names_latin import Latin
    from auditor.facts.names_marks import Brand, Marking
    from auditor.facts.names_meetings import Slip
    from auditor.facts.names_people import Person
    from auditor.facts.names_phrases import Misquote
    from auditor.facts.names_places import Early, Misplaced
    from auditor.facts.names_spellings import Spelling
    from auditor.facts.names_subjects import Subject
    from auditor.facts.names_surnames import Surname
    from auditor.facts.numbering import Sequence
    from auditor.facts.packs import Pack
    from auditor.facts.quantities import Quantity
    from auditor.facts.references import References
    from auditor.facts.relations import Relation
    from auditor.facts.rosters import Roster
    from auditor.facts.said import Said
    from auditor.facts.sentences import Sentence
    from auditor.facts.table_faults import Fault
    from auditor.facts.table_figures import Figure
    from auditor.facts.table_model import Table, Tables
    from auditor.facts.table_relations import Checked
    from auditor.facts.wording import Suspect
    from auditor.facts.wording_parallel import Odd


class Facts:
    """All facts of one document. Attributes are lazy: a rule that is off costs nothing."""

    def __init__(self, document: Document, resources: Resources | None = None) -> None:
        self.document = document
        self.resources = resources or Resources()
        self.failures: list[tuple[str, Exception]] = []

    @cached_property
    def sequences(self) -> tuple[Sequence, ...]:
        """Numbered sequences: markers of one style under one parent, in order."""
        from auditor.facts.numbering import extract

        return extract(self.document)

    @cached_property
    def inline_sequences(self) -> tuple[Sequence, ...]:
        """Numbers that run through one paragraph: （1）（2）, 步骤一, 第12期, 附件1."""
        from auditor.facts.numbering_inline import extract

        return tuple(extract(self.document))

    @cached_property
    def duplicates(self) -> tuple[Cluster, ...]:
        """Clusters of entries or paragraphs that say the same twice."""
        from auditor.facts.duplicates import extract

        return extract(self.document)

    @cached_property
    def report_year(self) -> int:
        """The year the report is about, 0 when it cannot be told."""
        from auditor.facts.dates_context import report_year

        return report_year(self.document, self.resources)

    @cached_property
    def contexts(self) -> list[Context]:
        """For every block the year and month it stands under."""
        from auditor.facts.dates_context import contexts

        return contexts(self.document, self.report_year)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """All dates, in order."""
        from auditor.facts.dates import extract

        return extract(self.document, self.contexts)

    @cached_property
    def chronicles(self) -> tuple[Chronicle, ...]:
        """Chronicles and dated lists, in order."""
        from auditor.facts.events import extract

        return extract(self.document, self.dates, self.contexts)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The entries of all chronicles and dated lists."""
        return tuple(event for chronicle in self.chronicles for event in chronicle.events)

    def dates_of_block(self, index: int) -> tuple[Date, ...]:
        """The dates that stand in one block."""
        return self._dates_by_block.get(index, ())

    @cached_property
    def _dates_by_block(self) -> dict[int, tuple[Date, ...]]:
        from itertools import groupby

        return {index: tuple(dates) for index, dates in groupby(self.dates, key=lambda date: date.block)}

    @cached_property
    def event_of_block(self) -> dict[int, Event]:
        """For the first block of every entry its event."""
        return {event.block: event for event in self.events}

    @cached_property
    def namer(self) -> Namer:
        """Finds named days (feasts, memorial days, solar terms) in the text."""
        from auditor.facts.calendar import Namer, holidays

        return Namer(holidays(self.resources.table("general/holidays.toml")))

    @cached_property
    def named_days(self) -> tuple[tuple[Naming, tuple[Date, ...]], ...]:
        """Named days in the order of the text, each with the dates of its block."""
        from auditor.facts.calendar import with_dates

        return with_dates(self.namer.find(self.document.text), self.dates, self.document)

    @cached_property
    def references(self) -> References:
        """The contents page, captions, appendices, and the places that refer to them."""
        from auditor.facts.references import extract

        return extract(self.document)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of all blocks, in order."""
        from auditor.facts.sentences import extract

        return extract(self.document)

    @cached_property
    def marks(self) -> Marks:
        """Paired marks: quotation marks, brackets, 《》, and what is wrong with them."""
        from auditor.facts.marks import extract

        return extract(self.document)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All numbers that count or measure something, in order; markers are not read as numbers."""
        from auditor.facts.quantities import extract

        markers = [(b.marker.start, b.marker.end) for b in self.document.blocks if b.marker]
        return extract(self.document.text, markers)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations between quantities, whether they hold or not."""
        from auditor.facts.relations import extract

        return extract(self)

    @cached_property
    def contradictions(self) -> tuple[Relation, ...]:
        """Relations that do not hold, one for each wrong number."""
        from auditor.facts.relations import contradictions

        return contradictions(self.relations)

    @cached_property
    def coverage(self) -> Coverage:
        """How many numbers the report holds and how many took part in a relation."""
        from auditor.facts.coverage import summarise

        return summarise(self)

    @cached_property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Credit codes, identity numbers, document numbers, ISBN, phones and the like, with their faults."""
        from auditor.facts.identifiers import extract

        return extract(self.document.text)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Every comparable quantity of the prose as a measure: name, topic, period, kind."""
        from auditor.facts.measures import extract

        return extract(self)

    def mentions_between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in ``text[start:end]``."""
        starts = self._mention_starts
        return self.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every quantity of the prose with the words that name it and its role."""
        from auditor.facts.mentions import extract

        return extract(self)

    @cached_property
    def counted_lists(self) -> tuple[tuple[Mention, Enumeration], ...]:
        """Every count that has a list of its own beside it, with that list."""
        from auditor.facts.relations_counts import lists

        return tuple(lists(self))

    @cached_property
    def rosters(self) -> tuple[Roster, ...]:
        """Lists that name members of one kind: the outlets set up, the bases opened."""
        from auditor.facts.rosters import extract

        return extract(self)

    @cached_property
    def tables(self) -> Tables:
        """All tables, and those that could not be read."""
        from auditor.facts.tables import extract

        return extract(self.document)

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The domain packs that apply to the report."""
        from auditor.facts.packs import active

        return active(self)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every number of the tables with the names of its row and column."""
        from auditor.facts.table_figures import extract

        return extract(self)

    def figures_of(self, table: Table) -> tuple[Figure, ...]:
        """The figures of one table."""
        return self._figures_by_table.get((table.number, table.part), ())

    @cached_property
    def _figures_by_table(self) -> dict[tuple[int, int], tuple[Figure, ...]]:
        from itertools import groupby

        pairs = groupby(self.figures, key=lambda figure: (figure.table.number, figure.table.part))
        return {place: tuple(found) for place, found in pairs}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the prose says of every level, named so that it can be sought in tables."""
        from auditor.facts.said import extract

        return extract(self)

    @cached_property
    def pack_names(self) -> dict[int, str]:
        """Start of every quantity that a pack knows by name as a figure of the year → the measure."""
        from auditor.facts.said import pack_names

        return pack_names(self)

    @cached_property
    def table_claims(self) -> tuple[Checked, ...]:
        """Every table with what its totals, parts and reckoned columns claim, judged."""
        from auditor.facts.table_relations import check

        return check(self.tables)

    @cached_property
    def table_faults(self) -> tuple[Fault, ...]:
        """Claims of tables that do not hold, gathered by the cell that is wrong."""
        from auditor.facts.table_faults import gather

        return gather(self.table_claims)

    @cached_property
    def trade_words(self) -> frozenset[str]:
        """Terms of trades that the language model does not know; right as they stand."""
        return frozenset(self.resources.table("general/trade_words.toml")["words"])

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """Words that the official language or the document itself speaks against."""
        from auditor.facts.wording import suspects

        return tuple(suspects(self.document.text, self.resources.vocabulary | self.trade_words))

    @cached_property
    def odd_items(self) -> tuple[Odd, ...]:
        """Items of enumerations whose ending breaks the form of all the others."""
        from auditor.facts.wording_parallel import odd_items

        return tuple(odd_items(self.document.text))

    @cached_property
    def misquotes(self) -> tuple[Misquote, ...]:
        """Set phrases of official language that are not quite in their canonical wording."""
        from auditor.facts.names_phrases import Phrases

        table = self.resources.table("official-writing/set_phrases.toml")
        return Phrases(table).misquotes(self.document.text)

    @cached_property
    def names(self) -> Names:
        """Names of organisations, places and activities and quoted titles, and those written two ways."""
        from auditor.facts.names import extract

        return extract(self)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """People named in the report, with all places and the titles beside them."""
        from auditor.facts.names_people import extract

        return extract(self)

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """Pairs of names that seem to be one person's."""
        from auditor.facts.names_spellings import spellings

        return spellings(self.people, self)

    @cached_property
    def odd_surnames(self) -> tuple[Surname, ...]:
        """Names of people whose first character is hardly ever a surname."""
        from auditor.facts.names_surnames import extract

        return extract(self)

    @cached_property
    def markings(self) -> tuple[Marking, ...]:
        """Quoted titles that differ only in the marks within."""
        from auditor.facts.names_marks import markings

        return markings(self)

    @cached_property
    def brands(self) -> tuple[Brand, ...]:
        """Items of parallel lists that are one alike character apart."""
        from auditor.facts.names_marks import brands

        return brands(self)

    @cached_property
    def meetings(self) -> tuple[Slip, ...]:
        """Congresses and plenums whose number, name or document is wrong, or that lack their 精神."""
        from auditor.facts.names_meetings import extract

        return extract(self)

    @cached_property
    def latin_names(self) -> tuple[Latin, ...]:
        """Names in Latin letters that are spelled in two ways."""
        from auditor.facts.names_latin import extract

        return extract(self)

    @cached_property
    def misordered_names(self) -> tuple[Misplaced, ...]:
        """Names of Party bodies whose words stand in the wrong order."""
        from auditor.facts.names_places import misordered

        return misordered(self)

    @cached_property
    def foreign_bodies(self) -> tuple[Misplaced, ...]:
        """Bodies of the report's own kind but of another place that act as the subject of a sentence."""
        from auditor.facts.names_places import foreign

        return foreign(self)

    @cached_property
    def unlisted_subjects(self) -> tuple[Subject, ...]:
        """Budget subjects named in the prose that the tables do not have."""
        from auditor.facts.names_subjects import extract

        return extract(self)

    @cached_property
    def name_clusters(self) -> tuple[NameCluster, ...]:
        """For each thing that is named in several ways all the ways with their places."""
        from auditor.facts.names_clusters import clusters

        return clusters(self.names.variants, self.names.names)

    @cached_property
    def early_names(self) -> tuple[Early, ...]:
        """New names that a chronicle uses before it tells of the renaming."""
        from auditor.facts.names_places import early

        return early(self)
