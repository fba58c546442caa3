"""Relations between named measures, from a pack and from a rule file of the user's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.engine import Options, audit_bytes
from auditor.facts import Facts
from auditor.facts.pack_relations import extract
from auditor.reading import read
from auditor.resources import Resources
from auditor.rulebook import RuleError, check_module, load, parse
from auditor.rulebook import load as load_rules

ROOT = Path(__file__).parents[2]
DOC = ROOT / "docs" / "packs.md"
FORM = "项目\t单位\t数量\n全年开放场次\t场\t620\n免费开放场次\t场\t{}\n低收费开放场次\t场\t190\n"


def own_rule(folder: Path, relation: str = "", measures: str = "") -> Path:
    """The rule of the documentation's worked example, or one with another relation."""
    page = re.search("````markdown\n(.*?)````", DOC.read_text(encoding="utf-8"), re.S)
    assert page
    text = page[1]
    if relation:
        text = re.sub('relation = "[^"]*"', f'relation = "{relation}"', text)
        text = text.split("[options.measures]")[0] + measures + "+++\n"
    path = folder / "ORG101-venue-sessions.md"
    path.write_text(text, encoding="utf-8")
    return path


def findings(folder: Path, text: str, resources: Resources | None = None) -> list[str]:
    rules = load((folder,))
    options = Options(select=("ORG101",), rule_folders=(folder,), resources=resources or Resources())
    result = audit_bytes(text.encode(), "x.txt", options, [rule for rule in rules if rule.code == "ORG101"])
    return [finding.message for finding in result.findings]


def test_worked_example_of_the_documentation(tmp_path: Path) -> None:
    own_rule(tmp_path)
    assert findings(tmp_path, FORM.format(430)) == []
    told = findings(tmp_path, FORM.format(410))
    assert len(told) == 1
    assert told[0] in DOC.read_text(encoding="utf-8")


def test_missing_operand_is_not_judged(tmp_path: Path) -> None:
    own_rule(tmp_path)
    assert findings(tmp_path, "项目\t单位\t数量\n全年开放场次\t场\t620\n免费开放场次\t场\t410\n") == []


def test_a_measure_of_a_pack_needs_no_declaration(tmp_path: Path) -> None:
    own_rule(tmp_path, "总流通人次 ≥ 外借人次")
    form = "项目\t单位\t指标\n总流通人次\t人次\t{}\n书刊文献外借人次\t人次\t6,400\n"
    assert findings(tmp_path, form.format("7,200")) == []
    assert len(findings(tmp_path, form.format("5,200"))) == 1


def test_unknown_measure_is_an_error_that_names_it(tmp_path: Path) -> None:
    own_rule(tmp_path, "总流通人次 ≥ 从没听说的数")
    told = findings(tmp_path, FORM.format(410))
    assert len(told) == 1
    assert "从没听说的数" in told[0]


@pytest.mark.parametrize("relation", ["甲 = ", "甲 = 甲 + 乙", "= 甲", "甲 乙"])
def test_unreadable_relation_names_the_file(tmp_path: Path, relation: str) -> None:
    path = own_rule(tmp_path, relation)
    with pytest.raises(RuleError, match=r"ORG101-venue-sessions[.]md"):
        check_module(parse(path))


def test_shipped_rules_load() -> None:
    codes = {rule.code for rule in load_rules()}
    assert {"MET040", "MET041", "MET042", "MET043", "MET044", "MET045"} <= codes


def relations(text: str, pack: str) -> list[tuple[str, str]]:
    facts = Facts(read(text.encode(), "x.txt"), Resources(packs=frozenset({pack})))
    return [(relation.verdict, relation.expression) for relation in extract(facts)]


def test_units_are_converted() -> None:
    text = "项目\t单位\t金额\n本年收入合计\t万元\t{}\n财政拨款收入\t千元\t12,400\n其他收入\t元\t600,000\n"
    assert [verdict for verdict, _ in relations(text.format("1300"), "public-library")] == ["consistent"]
    assert [verdict for verdict, _ in relations(text.format("1290"), "public-library")] == ["inconsistent"]


def test_parts_left_out_only_matter_when_exceeded() -> None:
    text = "项目\t单位\t金额\n本年收入合计\t千元\t{}\n财政拨款收入\t千元\t900\n经营收入\t千元\t100\n"
    assert relations(text.format("1000"), "public-library")[0][0] == "consistent"
    assert relations(text.format("1200"), "public-library") == []
    assert relations(text.format("950"), "public-library")[0][0] == "inconsistent"


def test_growth_columns_are_no_levels() -> None:
    text = (
        "指标\t绝对数（亿元）\t比上年增长（%）\n地区生产总值\t300\t5.0\n第一产业\t50\t3.0\n"
        "第二产业\t120\t6.0\n第三产业\t130\t5.1\n"
    )
    assert [verdict for verdict, _ in relations(text, "statistics")] == ["consistent"]


JIAOZUO = ROOT / "../shared/reports/jiaozuo-2021.txt"


@pytest.mark.skipif(not JIAOZUO.exists(), reason="the report is not here")
def test_every_relation_of_a_real_form_holds() -> None:
    facts = Facts(read(JIAOZUO.read_bytes(), "x.txt"))
    found = extract(facts)
    inside = [
        one
        for one in found
        if all(facts.document.blocks[facts.document.block_at(o.start)].cell for o in one.operands())
    ]
    assert len(inside) >= 20
    assert {one.verdict for one in inside} == {"consistent"}


def test_faulty_measures_of_the_user_stop_the_run_once(tmp_path: Path) -> None:
    (tmp_path / "measures.toml").write_text(
        '[[measure]]\nname = "甲"\nunits = ["无此单位"]\n', encoding="utf-8"
    )
    with pytest.raises(RuleError, match=r"measures[.]toml.*无此单位"):
        load((tmp_path,))
