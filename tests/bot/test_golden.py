"""Whole conversations, as text files a person can read: ``> `` begins what is typed, the rest is what comes back.

``YINJU_REGOLD=1 pytest tests/bot/test_golden.py`` writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.bootstrap import make_dialogue, samples
from bot.dialogue import Dialogue
from bot.messages import Language, Message
from bot.render.terminal import render
from index.library import Library
from index.store.refresh import Sources
from tests.shipped import components

GOLDEN = Path(__file__).parents[1] / "golden"
COLUMNS = 60
DIALOGUES = sorted(GOLDEN.glob("*.txt"))
OVER_SAMPLES = sorted((GOLDEN / "samples").glob("*.txt"))
SHELVES = GOLDEN / "shelves"
OVER_SHELVES = sorted(SHELVES.glob("*/*.txt"))


@pytest.fixture(scope="module")
def over_samples(tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    library = Library(tmp_path_factory.mktemp("index"), Sources((samples(),)), components())
    library.open()
    return make_dialogue(library)


@pytest.fixture(scope="module")
def over_shelf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Dialogue]:
    """The dialogue over the documents of a shelf: a few of one kind, made for what is asked of them."""

    @cache
    def dialogue_of(shelf: Path) -> Dialogue:
        library = Library(tmp_path_factory.mktemp(shelf.name), Sources((shelf / "documents",)), components())
        library.open()
        return make_dialogue(library)

    return dialogue_of


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
    compare(dialogue, path)


@pytest.mark.parametrize("path", OVER_SAMPLES, ids=lambda path: path.name)
def test_a_conversation_over_the_samples_goes_as_written(over_samples: Dialogue, path: Path) -> None:
    """Questions as people ask them, over the documents that ship with the program."""
    compare(over_samples, path)


@pytest.mark.parametrize("path", OVER_SHELVES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_conversation_over_a_shelf_goes_as_written(over_shelf: Callable[[Path], Dialogue], path: Path) -> None:
    """Several editions of one document, persons alike, rules with conditions: each on a shelf of its own."""
    compare(over_shelf(path.parent), path)


def compare(dialogue: Dialogue, path: Path) -> None:
    """Hold the conversation against what comes now; written anew where that is asked for."""
    expected = path.read_text(encoding="utf-8")
    actual = replay(dialogue, expected, language_of(path.name))
    if os.environ.get("YINJU_REGOLD"):  # noqa: TID251 - a switch of the test, not a setting of the program
        path.write_text(actual, encoding="utf-8")
    assert actual.splitlines() == expected.splitlines()


def test_there_are_conversations_in_every_language() -> None:
    """A folder that was moved would make every test above pass."""
    assert {language_of(path.name) for path in DIALOGUES} == set(Language)
