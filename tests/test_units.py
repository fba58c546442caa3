"""Units: the generated table is what pint says, and headings of tables are understood."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from auditor import units

ROOT = Path(__file__).resolve().parent.parent


def test_the_table_is_what_pint_makes_of_the_definition_file() -> None:
    assert units.build_table() == units.TABLE
    assert (
        Path(units.__file__).with_name("units_table.py").read_text(encoding="utf-8") == units.render_table()
    )


@pytest.mark.parametrize("unit", [*units.TABLE, "万元", "千元", "亿元", "万册", "千小时", "百万元", "万亿元"])
def test_every_unit_has_the_dimension_and_factor_of_pint(unit: str) -> None:
    asked = units._asked.__wrapped__(unit)
    assert units.dimension(unit) == asked


@pytest.mark.parametrize(
    ("unit", "dimension", "factor"),
    [
        ("万册", "book", 10000),
        ("册", "book", 1),
        ("万人次", "visit", 10000),
        ("千元", "money", 1000),
        ("亿元", "money", 10**8),
        ("%", "percent", Fraction(1, 100)),
        ("‰", "percent", Fraction(1, 1000)),
        ("个百分点", "point", Fraction(1, 100)),
        ("㎡", "area", 1),
        ("万平方米", "area", 10000),
        ("亩", "area", Fraction(2000, 3)),
        ("千米", "length", 1000),
        ("公里", "length", 1000),
        ("斤", "mass", Fraction(1, 2)),
        ("千小时", "duration", 1000),
        ("TB", "data", 2**40),
        ("元/平方米", "money/area", 1),
        ("万元/亩", "money/area", 15),
        ("场次", "session", 1),
    ],
)
def test_units_of_headings(unit: str, dimension: str, factor: Fraction) -> None:
    assert units.dimension(unit) == (dimension, factor)


@pytest.mark.parametrize("unit", ["册、件", "", "。", "如下", "2 万册", "余人", "(", "__import__", "a" * 99])
def test_what_is_no_unit_has_no_dimension(unit: str) -> None:
    assert units.dimension(unit) is None


def test_dimensions_compare_only_when_they_count_the_same() -> None:
    def compare(one: str, two: str) -> str:
        first, second = units.dimension(one), units.dimension(two)
        assert first and second
        return units.comparison(first[0], second[0])

    assert compare("万册", "册") == "same"
    assert compare("册", "种") == ""
    assert compare("人", "人次") == ""
    assert compare("名", "人") == "noun"
    assert compare("家", "座") == "noun"
    assert compare("次", "场") == "noun"
    assert compare("个", "万元") == ""
    assert compare("场次", "场") == "same"


def test_pint_is_not_imported_for_the_units_of_the_table() -> None:
    code = (
        "import sys; from auditor import units; units.dimension('万元'); units.dimension('元/平方米');"
        "assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
