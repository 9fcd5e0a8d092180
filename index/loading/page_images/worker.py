"""The process pages are drawn in; it ends itself as the one that reads PDF files does."""

from __future__ import annotations

from index.errors import BrokenFile
from index.loading.page_images.drawing import marked, png
from index.loading.page_images.messages import MEMORY, SECONDS, Draw, Drawn
from index.loading.pdf.messages import Told, packed, unpacked
from index.loading.pdf.worker import serve


def reply_to(message: bytes, _: Told) -> bytes:
    """The picture asked for, or why there is none."""
    head, data = unpacked(message)
    ask = Draw.model_validate_json(head)
    try:
        from index.loading.pixels import pixels  # noqa: PLC0415 - what it needs may not be installed

        return packed(Drawn(), png(marked(pixels(data, ask.kind, ask.page, ask.longest), ask.boxes)))
    except ModuleNotFoundError as error:
        drawn = Drawn(reason="missing", detail=str(error))
    except BrokenFile as error:
        drawn = Drawn(reason=error.facts["reason"], detail=error.facts.get("detail", ""))
    except MemoryError:
        drawn = Drawn(reason="bomb", detail="more memory than there is")
    except Exception as error:  # noqa: BLE001 - libraries meet damaged files with errors of every kind
        drawn = Drawn(reason="damaged", detail=f"{type(error).__name__}: {error}")
    return packed(drawn, b"")


def main() -> None:
    """Draw pages until there are no more."""
    serve(reply_to, MEMORY, SECONDS)
