"""A question analysed: what it looks for meets what paragraphs are indexed under, and it is said what is asked."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import AnswerType, Figure, TermKind
from index.query import parse
from index.text import Analyzer, Lexicon, fold
from tests.analysis import ANALYZER


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return ANALYZER


@settings(deadline=None)  # the first text waits for the dictionary
@given(st.text())
def test_any_question_is_analysed_and_its_places_fit_its_texts(question: str) -> None:
    """Nothing typed may stop the program, and every stage cuts by these places."""
    query = parse(question, ANALYZER)
    assert query.question == question
    assert query.folded == fold(question).text
    assert set(query.terms) == set(TermKind)
    assert query.interrogative.end <= len(query.folded)
    assert query.core.end <= len(query.canonical) == len(query.content)
    assert query.attributes <= set(query.terms[TermKind.WORD])
    assert hash(query) == hash(parse(question, ANALYZER))


def test_a_query_tells_what_is_asked_for() -> None:
    """Each stage takes what it needs from here; none reads the question again."""
    query = parse("请问２０２３年湿地面积是多少公顷？", ANALYZER)
    assert query.folded == "请问2023年湿地面积是多少公顷?"
    assert query.answer_type is AnswerType.HOW_MANY
    assert query.interrogative.of(query.folded) == "多少"
    assert query.figures == (Figure.NUMBER,)
    assert query.years == ("2023年",)
    assert query.attributes == {"面积"}
    assert query.core.of(query.canonical) == "请问2023年湿地面积是多少公顷"
    assert query.content.split() == ["2023年湿地面积", "公顷?"]
    assert not query.lists
    assert parse("哪些单位参加？", ANALYZER).lists


@pytest.mark.parametrize(
    ("question", "figure"),
    [("有多少名党员", Figure.NUMBER), ("哪一年成立", Figure.DATE), ("门票多少钱", Figure.AMOUNT)],
)
def test_questions_show_the_kind_of_figure_they_want(question: str, figure: Figure) -> None:
    """A number is looked for where a number is asked."""
    assert figure in parse(question, ANALYZER).figures


def test_the_operators_synonyms_are_in_the_canonical_text_alone() -> None:
    """Who asks for 乂安 is told what was asked in the own words, and finds what the documents call 义安."""
    query = parse("乂安在哪里？", Analyzer(Lexicon(groups=(("义安", "乂安"),))))
    assert (query.folded[:2], query.canonical[:2]) == ("乂安", "义安")


@pytest.mark.parametrize(("question", "blank"), [("?!…", True), ("", True), (" \n", True), ("谁", False), ("7", False)])
def test_what_holds_no_letter_is_blank(question: str, blank: bool) -> None:  # noqa: FBT001 - an expected value
    """There is nothing to look for, and that is told apart from nothing found."""
    assert parse(question, ANALYZER).blank is blank


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("6202", "共6,202名"),
        ("6202", "六千二百零二名"),
        ("2024年", "二〇二四年"),
        ("2024年", "２０２４年"),
        ("第39号", "第三十九号"),
        ("39号决议", "第39-NQ/TW号决议"),
        ("39-NQ/TW", "第39-NQ／TW号决议"),
        ("COVID-19", "covid19疫情"),
        ("35000元", "3.5万元"),
        ("4.0", "工业4.0"),
        ("iPhone", "iPhones"),
        ("new york", "New-York"),
        ("第1章", "第一章"),
    ],
)
def test_writings_of_one_number_or_code_meet(analyzer: Analyzer, question: str, text: str) -> None:
    """Who asks for 6202 finds 6,202 and 六千二百零二."""
    asked = parse(question, analyzer).terms
    indexed = analyzer.index_terms(text)
    assert set(asked[TermKind.WORD]) & set(indexed[TermKind.WORD]) or set(asked[TermKind.BIGRAM]) & set(
        indexed[TermKind.BIGRAM]
    )


def test_a_number_spelt_out_is_looked_for_by_its_value(analyzer: Analyzer) -> None:
    """Of 六千二百零二 neither 六 nor 千 says anything; a single numeral (第一) and 3.5万 keep their looks."""
    assert parse("六千二百零二名", analyzer).terms[TermKind.WORD] == ("6202", "名")
    assert {"第一", "1"} & set(parse("第一名", analyzer).terms[TermKind.WORD])
    assert "3.5" in parse("3.5万元", analyzer).terms[TermKind.WORD]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("请问乐山大佛的高度是多少?", ("乐山", "大佛", "高度")),
        ("什么是治本之策?", ("治本", "之策")),
        ("会议由谁主持?", ("会议", "主持")),
        ("第39-NQ/TW号决议是哪天通过的?", ("第", "39", "nq", "tw", "号", "决议", "通过")),
    ],
)
def test_asking_and_politeness_carry_no_content(analyzer: Analyzer, question: str, words: tuple[str, ...]) -> None:
    """请问 and 是什么 stand in every question and in no answer."""
    assert parse(question, analyzer).terms[TermKind.WORD] == words


@pytest.mark.parametrize("question", ["什么", "是不是", "的", "谁?"])
def test_a_question_of_only_function_words_still_looks_for_them(analyzer: Analyzer, question: str) -> None:
    """Better to search for what was typed than for nothing."""
    assert any(parse(question, analyzer).terms.values())


@pytest.mark.parametrize("question", ["", "  \n", "?!。…", "🙂", "\u200b"])
def test_a_question_that_folds_to_nothing_gives_no_terms(analyzer: Analyzer, question: str) -> None:
    """Nothing to look for is a result, not an error."""
    assert not any(parse(question, analyzer).terms.values())


def test_a_question_of_ten_thousand_characters_is_analysed(analyzer: Analyzer) -> None:
    """A whole page pasted into the chat must not bring the program down."""
    terms = parse("阮德忠同志出席并指导会议。" * 800 + "蹶" * 10_000, analyzer).terms
    assert len(terms[TermKind.WORD]) == len(set(terms[TermKind.WORD]))


def test_writings_of_a_synonym_group_find_each_other(tmp_path: Path) -> None:
    """乂安 and 义安 are one province; who types either finds both."""
    analyzer = Analyzer(Lexicon(groups=(("乂安", "义安"), ("PCI", "省级竞争力指数"))), cache_folder=tmp_path)
    for question, text in (
        ("乂安", "义安省"),
        ("义安", "乂安省"),
        ("义安", "义安省"),
        ("pci", "提高省级竞争力指数"),
        ("省级竞争力指数", "提高PCI排名"),
    ):
        assert set(parse(question, analyzer).terms[TermKind.WORD]) <= set(analyzer.index_terms(text)[TermKind.WORD])


def test_threads_share_an_analyzer_from_the_first_question_on() -> None:
    """Several people of a group ask at once, before anything is loaded."""
    fresh = Analyzer(Lexicon(words=("乂安省",)))
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda question: parse(question, fresh).terms, ["乂安省机关党委走过了多少年?"] * 32))
    assert all(result == results[0] for result in results)
    assert "乂安省" in results[0][TermKind.WORD]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("24年接待了多少游客", ("2024年",)),
        ("22年和23年的客运量", ("2022年", "2023年")),
        ("保修10年吗", ()),
        ("20年前的渡口在哪", ()),
        ("干了15年能休几天", ()),
    ],
)
def test_years_of_two_digits_are_years(question: str, years: tuple[str, ...]) -> None:
    """Nobody types the century; a span of time is no year."""
    assert parse(question, ANALYZER).years == years
