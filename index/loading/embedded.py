"""Files embedded in Office files: a workbook in a report, a document in a slide; each read as what it is."""

from __future__ import annotations

import io
import struct
import zipfile
from contextvars import ContextVar
from pathlib import PurePosixPath

from index.errors import DocumentError
from index.loading.content import Composer
from index.loading.encoding import decode
from index.loading.means import Means

_MOST = 200  # files embedded in one
_DEEPEST = 3  # files in files
_DEPTH: ContextVar[int] = ContextVar("depth", default=0)
_KINDS = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))
_STREAMS = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"), ("PowerPoint Document", ".ppt"))


def include_embedded(data: bytes, composer: Composer, means: Means) -> None:
    """Append what the files embedded in the package ``data`` hold, each as a part of its name; others are left."""
    from index.loading.formats import format_of  # noqa: PLC0415 - the formats know this one

    depth = _DEPTH.get()
    if depth >= _DEEPEST:
        return
    token = _DEPTH.set(depth + 1)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name for name in package.namelist() if "/embeddings/" in name][:_MOST]
            for place in sorted(names):
                try:
                    name, held = _named(PurePosixPath(place).name, package.read(place))
                    content = format_of(name).load(held, means)
                except (DocumentError, struct.error, OSError, ValueError, zipfile.BadZipFile):
                    continue
                composer.end_headings()
                composer.include(content, part=name)
    finally:
        _DEPTH.reset(token)


def _named(name: str, data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file in an embedded object."""
    if not name.lower().endswith(".bin"):
        return name, data
    from index.loading.containers import Container  # noqa: PLC0415 - a package of the extra

    container = Container(data)
    package = container.stream("Package")
    if package is not None:
        with zipfile.ZipFile(io.BytesIO(package)) as inner:
            entries = inner.namelist()
        suffix = next((suffix for folder, suffix in _KINDS if any(entry.startswith(folder) for entry in entries)), "")
        return PurePosixPath(name).stem + suffix, package
    native = container.stream("\x01Ole10Native")
    if native is not None:
        return _native(native)
    suffix = next((suffix for stream, suffix in _STREAMS if container.stream(stream) is not None), "")
    return PurePosixPath(name).stem + suffix, data


def _native(data: bytes) -> tuple[str, bytes]:
    """A file Windows packed: its label, two paths, then its bytes."""
    at = 6
    label, at = _until_zero(data, at)
    _, at = _until_zero(data, at)
    at += 8
    _, at = _until_zero(data, at)
    size = struct.unpack_from("<I", data, at)[0]
    decoded = decode(label)
    name = decoded.text if decoded else label.decode("latin-1")
    return name.replace("\\", "/").rpartition("/")[2], data[at + 4 : at + 4 + size]


def _until_zero(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.index(b"\0", at)
    return data[at:end], end + 1
