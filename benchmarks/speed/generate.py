"""Report text that does not repeat itself, from a seed: the material of the speed measurements.

    python benchmarks/speed/generate.py BYTES [SEED] > report.txt

A report is chapters of sections; a section is paragraphs, a numbered list, a table or a month of a
chronicle. Sentences come from a small grammar over invented places, bodies, people and works, with numbers
that agree with each other, so that what is measured is reading and checking, not the printing of findings.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

HEAD = "云临青南北东西白金清平安永长望石松桃柳枫龙凤双红高上下新古大"
TAIL = "溪禾岭屏川埠石湖源江澜宁泽桥陵河林山塘港坪洲峡浦坝岗湾泉峰田"
LEVEL = "市 县 区 镇 街道 乡".split()
BODY = (
    "图书馆 博物馆 文化馆 档案馆 科技馆 体育中心 人民医院 中医医院 疾病预防控制中心 教育局 财政局 农业农村局 "
    "水务局 自然资源局 住房和城乡建设局 交通运输局 生态环境局 统计局 文化广电和旅游局 退役军人事务局 审计局 "
    "市场监督管理局 民政局 应急管理局 第一中学 实验小学 职业技术学院 供电公司 自来水公司 行政审批服务中心"
).split()
OFFICE = "办公室 人事科 财务科 规划科 法规科 宣传科 监督科 综合科 服务科 技术科 档案科 后勤科".split()
SURNAME = "陆沈秦翁罗魏乔卞钟骆丁韩邵汪顾曹严金程傅袁邓许何吕施孔白崔康毛邱"
GIVEN = (
    "文若牧静清远木秋以允云景思嘉明庭书言怀知行承泽予安和修渊兰野好获舟青实宁之昌玉珩帆霖筠岚"
    "晨曦博雅宏伟建国志强丽娜芳敏涛磊军洋勇艳杰娟秀英华慧巧美淑惠珠翠红娥玲芬燕彩春菊勤珍贞莉桂娣叶璧璐娅琦晶妍茜"
    "黛瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦素馥琼翰朗寒伯亮政谦亨奇固轮翔旭鹏泰栋维启克伦鸿朋斌梁松善学义良海"
)
FIELD = (
    "基层治理 公共服务 安全生产 项目建设 队伍建设 制度建设 作风建设 财务管理 档案管理 信息公开 志愿服务 "
    "全民阅读 非遗保护 文物修缮 校园安全 食品安全 水源保护 道路养护 农田水利 乡村振兴 就业创业 医疗保障 "
    "养老服务 儿童关爱 残疾人康复 垃圾分类 节能降耗 污染防治 防汛抗旱 森林防火 招商引资 科技创新 知识产权保护 "
    "人才培养 统计调查 普法宣传 信访接待 窗口服务 网络安全 数据共享 老旧小区改造 农村厕所改造 河道整治 绿化提升"
).split()
ACT = (
    "组织开展 稳步推进 认真落实 统筹安排 持续加强 不断完善 扎实做好 全面推行 积极探索 有序实施 深入推动 重点抓好 "
    "及时部署 定期检查 逐项梳理 合理配置 主动公开 严格规范 着力改善 广泛宣传"
).split()
AIM = (
    "方便群众办事 减轻基层负担 提高服务质量 保障运行安全 改善办事环境 缩短办理时间 堵塞管理漏洞 扩大覆盖范围 "
    "增强服务能力 健全长效机制 降低运行成本 补齐设施短板 促进资源共享 规范工作流程 提升群众满意度 防范各类风险"
).split()
EVENT = (
    "专题培训 现场观摩会 工作推进会 业务交流会 应急演练 技能竞赛 知识讲座 主题展览 读书分享会 法律咨询 义诊活动 "
    "座谈会 文艺演出 联合检查 入户走访 问卷调查 经验介绍会 青年论坛 亲子活动 公开课"
).split()
THING = [
    ("图书", "册"), ("展品", "件"), ("宣传资料", "份"), ("监控设备", "台"), ("路灯", "盏"), ("苗木", "株"),
    ("消防器材", "件"), ("档案", "卷"), ("电脑", "台"), ("健身器材", "套"), ("急救包", "个"), ("课桌椅", "套"),
    ("检测样品", "份"), ("公益广告", "条"), ("服务手册", "本"), ("窨井盖", "个"), ("标识牌", "块"), ("防护服", "套"),
]  # fmt: skip
TALLY = [
    ("办理各类事项", "件"), ("接待来访群众", "人次"), ("举办各类活动", "场次"), ("走访困难家庭", "户"),
    ("排查安全隐患", "处"), ("培训基层干部", "人次"), ("修订管理制度", "项"), ("服务企业", "家"),
    ("整治背街小巷", "条"), ("新增停车泊位", "个"), ("解答咨询", "次"), ("发放补贴", "万元"),
]  # fmt: skip
PART = ["一季度", "二季度", "三季度", "四季度"]
DIGITS = "零一二三四五六七八九"


class Writer:
    """Writes one report, sentence by sentence, from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.year = self.random.randint(2015, 2023)

    def pick(self, options: list[str]) -> str:
        return self.random.choice(options)

    def name(self) -> str:
        return self.random.choice(HEAD) + self.random.choice(TAIL)

    def body(self) -> str:
        return self.name() + self.pick(LEVEL[:3]) + self.pick(BODY)

    def place(self) -> str:
        return self.name() + self.pick(LEVEL)

    def person(self) -> str:
        return self.random.choice(SURNAME) + "".join(self.random.sample(GIVEN, 2))

    def sentence(self) -> str:
        """One sentence of any form, with its full stop."""
        forms = (self._work, self._aimed, self._held, self._parts, self._growth, self._given, self._share)
        return self.random.choice(forms)() + "。"

    def _work(self) -> str:
        a, b = self.random.sample(FIELD, 2)
        return f"{self.body()}{self.pick(ACT)}{a}，{self.pick(ACT)}{b}"

    def _aimed(self) -> str:
        a, b = self.random.sample(AIM, 2)
        thing, unit = self.random.choice(THING)
        count = self.random.randint(11, 9876)
        return f"为{a}、{b}，{self.place()}{self.pick(ACT)}{self.pick(FIELD)}，投放{thing}{count}{unit}"

    def _held(self) -> str:
        day = f"{self.random.randint(1, 12)}月{self.random.randint(1, 28)}日"
        count = self.random.randint(20, 990)
        return (
            f"{day}，{self.body()}{self.pick(OFFICE)}举办{self.pick(FIELD)}{self.pick(EVENT)}，{count}人参加"
        )

    def _parts(self) -> str:
        name, unit = self.random.choice(TALLY)
        parts = [self.random.randint(12, 4000) for _ in PART]
        listed = "，".join(f"{part}{value}{unit}" for part, value in zip(PART, parts, strict=True))
        return f"{self.place()}全年{name}{sum(parts)}{unit}，其中{listed}"

    def _growth(self) -> str:
        name, unit = self.random.choice(TALLY)
        before, more = self.random.randint(800, 9000), self.random.randint(20, 700)
        rate = f"{more / before:.1%}"
        return f"{self.body()}{name}{before + more}{unit}，比上年增加{more}{unit}，增长{rate}"

    def _given(self) -> str:
        (a, x), (b, y) = self.random.sample(THING, 2)
        m, n = self.random.randint(11, 8000), self.random.randint(11, 8000)
        return f"{self.person()}向{self.place()}{self.pick(BODY)}捐赠{a}{m}{x}、{b}{n}{y}，用于{self.pick(FIELD)}"

    def _share(self) -> str:
        whole = self.random.randint(60, 900)
        part = self.random.randint(10, whole - 20)
        return f"{self.body()}现有职工{whole}人，其中专业技术人员{part}人，占{part / whole:.1%}"

    def paragraph(self) -> str:
        return "".join(self.sentence() for _ in range(self.random.randint(3, 6)))

    def chapters(self) -> Iterator[str]:
        """Endless lines: chapters with their sections, each line without its newline."""
        yield f"{self.body()}{self.year}年工作报告"
        for chapter in range(1, 10_000):
            self.year = self.random.randint(2015, 2023)
            yield f"{chinese(chapter)}、{self.year}年{self.name()}{self.pick(FIELD)}情况"
            for section, form in enumerate((self._text, self._items, self._table, self._months), 1):
                yield f"（{chinese(section)}）{self.pick(FIELD)}"
                yield from form()

    def _text(self) -> Iterator[str]:
        for _ in range(self.random.randint(3, 6)):
            yield self.paragraph()

    def _items(self) -> Iterator[str]:
        for number in range(1, self.random.randint(4, 9)):
            yield f"{number}.{self.pick(ACT)}{self.pick(FIELD)}。{self.sentence()}{self.sentence()}"

    def _table(self) -> Iterator[str]:
        yield "地区\t收到\t办结\t结转"
        total = [0, 0, 0]
        for place in sorted({self.name() for _ in range(6)}):
            done, left = self.random.randint(100, 5000), self.random.randint(1, 90)
            row = [done + left, done, left]
            total = [a + b for a, b in zip(total, row, strict=True)]
            yield "\t".join([place + self.pick(LEVEL[:3]), *map(str, row)])
        yield "\t".join(["合计", *map(str, total)])
        yield self.paragraph()

    def _months(self) -> Iterator[str]:
        for month in sorted(self.random.sample(range(1, 13), 3)):
            yield f"{month}月"
            for day in sorted(self.random.sample(range(1, 28), 4)):
                what = f"{self.pick(FIELD)}{self.pick(EVENT)}"
                yield f"{month}月{day}日，{self.body()}在{self.place()}举办{what}，{self.person()}主持。"


def chinese(number: int) -> str:
    """A number from 1 to 9999 in Chinese numerals."""
    out, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if zero else "") + DIGITS[digit] + sign
            zero = False
        elif out:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out


def report(size: int, seed: int = 1) -> str:
    """A report of at least ``size`` UTF-8 bytes and at most one line more."""
    lines: list[str] = []
    done = 0
    for line in Writer(seed).chapters():
        lines.append(line)
        done += len(line.encode()) + 1
        if done >= size:
            break
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(report(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
