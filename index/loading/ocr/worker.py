"""The process pictures of text are looked at in; it ends itself as the one that reads PDF files does."""

from __future__ import annotations

from index.errors import BrokenFile
from index.loading.ocr.messages import MEMORY, SECONDS, Look, Seen
from index.loading.ocr.recognising import recognise
from index.loading.pdf.messages import Told, unpacked
from index.loading.pdf.worker import serve
from index.loading.pixels import count, pixels

_LONGEST = 2000  # pixels of the longer side of a page, beyond which recognising grows slow and no better


def reply_to(message: bytes, _: Told) -> bytes:
    """What is to be said of a page."""
    head, data = unpacked(message)
    return _seen(Look.model_validate_json(head), data).model_dump_json().encode()


def _seen(look: Look, data: bytes) -> Seen:
    try:
        if not look.page:
            return Seen(pages=count(data, look.kind))
        return Seen(page=recognise(pixels(data, look.kind, look.page, _LONGEST)))
    except BrokenFile as error:
        return Seen(reason=error.facts["reason"], detail=error.facts.get("detail", ""))
    except MemoryError:
        return Seen(reason="bomb", detail="more memory than there is")
    except Exception as error:  # noqa: BLE001 - libraries meet damaged files with errors of every kind
        return Seen(reason="damaged", detail=f"{type(error).__name__}: {error}")


def main() -> None:
    """Look at pages until there are no more."""
    serve(reply_to, MEMORY, SECONDS)
