from __future__ import annotations

from bot.suggestions import suggest
from index.library import Library
from index.model import Answer


def test_what_is_suggested_is_answered(library: Library) -> None:
    """A suggestion that finds nothing is the worst first impression there is."""
    questions = suggest(library)
    assert 1 <= len(questions) <= 3
    answers = [library.ask(question) for question in questions]
    assert all(isinstance(answer, Answer) for answer in answers)


def test_suggestions_come_from_different_documents(library: Library) -> None:
    """They should show what the folder holds, not what its first file does."""
    answers = [library.ask(question) for question in suggest(library)]
    paths = [answer.citations[0].paragraph.document.path for answer in answers if isinstance(answer, Answer)]
    assert len(paths) == len(set(paths))


def test_the_same_documents_give_the_same_suggestions(library: Library) -> None:
    """What changes without cause looks random."""
    assert suggest(library) == suggest(library)


def test_fewer_are_made_where_fewer_are_wanted(library: Library) -> None:
    """A narrow screen has room for one."""
    assert len(suggest(library, 1)) == 1
