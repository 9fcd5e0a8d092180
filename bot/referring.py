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
