"""Told to stop: by a signal, and then within five seconds, whatever hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading

_DEADLINE = 4.5
"""Seconds after which the process ends, come what may: five are promised."""


def told_to_stop() -> asyncio.Event:
    """Set with the first signal to stop; from then on the process has five seconds, whatever hangs."""
    stop = asyncio.Event()

    def on_signal() -> None:
        if not stop.is_set():
            # A thread that reads documents cannot be ended from inside; the index and the ledger can be left at any
            # moment.
            end = threading.Timer(_DEADLINE, os._exit, (0,))
            end.daemon = True
            end.start()
        stop.set()

    # Windows has none of this; there Ctrl-C ends the loop with KeyboardInterrupt.
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, on_signal)
    return stop
