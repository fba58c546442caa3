"""Stages of one thing with their dates: 开工 … 竣工, 受理 … 判决, 出生 … 参加工作, told by verbs.

A chain is a series of words by rank; a dated stage is a date whose own clause names one of them. Two dated
stages of one chain belong to one thing only where nothing between them brings a new subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.document import Document
from auditor.facts.dates import Date

CHAINS: dict[str, tuple[str, ...]] = {
    "works": (
        "立项|获批|批复|批准建设",
        "开工|动工|破土|奠基",
        "封顶|合龙",
        "竣工|完工|建成|通车|投产|投入使用|投入运营|交付使用|通过验收|开通运营|建设完成",
    ),
    "event": (
        "启动|开始|开幕|开班|开赛|开营|开展首|开机|起航|启航|出发",
        "结束|闭幕|结业|结班|收官|落幕|闭营|截止|杀青|返航|返回|完成",
    ),
    "case": (
        "案发",
        "提起[^，。；]{0,4}诉讼|起诉至",
        "立案|受理",
        "开庭|公开审理",
        "宣判|判决|作出[^，。；]{0,6}(?:判决|裁定)|审结|结案",
    ),
    "life": ("出生", "参加工作|入党|入伍|参军", "退休|离休", "去世|逝世|病逝|因病离世"),
    "study": ("入学|考入|就读", "毕业"),
    "crime": (
        "作案|案发|实施[^，。；]{1,4}",
        "接到[^，。；]{0,6}(?:报警|报案|举报)|接警|报警称|报案称",
        "抓获|归案|落网|到案|抓捕",
        "(?:提请|批准|依法)逮捕|移送起诉|移送审查起诉|提起公诉",
    ),
    "patient": ("发病|发热|受伤", "入院|收治|住院治疗", "出院|痊愈|转归"),
    "post": ("入职|到任|上任|受聘|就任", "离职|卸任|离任|辞职|调离"),
    "meeting": ("报到|签到|入住", "召开|举行|开幕", "返程|离会|散会"),
    "paper": ("公开征求意见|征求意见", "印发|出台|颁布"),
    "tender": (
        "发售|发布[^，。；]{0,8}公告|开始报名|报名开始|发出招标",
        "递交|缴纳|截标|报名截止",
        "开标|唱标",
        "中标|定标|成交",
        "签订|签约",
    ),
}
_WORDS = re.compile(
    "|".join(
        f"(?P<{chain}{rank}>{words})" for chain, ranks in CHAINS.items() for rank, words in enumerate(ranks)
    )
)
_LABEL = re.compile(
    "(?P<word>开始|启动|开工|动工|截止|结束|竣工|完工|报名|报到|签到|会议|活动|比赛|竞赛|开赛|培训|考试|笔试|面试"
    "|投标|开标|评标|评审|(?<!中标)(?<!成交)(?<!结果)公告|(?:中标|成交|结果)公告|合同签订|立案|受理|开庭|宣判|判决|结案|发病|入院|手术|出院|生产|失效|申请|批准|发证)(?:截止|发布)?(?:时间|日期)(?:为|是|定于|[：:])?[ \u3000]?$"
)
# Stages of one notice, each a line of its own: who has not registered cannot take part.
_NOTICE = {
    **dict.fromkeys(("报名",), 0),
    **dict.fromkeys(("报到", "签到"), 1),
    **dict.fromkeys(("会议", "活动", "比赛", "竞赛", "开赛", "培训", "考试", "笔试"), 2),
    **dict.fromkeys(("面试",), 3),
}
_TENDER = {
    "公告": 0,
    "投标": 1,
    "开标": 2,
    "评标": 3,
    "评审": 3,
    "中标公告": 4,
    "成交公告": 4,
    "结果公告": 4,
    "合同签订": 5,
}
# Lines of a form: 受理日期, 开庭日期 … 入院日期, 出院日期 … 生产日期, 失效日期.
_FORMS = {
    **{
        word: ("notice-case", rank)
        for word, rank in zip(
            ("立案", "受理", "开庭", "宣判", "判决", "结案"), (0, 0, 1, 2, 2, 3), strict=True
        )
    },
    **{word: ("notice-patient", rank) for rank, word in enumerate(("发病", "入院", "手术", "出院"))},
    **{word: ("notice-goods", rank) for rank, word in enumerate(("生产", "失效"))},
    **{word: ("notice-permit", rank) for rank, word in enumerate(("申请", "批准", "发证"))},
}
_UNTIL = re.compile("(?P<word>有效期|保质期|使用期限|失效日)(?:限)?[至到：:]$")
_SUBJECT = re.compile("(?P<word>(?:招标|采购|竞价|磋商|资格预审)公告)(?:已|即)?[于在]$")
_LABELS = {"开始": ("event", 0), "启动": ("event", 0), "截止": ("event", 1), "结束": ("event", 1)}
_CLAUSE = re.compile("[，,]?[^，。；、！？\n：]{0,18}")
_NOT_DONE = re.compile(
    "[未不]能?|尚未|原定|原计划|推迟|延期|提前|(?:上|前|首|[一二三四0-9])[期批次轮]|老|旧|原|以前|之前|以来|至今|后续|再次|重新"
)
_BARE = re.compile(
    "(?:[，,。；;、）) \u3000]|并|又|且|后|已|最终|随后|同|至|到|于|在|自|从|将|计划|预计|拟|该?(?:工程|项目|案|活动|行动)|本次|法院|经审理|工程于)*"
)
_ANOTHER = re.compile("另|又|还|此前|同时|再次|其中|；|期间|同类")
_GUESTS = re.compile("参会|与会|参加会议|代表|嘉宾|参训|学员|选手|参赛")
_PLAINLY = re.compile("(?:正式|全面|如期|顺利|破土|[，, ]|上旬|中旬|下旬|[初底末])*")
_REACH, _LINES = 80, 5


@dataclass(frozen=True, slots=True)
class Stage:
    """``date`` is when the stage ``text[start:end]`` of ``rank`` in ``chain`` took place."""

    chain: str
    rank: int
    start: int
    end: int
    date: Date


def stages(document: Document, dates: Sequence[Date]) -> Iterator[Stage]:
    """The dated stages of a text, in order: the first stage word in the rest of a date's clause."""
    text = document.text
    for at, date in enumerate(dates):
        block = document.blocks[date.block]
        if block.kind == "cell" or date.problem or date.open_end or not date.first[1]:
            continue
        later = dates[at + 1].start if at + 1 < len(dates) else len(text)
        if label := _LABEL.search(text, max(block.start, date.start - 10), date.start):
            if label["word"] in _NOTICE:
                yield Stage("notice", _NOTICE[label["word"]], *label.span("word"), date)
                continue
            if label["word"] in _TENDER:
                yield Stage("notice-tender", _TENDER[label["word"]], *label.span("word"), date)
                continue
            if label["word"] in _FORMS:
                yield Stage(*_FORMS[label["word"]], *label.span("word"), date)
                continue
            begun = label["word"] in ("开工", "动工")
            chain, rank = _LABELS.get(label["word"], ("works", 1 if begun else 3))
            yield Stage(chain, rank, *label.span("word"), date)
            continue
        if until := _UNTIL.search(text, max(block.start, date.start - 10), date.start):
            yield Stage("notice-goods", 1, *until.span("word"), date)
            continue
        if subject := _SUBJECT.search(text, max(block.start, date.start - 10), date.start):
            yield Stage("tender", 0, *subject.span("word"), date)
            continue
        match = _CLAUSE.match(text, date.end, min(later, block.end))
        end = match.end() if match else date.end
        word = _WORDS.search(text, date.end, end)
        name = word.lastgroup or "" if word else ""
        # A deadline (…前完成) is no date of the thing itself, except in a tender.
        by = "前" in text[date.end : word.start()] and not name.startswith("tender") if word else True
        if word and not by and not _NOT_DONE.search(text, date.end, word.start()):
            yield Stage(name[:-1], int(name[-1]), word.start(), word.end(), date)


def neighbours(document: Document, found: Sequence[Stage]) -> Iterator[tuple[Stage, Stage]]:
    """Pairs of stages of one chain that are told of one thing, the earlier told first."""
    text = document.text
    for at, first in enumerate(found):
        for second in found[at + 1 : at + 4]:
            if not _close(first, second):
                break
            if second.chain == first.chain and second.rank != first.rank:
                if _one_thing(text, first, second):
                    yield first, second
                break


def _close(first: Stage, second: Stage) -> bool:
    """Whether two stages stand near enough; the lines of one notice may stand apart."""
    if second.chain == first.chain and first.chain.startswith("notice"):
        return second.date.block - first.date.block <= _LINES and second.date.start - first.end <= 3 * _REACH
    return second.date.block == first.date.block and second.date.start - first.end <= _REACH


def _one_thing(text: str, first: Stage, second: Stage) -> bool:
    between = text[first.end : second.date.start]
    if first.chain in ("life", "tender", "study", "paper", "patient"):
        return "。" not in between or first.chain == "tender"
    if first.chain.startswith("notice"):
        return True
    if first.chain == "crime":
        return second.rank > first.rank and not _ANOTHER.search(between)
    if first.chain == "meeting":
        return bool(_GUESTS.search(between)) and not _ANOTHER.search(between)
    labelled = first.end <= first.date.start and second.end <= second.date.start
    if labelled and "；" not in between:
        return True
    clause = re.split("[，,；;。]", between)[-1]
    # 竣工 before 开工 tells of another work, unless nothing but the date stands before the bare verb.
    bare = second.rank > first.rank or (
        text[second.end : second.end + 1] in ("", "，", "。", "；", "\n", "建", "施")
        and bool(_PLAINLY.fullmatch(text, second.date.end, second.start))
    )
    return bare and "；" not in between and bool(_BARE.fullmatch(clause))
