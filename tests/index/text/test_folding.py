"""Folding: equal writings come out equal, and every offset finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.text import fold

_AWKWARD = st.text(
    st.one_of(
        st.sampled_from("２０㎏℃…①½ﬁẞİé\u0301\u200b\ufeff\u00ad臺灣裏乾隆皇後髮祕囘⺠〇○ \t\r\n　“”ｱﾞ𠮷🙂"),
        st.characters(exclude_categories=["Cs"]),
    )
)


@pytest.mark.parametrize(
    ("writing", "folded"),
    [
        ("２０２４年，ＰＣＩ", "2024年,pci"),
        ("省委祕書對黨代會", "省委秘书对党代会"),
        ("㎏", "kg"),
        ("25℃", "25°c"),
        ("Café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("二○二四年", "二〇二四年"),
        ("⺠主⻓征", "民主长征"),
        ("手\u200b机\ufeff", "手机"),
        ("乾隆皇帝", "乾隆皇帝"),
        ("乾燥", "干燥"),
        ("瞭解", "了解"),
        ("瞭望", "瞭望"),
        ("答覆,藉口", "答复,借口"),
        ("39‑NQ／TW", "39-nq/tw"),
    ],
)
def test_writings_of_one_thing_come_out_equal(writing: str, folded: str) -> None:
    """Who types half-width digits and simplified characters finds full-width and traditional text."""
    assert fold(writing).text == folded


@pytest.mark.parametrize("writing", ["①2023年", "3½", "⑴12人"])
def test_list_marks_and_fractions_do_not_grow_a_number(writing: str) -> None:
    """A numbered list must not turn the year 2023 into 12023."""
    assert fold(writing).text == writing


@given(_AWKWARD)
def test_every_folded_span_leads_back_into_the_source(text: str) -> None:
    """Offsets are sacred: a citation is sliced from the source by a mapped span."""
    folded = fold(text)
    assert folded.length == len(text)
    assert folded.from_source(Span(0, len(text))) == Span(0, len(folded.text))
    before = 0
    for start in range(len(folded.text)):
        source = folded.to_source(Span(start, start + 1))
        assert before <= source.start < source.end <= len(text)
        assert folded.text[start] in fold(source.of(text)).text or len(folded.text) == len(text)
        before = source.start


@given(_AWKWARD, st.data())
def test_a_span_and_its_parts_map_to_ranges_inside_each_other(text: str, data: st.DataObject) -> None:
    """What stands inside an evidence sentence still does after both are mapped back."""
    folded = fold(text)
    outer_start = data.draw(st.integers(0, len(folded.text)))
    outer_end = data.draw(st.integers(outer_start, len(folded.text)))
    start = data.draw(st.integers(outer_start, outer_end))
    outer = folded.to_source(Span(outer_start, outer_end))
    inner = folded.to_source(Span(start, outer_end))
    if len(inner):
        assert outer.contains(inner)
        assert folded.from_source(outer).contains(folded.from_source(inner))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_text_keeps_its_length(text: str) -> None:
    """Conversion to simplified characters never moves an offset."""
    assert len(fold(text).text) == len(text)


def test_a_span_behind_the_end_is_refused() -> None:
    """A wrong offset must not become a wrong quote silently."""
    with pytest.raises(ValueError, match="behind"):
        fold("㎏").to_source(Span(0, 3))
    with pytest.raises(ValueError, match="behind"):
        fold("㎏").from_source(Span(0, 2))
