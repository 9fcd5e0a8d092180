from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from index.model import QueryTerm, Span, TermKind
from index.query import parse
from index.reading.choosing import Likely, chosen
from index.text import sentences
from tests.analysis import ANALYZER

TEXT = "北苑是全市最老的花圃,花多。共有花匠十五名,学徒三名。雨天不开门。"


def choice(question: str, scores: Mapping[str, float]) -> str | None:
    """The span that is chosen of those that are named."""
    likely = [Likely(Span(TEXT.index(part), TEXT.index(part) + len(part)), score) for part, score in scores.items()]
    query = parse(question, ANALYZER)
    terms = [QueryTerm(text, kind, 1.0) for kind in TermKind for text in query.terms.get(kind, ())]
    found = chosen(TEXT, sentences.split(TEXT), sorted(likely, key=lambda each: -each.score), query, terms)
    return found.core.of(TEXT) if found else None


def test_the_name_that_is_asked_for_is_taken_without_what_is_told_of_it() -> None:
    """「北苑」 is the answer, not the whole statement, where both ends are nearly as likely."""
    scores = {"北苑是全市最老的花圃": 9.5, "北苑": 9.0}
    assert choice("全市最老的花圃是哪一个？", scores) == "北苑"


def test_a_span_much_surer_than_its_beginning_stays() -> None:
    """A short span is no better where the encoder sees clearly that more belongs to the answer."""
    assert choice("花圃里有谁？", {"花匠十五名": 9.0, "花匠": 3.0}) == "花匠十五名"


def test_an_answer_does_not_run_into_the_next_sentence() -> None:
    """A quote of two halves of sentences reads like nonsense."""
    scores = {"花多。共有花匠十五名": 9.2, "花匠十五名": 9.0, "花多": 2.0}
    assert choice("花匠有多少名？", scores) == "花匠十五名"


def test_the_sentence_with_most_likely_spans_wins_over_one_with_a_single_better_one() -> None:
    """Where the encoder wavers only on the ends of a span, it is sure of the sentence."""
    scores = {"雨天不开门": 9.2, "北苑": 9.0, "北苑是全市最老的花圃": 9.0, "全市最老的花圃": 8.8}
    assert choice("哪里的花匠最多？", scores) == "北苑"


def test_the_sentence_that_says_more_of_the_question_wins_where_the_encoder_wavers() -> None:
    """Two sentences with a name each are told apart by what is asked of it."""
    scores = {"雨天": 9.1, "学徒三名": 9.0}
    assert choice("学徒在花圃有几名？", scores) == "学徒三名"


def test_what_the_encoder_sees_clearly_outweighs_words() -> None:
    """A sentence that repeats the question and does not answer it must not win by that."""
    scores = {"雨天": 9.0, "花匠十五名": 2.0}
    assert choice("花匠什么时候不上班？", scores) == "雨天"


def test_a_figure_is_taken_where_one_is_asked_for() -> None:
    """「多少」 is not answered with a noun."""
    assert choice("共有多少名花匠？", {"花匠": 9.0, "十五名": 8.0}) == "十五名"


def test_a_list_may_be_long() -> None:
    """All things that were asked for are shown, not the shortest of them."""
    scores = {"花匠十五名,学徒三名": 9.0, "花匠": 8.9}
    assert choice("花圃里有哪些人？", scores) == "花匠十五名,学徒三名"


def test_only_labels_and_echoes_give_no_answer() -> None:
    """A quote of the question's own words tells nothing."""
    assert choice("花匠在何处", {"花匠": 9.0}) is None


@given(st.data())
def test_the_choice_is_one_of_the_spans_and_its_share_a_share(data: st.DataObject) -> None:
    """The reader may rely on it whatever the encoder scores."""
    spans = data.draw(
        st.lists(
            st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12), st.floats(-20, 20, width=32)), max_size=12
        )
    )
    likely = sorted(
        (Likely(Span(at, min(len(TEXT), at + length)), score) for at, length, score in spans),
        key=lambda each: -each.score,
    )
    question = data.draw(st.sampled_from(["共有多少名花匠？", "花圃里有哪些人？", "为什么不开门", "北苑"]))
    found = chosen(TEXT, sentences.split(TEXT), likely, parse(question, ANALYZER), ())
    if found is not None:
        assert {found.span, found.core} <= {each.span for each in likely}
        assert 1 / 8 - 1e-9 <= found.share <= 1
