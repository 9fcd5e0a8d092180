"""Settings into running parts: the one place where they are put together."""

from __future__ import annotations

import hashlib
import logging
import logging.handlers
import re
import shutil
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from bot.dialogue import Dialogue
from bot.environment import environment
from bot.going_on import Completer
from bot.messages import Answered, Unanswered
from bot.private import make_private
from bot.render.printable import inert
from bot.settings import Settings
from index.dialogue_state import Turn, complete, with_subject
from index.errors import IndexBusy, SourceError, UnwritableIndex
from index.library import Components, Library
from index.loading import Processes
from index.ranking import LinearReranker
from index.reading import EncoderReader, Model
from index.search.cluster import Cluster, ClusterAccess
from index.store.refresh import Progress, Sources
from index.text import Analyzer, Lexicon, group_of

LOG_NAME = "yinju.log"
LEDGER_NAME = "ledger.sqlite3"
UPLOADS_NAME = "uploads"

_CHOSEN_NAME = "documents.txt"
_KEPT_DAYS = 60
_DAY = 86_400
_LOG_BYTES = 1_000_000
_SAME = re.compile("[=＝]")


def samples() -> Path:
    """The folder of the sample documents."""
    return Path(str(files("bot") / "samples"))


def chosen_documents(settings: Settings) -> tuple[Path, ...]:
    """What is searched: the setting, else what ``yinju index PATH`` was last given; empty for neither."""
    if settings.documents:
        return settings.documents
    try:
        written = (settings.data / _CHOSEN_NAME).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(Path(line) for line in written.splitlines() if line)


def choose_documents(settings: Settings, paths: Sequence[Path]) -> None:
    """Remember these paths as what is searched from now on.

    Raises:
        SourceError: a path does not exist.
    """
    _require(paths)
    make_private(settings.data)
    lines = "".join(f"{path.absolute()}\n" for path in paths)
    (settings.data / _CHOSEN_NAME).write_text(lines, encoding="utf-8", errors="surrogateescape")


def searches_samples(settings: Settings) -> bool:
    """Whether nothing was said to be searched, so that the sample documents are."""
    return settings.search == "embedded" and not chosen_documents(settings)


def open_library(
    settings: Settings, paths: Sequence[Path] | None = None, *, with_uploads: bool = False, publishes: bool = False
) -> Library:
    """The library of the configured documents and of what was sent in Telegram, not opened yet.

    Of the samples where there is neither. Every command searches the uploads: one that left them out would take them
    from the index the others use.

    Args:
        settings: The settings.
        paths: What to search in place of the configured documents.
        with_uploads: Search the folder of uploads even while nothing is in it.
        publishes: Publish what is read into the cluster, where one is asked, whatever the settings say of that.

    Raises:
        WeightsError: the shipped weights do not fit the code.
        SourceError: a file of words or synonyms does not exist.
    """
    documents = tuple(paths) if paths is not None else chosen_documents(settings)
    make_private(settings.data)
    uploads = settings.data / UPLOADS_NAME
    if with_uploads:
        uploads.mkdir(parents=True, exist_ok=True)
    filled = with_uploads or (uploads.is_dir() and any(uploads.iterdir()))
    sources = Sources((*documents, *([uploads] if filled else [])), settings.include, settings.exclude)
    if settings.search == "opensearch":
        # who has no documents must not publish that there are none
        writes = bool(sources.paths) and (publishes or settings.opensearch_writes)
        cluster = Cluster(cluster_access(settings), writes=writes)
        return Library(settings.data / "index", sources, components(settings), Processes(environment()), cluster)
    if not sources.paths:
        return _library(settings.data / "samples", Sources((samples(),)), settings)
    return _library(settings.data / "index", sources, settings)


def cluster_access(settings: Settings) -> ClusterAccess:
    """Where the cluster of the settings is, and who asks it."""
    password, token = settings.opensearch_password, settings.opensearch_token
    return ClusterAccess(
        tuple(str(url).rstrip("/") for url in settings.opensearch_url),
        settings.opensearch_index,
        settings.opensearch_user or "",
        password.get_secret_value() if password else "",
        token.get_secret_value() if token else "",
        settings.opensearch_ca,
        settings.opensearch_shards,
        settings.opensearch_replicas,
        settings.opensearch_timeout,
    )


def one_off_library(settings: Settings, paths: Sequence[Path]) -> Library:
    """The library of these paths alone, its snapshot in the cache under the paths it is of.

    Raises:
        SourceError: a path does not exist.
    """
    _require(paths)
    resolved = tuple(sorted({path.resolve() for path in paths}))
    key = hashlib.sha256("\0".join(map(str, resolved)).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    make_private(settings.cache)
    shelf = settings.cache / "one-off"
    folder = shelf / key
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(shelf, folder)
    return _library(folder, Sources(resolved), settings)


def _library(folder: Path, sources: Sources, settings: Settings) -> Library:
    return Library(folder, sources, components(settings), Processes(environment()))


def bring_up_to_date(library: Library, progress: Progress | None = None) -> None:
    """Open the library and refresh it if the files have changed since.

    While another process is building, or where nothing can be written, the snapshot there is serves.
    """
    if library.open(progress) is not None or library.is_current():
        return
    try:
        library.refresh(progress)
    except (IndexBusy, UnwritableIndex) as problem:
        logging.getLogger(__name__).warning("answering from the index as it was: %s", problem)


def components(settings: Settings) -> Components:
    """What answers besides the documents.

    Raises:
        WeightsError: the shipped weights do not fit the code.
    """
    model = Model(threads=settings.threads)
    return Components(
        lambda: Analyzer(lexicon(settings), settings.cache / "dictionary"),
        LinearReranker.load,
        lambda analyzer: EncoderReader(model, analyzer),
        model.card.threshold(settings.made_up_rate),
    )


def lexicon(settings: Settings) -> Lexicon:
    """The operator's words and synonyms; ``#`` begins a comment, ``=`` stands between words that mean the same.

    Raises:
        SourceError: a file that was set does not exist.
    """
    lines = _lines(settings.words) if settings.words else []
    words = tuple(line for line in lines if not _SAME.search(line))
    same = [line for line in lines if _SAME.search(line)] + (_lines(settings.synonyms) if settings.synonyms else [])
    return Lexicon(words, tuple(map(group_of, same)))


def make_dialogue(library: Library) -> Dialogue:
    """A dialogue over the library, completing follow-ups."""
    return Dialogue(library, completer(library), carry)


def completer(library: Library) -> Completer:
    """What completes a follow-up from the turn before it, cutting words as the library does."""
    return lambda question, before: complete(question, _turn(before), library.words)


def carry(question: str, before: Answered | Unanswered) -> str | None:
    """A question with the subject of the one before it; ``None`` where that has none it lacks."""
    return with_subject(question, _turn(before))


def _turn(before: Answered | Unanswered) -> Turn:
    asked = before.understood_as or before.question
    if isinstance(before, Unanswered):
        return Turn(asked)
    return Turn(asked, before.answer.citations[0].picked, before.answer.citations[0].paragraph.document.title)


def log_to_file(settings: Settings) -> Path:
    """Send the log to a file in the data folder, once, two files of a megabyte at the most; its path."""
    path = settings.data / LOG_NAME
    make_private(settings.data)
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_InertFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    if any(getattr(other, "baseFilename", None) == handler.baseFilename for other in root.handlers):
        return path
    # a log that cannot be written, on a full disk for one, must not end up on the terminal
    logging.raiseExceptions = False
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


class _InertFormatter(logging.Formatter):
    """Lines that a terminal may be shown: file names and other people's words stand in them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback below it."""
        return inert(super().format(record))


def files_kept(settings: Settings) -> tuple[Path, ...]:
    """Folders and files that are never sent to anybody.

    Raises:
        SourceError: one does not exist: a name misspelt must not open the folder that was meant.
    """
    _require(settings.files_kept)
    return settings.files_kept


def _require(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise SourceError(path=str(path))


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise SourceError(path=str(path))
    written = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return [line for raw in written if (line := raw.partition("#")[0].strip())]


def _sweep(shelf: Path, used: Path) -> None:
    """Mark a one-off snapshot as used today, and drop those nobody used for a long time: the cache stays bounded."""
    (used / "USED").touch()
    for folder in shelf.iterdir():
        mark = folder / "USED"
        if folder != used and mark.exists() and mark.stat().st_mtime < time.time() - _KEPT_DAYS * _DAY:
            shutil.rmtree(folder, ignore_errors=True)
