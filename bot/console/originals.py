"""The files of documents as other programs can open them; those of archives are taken out first."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

_KEPT = 20
"""Files taken out that stay in the folder; older ones are removed when another one is taken out."""

_DIGITS = 16
_LARGEST = 1 << 30


class Originals:
    """Finds the files of documents.

    Args:
        folder: Where files taken out of archives lie; made when the first one is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def is_there(path: Path) -> bool:
        """Whether there is a file at ``path``, which may lead into an archive."""
        from index.errors import DocumentError  # noqa: PLC0415 - loaded behind the first prompt
        from index.loading import measured  # noqa: PLC0415 - the same

        try:
            measured(path)
        except (OSError, DocumentError):
            return False
        return True

    def file(self, path: Path) -> Path:
        """The file at ``path`` itself, or a copy of it where it lies in an archive.

        Raises:
            DocumentError: it cannot be taken out of its archive.
            OSError: the copy cannot be written.
        """
        from index.loading.reading import read_bytes  # noqa: PLC0415 - as above

        if path.exists():
            return path
        data, _ = read_bytes(path, _LARGEST)
        # two archives may hold files of one name
        own = self._folder / hashlib.sha256(os.fsencode(path)).hexdigest()[:_DIGITS]
        own.mkdir(parents=True, exist_ok=True)
        copy = own / path.name
        copy.write_bytes(data)
        self._tidy(own)
        return copy

    def _tidy(self, newest: Path) -> None:
        # nothing but what is named as above: the folder may have been somebody's before
        folders = sorted(
            self._folder.glob("[0-9a-f]" * _DIGITS), key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True
        )
        for old in [one for one in folders if one != newest][_KEPT - 1 :]:
            # another console may have removed it just now, or another program still has it open
            shutil.rmtree(old, ignore_errors=True)
