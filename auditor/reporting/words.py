"""The reporters' own vocabulary in Chinese and English; what a report says is never translated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.finding import Location

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "error": "错误", "warning": "警告", "info": "提示",
        "certain": "确定", "likely": "很可能", "possible": "可能",
        "new": "新", "baselined": "已知", "suppressed": "已豁免",
        "hint": "处理", "fix": "建议", "change": "改为{text}", "more": "另有 {count} 处未列出", "colon": "：", "stop": "。",
        "comma": "，", "semicolon": "；", "list": "、", "here": "本处", "there": "对照",
        "title": "审校结果", "findings": "问题清单", "summary": "汇总", "coverage": "核对情况",
        "number": "序号", "file": "文件", "place": "位置", "section": "所在章节", "severity": "级别",
        "rule": "规则", "rule_name": "规则名", "family": "类别", "message": "问题", "quote": "本处原文",
        "others": "对照原文", "arithmetic": "计算与依据", "suggestion": "处理建议", "confidence": "把握",
        "status": "新旧", "id": "编号", "opinion": "处理意见", "person": "责任人", "state": "状态",
        "states": "待处理 待核实 已改 不改", "count": "个数", "numbers": "数字", "checked": "参与核对",
        "unread": "未解析的表", "unreadable": "读取失败", "relation": "关系", "left": "数字", "right": "与之核对",
        "expression": "算式", "computed": "算得", "verdict": "结论", "why": "说明",
        "consistent": "相符", "inconsistent": "不符", "unknown": "不能判定",
        "none": "没有发现问题。", "no_section": "（开头部分）", "known": "已知或已豁免",
        "expected": "应为", "actual": "实为", "gap": "差", "repair": "可改为",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info",
        "certain": "certain", "likely": "likely", "possible": "possible",
        "new": "new", "baselined": "known", "suppressed": "accepted",
        "hint": "hint", "fix": "suggestion", "change": "change to {text}", "more": "{count} more places not shown", "colon": ": ", "stop": ".",
        "comma": ", ", "semicolon": "; ", "list": ", ", "here": "here", "there": "against",
        "title": "Audit", "findings": "Findings", "summary": "Summary", "coverage": "Coverage",
        "number": "No.", "file": "File", "place": "Place", "section": "Section", "severity": "Severity",
        "rule": "Rule", "rule_name": "Rule name", "family": "Family", "message": "Problem", "quote": "Text here",
        "others": "Text it conflicts with", "arithmetic": "Arithmetic", "suggestion": "Suggestion",
        "confidence": "Confidence", "status": "New or known", "id": "Id", "opinion": "Decision",
        "person": "Person", "state": "State", "states": "open checking done kept", "count": "Count",
        "numbers": "Numbers", "checked": "Checked", "unread": "Unread tables", "unreadable": "Unreadable",
        "relation": "Relation", "left": "Number", "right": "Checked against", "expression": "Arithmetic",
        "computed": "Computed", "verdict": "Verdict", "why": "Note",
        "consistent": "agrees", "inconsistent": "disagrees", "unknown": "cannot tell",
        "none": "No problems found.", "no_section": "(opening)", "known": "known or accepted",
        "expected": "should be", "actual": "really", "gap": "gap", "repair": "could be",
    },
}  # fmt: skip
"""Words of each language by key; both languages have the same keys."""

_ROLES = {
    "appendix": "附件", "award": "奖项", "blank": "空格", "claim": "说法", "contents": "目录", "copy": "重复处",
    "count": "次数", "cutoff": "截止", "date": "日期", "dates": "起止", "day": "日期", "definition": "定义处",
    "duration": "时长", "edition": "届次", "end": "句末", "entry": "条目", "feast": "节日", "first": "首次",
    "form": "写法", "garbled": "乱码", "heading": "标题", "item": "列项", "list": "名单", "lunar": "农历", "mark": "标点",
    "marker": "编号", "mention": "引用处", "name": "名称", "neighbour": "邻近", "number": "编号", "other": "另一处",
    "part": "分项", "product": "积", "range": "起止", "rate": "比率", "row": "表行", "share": "占比",
    "stated": "所述", "stop": "句号", "subtotal": "小计", "time": "时间", "total": "总数", "value": "数值",
    "weekday": "星期", "whole": "整体", "word": "用字", "year": "年份", "years": "年份",
}  # fmt: skip

KINDS: Mapping[str, str] = {
    "parts": "分项与总数", "part-whole": "部分与整体", "count": "列项与所述个数", "product": "单价与数量",
    "share": "占比", "change": "增减", "direction": "增减方向", "same-measure": "同一指标两处",
    "roster": "两处名单", "occasions": "次数与日期", "part-elsewhere": "另一处的整体", "same-event": "同一活动两处",
    "restated": "两种单位", "rank": "名次与总数",
    "table-sum": "表内合计", "average": "平均", "duration": "时长",
}  # fmt: skip
"""Chinese names of the kinds of relation (see ``facts.relations``)."""

_PLACES = {"page": "第{}页", "paragraph": "第{}段", "cell": "单元格 {}", "slide": "第{}张", "line": "第{}行"}
_PART = re.compile(" (?=[a-z]{1,12}:)")


def words(language: str) -> Mapping[str, str]:
    """The vocabulary of ``language``; Chinese for a language that there is none for."""
    return WORDS.get(language, WORDS["zh"])


def role_word(role: str, language: str) -> str:
    """What a place is in the conflict, empty for a role that Chinese readers have no word for."""
    return role if language == "en" else _ROLES.get(role, "")


def locator_words(locator: str, language: str) -> str:
    """``page:3 paragraph:12`` as 第3页第12段 or ``page 3, paragraph 12``; an unknown kind as it is."""
    parts = [part.partition(":") for part in _PART.split(locator)]
    if language == "en":
        return ", ".join(f"{kind} {value}" if value else kind for kind, _, value in parts)
    return "".join(
        _PLACES[kind].format(value) if value and kind in _PLACES else kind + colon + value
        for kind, colon, value in parts
    )


def place_words(place: Location, language: str) -> str:
    """Where a place is, as people look it up: page, paragraph or cell if known, else the line."""
    return locator_words(place.locator or f"line:{place.line}", language)
