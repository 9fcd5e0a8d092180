"""The documents of a snapshot that are editions of one: titles the same but for year, version, 修订, 试行."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping

from index.model import DocumentInfo
from index.text.editions import edition_of

MOST = 24
"""Documents of one name up to which they are editions of one; more of them share a common word (通知, 会议纪要)."""

# whatever can tell editions apart, character by character: titles that differ in more are not looked at closely
_TELLS_APART = re.compile(
    r"[\W_0-9a-zA-Z０-９Ａ-Ｚａ-ｚ〇零一二三四五六七八九十年月日度学學版本次第自起"
    "新修订訂正改编編制定发發布印公颁頒出台实實施行执執启啟用旧舊老原已现現废廢止作失效最有式稿终終草案征徵求意见見集送审審讨討论論议議报報批初暂暫试試更]+"
)


class Editions:
    """Knows the editions of each document; looks through the titles once, when it is asked first.

    Args:
        documents: Gives all documents of the snapshot, by id.
    """

    def __init__(self, documents: Callable[[], Iterable[DocumentInfo]]) -> None:
        self._documents = documents
        self._by_id: Mapping[str, tuple[DocumentInfo, ...]] | None = None
        self._lock = threading.Lock()

    def of(self, document: DocumentInfo, readable: frozenset[str] | None) -> tuple[DocumentInfo, ...]:
        """The document and the other editions of the same that may be read, by id."""
        if self._by_id is None:
            with self._lock:
                if self._by_id is None:
                    self._by_id = _several(self._documents())
        found = self._by_id.get(document.id, (document,))
        return tuple(each for each in found if readable is None or each.id in readable)


def _several(documents: Iterable[DocumentInfo]) -> dict[str, tuple[DocumentInfo, ...]]:
    """The editions of each document that has others."""
    alike: dict[str, list[DocumentInfo]] = {}
    for each in documents:
        alike.setdefault(_TELLS_APART.sub("", each.title), []).append(each)
    named: dict[str, list[DocumentInfo]] = {}
    for each in (each for group in alike.values() if len(group) > 1 for each in group):
        name = edition_of(each.title, each.path).name
        if name:
            named.setdefault(name, []).append(each)
    return {each.id: tuple(group) for group in named.values() if 1 < len(group) <= MOST for each in group}
