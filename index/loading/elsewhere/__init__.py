"""Files of most formats are read in a process of their own, too.

What unpacks, or is read by a library written in C, may compute for ever where nothing in this process can interrupt it.
There it costs that file, which is skipped with the reason, and nothing else.
"""

from __future__ import annotations

from index import errors
from index.errors import BrokenFile, DocumentError
from index.loading.content import Content
from index.loading.elsewhere.messages import MEMORY, PER_BYTE, SECONDS, File, Loaded
from index.loading.pdf.apart import Apart
from index.loading.pdf.messages import Told, packed

__all__ = ["MEMORY", "PER_BYTE", "SECONDS", "START", "load_elsewhere"]

START = "import sys; sys.path[:] = {path!r}; from index.loading.elsewhere.worker import main; main()"
"""The program of the process, with a place for where modules are found."""


def load_elsewhere(data: bytes, suffix: str, apart: Apart, told: Told | None = None) -> Content:
    """What stands in a file.

    Args:
        data: The file.
        suffix: Names its format.
        apart: The process it is read in.
        told: Hears how many of how many pages are done, where each has to be looked at.

    Raises:
        DocumentError: of any kind :func:`index.loading.load` names, without a path.
    """
    loaded = Loaded.model_validate_json(apart.ask(packed(File(suffix=suffix), data), told))
    if loaded.content is not None:
        return loaded.content
    kind = getattr(errors, loaded.error, None)
    if not (isinstance(kind, type) and issubclass(kind, DocumentError)):
        kind = BrokenFile
    raise kind(**loaded.facts)
