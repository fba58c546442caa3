"""The benchmark's own arithmetic: right reports are right, broken ones are broken."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "recall"))

import rendering

TEMPLATES = rendering.load()
SEEDS = range(8)


@pytest.fixture(params=TEMPLATES, ids=lambda template: template.id)
def template(request: pytest.FixtureRequest) -> rendering.Template:
    return request.param


def test_right_report_holds(template: rendering.Template) -> None:
    for seed in SEEDS:
        report = rendering.render(template, seed, broken=False)
        assert report.text
        assert not set("{}") & set(report.text)
        assert rendering.holds(template, report.values)


def test_broken_report_is_wrong_in_one_operand(template: rendering.Template) -> None:
    if template.clean:
        pytest.skip("nothing to break")
    for seed in SEEDS:
        right = rendering.render(template, seed, broken=False)
        broken = rendering.render(template, seed, broken=True)
        assert broken.text != right.text
        assert not rendering.holds(template, broken.values, rendering.WIDENED)
        assert sum(right.values[name] != value for name, value in broken.values.items()) == 1


def test_quotes_are_places_of_the_operands(template: rendering.Template) -> None:
    if template.clean:
        pytest.skip("nothing is expected")
    for seed in SEEDS:
        report = rendering.render(template, seed, broken=True)
        assert report.quotes
        assert all(0 <= start < end <= len(report.text) for start, end in report.quotes)
        assert report.broken is not None
        assert report.broken.partition(" ")[0] in template.holds


def test_every_listed_break_is_used(template: rendering.Template) -> None:
    used = {rendering.render(template, seed, broken=True).broken for seed in range(24) if template.breaks}
    assert used == set(template.breaks)


def test_same_seed_same_report(template: rendering.Template) -> None:
    assert rendering.render(template, 5, broken=False) == rendering.render(template, 5, broken=False)


def test_held_out_third_is_chosen_by_hash(template: rendering.Template) -> None:
    assert template.held_out == rendering.belongs_held_out(template.id)


def test_enough_and_varied() -> None:
    assert len({template.id for template in TEMPLATES}) == len(TEMPLATES)
    assert len({template.text for template in TEMPLATES}) == len(TEMPLATES)
    assert sum(not template.clean for template in TEMPLATES) >= 220
    assert sum(template.clean for template in TEMPLATES) >= 60
    assert len({template.field for template in TEMPLATES}) >= 10


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (105, "一百零五"),
        (1200, "一千二百"),
        (20300, "二万零三百"),
        (31062, "三万一千零六十二"),
    ],
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert rendering.chinese(number) == text
