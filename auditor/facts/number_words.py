"""Pieces of patterns for numbers with what hedges and counts them (约、余、左右；名、册次、公里)."""

MEASURES = (
    "人次 人 册次 册件 册 场次 场 次 个 名 位 种 件 项 家 所 处 座 篇 幅 本 套 台 部 张 份 页 条 间 支 队 组 户 村 亩 公顷 "
    "平方米 平方公里 立方米 公里 千米 米 吨 公斤 千克 小时 分钟 天 年 岁 元 卷 期 棵 株 盏 枚 根 辆 架 艘 批 起 例 箱 盒 "
    "字 分 秒 度 周 款 类 门 堂 课时 学时 人数 周年 个月 个小时 美元 块 笔 单 宗 桌 尾 头 只 匹 盆 片 排 级 层 辈 代 届 "
    "席 车次 架次 班次 班 趟 节 集 首 曲 段 句 则 封 户次 件次 点 万元 亿元 万人 倍 成 个百分点 TB GB"
).split()
"""Counters and units that may follow a number, without 万 and 亿."""


def alternation(words: list[str]) -> str:
    """A pattern that takes any of ``words``, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


MEASURE = alternation(MEASURES)
DIGITS = "[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:[.][0-9]{1,4})?|[0-9]{1,12}(?:[.][0-9]{1,4})?"
"""A number in digits, with or without grouping commas and decimals."""
HAN_NUMBER = "[一二两三四五六七八九十百千]{1,7}"
NUMBER = f"(?:{DIGITS}|{HAN_NUMBER})"
FREE = "(?<![0-9A-Za-z.,·/:—~-])"
"""Before a number: nothing that would make it part of a longer number, a code or a range."""
