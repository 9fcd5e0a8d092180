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
