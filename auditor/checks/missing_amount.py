"""A unit or counter whose number was never filled in: 占地亩, 达到万元, 共有名运动员, 应急演练次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("excerpt",)
OPTIONS: dict[str, object] = {}

_END = "(?=[，。；、）)（(/／]|$)"
_UNIT = "(?:元整?|公里|千米|平方米|平方公里|公顷|亩|吨|千瓦时|人次|场次|剂次|册次|毫米|千克|公斤|个百分点|百分点|毫克|摄氏度|小时|分钟|工作日)"
_LEAD = "(?:约|人民币|占地(?:面积)?|限速|仅|逾|不足|增至|降至|升至|增加到|减少到|缩短|节约|全长|总长|总面积|建筑面积|投资|金额|[收支]入|产量|里程)"
_DONE = {
    "次": "演练|培训|活动|会议|检查|巡查|宣传|演出|讲座|调研|走访|慰问|行动|整治|执法|督查|义诊|救援|航行|试验|竞赛|比赛|抽查|巡诊|座谈|约谈|消杀",
    "场": "讲座|活动|演出|培训|展览|宣讲|招聘会|音乐会|报告会|比赛|义诊|听证会|座谈会|发布会",
    "件": "纠纷|投诉|议案|提案|建议|信访|专利|文物|藏品|作品|来信|矛盾",
    "起": "纠纷|警情|案件|事故|火灾|隐患|矛盾|行为|投诉|违法|险情",
    "名": "医师|护士|医生|民警|官兵|队员|选手|运动员|委员|代表|村民|学生|会员|教授|博士|硕士|人员|患者|老人|儿童|旅客|专家|干警|法官|律师|评委|嘉宾|教师|职工|志愿者|党员",
    "人": "医师|护士|医生|民警|队员|运动员|教授|博士|硕士|患者|干警|法官|律师|嘉宾|教师|职工|党员|职称",
    "份": "问卷|资料|传单|手册|样品|合同|报告|建议书|倡议书",
    "家": "单位|商户|店铺|门店|机构|公司",
    "户": "农户|住户|家庭|困难户|贫困户|商户|用户",
    "个": "问题|项目|隐患|岗位|社区|行政村|床位",
    "处": "隐患|险情|问题|违建",
    "台": "设备|电脑|空调|仪器|呼吸机",
    "剂次": "疫苗|接种",
}
_PATTERNS = (
    re.compile(f"{_LEAD}(?:了|为|约)?(?={_UNIT}{_END})"),
    # 逾万元, 达千人 are round numbers; after 达到 and 为 a figure was meant.
    re.compile(
        f"(?:(?:收入|金额|总额|产值|投资|资金|预算|合同价|利润|税收|捐款)为|人民币)(?=[万亿](?:元|吨|人次){_END})"
    ),
    re.compile("(?:日|期|龄|时间|时长|寿命|周期)(?:为|达|约)(?=[天日年周]" + _END + ")"),
    *(re.compile(f"(?:{nouns})(?:共计?|有|共有|达|约)?(?={unit}[，。；])") for unit, nouns in _DONE.items()),
    re.compile(
        "(?:共有?|共计|约|(?<![\u4e00-\u9fff])计|选派|派出|招聘|录取|选拔|邀请|组织)(?=(?:余|多)?[名位][\u4e00-\u9fff]{2})(?!名[称额单义次列录师家气誉优])"
    ),
    re.compile("由(?=[人名位](?:组成|构成))|(?<![自理缘事因])由(?=主持[，。；])"),
    re.compile(
        "〔[0-9]{4}〕(?=号)|(?:还有|仅剩|还剩|倒计时)(?=[天年][，。；])|来自(?=[个家所名](?![人体性别庭长乡园称校])[\u4e00-\u9fff]{2})"
    ),
    re.compile("(?:费用?|[金价款]|总?额|收入|支出|经费|工资|标准)(?:为|达|约|共计?)?(?=元[，。；])"),
    re.compile(
        "(?:受伤|死亡|失踪|遇难|确诊|治愈|被困)(?=人[，。；])|(?:人口|人数)(?:约|达|为|共)?(?=万?人[，。；])|样品(?=批次[，。；])"
    ),
    re.compile("其中[\u4e00-\u9fff]{2,4}(?<![负责本老女男工])(?=人、[\u4e00-\u9fff]{1,6}[0-9]{1,4}人)"),
    re.compile("(?:[于在自至]|截至|时间[：:为])(?=年月日?)"),
    re.compile(
        "(?<=[\u4e00-\u9fff])(?<![其剩多业结富盈十百千万亿零两几空残宽年月日岁])(?=余(?:万?元|万?人次?|件|次|户|名|亩|吨|场|册|公里)[，。；\u4e00-\u9fff])"
    ),
    re.compile("[高长降占达重比](?:了|为|到|至)?(?=百分之?[，。；])"),
)
_NOT = re.compile("(?:单位[：:为]?|计价|货币|以[^，。]{0,4}|(?:每|按|第|首|多|数|几|若干)[^，。]?)$")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each unit without a number."""
    text = facts.document.text
    done = -1
    for block in facts.document.blocks:
        if block.kind not in ("paragraph", "entry"):
            continue
        start = block.marker.end if block.marker else block.start
        found = sorted(
            {match.span() for pattern in _PATTERNS for match in pattern.finditer(text, start, block.end)}
        )
        for low, high in found:
            if high <= done or _NOT.search(text, max(start, low - 6), low):
                continue
            done = high + 2
            first, last = max(start, min(low, high - 2)), min(block.end, high + 2)
            yield Hit(Mark(first, last, "slot"), data={"excerpt": text[first:last]}, confidence="likely")
