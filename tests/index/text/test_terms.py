"""Terms: what a paragraph is indexed under."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.model import TermKind
from index.text import Analyzer, Lexicon, TokenKind, fold
from index.text.numbers import parse_han_number


@pytest.fixture(scope="module")
def analyzer(tmp_path_factory: pytest.TempPathFactory) -> Analyzer:
    return Analyzer(cache_folder=tmp_path_factory.mktemp("cache"))


_SHARED = Analyzer()
PIECES = "雨伞|库管员签收|第39|-|nq/tw| |wi-fi|4.0|３|公斤|六千二百零二|名|。|(|〇|𠀀|s|buses|'s|é|的|一共|2023.07|,|万"


@settings(deadline=None)  # the first text waits for the dictionary
@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    """The reader cuts answers by token offsets."""
    folded = fold(text).text
    end = 0
    for token in _SHARED.tokens(folded):
        assert token.span.of(folded) == token.text
        assert token.span.start >= end
        assert token.text
        end = token.span.end


@settings(deadline=None)  # the first text waits for the dictionary
@given(st.text())
def test_any_text_gives_terms_of_every_kind_without_failing(text: str) -> None:
    """No document may stop the program."""
    assert set(_SHARED.index_terms(text)) == set(TermKind)


@settings(deadline=None)  # as above
@given(st.lists(st.sampled_from(PIECES.split("|")) | st.text(max_size=5), max_size=12).map("".join))
def test_a_paragraph_is_indexed_under_the_terms_a_question_would_have(text: str) -> None:
    """Texts are cut by a faster way than questions; a term that differs would never be found."""
    folded = fold(text).text
    assume(_SHARED.lexicon.canonical(folded) == folded)
    by_runs = _SHARED.index_terms(text)
    by_tokens = _SHARED.terms(folded, _SHARED.tokens(folded))
    assert by_runs == by_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("第39-NQ/TW号", ["第", "39", "nq", "tw", "号"]),
        ("2.4km", ["2.4", "km"]),
        ("工业4.0", ["工业", "4.0"]),
        ("6,202名", ["6,202", "名"]),
        ("1,23,456", ["1", "23,456"]),
        ("2023.07.18", ["2023", "07", "18"]),
        ("２０２４年", ["2024", "年"]),
    ],
)
def test_codes_and_numbers_are_cut_by_rule(analyzer: Analyzer, text: str, tokens: list[str]) -> None:
    """Decision numbers and quantities are what people of offices ask for."""
    assert [token.text for token in analyzer.tokens(fold(text).text)] == tokens


def test_tokens_name_their_script(analyzer: Analyzer) -> None:
    """The reader looks for numbers where a number is asked."""
    assert [token.kind for token in analyzer.tokens("第39号pci кот")] == [
        TokenKind.HAN,
        TokenKind.NUMBER,
        TokenKind.HAN,
        TokenKind.LATIN,
        TokenKind.OTHER,
    ]


@pytest.mark.parametrize(
    ("numerals", "value"),
    [
        ("二〇二四", 2024),
        ("六千二百零二", 6202),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三万五", 35_000),
        ("一百五", 150),
        ("二十三亿四千万", 2_340_000_000),
        ("一万二千", 12_000),
        ("廿五", 25),
        ("万一", None),
        ("三三", None),
        ("三四十", None),
        ("千万", None),
        ("百千", None),
    ],
)
def test_han_numerals_are_read_or_left_alone(numerals: str, value: int | None) -> None:
    """A wrong reading would find wrong paragraphs; none is better."""
    assert parse_han_number(numerals) == value


@given(st.integers(0, 10**12 - 1))
def test_every_whole_number_survives_being_spelt_out(number: int) -> None:
    """Numbers in words are read back exactly."""
    assert parse_han_number(_spelt(number)) == number


def _spelt(number: int) -> str:
    if number == 0:
        return "零"
    spelt, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, unit)
        if section == 0:
            gap = gap or bool(spelt)
            continue
        if spelt and (gap or section < 1000):
            spelt += "零"
        gap = False
        spelt += _spelt_section(section) + name
    return spelt


def _spelt_section(section: int) -> str:
    spelt, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, unit)
        if digit:
            spelt += ("零" if gap and spelt else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return spelt


@pytest.mark.parametrize("unit", ["1", "9,", "1.", "六", "3万", "a'"])
def test_a_line_of_nothing_but_figures_is_analysed(analyzer: Analyzer, unit: str) -> None:
    """A dump of measured values among the documents must not hold up the index for hours."""
    assert any(analyzer.index_terms(unit * 100_000).values())


def test_context_counts_a_fixed_number_of_times_and_does_not_drown_the_paragraph(analyzer: Analyzer) -> None:
    """A title repeated over every paragraph must not outweigh what the paragraph says."""
    terms = analyzer.index_terms("党员选举党员代表。", context="党员 党员 章程")
    assert terms[TermKind.WORD].count("党员") == 4
    assert terms[TermKind.WORD].count("章程") == 2


def test_a_user_word_is_not_cut(tmp_path: Path) -> None:
    """Names of the house are words, even where the dictionary would part them."""
    sentence = "黎文甲民运委员会"
    plain = [token.text for token in Analyzer(cache_folder=tmp_path).tokens(sentence)]
    taught = [token.text for token in Analyzer(Lexicon(words=("文甲民運",)), cache_folder=tmp_path).tokens(sentence)]
    assert "文甲民运" not in plain
    assert "文甲民运" in taught


def test_latin_synonyms_match_whole_words_only() -> None:
    """A group for AI must not rewrite maintain."""
    assert Lexicon(groups=(("人工智能", "AI"),)).canonical("ai maintain") == "人工智能 maintain"


def test_the_signature_follows_the_lexicon() -> None:
    """An index built with other words must be seen as outdated."""
    assert Analyzer().signature == Analyzer(Lexicon()).signature
    assert Analyzer().signature != Analyzer(Lexicon(words=("乂安",))).signature
    assert Analyzer(Lexicon(groups=(("甲", "乙"),))).signature != Analyzer(Lexicon(groups=(("乙", "甲"),))).signature


def test_the_dictionary_cache_stays_in_its_folder(tmp_path: Path) -> None:
    """A cache in a shared temporary directory could be planted by another user."""
    folder = tmp_path / "cache"
    Analyzer(cache_folder=folder).tokens("你好")
    assert [path.suffix for path in folder.iterdir()] == [".cache"]
    assert Analyzer(cache_folder=folder).tokens("你好世界") == Analyzer().tokens("你好世界")


@pytest.mark.parametrize("kept", [0, 1000])
def test_a_damaged_dictionary_cache_is_replaced(tmp_path: Path, kept: int) -> None:
    """A disk that ran full while the cache was written must not stop the program for good."""
    Analyzer(cache_folder=tmp_path).tokens("你好")
    (cache,) = tmp_path.iterdir()
    cache.write_bytes(cache.read_bytes()[:kept])
    assert [token.text for token in Analyzer(cache_folder=tmp_path).tokens("你好世界")] == ["你好", "世界"]


def test_jieba_stays_silent_under_strict_warnings() -> None:
    """Its warnings and its log lines are not the user's business."""
    code = "from index.text import Analyzer; import sys; assert 'jieba' not in sys.modules; Analyzer().tokens('你好')"
    run = subprocess.run(  # noqa: S603 - our own interpreter, a fixed argument list
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert not any(type(handler) is logging.StreamHandler for handler in logging.getLogger("jieba").handlers)


def test_cutting_does_not_wait_for_a_package_that_only_opens_a_file() -> None:
    """Whoever cuts text would wait at each start: jieba imports pkg_resources where there is one."""
    program = "import sys; from index.text import Analyzer; Analyzer().tokens('你好'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    loaded = done.stdout.split()
    assert "jieba" in loaded
    assert "pkg_resources" not in loaded
