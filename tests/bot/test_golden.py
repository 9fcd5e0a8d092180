"""Whole conversations, as text files a person can read: ``> `` begins what is typed, the rest is what comes back.

``YINJU_REGOLD=1 pytest tests/bot/test_golden.py`` writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.messages import Language, Message
from bot.render.terminal import render

GOLDEN = Path(__file__).parents[1] / "golden"
COLUMNS = 60
DIALOGUES = sorted(GOLDEN.glob("*.txt"))


def language_of(name: str) -> Language:
    """The language a file's name ends with: ``scope.en.txt``."""
    return Language(name.split(".")[1])


def replay(dialogue: Dialogue, text: str, language: Language) -> str:
    """The file as it should be: its comments and typed lines, each with what comes back now."""
    made: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            made.append(line)
        elif line.startswith("> "):
            reply = dialogue.reply(Message(line[2:], "golden", language))
            made += ["", line, *render(reply, language, COLUMNS).plain.split("\n")]
    return "\n".join(made) + "\n"


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.name)
def test_a_conversation_goes_as_written(dialogue: Dialogue, path: Path) -> None:
    """What people see changes only on purpose."""
    expected = path.read_text(encoding="utf-8")
    actual = replay(dialogue, expected, language_of(path.name))
    if os.environ.get("YINJU_REGOLD"):  # noqa: TID251 - a switch of the test, not a setting of the program
        path.write_text(actual, encoding="utf-8")
    assert actual.splitlines() == expected.splitlines()


def test_there_are_conversations_in_every_language() -> None:
    """A folder that was moved would make every test above pass."""
    assert {language_of(path.name) for path in DIALOGUES} == set(Language)
