import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.text import sentences

TEXTS = st.text(alphabet=st.sampled_from("年a1 。！？；!?;…\n\u3000”」）《，、.B："), max_size=300)


def pieces(text: str) -> list[str]:
    return [span.of(text) for span in sentences.split(text)]


def test_ends_at_full_stop_question_exclamation_semicolon_and_newline() -> None:
    """The evidence shown is one sentence, not half a page."""
    assert pieces("甲。乙！丙？丁；戊\n己") == ["甲。", "乙！", "丙？", "丁；", "戊", "己"]


def test_keeps_closing_quotes_with_their_sentence() -> None:
    """A quoted sentence is cited with both its quotation marks."""
    assert pieces("他说：“走吧。”大家走了。（完。）") == ["他说：“走吧。”", "大家走了。", "（完。）"]


def test_a_title_of_a_work_is_never_torn_apart() -> None:
    """No evidence begins in the middle of the name of a song."""
    assert pieces("专辑《LIVE！台北。我》发行。《去哪儿？》！后来。") == [
        "专辑《LIVE！台北。我》发行。",
        "《去哪儿？》！",
        "后来。",
    ]
    assert pieces("他读《甲。乙。") == ["他读《甲。", "乙。"]


def test_runs_of_end_marks_end_one_sentence() -> None:
    """No evidence consists of punctuation alone."""
    assert pieces("真的吗？！好。。。") == ["真的吗？！", "好。。。"]


def test_half_width_marks_inside_codes_do_not_end_a_sentence() -> None:
    """An address or an entity in a page is not torn apart."""
    assert pieces("见http://x.cn/a?b=1&amp;c页!完") == ["见http://x.cn/a?b=1&amp;c页!", "完"]


def test_english_full_stops_end_sentences_and_decimals_do_not() -> None:
    """English paragraphs are cited by the sentence as well."""
    assert pieces("It grew 3.5 percent. The U.S. market fell.") == ["It grew 3.5 percent.", "The U.S. market fell."]


def test_ellipsis_ends_a_sentence_only_before_what_closes_it() -> None:
    """A voice trailing off does not lose the rest of its sentence."""
    assert pieces("他想……算了。“我……”他说。") == ["他想……算了。", "“我……”", "他说。"]


def test_endless_text_is_cut_at_commas_into_bounded_pieces() -> None:
    """A text without full stops still gives an answer one can read."""
    text = ("数" * 30 + "，") * 700
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(len(part) <= sentences.LONGEST and part.endswith("，") for part in parts)


def test_text_without_any_mark_is_cut_all_the_same() -> None:
    """Even a wall of characters is bounded."""
    assert [len(part) for part in pieces("数" * 1000)] == [400, 400, 200]


@given(TEXTS)
def test_sentences_hold_all_ink_in_order_without_overlap(text: str) -> None:
    """Nothing a document says can be out of reach of an answer."""
    spans = sentences.split(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
