"""Why a paragraph was found, as short phrases that every renderer shows alike; without a score."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from bot.messages import Explained, Language
from bot.render.places import place
from bot.wording import say
from index.model import Found

if TYPE_CHECKING:
    # it brings NumPy along, which the console loads behind its first prompt
    from index.answering.explaining import AspectGain, Reasons

_MOST_WORDS = 6
_MOST_ASPECTS = 3
_NOTICEABLE = 0.01
"""Below this gain an aspect neither lifts nor lowers a hit: what is left of summing."""


def searched(found: Found) -> tuple[list[str], list[str]]:
    """The words that were searched, the rarest first, and those that no paragraph holds."""
    from index.answering import explaining  # noqa: PLC0415 - as above; where something was found, it is loaded

    # pairs of characters and the like are searched too, but say nothing to a person
    return explaining.searched(found)


def matched(why: Reasons, language: Language) -> str:
    """The words that brought a hit, with their shares of its score; empty if it holds none of them whole."""
    words = [f"{word.word} {word.share:.0%}" for word in why.words if word.whole]
    return say("explain_words", language, words=" · ".join(words[:_MOST_WORDS])) if words else ""


def missing(why: Reasons, language: Language, told: Container[str] = ()) -> str:
    """Words of the question of which the paragraph has some characters only, and those it lacks; empty if none.

    Args:
        why: The reasons.
        language: To say it in.
        told: Words that need not be told again.
    """
    partly = [word.word for word in why.words if not word.whole and word.word not in told]
    lacking = [word for word in why.missing if word not in told]
    return say("clause_separator", language).join(
        say(key, language, words=" · ".join(words[:_MOST_WORDS]))
        for key, words in (("explain_partly", partly), ("explain_missing", lacking))
        if words
    )


def noticeable(why: Reasons) -> list[AspectGain]:
    """What the reranker favoured or held against a hit, the weightiest first."""
    return [aspect for aspect in why.aspects[:_MOST_ASPECTS] if abs(aspect.gain) >= _NOTICEABLE]


def newer_first(explained: Explained, language: Language) -> str:
    """Why the answer does not begin with what was read most surely; empty where it does."""
    if explained.newer is None:
        return ""
    return say("explain_newer", language, place=place(explained.newer.paragraph, language, dated=True))


def reranking(why: Reasons, language: Language) -> str:
    """What the reranker favoured or held against a hit, on one line; empty if nothing."""
    aspects = noticeable(why)
    sides = (
        ("explain_favoured", [each.aspect for each in aspects if each.gain > 0]),
        ("explain_disfavoured", [each.aspect for each in aspects if each.gain <= 0]),
    )
    told = [
        say(key, language, aspects=" · ".join(say(f"aspect_{aspect}", language) for aspect in side))
        for key, side in sides
        if side
    ]
    return say("explain_reranking", language, sides=say("clause_separator", language).join(told)) if told else ""
