"""The client of the cluster: the only import of opensearchpy; its errors become those of the library."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import ClusterLost, ClusterRefused, MissingClusterClient, NoClusterIndex
from index.search.cluster.access import ClusterAccess

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

Json = dict[str, Any]

_T = TypeVar("_T")

_BUSY = (429, 502, 503, 504)
"""Answers of a node that another node, or the same one a moment later, may answer better."""

_PASSING = (200, 500, *_BUSY)
"""The same of one of several searches; 200 where a part of the index did not answer."""

_RETRIES = 3
_DEAD_SECONDS = 5
"""How long a node that did not answer is passed over."""

_PAUSES = (0.2, 0.5, 1.0)
"""Seconds before a question is asked again of which a part failed: while a copy takes the place of a lost one."""

_PATIENCE = 300.0
"""Seconds for what takes the cluster long: making, cloning, flushing an index, taking in many paragraphs."""

_BULK_RETRIES, _BULK_PAUSE = 8, 30
"""How often paragraphs are sent again that a busy node refused, and the longest wait in between, in seconds."""

_CHUNK_BYTES = 4_000_000
_CHUNK = 1_000


class Client:
    """Asks one cluster; safe to use from several threads.

    Args:
        access: Where it is and who asks.

    Raises:
        MissingClusterClient: the extra ``opensearch`` is not installed.
        ClusterRefused: the file of the certificate authority cannot be used.
    """

    def __init__(self, access: ClusterAccess) -> None:
        try:
            import opensearchpy  # noqa: PLC0415 - an extra, and a second that those who ask no cluster need not wait
            from opensearchpy import exceptions, helpers  # noqa: PLC0415
        except ImportError as error:
            raise MissingClusterClient(extra="opensearch") from error
        # it would tell of each request; what fails is told by the errors below
        logging.getLogger("opensearch").setLevel(logging.ERROR)
        self._address = access.address
        self._errors = exceptions
        self._helpers = helpers
        options: Json = {}
        if access.user:
            options["http_auth"] = (access.user, access.password)
        if access.token:
            options["headers"] = {"Authorization": f"Bearer {access.token}"}
        if access.ca is not None:
            options["ca_certs"] = str(access.ca)
        try:
            self._client: OpenSearch = opensearchpy.OpenSearch(
                list(access.urls),
                timeout=access.timeout,
                max_retries=_RETRIES,
                retry_on_timeout=True,
                retry_on_status=_BUSY,
                dead_timeout=_DEAD_SECONDS,
                pool_maxsize=16,
                **options,
            )
        except (OSError, exceptions.ImproperlyConfigured) as error:
            raise ClusterRefused(address=self._address, detail=str(error)) from error

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def search(self, index: str, body: Json) -> Json:
        """One search, over all parts of the index or not at all."""
        return self._whole([(index, body)])[0]

    def search_many(self, index: str, bodies: Sequence[Json]) -> list[Json]:
        """Several searches in one request."""
        return self._whole([(index, body) for body in bodies]) if bodies else []

    def get_many(self, index: str, ids: Sequence[str]) -> list[Json | None]:
        """What is kept under these ids; ``None`` where there is nothing."""
        if not ids:
            return []
        params = {"realtime": "false"}
        found = self._try(lambda: self._client.mget(body={"ids": list(ids)}, index=index, params=params))
        if any("error" in one for one in found["docs"]):
            self._refuse(str(found["docs"]), index)
        return [one["_source"] if one.get("found") else None for one in found["docs"]]

    def meta(self, alias: str) -> tuple[str, Json] | None:
        """The index behind an alias and what it says of itself; ``None`` where there is none."""
        try:
            found = self._try(lambda: self._client.indices.get_mapping(index=alias), alias)
        except NoClusterIndex:
            return None
        name = max(found)
        return name, found[name]["mappings"].get("_meta", {})

    def settings(self, index: str) -> Json:
        """The settings of an index."""
        found = self._try(lambda: self._client.indices.get_settings(index=index), index)
        return dict(found[index]["settings"]["index"])

    def indices(self, pattern: str) -> list[str]:
        """Names of the indices that match a pattern, sorted."""
        return sorted(self._try(lambda: self._client.indices.get_settings(index=pattern)))

    def create(self, index: str, body: Json) -> None:
        """Make an index."""
        self._slow(lambda params: self._client.indices.create(index=index, body=body, params=params))

    def clone(self, index: str, target: str, settings: Json) -> None:
        """Make an index that holds what another one holds, and wait until it can be written to."""
        body = {"settings": settings}
        self._slow(lambda params: self._client.indices.clone(index=index, target=target, body=body, params=params))
        self.wait(target, "yellow")

    def write(self, index: str, actions: Iterable[Json]) -> None:
        """Put in and take out what each of ``actions`` says.

        Raises:
            ClusterRefused: one was refused.
        """
        errors = self._errors
        try:
            for _ in self._helpers.streaming_bulk(
                self._client,
                actions,
                index=index,
                chunk_size=_CHUNK,
                max_chunk_bytes=_CHUNK_BYTES,
                max_retries=_BULK_RETRIES,
                initial_backoff=1,
                max_backoff=_BULK_PAUSE,
                request_timeout=_PATIENCE,
            ):
                pass
        except self._helpers.errors.BulkIndexError as error:
            raise ClusterRefused(address=self._address, detail=str(error)[:300]) from error
        except errors.TransportError as error:
            raise self._told(error, index) from error

    def finish(self, index: str, meta: Json, settings: Json) -> None:
        """Put everything on disk, say what the index is, and let nothing be changed any more."""
        self._slow(lambda params: self._client.indices.refresh(index=index, params=params))
        self._slow(lambda params: self._client.indices.flush(index=index, params=params))
        self._slow(lambda params: self._client.indices.put_mapping(body={"_meta": meta}, index=index, params=params))
        self._slow(lambda params: self._client.indices.put_settings(body=settings, index=index, params=params))

    def wait(self, index: str, status: str, seconds: float = 60.0) -> bool:
        """Wait until all parts of an index are there (``yellow``), and all copies (``green``); whether they are."""
        params: Json = {"wait_for_status": status, "timeout": f"{seconds:.0f}s", "request_timeout": seconds + 30}
        try:
            health = self._try(lambda: self._client.cluster.health(index=index, params=params))
        except ClusterLost as error:
            if error.facts.get("detail") != "408":
                raise
            return False
        return not health["timed_out"]

    def swap(self, alias: str, index: str) -> None:
        """Let the alias stand for this index and for no other, in one step."""
        actions: list[Json] = [{"add": {"index": index, "alias": alias}}]
        before = self.meta(alias)
        if before is not None and before[0] != index:
            actions.append({"remove": {"index": before[0], "alias": alias}})
        self._slow(lambda params: self._client.indices.update_aliases(body={"actions": actions}, params=params))

    def delete(self, indices: Sequence[str]) -> None:
        """Remove these indices; what is gone already does not matter."""
        for index in indices:
            with contextlib.suppress(NoClusterIndex):
                self._try(partial(self._client.indices.delete, index=index, params={"request_timeout": _PATIENCE}))

    def health(self) -> tuple[int, str]:
        """How many nodes there are, and the colour of the cluster."""
        found = self._try(self._client.cluster.health)
        return int(found["number_of_nodes"]), str(found["status"])

    def walk(self, index: str, body: Json, page: int = 1_000) -> Iterator[Json]:
        """Every hit of a search, in the order of the field ``order``."""
        after: list[Any] | None = None
        while True:
            asked = {**body, "size": page, "sort": ["order"], "track_total_hits": False}
            if after is not None:
                asked["search_after"] = after
            hits = self.search(index, asked)["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            after = hits[-1]["sort"]

    def _whole(self, searches: Sequence[tuple[str, Json]]) -> list[Json]:
        """The answers to several searches, asked again as long as a part of the index did not answer."""
        lines: list[Json] = []
        for index, body in searches:
            # only scores depend on what the other parts hold
            ranked = "_score" in body.get("sort", ())
            lines += [{"index": index, "search_type": "dfs_query_then_fetch" if ranked else "query_then_fetch"}, body]
        for pause in (*_PAUSES, None):
            answers: list[Json] = self._try(lambda: self._client.msearch(body=lines))["responses"]
            failed = next((one for one in answers if _failed(one)), None)
            if failed is None:
                return answers
            status = int(failed.get("status", 503))
            if pause is None or status not in _PASSING:
                self._refuse(_reason(failed), searches[0][0], status)
            time.sleep(pause or 0)
        raise AssertionError

    def _slow(self, call: Callable[[Mapping[str, Any]], _T]) -> _T:
        """A call the cluster may take long for."""
        return self._try(lambda: call({"request_timeout": _PATIENCE}))

    def _try(self, call: Callable[[], _T], index: str = "?") -> _T:
        try:
            return call()
        except self._errors.TransportError as error:
            raise self._told(error, index) from error

    def _refuse(self, detail: str, index: str, status: int = 0) -> None:
        if "index_not_found" in detail:
            raise NoClusterIndex(index=index)
        if status in _PASSING:
            raise ClusterLost(address=self._address, detail=str(status))
        raise ClusterRefused(address=self._address, detail=detail[:300])

    def _told(self, error: Any, index: str) -> ClusterLost | ClusterRefused | NoClusterIndex:  # noqa: ANN401 - of a package that may be missing
        errors = self._errors
        if isinstance(error, errors.SSLError):
            return ClusterRefused(address=self._address, detail=str(error.info))
        if isinstance(error, errors.ConnectionError):
            # not the error's own words: they name objects in memory
            return ClusterLost(address=self._address, detail=type(error.info).__name__)
        if error.status_code == 404 and "index_not_found" in str(error.error):  # noqa: PLR2004 - HTTP's own number
            return NoClusterIndex(index=index)
        if error.status_code in {*_BUSY, 408}:
            return ClusterLost(address=self._address, detail=str(error.status_code))
        return ClusterRefused(address=self._address, detail=f"{error.status_code} {error.error}"[:300])


def _failed(answer: Json) -> bool:
    """Whether a part of the index did not answer: then a better paragraph may be missing."""
    return "error" in answer or bool(answer.get("timed_out")) or bool(answer["_shards"]["failed"])


def _reason(answer: Json) -> str:
    error = answer.get("error", {})
    return f"{answer.get('status', '')} {error.get('type', '')} {error.get('reason', '')}".strip()
