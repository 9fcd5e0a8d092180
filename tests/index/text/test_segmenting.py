from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import segmenting
from index.text.segmenting import Segmenter

TAUGHT = Segmenter(("乂安省机关",))
WORDS = "乂安省 机关 中华人民共和国 人民 研究生 生命 起源 南京市 长江大桥 市长 的 了 是 学生 党员 龘 〇 𠀀 㐀 义安省"


@pytest.fixture(scope="module")
def cutters() -> tuple[Any, Any]:
    """Our tokenizer and jieba's own, with one dictionary."""
    ours = segmenting.new_tokenizer(None)
    import jieba  # noqa: PLC0415 - not before ours, which keeps its import quiet

    ours.add_word("乂安省机关", 2_000_000)
    plain = jieba.Tokenizer()
    plain.FREQ, plain.total, plain.initialized = ours.FREQ, ours.total, True
    return ours, plain


runs = st.lists(
    st.one_of(
        st.sampled_from(WORDS.split()),
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6),
        st.text(st.sampled_from("一二三上下中大小人民国家不的了和在有我们他这主要工作学生会议"), max_size=30),
    ),
    max_size=30,
).map("".join)


@given(runs)
def test_words_are_cut_as_jieba_cuts_them(cutters: tuple[Any, Any], run: str) -> None:
    """The index, the weights and the answers were all made with jieba's words."""
    ours, plain = cutters
    words = list(plain.cut(run))
    assert list(ours.cut(run)) == words
    # the same with guesses remembered and the loop around them our own; words of grammar are parted from guesses
    part = segmenting._parted  # noqa: SLF001 - tested with words by itself
    parted = [each for word in words for each in ([word] if len(word) == 1 or plain.FREQ.get(word) else part(word))]
    assert list(TAUGHT.cut(run)) == parted


@pytest.fixture(scope="module")
def together() -> Segmenter:
    """Cuts even a few runs together, as many are."""
    TAUGHT.cut_all(["湖" * 200] + [chr(0x4E00 + at) * 200 for at in range(250)])
    return TAUGHT


@given(st.lists(runs.filter(bool), max_size=12), st.sampled_from([1, 2, 40]))
def test_many_runs_are_cut_as_each_by_itself(together: Segmenter, many: list[str], times: int) -> None:
    """A build cuts texts together, a question is cut alone: what differs would never be found."""
    many = [run * times for run in many]
    assert [list(words) for words in together.cut_all(many)] == [list(TAUGHT.cut(run)) for run in many]


@given(st.text(max_size=200))
def test_nothing_is_lost_in_cutting(text: str) -> None:
    """Words that do not add up to the text would be cited at the wrong place."""
    assert "".join(TAUGHT.cut(text)) == text
