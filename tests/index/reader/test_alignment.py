import numpy as np

from index.reader.alignment import aligned
from index.reader.choice import Likely
from index.reader.passage import prepare, worded
from index.reader.question import parse
from index.reader.words import words
from index.text import Analyzer, fold

ANALYZER = Analyzer()


def chosen(asked: str, text: str, *figures: str) -> str:
    """The figure chosen among some that were scored in the order given, best first."""
    folded = fold(asked).text
    passage = worded(prepare(text, ""), [0], ANALYZER)
    cut = passage.words
    starts = [passage.text.index(figure) for figure in figures]
    first = np.searchsorted(cut.start, starts)
    last = np.searchsorted(cut.start, [a + len(figure) for a, figure in zip(starts, figures, strict=True)]) - 1
    scores = -np.arange(len(figures), dtype=float)
    nothing = np.zeros(len(figures))
    likely = Likely(
        first,
        last,
        np.zeros(len(figures), dtype=np.int64),
        scores,
        (nothing, nothing),
        nothing,
        nothing,
        nothing,
        nothing,
        np.zeros(len(cut.texts), dtype=np.int64),
    )
    place = aligned(parse(folded, words(folded, ANALYZER)), passage, likely, np.arange(len(figures)), scores)
    return figures[place]


LIST = "学生党员1580名、企业党员307名、农村党员900名。"


def test_the_figure_beside_the_words_of_the_question_is_meant() -> None:
    """Reports put figures of one kind into one sentence, and the wrong one looks as right as the right one."""
    assert chosen("学生党员有多少名?", LIST, "307名", "1580名", "900名") == "1580名"
    assert chosen("农村党员有多少名?", LIST, "307名", "1580名", "900名") == "900名"
    assert chosen("学生党员有多少名?", "其中学生党员1580名,企业党员307名。", "307名", "1580名") == "1580名"
    cards = "不记名卡最多存1000元,实名卡最多存5000元。"
    assert chosen("实名卡最多存多少元?", cards, "1000元", "5000元") == "5000元"
    assert chosen("不记名卡最多存多少元?", cards, "5000元", "1000元") == "1000元"
    assert chosen("参加的代表有多少名?", "500名参加的代表,另有30名旁听。", "30名", "500名") == "500名"


def test_the_trained_choice_stands_where_the_words_do_not_tell() -> None:
    """A rule that knows better than the weights must know it clearly."""
    assert chosen("党员有多少名?", LIST, "307名", "1580名") == "307名"
    assert chosen("学生党员有多少名?", LIST, "1580名", "307名") == "1580名"


def test_only_figures_of_the_same_make_are_compared() -> None:
    """A year is no count of people, and a name no figure."""
    text = "学生党员1580名,企业党员占35%。"
    assert chosen("学生党员占百分之几?", text, "35%", "1580名") == "35%"
    assert chosen("学生党员是什么?", text, "企业党员", "学生党员") == "企业党员"
