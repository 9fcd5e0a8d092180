"""Starts telemelya with its stores in memory: ``telemelya_server.py PORT``. Runs in telemelya's own environment."""

from __future__ import annotations

import os
import sys
import threading

from fakeredis import TcpFakeServer  # type: ignore[import-not-found]
from moto.server import ThreadedMotoServer  # type: ignore[import-not-found]


def main(port: int) -> None:
    """Serve until the process is ended."""
    redis = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    threading.Thread(target=redis.serve_forever, daemon=True).start()
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    store.start()
    os.environ.update(  # noqa: TID251 - another program's environment
        REDIS_URL=f"redis://127.0.0.1:{redis.server_address[1]}/0",
        MINIO_ENDPOINT=f"127.0.0.1:{store.get_host_and_port()[1]}",
        MOCK_SERVER_HOST="127.0.0.1",
        MOCK_SERVER_PORT=str(port),
    )
    # Its settings are read when it is imported.
    from telemelya.server.app import main as serve  # type: ignore[import-not-found]  # noqa: PLC0415

    serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
