"""``python -m bot`` is ``yinju``."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the program and end the process; quietly too where it is interrupted while it is still being loaded."""
    try:
        from bot.cli import main as run  # noqa: PLC0415 - said above

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
