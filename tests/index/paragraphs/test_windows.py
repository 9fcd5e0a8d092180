"""Long paragraphs in windows."""

from hypothesis import given
from hypothesis import strategies as st

from index.paragraphs.windows import LONGEST, windows


@given(st.text(alphabet="甲乙丙。！\n ，a", max_size=200), st.integers(1, 60))
def test_windows_together_are_the_paragraph(piece: str, times: int) -> None:
    """Not a character of a long paragraph is out of reach of a question."""
    text = piece * times
    spans = windows(text)
    assert "".join(span.of(text) for span in spans) == text
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]


def test_a_paragraph_of_common_length_has_one_window() -> None:
    """Terms of one question spread over two windows would lose to a paragraph that holds them together."""
    assert len(windows("甲" * LONGEST)) == 1


def test_windows_end_where_sentences_do() -> None:
    """What is read for an answer is not cut in the middle of a sentence."""
    text = "会议由组织部主持，学生党员1580名。" * 300
    spans = windows(text)
    assert len(spans) > 1
    assert all(span.of(text).endswith("。") for span in spans)
    assert all(len(span) <= LONGEST for span in spans)
