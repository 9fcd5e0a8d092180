"""A cell of a table asked for by the names of its row and its column; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from index.model import AnswerType, Paragraph, Query, Span
from index.text import fold

SURE = 0.9
"""The confidence of a cell whose row and column the question both tells."""

_ASIDE = re.compile(r"\([^()]*\)|[\s:：*]+")
_SHORTEST, _SHORTEST_NUMBER = 2, 4
_WHICH = re.compile("(?:哪|什么)一?(?:个|家|位|座|条|种|所|间|款|趟|处|台)?(?P<thing>[㐀-鿿]{1,4}?)(?=的|[?]|$)")
_PERSON = re.compile(
    "(?:负责|联系|经办|承办|主管|值班|责任)人员?$|姓名|名字|(?:站|馆|院|所|队|组|科|处|部)长$|经理$|主任$|教师$"
)
_WHO_IS = re.compile("的?(?P<role>[㐀-鿿]{2,4}?)(?:是谁|是哪位|是哪个|叫什么)")
_ASKED_BY = (
    (re.compile("怎么办|怎么处理|怎么解决|如何处理|如何解决"), re.compile("处理|解决|办法|方法|措施|对策")),
    (re.compile("什么原因|为什么"), re.compile("原因")),
    (re.compile("是什么(?:错误|意思|故障|问题)|什么意思|代表什么|指什么"), re.compile("含义|说明|意思|释义|描述|原因")),
    (re.compile("多少钱|几块|几元|什么价"), re.compile("价|费|租金|押金|金额")),
    (re.compile("怎么联系|联系方式|打给"), re.compile("电话|手机|联系方式")),
    (re.compile("在哪|哪里|什么地方|哪儿"), re.compile("地址|地点|位置|所在")),
    (re.compile("几点|什么时候|哪天|何时"), re.compile("时间|日期|时刻")),
)


def asked_cell(query: Query, paragraph: Paragraph) -> Span | None:
    """The cell of a row that the question asks for, counted in the document.

    The question names the row, by its label or by one of its cells (「竹溪路7号是哪个站」), and the column, by its
    header or by what it asks (谁 for 负责人, 多少钱 for 票价).

    Args:
        query: What was asked.
        paragraph: What was found; only a row of a table has cells.

    Returns:
        The cell; ``None`` where none, or more than one, is meant, and where the question names a year that neither the
        row nor anything above it names.
    """
    if paragraph.row is None:
        return None
    above = fold("\n".join((paragraph.document.title, *paragraph.headings, paragraph.context, paragraph.text))).text
    if query.years and not any(year in above for year in query.years):
        return None
    cells = paragraph.cells
    texts = [plain_name(cell.span.shifted(-paragraph.span.start).of(paragraph.text)) for cell in cells]
    key = _key(query, [plain_name(cell.row) for cell in cells[:1]], texts)
    if not key:
        return None
    rest = query.folded.replace(key, "\n")
    columns: dict[str, list[Span]] = {}
    for cell, text in zip(cells, texts, strict=True):
        column = plain_name(cell.column)
        if text != key and len(column) >= _SHORTEST:
            columns.setdefault(column, []).append(cell.span)
    parts = _own_parts({plain_name(cell.column): cell.column for cell in cells})
    named = [column for column in columns if any(said in rest for said in (column, *parts[column]))]
    # 已使用额度 is not 额度, though the question that names the one names the other
    meant = [column for column in named if not any(column != other and column in other for other in named)]
    meant = meant or _implied(query, rest, list(columns))
    spans = columns[meant[0]] if len(meant) == 1 else []
    return spans[0] if len(spans) == 1 else None


def _own_parts(columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What names a column beside its whole header: 车位 for 车位数, of several header rows the words no other has."""
    parts = {plain: [plain_name(part) for part in column.split()] for plain, column in columns.items()}
    every = Counter(part for found in parts.values() for part in set(found))
    return {
        plain: tuple(
            part
            for part in (*(part for part in found if every[part] == 1), plain.removesuffix("数"))
            if len(part) >= _SHORTEST
        )
        for plain, found in parts.items()
    }


def _key(query: Query, labels: Sequence[str], texts: Sequence[str]) -> str:
    """What of a row the question names: its label, else the longest cell that is no short number."""
    for label in labels:
        if len(label) >= _SHORTEST and label in query.folded:
            return label
    named = [
        text
        for text in texts
        if len(text) >= (_SHORTEST_NUMBER if text.isdecimal() else _SHORTEST) and text in query.folded
    ]
    return max(named, key=len, default="")


def _implied(query: Query, rest: str, columns: Sequence[str]) -> list[str]:
    """The columns whose header the question implies by what it asks for."""
    which = _WHICH.search(rest)
    if which and (found := [column for column in columns if which["thing"] in column]):
        return found
    for asks, header in _ASKED_BY:
        if asks.search(rest):
            return [column for column in columns if header.search(column)]
    if query.answer_type is AnswerType.WHO:
        # who is responsible for a room is not its coach
        who = _WHO_IS.search(rest)
        if who and not _PERSON.search(who["role"]):
            return []
        return [column for column in columns if _PERSON.search(column)]
    return []


def plain_name(text: str) -> str:
    """A name as it would be said: without units in brackets, blanks and marks."""
    return _ASIDE.sub("", fold(text).text)
