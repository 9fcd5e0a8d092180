"""Markdown files: the only import of markdown_it.

The text stays the source as it is, so that a quote is what stands in the file; the parser only says which lines are
what. Headings give their words to what follows; a row of a table carries its header along as context.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise, zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.loading.content import Content
from index.loading.dates import first_date
from index.loading.plain import decoded_or_refused, notes_on
from index.loading.table_shape import Role, placed_rows, raw_row
from index.loading.tables import Row
from index.model import Block, BlockKind, Span
from index.paragraphs.lines import SPACE, ends_sentence

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?m)^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$")
# quote marks, bullets and numbers of list items, task boxes, heading marks: signs of structure, not words
_LEAD = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|\[[ xX]\][ \t]|#{1,6}[ \t]))*[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_DEEPEST = 60  # levels of quotes and lists the parser follows; it recurses, and 20 are its default
_MOST_LINES = 200_000  # the parser makes some objects of each; books have a tenth of that
_HTML_ONLY = re.compile(r"\s*(?:<!--.*?-->|</?[A-Za-z][^>]*>|\s)*", re.DOTALL)


# what a link points to is left a line, since the text of a footnote looks the same
_PARSER = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("reference")
_LINK_ONLY = re.compile(r"(?:\s*\[[^\]^\n][^\]\n]*\]:\s*\S+(?:[ \t]+[\"'(][^\n]*)?\s*)+")


def load_markdown(data: bytes) -> Content:
    """The blocks of a Markdown file.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        UnreadableFile: more than 200,000 lines.
    """
    decoded = decoded_or_refused(data, _MOST_LINES)
    text = decoded.text
    front = _FRONT_MATTER.match(text)
    fields = dict(_FIELD.findall(front.group(1))) if front else {}
    # the front matter is blanked, not cut: the parser's line numbers stay those of the file
    body = "\n" * text.count("\n", 0, front.end()) + text[front.end() :] if front else text
    blocks = _Blocks(text).read(_PARSER.parse(body))
    title = fields.get("title", "").strip("\"' ") or None
    return Content(text, tuple(blocks), title, _date(fields), notes_on(decoded))


def _date(fields: dict[str, str]) -> date | None:
    return first_date(fields.get("date") or fields.get("published") or "")


class _Blocks:
    """Turns the parser's lines into spans."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._blocks: list[Block] = []
        self._heading = 0
        self._in_table = False
        self._rows: list[tuple[Row, int]] = []  # of the table being read, with their lines
        self._cells: list[str] = []  # of its row being read
        self._in_head = False
        self._line = 0

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        for token, following in zip_longest(tokens, tokens[1:]):
            self._open_or_close(token)
            self._unfollowed(token, following)
            if token.map is None:
                continue
            first, last = token.map
            match token.type:
                case "inline" if self._in_table:
                    self._cells.append(token.content)
                case "inline":
                    kind = BlockKind.HEADING if self._heading else BlockKind.TEXT
                    # an underlined heading spans its underline too; its words are as many lines as its content
                    last = first + token.content.count("\n") + 1
                    for start, end in self._paragraphs(first, last):
                        self._add(start, end, kind, level=self._heading)
                case "fence":
                    self._add(first + 1, first + 1 + token.content.count("\n"))
                case "code_block" | "html_block":
                    self._add(first, last)
                case "tr_open":
                    self._cells = []
                    self._line = first
        return self._blocks

    def _unfollowed(self, token: Token, following: Token | None) -> None:
        """Add the lines of a quote or list item that is empty, or nested deeper than the parser follows."""
        if token.map is not None and token.nesting > 0 and following is not None and following.nesting < 0:
            for line in range(*token.map):
                self._add(line, line + 1)

    def _paragraphs(self, first: int, last: int) -> list[tuple[int, int]]:
        """The lines of a Markdown paragraph as one, or each for itself where every one of them ends a sentence.

        Many people write a paragraph a line and know nothing of the empty line Markdown wants between them.
        """
        lines = [self._text[self._starts[line] : self._starts[line + 1]].strip() for line in range(first, last)]
        if all(ends_sentence(line) for line in lines[:-1]):
            return [(line, line + 1) for line in range(first, last)]
        return [(first, last)]

    def _open_or_close(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "table_open":
                self._in_table = True
            case "thead_open" | "thead_close":
                self._in_head = token.type == "thead_open"
            case "tr_close":
                self._rows.append((Row.of(self._cells, is_header=self._in_head), self._line))
            case "table_close":
                self._in_table = False
                self._table()

    def _table(self) -> None:
        lines = [line for row, line in self._rows if any(row.cells)]
        for placed, line in zip(placed_rows(row for row, _ in self._rows), lines, strict=True):
            if not placed.row.is_header or placed.role is not Role.HEADER:
                self._add(line, line + 1, BlockKind.ROW, context=placed.context)
                if placed.has_cells:
                    block = self._blocks[-1]
                    fields = [(left - block.span.start, right - block.span.start) for left, right in self._fields(line)]
                    self._blocks[-1] = replace(block, row=raw_row(placed, fields))
        self._rows = []

    def _fields(self, line: int) -> list[tuple[int, int]]:
        """Where the cells of a row stand in the text."""
        end = min(self._starts[line + 1] - 1, len(self._text))
        lead = _LEAD.match(self._text, self._starts[line], end)
        start = lead.end() if lead else self._starts[line]
        bars = [found.start() for found in _BAR.finditer(self._text, start, end)]
        edges = [*([] if bars and bars[0] == start else [start - 1]), *bars, end]
        spans = []
        for left, right in pairwise(edges):
            raw = self._text[left + 1 : right]
            offset = left + 1 + len(raw) - len(raw.lstrip(SPACE))
            spans.append((offset, offset + len(raw.strip(SPACE))))
        return spans

    def _add(
        self, first: int, last: int, kind: BlockKind = BlockKind.TEXT, *, level: int = 0, context: str = ""
    ) -> None:
        start, end = self._starts[first], min(self._starts[last] - 1, len(self._text))
        lead = _LEAD.match(self._text, start, end)
        start = lead.end() if lead else start
        raw = self._text[start:end]
        # the last marks of a line: "# 标题 #", "| 行 |"
        marks = SPACE + {BlockKind.ROW: "|", BlockKind.HEADING: "#", BlockKind.TEXT: ""}[kind]
        body = raw.strip(marks)
        if body and not _HTML_ONLY.fullmatch(body) and not _LINK_ONLY.fullmatch(body):
            offset = raw.index(body)
            self._blocks.append(Block(Span(start + offset, start + offset + len(body)), kind, level, context=context))
