"""Slots that were never filled: a blank where a number belongs, ``主要原因是。``, ``增长%``, empty brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.document import Block
from auditor.facts import Facts
from auditor.finding import Confidence, Hit, Mark

DATA = ("excerpt", "wanted")
OPTIONS: dict[str, Any] = {"kind": "blank"}
"""``kind`` is ``blank`` (blanks or underscores), ``word`` (a word that must be followed) or ``brackets``."""

_B = "[ \u00a0\u3000]"
_H = "\u3400-\u9fff〇"
_COUNTER = "(?:万|余|多|人次|人|名|位|场|次|册|种|件|个|篇|期|元|年|月|日|%|％|条|项|家|所|处|座|台|套|幅|份|部|张|平方米|公里|小时|天|届|届|批|亩|户|吨|号|楼|分)"
_NEEDS = "(?:共有?|共计|合计|总计|累计|约|约有|达|达到|近|逾|超过|不足|计|第|其中|新增|已有|仅)"
_VERB = "(?:展出|接待|发放|参加|参与|举办|举行|开展|召开|培训|完成|收到|购置|采购|征集|印发|覆盖|涉及|惠及|借阅|借出|办理|捐赠|投入|征订|出动|走访|检查|慰问|增长|下降|减少|增加|提高|上升|征得|收集|解答|送出|接收|聘请|设置|安装|建成|组织|播放|上传|推送|发布|吸引)"
_BLANK = (
    (re.compile(f"{_NEEDS}{_B}{{1,40}}(?={_COUNTER}(?!{_B}))"), "数字"),
    (re.compile(f"(?:共|累计|合计|共计|总计|分别)[{_H}]{{1,6}}{_B}{{2,40}}(?=[{_H}%％])"), "数量"),
    (re.compile(f"{_VERB}(?:了|读者|观众|资金|图书|群众|学员)?{_B}{{2,40}}(?=[{_H}%％])"), "数量"),
    (re.compile(f"(?:[{_H}]{{2}}(?:为|是|有|由|达|在|于|占)){_B}{{2,40}}(?=[{_H}%％，。；])"), "内容"),
    (
        re.compile(
            f"(?<=[{_H}]){_B}{{2,40}}(?=(?:万元|元|人次|平方米|册次|场次|万人次|万册|%|％)[{_H}，。；、）])"
        ),
        "数字",
    ),
    (
        re.compile(f"(?<=[{_H}]){_B}{{2,40}}(?=[人名张个场次册种件篇期条项家所台套幅份部天户位][，。；、])"),
        "数字",
    ),
    (re.compile(f"[0-9]{{4}}年{_B}{{1,40}}(?=[0-9]{{0,2}}月)|[0-9]{{1,2}}月{_B}{{1,40}}(?=日)"), "日期"),
    (re.compile(f"(?<=[{_H}，])[_＿]{{2,60}}(?=[{_H}])"), "内容"),
)
_LABELLED = (re.compile(f"(?<=[{_H}])[：:]{_B}{{1,40}}(?=[，。；])"), "内容")
_NOUN = "原因|目的|目标|结果|内容|方式|问题|做法|措施|任务|重点|特点|主题|题目|地点|时间|名称|金额|人数|总数|数量|亮点|成效|关键|核心|宗旨|标准|比例|负责人|主讲人|依据|面积|总额|收入|支出|日期"
_WORD = (
    (re.compile(f"(?:{_NOUN})(?:是|为|有|在于|分别[是为]|包括)(?=[。；])"), "内容"),
    (
        re.compile(
            "(?:分别[是为]|位于|属于|在于|包括|包含|共计|约为|仅为|均为|高达|多达|占比为|同比|环比|以及|例如|比如|由于|关于|截至)(?=[。；])"
        ),
        "内容",
    ),
    (re.compile(f"[{_H}][：:](?=[。；，、])"), "内容"),
    (re.compile("(?<=[长降占达到高升少加约超率重比])(?:了|为|到|至)?(?=[%％])"), "数字"),
    (
        re.compile(
            "(?:读者|观众|群众|资金|经费|收入|支出|投资|藏书|图书|人员|学员)(?:共|约|达|为)?(?=万余?(?:元|人次|人|册|平方米))"
        ),
        "数字",
    ),
    (
        re.compile(
            "(?<![行认作成因以人所称名何更较极最稍尤颇视分大有无转改变难可胡妄敢能不必须善勇慎])为(?=[。；])"
        ),
        "内容",
    ),
    (re.compile("(?:接待|服务|惠及|吸引)(?:读者|观众|群众|市民|学生)(?=人次[，。；])"), "数字"),
    (
        re.compile(
            "(?:举办|开展|组织|召开)[^，。；0-9\n]{0,6}(?:讲座|展览|活动|培训|会议|沙龙|读书会)(?=场?次[，。；]|场[，。；])"
        ),
        "数字",
    ),
    (
        re.compile(
            "(?:人员|职工|馆员|学员|读者|党员|干部|志愿者|教师|学生)(?:共|有|共有)?(?=[人名位][，。；])"
        ),
        "数字",
    ),
    (
        re.compile(
            "(?:达到|达|共计|合计|总计|累计|约为|多达|高达|超过)(?=(?:万余?)?(?:人次|万元|万人次|万册|平方米|场次|册次|公里|亩|吨)[，。；、])"
        ),
        "数字",
    ),
    (re.compile("(?<=[，；])(?:要|须|应|需)(?=。)"), "内容"),
    (re.compile("第(?=[届批期](?![次间中限货])|季度)"), "序数"),
    (
        re.compile(
            "[0-9]{4}年(?=月(?:[0-9]|日|，|份|[完开召举建启至底初上中下正]))|[0-9]{1,2}月(?=日(?:[，。、举开在至上下组召晚起]|前(?!夕)))"
        ),
        "日期",
    ),
    (re.compile("(?<=[馆院局校会部，])于(?=举办|举行|召开)"), "日期"),
    (
        re.compile(
            "(?<![自理缘事因])由(?=(?:主办|承办|主讲|授课)(?!方|单位|人|者|机构|老师|教师|嘉宾|部门|地|城))"
        ),
        "名称",
    ),
    (re.compile("(?<![可难足予加所自])以(?=为(?:主题|题|主线|载体|依托)(?:[，的，开举]))"), "内容"),
)
_EMPTY = re.compile(
    f'（{_B}{{0,40}}）|\\({_B}{{0,40}}\\)|“{_B}{{0,40}}”|《{_B}{{0,40}}》|【{_B}{{0,40}}】|〔{_B}{{0,40}}〕|"{_B}{{0,8}}"(?=[{_H}])|[：:]{_B}{{0,8}}(?=[）”》])'
)
_MENTION = re.compile("[号符内中里标栏处外]")
_QUESTIONS = 6
# The words beside the slot, not what lies behind a mark.
_LEAD = re.compile(f"[{_H}0-9A-Za-z]{{1,2}}\\Z")
_TAIL = re.compile(f"[{_H}0-9A-Za-z%％]{{0,3}}[，。；、]?")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each unfilled slot of the wanted kind, innermost pattern first, none twice."""
    find = {"blank": _blanks, "word": _words, "brackets": _brackets}[options["kind"]]
    done = -1
    for hit in sorted(find(facts), key=lambda hit: (hit.primary.start, -hit.primary.end)):
        if hit.primary.start >= done:
            done = hit.primary.end
            yield hit


def _prose(facts: Facts) -> Iterator[tuple[Block, int]]:
    for block in facts.document.blocks:
        if block.kind in ("paragraph", "entry", "title", "cell"):
            yield block, block.marker.end if block.marker else block.start


def _blanks(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for block, start in _prose(facts):
        if block.kind == "cell" and not re.search("[，。]", text[start : block.end]):
            continue
        for pattern, wanted in (*_BLANK, _LABELLED):
            for match in pattern.finditer(text, start, block.end):
                if not _is_form(text, start, block.end, match):
                    sure: Confidence = "certain" if wanted != "内容" else "likely"
                    yield _hit(text, start, block.end, match, wanted, sure)


def _is_form(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """A signature line, or a line of columns, waits to be filled by hand or is set in columns."""
    line = text[start:end]
    gaps = re.findall(f"{_B}{{2,}}", line)
    if len(line) < 30 and not re.search("[，。；]", line) and (len(gaps) > 1 or "日" in line[-2:]):
        return True
    return len(gaps) >= 4 or "\n" in match.group()


def _words(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for block, start in _prose(facts):
        if block.kind == "cell" and "。" not in text[start : block.end]:
            continue
        for pattern, wanted in _WORD:
            for match in pattern.finditer(text, start, block.end):
                yield _hit(text, start, block.end, match, wanted, "certain")


def _brackets(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    found = [
        (block, start, match)
        for block, start in _prose(facts)
        for match in _EMPTY.finditer(text, start, block.end)
        if not _is_mention(text, start, match)
    ]
    if len(found) >= _QUESTIONS:
        return  # a questionnaire or a form
    for block, start, match in found:
        yield _hit(text, start, block.end, match, "内容", "certain")


def _is_mention(text: str, start: int, match: re.Match[str]) -> bool:
    """``f()``, 引号“”内, （“”）: the marks are named, not forgotten; a test question leaves them for the answer."""
    before = text[max(match.start() - 1, start) : match.start()]
    if match.group()[0] == "(" and before.isascii() and before.isalnum():
        return True
    if re.search("下列|以下|正确|错误", text[max(match.start() - 30, start) : match.start()]):
        return True
    return before in ("（", "“") or bool(_MENTION.match(text, match.end()))


def _hit(text: str, start: int, end: int, match: re.Match[str], wanted: str, confidence: Confidence) -> Hit:
    lead = _LEAD.search(text, max(match.start() - 2, start), match.start())
    tail = _TAIL.match(text, match.end(), min(match.end() + 3, end))
    first, last = lead.start() if lead else match.start(), tail.end() if tail else match.end()
    return Hit(
        Mark(first, last, "slot"), data={"excerpt": text[first:last], "wanted": wanted}, confidence=confidence
    )
