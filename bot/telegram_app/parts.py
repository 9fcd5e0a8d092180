"""What every handler is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram import User
from telegram.ext import Application, CallbackContext

from bot.dialogue import Dialogue
from bot.environment import language_of
from bot.house_words import Pair, of_backlog
from bot.ledger import Ledger
from bot.messages import Language
from bot.rights.readable import Reader
from bot.rights.rights import Rights
from bot.rights.shelf import ReadableShelf
from bot.telegram_app.transport.bot import RawBot
from index.library import Library

Bot = RawBot
Context = CallbackContext[Bot, Any, Any, Any]
App = Application[Bot, Context, Any, Any, Any, Any]


@dataclass(slots=True)
class Pulse:
    """When things last happened, in seconds of the monotonic clock."""

    started: float = 0.0
    heard: float = 0.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers work with.

    What is shown to anybody comes from :meth:`dialogue_for` and :meth:`shelf_for`, which know what they may read;
    ``dialogue`` and ``library`` know everything.

    Attributes:
        dialogue: Answers.
        library: The documents.
        ledger: What outlives the process.
        language: For people whose language the program does not speak.
        is_open: Whether everybody may ask.
        uploads: Folder of the files sent in the chat; one of the library's sources.
        ledger_file: Where the ledger lies.
        clock: Seconds that only go forward.
        rights: Who may read which documents.
        pulse: When Telegram was last heard of.
        files_kept: Folders and files of the operator that are never sent to anybody.
        guests: Whether the bot answers in chats it is not a member of.
    """

    dialogue: Dialogue
    library: Library
    ledger: Ledger
    language: Language
    is_open: bool
    uploads: Path
    ledger_file: Path
    clock: Callable[[], float]
    rights: Rights
    pulse: Pulse = field(default_factory=Pulse)
    files_kept: tuple[Path, ...] = ()
    guests: bool = False

    def language_of(self, chat: int, user: User | None) -> Language:
        """What the chat chose, else the language of the person's Telegram."""
        if chosen := self.ledger.chats.language(chat):
            return Language(chosen)
        if user is None or not user.language_code:
            return self.language
        # Whoever uses Telegram in a third language more likely reads English than Chinese.
        return language_of(user.language_code) or Language.EN

    def dialogue_for(self, reader: Reader) -> Dialogue:
        """The dialogue as one goes on with a reader."""
        return self.dialogue.of(self.rights.readable(reader))

    def shelf_for(self, reader: Reader) -> ReadableShelf:
        """The documents as they look to a reader."""
        return ReadableShelf(self.library, self.rights.readable(reader))

    def house_words(self) -> tuple[Pair, ...]:
        """Pairs of words for the operator's list, for administrators: they stand in people's questions."""
        return of_backlog(self.ledger.backlog, self.library.words, self.library.holds)

    @property
    def version(self) -> str:
        """Names the present state of the documents."""
        return self.library.version

    def chosen(self, chat: int, topic: int | None, reader: Reader) -> frozenset[str] | None:
        """Ids of the documents the chat, or a topic of it, has chosen, those of chosen folders as they are now.

        Only those the reader may read; ``None`` for everything. A choice of documents that are all gone or closed is no
        choice any more.
        """
        chosen = self.ledger.chats.scope(chat, topic)
        if chosen is None:
            return None
        folders = tuple(one for one in chosen if one.endswith("/"))
        ids = (document.info.id for document in self.shelf_for(reader).documents())
        return frozenset(one for one in ids if one in chosen or one.startswith(folders)) or None

    def scope(self, chat: int, topic: int | None, reader: Reader) -> frozenset[str] | None:
        """Ids of the documents questions there are asked of: what was chosen, without what is left out."""
        wanted, left_out = self.chosen(chat, topic, reader), self.ledger.documents.excluded()
        if wanted is None and not left_out:
            return None
        return (wanted or frozenset(document.info.id for document in self.shelf_for(reader).documents())) - left_out
