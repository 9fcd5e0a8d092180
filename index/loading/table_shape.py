"""Which rows of a table are its titles and headers, and what each row below them is about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice

from index.loading.content import Composer
from index.loading.forms import Form, form_of
from index.loading.tables import FIGURE, LONGEST_HEADER, Patterns, Row, looks_like_header, written
from index.model import BlockKind, TableRow

_LONGEST_CONTEXT = 600  # characters of headers a row carries along; a sheet may have 16,384 columns
_LONGEST_GROUP = 30
_HEADER_WITHIN = 5  # rows from the top in which the names of the columns stand; above them are titles
_DEEPEST_HEADER = 4  # rows
_ALIKE = 0.6  # of the labels that end in one character
_LOOKED_AT = 20  # rows by which a table is judged
_PERIOD = re.compile(r"(?:\d{4}年?)?(?:\d{1,2}月|[上下]半年|第?[一二三四1-4]季度|Q[1-4])?(?:末|底|初)?|\d{1,2}[日时時]")
_SERIAL = re.compile(r"\d{1,6}[.、]?|[一二三四五六七八九十]{1,3}[.、]?")
_REMARK = re.compile(r"[注备備说說]|.*[：:。]$")


class Role(Enum):
    """What a row is in its table."""

    TITLE = "title"
    HEADER = "header"
    GROUP = "group"
    DATA = "data"
    ENTRY = "entry"
    """Of a form: its cells have labels of their own beside them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its place in its table.

    Attributes:
        row: As given.
        role: What it is.
        context: Titles, headers and the group it stands in.
        columns: Header of each column.
        label: What the row is about.
    """

    row: Row
    role: Role
    context: str = ""
    columns: tuple[str, ...] = ()
    label: str = ""

    @property
    def has_cells(self) -> bool:
        """Whether its cells can be asked for one by one."""
        return self.role in {Role.DATA, Role.ENTRY}


def placed_rows(rows: Iterable[Row]) -> Iterator[Placed]:
    """The rows of one table that hold something, each with its place in it; read as a stream."""
    given = (row for row in rows if any(row.cells))
    opening = list(islice(given, _LOOKED_AT))
    top = 0
    titles: list[str] = []
    width = max((len(row.shown()) for row in opening), default=0)
    while top < min(len(opening), _HEADER_WITHIN) and _is_title(opening[top], width) and top + 1 < len(opening):
        texts = opening[top].shown()
        yield Placed(opening[top], Role.TITLE, context=" ".join(titles))
        titles.append(opening[top].cells[texts[0]])
        top += 1
    form = form_of(opening[top:])
    if form is not None:
        yield from _entries(chain(opening[top:], given), form, " ".join(titles))
        return
    depth = header_depth(opening[top:])
    heads = opening[top : top + depth]
    for head in heads:
        yield Placed(head, Role.HEADER, context=" ".join(titles))
    columns = _columns(heads)
    yield from _body(chain(opening[top + depth :], given), _Body(titles, columns, opening[top + depth :]))


def _entries(rows: Iterable[Row], form: Form, titles: str) -> Iterator[Placed]:
    for row in rows:
        entry = form.entry(row)
        context = f"{titles} {entry.context}".strip()[:_LONGEST_CONTEXT]
        yield Placed(row, Role.ENTRY, context, entry.columns, entry.subject)


class _Body:
    """What holds for all rows under the header."""

    def __init__(self, titles: Sequence[str], columns: tuple[str, ...], sample: Sequence[Row]) -> None:
        self.columns = columns
        self.labels = _label_columns(sample)
        header = " ".join(dict.fromkeys(filter(None, columns)))
        self.context = " ".join((*titles, header)).strip()[:_LONGEST_CONTEXT]
        self.group = ""
        self.last = _last_in_common(sample)
        self.before: list[str] = []  # label of the row before, by label column

    def label(self, row: Row) -> str:
        labels = sorted(row.labels) or self.labels
        words = [row.cells[at] if at < len(row.cells) else "" for at in labels]
        if len(words) > 1 and not words[0] and words[-1] and len(self.before) == len(words):
            # a group is often named in its first row only
            words[0] = self.before[0]
        self.before = words
        return " ".join(dict.fromkeys(filter(None, words)))


def _body(rows: Iterable[Row], body: _Body) -> Iterator[Placed]:
    width = len(body.columns)
    for row in rows:
        shown = row.shown()
        text = row.cells[shown[0]] if shown else ""
        if not row.is_header and _is_group(row, width) and text[-1:] != body.last:
            body.group = text
            yield Placed(row, Role.GROUP, body.context)
            continue
        context = f"{body.context} {body.group}".strip() if body.group else body.context
        yield Placed(row, Role.DATA, context, body.columns, body.label(row))


def _last_in_common(sample: Sequence[Row]) -> str:
    """The character most labels of rows with figures end in; a label of that make has merely nothing beside it."""
    ends = [row.cells[0][-1] for row in sample if row.cells and row.cells[0] and len(row.shown()) > 1]
    most = max(ends, key=ends.count, default="")
    return most if len(ends) > 1 and ends.count(most) >= len(ends) * _ALIKE else ""


def _is_title(row: Row, width: int) -> bool:
    return width > 1 and len(row.shown()) == 1 and not row.above and not row.is_header


def _is_group(row: Row, width: int) -> bool:
    """Whether a row names what the rows below it are about: one short text over the whole width."""
    shown = row.shown()
    if width < 2 or len(shown) != 1 or row.above:  # noqa: PLR2004 - a table of one column has no groups
        return False
    text = row.cells[shown[0]]
    covers = len(row.beside) + 1 >= width
    return (
        shown[0] == 0
        and (covers or width > 2)  # noqa: PLR2004 - of two columns the second may just be empty
        and len(text) <= _LONGEST_GROUP
        and not FIGURE.fullmatch(text)
        and not _REMARK.match(text)
    )


def header_depth(rows: Sequence[Row]) -> int:
    """How many of the first rows name the columns."""
    marked = next((at for at, row in enumerate(rows) if not row.is_header), len(rows))
    if marked == len(rows):
        # headers of nothing are what the table says
        return 0
    if marked:
        return marked
    if not rows or not _names_columns(rows[0], rows[1:]):
        return _two_rows(rows)
    depth = 1
    while depth < min(len(rows) - 1, _DEEPEST_HEADER):
        reaches_down = bool(rows[depth].above)
        is_parted = any(at in rows[depth - 1].beside and rows[depth - 1].cells[at] for at in range(len(rows[0].cells)))
        if not (reaches_down or is_parted) or not _is_wordy(rows[depth]):
            break
        depth += 1
    return depth


def _names_columns(row: Row, below: Sequence[Row]) -> bool:
    texts = [row.cells[at] for at in row.shown()]
    if row.beside or any(next_row.above for next_row in below[:1]):
        # merged cells over others: names of groups of columns
        return len(texts) > 1 and all(len(text) <= LONGEST_HEADER and not _is_figure(text) for text in texts)
    used = [at for at, cell in enumerate(row.cells) if cell]
    inner = row.cells[used[0] : used[-1] + 1] if used else ()
    if looks_like_header(inner):
        return True
    # years head columns of figures; the corner above the labels may be empty
    rest = [cell for cell in inner if not _PERIOD.fullmatch(cell)] if inner else []
    heads_figures = any(
        any(_is_figure(one.cells[at]) and not _PERIOD.fullmatch(one.cells[at]) for one in below if at < len(one.cells))
        for at in used[1:]
    )
    corner_is_free = bool(used) and used[0] == 1 and any(one.cells and one.cells[0] for one in below)
    all_periods = len(used) > 1 and len(rest) <= 1 and len(set(texts)) == len(texts) and all(inner)
    words = looks_like_header(rest) or (len(rest) == 1 and not _is_figure(rest[0]))
    periods_fit = all_periods and (corner_is_free or words)
    mixed_fit = len(used) > 1 and all(inner) and len(set(texts)) == len(texts) and words and len(rest) < len(inner)
    return (periods_fit or mixed_fit) and heads_figures


def _two_rows(rows: Sequence[Row]) -> int:
    """2 where a first row with gaps and a second one head figures: merged cells of a format that knows none."""
    if len(rows) < 3 or not _is_wordy(rows[0]) or not _is_wordy(rows[1]):  # noqa: PLR2004 - two and one below
        return 0
    first, second = rows[0], rows[1]
    parted = [at for at, cell in enumerate(first.cells) if not cell and at < len(second.cells) and second.cells[at]]
    has_figures = any(_is_figure(cell) for cell in rows[2].cells if cell)
    return 2 if len(first.shown()) > 1 and parted and parted[0] > 0 and has_figures else 0


def _is_wordy(row: Row) -> bool:
    texts = [row.cells[at] for at in row.shown()]
    return bool(texts) and all(len(t) <= LONGEST_HEADER and (not _is_figure(t) or _PERIOD.fullmatch(t)) for t in texts)


def _is_figure(text: str) -> bool:
    return bool(FIGURE.fullmatch(text)) and not (_PERIOD.fullmatch(text) and not text.isdecimal())


def _columns(heads: Sequence[Row]) -> tuple[str, ...]:
    """What heads each column: the words of the header rows from the top."""
    width = max((len(head.cells) for head in heads), default=0)
    words: list[list[str]] = [[] for _ in range(width)]
    for depth, head in enumerate(heads):
        below = heads[depth + 1].cells if depth + 1 < len(heads) else ()
        carried = ""
        for at in range(width):
            own = " ".join(head.cells[at].split()) if at < len(head.cells) else ""
            # a name over several columns stands in the first of them only, where the format knows no merged cells
            text = own or (carried if at < len(below) and below[at] else "")
            carried = own or carried
            if text and text not in words[at]:
                words[at].append(text)
    return tuple(" ".join(column) for column in words)


def _label_columns(sample: Sequence[Row]) -> list[int]:
    """The columns that say what a row is about: the first that does not merely count, and what is below its groups."""
    width = max((len(row.cells) for row in sample), default=0)
    if width < 2:  # noqa: PLR2004 - one column has nothing to label
        return []
    columns = [[row.cells[at] if at < len(row.cells) else "" for row in sample] for at in range(width)]
    used = [at for at in range(width) if any(columns[at])]
    first = used[0]
    filled = [cell for cell in columns[first] if cell]
    if len(used) > 2 and all(_SERIAL.fullmatch(cell) for cell in filled) and _counts_up(filled):  # noqa: PLR2004 - a number, a label, a value
        used = used[1:]
        first = used[0]
    # groups: merged, named once, or repeated row after row
    cells = columns[first]
    again = sum(not cell or (at and cell == cells[at - 1]) for at, cell in enumerate(cells))
    labels = [first]
    if again and len(used) > 2 and not any(_is_figure(cell) for cell in columns[used[1]] if cell):  # noqa: PLR2004 - as above
        labels.append(used[1])
    return labels


def _counts_up(texts: Sequence[str]) -> bool:
    numbers = [int(text.rstrip(".、")) for text in texts if text.rstrip(".、").isdecimal()]
    return len(numbers) < len(texts) or numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def raw_row(placed: Placed, fields: Sequence[tuple[int, int]]) -> TableRow | None:
    """The cells of a row whose text stays as its file has it; ``None`` where fields and cells do not agree.

    Args:
        placed: The row.
        fields: Where each of its cells stands in its text.
    """
    row = placed.row
    shown = [at for at in row.shown() if at < len(fields)]
    if len(fields) < len(row.cells) or not shown:
        return None
    bounds = tuple(bound for at in shown for bound in fields[at])
    return TableRow(tuple(placed.columns[at] if at < len(placed.columns) else "" for at in shown), placed.label, bounds)


def compose_table(
    rows: Iterable[Row], composer: Composer, *, context: str = "", page: int | None = None, part: str | None = None
) -> None:
    """Append the rows of a table to ``composer``.

    A row the format marks as header gives its words to the others and is no paragraph; one that only looks so is both.
    """
    patterns: Patterns = {}
    for placed in placed_rows(rows):
        remembered = patterns if placed.role is Role.DATA else {}
        text, cells = written(placed.row, placed.columns, placed.label, remembered)
        words = f"{context} {placed.context}".strip()
        match placed.role:
            case Role.HEADER if placed.row.is_header:
                pass
            case Role.TITLE:
                composer.add(text, page=page, part=part, context=words)
            case Role.DATA | Role.ENTRY:
                composer.add(text, BlockKind.ROW, page=page, part=part, context=words, row=cells)
            case _:
                composer.add(text, BlockKind.ROW, page=page, part=part, context=words)
