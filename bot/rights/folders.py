"""Which rules hold for a document: those of the deepest named folder it lies in.

A folder is the same however one comes to it: through a link, with ``..``, or, on a disk that takes no account of case,
in other letters. So a document is looked at twice, by the way it was found and by where it really lies, and where the
two lie in different named folders it takes the right to both.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.rights.readable import Reader


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may read a folder. Administrators of the bot always may, where nobody else reads along.

    Attributes:
        name: The folder, as the operator wrote it.
        places: Where it is, absolute; several where several folders of documents hold one of that name.
        people: Telegram's numbers of people.
        groups: Those of groups.
        folds: Whether the disk takes no account of case there.
    """

    name: str
    places: tuple[Path, ...]
    people: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    folds: bool = False

    def allows(self, reader: Reader) -> bool:
        """Whether a reader may read what lies in the folder."""
        if reader.group is not None:
            return reader.group in self.groups
        return reader.person is not None and (reader.is_admin or reader.person in self.people)


class Folders:
    """The rules as the folders lie now: made anew with every index, for a link may lead elsewhere by then."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        self._real = cache(os.path.realpath)
        for rule in rules:
            for place in rule.places:
                for path in {os.path.abspath(place), self._real(place)}:  # noqa: PTH100 - Path.absolute keeps ".."
                    self._exact.setdefault(path, set()).add(rule.name)
                    if rule.folds:
                        self._folded.setdefault(folded(path), set()).add(rule.name)

    def over(self, place: Path) -> frozenset[str]:
        """Names of the rules that hold for what lies at ``place``: it may be read by whom they all allow."""
        found = Path(os.path.abspath(place))  # noqa: PTH100 - as above
        really = Path(os.path.realpath(place))
        by_way = self._deepest((path, Path(self._real(path))) for path in (found, *found.parents))
        by_place = self._deepest((path,) for path in (really, *really.parents))
        return frozenset(by_way | by_place)

    def _deepest(self, upwards: Iterable[tuple[Path, ...]]) -> set[str]:
        for spellings in upwards:
            for path in spellings:
                if rules := self._at(str(path)):
                    return rules
        return set()

    def _at(self, path: str) -> set[str]:
        exact = self._exact.get(path, set())
        return exact | self._folded.get(folded(path), set()) if self._folded else exact


def folded(path: str) -> str:
    """A path as a disk sees it that takes no account of case."""
    return unicodedata.normalize("NFC", path).casefold()


def folds_case(place: Path) -> bool:
    """Whether the disk takes a name of the path for the same in other letters."""
    for path in (place, *place.parents):
        other = path.with_name(path.name.swapcase()) if path.name else path
        if other == path:
            continue
        try:
            if path.samefile(other):
                return True
        except OSError:
            continue
    return False
