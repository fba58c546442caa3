"""Numbers without their unit: a growth rate without %, money in 万 without 元, a count without counter, 100周."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Confidence, Hit, Mark

DATA = ("excerpt", "unit")
OPTIONS: dict[str, Any] = {"kind": "percent"}
"""``kind`` is ``percent``, ``money``, ``counter`` or ``anniversary``."""

_N = "[0-9]{1,12}(?:[.][0-9]{1,6})?"
_STOP = "(?=[，。；）](?![0-9])|$)"
_CHANGE = "(?:同比|环比|比上年|较上年|比去年|较去年|分别|平均|年均|累计|预计|约)?(?:增长|下降|上升|提高|提升|回落|上涨|下跌|增幅|降幅|涨幅|跌幅|占比|占|比重|比例)(?:了|约|为|达|达到)?"
_RATE = "(?:满意|合格|参与|参加|完成|出勤|覆盖|普及|增长|入学|就业|使用|到位|执行|办结|回收|达标|及格|优秀|占有|支出|参保|升学|毕业|成功|治愈|好评|知晓|见面|上线|修复|利用|开放|签约|入住|出租|投诉|破损|流通|到馆|续借)率(?:约|为|达|达到|是)?"
_PERCENT = (
    re.compile(f"(?<![成为])(?:{_CHANGE}){_N}{_STOP}", re.M),
    re.compile(f"{_RATE}{_N}{_STOP}", re.M),
    re.compile(f"(?:增速|增长率|增幅|降幅|涨幅|占比|比重)(?:约|分别)?(?:为|达|达到|是){_N}{_STOP}", re.M),
    re.compile(
        f"(?<![汇频心速功效曝码倍斜曲比税费利次亡病患])率(?:约|为|达到?|是|升至|降至){{0,2}}{_N}{_STOP}", re.M
    ),
)
_LEVEL = re.compile("(?:增长|下降|上升|提高|提升|减少|增加|回落)(?:到|至|为)")
_PLAIN = re.compile("名次|位次|分数|得分|指数|系数|排名|编号|倍数|温度|气温|水位|血压|汇率|点数|点|位")
_MONEY = "(?:资金|经费|支出|收入|投资|拨款|预算|决算|费用?|金额|专款|补助|补贴|奖金|贷款|捐款|善款|工资|租金|利润|产值|税收|造价|成本|总额|余额|结余|欠款|存款|采购款|款项|财政|价值|投入)"
_MONEY_BEFORE = re.compile(
    f"{_MONEY}(?P<between>[^，。；、：0-9\n]{{0,6}})(?P<n>{_N}[余多]?[万亿])(?=[，。；、（(）]|$)", re.M
)
# 收入合计 3560，支出合计 3420.5 万元: the amount beside it has the unit.
_MONEY_BESIDE = re.compile(
    f"{_MONEY}(?:合计|总计|共计|总额)?(?:为|达|达到|共)?(?P<n>{_N})(?=[，；][^，。；、0-9\n]{{2,14}}[0-9]{{1,10}}(?:[.][0-9]{{1,4}})?[万亿]?元)"
)
_PEOPLE = re.compile(
    "(?:教职工|职工|员工|教师|学生|在校生|毕业生|医生|护士|医务人员|工作人员|党员|干部|民警|志愿者|会员|社员|队员|学员)"
    f"(?:共有?|现有|有|约|达)?(?P<n>{_N})(?=[，。；](?![0-9]))"
)
_MONEY_AFTER = re.compile(f"(?P<n>{_N}[余多]?[万亿])(?:的)?(?={_MONEY})")
_MONEY_CHANGE = re.compile(
    f"(?:增加|减少|压减|节约|节省|节支|超支|增收|减收|结余|核减|追加|下降|增长)了?(?P<n>{_N}[余多]?[万亿])(?=[，。；）]|$)",
    re.M,
)
_LAST_UNIT = re.compile("元|人次|人|册|件|户|亩|吨|平方米|公里|种|次|场")
_OTHER = re.compile("[人册次件种户亩吨米]|读者|观众|群众|图书")
_COUNTED = {
    "人": "(?:接待|服务|惠及|吸引|覆盖|培训|参与|参加)[^，。；、0-9\n]{0,8}(?:读者|观众|群众|市民|学生|居民|学员|儿童|游客)(?:共|约|达|近)?",
    "册": "(?:新增|采购|购置|购入|入藏|馆藏|外借|借出|捐赠|赠送|配送|征集|流通)(?:各类|纸质|少儿|电子)?(?:图书|藏书|书籍|文献)(?:共|约|达|近)?",
    "平方米": "(?:建筑|占地|绿化|展厅|使用|营业|办公|种植|馆舍|场地|施工|总)面积(?:为|约|达|达到|共)?",
    "亩": "(?:播种|种植|造林|灌溉|耕地|补种|成灾|受灾|绝收|流转|秋播|春播|夏收|秋收|养殖)面积(?:为|约|达|达到|共)?",
    "吨": "(?:粮食|蔬菜|水果|肉类|水产品|原煤|粗钢|钢材|水泥|化肥|原油|棉花|油料|奶类|牛奶|禽蛋|茶叶|总)(?:总)?产量(?:为|约|达|达到|共)?",
    "毫米": "(?:降水量|降雨量|蒸发量|过程雨量)(?:为|约|达|达到)?",
    "千瓦时": "(?:用电量|发电量|售电量)(?:为|约|达|达到)?",
    "公里": "(?:里程|全长)(?:为|约|达|达到)?",
    "场": "(?:举办|开展|组织)[^，。；、0-9\n]{0,8}(?:讲座|展览|活动|培训|演出|沙龙|读书会)(?:共|约|达|近)?",
}
# 办展览9个，社教活动120，接待观众45万人次: the other counts of the sentence have their counters.
_BARE = re.compile("[\u4e00-\u9fff]{2,12}(?P<n>[0-9]{1,6})")
_WITH_COUNTER = re.compile(
    "[0-9][万亿余多]{0,2}(?:人次|场次|册次|平方米|公里|小时|[人名个件份次场项册篇台辆家户座处期幅种套条起张吨亩元])"
)
_LABEL = re.compile(
    "(?:电话|热线|邮编|编号|型号|代码|指数|分|比分|排名|位|浓度|度|温|压|号|第|版|系数|率|点|届|楼|室|线|道|高速|股|岁|指标|标准|"
    "品种|牌|麦|玉|稻|豆|系列|车|航班|[年月日时期共为是达约至到超近逾余])$"
)
_ANNIVERSARY = re.compile(
    "(?:建[党国军校馆院团市县社厂所会交]|成立|诞辰|创刊|创办|创建|建成|逝世|解放|回归|改革开放|胜利|华诞|开馆|入党|在党|从教|从艺|公布|颁布|起义|通车|通航|开业|开放|长征|办学|建站|建厂|结婚|殉国|牺牲|就义)"
    "[^，。；0-9\n]{0,10}(?P<n>[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?P<mark>周)(?![年岁密日末期边围边一二三四五六日天刊报内来后前左里又的])"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number of the wanted kind that has no unit."""
    find = {"percent": _percents, "money": _money, "counter": _counters, "anniversary": _anniversaries}
    for block in facts.document.blocks:
        if block.kind in ("paragraph", "entry", "title", "cell"):
            start = block.marker.end if block.marker else block.start
            yield from find[options["kind"]](facts.document.text, start, block.end)


def _percents(text: str, start: int, end: int) -> Iterator[Hit]:
    done: set[int] = set()
    for pattern in _PERCENT:
        for match in pattern.finditer(text, start, end):
            clause = re.split("[，。；：]", text[max(start, match.start() - 40) : match.start()])[-1]
            number = re.search(f"{_N}$", match.group())
            assert number is not None
            if match.end() in done or _is_plain(text, match, clause, number.group(), end):
                continue
            done.add(match.end())
            sure: Confidence = "certain" if "." in number.group() else "likely"
            yield _hit(text, match.start() + number.start(), match.end(), start, end, "%", sure)


def _is_plain(text: str, match: re.Match[str], clause: str, number: str, end: int) -> bool:
    """A number that is no percentage: a level, a rank, a score, a year, or one of a row whose unit comes last."""
    if _PLAIN.search(clause[-12:]) or _LEVEL.match(match.group()):
        return True
    if not 0 < float(number) <= 1000 or re.search(
        "单位[：:]|[（(]%[)）]", text[max(0, match.start() - 60) : match.start()]
    ):
        return True
    rest = text[match.end() : min(end, match.end() + 30)]
    if re.match("，[0-9]{3}(?![0-9])", rest):
        return True  # a full-width comma used to group digits
    return "分别" in clause + match.group() and bool(re.match("[，、][0-9.]+", rest))


def _money(text: str, start: int, end: int) -> Iterator[Hit]:
    for match in _MONEY_BEFORE.finditer(text, start, end):
        row = re.match("、[0-9]", text[match.end() : match.end() + 2])
        if not row and not _OTHER.search(match["between"]):
            yield _hit(text, match.start("n"), match.end("n"), start, end, "元", "likely")
    for match in (*_MONEY_AFTER.finditer(text, start, end), *_MONEY_BESIDE.finditer(text, start, end)):
        yield _hit(text, match.start("n"), match.end("n"), start, end, "元", "likely")

    for match in _MONEY_CHANGE.finditer(text, start, end):
        # A change is in the unit of the amount before it.
        units = _LAST_UNIT.findall(text[max(start, match.start() - 60) : match.start()])
        if units and units[-1] == "元":
            yield _hit(text, match.start("n"), match.end("n"), start, end, "元", "likely")


def _counters(text: str, start: int, end: int) -> Iterator[Hit]:
    for unit, stem in _COUNTED.items():
        for match in re.finditer(f"{stem}(?P<n>{_N}[余多]?万?[余多]?){_STOP}", text[start:end]):
            first, last = start + match.start("n"), start + match.end("n")
            yield _hit(text, first, last, start, end, unit, "likely")
    yield from _among_counts(text, start, end)
    for match in _PEOPLE.finditer(text, start, end):
        yield _hit(text, match.start("n"), match.end("n"), start, end, "人", "likely")


def _among_counts(text: str, start: int, end: int) -> Iterator[Hit]:
    for sentence in re.finditer("[^。；\n]{8,400}", text[start:end]):
        clauses = list(re.finditer("[^，]+", sentence.group()))
        counted = [_counted(clause.group()) for clause in clauses]
        for k, clause in enumerate(clauses):
            match = _BARE.fullmatch(clause.group())
            if match is None or sum(counted[max(k - 2, 0) : k + 3]) < 2 or match.start("n") < 4:
                continue
            if not _LABEL.search(match.group()[: match.start("n")]):
                first = start + sentence.start() + clause.start() + match.start("n")
                yield _hit(text, first, first + len(match["n"]), start, end, "量词", "likely")


def _counted(clause: str) -> bool:
    """Whether a clause ends with a number and its counter."""
    return any(match.end() == len(clause) for match in _WITH_COUNTER.finditer(clause))


def _anniversaries(text: str, start: int, end: int) -> Iterator[Hit]:
    for match in _ANNIVERSARY.finditer(text, start, end):
        number = match["n"]
        if number.isdigit() and int(number) < 5:
            continue
        yield _hit(text, match.start("n"), match.end("mark"), start, end, "年", "certain")


def _hit(text: str, first: int, last: int, start: int, end: int, unit: str, confidence: Confidence) -> Hit:
    excerpt = text[max(first - 6, start) : min(last + 2, end)]
    return Hit(Mark(first, last, "number"), data={"excerpt": excerpt, "unit": unit}, confidence=confidence)
