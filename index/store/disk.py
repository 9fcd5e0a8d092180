"""Files put in place and on the disk, on every system."""

from __future__ import annotations

import os
import time
from pathlib import Path

_ATTEMPTS = 20
_MOMENT = 0.05


def replace(new: Path, old: Path) -> None:
    """Put ``new`` in the place of ``old`` in one step; on Windows somebody may just be reading it, for a moment."""
    for attempt in range(_ATTEMPTS):
        try:
            new.replace(old)
        except PermissionError:
            if attempt + 1 == _ATTEMPTS:
                raise
            time.sleep(_MOMENT)
        else:
            return


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk, where the system lets one ask for that."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:  # nor does it flush what was opened for reading
        pass
    finally:
        os.close(handle)
