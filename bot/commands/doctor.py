"""``yinju doctor``: checks what the program needs, mends what it can, and says what to do about the rest."""

from __future__ import annotations

import json
import re
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import click

from bot import environment
from bot import settings as reading
from bot.bootstrap import (
    LEDGER_NAME,
    UPLOADS_NAME,
    chosen_documents,
    cluster_access,
    lexicon,
    log_to_file,
    open_library,
)
from bot.commands.base import Command, option, put_out
from bot.house_words import of_backlog
from bot.ledger import Ledger, LedgerError
from bot.messages import Language
from bot.misspelt import misspelt, sentence
from bot.render.failures import failure
from bot.render.printable import printable
from bot.render.progress import ProgressBar
from bot.render.rights import wrong_rights
from bot.rights import rights_file
from bot.rights.errors import RightsError
from bot.settings import Settings
from bot.wording import say
from index.errors import DocumentError, MissingExtra, YinjuError
from index.library import Library
from index.loading import Processes
from index.loading.formats import SUFFIXES, format_of
from index.loading.means import Means
from index.reading import weights
from index.search.cluster import Cluster

_TOKEN = re.compile(r"\d{6,16}:[A-Za-z0-9_-]{30,64}")
_PATIENCE = 10.0
_PROGRAM = "needs_program"  # reason of an error: LibreOffice is not installed
"""Seconds Telegram is waited for."""


class _Mark(Enum):
    WELL = "✓"
    HINT = "·"
    TROUBLE = "✗"


@dataclass(frozen=True, slots=True)
class _Finding:
    mark: _Mark
    sentence: str


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(*, online: bool) -> int:
        return _examine(language, online=online)

    return Command(
        "doctor", language, callback=run, params=[option(["--online"], "option_online", language, is_flag=True)]
    )


def _examine(language: Language, *, online: bool) -> int:
    settings = reading.load()
    doctor = _Doctor(settings, language)
    problems = 0
    for finding in doctor.findings(online=online):
        put_out(f"{finding.mark.value} {finding.sentence}")
        problems += finding.mark is _Mark.TROUBLE
    put_out(say("doctor_problems", language, count=problems) if problems else say("doctor_well", language))
    return 1 if problems else 0


class _Doctor:
    def __init__(self, settings: Settings, language: Language) -> None:
        self._settings = settings
        self._language = language
        self._knows_no_guests = False

    def findings(self, *, online: bool) -> Iterator[_Finding]:
        """Each finding as it is made."""
        yield from self._about_settings()
        writable = self._data()
        yield writable
        yield from self._formats()
        yield self._weights()
        sources = list(self._sources())
        yield from sources
        if self._settings.search == "opensearch":
            sources.append(self._cluster())
            yield sources[-1]
        if writable.mark is _Mark.WELL and not any(one.mark is _Mark.TROUBLE for one in sources):
            yield from self._index()
        yield self._token(online=online)
        if self._settings.telegram_guests:
            yield self._trouble("doctor_guests_off") if self._knows_no_guests else self._well("doctor_guests")

    def _well(self, key: str, **facts: str | int) -> _Finding:
        return _Finding(_Mark.WELL, say(key, self._language, **facts))

    def _hint(self, key: str, **facts: str | int) -> _Finding:
        return _Finding(_Mark.HINT, say(key, self._language, **facts))

    def _trouble(self, key: str, **facts: str | int) -> _Finding:
        return _Finding(_Mark.TROUBLE, say(key, self._language, **facts))

    def _failed(self, error: YinjuError) -> _Finding:
        return _Finding(_Mark.TROUBLE, failure(error, self._language))

    def _about_settings(self) -> Iterator[_Finding]:
        file = Path(environment.ENV_FILE)
        yield (
            self._well("doctor_env_file", path=str(file.absolute())) if file.exists() else self._well("doctor_settings")
        )
        for one in misspelt():
            yield _Finding(_Mark.TROUBLE, sentence(one, self._language))
        for path in self._settings.files_kept:
            if path.exists():
                yield self._well("doctor_files_kept", path=str(path))
            else:
                yield self._trouble("error_missing_path", path=str(path))

    def _data(self) -> _Finding:
        folder = self._settings.data
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            return self._trouble("doctor_data_wrong", path=str(folder), detail=error.strerror or str(error))
        log_to_file(self._settings)
        return self._well("doctor_data", path=str(folder))

    def _sources(self) -> Iterator[_Finding]:
        documents = chosen_documents(self._settings)
        if not documents and self._settings.search == "embedded":
            yield self._hint("doctor_samples")
        for path in documents:
            if path.exists():
                yield self._well("doctor_source", path=str(path))
            else:
                yield self._trouble("error_missing_path", path=str(path))
        try:
            lexicon(self._settings)
        except YinjuError as error:
            yield self._failed(error)
            return
        for file in (self._settings.words, self._settings.synonyms):
            if file:
                yield self._well("doctor_words", path=str(file))
        yield from self._rights((*documents, self._settings.data / UPLOADS_NAME))

    def _rights(self, sources: Sequence[Path]) -> Iterator[_Finding]:
        file = self._settings.rights
        if file is None:
            return
        try:
            rules = rights_file.read(file, sources)
        except RightsError as error:
            yield from (_Finding(_Mark.TROUBLE, text) for text in wrong_rights(error, self._language))
            return
        yield self._well("doctor_rights", path=str(file))
        for rule in rules:
            people, groups = len(rule.people), len(rule.groups)
            if people or groups:
                yield self._well("doctor_rights_named", folder=printable(rule.name), people=people, groups=groups)
            else:
                yield self._well("doctor_rights_administrators", folder=printable(rule.name))

    def _index(self) -> Iterator[_Finding]:
        try:
            library = open_library(self._settings)
            with ProgressBar(self._language, no_color=environment.no_color()) as bar:
                mended = library.open(bar) is not None or (not library.is_current() and library.refresh(bar).touched)
        except YinjuError as error:
            yield self._failed(error)
            return
        manifest = library.manifest
        if not manifest.paragraphs:
            yield self._trouble("doctor_index_empty")
        else:
            facts: dict[str, str | int] = {"documents": manifest.documents, "paragraphs": manifest.paragraphs}
            created = f"{manifest.created.astimezone():%Y-%m-%d %H:%M}"
            if mended:
                yield self._well("doctor_index_mended", **facts)
            else:
                yield self._well("doctor_index", created=created, **facts)
        if skipped := sum(not one.is_intended for one in library.skipped()):
            yield self._hint("doctor_skipped", count=skipped)
        yield from self._house_words(library)

    def _house_words(self, library: Library) -> Iterator[_Finding]:
        """Pairs for the list of words, from what people asked; a damaged ledger is the bot's to mend."""
        file = self._settings.data / LEDGER_NAME
        if not file.exists():
            return
        try:
            with closing(Ledger(file, as_copy=True)) as ledger:
                found = of_backlog(ledger.backlog, library.words, library.holds)
        except LedgerError:
            return
        for pair in found:
            line = printable(f"{pair.written} = {pair.said}")
            yield self._hint("doctor_pair", pair=line, times=pair.times)

    def _cluster(self) -> _Finding:
        access = cluster_access(self._settings)
        cluster = Cluster(access)
        try:
            nodes, colour = cluster.client.health()
        except YinjuError as error:
            return self._failed(error)
        finally:
            cluster.close()
        return self._well("doctor_cluster", address=access.address, index=access.index, nodes=nodes, colour=colour)

    def _weights(self) -> _Finding:
        try:
            card = weights.check(weights.folder())
        except YinjuError as error:
            return self._failed(error)
        return self._well("doctor_weights", made=f"{card.made:%Y-%m-%d}")

    def _formats(self) -> Iterator[_Finding]:
        missing: dict[str, list[str]] = {}
        names: list[str] = []
        for suffix in sorted(SUFFIXES):
            extra = _missing_extra(suffix)
            (names if extra is None else missing.setdefault(extra, [])).append(suffix)
        programs = missing.pop(_PROGRAM, [])
        yield self._well("doctor_formats", names=" ".join(names))
        for extra, suffixes in missing.items():
            yield self._hint("doctor_format_missing", names=" ".join(suffixes), extra=extra)
        if programs:
            yield self._hint("doctor_format_program", names=" ".join(programs))

    def _token(self, *, online: bool) -> _Finding:
        if self._settings.telegram_token is None:
            return self._hint("doctor_no_token")
        token = self._settings.telegram_token.get_secret_value()
        if not _TOKEN.fullmatch(token):
            return self._trouble("doctor_token_shape")
        return self._ask_telegram(token) if online else self._well("doctor_token")

    def _ask_telegram(self, token: str) -> _Finding:
        address = f"{self._settings.telegram_server}/bot{token}/getMe"
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as response:  # noqa: S310 - settings admit http and https only
                me = json.load(response)["result"]
                name = str(me["username"])
                self._knows_no_guests = not me.get("supports_guest_queries", False)
        except urllib.error.HTTPError as error:
            return self._trouble("doctor_token_refused", detail=str(error.code))
        except (OSError, ValueError, KeyError, TypeError) as error:
            # Not the error's own words: an address with the token in it may stand there.
            return self._trouble("doctor_no_network", detail=type(getattr(error, "reason", error)).__name__)
        return self._well("doctor_token_known", name=name)


def _missing_extra(suffix: str) -> str | None:
    """The extra whose absence keeps files of that suffix from being read: found out by trying, on no bytes at all.

    :data:`_PROGRAM` where it is another program that is missing.
    """
    try:
        with closing(Processes(environment.environment())) as processes:
            format_of(suffix.removeprefix(".") + suffix).load(b"", Means(processes))
    except MissingExtra as error:
        return error.facts.get("extra")
    except DocumentError as error:
        return _PROGRAM if error.facts.get("reason") == _PROGRAM else None
    return None
