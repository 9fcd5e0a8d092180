from __future__ import annotations

from string import Formatter

import pytest
from opencc import OpenCC

import index.errors
from bot.messages import Language
from bot.requests import NAMES
from bot.settings import Settings
from bot.wording import SENTENCES, say
from index.errors import YinjuError
from index.loading import Note, SkipReason
from index.model import Reason
from index.stored import FileState


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_says_the_same_in_every_language(key: str) -> None:
    """A fact one language leaves out is a fact its readers are not told."""
    sentence = SENTENCES[key]
    assert all(text.strip() for text in sentence)
    assert names(sentence.hans) == names(sentence.hant) == names(sentence.en)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_can_be_said(key: str) -> None:
    """A misspelt placeholder would show only when the error happens."""
    counted = {name for _, name, spec, _ in Formatter().parse(SENTENCES[key].en) if name and spec == "s"}
    facts: dict[str, str | int] = {name: 2 if name in counted else "x" for name in names(SENTENCES[key].en)}
    for language in Language:
        assert say(key, language, **facts)


def errors(root: type[YinjuError]) -> list[type[YinjuError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in errors(child))]


@pytest.mark.parametrize("error", errors(YinjuError), ids=lambda error: error.__name__)
def test_every_error_of_the_library_has_a_sentence(error: type[YinjuError]) -> None:
    """An error nobody worded ends as a stack of English."""
    assert f"error_{error.key}" in SENTENCES
    assert error.__name__ in (index.errors.__doc__ or "")


@pytest.mark.parametrize(
    "key",
    [
        *(f"no_{reason}" for reason in Reason),
        *(f"document_{state}" for state in FileState),
        *(f"skip_{reason}" for reason in SkipReason),
        *(f"note_{note}" for note in Note),
        *(f"setting_{field}" for field in Settings.model_fields),
        *(f"command_{command}" for command in NAMES if command != "ask"),
    ],
)
def test_everything_that_is_worded_by_key_has_a_sentence(key: str) -> None:
    """Keys made from values are found by no search through the code."""
    assert key in SENTENCES


def test_english_counts_have_their_plural() -> None:
    """One documents looks careless."""
    assert say("paragraph_count", Language.EN, count=1) == "1 paragraph"
    assert say("paragraph_count", Language.EN, count=2) == "2 paragraphs"


@pytest.mark.parametrize("key", SENTENCES)
def test_simplified_and_traditional_are_not_mixed(key: str) -> None:
    """A line copied from the other column shows in the wrong script."""
    sentence = SENTENCES[key]
    assert OpenCC("t2s").convert(sentence.hans) == sentence.hans
    assert not set("这说没发开为问题档检请会个们时间现设释") & set(sentence.hant)
