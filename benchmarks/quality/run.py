"""How much the default profile finds and how often it is wrong, rule by rule → reports/quality/rules.md.

    python benchmarks/quality/run.py [--per-kind 12] [--seed 1] [--check]

Recall: errors put into the fixtures one at a time (injections.py). Precision: the fixtures with what is
planted in them, texts that are right, and the answer keys where the development material is present.
``--check`` writes nothing and exits with 1 when the stored report differs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from injections import KINDS, Broken  # noqa: E402

from auditor.engine import Options, audit_bytes, select_rules  # noqa: E402
from auditor.finding import Finding  # noqa: E402
from auditor.rulebook import load  # noqa: E402

SHARED = ROOT.parent / "shared"
REPORT = ROOT / "reports" / "quality" / "rules.md"
TEXTS = ("clean.txt", "yearbook.txt", "hospital.txt", "county-budget.txt")
BELIEVED_CLEAN = ("prov_hebei_2025", "prov_jilin_2025", "statecouncil_2018", "stat_daqing_2016h1")
CORPUS = 300_000
"""Characters of the corpus of official documents that are read; the counts of the language come from it."""
LEAST_PRECISION = 0.8
BEYOND = ("NUM", "PUN", "MIS", "DAT")
"""Families that a sentence cut out of its text says nothing about (its list, its quotation goes on elsewhere)."""
FEWEST = 3
"""Judged findings from which a precision means anything."""
Span = tuple[int, int]


@dataclass
class Tally:
    """What one rule did."""

    injected: int = 0
    right: int = 0
    wrong: int = 0
    unknown: int = 0
    examples: list[str] = field(default_factory=list)


RULES = select_rules(load(), Options())
JUDGED = Path(__file__).with_name("judged.tsv")
VERDICTS = dict(line.split("\t")[:2] for line in JUDGED.read_text(encoding="utf-8").splitlines() if line)
"""Findings in texts believed right that a reader judged: right, wrong or unknown."""


def by_itself(rule: str) -> bool:
    """Whether a rule can be judged on a sentence by itself."""
    return rule[:3] not in BEYOND


def audit(source: str, name: str) -> list[Finding]:
    """The findings of the default profile that have a place."""
    result = audit_bytes(source.encode(), name, Options(), RULES)
    assert result.error is None, result.error
    return [finding for finding in result.findings if finding.location]


def spans(finding: Finding) -> list[Span]:
    """All places of a finding in the source."""
    places = [finding.location, *finding.related]
    return [(place.start, place.end) for place in places if place]


def meets(a: Iterable[Span], b: Iterable[Span]) -> bool:
    """Whether two sets of places overlap."""
    others = list(b)
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in others)


def identity(finding: Finding) -> tuple[str, str, str]:
    """What a finding is apart from where it stands."""
    return finding.rule, finding.message, finding.location.quote if finding.location else ""


def inject(per_kind: int, seed: int, tallies: dict[str, Tally]) -> dict[str, list[int]]:
    """For each kind of error: put in, found, findings elsewhere that the error brought about."""
    from auditor.facts import Facts
    from auditor.reading import read

    table = {kind: [0, 0, 0] for kind in KINDS}
    for name in TEXTS:
        source = (ROOT / "fixtures" / name).read_bytes().decode()
        known = Counter(map(identity, audit(source, name)))
        facts = Facts(read(source.encode(), name))
        for kind, breaks in KINDS.items():
            random = Random(f"{seed} {name} {kind}")
            for _, broken in zip(range(per_kind), breaks(facts, random), strict=False):
                fresh = list(_new(audit(broken.source, name), known))
                here = [f for f in fresh if meets(spans(f), _places(broken))]
                table[kind][0] += 1
                table[kind][1] += bool(here)
                table[kind][2] += len(fresh) - len(here)
                for rule in {finding.rule for finding in here}:
                    tallies[rule].injected += 1
    return table


def _places(broken: Broken) -> list[Span]:
    return [(broken.start, broken.end), *([broken.other] if broken.other else [])]


def _new(found: list[Finding], known: Counter[tuple[str, str, str]]) -> Iterator[Finding]:
    left = known.copy()
    for finding in found:
        if left[identity(finding)] > 0:
            left[identity(finding)] -= 1
        else:
            yield finding


def judge(
    source: str,
    name: str,
    items: list[dict[str, Any]],
    complete: bool,
    tallies: dict[str, Tally],
    judged: Callable[[str], bool] = lambda rule: True,
) -> None:
    """Hold the findings of one text against what is known to be wrong and right in it."""
    quoted = [(item, item.get("spans") or list(_quoted(source, item))) for item in items]
    for finding in audit(source, name):
        tally, places = tallies[finding.rule], spans(finding)
        verdict = VERDICTS.get(mark(finding), "" if judged(finding.rule) else "unknown")
        if verdict:
            setattr(tally, verdict, getattr(tally, verdict) + 1)
            continue
        on = [item for item, where in quoted if meets(where, places)]
        kinds = {(item["kind"], item.get("confidence") == "arguable") for item in on}
        if ("defect", False) in kinds:
            tally.right += 1
        elif ("defect", True) in kinds or not (complete or any(_trap(item, finding.rule) for item in on)):
            tally.unknown += 1
        else:
            tally.wrong += 1
            line = finding.location.line if finding.location else 0
            tally.examples.append(f"{mark(finding)} {name}:{line} {finding.message}")


def mark(finding: Finding) -> str:
    """A short name of a finding by which judged.tsv speaks of it without quoting."""
    quote = finding.location.quote if finding.location else ""
    return hashlib.sha256(f"{finding.rule} {quote} {finding.message}".encode()).hexdigest()[:12]


def _slips(written: str, right: str) -> Iterator[dict[str, Any]]:
    """Where a sentence differs from its correction, with one character on either side."""
    changes = SequenceMatcher(None, written, right, autojunk=False).get_opcodes()
    for kind, start, end, _, _ in changes:
        if kind != "equal":
            yield {"kind": "defect", "spans": [(max(0, start - 1), end + 1)]}


def _trap(item: dict[str, Any], rule: str) -> bool:
    """Whether the item is a thing that is right and that a rule of this family might flag."""
    same = {rule[:3], *({"MET", "TAB"} if rule[:3] in ("MET", "TAB") else ())}
    return item["kind"] == "trap" and item["cat"] in same


def _quoted(source: str, item: dict[str, Any]) -> Iterator[Span]:
    for quote in item["quotes"]:
        letters = map(re.escape, re.sub(r"\s+", "", quote))
        found = [m.span() for m in re.finditer(r"\s*".join(letters), source)]
        near = [s for s in found if any(abs(source.count("\n", 0, s[0]) + 1 - n) <= 3 for n in item["lines"])]
        yield from near or found


def _items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(tallies: dict[str, Tally]) -> list[str]:
    """Judge every text at hand; returns what they are."""
    told = []
    for path in sorted((ROOT / "fixtures").glob("*.planted.jsonl")):
        text = next(
            p for p in path.parent.glob(f"{path.name.split('.')[0]}.*") if p.suffix in (".txt", ".md")
        )
        judge(text.read_bytes().decode(), text.name, _items(path), True, tallies)
    told.append("fixtures/ with what is planted in them")
    if not SHARED.exists():
        return told
    for path in sorted((SHARED / "key").glob("*.jsonl")):
        text = next(SHARED.glob(f"re*/{path.stem}.txt"))
        judge(text.read_bytes().decode(), f"shared/{text.name}", _items(path), False, tallies)
    told.append(
        "two library reports and four other documents with an incomplete answer key (a finding on no item is not judged)"
    )
    for name in BELIEVED_CLEAN:
        text = SHARED / "real" / f"{name}.txt"
        judge(text.read_bytes().decode(), f"shared/{text.name}", [], True, tallies)
    told.append("four real documents believed right (every finding counts as wrong)")
    for sentence in (SHARED / "typos" / "clean-dev.txt").read_text(encoding="utf-8").splitlines():
        if sentence.strip():
            judge(sentence, "shared/sentence.txt", [], True, tallies, by_itself)
    told.append(
        "1,546 newspaper sentences believed right, each by itself (every finding counts as wrong; what looks beyond "
        f"a sentence, {', '.join(BEYOND)}, is not judged)"
    )
    for line in (SHARED / "typos" / "odw-dev.tsv").read_text(encoding="utf-8").splitlines():
        written, _, right = line.partition("\t")
        judge(written, "shared/pair.txt", list(_slips(written, right)), True, tallies, by_itself)
    told.append("sentences of official documents, half of them with a slip whose correction is known")
    corpus = gzip.decompress((SHARED / "corpus" / "official.txt.gz").read_bytes()).decode()[:CORPUS]
    for document in corpus.split("\n## ")[:-1]:
        judge(document, "shared/official.txt", [], True, tallies)
    told.append(
        f"the first {CORPUS:,} characters of public official documents, believed right (every finding counts as "
        "wrong; the language model has counted them)"
    )
    return told


def render(
    injected: dict[str, list[int]], tallies: dict[str, Tally], texts: list[str], arguments: str
) -> str:
    """The report as Markdown."""
    lines = [
        "# Recall and precision of the default profile, measured",
        "",
        f"`python benchmarks/quality/run.py {arguments}`".rstrip(),
        "",
    ]
    lines += [
        "## Injected errors",
        "",
        f"One error at a time in {', '.join(TEXTS)}. Found: a new finding touches the error. Elsewhere: new findings that do not (some are consequences, as a removed item that was counted).",
        "",
    ]
    lines += ["| error | put in | found | recall | findings elsewhere |", "|---|--:|--:|--:|--:|"]
    for kind, (put, found, beside) in injected.items():
        lines.append(f"| {kind} | {put} | {found} | {_share(found, put)} | {beside} |")
    lines += ["", "## Rules", "", "Judged on: " + "; ".join(texts) + ".", ""]
    lines += [
        f"Precision = right ÷ (right + wrong), shown from {FEWEST} judged findings. Under {LEAST_PRECISION:.0%} a rule does not belong in the default profile.",
        "",
    ]
    lines += [
        "| rule | name | injected errors found | right | wrong | not judged | precision |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for rule in RULES:
        tally = tallies.get(rule.code, Tally())
        judged = tally.right + tally.wrong
        precision = _share(tally.right, judged) if judged >= FEWEST else "–"
        lines.append(
            f"| {rule.code} | {rule.name} | {tally.injected} | {tally.right} | {tally.wrong} | {tally.unknown} | {precision} |"
        )
    right, wrong = (sum(getattr(t, name) for t in tallies.values()) for name in ("right", "wrong"))
    lines.append(
        f"| all | | | {right} | {wrong} | {sum(t.unknown for t in tallies.values())} | {_share(right, right + wrong)} |"
    )
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def main() -> int:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--per-kind", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    tallies: dict[str, Tally] = defaultdict(Tally)
    injected = inject(given.per_kind, given.seed, tallies)
    texts = measure(tallies)
    report = render(injected, tallies, texts, f"--per-kind {given.per_kind} --seed {given.seed}")
    for code, tally in sorted(tallies.items()):
        if tally.right + tally.wrong >= FEWEST and tally.right < LEAST_PRECISION * (
            tally.right + tally.wrong
        ):
            print(f"{code}: precision under {LEAST_PRECISION:.0%} ({tally.right} right, {tally.wrong} wrong)")
    for code, tally in sorted(tallies.items()):
        for example in tally.examples:
            print(f"  {code} {example}")
    if given.check:
        return int(report != REPORT.read_text(encoding="utf-8"))
    REPORT.write_text(report, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
