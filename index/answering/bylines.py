"""Who wrote a document, who issued it, and when: told by the lines it begins and ends with; pure but for neighbours.

No reading is needed: such lines say so by a label (「执笔人：」), or are a name or a day and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from index.answering.ports import Neighbours
from index.model import Citation, Found, Paragraph, Query, Span
from index.text import fold

_REACH = 2000
_FIRST, _LAST = 8, 5  # lines looked at
_LEAST_NAMED = 0.8  # share of the pairs of characters a question says of a title

_NOUN = "(?:文件|文档|资料|文章|报告|通知|公告|纪要|合同|手册|通报|计划|总结|规定|办法|方案|制度|说明|指南|文)"
_DOCUMENT = re.compile(rf"(?:请问)?(?:[这那该本此](?:一?[份篇个本])?(?P<noun>{_NOUN})?|(?P<bare>{_NOUN})?)的?")
_DAY = (
    "(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日)?"
    r"|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}"
)
_LINE = re.compile(r"[^\n\s][^\n]*")
_DAY_ONLY = re.compile(rf"[(\s]*(?:{_DAY})[)\s]*")
_UNIT_ONLY = re.compile(
    "[一-鿿a-z0-9()]{2,24}(?:局|委|委员会|部|会|厅|院|办公室|办|公司|中心|政府|处|馆|站|所|校|学院|队|社|组|协会|集团)"
)


_WHICH_UNIT = "哪一?(?:个|家)?(?:部门|单位|机构|机关|公司)?"
_WHEN = "什么时候|哪一?天|何时|哪一?年|几月几[日号]|什么时间|几[号时]"
_ISSUE = "发布|印发|发出|公布|制定|编制|出台|下发|制作|写|发|出|做|签"
_PAPER = "发布|印发|成文|发文|编制|公布|写作|起草|制定|主办"
_BODY = "单位|机关|部门|机构"
_AUTHOR = "作者|执笔人?|撰稿人?|撰写人?|撰文|起草人?|编写人?"


class _Asked(Enum):
    """What can be asked of a document: how such a question ends, and the label of the line that answers."""

    AUTHOR = (
        rf"(?:是|由)?(?:谁|哪一?位|哪个人|什么人)(?:撰写|执笔|编写|起草|写|编|作)的?|(?:{_AUTHOR})(?:是|叫)?(?:谁|什么名字|哪位)?",
        rf"{_AUTHOR}|(?:本报)?记者|主编|编者|报告人|拟稿人?|通讯员|整理人?",
    )
    ISSUER = (
        rf"(?:是|由)?(?:谁|{_WHICH_UNIT})(?:{_ISSUE})(?:出来)?的?|(?:{_PAPER})(?:{_BODY})(?:是|叫)?(?:谁|什么|{_WHICH_UNIT})?",
        rf"(?:{_PAPER}|编写|签发)(?:{_BODY})|来源|出品",
    )
    DATE = (
        rf"是?(?:{_WHEN})(?:{_ISSUE}|成文)(?:出?来)?的?|(?:{_PAPER})的?(?:日期|时间)是?(?:{_WHEN})?",
        rf"(?:{_PAPER}|报告|填报)(?:日期|时间)|日期",
    )

    def __init__(self, question: str, label: str) -> None:
        self.question = re.compile(rf"(?P<document>.{{0,40}}?)(?:{question})[?。呢啊\s]*")
        self.label = re.compile(rf"[(\s]*(?:{label})\s*[:/\s]\s*(?P<said>\S.*?)[)\s]*")


def byline(query: Query, found: Found, neighbours: Neighbours) -> Citation | None:
    """The line of a document that says who wrote it, who issued it, or when, as asked.

    Args:
        query: What was asked.
        found: The hits, likeliest first.
        neighbours: Paragraphs around one.

    Returns:
        ``None`` where the question asks for something else, means no one document, or where no such line is.
    """
    for asked in _Asked:
        match = asked.question.fullmatch(query.folded)
        start = _meant(match["document"], found) if match else None
        if start is not None:
            whole = neighbours(start.id, _REACH, _REACH)
            return _said(asked, [*whole[:_FIRST], *whole[max(_FIRST, len(whole) - _LAST) :]])
    return None


def _meant(words: str, found: Found) -> Paragraph | None:
    """A paragraph of the document these words mean: by its title, or 「这份报告」 where only one may be meant."""
    first: dict[str, Paragraph] = {}
    for hit in found.hits:
        first.setdefault(hit.paragraph.document.id, hit.paragraph)
    general = _DOCUMENT.fullmatch(words)
    if general is None:
        named = [each for each in first.values() if _names(words, each.document.title)]
    else:
        noun = general["noun"] or general["bare"] or ""
        named = list(first.values())
        if len(named) > 1:
            named = [each for each in named if noun and (noun in each.document.title or _heads(each, noun))]
    return named[0] if len(named) == 1 else None


def _heads(paragraph: Paragraph, noun: str) -> bool:
    """Whether a paragraph is the line at the head of its document that names it."""
    return paragraph.ordinal == 1 and paragraph.text.rstrip().endswith(noun)


def _names(words: str, title: str) -> bool:
    said = re.sub(r"[《》的这那份篇\s]", "", words)
    pairs = {said[at : at + 2] for at in range(len(said) - 1)}
    folded = fold(title).text
    return len(pairs) > 1 and sum(pair in folded for pair in pairs) >= _LEAST_NAMED * len(pairs)


def _said(asked: _Asked, paragraphs: Sequence[Paragraph]) -> Citation | None:
    """The first line with a label; else the last that is nothing but a day or the name of a unit."""
    lines = [(each, fold(each.text)) for each in paragraphs]
    for paragraph, folded in lines:
        for line in _LINE.finditer(folded.text):
            match = asked.label.fullmatch(line[0])
            if match is not None and (asked is not _Asked.DATE or re.search(_DAY, match["said"])):
                said = Span(*match.span("said")).shifted(line.start())
                return _cited(paragraph, folded.to_source(Span(*line.span())), folded.to_source(said))
    alone = {_Asked.DATE: _DAY_ONLY, _Asked.ISSUER: _UNIT_ONLY}.get(asked)
    if alone is None:
        return None
    for paragraph, folded in reversed(lines):
        for line in _LINE.finditer(folded.text):
            if alone.fullmatch(line[0].strip()) and line[0].strip() != fold(paragraph.document.title).text:
                whole = folded.to_source(Span(*line.span()))
                return _cited(paragraph, whole, whole)
    return None


def _cited(paragraph: Paragraph, line: Span, said: Span) -> Citation:
    return Citation(paragraph, line.shifted(paragraph.span.start), said.shifted(paragraph.span.start))
