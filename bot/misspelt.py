"""Names that are no setting but nearly one: what is set under them does nothing, and is looked for in wrong places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.environment import ENV_FILE, PREFIX, Name, names
from bot.messages import Language
from bot.settings import Settings
from bot.wording import say

_HEAD = PREFIX.rstrip("_")
_HEAD_LIKENESS = 0.8
"""How like the program's name the first word must be: YINGJU is, another program's is not."""


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name that is meant as a setting and is none.

    Attributes:
        name: The name and where it stands.
        near: The setting that was most likely meant; ``None`` where none is like it.
    """

    name: Name
    near: str | None


def misspelt() -> list[Misspelt]:
    """The names in the environment and in ``.env`` that begin like a setting, or nearly so, and are none."""
    return list(_found())


def sentence(one: Misspelt, language: Language) -> str:
    """What is wrong with a name, where it stands and what was most likely meant; what is set there is not told."""
    line = one.name.line
    where = say("where_environment", language)
    if line is not None:
        where = say("where_env_file", language, path=str(Path(ENV_FILE).absolute()), line=line)
    near = say("usage_near", language, near=one.near) if one.near else ""
    return say("setting_misspelt", language, name=one.name.text, where=where, near=near)


def sentences(language: Language) -> list[str]:
    """A sentence for each name that is nearly a setting."""
    return [sentence(one, language) for one in misspelt() if one.near]


def _found() -> Iterator[Misspelt]:
    fields = [field.upper() for field in Settings.model_fields]
    for name in names():
        head, tail = _parts(name.text)
        near = _nearest(tail, fields) if tail and _is_head(head) else None
        if near and name.text.upper() == f"{PREFIX}{near}":
            continue
        if near:
            yield Misspelt(name, f"{PREFIX}{near}")
        elif name.text.upper().startswith(PREFIX):
            yield Misspelt(name, None)


def _parts(name: str) -> tuple[str, str]:
    """The first word of a name, and the others, whatever stands between them."""
    written = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")
    head, _, tail = written.partition("_")
    if not tail and head.startswith(_HEAD):
        return _HEAD, head.removeprefix(_HEAD)
    return head, tail


def _is_head(word: str) -> bool:
    return difflib.SequenceMatcher(None, word, _HEAD).ratio() >= _HEAD_LIKENESS


def _nearest(tail: str, fields: list[str]) -> str | None:
    """The field itself, one spelt like it, or the first of those that share most words with it."""
    if tail in fields:
        return tail
    if close := difflib.get_close_matches(tail, fields, n=1):
        return close[0]
    words = set(tail.split("_"))
    shared = {field: len(words & set(field.split("_"))) for field in fields}
    best = max(fields, key=lambda field: shared[field])
    return best if shared[best] else None
