"""Things told apart by one character: the price of the double room is not that of the single one."""

from __future__ import annotations

import pytest

from index.model import TermKind
from index.query import parse
from index.reading.contrasts import is_its_contrast
from tests.analysis import ANALYZER


@pytest.mark.parametrize(
    ("question", "text", "contrast"),
    [
        ("东门几点关?", "西门每天22:00关闭。", True),
        ("东门几点关?", "东门和西门每天22:00关闭。", False),
        ("单人间一晚多少钱?", "双人间每晚260元。", True),
        ("早班还是晚班先发车?", "早班6:20发车。", False),
        ("新馆在哪里?", "老馆位于湖滨路3号。", True),
        ("新馆在哪里?", "本馆位于湖滨路3号。", False),
        ("18岁以上要票吗?", "18岁以下免票。", False),
        ("请假四天要谁批?", "请假三天以上由馆长批准。", False),
    ],
)
def test_the_counterpart_is_told_from_the_thing(question: str, text: str, contrast: bool) -> None:  # noqa: FBT001 - a table of cases
    """Who stands at the wrong gate does not come back to ask again."""
    assert is_its_contrast(parse(question, ANALYZER).terms[TermKind.WORD], text) is contrast
