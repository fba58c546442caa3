"""The web page: escaped whatever the report says, and alive in a real browser (skipped where there is none)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import reporting_sample as sample

from auditor.engine import Options, audit_path
from auditor.reporting import Run, render
from auditor.result import FileResult

FIXTURES = Path(__file__).parents[2] / "fixtures"


def page(*results: FileResult, language: str = "zh") -> str:
    content = render("html", Run(list(results), (), language, extra={"fail_on": "error"}))
    assert isinstance(content, str)
    return content


class Elements(HTMLParser):
    """Every tag with its attributes, as a browser would see them."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_one_file_without_network() -> None:
    content = page(sample.result())
    assert not re.search("https?://(?!www[.]w3[.]org/2000/svg)", content)
    assert not re.search("(?:src|url)\\s*[=(]", content.replace("-src ", ""))
    assert content == page(sample.result())


def test_what_the_report_says_is_text() -> None:
    content = page(sample.hostile())
    tags = Elements(content).found
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not any(tag in ("img", "iframe") for tag, _ in tags)
    assert "<b>," not in content
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\u2028\u2029]", content)
    content.encode("utf-8")


def test_every_place_is_marked_where_it_stands() -> None:
    result = sample.result()
    content = page(result)
    for number, finding in enumerate(result.findings, 1):
        for at, place in enumerate(p for p in (finding.location, *finding.related) if p):
            marks = re.findall(
                f'<mark [^>]*data-at="(?:[0-9. ]* )?{number}[.]{at}(?: [0-9. ]*)?">(.*?)</mark>', content
            )
            shown = re.sub("<[^>]+>", "", "".join(marks))
            assert shown == place.text


def test_ticks_only_where_nothing_disagrees() -> None:
    ticked = re.findall('<span class="tick" title="([^"]*)">(.*?)</span>', page(sample.result()))
    assert ticked == []  # the one relation that holds shares its numbers with one that does not
    result = audit_path(str(FIXTURES / "clean.txt"), Options())
    assert len(re.findall('class="tick"', page(result))) > 10


def test_an_unreadable_file_is_named() -> None:
    assert "打不开" in page(FileResult("a.pdf", error="打不开<b>"))


def test_english_words() -> None:
    assert "Esc</kbd> close" in page(sample.result(), language="en")


# In a browser.


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        pytest.skip("no chromium here")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    profile = tmp_path_factory.mktemp("profile")
    flags = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"  # fmt: skip
    for flag in (*flags.split(), f"user-data-dir={profile}", "window-size=1400,900"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Any:
    result = audit_path(str(FIXTURES / "jiaozuo-2021.txt"), Options())
    (tmp_path / "report.html").write_text(page(result, sample.result()), encoding="utf-8")
    browser.get((tmp_path / "report.html").as_uri())
    yield browser
    assert [entry for entry in browser.get_log("browser") if entry["level"] != "INFO"] == []


FAR = """
let best = null, widest = 0;
for (const card of document.querySelectorAll('.card:not([hidden])')) {
  const tops = [...document.querySelectorAll(`mark[data-f~="${card.dataset.n}"]`)].map((m) => m.getBoundingClientRect().top);
  const size = Math.max(...tops) - Math.min(...tops);
  if (tops.length === 2 && size > widest) { widest = size; best = card.id; }
}
return [best, widest];
"""
ON_SCREEN = """
const bar = document.querySelector('.bar').getBoundingClientRect().bottom;
return [...document.querySelectorAll('mark.on')].map((m) => m.getBoundingClientRect()).map((b) => b.top >= bar - 1 && b.bottom <= innerHeight + 1 && b.width > 0);
"""


def shown(browser: Any, selector: str) -> int:
    return sum(element.is_displayed() for element in browser.find_elements("css selector", selector))


def test_both_sides_of_a_conflict_come_into_view_and_are_joined(opened: Any) -> None:
    card, distance = opened.execute_script(FAR)
    assert distance > 1000
    opened.find_element("id", card).click()
    sides = opened.execute_script(ON_SCREEN)
    assert len(sides) >= 2
    assert all(sides)
    assert len(opened.find_elements("css selector", "#joins path")) == 1
    assert len(opened.find_elements("css selector", "#joins circle")) >= 2
    assert shown(opened, ".fold") >= 1
    opened.find_element("css selector", ".fold").click()
    assert shown(opened, ".fold") == 0


def test_both_sides_come_into_view_on_a_narrow_screen(opened: Any) -> None:
    opened.set_window_size(700, 1100)
    try:
        card, _ = opened.execute_script(FAR)
        opened.execute_script("document.getElementById(arguments[0]).click()", card)
        covered = "return document.getElementById('list').getBoundingClientRect().top"
        feet = "return [...document.querySelectorAll('mark.on')].map((m) => m.getBoundingClientRect().bottom)"
        assert max(opened.execute_script(feet)) <= opened.execute_script(covered)
    finally:
        opened.set_window_size(1400, 900)


def test_filters(opened: Any) -> None:
    total = shown(opened, ".card")
    chip = opened.find_element("css selector", '.chip[data-key="warning"]')
    count = int(chip.find_element("css selector", "b").text)
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert shown(opened, ".card") == total - count
    assert shown(opened, '.card[data-severity="warning"]') == 0
    chip.click()
    assert shown(opened, ".card") == total
    opened.find_element("css selector", '.chip[data-key="known"]').click()
    assert shown(opened, ".card") == total + 1
    for chip in opened.find_elements("css selector", '.chip[data-key][aria-pressed="true"]'):
        chip.click()
    assert shown(opened, ".card") == 0
    assert opened.find_element("id", "nothing").is_displayed()


def test_keyboard(opened: Any) -> None:
    body = opened.find_element("css selector", "body")
    body.send_keys("j")
    first = opened.find_element("css selector", ".card.on").get_attribute("id")
    body.send_keys("j")
    second = opened.find_element("css selector", ".card.on").get_attribute("id")
    assert first != second
    body.send_keys("k")
    assert opened.find_element("css selector", ".card.on").get_attribute("id") == first
    body.send_keys("\ue00c")
    assert shown(opened, ".card.on, mark.on") == 0
    card = opened.find_element("id", second)
    opened.execute_script("arguments[0].focus()", card)
    card.send_keys("\ue007")
    assert "on" in card.get_attribute("class").split()


def test_a_mark_opens_its_finding(opened: Any) -> None:
    mark = opened.find_element("css selector", "mark.primary:not(.off)")
    opened.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", mark)
    mark.click()
    numbers = mark.get_attribute("data-f").split()
    assert opened.find_element("css selector", ".card.on").get_attribute("data-n") in numbers


def test_ticks_and_theme_can_be_switched(opened: Any) -> None:
    content = "return getComputedStyle(document.querySelector('.tick'), '::after').content"
    assert "✓" in opened.execute_script(content)
    opened.find_element("id", "ticks").click()
    assert opened.execute_script(content) == "none"
    before = opened.execute_script("return getComputedStyle(document.body).backgroundColor")
    opened.find_element("id", "theme").click()
    assert opened.execute_script("return getComputedStyle(document.body).backgroundColor") != before


def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(page(sample.hostile()), encoding="utf-8")
    browser.get((tmp_path / "report.html").as_uri())
    browser.find_element("css selector", ".card").click()
    assert "<script>alert(1)</script>" in browser.find_element("css selector", ".text").text
    assert browser.get_log("browser") == []
