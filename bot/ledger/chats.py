"""What each chat has chosen: its language and the documents its questions are asked of."""

from __future__ import annotations

from bot.ledger.database import Database


class Chats:
    """The choices, by Telegram's number of the chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def language(self, chat: int) -> str | None:
        """The chosen language, or ``None`` where nobody chose."""
        row = self._database.one("SELECT language FROM chat_language WHERE chat = ?", (chat,))
        return str(row["language"]) if row else None

    def set_language(self, chat: int, language: str) -> None:
        """Choose a language."""
        self._database.run("INSERT OR REPLACE INTO chat_language (chat, language) VALUES (?, ?)", (chat, language))

    def scope(self, chat: int) -> frozenset[str] | None:
        """The ids of the chosen documents; ``None`` where all are searched."""
        rows = self._database.all("SELECT document FROM chat_scope WHERE chat = ?", (chat,))
        return frozenset(row["document"] for row in rows) or None

    def set_scope(self, chat: int, documents: frozenset[str] | None) -> None:
        """Choose documents by id; ``None`` or nothing means all."""

        def work() -> None:
            self._database.run("DELETE FROM chat_scope WHERE chat = ?", (chat,))
            for document in sorted(documents or ()):
                self._database.run("INSERT INTO chat_scope (chat, document) VALUES (?, ?)", (chat, document))

        self._database.atomically(work)

    def moved(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup and got another number: its choices go along."""

        def work() -> None:
            self._database.run("UPDATE OR REPLACE chat_language SET chat = ? WHERE chat = ?", (new_chat, old_chat))
            self._database.run("UPDATE OR REPLACE chat_scope SET chat = ? WHERE chat = ?", (new_chat, old_chat))

        self._database.atomically(work)

    def forget(self, chat: int) -> None:
        """Drop what the chat chose."""

        def work() -> None:
            self._database.run("DELETE FROM chat_language WHERE chat = ?", (chat,))
            self._database.run("DELETE FROM chat_scope WHERE chat = ?", (chat,))

        self._database.atomically(work)
