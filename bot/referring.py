"""Words a message refers to, taken as the turn before it: what somebody wrote, and another asks about in a reply."""

from __future__ import annotations

from bot.messages import Answered, Unanswered
from bot.rights.shelf import ReadableShelf
from index.model import Answer, NoAnswer, Reason

_LONGEST_QUESTION = 200
"""Characters; what is longer is no question to look for, it can only lend a follow-up its words."""


def as_turn(library: ReadableShelf, words: str, within: frozenset[str] | None) -> Answered | Unanswered:
    """The turn it would have been, had the words been asked.

    Args:
        library: The documents, as far as whoever asks may read them.
        words: What is referred to.
        within: Ids of the documents to keep to; ``None`` for all.
    """
    if len(words) > _LONGEST_QUESTION:
        return Unanswered(NoAnswer(words, Reason.NOT_CONFIDENT))
    result = library.ask(words, within)
    return Answered(result) if isinstance(result, Answer) else Unanswered(result)


def named_person(text: str, last: Answered | Unanswered) -> str | None:
    """The question before, asked of the person that ``text`` names, where the reply asked back who is meant.

    ``None`` where nothing was asked back, or where something else is named.
    """
    if isinstance(last, Answered) or last.no_answer.reason is not Reason.NAMES_ALIKE:
        return None
    chosen = text.strip(" \t?？。!！.~…").removesuffix("吧").removesuffix("呢")
    before = last.understood_as or last.question
    (name,) = last.no_answer.missing
    return before.replace(name, chosen) if chosen in last.no_answer.alike and name in before else None
