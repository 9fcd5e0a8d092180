"""Items of lists: the number or bullet a line begins with, and how far it is indented. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Block, BlockKind
from index.paragraphs.headings import BY_PATTERN, han_number, numbering
from index.paragraphs.lines import columns

_BULLET = re.compile(r"[-*+•·●■◆▪▫○◇□►▶➢➤✓√※★☆–—](?=[\s　]|[^\s\w-])|[•·●■◆▪▫○◇□►▶➢➤✓√※★☆](?=\S)")
_LETTER = re.compile(r"[（(]?([A-Za-z])[)）.、．](?![A-Za-z.])")
_STEP = re.compile(r"第([一二三四五六七八九十\d]{1,3})(?:步|[，、：:])|步[骤驟]\s*([一二三四五六七八九十\d]{1,3})")
_DIGITS = re.compile(r"\d+|[〇零一二三四五六七八九十百千]+|[①-⑳]")
_CIRCLED = 0x2460 - 1
_LONGEST_PREFIX = 80  # characters before a piece on its line; more are no indent
_TAB = 4
ROW = "row"
"""Mark of the rows of a table."""


@dataclass(frozen=True, slots=True)
class Item:
    """What marks a piece as an item of a list.

    Attributes:
        mark: Shape of its mark, the number left out: ``（#）``, ``#.``, ``•``; the items of one list share it.
        number: Its number; ``None`` for bullets and rows.
        indent: Columns before the mark.
    """

    mark: str
    number: int | None
    indent: int


def item_of(text: str, block: Block) -> Item | None:
    """What marks ``block`` as an item, ``None`` where nothing does.

    The mark of a Markdown item stands before its piece on the line; that of a Word bullet in no text at all.
    """
    if block.kind is BlockKind.ROW:
        return Item(ROW, None, 0)
    start = max(text.rfind("\n", 0, block.span.start) + 1, block.span.start - _LONGEST_PREFIX)
    prefix = text[start : block.span.start]
    words = prefix.lstrip(" \t\u3000>")
    indent = columns(prefix[: len(prefix) - len(words)].expandtabs(_TAB))
    if block.kind is BlockKind.ITEM:
        indent = 2 * block.level
    line = words + text[block.span.start : block.span.start + _LONGEST_PREFIX]
    if found := _numbered(line):
        return Item(found[0], found[1], indent)
    if bullet := _BULLET.match(line):
        return Item(bullet.group(), None, indent)
    return Item("item", None, indent) if block.kind is BlockKind.ITEM else None


def _numbered(line: str) -> tuple[str, int] | None:
    found = numbering(line)
    if found and found.level >= BY_PATTERN:
        mark = line[: found.length].strip()
        *_, last = _DIGITS.finditer(mark)
        shape = _DIGITS.sub("#", mark)
        value = last.group()
        return ("①", ord(value) - _CIRCLED) if "①" <= value <= "⑳" else (shape, han_number(value))
    if step := _STEP.match(line):
        return "第#", han_number(step.group(1) or step.group(2))
    if letter := _LETTER.match(line):
        char = letter.group(1)
        return letter.group().replace(char, "a" if char.islower() else "A", 1), ord(char.lower()) - ord("a") + 1
    return None
