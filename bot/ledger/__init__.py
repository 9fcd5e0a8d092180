"""What must outlive the process, in one SQLite file: the bot's ledger.

One small module per group of tables; :class:`Ledger` opens the file, brings its schema up to date and hands them out.
Nothing here knows of Telegram beyond the numbers it gives to people, chats and messages. Every method may be called
from any thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bot.ledger.access import Access, Pairing, Principal, PrincipalKind
from bot.ledger.backlog import Backlog, Gap, State, UnansweredQuestion
from bot.ledger.chats import Chats
from bot.ledger.database import Database, LedgerError, LedgerTrouble
from bot.ledger.documents import KeptDocuments, Upload
from bot.ledger.exchanges import Carried, Exchanges
from bot.ledger.link_key import LinkKey
from bot.ledger.questions import Asked, Questions
from bot.ledger.sent_files import SentAs, SentFile, SentFiles
from bot.ledger.statistics import Day, Statistics, Summary
from bot.ledger.updates import Stored, Unfinished, Updates
from bot.ledger.watched import Watched, WatchedQuestions
from bot.passages import Kept

__all__ = [
    "Access",
    "Asked",
    "Backlog",
    "Carried",
    "Chats",
    "Day",
    "Exchanges",
    "Gap",
    "Kept",
    "KeptDocuments",
    "Ledger",
    "LedgerError",
    "LedgerTrouble",
    "LinkKey",
    "Pairing",
    "Principal",
    "PrincipalKind",
    "Questions",
    "SentAs",
    "SentFile",
    "SentFiles",
    "State",
    "Statistics",
    "Stored",
    "Summary",
    "UnansweredQuestion",
    "Unfinished",
    "Updates",
    "Upload",
    "Watched",
    "WatchedQuestions",
]


class Ledger:
    """The ledger file, opened.

    Attributes:
        updates: Fetched updates that are not finished.
        questions: What was asked, what was cited, what people thought of it.
        statistics: Counts over the questions.
        backlog: The questions the documents did not answer.
        access: Who may use the bot.
        chats: The language and the scope of each chat.
        documents: Uploads, and documents left out of the answers.
        sent_files: Telegram's numbers of the files and pages that were sent.
        exchanges: Questions with all that was answered, to be carried away.
        watched: Questions people keep an eye on.
        link_key: What links to paragraphs and documents are made with.

    Args:
        file: The file.
        clock: Seconds since the epoch.
        as_copy: Read the file into memory and leave it alone: another process may be writing it.

    Raises:
        LedgerError: the file was written by a newer version, or is no ledger.
    """

    def __init__(self, file: Path, clock: Callable[[], float] = time.time, *, as_copy: bool = False) -> None:
        self._database = Database(file, as_copy=as_copy)
        self.updates = Updates(self._database, clock)
        self.questions = Questions(self._database, clock)
        self.statistics = Statistics(self._database, clock)
        self.backlog = Backlog(self._database, clock)
        self.access = Access(self._database, clock)
        self.chats = Chats(self._database)
        self.documents = KeptDocuments(self._database, clock)
        self.sent_files = SentFiles(self._database, clock)
        self.exchanges = Exchanges(self._database, self.questions, clock)
        self.watched = WatchedQuestions(self._database, clock)
        self.link_key = LinkKey(self._database)

    def belong_to(self, bot: int) -> None:
        """Be the ledger of this bot from now on; of another bot's, what Telegram numbered for that one is dropped.

        Telegram counts updates and private messages for each bot from the beginning: kept under a new token, the old
        numbers would make new questions look like ones that were answered long ago.
        """

        def work() -> None:
            before = self._database.one("SELECT id FROM bot")
            if before is not None and before["id"] != bot:
                self._database.run("DELETE FROM received")
                self._database.run("DELETE FROM sent_file")
                self._database.run("UPDATE asked SET question_message = NULL, answer_message = NULL")
                self._database.run("UPDATE watched SET message = NULL")
            self._database.run("INSERT OR REPLACE INTO bot (only, id) VALUES (1, ?)", (bot,))

        self._database.atomically(work)

    @property
    def trouble(self) -> LedgerTrouble | None:
        """What is wrong with the file while the program goes on; ``None`` while all is well."""
        return self._database.trouble

    def recover(self) -> bool:
        """Write back what is kept in memory since the disk refused it, if it can be; whether all is on the disk."""
        return self._database.recover()

    def close(self) -> None:
        """Close the file; the ledger cannot be used afterwards."""
        self._database.close()
