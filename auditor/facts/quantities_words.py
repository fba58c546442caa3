"""The words around numbers: hedges, and set phrases whose numerals count nothing."""

import re

BLANK = " \u00a0\u3000"

MORE, ABOUT, NEAR = "more", "about", "near"
AT_LEAST, ABOVE, AT_MOST, BELOW = "at least", "above", "at most", "below"
MAXIMUM, MINIMUM = "maximum", "minimum"

BEFORE = {
    word: sense
    for sense, words in (
        (ABOUT, "约 大约 约莫 大概 估计约"),
        (NEAR, "近 将近 接近 几近 接近于 临近"),
        (ABOVE, "超 超过 逾 突破 多于 高于 大于 早已超过 远超 已超 超出 过"),
        (AT_LEAST, "至少 不少于 不低于 不小于 起码 不下 不下于 上"),
        (BELOW, "不足 不到 少于 低于 小于 未满 不满 未达 未达到"),
        (AT_MOST, "至多 不超过 不多于 不高于 不大于 不超 未超过"),
        (MAXIMUM, "最高 最多 最大 最高峰 峰值 最长"),
        (MINIMUM, "最低 最少 最小 最短"),
    )
    for word in words.split()
}
"""Hedges before a number; the longest match counts."""
FILLERS = ("达到", "可达", "达", "了", "为", "有", "占", "是", "至", "到", "时", "计", "合")
"""What may stand between a hedge and its number (最高时达到3万, 约占三成)."""
NOT_AFTER = {
    "近": "附最靠亲远就晋逼贴走拉邻临迫",
    "约": "节合签预契公制违集条特相邀履守盟毁失简续隐",
    "超": "赶反高彩B黑Ｂ",
    "逾": "年",
    "上": "以会网线班早晚身路车手山海江楼市乡街桌岸",
    "过": "通经不超",
}
"""A hedge of one character is none after these: 节约20万元, 最近3次."""

AFTER = re.compile(
    "(?:[（(]含[）)])?(?:及|或)?(?:(以上)(?![述级])|(以下)(?!简称|几|[问方措工内事情如为是：])|(以内|之内)(?!部))"
    "|(左右|上下(?![一级游班联五学]))"
)
"""Hedges after the unit: at least, at most (twice), about."""
INNER = re.compile("([余多几来])(?![额款下热震媒元功样种姚杭])")
"""Hedges between number and unit."""

_IDIOMS = """
一起 一道 一时 一次性 一系列 一对一 一家人 一家之 一家亲 一条龙 一条心 一条线 一件件 一个个 一项项 一场场 一户户
一次次 一位位 一名名 一本本 一户一 一人一 一村一 一县一 一馆一 一校一 一企一 一事一 一镇一 一乡一 一区一 一市一
一门式 一门心思 一份子 一本正经 一节一 一句话 一带一路 一站式 一部分 一条街 一年一 一家一 一年四季 一日 一天天
一体 一个样 一种种 一件事 一次又 一批又 一年又 一轮又 一张网 一盘棋 一张图 一口 一面 一片 一块 一套班子 一层
三国 四周 八字 三支两军 九曲 四首 一寸 一期 八项规定 一个中国 一大 一处想 一处使 十分 百家 百姓 百日 百年 百货 千家 千年 千人 万户 万家 万人 万年 三位一体 五位一体 四位一体 六位一体 二位一体
两位一体 两位数 三位数 一位数 四个全面 四个意识 四个自信 四个伟大 四个服务 四个最严 四个合格 四个善于 四个着力
三个代表 三个倡导 三个务必 三个区分 三个走在前 三个规定 三个清单 两个维护 两个确立 两个毫不动摇 两个一百年
两个务必 两个革命 两个结合 两个健康 两个责任 两个先行 两个大局 两个文明 两个率先 五个一 三个一 六个一 四个一
七个有之 五个必须 五个坚持 六个必须 三个更加 四个革命 三项制度改革 一国两制 三农 三区三州 三区三线 一件套 一成不变
千元 百元 三只松鼠 七件事 三句半 三套车 十字 二元 三元 一元化 三次产业 二次元 二次创业 一二三产 一二产
五台山 九台区 百村 千村 万村 百县 千企 万企 百企 百场万 千场万 百团 三会 一课 九三学社 六一 五一 七一 八一 十一黄金
"""
IDIOMS = tuple(_IDIOMS.split())
"""Set phrases that begin with a numeral and count nothing."""
ARTICLE_VETO = "新往这那每某另同任哪统单唯逐其进万第归"
"""Before 一: 这一项, 每一位, 同一个 single out, they do not count."""
ORDINAL_NOUN = re.compile(
    "期[\u4e00-\u9fff]{0,4}(?:工程|项目|建设|改造)|次(?:会议|全体会议|全会|党代会|代表大会|党员大会|供水|污染|加压|分配|产业)|届"
)
"""After a Chinese numeral: 二期工程, 三次会议 and 十四届 name one, they do not count."""
HALF_UNIT = re.compile("个([多余])(?=月|小时|星期|学期|世纪|工作日|学时|课时|季度|钟头)")
TENTHS = re.compile("[一二三四五六七八九](?=[，。、；）左以多]|$)")
