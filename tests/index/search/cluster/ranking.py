"""BM25 as Lucene writes it, over the entries of a small index in memory."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

Json = dict[str, Any]


class Ranking:
    """BM25 of one index, as Lucene writes it."""

    def __init__(self, entries: dict[str, Json], mappings: Json) -> None:
        self._entries = entries
        self._types = {name: told["type"] for name, told in mappings["properties"].items()}
        self._fields: dict[str, _Field] = {}

    def score(self, query: Json, key: str) -> float | None:
        """The score of an entry, ``None`` where it does not match."""
        ((what, told),) = query.items()
        if what == "bool":
            if any(self.score(one, key) is None for one in told.get("filter", ())):
                return None
            scores = [score for one in told.get("should", ()) if (score := self.score(one, key)) is not None]
            return sum(scores) if len(scores) >= told.get("minimum_should_match", 0) else None
        ((name, wanted),) = told.items()
        if what == "terms":
            return 0.0 if self._entries[key].get(name) in wanted else None
        value, boost = (wanted["value"], wanted["boost"]) if isinstance(wanted, dict) else (wanted, 1.0)
        if self._types[name] == "keyword":
            return 0.0 if self._entries[key].get(name) == value else None
        return self._weight(name, value, boost, key)

    def _weight(self, name: str, term: str, boost: float, key: str) -> float | None:
        if name not in self._fields:
            self._fields[name] = _Field(self._entries, name)
        held = self._fields[name]
        count = held.counts.get(key, Counter())[term]
        if not count:
            return None
        df = held.frequencies[term]
        idf = math.log(1 + (len(held.counts) - df + 0.5) / (df + 0.5))
        length = held.counts[key].total()
        return boost * idf * count / (count + 0.6 * (0.25 + 0.75 * length / held.average))


class _Field:
    """The terms of one field, counted."""

    def __init__(self, entries: dict[str, Json], name: str) -> None:
        self.counts = {key: Counter(entry[name].split()) for key, entry in entries.items() if name in entry}
        self.frequencies = Counter(term for counted in self.counts.values() for term in counted)
        self.average = sum(counted.total() for counted in self.counts.values()) / max(1, len(self.counts))
