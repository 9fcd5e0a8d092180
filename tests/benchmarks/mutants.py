"""Spoilt files of every format: none may hang, none may stop an index.

Run with ``python -m tests.benchmarks.mutants [--count 5000] [--seed 1] [--seconds 0] [--more FOLDER]``. Each is read
as the program reads a file of a folder, cut into paragraphs, and every place is checked; what is refused has to say
why. It prints a line for each format, and ends with 1 where one took longer than a minute or raised what is no
:class:`~index.errors.DocumentError`; such files are kept in the folder ``--keep``.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from index.errors import DocumentError
from index.loading import Processes, SkippedFile, discover, load
from index.paragraphs import split
from tests.index.loading.every_format import FILES

HANG = 60.0
"""Seconds by the clock that no file may take, on a machine with nothing else to do."""

_LARGEST = 1 << 20


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def cut_off(data: bytes, chance: random.Random) -> bytes:
    """The end is missing, as of a broken download."""
    return data[: chance.randrange(len(data))]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    """A block is missing."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A block stands there many times."""
    start = chance.randrange(len(data))
    block = data[start : start + chance.randint(1, 400)]
    return (data[:start] + block * chance.choice((2, 3, 50, 2000)) + data[start:])[:_LARGEST]


def put_in(data: bytes, chance: random.Random) -> bytes:
    """Something large, negative, empty or nested where something else stood."""
    start = chance.randrange(len(data))
    words = chance.choice(
        (b"\0", b"\xff" * 8, b"99999999999", b"-1", b"<", b"[", b"{" * 3000, b"(" * 3000, b"\\", b'"')
    )
    return data[:start] + words + data[start + chance.choice((0, len(words))) :]


def repacked(data: bytes, chance: random.Random) -> bytes:
    """One part of a package is spoilt, missing, or there twice; the package itself is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        entries = [entry for entry in old.infolist() if entry.file_size]
        chosen = chance.choice(entries).filename
        for entry in entries:
            content = old.read(entry)
            if entry.filename == chosen:
                if chance.random() < 0.1:
                    continue
                content = chance.choice(_OF_BYTES)(content, chance)
            new.writestr(entry.filename, content)
    return out.getvalue()


_OF_BYTES: Sequence[Callable[[bytes, random.Random], bytes]] = (flipped, cut_off, cut_out, doubled, put_in)


def mutant(data: bytes, chance: random.Random) -> bytes:
    """``data``, spoilt in one or two ways."""
    for _ in range(chance.randint(1, 2)):
        is_package = zipfile.is_zipfile(io.BytesIO(data)) and data[:2] == b"PK"
        try:
            way = repacked if is_package and chance.random() < 0.7 else chance.choice(_OF_BYTES)
            data = way(data, chance) or b"\0"
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, RuntimeError):
            # spoilt so far that it cannot be repacked
            data = flipped(data, chance)
    return data


def read(path: Path, processes: Processes) -> str:
    """What became of a file: ``read``, or the name of the reason; every place in it is checked.

    Raises:
        AssertionError: a paragraph or cell does not stand where it says, or a refusal says nothing.
    """
    said: Counter[str] = Counter()
    for found in discover([path]):
        if isinstance(found, SkippedFile):
            said[f"skipped {found.reason.value}"] += 1
            continue
        try:
            document = load(found.path, id="d", relative=found.relative, processes=processes)
        except DocumentError as error:
            said[_reason(error)] += 1
            continue
        for paragraph in split(document):
            assert document.text[paragraph.span.start : paragraph.span.end] == paragraph.text
            assert all(cell.span.end <= paragraph.span.end for cell in paragraph.cells)
        said["read"] += 1
    return said.most_common(1)[0][0] if said else "nothing in it"


def _reason(error: DocumentError) -> str:
    """The kind of a refusal, which has to say more than that."""
    facts = error.facts
    assert facts.get("reason") or facts.get("detail") or facts.get("extra") or error.key == "not_text", error
    return f"{error.key} {facts.get('reason', '')}".strip()


def _of(folder: Path | None) -> dict[str, bytes]:
    """The files of a folder by name."""
    files = sorted(folder.iterdir()) if folder else []
    return {file.name: file.read_bytes() for file in files if file.is_file() and file.stat().st_size <= _LARGEST}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Make them, read them, say what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0, help="end after so many, whatever the count; 0 for never")
    parser.add_argument("--hang", type=float, default=HANG, help="seconds by the clock that are too many")
    parser.add_argument("--more", type=Path, help="a folder of further files to spoil, each of at most 1 MiB")
    parser.add_argument("--keep", type=Path, help="a folder for files that hang or stop")
    given = parser.parse_args()
    began = time.monotonic()
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    bad, slowest, done = 0, (0.0, ""), 0
    whole = {name: make() for name, make in FILES.items()} | _of(given.more)
    with tempfile.TemporaryDirectory() as folder, closing(Processes()) as processes:
        for name, data in whole.items():
            # starting the processes is no part of reading a file
            (Path(folder) / name).write_bytes(data)
            read(Path(folder) / name, processes)
        for number in range(given.count):
            if given.seconds and time.monotonic() - began > given.seconds:
                break
            name = list(whole)[number % len(whole)]
            data = mutant(whole[name], random.Random(f"{given.seed}-{number}"))  # noqa: S311 - no secrets
            path = Path(folder) / name
            path.write_bytes(data)
            start = time.monotonic()
            try:
                end = read(path, processes)
            except Exception as error:  # noqa: BLE001 - what is looked for
                end = f"STOPS {error!r}"
            took = time.monotonic() - start
            if took > given.hang:
                end = f"HANGS {end}"
            if end.startswith(("STOPS", "HANGS")):
                bad += 1
                _say(f"{end}: number {number} of seed {given.seed}, {name}")
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{number}-{name}").write_bytes(data)
            ends[name][end] += 1
            slowest = max(slowest, (took, f"number {number}, {name}"))
            done += 1
            if done % 500 == 0:
                _say(f"{done} read, {bad} bad, {time.monotonic() - began:.0f} s")
    for name, counted in ends.items():
        _say(f"{name}: " + ", ".join(f"{count} {end}" for end, count in counted.most_common()))
    _say(
        f"{done} mutants of {len(ends)} files, {bad} bad; "
        f"the slowest took {slowest[0]:.1f} s by the clock ({slowest[1]})"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
