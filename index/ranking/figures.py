"""Whether a text looks as if it held a figure of the kind that is asked for."""

from __future__ import annotations

import re

from index.model import Figure

_GIVEN = {
    Figure.NUMBER: re.compile(
        "[0-9]|[一二三四五六七八九十百千万亿两半]+(?:个|名|人|次|年|天|月|岁|元|米|公里|种|%)|百分之"
    ),
    Figure.DATE: re.compile(
        "[0-9]{2,4}年|[0-9]{1,2}[月日]|世纪|[一二三四五六七八九十〇]+[年月日]|公元|时期|年代|[春夏秋冬]季|[上下]午|[0-9]点"
    ),
    Figure.AMOUNT: re.compile("[0-9万千百](?:多|余)?(?:元|块|美元|万|亿|欧元)|免费|[¥$]|价格"),
}


def given(figure: Figure, folded_text: str) -> bool:
    """Whether a text looks as if it held a figure of the kind."""
    return _GIVEN[figure].search(folded_text) is not None
