"""Containers of Office before 2007, written byte by byte: no library makes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096  # bytes of a stream that has sectors of its own


def container(streams: Mapping[str, bytes]) -> bytes:
    """A container of these streams by their paths with ``/``; short ones are filled up with zeros."""
    filled = {path: data.ljust(_SMALLEST, b"\0") for path, data in streams.items()}
    storages = sorted({path.rpartition("/")[0] for path in filled if "/" in path})
    names = ["Root Entry", *storages, *filled]
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        parts = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        sectors.extend(parts)
        chain.extend([*range(first + 1, first + len(parts)), _END])
        return first

    starts = {path: put(data) for path, data in filled.items()}
    entries = b"".join(_entry(name, names, storages, filled, starts) for name in names)
    directory = put(entries.ljust(-(-len(entries) // _SECTOR) * _SECTOR, b"\0"))
    fats = -(-(len(chain) + 1) // (_SECTOR // 4 - 1))
    chain += [_FAT] * fats
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(fats * _SECTOR, b"\xff")
    places = list(range(len(sectors), len(sectors) + fats))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, fats, directory, 0, _SMALLEST, _END, 0, _END, 0)
    head += struct.pack("<109I", *places, *[_FREE] * (109 - fats))
    return head + b"".join(sectors) + table


def _entry(
    name: str, names: list[str], storages: list[str], filled: Mapping[str, bytes], starts: Mapping[str, int]
) -> bytes:
    parent = "" if name in storages else name.rpartition("/")[0]
    siblings = [one for one in names[1:] if (one.rpartition("/")[0] if one not in storages else "") == parent]
    children = [one for one in names[1:] if one not in storages and one.rpartition("/")[0] == name]
    if name == "Root Entry":
        siblings, children = [], [one for one in names[1:] if "/" not in one or one in storages]
    after = siblings[siblings.index(name) + 1] if name in siblings[:-1] else None
    encoded = name.rpartition("/")[2].encode("utf-16-le") + b"\0\0"
    kind = 5 if name == "Root Entry" else 1 if name in storages else 2
    links = (_FREE, names.index(after) if after else _FREE, names.index(children[0]) if children else _FREE)
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, *links)
        + b"\0" * 36
        + struct.pack("<IQ", starts.get(name, _END if kind != 2 else 0), len(filled.get(name, b"")))
    )


def word(text: str, *, flags: int = 0) -> bytes:
    """A Word 97 document whose body is ``text``, in one piece of two bytes a character and one of one byte each."""
    wide, narrow = text, "end."
    body = wide.encode("utf-16-le")
    start = 0x800
    main = bytearray(start)
    struct.pack_into("<HHxxxxxxH", main, 0, 0xA5EC, 0xC1, flags)
    struct.pack_into("<I", main, 0x4C, len(wide) + len(narrow))
    bounds = struct.pack("<3I", 0, len(wide), len(wide) + len(narrow))
    compressed = 2 * (start + len(body)) | 0x4000_0000
    pieces = bounds + b"".join(struct.pack("<HIH", 0, where, 0) for where in (start, compressed))
    table = b"\x01\x02\x00\xff\xff\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x01A2, 0, len(table))
    return container({"WordDocument": bytes(main) + body + narrow.encode("cp1252"), "0Table": table})


def record(kind: int, content: bytes, *, instance: int = 0, holds_records: bool = False) -> bytes:
    """A record of a presentation."""
    return struct.pack("<HHI", instance << 4 | (0xF if holds_records else 0), kind, len(content)) + content
