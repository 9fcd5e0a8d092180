"""A list is chosen by what stands above it."""

from collections.abc import Sequence
from dataclasses import replace

from index.answering.enumerating import enumerated
from index.model import Found, Paragraph, ParagraphId, QueryTerm, TermKind
from index.query import parse
from tests.analysis import ANALYZER
from tests.index.answering.made import hit, paragraphs
from tests.index.answering.test_listing import Neighbours

LEAD = "办理渡船年检时须提交下列材料："
REFUSED = "有下列情形之一的，不得上船："
LINES = paragraphs(
    LEAD,
    "（一）船舶证书；",
    "（二）上次年检报告。",
    REFUSED,
    "（一）醉酒的；",
    "（二）携带汽油的。",
    "遗失船票的，补票须提供身份证、购票短信和付款记录。",
    "渡口有船工46人，其中舵手12人、轮机手20人、水手14人。",
    contexts=("", LEAD, LEAD, "", REFUSED, REFUSED, "", ""),
)


def told(question: str, text: Sequence[Paragraph] = LINES) -> list[str]:
    """The items that a question gets; every paragraph is a hit."""
    query = parse(question, ANALYZER)
    every = "\n".join("\n".join((each.text, *each.headings)) for each in text)
    terms = tuple(
        QueryTerm(word, kind, 2.0 if word in every else 0.0)
        for kind in (TermKind.WORD, TermKind.BIGRAM)
        for word in query.terms.get(kind, ())
    )
    hits = tuple(hit(each, rank, 0.1) for rank, each in enumerate(text, start=1))
    found = enumerated(query, Found(terms, hits, 1.0), Neighbours(text))
    return [each.quote for each in found.citations] if found else []


def test_what_is_to_be_brought_is_the_list_of_papers() -> None:
    """Nobody who asks what to bring knows that the rule says 提交."""
    assert told("渡船年检要带啥") == ["（一）船舶证书；", "（二）上次年检报告。"]


def test_what_may_not_be_is_found_by_a_head_that_denies() -> None:
    """不能 in the question is 不得 in the rule."""
    assert told("什么样的人不能上船") == ["（一）醉酒的；", "（二）携带汽油的。"]


def test_a_head_that_says_the_opposite_is_not_told() -> None:
    """Whoever asks who may come aboard would be told who may not."""
    assert told("什么样的人可以上船") == []


def test_one_sentence_may_list_what_is_to_be_brought() -> None:
    """A list within a sentence is a list as well."""
    assert told("补票要准备什么材料") == ["遗失船票的，补票须提供身份证、购票短信和付款记录。"]


def test_into_what_a_number_falls_is_one_sentence() -> None:
    """Each part with its number, as it stands."""
    assert told("船工分哪几类，各多少人") == ["渡口有船工46人，其中舵手12人、轮机手20人、水手14人。"]


def test_a_list_of_another_thing_is_not_told() -> None:
    """Papers for another matter are a wrong answer."""
    assert told("考潜水证要带啥") == []


def test_the_lines_under_a_heading_that_says_all_are_told() -> None:
    """Goals need no numbers to be the goals."""
    text = [
        replace(each, headings=("三、2025年目标",) if each.ordinal > 1 else ())
        for each in paragraphs("渡口工作总结", "运送旅客40万人次，准点率不低于98%。")
    ]
    assert told("渡口给2025年定了哪些目标", text) == ["运送旅客40万人次，准点率不低于98%。"]
    assert told("渡口给2023年定了哪些目标", text) == []


def test_a_paragraph_that_counts_is_a_list() -> None:
    """一是, 二是 are items without lines of their own."""
    counted = "一是船期不准，晚点较多；二是候船室太小；三是票价牌陈旧。"
    text = [
        replace(each, headings=("二、存在的不足",) if each.ordinal > 1 else ())
        for each in paragraphs("渡口工作总结", counted)
    ]
    assert told("有哪些地方做得不够好", text) == [counted]


def test_two_lists_that_say_it_alike_are_not_told() -> None:
    """Which of two is meant only a guess could say."""
    text = paragraphs(LEAD, "（一）证书；", "（二）报告。", contexts=("", LEAD, LEAD))
    other = paragraphs(LEAD, "（一）船照；", "（二）保单。", document="乙", contexts=("", LEAD, LEAD))

    def neighbours(key: ParagraphId, _before: int, _after: int) -> tuple[Paragraph, ...]:
        return tuple(text if key.document == "甲" else other)

    query = parse("渡船年检要带啥", ANALYZER)
    terms = tuple(QueryTerm(word, TermKind.WORD, 2.0) for word in query.terms[TermKind.WORD])
    found = Found(terms, tuple(hit(each) for each in (*text, *other)), 1.0)
    assert enumerated(query, found, neighbours) is None
