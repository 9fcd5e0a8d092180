from hypothesis import given
from hypothesis import strategies as st

from index.reader.passage import LONGEST, excerpt, prepare, source, worded
from index.text import Analyzer

ANALYZER = Analyzer()
TEXTS = st.text(alphabet="會议。！\n 1２aA㎏é\u0301\u200b、「」", max_size=120)


def test_a_short_paragraph_is_read_whole() -> None:
    """Nothing is left out without need."""
    assert len(excerpt("会议。" * 10, "会议")) == 30


def test_of_a_long_paragraph_the_part_with_the_question_is_read() -> None:
    """A paragraph of twenty pages is found for one of its sentences."""
    text = "无关的话。" * 3000 + "党员共有一千名。" + "无关的话。" * 3000
    part = excerpt(text, "党员有多少名")
    assert "党员共有一千名。" in part.of(text)
    assert len(part) <= LONGEST


@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    """Every word a span begins or ends with is a piece of the text."""
    passage = prepare(text, "")
    cut = worded(passage, range(len(passage.sentences)), ANALYZER)
    words = cut.words
    for word, start, end, number in zip(
        words.texts, words.start.tolist(), words.end.tolist(), cut.word_sentence.tolist(), strict=True
    ):
        assert cut.text[start:end] == word
        low, high = cut.sentences[number]
        assert low <= start < end <= high
        assert source(cut, start, end).end <= len(text)


@given(TEXTS)
def test_only_chosen_sentences_are_cut_into_words(text: str) -> None:
    """Cutting takes time; the others have no words."""
    passage = prepare(text, "")
    chosen = range(0, len(passage.sentences), 2)
    some, every = worded(passage, chosen, ANALYZER), worded(passage, range(len(passage.sentences)), ANALYZER)
    for number in range(len(passage.sentences)):
        size = some.last[number] + 1 - some.first[number]
        assert size == (every.last[number] + 1 - every.first[number] if number in chosen else 0)
