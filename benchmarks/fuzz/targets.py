"""What is fed broken input, and what may come of it. Each target takes a stream of random numbers.

A target makes one input, gives it to the program and returns quietly, or raises `Crash` with what it fed:
an exception that is not the refusal promised for such input, or a rule that crashed.
"""

from __future__ import annotations

import functools
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from auditor.config import ConfigError
from auditor.config import load as load_config
from auditor.engine import Options, audit_bytes, select_rules
from auditor.facts import Facts
from auditor.facts_file import dump
from auditor.facts_file import load as load_facts
from auditor.known import KnownError, load_baseline, read_entries
from auditor.reading import ReadError, read
from auditor.resources import Resources
from auditor.rulebook import Rule, RuleError, load, parse

ROOT = Path(__file__).resolve().parents[2]
PIECES = (
    "一、|二、|三、|（一）|（二）|1.|2.|1、|（3）|①|第一章|第二节|一是|二是|第一，|附件1|表1|图2-1|2021年|3月|15日|12月31日|2月30日|"
    "星期三|上半年|截至|同比|增长|下降|占|其中|分别为|合计|共|总计|约|近|余|多|超过|不足|至少|12.5%|3.2万|1,234.56|0.5|-3|三十余|百分之五|"
    "5个百分点|人次|万册|元|平方米|亿元|场|次|人|“|”|‘|’|《|》|（|）|(|)|【|】|、|，|。|；|：|——|…|-|~|—|\t|\n|\n\n| |\u3000|\r\n|\f|"
    "图书馆|市教育局|张文远|馆长|举办|开展|参加|读者|活动|讲座|展览|统计表|序号\t名称\t数量|1\t甲\t20|合计\t\t300|| 项目 | 数量 |\n|---|---|\n| 甲 | 1 |\n|"
    "# |## |- |**|`|<table>|<td>|</table>|&nbsp;|&#x4e00;|<b>|91410100MA44GNYK3P|41010119900307123X|9787301234567|0371-12345678|豫政办〔2021〕5号|"
    "XX|××|____|□是□否|〇|零|廿|𠮷|😀|\u200b|\ufeff|\u0000|\u202e|＝|=|+|@|\x1b[31m|é|ﬁ|０|１"
).split("|")  # fmt: skip


class Crash(Exception):
    """The input, and what came of it."""


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is."""
    return tuple(select_rules(load(), Options(profile="audit", preview=True)))


@functools.cache
def seeds(*patterns: str) -> tuple[bytes, ...]:
    """The files of the repository that are mutated."""
    return tuple(path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern)))


def prose(random: Random, most: int = 60) -> str:
    """A text of pieces that mean something to one extractor or another."""
    return "".join(random.choice(PIECES) for _ in range(random.randint(1, most)))


def mutated(text: str, random: Random, size: int = 1500) -> str:
    """A part of a text with some parts dropped, doubled, moved or replaced."""
    start = random.randrange(max(1, len(text) - size))
    parts = list(text[start : start + random.randint(20, size)])
    for _ in range(random.randint(1, 12)):
        at, length = random.randrange(len(parts) + 1), random.randint(1, 12)
        piece = parts[at : at + length]
        change = random.randrange(4)
        if change == 0:
            del parts[at : at + length]
        elif change == 1:
            parts[at:at] = piece * random.randint(1, 5)
        elif change == 2:
            parts[at : at + length] = random.choice(PIECES)
        else:
            target = random.randrange(len(parts) + 1)
            parts[target:target] = piece
    return "".join(parts)


def damaged(data: bytes, random: Random) -> bytes:
    """Bytes with some flipped, cut, doubled or overwritten."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(changed) or 1)
        change = random.randrange(4)
        if change == 0 and changed:
            changed[at] ^= 1 << random.randrange(8)
        elif change == 1:
            del changed[at : at + random.randint(1, 200)]
        elif change == 2:
            changed[at:at] = changed[at : at + random.randint(1, 200)]
        else:
            changed[at : at + 4] = random.randbytes(4)
    return bytes(changed[: random.randrange(len(changed) or 1)] if random.random() < 0.1 else changed)


def _read(data: bytes, name: str) -> None:
    try:
        document = read(data, name)
    except ReadError:
        return
    except Exception as error:
        raise Crash(name, data, repr(error)) from error
    for block in document.blocks:
        if not 0 <= block.start <= block.end <= len(document.text):
            raise Crash(name, data, f"block {block} outside the text")


def _audit(text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        result = audit_bytes(data, name, Options(), rules())
    except Exception as error:
        raise Crash(name, data, repr(error)) from error
    for finding in result.findings:
        if finding.rule == "AUD001":
            raise Crash(name, data, finding.message)
        if finding.location and not finding.location.quote:
            raise Crash(name, data, f"{finding.rule} marks nothing")


def audit_prose(random: Random) -> None:
    """All rules on a text of meaningful pieces: number and date parsers, numbering, marks, names."""
    _audit(prose(random), random.choice(["a.txt", "a.md", "a.html"]))


def audit_report(random: Random) -> None:
    """All rules on a damaged part of a real-looking report."""
    text = random.choice(seeds("fixtures/*.txt", "fixtures/*.md")).decode()
    _audit(mutated(text, random), random.choice(["a.txt", "a.md"]))


def audit_table(random: Random) -> None:
    """All rules on cells at random: the table builder."""
    rows = [
        [prose(random, 3).replace("\n", "") for _ in range(random.randint(1, 7))]
        for _ in range(random.randint(1, 9))
    ]
    sign = random.choice(["\t", "|", "  ", "\u3000\u3000"])
    _audit("表1 统计表（单位：万元）\n" + "\n".join(sign.join(row) for row in rows) + "\n说明。\n", "a.txt")


def read_text(random: Random) -> None:
    """Text in any encoding, damaged."""
    text = mutated(random.choice(seeds("fixtures/*.txt")).decode(), random)
    data = text.encode(random.choice(["utf-8", "gb18030", "utf-16", "utf-16-le", "big5"]), "replace")
    _read(damaged(data, random), random.choice(["a.txt", "a.md", "a.html", "a"]))


def read_html(random: Random) -> None:
    """A damaged web page."""
    data = mutated(random.choice(seeds("fixtures/fiveway/*.html")).decode(), random)
    _read((data + prose(random, 20)).encode("utf-8", "replace"), "a.html")


def read_docx(random: Random) -> None:
    """A damaged Word file: the package, or one of its parts."""
    data = random.choice(seeds("fixtures/fiveway/*.docx"))
    _read(damaged(data, random) if random.random() < 0.5 else _repacked(data, random), "a.docx")


def read_xlsx(random: Random) -> None:
    """A damaged workbook: the package, or one of its parts."""
    data = _workbook()
    _read(damaged(data, random) if random.random() < 0.5 else _repacked(data, random), "a.xlsx")


def read_pdf(random: Random) -> None:
    """A damaged PDF."""
    _read(damaged(random.choice(seeds("fixtures/fiveway/*.pdf")), random), "a.pdf")


def _repacked(data: bytes, random: Random) -> bytes:
    """A package in which one part is damaged and the rest is whole."""
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        broken = random.choice(names)
        for name in names:
            part = old.read(name)
            if name == broken:
                text = part.decode("utf-8", "replace")
                part = (
                    mutated(text, random, len(text) + 20).encode()
                    if random.random() < 0.7
                    else damaged(part, random)
                )
            new.writestr(name, part)
    return stream.getvalue()


@functools.cache
def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["单位：万元"],
        ["项目", "本年", "上年"],
        ["人员", 12.5, 11],
        ["公用", 3, "=B4-1"],
        ["合计", 15.5, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _file(content: str, refused: type[Exception], take: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "MET901-x.md"
        path.write_text(content, encoding="utf-8", errors="replace", newline="")
        try:
            take(path)
        except refused:
            return
        except Exception as error:
            raise Crash(path.name, content.encode("utf-8", "replace"), repr(error)) from error


def load_rule(random: Random) -> None:
    """A damaged rule file."""
    text = random.choice(seeds("rules/*/*.md")).decode()
    head = text[: text.index("+++", 4) + 4]
    _file(mutated(head, random, len(head)) if random.random() < 0.8 else "+++\n" + head, RuleError, parse)


def load_settings(random: Random) -> None:
    """A damaged settings file."""
    text = (
        'profile = "strict"\nselect = ["MET", "NUM001"]\nignore = ["PUN"]\nyear = 2021\nlang = "zh"\n'
        'fail_on = "warning"\n[severity]\nMET001 = "info"\n[per_file_ignores]\n"a*.txt" = ["TYP"]\n'
    )
    _file(mutated(text, random, len(text)), ConfigError, load_config)


def load_known(random: Random) -> None:
    """A damaged file of exceptions, or a damaged baseline."""
    text = (
        'version = 1\n[[known]]\nrule = "MET001"\nfingerprint = "ab12"\nquotes = ["39次"]\nreason = "口径不同"\n'
        * 2
    )
    _file(mutated(text, random, len(text)), KnownError, random.choice((read_entries, load_baseline)))


def load_facts_file(random: Random) -> None:
    """A damaged file of facts: refused, or every rule runs on it."""
    data = mutated(_facts(), random, len(_facts())) if random.random() < 0.5 else _edited(random)
    try:
        facts = load_facts(data.encode("utf-8", "replace"), "a.json", Resources())
    except ReadError:
        return
    except Exception as error:
        raise Crash("a.json", data.encode("utf-8", "replace"), repr(error)) from error
    del facts
    result = audit_bytes(data.encode("utf-8", "replace"), "a.json", Options(), rules())
    for finding in result.findings:
        if finding.rule == "AUD001":
            raise Crash("a.json", data.encode("utf-8", "replace"), finding.message)


@functools.cache
def _facts() -> str:
    text = "一、全年办讲座39场，其中春季17场、秋季22场。\n二、5月6日至5月9日办展览“四季”，3万余人次参观。\n"
    return json.dumps(dump(Facts(read(text.encode(), "a.txt"), Resources())), ensure_ascii=False)


def _edited(random: Random) -> str:
    """Facts with one value replaced: another number, text, list or nothing."""
    table = json.loads(_facts())
    node: object = table
    while True:
        keys: Sequence[object] = list(node) if isinstance(node, dict) else list(range(len(node)))  # type: ignore[arg-type]
        key = random.choice(keys)
        inner = node[key]  # type: ignore[index]
        if isinstance(inner, dict | list) and inner and random.random() < 0.85:
            node = inner
            continue
        node[key] = random.choice([0, -1, 10**9, 1.5, "", "甲", None, [], {}, True, "1/0", [[0, 0, 1]]])  # type: ignore[index]
        return json.dumps(table, ensure_ascii=False)


TARGETS: dict[str, Callable[[Random], None]] = {
    function.__name__: function
    for function in (
        audit_prose, audit_report, audit_table, read_text, read_html, read_docx, read_xlsx, read_pdf,
        load_rule, load_settings, load_known, load_facts_file,
    )
}  # fmt: skip
