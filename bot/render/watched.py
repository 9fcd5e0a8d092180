"""Watched questions as Telegram shows them: the list, and news with the old quote beside the new one. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Language
from bot.render.excerpts import clipped, one_line
from bot.render.marked import Marked, Tag, marked
from bot.render.sayings import calculation
from bot.watched import Known, Quote
from bot.wording import say

_QUESTION_UNITS = 200
_ANSWER_UNITS = 200
_EVIDENCE_UNITS = 500
_PLACE_UNITS = 240
_MOST_QUOTES = 5


def news(question: str, before: Known, now: Known, language: Language) -> Marked:
    """An answer that changed, what it was beside what it is; or the first one there is."""
    key = "watch_changed" if before.quotes else "watch_answered"
    text = marked(say(key, language) + "\n") + marked(one_line(question, _QUESTION_UNITS), Tag.ITALIC)
    if before.quotes:
        text += marked("\n\n" + say("watch_before", language)) + _known(before, language)
    return text + marked("\n\n" + say("watch_now", language)) + _known(now, language)


def begun(question: str, known: Known, language: Language, place: int, most: int) -> Marked:
    """A question that is watched from now on, with the answer it has."""
    text = marked(say("watch_begun", language, place=place, most=most) + "\n")
    text += marked(one_line(question, _QUESTION_UNITS), Tag.ITALIC)
    if not known.quotes:
        return text + marked("\n\n" + say("watch_no_answer_yet", language))
    return text + marked("\n\n" + say("watch_now", language)) + _known(known, language)


def listing(watched: Sequence[tuple[str, Known]], language: Language, most: int) -> Marked:
    """A person's questions by their numbers, each with what they know of the answer."""
    if not watched:
        return marked(say("watch_none", language))
    text = marked(say("watch_list", language, count=len(watched), most=most), Tag.BOLD)
    for number, (question, known) in enumerate(watched, 1):
        answer = say("list_separator", language).join(one_line(quote.answer, _ANSWER_UNITS) for quote in known.quotes)
        text += marked(f"\n{number}. {one_line(question, _QUESTION_UNITS)}\n")
        text += marked(one_line(answer, _ANSWER_UNITS) or say("watch_open", language), Tag.ITALIC)
    return text + marked("\n\n" + say("watch_list_hint", language))


def _known(known: Known, language: Language) -> Marked:
    text = Marked()
    for quote in known.quotes[:_MOST_QUOTES]:
        text += marked("\n") + _quote(quote)
    if len(known.quotes) > _MOST_QUOTES:
        text += marked("\n……")
    if known.computed is not None:
        text += marked("\n" + calculation(known.computed, language), Tag.BOLD)
    return text


def _quote(quote: Quote) -> Marked:
    text = clipped(quote.answer, _ANSWER_UNITS).within(Tag.BOLD)
    if quote.evidence != quote.answer:
        text += marked("\n") + clipped(quote.evidence, _EVIDENCE_UNITS).within(Tag.QUOTE)
    return text + marked("\n" + one_line(quote.place, _PLACE_UNITS))
