"""What kinds of figure a question asks for.

Reasons, methods, definitions, lists and persons were tried, too; they lost on questions of other fields than those
trained on.
"""

from __future__ import annotations

import re

from index.model import Figure

_ASKED = {
    Figure.NUMBER: re.compile(
        "多少|几[^乎何]|多大|多高|多长|多远|多重|多深|多宽|多快|百分之几|数量|人数|面积|价格|高度|长度|[^于]多久"
    ),
    Figure.DATE: re.compile(
        "何时|哪一?[年天月日]|什么时[候间]|几[年月号点日]|哪个?(?:年|时期|世纪|朝代)|时间|日期|多久|when"
    ),
    Figure.AMOUNT: re.compile("多少钱|价格|费用|收费|票价|工资|价位"),
}


def figures_asked(canonical_question: str) -> tuple[Figure, ...]:
    """The kinds of figure the question may want, in a fixed order; none for one that cannot be told."""
    return tuple(figure for figure, pattern in _ASKED.items() if pattern.search(canonical_question))
