"""Files into bytes, with the troubles files have."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path

from index.errors import UnreadableFile
from index.loading.archives import archive_of, members, read_member

_MEBIBYTE = 1 << 20

LAST = (1 << 63) - 1
"""Nanoseconds that a database keeps; a file may claim a year beyond 2262."""


def read_bytes(path: Path, limit: int) -> tuple[bytes, os.stat_result]:
    """The whole content of ``path`` and its state, which was the same before and after.

    Args:
        path: A regular file, or one inside an archive: ``资料.zip/通知.txt``.
        limit: Size in bytes above which it is refused unread.

    Raises:
        UnreadableFile: gone, forbidden, not a regular file, larger than ``limit``, or changed while it was read;
            facts ``path``, ``reason`` (``gone``, ``forbidden``, ``not_a_file``, ``too_large``, ``changed``, ``system``)
            and ``detail``.
    """
    inside = archive_of(path)
    if inside is not None:
        archive, name = inside
        return read_member(archive, name, limit), archive.stat()
    try:
        # looked at before it is opened: opening a pipe that nobody writes to would wait for ever
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path, "not_a_file", "not a regular file")
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > limit:
                detail = f"{before.st_size / _MEBIBYTE:.0f} MiB, more than {limit / _MEBIBYTE:.0f} MiB"
                raise _unreadable(path, "too_large", detail)
            data = file.read(before.st_size + 1)
        after = path.stat()
    except FileNotFoundError as error:
        raise _unreadable(path, "gone", str(error)) from error
    except PermissionError as error:
        raise _unreadable(path, "forbidden", str(error)) from error
    except OSError as error:
        raise _unreadable(path, "system", str(error)) from error
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(data) != after.st_size:
        raise _unreadable(path, "changed", "changed while it was read")
    return data, after


def measured(path: Path) -> tuple[int, int]:
    """Size of a file and time of its last change in nanoseconds; of one inside an archive, the archive's time.

    Raises:
        OSError: there is no such file.
        DocumentError: the archive cannot be looked into.
    """
    inside = archive_of(path)
    state = (inside[0] if inside else path).stat()
    mtime_ns = max(-LAST, min(state.st_mtime_ns, LAST))
    if inside is None:
        return state.st_size, mtime_ns
    held = (one for one in members(inside[0], state.st_size, mtime_ns) if one.name == inside[1])
    member = next(held, None)
    if member is None:
        raise FileNotFoundError(str(path))
    return member.size, mtime_ns


def version_of(data: bytes) -> str:
    """Names a content: equal for equal bytes, different for all others."""
    return blake2b(data, digest_size=16).hexdigest()


def _unreadable(path: Path, reason: str, detail: str) -> UnreadableFile:
    return UnreadableFile(path=str(path), reason=reason, detail=detail)
