"""Telling systemd, or whatever speaks its protocol, how the service is: sd_notify(3) in a few lines.

Without a service manager nothing is told and nothing fails.
"""

from __future__ import annotations

import asyncio
import logging
import socket

from bot import environment

_log = logging.getLogger(__name__)

READY = "READY=1"
STOPPING = "STOPPING=1"
_ALIVE = "WATCHDOG=1"


def notify(state: str) -> None:
    """Tell the service manager a state, if there is one."""
    address = environment.service_manager()
    if not address:
        return
    # An abstract socket is written with an @ in place of the zero byte its name begins with.
    place = f"\0{address[1:]}" if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(place)
            line.sendall(state.encode())
    except (OSError, AttributeError) as error:
        _log.warning("the service manager cannot be told %s: %s", state, error)


async def keep_alive() -> None:
    """Give signs of life, twice as often as they are wanted; a program whose loop hangs gives none and is restarted."""
    if seconds := environment.watchdog_seconds():
        while True:
            notify(_ALIVE)
            await asyncio.sleep(seconds / 2)
