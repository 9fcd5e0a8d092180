"""What Tab completes: commands, and behind some of them numbers and titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.messages import Language
from bot.render.printable import printable
from bot.requests import NAMES, Command, name_of, parse
from bot.wording import say

_SHOWN = [command for command in Command if command not in {Command.ASK, Command.UNKNOWN}]
_TITLED = {Command.DOCUMENTS, Command.SCOPE}
_MOST = 50


class CommandCompleter(Completer):
    """Completes what begins with a slash; a question is left alone.

    Args:
        language: The language of the names offered; names of the others complete once their first letter is typed.
        titles: Titles of the documents, asked when needed.
        sources: How many sources can be opened now.
    """

    def __init__(self, language: Language, titles: Callable[[], Sequence[str]], sources: Callable[[], int]) -> None:
        self._language = language
        self._titles = titles
        self._sources = sources

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The completions of what stands before the cursor."""
        del complete_event
        typed = document.text_before_cursor
        if not typed.startswith(("/", "／", "、")) or "\n" in typed:
            return
        name, gap, argument = typed.partition(" ")
        if not gap:
            yield from self._commands(name)
            return
        command = parse(typed, self._language).command
        if command is Command.SOURCE:
            numbers = [str(n) for n in range(1, self._sources() + 1)]
            yield from (Completion(n, -len(argument)) for n in numbers if n.startswith(argument))
        elif command in _TITLED:
            wanted = argument.casefold()
            titles = [printable(title) for title in self._titles()]
            found = [title for title in titles if wanted in title.casefold()]
            yield from (Completion(title, -len(argument)) for title in found[:_MOST])

    def _commands(self, typed: str) -> Iterable[Completion]:
        stem = typed[1:].casefold()
        for command in _SHOWN:
            own = name_of(command, self._language)
            names = [name for by_language in NAMES[command].values() for name in by_language]
            if own[1:].startswith(stem):
                chosen = own
            else:
                # a word may mean another command in another language
                own_names = (name for name in names if parse(f"/{name}", self._language).command is command)
                other = next((name for name in own_names if name.startswith(stem)), None)
                if other is None:
                    continue
                chosen = f"/{other}"
            meaning = say(f"command_{command}", self._language)
            yield Completion(chosen, -len(typed), display_meta=meaning)
