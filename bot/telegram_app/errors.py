"""Why the bot cannot go on: each with the sentence for the person at the terminal."""

from __future__ import annotations


class CannotGoOnError(Exception):
    """The bot has to stop.

    Attributes:
        key: The sentence, by its key in :mod:`bot.wording`.
        facts: What stands in its placeholders.
    """

    def __init__(self, key: str, **facts: str) -> None:
        self.key = key
        self.facts = facts
        super().__init__(key)
