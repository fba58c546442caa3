"""What a template left behind: options not chosen, placeholders, instructions to the writer, field errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Confidence, Hit, Mark

DATA = ("excerpt",)
OPTIONS: dict[str, Any] = {"kind": "option"}
"""``kind`` is ``option`` (增长（下降）), ``placeholder`` (×××, 20XX) or ``instruction`` (（请补充数据）, TODO)."""

_H = "\u3400-\u9fff〇"
_UP = "(?:增长|增加|上升|提高|上涨|提升|增)"
_DOWN = "(?:下降|减少|降低|下跌|回落|减)"
_OPTION = re.compile(
    f"(?:{_UP}(?:[（(]{_DOWN}[）)]|[/／]{_DOWN}(?![{_H}]))|{_DOWN}(?:[（(]{_UP}[）)]|[/／]{_UP}(?![{_H}]))|(?:高于|超过)[（(](?:低于|不足)[）)]|(?:低于|不足)[（(](?:高于|超过)[）)]|[（(]{_UP}[/／]{_DOWN}[）)])"
    "(?=[了约为 ]{0,3}[0-9_×X])"
)
_MASK = re.compile(
    "(?=[21×✕╳XxＸ*＊○◯△▲□■某])(?:"  # looked at first: all of them are rare
    f"(?:20|19)?[×✕╳]{{2,12}}|(?<![0-9A-Za-z])(?:20|19)[XxＸ]{{2}}(?![0-9A-Za-z])|(?<![0-9A-Za-z.])[XxＸ]{{2,6}}(?=[{_H}、，。；”》])|(?<=[{_H}“《])[XxＸ]{{2,6}}(?![0-9A-Za-z])"
    f"|(?<=[{_H}，。；“])[XＸ×](?=年|月|日|届|期|人次|人|场|次|册|万元|万|名|个|项|%|楼)|(?<![*＊])[*＊]{{2,6}}(?=[{_H}])|(?<=[年月])[*＊×X](?=[月日])"
    f"|(?<![〇○零一二三四五六七八九十])[○◯]{{2,8}}(?![〇○零一二三四五六七八九年])|[△▲□■]{{2,8}}|某某(?=单位|同志|局|馆|市|县|区|公司|领导|先生|女士|学校|部门|项目|街道|社区))"
)
_SURNAME = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房解丁邓洪包左石崔龚程邢裴陆荣翁荀羊惠曲封靳段焦巴谷车侯全班秋仲伊宫宁仇甘武符刘景詹龙叶黎薄白蒲卓池乔阴"
_NAMED = re.compile(
    f"(?:[^{_H}]|[是为员者长任授记师生友民户人志对与和及由向给被兵警、：])[{_SURNAME}]$|^[{_SURNAME}]$"
)
_HIDDEN = re.compile(f"[{_SURNAME}]某|某某[省市县区][^，。；\n]{{0,4}}某某")
_INSTRUCTION = re.compile(
    "(?<![A-Za-z])(?:TODO|TBD|FIXME|PLACEHOLDER|Lorem ipsum)(?![A-Za-z])|#(?:REF|VALUE|NAME|DIV/0|NUM|NULL)[!?]|#N/A|错误！(?:未找到引用源|未定义书签|链接无效|文档中没有指定样式的文字)|Error! (?:Reference source|Bookmark) not (?:found|defined)"
    "|\\{\\{[^{}\n]{0,40}\\}\\}|\\$\\{[^{}\n]{1,40}\\}|[单点]击(?:此处|这里)[^，。\n]{0,12}|在此(?:处)?(?:输入|键入|填写)[^，。\n]{0,10}"
    "|[（(【\\[](?:此处|此段|这里|本段)[^（()）】\\]\n]{1,24}[）)】\\]]"
    "|[（(【\\[]请(?:各|先|在|填写?|补充|说明|注明|列出|核实|核对|确认|提供|修改|替换|插入|根据|结合|描述|简述)[^（()）】\\]\n]{0,30}[）)】\\]]"
    "|[（(【\\[](?:需|应|可|拟|须)?(?:增加|补充|添加|插入|填写?|填入|完善|更新|替换|列明|注明|简述|概述|写明|加上|配)(?:具体|相关|有关|详细|本年|最新|一些|一段|部分|活动|本单位|工作){0,3}(?:内容|数据|数字|文字|图片?|照片|案例|名称|情况|日期|时间|姓名|单位|原因|表格?|材料|说明|人数|名单|事例|例子)[）)】\\]]"
    "|[（(【\\[](?:数据|数字|内容|名单|时间|日期|人数|金额|具体|图片|照片|材料)?待(?:补充?|填写?|定稿|核实?|核对|查|确认|更新|完善|统计|加|续)[^（()）】\\]\n]{0,8}[）)】\\]]"
    "|[（(【](?:请)?(?:删除|删去|保留|勾选|选择)(?:不适用|不需要|适用|其一|一项|多余|无关)[^（()）】\n]{0,8}[）)】]|[（(【](?:图片?|照片|表格?|数据|内容|文字|正文|附件)(?:缺失|暂缺|缺|略缺|丢失|空缺|未插入|占位)[）)】]"
    "|(?<=[：:为是由与])[（(](?:公司|单位|企业|姓名|项目|机构|部门|学校|医院)(?:全称|名称)?[）)]"
    "|[（(][^（()）\n]{0,8}请补充[^（()）\n]{0,20}[）)]|此处(?:需要?|应|待|请|须|可)?(?:插入|填写|填入|粘贴|补充|添加|附|核实|核对|修改|更新)[^，。\n]{0,12}|(?:数据|数字|内容|名单|人数|金额|此处|姓名|图片|[人场册]次|为|[：:])待(?:补充?|填写?|核实?|查|确认|统计)(?=[，。；、）\n]|$)|^待(?:补充?|填写?|核实?|定|确认)$"
)
_PROMPT = re.compile("(?:^|(?<=[，。；：:]))(?:列明|写明|填写|填报|注明)(?=[^，。；、]{2,12}[0-9])", re.M)


_SPEECH = frozenset({"double"})


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each leftover of the wanted kind."""
    find = {"option": _options, "placeholder": _placeholders, "instruction": _instructions}[options["kind"]]
    yield from find(facts)


def _options(facts: Facts) -> Iterator[Hit]:
    for match in _OPTION.finditer(facts.document.text):
        yield _hit(facts.document.text, match.start(), match.end())


def _placeholders(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    hidden = _HIDDEN.search(text) is not None
    for match in _MASK.finditer(text):
        if hidden and match.group() == "某某":
            continue  # names are left out throughout (李某某, 某某县某某镇), as courts do
        if _is_masked(text, match) or (match.group() == "××" and facts.marks.inside(match.start(), _SPEECH)):
            continue  # in speech a name is left out on purpose
        sure: Confidence = "likely" if match.group() == "某某" or len(match.group()) == 1 else "certain"
        yield _hit(text, match.start(), match.end(), sure)


def _is_masked(text: str, match: re.Match[str]) -> bool:
    """Digits beside the crosses hide an identity or telephone number; a surname before them hides a name."""
    before = text[max(match.start() - 2, 0) : match.start()]
    after = text[match.end() : match.end() + 1]
    if match.group()[:2] in ("20", "19"):
        return False
    if (
        text[match.start() - 2 : match.start()] in ("型号", "编号", "代码", "代号", "尺码", "规格")
        or after == "-"
    ):
        return True
    if before[-1:].isdigit() or after.isdigit():
        return not re.match("[年月日]", after)
    return (
        len(match.group()) <= 2
        and bool(_NAMED.search(before))
        and after not in tuple("年月日届期人次万元个项%")
    )


def _instructions(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for pattern in (_INSTRUCTION, _PROMPT):
        for match in pattern.finditer(text):
            yield _hit(text, match.start(), match.end())


def _hit(text: str, start: int, end: int, confidence: Confidence = "certain") -> Hit:
    first = max(start - 2, text.rfind("\n", 0, start) + 1) if end - start < 3 else start
    stop = text.find("\n", end, end + 4)
    last = min(end + 2, len(text)) if stop < 0 else min(end + 2, stop)
    return Hit(Mark(first, last, "leftover"), data={"excerpt": text[first:last]}, confidence=confidence)
