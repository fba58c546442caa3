"""Share claims: a percentage that says how much of something, and the words that say of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.facts.mentions import Mention
from auditor.facts.statements import core, shared, tail
from auditor.text import HAN

Form = Literal["number", "name", "rate", "bare"]

_END = "(?:为|是|达到?|达成|约|近|高达|只有|仅|超过|了|至|到|[：:]){0,3}[ \u3000]?$"
_OF_NUMBER = re.compile(f"^[^，,。；;：:（）()\n]{{0,10}}[）)]?的(?:比[例重]|份额)?{_END}")
_LEAD = re.compile("占|为|是|完成|达|相当于|不足|只有|仅")
_BEYOND = re.compile("超|比|高于|低于|多于|少于")
_OWN_WHOLE = re.compile("总|数|量|额|面积|人口|价")
_OF_NAME = re.compile(f"占(?P<x>[^占，。；]{{0,24}}?)(?:的?(?:比[例重]|份额|比)|的)?{_END}")
_RATE = re.compile(
    f"(?P<stem>[{HAN}“”]{{1,14}})(?:率|进度|(?<=满意)度|(?<=知晓)度|(?<=好评)度|(?<=参与)度|(?<=优良|合格|达标|优秀|满意|及格|完好)比例){_END}"
)
_DONE_OF = re.compile(f"完成(?P<x>[^，。；]{{1,16}}?)的{_END}")
_BARE = re.compile(f"(?:占?比[例重]?|份额|比率){_END}")
_CHANGE = re.compile(
    "增|减[^灾排负]|降|上升|涨|提高|提升|幅|收窄|翻|[较比](?:上|去|前|年|同)|同比|环比|拉动|贡献|高出|低于|高于"
)
# Quotients of other things than a part and its whole, and rates of time, money or the whole population.
_NO_STEM = re.compile(
    "[利税汇费速频功概曲斜折倍]$|(?<!有)效$|周转|收益|失业|死亡|出生|生育|城[镇市]化|通胀|贡献|毛利|负债|杠杆|回报|增长|容积|绿化|"
    "森林|植被|灵敏|分辨|传染|发病|患病|流通|借阅|点击|平均|产销|换手|自给|老龄化|抚养|渗透|恩格尔|保值"
)
_GENERIC = re.compile("总[人次数量额计体]{0,3}|全部|全体|所有|整体|其中?|人数|数量|全年|当年|比$")
_SCOPE = re.compile(
    "全国|全省|全市|全县|全区|全校|全院|全馆|全行|全镇|全球|世界|同期|全社会|GDP|生产总值|地区"
)
_MEMBER = re.compile(
    "达标|满意|合格|及格|优秀|优良|优质|通过|参与|参加|出勤|到[课会岗]|签约|就业|升学|录取|回收|破案|办结|支持|赞成|好评|知晓|"
    "参[训评保]|准确|正确|完好|上线|报到|随访|建档|签订|入园|上座|调解|执结|整改|识别|接种|治愈|甲级|有效"
)
_MAY_EXCEED = re.compile("预算|计划|任务|目标|指标|上年|去年|同期|序时|时序|年初|额定|定额|设计|毛入")
_DUE = re.compile("应|计划|预算|任务|目标|发放|发出|可用|编制|核定|设计|总|下达")
_DONE = re.compile("^[^，]{0,4}?(?:出勤|出席|到会|已|实|收回|回收|有效|到位|完成|使用|入住|在用|执行)")
_NEGATIVE = re.compile("不|未|没|无(?!障)|非")
_SYNONYMS = {
    "优良": "优良 Ⅲ类 Ⅱ类",
    "就业": "去向 签约 落实 升学 上岗",
    "数字化": "扫描 电子 采集 数字",
    "执行": "支出 完成 实际 拨付",
    "完成": "实际 完成 建成 实现 完工 竣工",
    "回收": "收回 返回 回收 有效",
    "覆盖": "覆盖 建成 开通 设立",
    "到位": "到位 拨付 下达",
    "满意": "满意 好评",
    "整改": "整改 完成 销号",
    "办结": "办结 办理 答复 完成",
    "结案": "审结 办结 结案",
    "清偿": "偿还 清偿",
    "达标": "达标 合格",
    "合格": "合格 达标",
    "服判": "服判 息诉",
    "执结": "执结 执行",
    "中签": "中标 中签",
    "入学": "入学 在读 就读",
    "入住": "入住 住满 已住",
    "出租": "出租 租出 租赁",
    "使用": "使用 启用 投用",
    "录用": "录用 录取",
    "参保": "参保 缴费",
    "资助": "资助 发放",
}
"""What those counted under a rate do, in other words than the rate's."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A percentage with its form: `占35165笔的87%` (number), `占总数的87%` (name), `满意率87%` (rate), `占比87%`.

    `whole` names the whole (form name), `subject` what stands before 占, `stem` the rate without 率.
    """

    percent: Mention
    form: Form
    whole: str = ""
    subject: str = ""
    stem: str = ""

    @property
    def generic(self) -> bool:
        """Whether the whole is only called 总数, 全部 or not at all."""
        return self.form != "name" or not core(_GENERIC.sub("", self.whole))

    @property
    def bounded(self) -> bool:
        """Whether the share cannot be more than all."""
        if self.form == "name":
            return not _MAY_EXCEED.search(self.whole + self.subject)
        return self.form == "rate" and bool(_MEMBER.search(self.stem)) and not _MAY_EXCEED.search(self.stem)

    @property
    def counts_members(self) -> bool:
        """Whether the rate is a number of members by the number of all."""
        return self.form == "rate" and bool(_MEMBER.search(self.stem))

    def names_whole(self, whole: str) -> bool:
        """Whether ``whole`` is what the claim says the share is of."""
        wanted = core(self.whole)
        scope = _SCOPE.search(self.whole)
        if scope and scope.group() not in whole:
            return False
        rest = re.sub("总[数量额]?|人数|数量|全部|全体|所有", "", wanted)
        size = len(rest or wanted)
        return bool(size) and shared(rest or wanted, core(whole)) >= min(size, max(2, (size * 2 + 2) // 3))

    def likeness(self, name: str) -> int:
        """How much of a name stands before 占."""
        return shared(core(self.subject), core(name))

    def narrows(self, part: str, whole: str) -> bool:
        """Whether the part is called like the whole, but more narrowly (发放贷款, 其中小微企业贷款)."""
        return "其中" in part or len(core(part)) > len(core(whole)) + 1

    def planned(self, part: str, whole: str) -> bool:
        """Whether the two numbers are what should be and what is: 应到150人，实到135人."""
        return self.form == "rate" and bool(_DUE.search(whole)) and bool(_DONE.search(part))

    def speaks_of(self, part: str) -> bool:
        """Whether what stands before 占 or 占比 in the clause, if anything, is the part."""
        subject = core(self.subject)
        return not subject or shared(subject, core(part)) >= min(2, len(subject))

    def names_part(self, part: str) -> bool:
        """Whether the rate's own word, or another word for it, names the part."""
        if self.form != "rate":
            return bool(self.subject) and shared(core(self.subject), core(part)) >= 2
        if self.stem == "完成" and re.search("完成|建成|竣工", part):
            return True
        stem = core(self.stem)[-4:]
        if stem and (set(stem[-2:]) <= set(part) or shared(stem, part) >= 2):
            return True
        return any(
            key in stem and any(word in part for word in words.split()) for key, words in _SYNONYMS.items()
        )

    def negates(self, part: str) -> bool:
        """Whether the part counts those that the rate does not (不合格7批次 … 合格率)."""
        return bool(_NEGATIVE.search(part)) and not _NEGATIVE.search(self.stem + self.subject)


def claim(text: str, mention: Mention, before: Mention | None) -> Claim | None:
    """The share claim of a percentage (``before``: the number before it), or None when it says something else."""
    q = mention.quantity
    if (
        q.dimension != "percent"
        or q.malformed
        or q.upper is not None
        or q.extreme
        or mention.role == "change"
    ):
        return None
    # A hedge takes the word with it: 约占60%.
    label = tail(mention.label + text[mention.start : q.number[0]].replace("约", ""))
    beside = before is not None and before.block == mention.block and "占" not in mention.gap
    if beside and _OF_NUMBER.search(mention.gap) and not _OWN_WHOLE.search(mention.gap):
        return Claim(mention, "number")
    if _CHANGE.search(label) or label.endswith(("由", "从")):
        return None
    if match := _OF_NAME.search(label):
        return Claim(mention, "name", match["x"], label[: match.start()])
    if match := _DONE_OF.search(label):
        return Claim(mention, "name", match["x"], label[: match.start()])
    if match := _RATE.search(label):
        return None if _NO_STEM.search(match["stem"]) else Claim(mention, "rate", stem=match["stem"])
    match = _BARE.search(label)
    return Claim(mention, "bare", subject=label[: match.start()]) if match else None


def leads(text: str, mention: Mention) -> bool:
    """Whether the number before 的87% is led in as the whole (占…, 为预算…, 完成计划…, 占职工总数（64人）的)."""
    label = re.split("[，。；;：:\n]", text[max(mention.start - 24, 0) : mention.start])[-1]
    return bool(_LEAD.search(label)) and not _BEYOND.search(label) and "above" not in mention.quantity.hedges
