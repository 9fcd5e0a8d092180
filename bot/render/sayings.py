"""Sentences of the program's own about an answer, alike in every channel."""

from __future__ import annotations

from bot.messages import Language
from bot.wording import say
from index.model import Computed, NoAnswer, Reason


def reason(none: NoAnswer, language: Language) -> str:
    """Why there is no answer."""
    parts = say("list_separator", language).join(none.missing)
    alike = say("list_separator", language).join(none.alike)
    told = say(f"no_{none.reason.value}", language, parts=parts, alike=alike)
    if none.missing and none.reason is Reason.NOT_CONFIDENT:
        gap = " " if language is Language.EN else ""
        told += gap + say("not_mentioned", language, words=parts)
    return told


def calculation(computed: Computed, language: Language) -> str:
    """What was calculated from the figures that are cited, marked as such."""
    facts = {"expression": computed.expression, "value": computed.value, "unit": computed.unit}
    return say("computed", language, **facts).rstrip()
