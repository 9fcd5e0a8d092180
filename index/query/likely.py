"""Characters that are easily typed or read for one another: by sound, by shape; pure."""

from __future__ import annotations

from functools import cache

from index.query.sounds import sounding_like, syllable

# Characters that are taken for each other by eye, or for their like in meaning.
_ALIKE = """
己已巳 末未 戊戌戍 申甲由田 日曰目 土士 大太犬 人入八 干千于 母毋 乂义叉 天夫 王玉主
午牛 刀力 贝见 折拆 免兔 鸟乌 史吏 卯卵 师帅 二两
"""


@cache
def likely(character: str) -> tuple[str, ...]:
    """Characters that are easily typed or read for ``character``, the likeliest first."""
    alike = [other for group in _ALIKE.split() if character in group for other in group if other != character]
    return tuple(dict.fromkeys([*alike, *sounding_like(character)]))


def may_be_taken_for(one: str, other: str) -> bool:
    """Whether two characters are easily taken for each other; of rare ones, whose sound is not known, they may be."""
    return other in likely(one) or not (syllable(one) and syllable(other))
