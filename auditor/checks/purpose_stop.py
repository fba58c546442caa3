"""A full stop after an adverbial that has no main clause: ``为弘扬传统美德。5月9日，本馆举办……``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.sentences import Sentence
from auditor.finding import Hit, Mark

DATA = ("opening", "following")
OPTIONS: dict[str, Any] = {}

_PURPOSE_VERBS = (
    "弘扬 宣传 贯彻 落实 丰富 营造 提高 提升 加强 增强 推动 推进 促进 庆祝 纪念 迎接 深化 巩固 倡导 响应 培养 培育 传承 继承 激发 满足 "
    "保障 确保 做好 展示 展现 普及 引导 帮助 方便 适应 加快 扩大 拓展 改善 优化 完善 解决 规范 打造 构建 建设 创建 表彰 表达 回顾 缅怀 "
    "学习 了解 让 使 把 将 防止 防范 避免 减少 降低 助力 配合 活跃 塑造 凝聚 坚定 强化 发挥 树立 实现 检验 鼓励 支持 调动 抓好 守护 保护 "
    "关爱 关心 致敬 达到 挖掘 唤起 拉近 给 传播 尽快 掌握 遏制 维护 夯实 推广 展开 开展 繁荣 提振 欢度 应对 更新 充实 扩充 整合 方便 便于"
).split()
_ADVERBS = "进一步|更好地?|更加|深入|切实|全面|充分|积极|有效|大力|认真|扎实|不断|持续|着力|广泛|及时|全力|加大|共同|主动|真正|顺利|尽快|热烈|隆重"
_PURPOSE = re.compile(
    f"(?:为了(?!谁)|为(?:(?:{_ADVERBS}){{0,3}})(?:{'|'.join(dict.fromkeys(_PURPOSE_VERBS))}))[^。！？\n]{{3,300}}。"
)
_OCCASION = re.compile(
    "(?:在|值此|正值|正当|恰逢|时值|值)[^，。！？\n]{2,60}(?:之际|之时|之时刻|前夕|的(?:正确|坚强|亲切|大力|精心|统一|具体|共同|密切)?(?:领导|支持|指导|关心|帮助|号召|推动|努力|配合|带领|协助|重视|关怀|引领){1,3}下)。"
    "|随着[^，。！？\n]{2,60}(?:发展|到来|临近|推进|普及|深入|提高|提升|应用|增加|变化|完善|实施|增强|加快)。"
)
_BASIS = re.compile(
    "(?:根据|按照|依据|遵照|依照|围绕|结合|针对)[^，。！？\n]{4,60}(?:要求|安排|部署|精神|通知|规定|意见|计划|方案|指示|主题|实际|问题|特点)。"
)
# Signs of a main clause after the first comma, and of a sentence that is complete by itself.
_MAIN = re.compile(
    "(?:奠定|打下|打好|提供|创造|作出|做出|注入|积累|创出|赢得|取得|获得)了|而(?:努力|奋斗|不懈|感到|奔走|准备|设|建|来|战|喝彩|生|骄傲|自豪)|(?:是|成为|有)[^，。]{0,20}(?:目的|宗旨|任务|前提|基础|保证|关键|目标|己任)"
)
_SUBJECT = re.compile(
    "(?<![为除])了(?!解)|，(?:他们?|她们?|它们?|你们?|大家|人们|现|特|决定|并?于|我们?|本|全[馆院校市县区局省国体]|各[^，。]{1,6}[都均应要]|必须|应当|要|需要?|应|将|拟|可以?|邀请|组织|召开|举[办行]|印发|制定|出台|成立|[^，。]{2,14}(?:馆|局|院|校|中心|委员会|部门|支部|党委|政府|街道|社区|单位|公司|协会|学会)(?!的)(?:[^，。]{0,20})?(?:了|将|于|在|组织|举[办行]|开展|召开|联合|邀请|制定|印发|成立|采取|推出))"
    "|[0-9]月[0-9]{1,2}日|[0-9]{4}年(?![^，。]{0,6}(?:目标|任务|计划))"
)
_NEXT = re.compile(
    "[ \u3000]{0,2}(?:[于在自从]?(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|份|[上中下]旬|底|初|间|，)|[于在]?[0-9]{1,2}日|近日|日前|当[天日]|[上下]午"
    "|(?:我|本|全)[馆院校局会处中社]|(?:举[办行]|组织|召开|邀请|联合|成立)了|特(?:举[办行]|组织|召开|邀请|联合)"
    "|[^，。、；：的了是要]{0,14}(?:馆|书店|[局院校]|中心|委员会|支部|党委|政府|街道|社区|协会|学会|公司|志愿者|团队|小组|部门)"
    "(?:党支部|党员)?(?!的)[^，。；：]{0,16}(?:举[办行]|开展|组织|召开|邀请|联合|于|在|与|将|特|成立|制定|推出|印发|从|自|对|实行|实施|延长|启动|承办|参加|派出|选派|[^为除]了))"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each sentence that is an adverbial only and is followed by the clause it belongs to."""
    text = facts.document.text
    for sentence, following in zip(facts.sentences, facts.sentences[1:], strict=False):
        if sentence.block != following.block or not sentence.closed:
            continue
        if facts.document.blocks[sentence.block].kind not in ("paragraph", "entry", "cell"):
            continue
        if _is_adverbial(text, sentence, following):
            yield _hit(text, sentence, following)


def _is_adverbial(text: str, sentence: Sentence, following: Sentence) -> bool:
    """An occasion is never a sentence; a basis (按照……安排。) or a purpose can be one, so the clause it belongs to must follow."""
    body = text[sentence.start : sentence.end]
    if len(body) > 320:
        return False
    if _OCCASION.fullmatch(body):
        return True
    if not _NEXT.match(text, following.start, following.end):
        return False
    if _BASIS.fullmatch(body):
        return True
    if not _PURPOSE.fullmatch(body):
        return False
    first = body.find("，")
    later = body[first:] if first >= 0 else ""
    return not (_MAIN.search(body) or _SUBJECT.search(later) or _SUBJECT.search("、" + body[2:first]))


def _hit(text: str, sentence: Sentence, following: Sentence) -> Hit:
    data = {
        "opening": text[sentence.start : min(sentence.start + 10, sentence.end)],
        "following": text[following.start : min(following.start + 8, following.end)],
    }
    mark = Mark(max(sentence.end - 5, sentence.start), sentence.end, "stop")
    return Hit(mark, data=data, suggestion="，")
