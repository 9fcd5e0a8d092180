"""A question answered as one that may go on from the last: completed, asked of its document, or of what it came from.

A follow-up is asked of the document the conversation is in, and of the others where that has no answer. A short
question may stand by itself or be about the thing asked before: the surer answer tells. Where neither leads anywhere,
or a question about another thing only finds the same words again, the paragraph of the last answer is read once more:
most of what people ask on about stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.messages import Answered, Unanswered
from bot.referring import named_person
from bot.rights.shelf import ReadableShelf
from index.model import Answer, Citation, NoAnswer, Reason

Completer = Callable[[str, "Answered | Unanswered"], "str | None"]
"""Completes a follow-up from the turn before it; ``None`` for a question that stands by itself."""

_SHORT_QUESTION = 8
"""Characters of a question that may leave out what it is about."""

_SURE = 0.9
"""The confidence from which on a question is not asked a second time about the thing before."""

_HARDLY = 0.5
"""The confidence below which an answer is no sign that the topic has changed."""

_THIS_ONE = re.compile("(?:[这那该此這該](?:一?[份篇部])|本[文篇])")
_OF_ANOTHER = re.compile("[呢咧][?？]?$")
# 「馆长的电话是多少」 names its thing and what it wants of it
_WHOLE = re.compile("^(?![它他她牠这那此该其這該])[^的]{2,}的[^的]+(?:是|在|有|叫|多|几|幾|什|甚|谁|誰|哪|怎)")
# 「馆长是谁」 names all it asks for
_WHO = re.compile("^(?![它他她牠这那此该其這該])[^的]{2,}(?:是|叫)(?:谁|誰|哪一?位)[?？]?$")
_PRICE = re.compile("收费|收費|要钱|要錢|免费|免費|多少钱|多少錢|几块|幾塊|贵|貴")
_COSTS = re.compile(
    r"[每各][^,，。]{0,4}[0-9一二三四五六七八九十百千万]+\s*(?:元|块|塊)|[收免][费費取]|[票房运運][价價费費]|租金|押金|定金"
)
_SAYS_NOTHING = frozenset(
    "那么呢咧的了吗嗎麼就要是如果还還再又也有没沒不什会會能可以得在把和跟与與怎多少几幾谁誰哪個个"
    "办辦开開去走做弄搞来來?？,，。!！ "
)


class Said(NamedTuple):
    """What a message was understood as, where it was completed, and what came of it."""

    understood: str | None
    result: Answer | NoAnswer


class GoingOn:
    """Answers questions in view of the turn before them.

    Args:
        complete: Completes follow-ups.
        carry: Gives a question that stands by itself the subject of the one before.
    """

    def __init__(self, complete: Completer, carry: Completer) -> None:
        self._complete = complete
        self._carry = carry

    def answer(
        self,
        library: ReadableShelf,
        asked: str,
        last: Answered | Unanswered | None,
        scope: frozenset[str] | None,
        nearest: int | None,
    ) -> Said:
        """What the question was understood as, and what came of it.

        Args:
            library: The documents.
            asked: As typed, without a greeting.
            last: The turn before; ``None`` for the first question.
            scope: Ids of the documents the conversation keeps to; ``None`` for all.
            nearest: How many of the nearest paragraphs to tell.
        """
        if last is None:
            return Said(None, library.ask(asked, scope, nearest))
        if understood := named_person(asked, last):
            return Said(understood, library.ask(understood, scope, nearest))
        said = self._of_documents(library, asked, last, scope, nearest)
        place = _place_of(last, scope)
        if place is None:
            return said
        return self._beside(library, asked, last, place, said) or said

    def _of_documents(
        self,
        library: ReadableShelf,
        asked: str,
        last: Answered | Unanswered,
        scope: frozenset[str] | None,
        nearest: int | None,
    ) -> Said:
        place = _place_of(last, scope)
        there = frozenset({place.paragraph.document.id}) if place else frozenset()
        if there and _THIS_ONE.match(asked):
            result = library.ask(asked, there, nearest)
            if isinstance(result, Answer):
                return Said(None, result)
        understood = self._complete(asked, last)
        if understood is not None and there:
            result = library.ask(understood, there, nearest)
            if isinstance(result, Answer):
                return Said(understood, result)
        result = library.ask(understood or asked, scope, nearest)
        if understood is None and _may_go_on(asked, result):
            carried = self._carry(asked, last)
            again = library.ask(carried, there or scope, nearest) if carried else result
            if (
                isinstance(again, Answer)
                and (_names_nothing(asked) or _is_surer(again, result, there))
                and _speaks_of(asked, again.citations[0])
                and not _says_less(asked, again, result)
                and not _says_it_already(again, result)
            ):
                return Said(carried, again)
        return Said(understood, result)

    def _beside(
        self, library: ReadableShelf, asked: str, last: Answered | Unanswered, place: Citation, said: Said
    ) -> Said | None:
        """What the paragraph of the last answer says to it; ``None`` where what was found is better."""
        of_another = said.understood is not None and _OF_ANOTHER.search(asked) is not None
        if isinstance(said.result, Answer):
            if not of_another or not _overlap(said.result.citations[0], place):
                return None
        elif not of_another and not _may_leave_out(asked):
            return None
        carried = self._carry(asked, last)
        for question in (asked, carried):
            if question is None:
                continue
            result = library.ask_beside(question, place.paragraph.id, every_word=not of_another)
            if not isinstance(result, Answer):
                continue
            first = result.citations[0]
            if of_another:
                if not _overlap(first, place) and _tells_of(asked, last, first, place):
                    return Said(said.understood, result)
            elif (
                first.paragraph.id == place.paragraph.id
                and _speaks_of(asked, first)
                and not _says_the_same(first, place)
            ):
                return Said(carried, result)
        return None


def _length(question: str) -> int:
    return sum(character.isalnum() for character in question)


def _may_leave_out(question: str) -> bool:
    """Whether a question may leave out what it is about: short, and no thing with what is asked of it."""
    if _WHOLE.match(question) or _WHO.match(question):
        return False
    return _length(question) <= _SHORT_QUESTION


def _may_go_on(question: str, result: Answer | NoAnswer) -> bool:
    """Whether a question may be about the thing before: short, of words the documents know, and of no sure answer."""
    if isinstance(result, Answer):
        known = result.confidence < _SURE
    else:
        known = result.reason is Reason.NOT_CONFIDENT and not result.missing
    return known and _may_leave_out(question)


def _is_surer(again: Answer, result: Answer | NoAnswer, there: frozenset[str]) -> bool:
    """Whether what a question finds about the thing before is surer than what it finds by itself.

    An answer from another document than the one the conversation is in is a change of topic, unless it is hardly one.
    """
    if isinstance(result, NoAnswer):
        return True
    elsewhere = result.citations[0].paragraph.document.id not in there
    return again.confidence > result.confidence and not (elsewhere and result.confidence >= _HARDLY)


def _overlap(one: Citation, other: Citation) -> bool:
    """Whether two citations answer by the same words."""
    mine, others = (each.marks[0] if len(each.marks) == 1 else each.span for each in (one, other))
    return one.paragraph.id == other.paragraph.id and mine.overlaps(others)


def _says_the_same(one: Citation, other: Citation) -> bool:
    """Whether a citation only repeats the words another picked; a whole sentence may answer twice."""
    return _overlap(one, other) and one.span != one.evidence


def _tells_of(asked: str, last: Answered | Unanswered, new: Citation, old: Citation) -> bool:
    """Whether an answer holds more of what only this question names than the last answer does."""
    before = last.understood_as or last.question
    own = {character for character in asked if character not in before and character not in _SAYS_NOTHING}
    return sum(c in new.quote for c in own) > sum(c in old.quote for c in own)


def _speaks_of(asked: str, told: Citation) -> bool:
    """Whether the paragraph of an answer says anything of what a question itself names, beside what was carried to it.

    「会涨价吗」 behind a question about a card is not answered by what the card holds.
    """
    from index.text.synonyms import others  # noqa: PLC0415 - a prompt is shown before anything is searched

    paragraph = told.paragraph
    text = "\n".join((paragraph.text, paragraph.context, *paragraph.headings))
    if _PRICE.search(asked):
        return _COSTS.search(text) is not None
    pairs = _pairs(asked)
    return not pairs or any(each in text for pair in pairs for each in (pair, *others(pair)))


def _says_less(asked: str, again: Answer, result: Answer | NoAnswer) -> bool:
    """Whether an answer says less of what the question itself names than the one it would take the place of.

    「什么时候报到」 behind a question for 报名 is answered by the sentence that says 报到.
    """
    if isinstance(result, NoAnswer):
        return False
    mine, its = (sum(pair in each.evidence for pair in _pairs(asked)) for each in (again, result))
    return mine < its


def _says_it_already(again: Answer, result: Answer | NoAnswer) -> bool:
    """Whether a question found the same words by itself: nothing needs to be carried to it."""
    if isinstance(result, NoAnswer):
        return False
    mine, its = again.citations[0], result.citations[0]
    return mine.paragraph.id == its.paragraph.id and mine.span == its.span


def _names_nothing(asked: str) -> bool:
    """Whether a question names nothing that it could be about: 「要钱吗」 means what was spoken of."""
    return not _pairs(_PRICE.sub("", asked))


def _pairs(asked: str) -> list[str]:
    """The pairs of neighbouring characters of what a question names."""
    own = "".join(character if character not in _SAYS_NOTHING else " " for character in asked).split()
    return [run[at : at + 2] for run in own for at in range(max(1, len(run) - 1))]


def _place_of(turn: Answered | Unanswered, scope: frozenset[str] | None) -> Citation | None:
    """What the last answer came from, if questions may be asked of it."""
    if isinstance(turn, Unanswered):
        return None
    cited = turn.answer.citations[0]
    return cited if scope is None or cited.paragraph.document.id in scope else None
