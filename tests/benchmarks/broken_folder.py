"""A folder as people have it: 1,000 files, of which 100 are broken in 20 ways.

Run with ``python -m tests.benchmarks.broken_folder [--files 1000]``. The folder is indexed as ``yinju index`` does it;
every broken file has to be named with a sentence of its own in each language, every other one has to be there. Ends
with 1 where that is not so; the sentences are printed.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption

from bot.messages import Language
from bot.render.failures import skip_reason
from index.store.refresh import Sources, refresh
from index.store.refresh.report import Skipped
from index.text import Analyzer
from tests.index.loading.containers import container, word
from tests.index.loading.every_format import FILES
from tests.index.loading.hostile import HELLO, pages
from tests.index.loading.papers import drawn, written


def _half(name: str) -> bytes:
    data = FILES[name]()
    return data[: len(data) // 2]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        with package.open("content.xml", "w", force_zip64=True) as entry:
            for _ in range(1100):
                entry.write(b" " * (1 << 20))
    return out.getvalue()


BROKEN: Mapping[str, Callable[[], bytes]] = {
    "半份.docx": lambda: _half("文.docx"),
    "半份.xlsx": lambda: _half("表.xlsx"),
    "半份.pptx": lambda: _half("片.pptx"),
    "半份.odt": lambda: _half("文.odt"),
    "半份.epub": lambda: _half("书.epub"),
    "半份.ofd": lambda: _half("文.ofd"),
    "半份.doc": lambda: _half("文.doc")[:700],
    "半份.xls": lambda: _half("表.xls")[:900],
    "半份.zip": lambda: _half("包.zip"),
    "半份.pdf": lambda: b"%PDF-1.7\n" + FILES["文.pdf"]()[200:400],
    "空.txt": bytes,
    "空.docx": bytes,
    "二进制.txt": lambda: bytes(range(256)) * 8,
    "二进制.md": lambda: b"\0\1\2\xff" * 500,
    "加密.pdf": lambda: drawn(written(["密。"]), encrypt=StandardEncryption("a", "b")),
    "加密.doc": lambda: word("密\r", flags=0x0100),
    "旧格式.doc": lambda: container({"WordDocument": b"\xdb\xa5\x2d\x00" + b"\0" * 2000}),
    "炸弹.odt": _bomb,
    "炸弹.pdf": lambda: pages(zlib.compress(HELLO * 400_000), times=2000),
    "网页.mobi": lambda: b"BOOKMOBI",
}
"""What makes each kind of broken file, by its name."""


_WHOLE = {
    name: FILES[name] for name in ("文.txt", "文.md", "表.csv", "文.docx", "表.xlsx", "页.html", "文.pdf", "信.eml")
}


def fill(folder: Path, count: int) -> tuple[set[str], set[str]]:
    """Fill a folder; the names of the whole and of the broken files in it, a tenth of all."""
    whole: set[str] = set()
    broken: set[str] = set()
    good, bad = ({name: make() for name, make in files.items()} for files in (_WHOLE, BROKEN))
    for number in range(count):
        is_broken = number % 10 == 0
        kinds = bad if is_broken else good
        kind = list(kinds)[(number // 10 if is_broken else number) % len(kinds)]
        data = kinds[kind]
        if not is_broken and kind.endswith((".txt", ".md", ".html")):
            # a content of its own
            data += f"\n第{number}号。\n".encode()
        name = f"{number:04}{kind}"
        (folder / name).write_bytes(data)
        (broken if is_broken else whole).add(name)
    return whole, broken


def _sentences(skipped: Skipped) -> list[str]:
    """Why a file was skipped, in each language; a reason without words of its own counts as none."""
    told = [skip_reason(skipped.problem, skipped.facts, language) for language in Language]
    return [sentence for sentence in told if sentence != skipped.problem]


def main() -> int:
    """Make the folder, index it, look at what is said."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        docs = Path(name) / "docs"
        docs.mkdir()
        whole, broken = fill(docs, given.files)
        start = time.monotonic()
        report = refresh(Path(name) / "index", Sources((docs,)), Analyzer())
        took = time.monotonic() - start
    said = {one.path: _sentences(one) for one in report.skipped}
    # of files alike all but the first are named as copies of it
    read = set(report.added) | {path for path, _ in report.duplicates}
    silent = sorted(name for name in broken if len(said.get(name, [])) < len(Language))
    lost = sorted(whole - read)
    sentences = Counter(sentence for name in broken for sentence in said.get(name, [])[:1])
    for sentence, count in sentences.most_common():
        sys.stdout.write(f"{count}  {sentence}\n")
    sys.stdout.write(
        f"{given.files} files, {len(whole)} whole, {len(broken)} broken: {len(read)} read, {len(said)} skipped with a "
        f"reason, {len(silent)} without, {len(lost)} lost; {took:.0f} s by the clock\n"
    )
    for name in (*silent, *lost):
        sys.stdout.write(f"not as it should be: {name}\n")
    return 1 if silent or lost else 0


if __name__ == "__main__":
    sys.exit(main())
