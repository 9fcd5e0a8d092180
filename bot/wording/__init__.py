"""Every sentence shown to people, by key and language.

The tables stand side by side, one file for each part of the program, so that no language can lack a sentence.
"""

from __future__ import annotations

from bot.messages import Language
from bot.wording import (
    command_line,
    console,
    doctor,
    errors,
    evaluation,
    exporting,
    mcp,
    rights,
    settings,
    talk,
    telegram,
    watched,
)
from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    **talk.SENTENCES,
    **errors.SENTENCES,
    **settings.SENTENCES,
    **command_line.SENTENCES,
    **doctor.SENTENCES,
    **evaluation.SENTENCES,
    **console.SENTENCES,
    **rights.SENTENCES,
    **telegram.SENTENCES,
    **exporting.SENTENCES,
    **watched.SENTENCES,
    **mcp.SENTENCES,
}


class _Count(int):
    """A number that gives an English plural ending when formatted with ``s``."""

    def __format__(self, spec: str) -> str:
        if spec == "s":
            return "" if self == 1 else "s"
        return super().__format__(spec)


def say(key: str, language: Language, /, **facts: str | int) -> str:
    """The sentence of that key.

    Raises:
        KeyError: there is no such sentence, or a fact it needs is missing.
    """
    sentence = SENTENCES[key]
    match language:
        case Language.HANS:
            pattern = sentence.hans
        case Language.HANT:
            pattern = sentence.hant
        case Language.EN:
            pattern = sentence.en
    counted = {name: _Count(fact) if isinstance(fact, int) else fact for name, fact in facts.items()}
    return pattern.format_map(counted)
