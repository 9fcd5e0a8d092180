"""Documents named in words: in the list, and to keep questions to."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import Dialogue
from bot.messages import (
    Answered,
    DocumentList,
    Message,
    Said,
    Scope,
    Unanswered,
)


def say(dialogue: Dialogue, *lines: str, conversation: str = "here") -> list[object]:
    """What the lines are replied to, in one conversation."""
    return [dialogue.reply(Message(line, conversation)) for line in lines]


def test_scope_keeps_questions_to_the_chosen_documents(dialogue: Dialogue) -> None:
    """Who asks about one regulation does not want another's figure."""
    scope, outside, cleared, inside = say(
        dialogue, "/范围 阅读活动", "每人最多可借图书多少册", "/范围 全部", "每人最多可借图书多少册"
    )
    assert isinstance(scope, Scope)
    assert scope.documents is not None
    assert [info.path for info in scope.documents] == ["spring-report.txt"]
    assert isinstance(outside, Unanswered)
    assert all(p.document.path == "spring-report.txt" for p in outside.no_answer.nearest)
    assert cleared == Scope(None, changed=True)
    assert isinstance(inside, Answered)


def test_scope_is_chosen_by_the_numbers_of_the_list(dialogue: Dialogue) -> None:
    """Titles are long to type."""
    listing, scope, asked = say(dialogue, "/文档", "/范围 1，3", "/范围")
    assert isinstance(listing, DocumentList)
    assert isinstance(scope, Scope)
    assert scope.documents == (listing.listed[0].info, listing.listed[2].info)
    assert asked == replace(scope, changed=False)


def test_a_scope_nothing_matches_leaves_all_as_it_was(dialogue: Dialogue) -> None:
    """A mistyped word must not silence the bot."""
    (reply,) = say(dialogue, "/范围 没有这篇")
    assert isinstance(reply, Said)
    assert reply.key == "no_such_document"
    assert dialogue.scope("here") is None


def test_the_list_is_narrowed_and_paged(dialogue: Dialogue) -> None:
    """Folders hold more documents than a screen."""
    all_, some, none, beyond = say(dialogue, "/文档", "/文档 通知", "/文档 没有", "/文档 99")
    assert isinstance(all_, DocumentList)
    assert (all_.total, all_.page, all_.pages) == (3, 1, 1)
    assert all(one.state == "document_current" for one in all_.listed)
    assert isinstance(some, DocumentList)
    assert [one.info.title for one in some.listed] == ["閉館通知"]
    assert isinstance(none, DocumentList)
    assert none.total == 0
    assert isinstance(beyond, DocumentList)
    assert beyond.page == 1
