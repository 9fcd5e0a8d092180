"""``yinju ask``: one question, or a question per line of standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from bot import environment
from bot import settings as reading
from bot.bootstrap import bring_up_to_date, log_to_file, make_dialogue, one_off_library, open_library, searches_samples
from bot.commands.base import Command, option, put_out_json, tell
from bot.dialogue import EXPLAINED, Dialogue
from bot.messages import Answered, Explained, Language, Message, Said, Unanswered
from bot.render import json_lines
from bot.wording import say
from index.library import Library

_MOST_CHARACTERS = 20_000
"""Of one question; beyond it is no question but a file sent down the wrong pipe."""

_MOST_NAMED = 5
"""Files named where none could be read."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for on the command line."""

    json: bool
    chat: bool
    plain: bool
    top: int | None
    explain: bool


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(  # noqa: PLR0913 - one for each option
        *,
        question: tuple[str, ...],
        documents: tuple[Path, ...],
        json: bool,
        chat: bool,
        plain: bool,
        explain: bool,
        top: int | None,
    ) -> int:
        return _ask(language, question, documents, _Wish(json, chat, plain, top, explain))

    return Command(
        "ask",
        language,
        callback=run,
        params=[
            click.Argument(["question"], nargs=-1, required=False, metavar=f"[{say('argument_question', language)}]"),
            option(["--documents"], "option_documents", language, multiple=True, type=click.Path(path_type=Path)),
            option(["--json"], "option_json", language, is_flag=True),
            option(["--chat"], "option_chat", language, is_flag=True),
            option(["--plain"], "option_plain", language, is_flag=True),
            option(["--explain"], "option_explain", language, is_flag=True),
            option(["--top"], "option_top", language, type=click.IntRange(min=1), metavar="N"),
        ],
    )


def _ask(language: Language, question: tuple[str, ...], documents: tuple[Path, ...], wish: _Wish) -> int:
    if not question and sys.stdin.isatty():
        raise click.UsageError(say("usage_no_question", language))
    settings = reading.load()
    if documents:
        library = one_off_library(settings, documents)
    else:
        library = open_library(settings)
        if searches_samples(settings):
            tell(say("using_samples", language))
    log_to_file(settings)
    if sys.stderr.isatty():
        from bot.render.progress import ProgressBar  # noqa: PLC0415 - a pipe needs no bar

        with ProgressBar(language, no_color=environment.no_color()) as bar:
            bring_up_to_date(library, bar)
    else:
        bring_up_to_date(library)
    if not library.manifest.paragraphs:
        _tell_unread(library, language)
    questions = iter((_cleaned(" ".join(question)),)) if question else _lines()
    return _answer_all(make_dialogue(library), questions, language, wish, single=bool(question))


def _tell_unread(library: Library, language: Language) -> None:
    """Why there is nothing to search: the reason each file was skipped for."""
    from bot.render.failures import skip_reason  # noqa: PLC0415 - seldom
    from bot.render.printable import printable  # noqa: PLC0415 - seldom

    for file in library.skipped()[:_MOST_NAMED]:
        reason = skip_reason(file.problem, file.facts, language)
        tell(say("file_unread", language, path=printable(file.path), reason=reason))


def _answer_all(dialogue: Dialogue, questions: Iterator[str], language: Language, wish: _Wish, *, single: bool) -> int:
    printer = None if wish.json else _Printer(language, wish, single=single)
    complete = True
    for question in questions:
        message = Message(question, "terminal" if wish.chat else "", language)
        turn = _cut(dialogue.ask(message, wish.top), wish.top)
        complete = complete and not isinstance(turn, Unanswered)
        explained = None
        if wish.explain and not isinstance(turn, Said):
            explained = dialogue.explain(message, turn, wish.top or EXPLAINED)
        if printer is None:
            put_out_json(json_lines.line(question, turn, language, explained))
        else:
            printer.show(turn, question)
            if explained:
                printer.explain(explained)
    return 0 if complete else 1


class _Printer:
    """Prints turns for people."""

    def __init__(self, language: Language, wish: _Wish, *, single: bool) -> None:
        from bot.render.screen import Screen  # noqa: PLC0415 - --json does without
        from bot.render.terminal import render  # noqa: PLC0415 - as above

        self._screen = Screen(plain=wish.plain, no_color=environment.no_color())
        self._render = render
        self._language = language
        self._single = single
        self._first = True

    def show(self, turn: Answered | Unanswered | Said, question: str) -> None:
        from rich.text import Text  # noqa: PLC0415 - as above

        if not self._single:
            lead = "" if self._first else "\n"
            self._screen.show(Text(f"{lead}> {question}", style="head"))
        self._first = False
        self._screen.show(self._render(turn, self._language, self._screen.columns))

    def explain(self, explained: Explained) -> None:
        from rich.text import Text  # noqa: PLC0415 - as above

        self._screen.show(Text("\n").append_text(self._render(explained, self._language, self._screen.columns)))


def _cut(turn: Answered | Unanswered | Said, top: int | None) -> Answered | Unanswered | Said:
    """The turn with no more citations than were asked for."""
    if top is None:
        return turn
    match turn:
        case Answered(answer=answer):
            return replace(turn, answer=replace(answer, citations=answer.citations[:top]))
        case Unanswered() | Said():
            return turn


def _lines() -> Iterator[str]:
    """Questions of standard input as they come; empty lines are none."""
    for line in sys.stdin:
        if question := _cleaned(line):
            yield question


def _cleaned(line: str) -> str:
    """A question without its line end, byte order mark and half surrogates (arguments that are no UTF-8)."""
    whole = line.encode("utf-8", "replace").decode("utf-8").strip().lstrip("\ufeff")
    return whole[:_MOST_CHARACTERS]
