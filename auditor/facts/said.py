"""What the prose says of each level: its name as the sentence gives it, whose it is and of what period.

Names are compared with the labels of tables, so they are cut strictly: whatever a sentence adds to a name
(少儿, 新增, 国庆期间) stays in it, and makes it another measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from auditor.facts.measures import Measure, rates
from auditor.facts.mentions import Mention
from auditor.facts.packs import Pack, key
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

Side = Literal["", "budget", "final"]
_BACK = 90
_BORDER = re.compile("[，,。；;：:！？!?、\n]")
_LEVELS = re.compile("[（(][类款项目][）)]")
_ASIDE = re.compile("[（(][^（()）\n]{0,24}[）)]")
_LEAD = re.compile(
    "(?:其中|另外?|还|并|且|又|也|已经?|总共|一共|共计?|累计|合计|总计|全年度?|本年度?|今年|年内|当年|年末|年底|[12][0-9]{3}年(?:度|末|底|全年)?"
    "|截至|截止|目前|现有?|我[馆院校局县市区省司行厂所站乡镇村]|本[馆院校局县市区省司行厂所站乡镇村]|全[馆院校局市县区省镇乡村]|公司|全公司|单位|部门"
    "|接待|办理|完成|实现|拥有|设有|建有|有(?![效限机色])|共有|达到?|为|是|约|近|的|在册|实际|总(?!统|务|部))"
)
_TRAIL = re.compile(
    "(?:共计?|合计|总计|累计|小计|达到?了?|为|是|有|计|约|近|已|均|的|实现|完成|突破|安排|总?数量?|总?数为|数达|总量|总额|总数|金额|数额|人次|册次|人数|册数|件数|户数|面积为|共有)"
)
_SIDE = re.compile(
    "(?:财政拨款)?(?P<budget>年初预算|全年预算|调整预算|支出预算|收入预算|预算)数?为?$|(?P<final>支出决算|收入决算|决算|全年执行|执行)数?为?$"
)
_TERRITORY = re.compile("^(?:[市县区]区?内|[市城]区内?|[市县区]域内?|辖区内?|[全我][市县区省])(?=.)")
"""Where an institution's own things stand anyway; so a narrower place is told, but counts as the whole."""
_SUB = re.compile(
    "上半年|下半年|前?[一二三四1-4]个?季度|(?<![0-9])1?[0-9]月|期间|当[天日月晚]|首[日周月]|[假节]日?|寒假|暑假|暑期|以来|近[0-9一二三四五六七八九十两]{1,3}年"
    "|“?十[一二三四五]五”?|每[天日周月年次场]|[日月年场人]均|高峰|单日|本[月周季]|上[月周季]|周末|活动中|活动现场|一次性|其他|其余|另有"
)
SCOPE = re.compile(
    f"[{HAN}]{{1,10}}?(?:分馆|总馆|少儿馆|新馆|老馆|东馆|西馆|分院|校区|院区|分校|分公司|子公司|分局|大队|支队|街道|社区|乡|镇|村|科|室|部|处|股|所|站|厂|车间"
    "|学院|系|班|中心|项目|活动|展览|工程)(?![长员民委门署分])"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One level of the prose. `words` are what names it in the report, `name` its key (fillers gone), `full`
    the same with 预算 or 决算, `side`
    which of them it is, `path` the 类 and 款 above it, `before` what the sentence says ahead of the name,
    `sub` a word for less than the year ("" without), `year` that of its sentence or else of the report,
    `scopes` the divisions, places or events of which the clauses before it speak.
    """

    measure_: Measure
    words: str
    name: str
    full: str
    side: Side
    path: tuple[str, ...]
    before: str
    sub: str
    year: int
    scopes: tuple[str, ...]

    @property
    def mention(self) -> Mention:
        """The quantity in place."""
        return self.measure_.mention

    @property
    def annual(self) -> bool:
        """Whether it speaks of the whole of the report's year, or of its end."""
        kind, _, last = self.measure_.period
        whole = kind in ("year", "none") or (kind == "cut-off" and last % 10000 >= 1200)
        return whole and not self.sub and self.measure_.kind != "planned" and not self.scopes

    def measure(self, pack: Pack) -> str:
        """The measure of `pack` that it states, "" for none."""
        dimension = self.mention.quantity.dimension
        for word in (self.full, self.name, _TERRITORY.sub("", self.name)):
            found = pack.spoken.get(word, "")
            alone = self.mention.quantity.group < 0
            if found and pack.measures[found].measured_in(dimension):
                # 6部36册善本 are a few of the stock; 累计办证 is no figure of the year.
                stock = pack.measures[found].kind == "stock"
                return found if (alone if stock else "累计" not in self.words) else ""
        return ""


def extract(facts: Facts) -> tuple[Said, ...]:
    """What the prose says of every measure, in order."""
    found: list[Said] = []
    title = _title(facts)
    for measure in sorted((*facts.measures, *rates(facts)), key=lambda one: one.mention.start):
        before = found[-1] if found and found[-1].mention.sentence == measure.mention.sentence else None
        found.append(_said(facts, measure, title, before))
    return tuple(found)


def _title(facts: Facts) -> str:
    blocks = [block for block in facts.document.blocks[:6] if block.kind in ("title", "heading", "paragraph")]
    return facts.document.text[blocks[0].start : blocks[0].end][:60] if blocks else ""


def _said(facts: Facts, measure: Measure, title: str, previous: Said | None) -> Said:
    text, mention = facts.document.text, measure.mention
    sentence = facts.sentences[mention.sentence]
    low = max(mention.start - len(mention.gap), mention.start - _BACK, 0)
    words, path, at = _own(text[low : mention.start])
    side = _side(words)
    noun = _NOUN_END.split(mention.noun, maxsplit=1)[0]
    counted = len(noun) >= 2 and not _VERB.match(mention.noun)
    shown = words + noun if counted else words
    if counted:
        full = name = trimmed(key(_COORDINATE.split(words)[-1]) + key(noun), title)
    else:
        full, name = trimmed(key(words), title), trimmed(key(_SIDE.sub("", words)), title)
    if not name or name in ("本年", "全年"):
        name, path = _subject(facts, mention, previous, path)
        full, shown = name, name
    before = text[sentence.start : low + at]
    sub = _SUB.search(before[-60:] + words)
    return Said(
        measure, shown[-40:], name, full, side, path, before, sub[0] if sub else "",
        _year(facts, measure, before + words), tuple(one for one in scopes(before) if one not in title),
    )  # fmt: skip


def _own(raw: str) -> tuple[str, tuple[str, ...], int]:
    """The words that name a number, the levels (类, 款) above it, and where in `raw` they begin."""
    plain = _ASIDE.sub(lambda m: "\0" * len(m[0]) if not _LEVELS.fullmatch(m[0]) else m[0], raw)
    stops = [match.end() for match in _BORDER.finditer(plain)]
    if stops and not plain[stops[-1] :].strip(" \0“”‘’") and raw[stops[-1] - 1] in "：:":
        stops.pop()
    at = stops[-1] if stops else 0
    parts = [part.replace("\0", "").strip(" 　“”‘’：:，,") for part in _LEVELS.split(plain[at:])]
    parts = [part for part in parts if part]
    return (parts[-1], tuple(key(part) for part in parts[:-1]), at) if parts else ("", (), at)


def _side(words: str) -> Side:
    match = _SIDE.search(words)
    return "" if not match else "budget" if match["budget"] else "final"


_VERB = re.compile(
    "[供用以可并为由在向对给与和及等的了，。；]|其中|包括|主要|同比|比上|较上|增长|下降|提高|覆盖|惠及|实行|占"
)
_NOUN_END = re.compile(
    "实行|通借通还|开展|提供|覆盖|惠及|参加|参与|获|通过|进行|建成|投入|运行|完成|实现|纳入|对外|免费|为|在|被|由|向|供|接受|组成|全部|均|分布"
)
_COORDINATE = re.compile("[与和及]|以及")


def _subject(
    facts: Facts, mention: Mention, previous: Said | None, path: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """A number without a name of its own: the item's title (…（项）。年初预算为), or the name before it."""
    if previous is not None:
        return previous.name, previous.path
    block = facts.document.blocks[mention.block]
    start = block.marker.end if block.marker else block.start
    opening = facts.document.text[start : min(start + _BACK, mention.start)].split("。")[0]
    if not _LEVELS.search(opening):
        return "", path
    words, levels, _ = _own(opening)
    return key(words), levels


def _year(facts: Facts, measure: Measure, words: str) -> int:
    years = re.findall("(?<![0-9])((?:19|20)[0-9]{2})年", words)
    return int(years[-1]) if years else measure.year or facts.report_year


def trimmed(name: str, title: str = "") -> str:
    """A name without fillers at its ends and without the institution that the title names."""
    for _ in range(6):
        shorter = name
        match = _LEAD.match(shorter)
        if match and match.end() < len(shorter):
            shorter = shorter[match.end() :]
        size = next((n for n in range(min(len(shorter), 16), 2, -1) if shorter[:n] in title), 0)
        shorter = shorter[size:] if size and size < len(shorter) else shorter
        tail = re.search(
            "(?:共计?|合计|总计|累计|达到?了?|为|是|有|计|约|近|已|均|的|实现|完成|突破|安排|数量?为|数达)$",
            shorter,
        )
        if tail and tail.start():
            shorter = shorter[: tail.start()]
        if shorter == name:
            return name
        name = shorter
    return name


@lru_cache(maxsize=4096)
def stem(name: str) -> str:
    """A key without fillers and without words that only say that something is counted (分馆数量 → 分馆)."""
    name = trimmed(name)
    for _ in range(3):
        match = re.search(f"{_TRAIL.pattern}$", name)
        if not match or match.start() < 2:
            return name
        name = name[: match.start()]
    return name


_PLACED = re.compile("(?:先后|分别|相继|同时)?[在于到赴从对向与和为]")
_CLAUSE = re.compile("[，,。；;：:！？!?\n]")


def scopes(text: str) -> Sequence[str]:
    """The divisions, places or events that clauses of `text` open with.

    A clause that opens with a place (在东湖公园建了书屋) has a verb of its own; it is only told where it stands
    alone (在东湖分馆，).
    """
    found = []
    for clause in _CLAUSE.split(text[-120:]):
        words = trimmed(clause.strip(" 　“”"))
        placed = _PLACED.match(words)
        rest = words[placed.end() :] if placed else words
        match = SCOPE.match(rest)
        if match and (not placed or len(rest) - match.end() <= 3):
            found.append(match[0])
    return found
