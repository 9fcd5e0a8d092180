"""The process files of most formats are read in; it ends itself as the one that reads PDF files does."""

from __future__ import annotations

from index.errors import DocumentError
from index.loading.elsewhere.messages import MEMORY, PER_BYTE, SECONDS, File, Loaded
from index.loading.formats import format_of
from index.loading.means import Means
from index.loading.pdf.messages import Told, unpacked
from index.loading.pdf.worker import serve
from index.loading.processes import Processes


def loaded(suffix: str, data: bytes, means: Means) -> Loaded:
    """What is to be said of a file."""
    try:
        return Loaded(content=format_of(f"file{suffix}").load(data, means))
    except DocumentError as error:
        return Loaded(error=type(error).__name__, facts={name: _shown(fact) for name, fact in error.facts.items()})
    except Exception as error:  # noqa: BLE001 - a package of this program's own is missing: it goes on without
        return Loaded(error="BrokenFile", facts={"reason": "damaged", "detail": _shown(f"{error!r}")})


def _shown(text: str) -> str:
    """Halves of characters, which names of files may hold, do not pass."""
    return text.encode("utf-8", "backslashreplace").decode()


def main() -> None:
    """Read files until there are no more."""
    processes = Processes()

    def reply_to(message: bytes, told: Told) -> bytes:
        head, data = unpacked(message)
        means = Means(processes, told, is_elsewhere=True)
        return loaded(File.model_validate_json(head).suffix, data, means).model_dump_json().encode()

    serve(reply_to, MEMORY, SECONDS, per_byte=PER_BYTE, asks_others=lambda: processes.is_asked)
