import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.reader import hints
from index.reader.hashing import SLOTS, slots
from index.reader.passage import Passage, prepare
from index.reader.question import Question, parse
from index.reader.weights import shipped
from index.reader.words import words
from index.text import Analyzer, fold

ANALYZER = Analyzer()


def question(text: str) -> Question:
    folded = fold(text).text
    return parse(folded, words(folded, ANALYZER))


def said(asked: str, text: str) -> list[set[int]]:
    found = hints.said(question(asked), prepare(text, ""))
    parts = np.split(found.features, found.begins[1:-1])
    assert all(len(set(part.tolist())) == len(part) for part in parts)
    return [set(part.tolist()) for part in parts]


def test_what_the_question_says_too_is_told_from_what_it_does_not() -> None:
    """The verb that was asked about tells something else than the same verb in answer to another question."""
    shared, elsewhere = said("水库何时建成?", "建成。那里。"), said("谁?", "建成。那里。")
    assert len(shared[0] & elsewhere[0]) == 2  # 。 and 成。, which neither question has
    assert shared[1] == elsewhere[1]


def test_every_sentence_has_its_own_hints_and_digits_are_one() -> None:
    """No pair reaches across a sentence's end; which year it is must not be learned by heart."""
    apart = said("谁?", "甲乙。丙丁。")
    assert len(apart) == 2
    assert not apart[0] & said("谁?", "丙丁")[0]
    assert said("谁?", "1958") == said("谁?", "2024")
    assert said("谁?", "1958") != said("谁?", "那年")


def test_a_weight_counts_where_its_cross_stands_and_nowhere_else() -> None:
    """The second sentence is raised by what it says, not by where it stands."""
    asked = question("为什么停工?")
    passage = prepare("当天下雨。因为缺水。", "")
    table = np.zeros(SLOTS, dtype=np.int8)
    other = said("为什么停工?", "当天下雨。")[0]
    mine = next(iter(said("为什么停工?", "因缺")[0] - other))
    table[slots(np.array([[mine]], dtype=np.uint32), hints.asked(asked)[:1])] = 7
    worth = hints.HintWeights(table, 0.5).worth(asked, passage)
    assert worth[0] == 0.0
    assert worth[1] > 0.0


def test_the_shipped_hints_know_what_a_reason_sounds_like() -> None:
    """Why is answered by a because."""
    passage: Passage = prepare("工程在三月停工。由于水源不足，只能这样做。", "")
    first, second = shipped().judges.hints.worth(question("为什么停工?"), passage)
    assert second > first


@given(st.text(max_size=40), st.text(max_size=120))
def test_hints_are_finite_for_any_text(asked: str, text: str) -> None:
    """Nobody types only what was foreseen."""
    passage = prepare(text, "")
    if passage.sentences:
        worth = shipped().judges.hints.worth(question(asked), passage)
        assert worth.shape == (len(passage.sentences),)
        assert np.isfinite(worth).all()
