"""The shape of a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """One sentence in every language the program speaks; placeholders are named alike in all of them.

    A number in an English sentence may carry its plural: ``{count} file{count:s}`` gives "1 file" and "2 files".
    """

    hans: str
    hant: str
    en: str
