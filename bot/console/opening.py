"""The library being opened behind the prompt."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.console.originals import Originals
from bot.console.page_pictures import PagePictures
from bot.messages import Language
from bot.render.layout import width
from bot.render.printable import printable
from bot.render.remaining import Remaining
from bot.wording import say
from index.errors import YinjuError

if TYPE_CHECKING:
    # what it is made of is loaded behind the first prompt
    from bot.dialogue import Dialogue

_PATH_COLUMNS = 30


class Progress(Protocol):
    """Hears how opening goes on; a :class:`index.store.refresh.Progress`."""

    def waiting(self, holder: str) -> None:
        """Another process is building."""
        ...

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with."""
        ...


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is searched.

    Attributes:
        documents: How many documents.
        paragraphs: How many paragraphs.
        created: When the index was made.
        samples: Whether these are the sample documents.
    """

    documents: int
    paragraphs: int
    created: datetime
    samples: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A library ready to be asked.

    Attributes:
        dialogue: Answers.
        holdings: What is searched.
        suggest: Finds questions worth asking; it has to ask some to know, which takes a moment.
        titles: Titles of the documents.
        file_of: The file of a document by its id, ``None`` if there is no such document.
        originals: Makes files of documents ready to be opened.
        pictures: Draws pages.
        refresh: Brings the index up to date; what became of the files, in lines.
        keep_current: Refreshes where files have changed, and goes on watching them; tells what became of it.
    """

    dialogue: Dialogue
    holdings: Holdings
    suggest: Callable[[], Sequence[str]]
    titles: Callable[[], Sequence[str]]
    file_of: Callable[[str], Path | None]
    originals: Originals
    pictures: PagePictures
    refresh: Callable[[Progress], Sequence[str]]
    keep_current: Callable[[Progress, Callable[[str], None]], None]


class Opening:
    """Opens the library in a thread of its own, then finds questions to suggest, then brings it up to date.

    Args:
        opener: Opens it.
        explain: Words an error of the library.
        language: The language of the state.
    """

    def __init__(
        self, opener: Callable[[Progress], Opened], explain: Callable[[YinjuError], str], language: Language
    ) -> None:
        self._opener = opener
        self._explain = explain
        self._language = language
        self._state = say("console_opening", language)
        self._remaining = Remaining()
        self._opened: Opened | None = None
        self._error: BaseException | None = None
        self._suggestions: tuple[str, ...] | None = None
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ready = threading.Event()
        self._finished = threading.Event()
        self._started = False
        self._thread = threading.Thread(target=self._run, name="opening", daemon=True)

    def start(self) -> None:
        """Begin, unless it has begun."""
        if not self._started:
            self._started = True
            self._thread.start()

    @property
    def state(self) -> str:
        """What is being done now, in words; empty once nothing is."""
        return "" if self._finished.is_set() else self._state

    @property
    def ready(self) -> bool:
        """Whether the library can be asked, or could not be opened."""
        return self._ready.is_set()

    @property
    def usable(self) -> bool:
        """Whether the library is open."""
        return self._opened is not None

    @property
    def suggestions(self) -> tuple[str, ...] | None:
        """Questions worth asking; ``None`` while they are not known yet."""
        return self._suggestions

    @property
    def error(self) -> BaseException | None:
        """Why it could not be opened, if so."""
        return self._error

    @property
    def finished(self) -> bool:
        """Whether nothing is going on any more."""
        return self._finished.is_set()

    def opened(self) -> Opened:
        """The open library; waits for it.

        Raises:
            YinjuError: it could not be opened.
        """
        while not self._ready.wait(0.1):  # in steps: an unlimited wait cannot be interrupted on Windows
            pass
        if self._error is not None:
            raise self._error
        if self._opened is None:
            msg = "neither open nor failed"
            raise RuntimeError(msg)
        return self._opened

    def news(self) -> list[str]:
        """What became of keeping the index current, each told once."""
        told: list[str] = []
        with contextlib.suppress(queue.Empty):
            while True:
                told.append(self._news.get_nowait())
        return told

    def waiting(self, holder: str) -> None:
        """Another process is building."""
        self._state = say("progress_waiting", self._language, holder=holder)

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with."""
        shown = printable(path).replace("\n", " ")
        while width(shown) > _PATH_COLUMNS:
            shown = "…" + shown[2:]
        minutes = self._remaining.minutes(done, total)
        left = "" if minutes is None else say("console_left", self._language, minutes=minutes)
        self._state = say("console_reading", self._language, done=done, total=total, left=left, path=shown)

    def _run(self) -> None:
        try:
            self._opened = self._opener(self)
            self._state = say("console_preparing", self._language)
            self._ready.set()
            self._suggestions = tuple(self._opened.suggest())
            self._state = say("console_checking", self._language)
            self._opened.keep_current(self, self._news.put)
        except YinjuError as error:
            if self._opened is None:
                self._error = error
            else:  # the index of before still answers
                self._news.put(self._explain(error))
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that asks
            self._error = error
        finally:
            self._ready.set()
            self._finished.set()
