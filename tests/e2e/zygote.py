"""Starts the program on demand, each a fork of this process, which has loaded it: ``zygote.py ADDRESS DICTIONARY``.

Loading Python's packages takes several times longer than everything else at a start. What is forked has loaded modules,
those too that the program leaves until they are needed, with jieba's dictionary, and nothing more: no settings, no
index, no thread. For each connection a process waits on the program and tells its number, then its exit code. The other
end is :mod:`tests.e2e.forking`.
"""

from __future__ import annotations

import fcntl
import functools
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import termios
from pathlib import Path
from typing import Any

_MOST = 1 << 16

_LOADED = (
    *(f"bot.commands.{name}" for name in ("ask", "console", "doctor", "documents", "evaluate", "index", "telegram")),
    "bot.telegram_app.service",
    "index.weights",
    "numpy.ma",
    "sentencepiece",
    "anyio._backends._asyncio",
    "httpcore",
)
"""Modules they come to need; onnxruntime is none of them, for it starts a thread."""


def serve(address: str) -> dict[str, Any] | None:
    """Fork for each connection until standard input ends; returns in each fork too, with what it was asked to be."""
    # Nobody waits on those that wait on the forks.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(address)
        server.listen()
        print("ready", flush=True)  # noqa: T201 - heard by the other end
        while sys.stdin not in (waiting := select.select([server, sys.stdin], [], [])[0]):
            if server not in waiting:
                continue
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                asked = _wait_on(connection)
                if asked is None:
                    os._exit(0)
                return asked
            connection.close()
    return None


def _wait_on(connection: socket.socket) -> dict[str, Any] | None:
    """Fork the program and tell what becomes of it; in the fork itself, what it was asked to be."""
    data, streams, _, _ = socket.recv_fds(connection, _MOST, 3)
    while not data.endswith(b"\n"):
        data += connection.recv(_MOST)
    child = os.fork()
    if child == 0:
        connection.close()
        asked: dict[str, Any] = json.loads(data)
        if asked["terminal"]:
            # what is typed into it is for this one: an interrupt too
            os.setsid()
            fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
        for place, handle in enumerate(streams):
            os.dup2(handle, place)
            os.close(handle)
        # Those there are remember what they led to.
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w", buffering=1), open(2, "w", buffering=1)  # noqa: SIM115 - to the end
        return asked
    for handle in streams:
        os.close(handle)
    connection.sendall(f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    return None


def main() -> None:
    """Load the program, serve, and be the program in each fork."""
    import bot.__main__  # noqa: PLC0415 - this comes first

    for name in _LOADED:
        importlib.import_module(name)
    from index.text import folding, segmenting  # noqa: PLC0415 - they come behind the program

    # Tables and a dictionary that every fork would make again of the same files.
    folding.fold("體")
    segmenting.new_tokenizer = functools.cache(segmenting.new_tokenizer)
    segmenting.new_tokenizer(Path(sys.argv[2]))
    # Looked at by the collector, each object is a page to copy: that made the end of a fork as long as its start.
    gc.freeze()
    asked = serve(sys.argv[1])
    if asked is None:
        return
    os.chdir(asked["folder"])
    os.environ.clear()  # noqa: TID251 - another program from here on
    os.environ.update(asked["environment"])  # noqa: TID251 - the same
    sys.argv[1:] = asked["arguments"]
    exec(asked["first"], {})  # noqa: S102 - the tests' own
    bot.__main__.main()


if __name__ == "__main__":
    main()
