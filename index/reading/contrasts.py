"""Things told apart by one character: who asks for 东门 is not answered with what is said of 西门; pure."""

from __future__ import annotations

from collections.abc import Sequence

_CONTRASTS = (
    "单双",
    "大中小",
    "男女",
    "上下",
    "前后",
    "内外",
    "东南西北",
    "新旧老",
    "早中晚夜",
    "春夏秋冬",
    "高中低初",
    "长短",
    "左右",
    "冷热",
    "公私",
    "红黄蓝绿白黑",
    "甲乙丙丁戊",
    "金银铜",
)
_NO_THINGS = frozenset(
    (
        *(
            "以上",
            "以下",
            "以内",
            "以外",
            "以前",
            "以后",
            "之前",
            "之后",
            "之内",
            "之外",
            "前后",
            "上下",
            "左右",
            "内外",
        ),
        *("大小", "长短", "高低", "早晚", "中心", "大家", "大概", "上班", "下班"),
    )
)
"""Words of time and place, and of other meanings."""


def is_its_contrast(words: Sequence[str], text: str) -> bool:
    """Whether a text names the counterpart of a thing that is asked about, and never the thing itself.

    Args:
        words: The words of the question, folded.
        text: A paragraph with what stands above it, folded.
    """
    return any(
        word not in text and any(other in text and other not in words for other in _counterparts(word))
        for word in words
        if len(word) > 1 and word not in _NO_THINGS
    )


def _counterparts(word: str) -> list[str]:
    return [
        word[:at] + other + word[at + 1 :]
        for at, character in enumerate(word)
        for kind in _CONTRASTS
        if character in kind
        for other in kind
        if other != character
    ]
