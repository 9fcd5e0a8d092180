"""A small OpenSearch of one node in memory, on loopback: the few requests the engine makes, for tests anywhere.

It ranks by BM25 as Lucene writes it and knows no parts, copies or disks; the tests in ``tests/e2e/opensearch`` ask the
real thing.
"""

from __future__ import annotations

import contextlib
import copy
import fnmatch
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from tests.index.search.cluster.ranking import Ranking

Json = dict[str, Any]


@dataclass
class Index:
    """One index: its entries by id, and what was said of it."""

    mappings: Json
    settings: Json
    entries: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """A request as it came."""

    method: str
    path: str
    authorization: str | None


class Refused(Exception):
    """A request is answered with an error."""

    def __init__(self, status: int, kind: str) -> None:
        self.status = status
        self.kind = kind
        super().__init__(kind)


class ClusterServer:
    """The server; a context manager that serves while it is open.

    Args:
        certificate: File of its certificate and key, where it speaks TLS.

    Attributes:
        indices, aliases: What it holds.
        requests: What it was asked.
        troubles: Answers the next requests get in place of theirs, by status.
        broken_searches: How many of the next searches tell that a part of the index did not answer.
        authorization: The header it insists on.
    """

    def __init__(self, certificate: Path | None = None) -> None:
        self.certificate = certificate
        self.indices: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.requests: list[Request] = []
        self.troubles: list[int] = []
        self.broken_searches = 0
        self.authorization: str | None = None
        self.lock = threading.Lock()
        self.connections: set[socket.socket] = set()
        self._port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serve; after a stop, under the address there was."""
        handler = type("Handler", (_Handler,), {"cluster": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._server.daemon_threads = True
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Be gone; what it holds stays for the next start."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
            for connection in list(self.connections):
                # one that is kept open would go on being answered
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def answer(self, method: str, path: str, body: str) -> Json:  # noqa: C901, PLR0911, PLR0912 - a table of requests
        """The answer to a request.

        Raises:
            Refused: it is answered with an error.
        """
        parts = [unquote(part) for part in path.split("/") if part]
        match method, *parts:
            case "GET", "_cluster", "health", *_:
                return {"status": "green", "timed_out": False, "number_of_nodes": 1}
            case "POST", "_aliases":
                for action in json.loads(body)["actions"]:
                    for what, told in action.items():
                        if what == "add":
                            self.aliases[told["alias"]] = told["index"]
                        elif self.aliases.get(told["alias"]) == told["index"]:
                            del self.aliases[told["alias"]]
                return {}
            case _, "_msearch":
                return {"responses": list(self._searches(body))}
            case _, index, "_mget":
                held = self._index(index).entries
                return {"docs": [_got(key, held.get(key)) for key in json.loads(body)["ids"]]}
            case _, *_, "_bulk":
                return self._bulk(parts[0], [json.loads(line) for line in body.splitlines()])
            case "GET", pattern, "_settings":
                names = fnmatch.filter(self.indices, pattern) if "*" in pattern else [self._name(pattern)]
                return {name: {"settings": {"index": self.indices[name].settings}} for name in names}
            case "GET", index, "_mapping":
                return {self._name(index): {"mappings": self._index(index).mappings}}
            case "PUT", index, "_mapping":
                self._index(index).mappings |= json.loads(body)
            case "PUT", index, "_settings":
                self._index(index).settings |= json.loads(body)["index"]
            case "PUT", index, "_clone", target:
                self._clone(index, target, json.loads(body)["settings"]["index"])
            case "PUT", index:
                made = json.loads(body)
                self.indices[index] = Index(made["mappings"], made["settings"]["index"])
            case "DELETE", index:
                del self.indices[self._name(index)]
            case "POST", index, "_refresh" | "_flush":
                self._index(index)
            case _:
                raise Refused(400, f"unknown request {method} {path}")
        return {"acknowledged": True}

    def _name(self, index: str) -> str:
        name = self.aliases.get(index, index)
        if name not in self.indices:
            raise Refused(404, "index_not_found_exception")
        return name

    def _index(self, index: str) -> Index:
        return self.indices[self._name(index)]

    def _clone(self, index: str, target: str, settings: Json) -> None:
        source = self._index(index)
        if not source.settings.get("blocks.write"):
            raise Refused(400, "illegal_state_exception: must block write operations to resize index")
        self.indices[target] = copy.deepcopy(source)
        self.indices[target].settings |= settings

    def _bulk(self, index: str, lines: list[Json]) -> Json:
        held = self._index(index)
        if held.settings.get("blocks.write"):
            raise Refused(403, "cluster_block_exception")
        items: list[Json] = []
        at = 0
        while at < len(lines):
            ((what, told),) = lines[at].items()
            if what == "delete":
                gone = held.entries.pop(told["_id"], None) is not None
                items.append({what: {"_id": told["_id"], "status": 200 if gone else 404}})
            else:
                at += 1
                unknown = set(lines[at]) - set(held.mappings["properties"])
                if unknown:
                    raise Refused(400, f"strict_dynamic_mapping_exception: {unknown}")
                held.entries[told["_id"]] = lines[at]
                items.append({what: {"_id": told["_id"], "status": 201}})
            at += 1
        return {"errors": any(next(iter(item.values()))["status"] >= 300 for item in items), "items": items}

    def _searches(self, body: str) -> Iterator[Json]:
        lines = [json.loads(line) for line in body.splitlines() if line]
        rankings: dict[str, Ranking] = {}
        for header, asked in zip(lines[::2], lines[1::2], strict=True):
            # with another one each part would rank by what it holds itself
            assert (header["search_type"] == "dfs_query_then_fetch") == ("_score" in asked.get("sort", ()))
            if self.broken_searches:
                self.broken_searches -= 1
                yield {"_shards": {"failed": 1}, "timed_out": False, "status": 200}
                continue
            try:
                found = self._search(header, asked, rankings)
                yield {"_shards": {"failed": 0}, "timed_out": False, "status": 200, **found}
            except Refused as error:
                yield {"error": {"type": error.kind}, "status": error.status}

    def _search(self, header: Json, asked: Json, rankings: dict[str, Ranking]) -> Json:
        held = self._index(header["index"])
        ranking = rankings.setdefault(header["index"], Ranking(held.entries, held.mappings))
        rated = [(score, key) for key in held.entries if (score := ranking.score(asked["query"], key)) is not None]
        by_score = asked.get("sort") == ["_score", "order"]
        rated.sort(key=lambda each: (-each[0] if by_score else 0.0, held.entries[each[1]]["order"]))
        after = asked.get("search_after")
        if after is not None:
            rated = [each for each in rated if held.entries[each[1]]["order"] > after[-1]]
        fields = asked.get("_source", [])
        hits = [
            {
                "_id": key,
                "sort": [held.entries[key]["order"]],
                "_source": {name: held.entries[key][name] for name in fields or () if name in held.entries[key]},
            }
            for _, key in rated[: asked["size"]]
        ]
        answer: Json = {"hits": {"total": {"value": len(rated)}, "hits": hits}}
        if "aggs" in asked:
            filters = asked["aggs"]["held"]["filters"]["filters"]
            buckets = {
                name: {"doc_count": sum(ranking.score(query, key) is not None for _, key in rated)}
                for name, query in filters.items()
            }
            answer["aggregations"] = {"held": {"buckets": buckets}}
        return answer


def _got(key: str, entry: Json | None) -> Json:
    return {"_id": key, "found": False} if entry is None else {"_id": key, "found": True, "_source": entry}


class _Handler(BaseHTTPRequestHandler):
    cluster: ClusterServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Note the connection."""
        super().setup()
        self.cluster.connections.add(self.connection)

    def finish(self) -> None:
        """Forget it."""
        self.cluster.connections.discard(self.connection)
        super().finish()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode()
        path = urlsplit(self.path).path
        authorization = self.headers.get("Authorization")
        with self.cluster.lock:
            self.cluster.requests.append(Request(self.command, path, authorization))
            try:
                if self.cluster.troubles:
                    raise Refused(self.cluster.troubles.pop(0), "trouble")  # noqa: TRY301 - as all refusals
                if self.cluster.authorization not in {None, authorization}:
                    raise Refused(401, "security_exception")  # noqa: TRY301 - as above
                self._send(200, self.cluster.answer(self.command, path, body))
            except Refused as error:
                self._send(error.status, {"error": {"type": error.kind, "reason": error.kind}, "status": error.status})

    def _send(self, status: int, answer: Json) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 - the names of the standard library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        """Nothing: standard error is the tests'."""
