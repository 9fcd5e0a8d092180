"""Rich text (.rtf), also under the name .doc: paragraphs, headings by their outline level, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from index.errors import BrokenFile
from index.loading.content import Composer, Content
from index.loading.table_shape import compose_table
from index.loading.tables import CELL_BREAK, Row
from index.model import BlockKind

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
# groups whose text no reader sees in the page
_SILENT = frozenset(
    """fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
    fldinst themedata colorschememapping latentstyles datastore listtable listoverridetable rsidtbl generator xmlnstbl
    pntext pntxta pntxtb bkmkstart bkmkend annotation atnid atnauthor atndate atnref nonesttables filetbl revtbl
    listtext comment shppict nonshppict template operator doccomm""".split()  # noqa: SIM905 - words read better than a list of them
)
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CODE_PAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8", 10000: "mac_roman"}
_SIGNS = {
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "softline": "\n",
}  # fmt: skip
_DEEPEST = 2000  # groups inside each other
_DEEPEST_OUTLINE = 8


@dataclass(slots=True)
class _State:
    """What holds in a group until it ends."""

    is_silent: bool = False
    encoding: str = ""
    skip: int = 1  # bytes that stand for a character after \u, for programs that know none
    is_hidden: bool = False
    is_new: bool = True  # whether nothing of the group was read yet
    is_optional: bool = False


@dataclass(slots=True)
class _Paragraph:
    level: int = 0
    in_table: bool = False
    is_item: bool = False


@dataclass(slots=True)
class _Reader:
    composer: Composer
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    raw_encoding: str = ""
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    font: int | None = None  # whose charset is being read in the font table

    def flush(self) -> None:
        """Decode the bytes collected."""
        if self.raw:
            self.text.append(bytes(self.raw).decode(self.raw_encoding or self.encoding, "replace"))
            self.raw.clear()

    def add_bytes(self, data: bytes, encoding: str) -> None:
        if encoding != self.raw_encoding:
            self.flush()
            self.raw_encoding = encoding
        self.raw += data

    def add(self, text: str) -> None:
        self.flush()
        self.text.append(text)

    def _taken(self) -> str:
        """The text collected; characters beyond the first plane, written in two halves, made whole."""
        words = "".join(self.text)
        self.text.clear()
        return words if words.isascii() else words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def end_paragraph(self) -> None:
        self.flush()
        words = self._taken()
        if self.paragraph.in_table:
            self.cell.append(words.strip())
            return
        self.end_table()
        level = self.paragraph.level
        kind = BlockKind.HEADING if level else BlockKind.ITEM if self.paragraph.is_item else BlockKind.TEXT
        for line in [" ".join(words.split("\n"))] if level else words.split("\n"):
            self.composer.add(line, kind, level=level)

    def end_cell(self) -> None:
        self.flush()
        self.cell.append(self._taken().strip())
        self.row.append(CELL_BREAK.join(filter(None, self.cell)))
        self.cell.clear()

    def end_row(self) -> None:
        if self.text or self.raw or self.cell:
            self.end_cell()
        self.rows.append(Row.of(self.row))
        self.row = []

    def end_table(self) -> None:
        if self.row:
            self.end_row()
        if self.rows:
            compose_table(self.rows, self.composer)
            self.rows = []


def load_rtf(data: bytes) -> Content:  # noqa: C901, PLR0912, PLR0915 - one branch a kind of token, in one loop over them
    """The blocks of a rich text.

    Raises:
        BrokenFile: not rich text, or groups without a bottom.
    """
    if not data.lstrip()[:6].lower().startswith(b"{\\rtf"):
        raise BrokenFile(reason="damaged", detail="not rich text")
    reader = _Reader(Composer())
    stack: list[_State] = []
    state = _State()
    skip = at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        word, number, hexed, sign, brace, plain = found.groups()
        if brace == b"{":
            stack.append(state)
            if len(stack) > _DEEPEST:
                raise BrokenFile(reason="bomb", detail="groups without a bottom")
            state = replace(state, is_new=True, is_optional=False)
            skip = 0
        elif brace:
            reader.flush()
            state = stack.pop() if stack else state
            skip = 0
        elif word:
            value = int(number) if number else None
            if word == b"bin" and value:
                at += value
            elif word == b"u" and value is not None:
                if not (state.is_silent or state.is_hidden):
                    reader.add(chr(value % 0x10000))
                skip = state.skip
            else:
                _word(word.decode().lower(), value, state, reader)
            state.is_new = False
        elif sign == b"*":
            state.is_optional = True
        elif hexed:
            if skip:
                skip -= 1
            elif not (state.is_silent or state.is_hidden):
                reader.add_bytes(bytes.fromhex(hexed.decode()), state.encoding)
        elif sign:
            if sign in b"{}\\" and not state.is_silent:
                reader.add_bytes(sign, state.encoding)
            elif sign in b"~_" and not state.is_silent:
                reader.add(" " if sign == b"~" else "-")
            elif sign in b"\r\n" and not state.is_silent:
                reader.end_paragraph()
        elif plain:
            text = plain[skip:]
            skip = max(0, skip - len(plain))
            if not (state.is_silent or state.is_hidden) and text:
                reader.add_bytes(text, state.encoding)
    reader.end_paragraph()
    reader.end_table()
    return reader.composer.content()


def _word(word: str, value: int | None, state: _State, reader: _Reader) -> None:  # noqa: C901, PLR0912 - one branch a word
    if word in _SILENT or (state.is_optional and state.is_new and word not in {"shptxt", "shpinst", "footnote"}):
        state.is_silent = True
    match word:
        case "ansicpg" if value:
            reader.encoding = _CODE_PAGES.get(value, f"cp{value}" if value in range(1250, 1259) else "cp1252")
        case "f" if value is not None:
            reader.font = value
            if not state.is_silent:
                state.encoding = reader.fonts.get(value, "")
        case "fcharset" if value is not None and reader.font is not None:
            reader.fonts[reader.font] = _CHARSETS.get(value, "")
        case "uc" if value is not None:
            state.skip = min(max(value, 0), 8)
        case "v":
            state.is_hidden = value != 0
        case "plain":
            state.is_hidden = False
        case _ if state.is_silent:
            return
        case "par" | "sect" | "page":
            reader.end_paragraph()
        case "pard":
            reader.paragraph = _Paragraph()
        case "intbl":
            reader.paragraph.in_table = True
        case "outlinelevel" if value is not None:
            reader.paragraph.level = value + 1 if value <= _DEEPEST_OUTLINE else 0
        case "cell" | "nestcell":
            reader.end_cell()
        case "row" | "nestrow":
            reader.end_row()
        case "footnote":
            reader.add(" ")
        case _ if word in _SIGNS:
            reader.add(_SIGNS[word])
