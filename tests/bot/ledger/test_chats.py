"""What each chat chose."""

from __future__ import annotations

from bot.ledger import Ledger, Principal, PrincipalKind


def test_a_group_that_gets_another_number_keeps_its_access_and_choices(ledger: Ledger) -> None:
    """Telegram renumbers a group when it grows; nobody should notice."""
    ledger.access.allow(Principal(PrincipalKind.GROUP, -5, name="群"), 7)
    ledger.chats.set_language(-5, "en")
    ledger.chats.set_scope(-5, frozenset({"d1"}))
    ledger.access.moved(-5, -1005)
    ledger.chats.moved(-5, -1005)
    assert ledger.access.find(PrincipalKind.GROUP, -1005) is not None
    assert ledger.access.find(PrincipalKind.GROUP, -5) is None
    assert ledger.chats.language(-1005) == "en"
    assert ledger.chats.scope(-1005) == frozenset({"d1"})


def test_a_topic_has_a_choice_of_its_own_or_follows_its_group(ledger: Ledger) -> None:
    """Its own may be everything, which is not the same as none."""
    ledger.chats.set_scope(-5, frozenset({"d1"}))
    assert (ledger.chats.scope(-5, 9), ledger.chats.topic_scope(-5, 9)) == (frozenset({"d1"}), None)
    ledger.chats.set_scope(-5, frozenset({"d2", "f/"}), 9)
    assert ledger.chats.scope(-5, 9) == ledger.chats.topic_scope(-5, 9) == frozenset({"d2", "f/"})
    assert ledger.chats.scope(-5) == ledger.chats.scope(-5, 8) == frozenset({"d1"})
    ledger.chats.set_scope(-5, None, 9)
    assert (ledger.chats.scope(-5, 9), ledger.chats.topic_scope(-5, 9)) == (None, frozenset())
    ledger.chats.moved(-5, -1005)
    assert ledger.chats.scope(-1005, 9) is None
    ledger.chats.follow_group(-1005, 9)
    assert ledger.chats.scope(-1005, 9) == frozenset({"d1"})


def test_a_group_is_greeted_until_it_is_left(ledger: Ledger) -> None:
    """And keeps that under a new number."""
    assert not ledger.chats.was_greeted(-5)
    ledger.chats.greeted(-5)
    ledger.chats.moved(-5, -1005)
    assert ledger.chats.was_greeted(-1005)
    ledger.chats.left(-1005)
    assert not ledger.chats.was_greeted(-1005)


def test_a_chat_without_a_scope_searches_everything(ledger: Ledger) -> None:
    """An empty choice is no choice."""
    assert ledger.chats.scope(1) is None
    ledger.chats.set_scope(1, frozenset({"b", "a"}))
    assert ledger.chats.scope(1) == frozenset({"a", "b"})
    ledger.chats.set_scope(1, None)
    assert ledger.chats.scope(1) is None
    ledger.chats.set_language(1, "en")
    ledger.chats.forget(1)
    assert ledger.chats.language(1) is None
