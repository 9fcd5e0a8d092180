"""What each chat has chosen: its language, and the documents it and its topics ask."""

from __future__ import annotations

from bot.ledger.database import Database

_EVERYTHING = ""
"""Stands in place of a document where a topic searches all, whatever its group chose."""


class Chats:
    """The choices, by Telegram's number of the chat.

    A choice holds ids of documents, and folders: the beginning of ids up to a ``/``.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def language(self, chat: int) -> str | None:
        """The chosen language, or ``None`` where nobody chose."""
        row = self._database.one("SELECT language FROM chat_language WHERE chat = ?", (chat,))
        return str(row["language"]) if row else None

    def set_language(self, chat: int, language: str) -> None:
        """Choose a language."""
        self._database.run("INSERT OR REPLACE INTO chat_language (chat, language) VALUES (?, ?)", (chat, language))

    def scope(self, chat: int, topic: int | None = None) -> frozenset[str] | None:
        """What was chosen for the chat, or for a topic of it that has a choice of its own; ``None`` for everything."""
        own = self.topic_scope(chat, topic) if topic is not None else None
        if own is not None:
            return own or None
        rows = self._database.all("SELECT document FROM chat_scope WHERE chat = ?", (chat,))
        return frozenset(row["document"] for row in rows) or None

    def topic_scope(self, chat: int, topic: int) -> frozenset[str] | None:
        """A topic's own choice, empty for everything; ``None`` where it does as its group does."""
        query = "SELECT document FROM topic_scope WHERE chat = ? AND thread = ?"
        rows = self._database.all(query, (chat, topic))
        return frozenset(row["document"] for row in rows) - {_EVERYTHING} if rows else None

    def set_scope(self, chat: int, chosen: frozenset[str] | None, topic: int | None = None) -> None:
        """Choose for a chat, or for one topic of it; ``None`` or nothing means everything."""

        def work() -> None:
            if topic is not None:
                self.follow_group(chat, topic)
                for document in sorted(chosen or {_EVERYTHING}):
                    values = (chat, topic, document)
                    self._database.run("INSERT INTO topic_scope (chat, thread, document) VALUES (?, ?, ?)", values)
                return
            self._database.run("DELETE FROM chat_scope WHERE chat = ?", (chat,))
            for document in sorted(chosen or ()):
                self._database.run("INSERT INTO chat_scope (chat, document) VALUES (?, ?)", (chat, document))

        self._database.atomically(work)

    def follow_group(self, chat: int, topic: int) -> None:
        """Drop a topic's own choice."""
        self._database.run("DELETE FROM topic_scope WHERE chat = ? AND thread = ?", (chat, topic))

    def was_greeted(self, chat: int) -> bool:
        """Whether the group was told how to ask."""
        return self._database.one("SELECT 1 FROM greeted WHERE chat = ?", (chat,)) is not None

    def greeted(self, chat: int) -> None:
        """Note that the group was told how to ask."""
        self._database.run("INSERT OR IGNORE INTO greeted (chat) VALUES (?)", (chat,))

    def left(self, chat: int) -> None:
        """Note that the bot is no longer in the group: added again, it tells again."""
        self._database.run("DELETE FROM greeted WHERE chat = ?", (chat,))

    def moved(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup and got another number: its choices go along."""

        def work() -> None:
            for table in ("chat_language", "chat_scope", "topic_scope", "greeted"):
                statement = f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?"  # noqa: S608 - our own tables
                self._database.run(statement, (new_chat, old_chat))

        self._database.atomically(work)

    def forget(self, chat: int) -> None:
        """Drop what the chat and its topics chose."""

        def work() -> None:
            for table in ("chat_language", "chat_scope", "topic_scope"):
                self._database.run(f"DELETE FROM {table} WHERE chat = ?", (chat,))  # noqa: S608 - our own tables

        self._database.atomically(work)
