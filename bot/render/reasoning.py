"""Why a paragraph was found, as short phrases that every renderer shows alike; without a score."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from bot.messages import Language
from bot.wording import say
from index.model import Found, TermKind

if TYPE_CHECKING:
    # it brings NumPy along, which the console loads behind its first prompt
    from index.explaining import AspectGain, Reasons

_MOST_WORDS = 6
_MOST_ASPECTS = 3
_NOTICEABLE = 0.01
"""Below this gain an aspect neither lifts nor lowers a hit: what is left of summing."""


def searched(found: Found) -> tuple[list[str], list[str]]:
    """The words that were searched, the rarest first, and those that no paragraph holds."""
    # pairs of characters and the like are searched too, but say nothing to a person
    words = [term for term in found.terms if term.kind is TermKind.WORD] or found.terms
    known = dict.fromkeys(term.text for term in sorted(words, key=lambda term: -term.idf) if term.idf > 0)
    absent = dict.fromkeys(term.text for term in words if term.idf <= 0)
    return list(known), list(absent)


def matched(why: Reasons) -> str:
    """The words that brought a hit, with their shares of its score: ``借书 60% · 册 40%``."""
    return " · ".join(f"{word.word} {word.share:.0%}" for word in why.words[:_MOST_WORDS])


def missing(why: Reasons, language: Language, told: Container[str] = ()) -> str:
    """Which words of the question the paragraph lacks, besides those already ``told`` of; empty if none."""
    words = [word for word in why.missing if word not in told]
    return say("explain_missing", language, words=" · ".join(words[:_MOST_WORDS])) if words else ""


def noticeable(why: Reasons) -> list[AspectGain]:
    """What the second look favoured or held against a hit, the weightiest first."""
    return [aspect for aspect in why.aspects[:_MOST_ASPECTS] if abs(aspect.gain) >= _NOTICEABLE]


def second_look(why: Reasons, language: Language) -> str:
    """What the second look favoured ``(+)`` or held against a hit ``(−)``, on one line; empty if nothing."""
    aspects = [
        f"{say(f'aspect_{each.aspect}', language)} ({'+' if each.gain > 0 else '−'})" for each in noticeable(why)
    ]
    return say("explain_second_look", language, aspects=" · ".join(aspects)) if aspects else ""
