"""Answers to several questions of one message put together, and what is calculated from them."""

from dataclasses import replace

from index.answering.combining import combine, holds_the_figures, states_difference
from index.model import Answer, Computed, NoAnswer, Reason, Several, Span, Together
from tests.index.answering.made import answer, paragraphs

LINES = paragraphs(
    "2023年东岸客运量为2.3万人次。",
    "2022年东岸客运量为1.9万人次，比上年多0.2万人次。",
    "大船票每张18元，小船票每张12元。",
    "值班室在东门，电话1108。",
    "码头开放日为5月3日。",
    "码头关闭日为6月2日。",
    "出勤率为93%。",
    "上年出勤率为89.5%。",
)


def several(together: Together, *names: str) -> Several:
    return Several(together, tuple(f"{name}是多少" for name in names), names)


def computed(result: Answer | NoAnswer | None) -> Computed | None:
    assert isinstance(result, Answer)
    return result.computed


def test_a_difference_is_exact_and_keeps_the_scale() -> None:
    """0.4万人次, not 4000.000000001: money and people are counted in decimals."""
    results = [answer("a", LINES[0], "2.3万人次"), answer("b", LINES[1], "1.9万人次")]
    result = combine("多多少", several(Together.DIFFERENCE, "2023年", "2022年"), results, 3)
    assert computed(result) == Computed("2.3 − 1.9", "0.4", "万人次")


def test_both_figures_are_cited_in_their_sentences() -> None:
    """A result nobody can check is worth nothing: each figure stands marked in its sentence."""
    results = [answer("a", LINES[0], "2.3万人次"), answer("b", LINES[1], "1.9万人次")]
    result = combine("多多少", several(Together.DIFFERENCE, "2023年", "2022年"), results, 3)
    assert isinstance(result, Answer)
    assert [each.part for each in result.citations] == ["2023年", "2022年"]
    assert [each.quote for each in result.citations] == [LINES[0].text, LINES[1].text]
    assert [each.paragraph.quote(each.marks[0]) for each in result.citations] == ["2.3万人次", "1.9万人次"]


def test_percentages_differ_in_percentage_points() -> None:
    """93% is 3.5 percentage points above 89.5%, not 3.5%."""
    results = [answer("a", LINES[6], "93%"), answer("b", LINES[7], "89.5%")]
    result = combine("高几个点", several(Together.DIFFERENCE, "今年", "上年"), results, 3)
    assert computed(result) == Computed("93 − 89.5", "3.5", "个百分点")


def test_a_sum_adds_all_up() -> None:
    """Two tickets of one line are two figures."""
    results = [answer("a", LINES[2], "18元"), answer("b", LINES[2], "12元")]
    result = combine("一共多少钱", several(Together.TOTAL, "大船票", "小船票"), results, 3)
    assert computed(result) == Computed("18 + 12", "30", "元")


def test_days_are_counted_between_dates() -> None:
    """How long something is open follows from two dates."""
    results = [answer("a", LINES[4], "5月3日"), answer("b", LINES[5], "6月2日")]
    result = combine("差几天", several(Together.DIFFERENCE, "开放", "关闭"), results, 3)
    assert computed(result) == Computed("6月2日 − 5月3日", "30", "天")


def test_other_units_are_shown_and_not_calculated() -> None:
    """Yuan less visitors is nonsense."""
    results = [answer("a", LINES[0], "2.3万人次"), answer("b", LINES[2], "18元")]
    assert computed(combine("差多少", several(Together.DIFFERENCE, "甲", "乙"), results, 3)) is None


def test_a_missing_figure_is_named() -> None:
    """Half a comparison is silence that says what is lacking."""
    results: list[Answer | NoAnswer] = [
        answer("a", LINES[0], "2.3万人次"),
        NoAnswer("b", Reason.NOT_CONFIDENT, 0.1, (LINES[1],)),
    ]
    result = combine("多多少", several(Together.DIFFERENCE, "2023年", "2021年"), results, 3)
    assert isinstance(result, NoAnswer)
    assert result.reason is Reason.PART_MISSING
    assert result.missing == ("2021年",)
    assert result.nearest == (LINES[0], LINES[1])


def test_one_figure_found_twice_is_no_comparison() -> None:
    """Whoever compares a figure with itself has misunderstood: the message is answered as one question."""
    results = [answer("a", LINES[0], "2.3万人次"), answer("b", LINES[0], "2.3万人次")]
    assert combine("多多少", several(Together.DIFFERENCE, "甲", "乙"), results, 3) is None


def test_questions_side_by_side_are_answered_in_turn() -> None:
    """What is not answered is said, so that nobody waits for it; the sentences are shown, for it may stand in them."""
    results: list[Answer | NoAnswer] = [
        answer("a", LINES[3], "东门", 0.9),
        NoAnswer("b", Reason.NOT_CONFIDENT),
        answer("c", LINES[3], "1108", 0.7),
    ]
    result = combine("？", several(Together.EACH, "在哪", "谁值班", "电话"), results, 3)
    assert isinstance(result, Answer)
    (told,) = result.citations
    assert (told.part, told.quote) == ("在哪；电话", LINES[3].text)
    assert [LINES[3].quote(mark) for mark in told.marks] == ["东门", "1108"]
    assert result.missing == ("谁值班",)
    assert result.confidence == 0.7


def test_where_all_are_answered_each_is_told_by_itself() -> None:
    """Two short facts need no sentence around them."""
    results = [answer("a", LINES[3], "东门"), answer("c", LINES[3], "1108")]
    result = combine("？", several(Together.EACH, "在哪", "电话"), results, 3)
    assert isinstance(result, Answer)
    assert [(each.part, each.quote) for each in result.citations] == [("在哪", "东门"), ("电话", "1108")]


def test_questions_beyond_the_limit_are_counted() -> None:
    """What was not looked for is said, not passed over."""
    asked = Several(Together.EACH, ("在哪", "电话"), ("在哪", "电话"), left=22)
    result = combine("？", asked, [answer("a", LINES[3], "东门"), answer("b", LINES[3], "1108")], 3)
    assert isinstance(result, Answer)
    assert result.left == 22


def test_one_place_that_answers_two_questions_is_shown_once() -> None:
    """The same quote twice looks like a mistake."""
    results = [answer("a", LINES[3], "东门"), answer("b", LINES[3], "东门")]
    result = combine("？", several(Together.EACH, "在哪", "哪个门"), results, 3)
    assert isinstance(result, Answer)
    assert [each.part for each in result.citations] == ["在哪；哪个门"]


def test_nothing_found_is_left_to_the_whole_question() -> None:
    """The message may still be answered as one."""
    results = [NoAnswer("a", Reason.NOT_CONFIDENT), NoAnswer("b", Reason.NOT_CONFIDENT)]
    assert combine("？", several(Together.EACH, "甲", "乙"), results, 3) is None


def test_a_difference_the_document_states_is_quoted() -> None:
    """比上年多0.2万人次 needs no calculation."""
    assert states_difference(answer("多多少", LINES[1], "0.2万人次"))
    assert not states_difference(answer("多少", LINES[0], "2.3万人次"))


def test_the_figure_that_was_picked_counts_where_its_sentence_is_shown_whole() -> None:
    """Of 「大船票每张18元，小船票每张12元」 the second figure is the one of the small boat."""

    def whole(name: str, picked: str) -> Answer:
        line = LINES[2]
        start = line.span.start + line.text.index(picked)
        made = answer(name, line, line.text)
        marked = replace(made.citations[0], marks=(Span(start, start + len(picked)),))
        return replace(made, citations=(marked,))

    results = [whole("a", "18元"), whole("b", "12元")]
    result = combine("差多少", several(Together.DIFFERENCE, "大船票", "小船票"), results, 3)
    assert computed(result) == Computed("18 − 12", "6", "元")


def test_one_sentence_with_both_figures_lets_people_compare() -> None:
    """Where a calculation cannot be vouched for, the sentence that has both figures is shown as it is."""
    assert holds_the_figures(answer("差多少", LINES[2], LINES[2].text))
    assert not holds_the_figures(answer("差多少", LINES[0], LINES[0].text))
    assert not holds_the_figures(answer("差多少", LINES[3], LINES[3].text))
