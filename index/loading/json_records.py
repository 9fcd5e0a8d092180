"""JSON files: the records of a list as the rows of a table, with long texts as paragraphs; chats as chats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from index.errors import BrokenFile
from index.loading.chats import compose_telegram, is_telegram
from index.loading.content import Composer, Content
from index.loading.encoding import Decoded
from index.loading.plain import decoded_or_refused, notes_on
from index.loading.tables import Row, written
from index.model import BlockKind

_LONG = 60  # characters of a value that is a text of its own
_DEEPEST = 12
_LONGEST_CONTEXT = 200
_LABELS = ("name", "title", "id", "名称", "姓名", "标题", "問題", "问题", "question")


def load_json(data: bytes) -> Content:
    """What a JSON file holds, key by key.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        BrokenFile: no JSON.
        UnreadableFile: of millions of records.
    """
    decoded = decoded_or_refused(data)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    return _composed([value], decoded)


def load_json_lines(data: bytes) -> Content:
    """The records of a file of one JSON value a line; lines that are none are left out and counted.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        BrokenFile: no line is JSON.
        UnreadableFile: of millions of records.
    """
    decoded = decoded_or_refused(data)
    values: list[Any] = []
    broken = ""
    for line in decoded.text.split("\n"):
        if line.strip():
            try:
                values.append(json.loads(line))
            except (ValueError, RecursionError) as error:
                broken = broken or str(error)
    if broken and not values:
        raise BrokenFile(reason="damaged", detail=broken)
    return _composed([values], decoded)


def _composed(values: list[Any], decoded: Decoded) -> Content:
    composer = Composer()
    title = None
    for value in values:
        if is_telegram(value):
            title = compose_telegram(value, composer)
        else:
            _Reader(composer).read(value, "", 1)
    return composer.content(title, notes=notes_on(decoded))


class _Reader:
    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._patterns: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(self, value: object, key: str, depth: int) -> None:
        if isinstance(value, dict):
            self._record(value, key, depth)
        elif isinstance(value, list):
            if key and any(isinstance(one, dict | list) for one in value):
                self._composer.add(key, BlockKind.HEADING, level=min(depth, _DEEPEST))
            if all(not isinstance(one, dict | list) for one in value):
                self._composer.add(f"{key}: {_listed(value)}" if key else _listed(value))
                return
            for one in value:
                self.read(one, "", depth + 1)
        else:
            self._composer.add(f"{key}: {_shown(value)}" if key else _shown(value))

    def _record(self, record: dict[str, Any], key: str, depth: int) -> None:
        if key:
            self._composer.add(key, BlockKind.HEADING, level=min(depth, _DEEPEST))
        fields = list(_fields(record, "", 1))
        short = {name: text for name, text in fields if len(text) <= _LONG and "\n" not in text}
        label = next((short[name] for name in _LABELS if name in short), next(iter(short.values()), ""))
        if short:
            names = self._patterns.setdefault(tuple(short), tuple(short))
            text, row = written(Row.of(tuple(short.values())), names, label, {})
            self._composer.add(text, BlockKind.ROW, context=" ".join(names)[:_LONGEST_CONTEXT], row=row)
        for name, text in fields:
            if name not in short:
                context = f"{label} {name}".strip()[:_LONGEST_CONTEXT]
                for line in text.split("\n"):
                    self._composer.add(line, context=context)
        for name, value in record.items():
            # lists of records, and records too deep for a field, stand below
            if isinstance(value, list) and any(isinstance(one, dict | list) for one in value) and depth < _DEEPEST:
                self.read(value, str(name), depth + 1)


def _fields(record: dict[str, Any], above: str, depth: int) -> Iterator[tuple[str, str]]:
    """Names and texts of the values of a record, those inside records under dotted names."""
    for key, value in record.items():
        name = f"{above}.{key}" if above else str(key)
        if isinstance(value, dict):
            if depth < _DEEPEST:
                yield from _fields(value, name, depth + 1)
        elif isinstance(value, list):
            if not any(isinstance(one, dict | list) for one in value) and (text := _listed(value)):
                yield name, text
        elif text := _shown(value):
            yield name, text


def _listed(values: list[Any]) -> str:
    texts = [_shown(value) for value in values]
    return ("\n" if any(len(text) > _LONG for text in texts) else "、").join(filter(None, texts))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
