"""Documents as people name them: by the number in the list, by words of title or path, by the year."""

from __future__ import annotations

import re

from bot.ports import StoredDocument
from bot.rights.shelf import ReadableShelf

_YEAR = re.compile("[0-9]{4}年")


def number(text: str) -> int | None:
    """The whole number ``text`` is, in any digits; ``None`` if it is none, or absurdly long."""
    bare = text.strip().strip("[]()（）【】#.。")
    return int(bare) if bare.isdecimal() and len(bare) < len("10000000") else None


def numbered(shelf: ReadableShelf, words: str) -> list[tuple[int, StoredDocument]]:
    """The documents that ``words`` name, each with its number in the list; all of them for no words."""
    listed = enumerate(shelf.documents(), 1)
    return [(n, one) for n, one in listed if _holds(one, shelf.path_of(one.info), words)]


def chosen(shelf: ReadableShelf, words: str) -> list[StoredDocument]:
    """Documents named by their numbers in the list (``1 3``, ``1，3``), or by words of their title or path."""
    documents = shelf.documents()
    numbers = [number(part) for part in words.replace("，", " ").replace(",", " ").replace("、", " ").split()]
    if numbers and all(n is not None and 1 <= n <= len(documents) for n in numbers):
        return [documents[n - 1] for n in dict.fromkeys(n for n in numbers if n is not None)]
    exact = [one for one in documents if words in (one.info.title, shelf.path_of(one.info))]
    return exact or [one for _, one in numbered(shelf, words)]


def _holds(document: StoredDocument, path: str, words: str) -> bool:
    """Whether every word stands in the title or path, or is the year of it; case, width and script aside.

    The year of a document is the one its title names, else that of its date: a report on 2023 is written in 2024.
    """
    from index.text import fold  # noqa: PLC0415 - a prompt is shown before anything is searched
    from index.text.numbers import in_digits  # noqa: PLC0415 - as above

    name = fold(f"{document.info.title} {path}").text
    years = _YEAR.findall(in_digits(fold(document.info.title).text))
    if not years and document.info.date:
        years = [f"{document.info.date.year}年"]
    return all(word in name or word in years for word in fold(words).text.split())
