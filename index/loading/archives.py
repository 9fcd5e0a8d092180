"""Archives (.zip, .tar, .tar.gz, .7z) as folders: which files they hold, and the bytes of each.

A file of an archive has the archive's path with its own behind it: ``资料.zip/通知.txt``. Nothing is unpacked to disk.
What an archive says of its names and sizes is not believed: names cannot lead out of it, sizes are counted.
"""

from __future__ import annotations

import contextlib
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, TypeVar

from index.errors import BrokenFile, DocumentError, UnreadableFile
from index.loading.content import Composer, Content
from index.loading.notes import Note

if TYPE_CHECKING:
    # what it holds is read with the files of archives
    from index.loading.means import Means

_ZIP, _TAR, _SEVEN = (".zip",), (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), (".7z",)
SUFFIXES = (*_ZIP, *_TAR, *_SEVEN)
"""Ends of the names of archives."""

_Result = TypeVar("_Result")

_MEBIBYTE = 1 << 20
MOST_FILES = 5000
"""Files an archive may hold; of a larger one the first are taken."""

LARGEST = 1024 * _MEBIBYTE
"""Bytes an archive may be large, and the same for what is unpacked of it to find its names."""

_LARGEST_FILE = 256 * _MEBIBYTE
_DEEPEST = 3  # archives inside each other


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive.

    Attributes:
        name: Its path in the archive, with ``/``, as text.
        stored: The same as the archive writes it.
        size: Bytes it says it has.
    """

    name: str
    stored: str
    size: int


def is_archive(name: str) -> bool:
    """Whether a file's name is one of an archive."""
    return name.lower().endswith(SUFFIXES)


def members(path: Path, size: int, mtime_ns: int) -> tuple[Member, ...]:
    """The files of the archive at ``path``, in the order of their names; none that would lead out of it.

    Args:
        path: The archive.
        size: Its size, and
        mtime_ns: its time: while both stay, it is not looked into again.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
        MissingExtra: a package that is needed is not installed.
        UnreadableFile: gone or forbidden.
    """
    return _members(path, size, mtime_ns)


@lru_cache(maxsize=256)
def _members(path: Path, size: int, mtime_ns: int) -> tuple[Member, ...]:
    del mtime_ns
    if size > LARGEST:
        raise UnreadableFile(path=str(path), reason="too_large", detail=f"more than {LARGEST // _MEBIBYTE} MiB")
    return _safe(_troubles_told(lambda: list(_listed(path, path.name.lower()))))


def _safe(listed: Iterable[Member]) -> tuple[Member, ...]:
    """Those whose names lead nowhere else, each name once, in their order."""
    found: dict[str, Member] = {}
    for member in listed:
        parts = PurePosixPath(member.name.replace("\\", "/")).parts
        if any((part.startswith(".") and part != "..") or part.lower() == "__macosx" for part in parts):
            # what systems leave behind
            continue
        if parts and ".." not in parts and parts[0] != "/" and ":" not in parts[0] and len(found) < MOST_FILES:
            name = "/".join(parts)
            found.setdefault(name, Member(name, member.stored, member.size))
    return tuple(found[name] for name in sorted(found))


def archive_of(path: Path) -> tuple[Path, str] | None:
    """The archive a path leads into, and the name in it; ``None`` for a path that leads into none."""
    for parent in path.parents:
        if is_archive(parent.name) and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def read_member(archive: Path, name: str, limit: int) -> bytes:
    """The bytes of a file of an archive.

    Raises:
        UnreadableFile: gone, or larger than ``limit``.
        BrokenFile: the archive is damaged or encrypted.
    """
    state = archive.stat()
    member = next((one for one in members(archive, state.st_size, state.st_mtime_ns) if one.name == name), None)
    if member is None:
        raise UnreadableFile(path=f"{archive}/{name}", reason="gone", detail="not in the archive")
    limit = min(limit, _LARGEST_FILE)
    data = _troubles_told(lambda: _read(archive, archive.name.lower(), member.stored, limit + 1))
    if len(data) > limit:
        detail = f"more than {limit // _MEBIBYTE} MiB"
        raise UnreadableFile(path=f"{archive}/{name}", reason="too_large", detail=detail)
    return data


def _troubles_told(function: Callable[[], _Result]) -> _Result:
    try:
        return function()
    except (DocumentError, ModuleNotFoundError):
        raise
    except Exception as error:
        # the libraries meet damaged archives with errors of every kind
        said = str(error).lower()
        encrypted = "encrypted" in said or "password" in said
        raise BrokenFile(reason="encrypted" if encrypted else "damaged", detail=str(error)) from error


def _listed(path: Path | IO[bytes], name: str) -> Iterator[Member]:
    if name.endswith(_ZIP):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    yield Member(_zip_name(entry), entry.filename, entry.file_size)
    elif name.endswith(_TAR):
        unpacked = 0
        with _tar(path) as tar:
            for one in tar:
                unpacked += one.size
                if unpacked > LARGEST:
                    raise BrokenFile(reason="bomb", detail=f"unpacks to {unpacked // _MEBIBYTE} MiB")
                if one.isfile():
                    yield Member(_text(one.name), one.name, one.size)
    else:
        import py7zr  # noqa: PLC0415 - only who has such archives needs it

        with py7zr.SevenZipFile(path) as seven:
            for held in seven.list():
                if not held.is_directory:
                    yield Member(held.filename, held.filename, held.uncompressed)


def _read(path: Path | IO[bytes], name: str, stored: str, most: int) -> bytes:
    if name.endswith(_ZIP):
        with zipfile.ZipFile(path) as archive, archive.open(stored) as file:
            return file.read(most)
    if name.endswith(_TAR):
        with _tar(path) as tar:
            held = tar.extractfile(stored)
            return b"" if held is None else held.read(most)
    import py7zr  # noqa: PLC0415 - as above
    from py7zr.io import BytesIOFactory  # noqa: PLC0415 - as above

    factory = BytesIOFactory(most)
    with py7zr.SevenZipFile(path) as seven:
        seven.extract(targets=[stored], factory=factory)
    product = factory.products.get(stored)
    return b"" if product is None else bytes(product.read())


def _tar(path: Path | IO[bytes]) -> tarfile.TarFile:
    return tarfile.open(path) if isinstance(path, Path) else tarfile.open(fileobj=path)


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry: Chinese Windows writes GB18030 and does not say so."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    names = []
    for encoding in ("utf-8", "gb18030", "cp950"):
        with contextlib.suppress(UnicodeDecodeError):
            names.append(raw.decode(encoding))
    # two characters in GB18030 may by chance be two letters in UTF-8 that nobody writes
    return next(
        (name for name in names if any(char > "\u2e7f" for char in name)), names[0] if names else entry.filename
    )


def _text(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace") if not _is_text(name) else name


def _is_text(name: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in name)


def load_archive(data: bytes, name: str, means: Means) -> Content:
    """An archive given by itself as one document, each file it holds a part of it.

    Args:
        data: The archive.
        name: Its suffix.
        means: What the loaders of those files may need.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
        ModuleNotFoundError: a package that is needed is not installed.
    """
    composer = Composer()
    given = _Given(means, composer)
    given.take(data, name)
    notes = (Note.SKIPPED_PARTS.saying(", ".join(given.skipped[:20])),) if given.skipped else ()
    return composer.content(notes=notes)


class _Given:
    """Takes the files of an archive, and of archives inside it, so far as they are not too many and not too deep.

    Args:
        means: What the loaders of the files may need.
        composer: Where their contents go.
    """

    def __init__(self, means: Means, composer: Composer) -> None:
        self._means = means
        self._composer = composer
        self._unpacked = self._taken = 0
        self.skipped: list[str] = []

    def take(self, data: bytes, name: str, inside: str = "", depth: int = 0) -> None:
        """Take the files of the archive ``data``, whose name ends in ``name``.

        Raises:
            BrokenFile: damaged, encrypted, or a bomb.
        """
        for member in _safe(_troubles_told(lambda: list(_listed(io.BytesIO(data), name)))):
            place = f"{inside}{member.name}"
            try:
                self._file(data, name, member, place, depth)
            except (DocumentError, ModuleNotFoundError):
                self.skipped.append(place)

    def _file(self, data: bytes, name: str, member: Member, place: str, depth: int) -> None:
        from index.loading.formats import format_of  # noqa: PLC0415 - the formats know this one

        is_nested = is_archive(member.name)
        if self._unpacked > LARGEST or self._taken >= MOST_FILES or (is_nested and depth >= _DEEPEST):
            raise UnreadableFile(reason="too_large", detail="too many files, or too many archives inside each other")
        kind = format_of(member.name)
        held = _troubles_told(partial(_read, io.BytesIO(data), name, member.stored, min(kind.limit, _LARGEST_FILE)))
        self._unpacked += len(held)
        self._taken += 1
        if is_nested:
            self.take(held, member.name.lower(), f"{place}/", depth + 1)
            return
        content = kind.load(held, self._means)
        self._composer.end_headings()
        self._composer.include(content, part=place)
