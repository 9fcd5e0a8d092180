"""The containers of Office before 2007 (OLE): streams by name. The only import of olefile."""

from __future__ import annotations

import io
from datetime import date, datetime

import olefile

from index.errors import BrokenFile

_LARGEST = 256 << 20


class Container:
    """The streams of an old Office file.

    Raises:
        BrokenFile: not such a file, or damaged.
    """

    def __init__(self, data: bytes) -> None:
        if not olefile.isOleFile(data=data):
            raise BrokenFile(reason="damaged", detail="not a file of Office before 2007")
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except (OSError, ValueError, IndexError) as error:
            raise BrokenFile(reason="damaged", detail=str(error)) from error

    def names(self) -> list[tuple[str, ...]]:
        """The paths of all streams."""
        return [tuple(path) for path in self._file.listdir()]

    def stream(self, *path: str) -> bytes | None:
        """The bytes of a stream, ``None`` where there is none."""
        if not self._file.exists(list(path)):
            return None
        if self._file.get_size(list(path)) > _LARGEST:
            raise BrokenFile(reason="bomb", detail=f"{'/'.join(path)} claims more than {_LARGEST >> 20} MiB")
        with self._file.openstream(list(path)) as file:
            found = file.read()
        return found if isinstance(found, bytes) else None

    def properties(self) -> tuple[str | None, date | None]:
        """Title and day from the metadata."""
        try:
            meta = self._file.get_metadata()
        except (OSError, ValueError, IndexError, TypeError, AttributeError):
            return None, None
        title = meta.title
        if isinstance(title, bytes):
            encoding = {936: "gb18030", 950: "cp950", 65001: "utf-8"}.get(meta.codepage or 0, "cp1252")
            title = title.decode(encoding, "replace")
        day = meta.create_time.date() if isinstance(meta.create_time, datetime) else None
        shown = title.strip("\x00 ") if isinstance(title, str) else None
        return shown or None, day if day and day.year > _FIRST_YEAR else None


_FIRST_YEAR = 1980  # before there were such files; zero means 1601 here
