"""The rights file: TOML, a table for each folder that is not open to everybody.

A folder with neither people nor groups is for administrators only::

    [folders.'人事']
    people = [123456789]
    groups = [-1001234567890]

    [folders.'人事/董事会']
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.rights.errors import Problem, RightsError
from bot.rights.folders import Rule, folded, folds_case
from index.errors import DocumentError
from index.loading.archives import is_archive, members

_LARGEST = 1 << 52
"""Telegram's numbers have at the most 52 bits."""

_Person = Annotated[int, Field(strict=True, gt=0, lt=_LARGEST)]
_Group = Annotated[int, Field(strict=True, gt=-_LARGEST, lt=0)]
_LINE = re.compile(r"at line (\d+)")


class _Folder(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    people: list[_Person] = []
    groups: list[_Group] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    folders: dict[str, _Folder] = Field(min_length=1)


def read(file: Path, sources: Sequence[Path]) -> tuple[Rule, ...]:
    """The rules of a rights file.

    Args:
        file: The file.
        sources: The folders and files that are searched. A relative name is one below these.

    Raises:
        RightsError: it cannot be used; every problem is named.
    """
    try:
        folders = _File.model_validate(_tables(file)).folders
    except ValidationError as error:
        problems = tuple(map(_problem, error.errors(include_url=False)))
        # A misspelt "folders" leaves none: the one sentence is enough.
        telling = tuple(one for one in problems if one.key != "rights_none")
        raise RightsError(file, telling or problems) from error
    rules = tuple(
        Rule(name, places, frozenset(folder.people), frozenset(folder.groups), any(map(folds_case, places)))
        for name, folder in folders.items()
        for places in [tuple(_places(name, sources))]
    )
    if problems := tuple(_problems(rules)):
        raise RightsError(file, problems)
    return rules


def _tables(file: Path) -> dict[str, Any]:
    try:
        # Editors on Windows put a mark in front.
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise RightsError(file, (Problem("rights_unreadable", {"detail": detail}),)) from error
    except UnicodeDecodeError as error:
        raise RightsError(file, (Problem("rights_encoding", {}),)) from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        problem = Problem("rights_line", {"line": line[1]}) if line else Problem("rights_cut", {})
        raise RightsError(file, (problem,)) from error


def _problem(error: Any) -> Problem:  # noqa: ANN401 - as pydantic describes it
    """What pydantic found, by where it found it."""
    location = tuple(error["loc"])
    key = _key(location)
    if error["type"] == "extra_forbidden":
        known = ["folders"] if len(location) == 1 else list(_Folder.model_fields)
        near = difflib.get_close_matches(str(location[-1]), known, n=1)
        return Problem("rights_unknown_key", {"key": key, "known": near[0] if near else ", ".join(known)})
    if location == ("folders",):
        return Problem("rights_none", {})
    if "people" in location[2:]:
        return Problem("rights_people", {"key": key})
    if "groups" in location[2:]:
        return Problem("rights_groups", {"key": key})
    return Problem("rights_table", {"key": key})


def _key(location: Sequence[str | int]) -> str:
    """The way to a value, as one would write it in the file: ``folders."人事".people[1]``."""
    head, *rest = location
    key = str(head)
    for number, step in enumerate(rest):
        key += f"[{step + 1}]" if isinstance(step, int) else f'."{step}"' if number == 0 else f".{step}"
    return key


def _places(name: str, sources: Sequence[Path]) -> Iterator[Path]:
    """Where a folder of that name lies: a relative one below each folder of documents that has it."""
    really = [Path(os.path.realpath(source)) for source in sources]
    bases = [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100 - Path.absolute keeps ".."
    bases = [base if base.is_dir() else base.parent for base in bases]
    for written in dict.fromkeys((name, name.replace("\\", "/"))):
        path = os.path.expanduser(written)  # noqa: PTH111 - that of Path fails where there is no such person
        # A path joined to an absolute one is the absolute one.
        found = [place for place in dict.fromkeys(base / path for base in bases) if _is_there(place)]
        if places := [place for place in found if _is_among(Path(os.path.realpath(place)), really)]:
            yield from places
            return


def _is_among(place: Path, sources: Sequence[Path]) -> bool:
    """Whether a folder lies in one of the sources, or one of the sources lies in it."""
    return any(place.is_relative_to(source) or source.is_relative_to(place) for source in sources)


def _is_there(place: Path) -> bool:
    """Whether there is such a folder or file, on the disk or in an archive."""
    try:
        if place.exists():
            return True
        archive = next((path for path in place.parents if is_archive(path.name) and path.is_file()), None)
        if archive is None:
            return False
        state = archive.stat()
        inside = "/".join(place.relative_to(archive).parts)
        names = [member.name for member in members(archive, state.st_size, state.st_mtime_ns)]
    except (DocumentError, ModuleNotFoundError, OSError, ValueError):
        return False
    return any(name == inside or name.startswith(f"{inside}/") for name in names)


def _problems(rules: Sequence[Rule]) -> Iterator[Problem]:
    """Folders that are none of the documents', and those named twice: nobody could say which of the two holds."""
    named: dict[str, str] = {}
    for rule in rules:
        key = _key(("folders", rule.name))
        if not rule.places:
            yield Problem("rights_no_folder", {"key": key})
        for place in rule.places:
            real = os.path.realpath(place)
            first = named.setdefault(folded(real) if rule.folds else real, rule.name)
            if first != rule.name:
                yield Problem("rights_twice", {"key": key, "other": _key(("folders", first))})
                break
