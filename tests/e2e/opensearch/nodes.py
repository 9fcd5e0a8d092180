"""A cluster of OpenSearch nodes on loopback, made of the artefacts Maven fetches; see ``OneNode.java``.

What a distribution adds is left out: security, scripts, the checks for production. Heap: 400 MB a node.
``python -m tests.e2e.opensearch.nodes FOLDER`` fetches them into a folder beforehand.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
MAIN = "OneNode"
HEAP = "400m"
# as a distribution sets it: with another collector the node counts garbage as memory in use, and refuses writes
_COLLECTOR = ("-XX:+UseG1GC", "-XX:G1ReservePercent=25", "-XX:InitiatingHeapOccupancyPercent=30")
_JARS, _CLASSES = "jars", "classes"
PATIENCE = 600.0
_LOOK = 0.5


def lacking() -> str | None:
    """What a cluster would need and this machine has not; ``None`` where it has everything."""
    for program, name in (("javac", "a Java development kit"), ("mvn", "Maven")):
        if shutil.which(program) is None:
            return f"there is no {name} here ({program})"
    return None


def fetch(folder: Path) -> str:
    """Fetch what a node is made of and compile what starts it; the class path.

    Raises:
        CalledProcessError: Maven could not have it.
    """
    jars, classes = folder / _JARS, folder / _CLASSES
    maven = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    subprocess.run([*maven, f"-DoutputDirectory={jars}"], check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command
    compiler = ["javac", "-cp", f"{jars}/*", "-d", str(classes), str(HERE / f"{MAIN}.java")]
    subprocess.run(compiler, check=True)  # noqa: S603 - as above
    return class_path(folder)


def class_path(folder: Path) -> str:
    """The class path of what was fetched into this folder."""
    return f"{folder / _CLASSES}:{folder / _JARS}/*"


class Nodes:
    """Nodes that run while the context manager is open.

    Args:
        folder: Where they keep their data.
        class_path: As of :func:`fetch`.
        count: How many.
        heap: Memory of each for objects, as Java writes it.
        patience: Seconds to wait for them.
    """

    def __init__(
        self, folder: Path, class_path: str, count: int = 3, heap: str = HEAP, patience: float = PATIENCE
    ) -> None:
        self._folder = folder
        self._heap = heap
        self._patience = patience
        self._class_path = class_path
        self._http = _free_ports(count)
        self._transport = _free_ports(count)
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the nodes listen, also those that do not run."""
        return tuple(f"http://127.0.0.1:{port}" for port in self._http)

    def __enter__(self) -> Self:
        try:
            for number in range(len(self._http)):
                self.start(number)
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc_info: object) -> None:
        for number in list(self._running):
            self.kill(number)

    def start(self, number: int) -> None:
        """Start a node; it joins when it is ready."""
        home = self._folder / f"node-{number}"
        home.mkdir(parents=True, exist_ok=True)
        settings = {
            "cluster.name": self._folder.name,
            "node.name": f"node-{number}",
            "path.home": str(home),
            "network.host": "127.0.0.1",
            "http.port": str(self._http[number]),
            "transport.port": str(self._transport[number]),
            "transport.type": "netty4",
            "http.type": "netty4",
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self._transport),
            "cluster.initial_cluster_manager_nodes": ",".join(f"node-{each}" for each in range(len(self._http))),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        options = [f"-Xms{self._heap}", f"-Xmx{self._heap}", *_COLLECTOR, "-XX:TieredStopAtLevel=1"]
        # a session of its own: Ctrl-C at the terminal is ours to answer, in the order of the context manager
        command = ["java", *options, "-cp", self._class_path, MAIN]
        log = (home / "log").open("ab")
        with log:
            self._running[number] = subprocess.Popen(  # noqa: S603 - as above
                [*command, *(f"{name}={value}" for name, value in settings.items())],
                stdout=log,
                stderr=log,
                cwd=home,
                start_new_session=True,
            )

    def kill(self, number: int) -> None:
        """End a node as a power cut would."""
        process = self._running.pop(number)
        process.kill()
        process.wait()

    def wait(self) -> None:
        """Wait until every running node has joined and no copy is missing.

        Raises:
            TimeoutError: they did not; what the first said last is told.
        """
        number = next(iter(self._running))
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            health = _told(f"{self.urls[number]}/_cluster/health")
            if health.get("number_of_nodes") == len(self._running) and health.get("status") == "green":
                return
            time.sleep(_LOOK)
        said = (self._folder / f"node-{number}" / "log").read_text(encoding="utf-8", errors="replace")
        raise TimeoutError(said[-2000:])

    def size(self, index: str) -> int:
        """Bytes of an index with all its copies; 0 where no node tells."""
        told = _told(f"{self.urls[next(iter(self._running))]}/{index}/_stats/store")
        return int(told["_all"]["total"]["store"]["size_in_bytes"]) if told else 0


def _told(url: str) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - loopback
            return dict(json.load(response))
    except (OSError, ValueError):
        return {}


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


if __name__ == "__main__":
    missing = lacking()
    if missing:
        sys.exit(missing)
    fetch(Path(sys.argv[1]))
