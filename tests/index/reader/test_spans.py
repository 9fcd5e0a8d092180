import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.reader.hashing import both, code
from index.reader.passage import Passage, prepare, worded
from index.reader.question import Question, parse
from index.reader.spans import LONGEST, WIDEST, Spans, in_question, question_codes, spans, with_shapes
from index.reader.weights import shipped
from index.reader.words import MARK, words
from index.text import Analyzer, fold

ANALYZER = Analyzer()
QUESTION = "学生党员有多少名?"
TEXTS = st.lists(
    st.sampled_from([*"，、。；？：“”「」()（%-·3 \n不的", "学生", "党员", "共有", "1580名", "5.2", "kg", "他说"]),
    max_size=120,
).map("".join)
BEGIN = set("(「『《【“\"'[<〈-.·+$%")
PAIRS = [tuple(pair) for pair in ("()", "「」", "『』", "《》", "“”", "【】", "[]")]
END = set(")」』》】”\"']>〉%。!?°+")
COMMAS = set(",;:。!?；")


def asked() -> Question:
    text = fold(QUESTION).text
    return parse(text, words(text, ANALYZER))


def read(text: str, chosen: range | None = None) -> tuple[Passage, Spans]:
    passage = prepare(text, "")
    numbers = range(len(passage.sentences)) if chosen is None else chosen
    passage = worded(passage, numbers, ANALYZER)
    return passage, spans(asked(), passage, np.array(numbers, dtype=np.int64))


@given(TEXTS)
def test_spans_are_all_that_could_be_said_aloud(text: str) -> None:
    """An answer that is not among them is never given."""
    passage, found = read(text)
    shown, kinds = passage.words.texts, passage.words.kind.tolist()
    expected = []
    for number in range(len(passage.sentences)):
        low = int(passage.first[number])
        stop = min(int(passage.last[number]) + 1, low + WIDEST)
        opens = {first for first in range(low, stop) if first == low or shown[first - 1] in COMMAS}
        closes = {last for last in range(low, stop) if last == passage.last[number] or shown[last + 1] in COMMAS}
        expected += [
            (first, last, number)
            for first in range(low, stop)
            for last in range(first, stop)
            if (kinds[first] != MARK or shown[first] in BEGIN) and (kinds[last] != MARK or shown[last] in END)
            if last - first < LONGEST or (first in opens and last in closes)
        ]
    assert list(zip(found.first, found.last, found.sentence, strict=True)) == expected


def test_whole_clauses_are_spans_however_long_they_are() -> None:
    """A reason told in three clauses can be the answer, not only the first forty words of it."""
    clause = "党员" * 45
    passage, found = read(f"因为{clause},所以{clause}。")
    texts = {
        passage.text[passage.words.start[first] : passage.words.end[last]]
        for first, last in zip(found.first.tolist(), found.last.tolist(), strict=True)
    }
    assert {f"因为{clause}", f"所以{clause}", f"因为{clause},所以{clause}", f"因为{clause},所以{clause}。"} <= texts
    assert clause not in texts


@given(TEXTS)
def test_words_see_their_neighbours_within_the_sentence_only(text: str) -> None:
    """What a sentence is worth must not depend on which other one is looked at beside it."""
    passage, found = read(text)
    for number in range(len(passage.sentences)):
        _, alone = read(text, range(number, number + 1))
        own = passage.word_sentence[found.words] == number
        assert np.array_equal(found.begins[own], alone.begins)
        assert np.array_equal(found.ends[own], alone.ends)


@given(TEXTS)
def test_the_shape_of_a_span_is_what_counting_its_words_gives(text: str) -> None:
    """Each value is weighed once for all spans that have it: none may be handed that of another."""
    passage, found = read(text)
    shown, known = passage.words.texts, in_question(asked(), passage)
    opening, closing = set("(「『《【“\"'[<〈"), set(")」』》】”\"']>〉")
    rows = found.shapes.codes()
    shape_of: dict[tuple[str, str], int] = {}
    for row, first, last in zip(rows.tolist(), found.first.tolist(), found.last.tolist(), strict=True):
        inside = shown[first : last + 1]
        length = sum(len(inside) >= bound for bound in (2, 3, 4, 5, 6, 7, 8, 9, 13, 19, 29, 41))
        known_length = 16 * min(3, int((known[first : last + 1] > 0).sum())) + length
        uneven = inside.count('"') % 2 == 1 or any(inside.count(one) != inside.count(other) for one, other in PAIRS)
        around = first > 0 and shown[first - 1] in opening and last + 1 < len(shown) and shown[last + 1] in closing
        marks = (
            64 * min(2, sum(word in COMMAS for word in inside))
            + 16 * min(2, inside.count("、"))
            + 4 * uneven
            + around
            + 2 * (inside[0] in opening and inside[-1] in closing)
        )
        plain = [length, known_length, marks, None, known_length * 256 + marks]
        for place, value in enumerate(plain):
            if value is not None:
                assert row[place] == (value + code(f"role{200 + place}")) % (1 << 32)
        pair = (inside[0], inside[-1])
        assert shape_of.setdefault(pair, row[3]) == row[3]


def test_first_and_last_word_enter_by_their_shapes() -> None:
    """A span from a number of four digits to a word of one character is like any other such span."""
    _, found = read("1580名")
    year, name, role = np.array([[code("sN4")], [code("sH1")], [code("role203")]], dtype=np.uint32)
    at = int(np.flatnonzero(found.last > found.first)[0])
    assert found.shapes.codes()[at, 3] == (both(year, name) + role)[0]


@given(TEXTS)
def test_weighing_values_once_gives_what_weighing_every_span_gives(text: str) -> None:
    """The short way must not change the order of the spans."""
    _, found = read(text)
    weights, question = shipped().judges.words, with_shapes(question_codes(asked()))
    plain = weights.worth(found.shapes.codes(), question)
    assert weights.shapes_worth(found.shapes, question).tolist() == plain.tolist()
