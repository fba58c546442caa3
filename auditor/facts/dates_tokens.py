"""The tokens of the date grammar: what a year, month, day or part of them looks like, and Chinese numerals."""

from __future__ import annotations

import re

DIGITS = "〇○零一二三四五六七八九"
JOIN = "(?:——|--|[-—–―─－~～〜∼]|至|到)"
DAYPART = "(?:上午|下午|中午|晚上|早上|凌晨|清晨|傍晚|夜间|晚|早)"

# 9：30日 holds a time; 时间：7月28日 holds none.
_NUMBER = "(?<![0-9.,])(?<![0-9][:：])[0-9]{1,2}"
_DURATION = "(?![内游均间龄制报后前]|以[内上下]|个|之[内后前])"
_FIRST = "[0-9一二三四五六七八九十廿卅元今本去上明次当同前第下中初底末全]"
"""What any of them begins with: looked at first, or every character would be tried in all ways."""
TOKEN = re.compile(
    f"(?={_FIRST})(?:"
    "(?P<iso>(?<![0-9A-Za-z./-])(?:19|20)[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}"
    "(?![0-9A-Za-z]|[-/.][0-9]))"
    "|(?P<year>(?<![0-9.,])[12][0-9]{3}年(?!历史|来的?历史|以上|前后?的历史)度?)"
    f"|(?P<hanyear>(?<![{DIGITS}十百千万])[一二][{DIGITS}]{{3}}年度?)"
    "|(?P<short>(?<![0-9.,第])[0-9]{2}年(?=[0-9]{1,2}月[0-9]{1,2}日))"
    f"|(?P<bare>(?<![0-9.,A-Za-z])(?:19|20)[0-9]{{2}}(?={JOIN}(?:19|20)[0-9]{{2}}年|全年|[上下]半年))"
    "|(?P<relative>今年|本年度?|去年|上年度?|明年|次年|当年|同年|前年)"
    f"|(?P<month>{_NUMBER}月(?![亮球饼嫂薪租票季龄考]|开始的)份?)"
    "|(?P<hanmonth>(?:(?<=年)|(?<![一二三四五六七八九十百每近整半首个满第]))(?:十[一二]?|[一二三四五六七八九元])月"
    "(?:份|(?=初[^一二三四五六七八九十]|底|末|[上中下]旬|[一二三四五六七八九十廿]{1,3}日|(?<=年..)|(?<=年...))))"
    "|(?P<samemonth>本月|当月|同月)"
    f"|(?P<leftmonth>(?<![0-9.,第A-Za-z—–~～-])(?<![0-9][:：])[0-9]{{1,2}}(?= ?{JOIN} ?[0-9]{{1,2}}月))"
    "|(?P<listmonth>(?<![0-9.,第A-Za-z])[0-9]{1,2}(?=、[0-9]{1,2}月(?![0-9])))"
    f"|(?P<day>(?<=月)[0-9]{{1,2}}日(?!均)|{_NUMBER}日{_DURATION})"
    f"|(?P<hao>(?<=月)[0-9]{{1,2}}号)"
    "|(?P<handay>(?<=月)[一二三四五六七八九十廿卅]{1,3}日)"
    f"|(?P<leftday>{_NUMBER}(?=(?:(?:、|{JOIN})[0-9]{{1,2}}){{1,8}}日{_DURATION}))"
    "|(?P<quarter>(?<![个几每])(?:第?[一二三四1-4]|前[一二三])季度)"
    "|(?P<half>[上下]半年)"
    "|(?P<part>[上中下]旬|[初底末])"
    "|(?P<whole>全年))"
)


def han_number(text: str) -> int:
    """Value of a Chinese numeral below 100, written in tens (廿三, 十五) or as digits (二〇二一)."""
    if len(text) > 1 and not set(text) & set("十廿卅"):
        return int(
            "".join(str("〇一二三四五六七八九".index(c.replace("○", "〇").replace("零", "〇"))) for c in text)
        )
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    value = (" 一二三四五六七八九".index(tens[-1]) if tens else 1) * 10 if ten else 0
    return value + (" 一二三四五六七八九".index(ones) if ones else 0)
