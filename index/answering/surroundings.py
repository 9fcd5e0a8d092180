"""What stands above a hit and belongs to it: the line before, and the year it speaks of without naming it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from index.answering.ports import Neighbours
from index.model import Hit, Paragraph
from index.text import fold

FAR = 40
"""Paragraphs above a hit in which the year it speaks of is looked for."""

_SPEAKS_OF_ONE = re.compile("年内|全年|今年|本年|当年|年末|年底|年初|上半年|下半年")
_NAMES_ONE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:年|[-./])")
# both ends of 2020-2025年 and of 2023年至2024年 are left out: a span is no year
_SAID = re.compile(r"(?<![0-9\-—–~至到])((?:19|20)[0-9]{2})年(?!度?[至到\-—–~])")
_BEGINS = re.compile(r"(?:^|[。;!?\n])\s*(?:在|截至|截止)?((?:19|20)[0-9]{2})年(?!度?[至到\-—–~])")


def with_surroundings(hit: Hit, neighbours: Neighbours) -> Hit:
    """The hit with the paragraph before it and, where it says 年内 or 今年 and no year, the year said above it.

    Args:
        hit: A hit.
        neighbours: Up to so many paragraphs before one, itself, and so many behind it.
    """
    around = neighbours(hit.paragraph.id, 1, 0)
    year = said_above(hit.paragraph, neighbours)
    return replace(hit, before=around[0] if len(around) > 1 else None, year=year)


def said_above(paragraph: Paragraph, neighbours: Neighbours) -> str:
    """The year a paragraph speaks of without naming it: the one that last began a sentence above it.

    Empty where it names one itself, and where another is spoken of as often: then nobody can tell.
    """
    text = fold(paragraph.text).text
    if not _SPEAKS_OF_ONE.search(text) or _NAMES_ONE.search(text):
        return ""
    above = "\n".join(fold(each.text).text for each in neighbours(paragraph.id, FAR, 0)[:-1])
    begun = _BEGINS.findall(above)
    if not begun:
        return ""
    said = Counter(_SAID.findall(above)).most_common(2)
    alone = len(said) == 1 or said[0][1] > said[1][1]
    return begun[-1] if alone and said[0][0] == begun[-1] else ""
