"""A list is answered with all its items."""

from collections.abc import Sequence
from dataclasses import replace

from index.answering.listing import MOST, items
from index.model import Paragraph, ParagraphId, Reading
from index.query import parse
from tests.analysis import ANALYZER
from tests.index.answering.made import hit, paragraphs

LEAD = "办理船员证须带下列材料："
LINES = paragraphs(
    "第一章 证件",
    LEAD,
    "（一）身份证；",
    "（二）体检表；",
    "（三）两张照片，潜水员另加潜水日志。",
    "证件三年一换。",
    contexts=("", "", LEAD, LEAD, LEAD, ""),
)


class Neighbours:
    """The paragraphs of one document."""

    def __init__(self, text: Sequence[Paragraph]) -> None:
        self.text = text

    def __call__(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Those around one."""
        place = key.ordinal - 1
        return tuple(self.text[max(0, place - before) : place + after + 1])


def reading(paragraph: Paragraph) -> Reading:
    return Reading(hit(paragraph), paragraph.span, paragraph.span, paragraph.span, 0.9)


def shown(question: str, paragraph: Paragraph, text: Sequence[Paragraph] = LINES) -> tuple[str, list[str]]:
    lead, found = items(parse(question, ANALYZER), reading(paragraph), Neighbours(text))
    return lead, [each.quote for each in found]


def test_all_items_follow_the_line_that_was_read() -> None:
    """One of three papers is a wrong answer to which papers are needed."""
    expected = (LEAD, ["（一）身份证；", "（二）体检表；", "（三）两张照片，潜水员另加潜水日志。"])
    assert shown("办船员证要带哪些材料", LINES[1]) == expected
    assert shown("办船员证要带哪些材料", LINES[3]) == expected


def test_a_question_for_one_item_gets_that_item() -> None:
    """Who names the item wants it alone."""
    assert shown("潜水员另外要带什么材料", LINES[4]) == ("", [])


def test_a_line_by_itself_is_no_list() -> None:
    """Ordinary paragraphs stay what they are."""
    assert shown("证件几年一换，有哪些规定", LINES[5]) == ("", [])


def test_an_endless_list_is_cut() -> None:
    """A list of a thousand names is not an answer."""
    lines = [LEAD, *(f"（{number}）材料{number}；" for number in range(1, 31))]
    text = paragraphs(*lines, contexts=("", *([LEAD] * 30)))
    assert len(shown("要带哪些材料", text[0], text)[1]) == MOST


def test_numbered_lines_right_under_a_heading_are_a_list() -> None:
    """Many a guide has no line that leads in: the heading does."""
    lines = [
        replace(each, headings=("一、报名材料",) if 1 < each.ordinal < 5 else ())
        for each in paragraphs("龙舟赛报名指南", "1.报名表一份；", "2.体检表；", "3.队员名单。", "4月底截止。")
    ]
    assert shown("龙舟赛报名需要哪些材料", lines[2], lines) == (
        "一、报名材料",
        ["1.报名表一份；", "2.体检表；", "3.队员名单。"],
    )


def test_what_is_known_already_is_left_out() -> None:
    """Whoever asks what else there is would be told what they said themselves."""
    lead = "办卡时须携带下列材料："
    lines = paragraphs(lead, "（一）本人身份证；", "（二）健康证明；", "（三）照片。", contexts=("", lead, lead, lead))
    for question in (
        "除了身份证，办卡还要带哪些材料",
        "除身份证外，办卡还要带哪些材料",
        "办卡除了身份证还要带哪些材料",
    ):
        _, told = items(parse(question, ANALYZER), reading(lines[1]), Neighbours(lines))
        assert [each.quote for each in told] == ["（二）健康证明；", "（三）照片。"]
