from index.analysis import Analyzer, fold
from index.model import Span
from index.reader.question import parse
from index.reader.sentences import split
from index.reader.showing import Shown, Sight, show
from index.reader.words import words

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
