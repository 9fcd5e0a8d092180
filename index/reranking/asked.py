"""What kind of figure a question asks for, and whether a text looks as if it held one.

Reasons, methods, definitions, lists and persons were tried, too; they lost on questions of other fields than those
trained on.
"""

from __future__ import annotations

import re

# kind of answer -> how questions ask for it, how texts give it
_SIGNS: dict[str, tuple[str, str]] = {
    "number": (
        "多少|几[^乎何]|多大|多高|多长|多远|多重|多深|多宽|多快|百分之几|数量|人数|面积|价格|高度|长度|[^于]多久",
        "[0-9]|[一二三四五六七八九十百千万亿两半]+(?:个|名|人|次|年|天|月|岁|元|米|公里|种|%)|百分之",
    ),
    "date": (
        "何时|哪一?[年天月日]|什么时[候间]|几[年月号点日]|哪个?(?:年|时期|世纪|朝代)|时间|日期|多久|when",
        "[0-9]{2,4}年|[0-9]{1,2}[月日]|世纪|[一二三四五六七八九十〇]+[年月日]|公元|时期|年代|[春夏秋冬]季|[上下]午|[0-9]点",
    ),
    "amount": ("多少钱|价格|费用|收费|票价|工资|价位", "[0-9万千百](?:多|余)?(?:元|块|美元|万|亿|欧元)|免费|[¥$]|价格"),
}
KINDS = tuple(_SIGNS)
_ASKED = {kind: re.compile(question) for kind, (question, _) in _SIGNS.items()}
_GIVEN = {kind: re.compile(text) for kind, (_, text) in _SIGNS.items()}


def asked(folded_question: str) -> tuple[str, ...]:
    """The kinds of answer the question may want, in a fixed order; none for one that cannot be told."""
    return tuple(kind for kind in KINDS if _ASKED[kind].search(folded_question))


def given(kind: str, folded_text: str) -> bool:
    """Whether a text looks as if it held an answer of the kind."""
    return _GIVEN[kind].search(folded_text) is not None
