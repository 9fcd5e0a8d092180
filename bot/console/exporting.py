"""What was asked in this run of the console, and its way into a file: 导出."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from bot.exchanges import Exchange
from bot.messages import Answered, Language, Reply, Unanswered
from bot.requests import Command, name_of

_MOST = 1000
"""Questions remembered; older ones are let go."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an export, as a sentence.

    Attributes:
        key: The sentence, by its key in :mod:`bot.wording`.
        path: The file it is about; ``None`` for none.
        facts: What else stands in the sentence.
        is_trouble: Whether nothing was written.
    """

    key: str
    path: Path | None = None
    facts: tuple[tuple[str, str | int], ...] = ()
    is_trouble: bool = True


class Exporter:
    """Remembers the questions of this run, and writes them down when asked to.

    Args:
        language: Of everything around the quotes.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._exchanges: deque[Exchange] = deque(maxlen=_MOST)
        self._count = 0

    def remember(self, reply: Reply) -> None:
        """Remember a reply, if it was one to a question."""
        if isinstance(reply, Answered | Unanswered):
            self._exchanges.append(Exchange.of_turn(reply, _now()))
            self._count += 1

    def export(self, name: str) -> Outcome:
        """Write them into a new file.

        Args:
            name: The file's, whose ending says what kind it is; ``md`` or ``docx`` alone for that kind, nothing for
                Markdown, both in the folder the console was started in.

        Raises:
            OSError: the file cannot be written.
        """
        from bot.render import export  # noqa: PLC0415 - seldom

        if not self._exchanges:
            return Outcome("export_nothing")
        now = _now()
        path = Path(name).expanduser() if name else Path(export.Format.MARKDOWN)
        ending = path.suffix.lower().removeprefix(".") or path.name.lower()
        kind = next((one for one in export.Format if one.value == ending), None)
        if kind is None:
            return Outcome("export_unknown_kind", facts=(("command", name_of(Command.EXPORT, self._language)),))
        if kind not in export.formats():
            return Outcome("export_word_extra")
        if not path.suffix:
            path = path.with_name(export.name_of(kind, now))
        left_out = self._count - len(self._exchanges)
        data = export.document(tuple(self._exchanges), kind, self._language, now, left_out)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            return Outcome("export_exists", path)
        return Outcome("export_written", path.absolute(), (("count", len(self._exchanges)),), is_trouble=False)


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
