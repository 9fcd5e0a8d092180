"""The line a paragraph hangs on: the lead-in of a list, the question of an answer. Pure.

``（一）身份证；`` says little without ``申请时须提交下列材料：`` above it, nor ``答：两年。`` without its question.
Such lines are given to what stands under them as context.

A lead-in reaches over all items of its list; a list inside an item adds its own. It ends at a heading, at a line of
another kind, or where the numbers begin anew. A question reaches over its answer and the list in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Block, BlockKind
from index.paragraphs.headings import article_start
from index.paragraphs.items import ROW, Item, item_of
from index.paragraphs.lines import CLOSERS, ends_sentence

_LONGEST = 120  # characters of a lead-in shown whole; of a longer one its last sentence counts
_SHORT = 40  # characters: a list of bare lines holds no longer ones, but for clauses that end in a semicolon
_LONGEST_QUESTION = 60  # characters of one that is told by its question mark only
_DEEPEST = 8  # lists inside each other; only files made to be slow have more
_SENTENCE = re.compile(r"(?<=[。！？])(?![”’」』）)])")
_LEADING = re.compile(r"[：:]$|如下[。.]?$")
# whom a letter addresses, and mere labels, introduce no list
_ADDRESS = re.compile(
    r"[您你们們]好[：:]$|"
    r"^(?:[^，；。]{0,6}各|全体|全體|尊敬|敬爱|敬愛|亲爱|親愛|致).*"
    r"(?:同志|先生|女士|代表|单位|單位|部门|部門|机关|機關|学院|學院|企业|企業|高校|公司|[局委厅廳校院村所中心们們户戶]|"
    r"用户|业主|業主|居民|家长|家長|同学|同學|员工|員工|党委|黨委|委员会|委員會)[：:]$"
)
_LABEL = re.compile(r"(?:答|答案|回答|答复|答覆|A|Answer|注|备注|備註|附|附件)[：:]", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:提?[问問]|[问問][题題]|Q|Question)\s*\d{0,3}\s*(?:[：:]|(?<=\d)[.、．])|[【\[][问問Q][】\]]", re.IGNORECASE
)
_QUOTED = "“‘「『\"'—"  # a line of speech in a story asks nobody who reads it


def lead_ins(text: str, blocks: Sequence[Block], levels: Sequence[int]) -> list[str]:
    """For each of ``blocks`` the lines it hangs on, the outermost first, one a line; empty for none.

    Args:
        text: The document's text.
        blocks: Its pieces in order.
        levels: Of each piece its level as a heading, 0 for none.
    """
    follows = _asked_again(text, blocks, levels)
    place = _Place()
    found: list[str] = []
    last_end = 0
    for index, (block, level) in enumerate(zip(blocks, levels, strict=True)):
        if level:
            place = _Place()
            found.append("")
        else:
            is_after_blank = text.count("\n", last_end, block.span.start) > 1
            piece = _Piece(block.span.of(text), item_of(text, block), block.kind, is_after_blank)
            found.append("\n".join(dict.fromkeys(place.enter(piece, question_follows=follows[index]))))
        last_end = block.span.end
    return found


def _asked_again(text: str, blocks: Sequence[Block], levels: Sequence[int]) -> list[bool]:
    """Of each piece, whether a line marked as a question follows before the next heading."""
    follows = [False] * len(blocks)
    seen = False
    for index in range(len(blocks) - 1, -1, -1):
        follows[index] = seen
        seen = not levels[index] and (seen or bool(_ASKED.match(text, blocks[index].span.start)))
    return follows


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    item: Item | None
    kind: BlockKind
    is_after_blank: bool

    @property
    def words(self) -> str:
        """The piece as context: whole, or its last sentence where it is a long paragraph."""
        if len(self.text) <= _LONGEST:
            return self.text
        return _SENTENCE.split(self.text)[-1][-2 * _LONGEST :].strip()

    @property
    def leads(self) -> bool:
        """Whether it introduces what follows."""
        core = self.text.rstrip(CLOSERS)
        is_text = self.kind is not BlockKind.ROW
        return is_text and bool(_LEADING.search(core[-4:])) and not _ADDRESS.search(core) and not _LABEL.fullmatch(core)

    @property
    def asks_by_mark(self) -> bool:
        """Whether it says of itself that it is a question: ``问：``."""
        return self.kind is not BlockKind.ROW and bool(_ASKED.match(self.text))

    @property
    def asks(self) -> bool:
        """Whether it is a question that what follows answers."""
        if self.asks_by_mark:
            return True
        is_question = (
            self.kind is not BlockKind.ROW and self.text.endswith(("？", "?")) and len(self.text) <= _LONGEST_QUESTION
        )
        return is_question and self.text[0] not in _QUOTED and not re.search(r"[。\t]", self.text)

    @property
    def style(self) -> str:
        """How a line without a mark is written; the lines of one list are written alike."""
        if self.leads:
            return "lead"
        if self.text.endswith(tuple("；;，,、")):
            return "open"
        if len(self.text) > _SHORT:
            return "long"
        return "closed" if ends_sentence(self.text) else "plain"


@dataclass(slots=True)
class _List:
    lead: str
    mark: str  # of its items; empty for a list of bare lines
    indent: int = 0
    last: int = 0
    style: str = ""
    is_spaced: bool = False  # with empty lines between its bare lines
    is_interrupted: bool = False

    def goes_on_with(self, item: Item, *, led: bool) -> bool:
        """Whether ``item`` is the next of this list; ``led``: a lead-in stands right above it."""
        if item.mark != self.mark:
            return False
        is_deeper = item.indent > self.indent + 1
        if item.number is None:
            return not self.is_interrupted and not is_deeper
        if self.is_interrupted or led or is_deeper:
            return item.number == self.last + 1
        return item.number > self.last

    def takes(self, piece: _Piece) -> bool:
        """Whether the bare line ``piece`` is the next of this list of bare lines."""
        if self.mark or (piece.is_after_blank and not self.is_spaced):
            return False
        if self.style == "open":
            # the item that ends in a full stop is the last
            self.style = "open" if piece.style == "open" else "ended"
            return piece.style != "lead"
        return self.style == piece.style != "long"


class _Place:
    """The lists and the question that are open where the text has been read to."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._before: _Piece | None = None
        self._item_before: Item | None = None
        self._question = ""
        self._is_marked = False  # 问：
        self._answers = 0  # lines of the answer so far, its list counted as one
        self._depth = 0  # lists open where it was asked

    def enter(self, piece: _Piece, *, question_follows: bool) -> list[str]:
        """The lines ``piece`` hangs on."""
        lead = self._before.words if self._before and self._before.leads else ""
        item = piece.item
        if article_start(piece.text):
            self._open.clear()
            self._question = ""
            item = None
        elif item is None or not self._take_item(item, lead):
            self._take_bare(piece, lead)
            item = None
        if piece.asks:
            self._ask(piece)
            question = ""
        else:
            question = self._asked(is_item=item is not None, question_follows=question_follows)
        self._before, self._item_before = piece, item
        return [words for words in (question, *(one.lead for one in self._open if not one.is_interrupted)) if words]

    def _take_item(self, item: Item, lead: str) -> bool:
        """Put ``item`` into its list, an open one or a new one; ``False`` where its number is a mere figure."""
        for depth in range(len(self._open) - 1, -1, -1):
            one = self._open[depth]
            # an item further out belongs to the list further out, if there is one
            is_outside = item.indent < one.indent - 1 and any(outer.mark == item.mark for outer in self._open[:depth])
            if not is_outside and one.goes_on_with(item, led=bool(lead)):
                del self._open[depth + 1 :]
                one.last, one.is_interrupted = item.number or 0, False
                return True
        inside = self._item_before
        if inside and self._before and item.indent > inside.indent + 1:
            # what is indented under an item belongs to it
            lead = lead or self._before.words
        elif not lead:
            if item.number is not None and item.number > 1:
                return False
            if item.mark == ROW:
                self._interrupt()
            # the same marks anew, and no lead-in: a list beside the one that had them; lists without marks are over
            self._open = [one for one in self._open if one.mark]
            marks = [one.mark for one in self._open]
            if item.mark in marks:
                del self._open[marks.index(item.mark) :]
        self._open = [one for one in self._open if not one.is_interrupted or one.mark != item.mark]
        self._begin(_List(lead, item.mark, item.indent, item.number or 0))
        return True

    def _take_bare(self, piece: _Piece, lead: str) -> None:
        is_leading_again = bool(lead and piece.leads and self._open and self._open[-1].style == "lead")
        if lead and not is_leading_again:
            self._begin(_List(lead, "", style=piece.style, is_spaced=piece.is_after_blank))
            return
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].takes(piece):
                del self._open[depth + 1 :]
                return
            if piece.style != "lead":
                break
        self._interrupt()

    def _interrupt(self) -> None:
        """A line of another kind: numbers may go on behind it, bare lines and bullets never do."""
        self._open = [one for one in self._open if one.last]
        for one in self._open:
            one.is_interrupted = True

    def _begin(self, one: _List) -> None:
        self._open.append(one)
        del self._open[:-_DEEPEST]

    def _ask(self, piece: _Piece) -> None:
        # questions one under another are a list of questions: none is answered there
        is_listed = self._before is not None and self._before.asks and not piece.asks_by_mark
        self._question = "" if is_listed else piece.words
        self._is_marked = piece.asks_by_mark
        self._answers = 0
        self._depth = len(self._open)

    def _asked(self, *, is_item: bool, question_follows: bool) -> str:
        """The question the piece at hand answers, if it does."""
        if is_item:
            self._answers = max(self._answers, 1)
            if len(self._open) <= self._depth:
                self._question = ""
        else:
            self._answers += 1
            # where the next question stands the answer ends; the last answer has no such bound
            if self._answers > 1 and not (self._is_marked and question_follows):
                self._question = ""
        return self._question
