from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.reader.question import parse
from index.reader.showing import Shown, Sight, named, say, show
from index.reader.words import words
from index.text import Analyzer, fold
from index.text.sentences import split

ANALYZER = Analyzer()


def shown(question: str, text: str, answer: str, sure: float = 0.9) -> tuple[str, list[str], str]:
    folded = fold(question).text
    sentences = split(text)
    start = text.index(answer)
    number = next(place for place, each in enumerate(sentences) if each.start <= start < each.end)
    sight = Sight(text, sentences, number, Span(start, start + len(answer)), sure)
    made: Shown = show(parse(folded, words(folded, ANALYZER)), sight)
    return made.answer.of(text), [mark.of(text) for mark in made.marks], made.evidence.of(text)


def test_a_sure_short_answer_is_shown_itself() -> None:
    """The answer to how many is a number."""
    assert shown("学生党员有多少名?", "其中学生党员1580名。", "1580名")[0] == "1580名"


def test_an_unsure_span_gives_way_to_its_sentence() -> None:
    """A few doubtful words are worse than the sentence they come from."""
    assert shown("学生党员有多少名?", "其中学生党员1580名。", "其中学生", 0.05)[0] == "其中学生党员1580名。"


def test_reasons_and_ways_are_sentences() -> None:
    """Why is not answered by three words."""
    assert shown("为什么停课?", "因疫情停课。学校关闭。", "疫情")[0] == "因疫情停课。"


def test_a_reason_that_points_back_brings_the_sentence_before() -> None:
    """因此 alone explains nothing."""
    text = "阳数以九为极。因此九被称为天数。"
    assert shown("为什么九被称为天数?", text, "九被称为天数")[0] == text


def test_yes_or_no_shows_the_deciding_sentence() -> None:
    """The reader judges; the bot shows what decides."""
    assert shown("有没有加入?", "至今没有加入。", "没有")[0] == "至今没有加入。"


def test_all_items_of_a_list_are_marked() -> None:
    """哪些 asks for all of them."""
    answer, marks, _ = shown("要提高哪些指数?", "努力提高PCI、PAPI、PAR指数、ICT指数,等等。", "PCI、PAPI")
    assert answer == "PCI、PAPI、PAR指数、ICT指数"
    assert marks == ["PCI", "PAPI", "PAR指数", "ICT指数"]


def test_one_item_asked_for_is_not_grown_into_the_list() -> None:
    """哪个 asks for one."""
    assert shown("首都是哪个城市?", "北京、上海、广州都大。", "北京")[:2] == ("北京", [])


def said(question: str, text: str, answer: str) -> str:
    folded = fold(question).text
    start = text.index(answer)
    span = Span(start, start + len(answer))
    return say(parse(folded, words(folded, ANALYZER)), text, Span(0, len(text)), span).of(text)


def called(question: str, text: str) -> str | None:
    folded = fold(question).text
    span = named(parse(folded, words(folded, ANALYZER)), text, Span(0, len(text)))
    return None if span is None else span.of(text)


def test_answers_are_what_one_would_say_aloud() -> None:
    """Who is a name, without its form of address; what is a theme, without 主题为 and a full stop."""
    assert said("会议由谁主持?", "黎德强同志主持会议。", "黎德强同志") == "黎德强"
    assert said("主题是什么?", "会议主题为创新。", "主题为创新。") == "创新"
    assert said("谁?", "同志。", "同志") == "同志"


def test_a_bare_code_is_answered_by_what_bears_it() -> None:
    """Who types a number wants the paper that has it."""
    text = "根据第920-TB/TU号决议,各级落实。"
    assert called("920-TB/TU", text) == "第920-TB/TU号决议"
    assert called("921-TB/TU", text) is None
    assert called("谁签了920-TB/TU?", text) is None


@given(st.text(alphabet="甲是为同志。、第号9 -a主题", min_size=1, max_size=30), st.data())
def test_what_is_said_lies_in_the_evidence_and_is_never_empty(text: str, data: st.DataObject) -> None:
    """Trimming must not trim an answer away."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for question in ("谁?", "是什么?", "9-a"):
        folded = fold(question).text
        made = say(parse(folded, words(folded, ANALYZER)), text, Span(0, len(text)), Span(start, end))
        assert Span(0, len(text)).contains(made)
        assert len(made)


def test_a_date_is_as_exact_as_it_was_asked_for() -> None:
    """哪天 asks for the day, 哪一年 for the year of it."""
    assert said("哪天通过的?", "决议于2023年7月18日通过。", "2023年") == "2023年7月18日"
    assert said("哪一年通过的?", "决议于2023年7月18日通过。", "2023年7月18日") == "2023年"
    assert said("会议是哪一天举行的?", "12月10日上午,举行会议。", "12月10日") == "12月10日上午"
