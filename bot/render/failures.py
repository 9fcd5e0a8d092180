"""Errors, skipped files and notes of loading, in words."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from bot.messages import Language
from bot.render.printable import printable
from bot.wording import SENTENCES, say
from index.errors import YinjuError


def failure(error: YinjuError, language: Language) -> str:
    """What is wrong and what to do, in one sentence; facts the error does not know are shown as ``?``."""
    return _say(f"error_{error.key}", error.facts, language)


def skip_reason(problem: str, facts: Mapping[str, str], language: Language) -> str:
    """Why a file was skipped, in a few words.

    Args:
        problem: Key of an error of the library, or of its reasons to leave a file unopened.
        facts: Facts of that error.
        language: The language to say it in.
    """
    narrow = f"skip_{problem}_{facts.get('reason', '')}"
    known = [key for key in (narrow, f"skip_{problem}") if key in SENTENCES]
    return _say(known[0], facts, language) if known else problem


def loading_note(note: str, language: Language) -> str:
    """A note of a document (:mod:`index.loading.notes`), in a few words."""
    key, _, detail = note.partition("=")
    return _say(f"note_{key}", {"detail": detail}, language) if f"note_{key}" in SENTENCES else note


def placeholders(key: str) -> frozenset[str]:
    """Names of the facts a sentence asks for, in any language."""
    parsed = (part for text in SENTENCES[key] for part in Formatter().parse(text))
    return frozenset(name for _, name, _, _ in parsed if name)


def _say(key: str, facts: Mapping[str, str], language: Language) -> str:
    return say(key, language, **{name: printable(facts.get(name, "?")) for name in placeholders(key)})
