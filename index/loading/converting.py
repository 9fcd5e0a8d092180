"""Formats only LibreOffice can read: converted by it, where it is installed, into one that is read here."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from index.errors import BrokenFile, NoText, UnknownFormat
from index.loading.content import Content
from index.loading.means import Means

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
CONVERTED = {
    ".docx": (".pages", ".wpd", ".sxw", ".fodt", ".uot", ".uof"),
    ".xlsx": (".numbers", ".sxc", ".fods", ".uos"),
    ".pptx": (".key", ".sxi", ".fodp", ".uop"),
}
"""What each of these is converted to."""


def load_converted(data: bytes, suffix: str, target: str, means: Means) -> Content:
    """What LibreOffice makes of ``data``.

    Args:
        data: The file.
        suffix: That of its name.
        target: Suffix of the format it is converted to.
        means: What the loader of that format may need.

    Raises:
        UnknownFormat: LibreOffice is not installed (``needs_program``).
        NoText: an empty file.
        BrokenFile: LibreOffice cannot read it, or takes too long.
    """
    from index.loading.formats import format_of  # noqa: PLC0415 - the formats know this one

    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        detail = f"LibreOffice, which reads {suffix}, is not installed"
        raise UnknownFormat(reason="needs_program", instead=target, detail=detail)
    if not data:
        # the program takes seconds to find that out
        raise NoText(reason="empty")
    with tempfile.TemporaryDirectory(prefix="yinju-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            target.removeprefix("."),
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        # nothing of this program's environment, which may hold secrets, is handed on where it can do without
        environment = {"PATH": os.defpath, "HOME": name} if os.name == "posix" else None
        try:
            done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS, env=environment)  # noqa: S603 - found by its name, no shell
        except subprocess.TimeoutExpired as error:
            raise BrokenFile(reason="bomb", detail=f"LibreOffice took more than {_SECONDS} seconds") from error
        except OSError as error:
            raise BrokenFile(reason="damaged", detail=f"LibreOffice: {error}") from error
        made = folder / "out" / f"document{target}"
        if not made.is_file():
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()[-200:]
            raise BrokenFile(reason="damaged", detail=f"LibreOffice: {said or 'could not read it'}")
        return format_of(made.name).load(made.read_bytes(), means)
