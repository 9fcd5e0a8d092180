"""The interactive session: reads, answers, obeys, until the person leaves."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import ThreadedHistory
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import is_dumb_terminal
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from bot.console.completing import CommandCompleter
from bot.console.exporting import Exporter
from bot.console.opening import Opened, Opening
from bot.console.page_pictures import Cited
from bot.console.paging import Pager
from bot.console.remembering import LateHistory
from bot.console.showing import Show
from bot.console.welcome import suggested, welcome
from bot.messages import Answered, Language, Message, Passage, Reply, Said, Unanswered
from bot.render.printable import printable
from bot.render.terminal import Sheet, render
from bot.requests import Command, Request, name_of, parse
from bot.wording import say

_PROMPT = "> "
_WIDEST = 100
_TICK = 0.1
"""Seconds between two looks for news while the prompt waits."""

_SLOW = 0.3
"""Seconds after which a question shows that it is being worked on."""

_STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "bottom-toolbar": "noreverse",
        "rprompt": "",
        "completion-menu": "noinherit reverse",
        "completion-menu.completion.current": "noinherit bold noreverse",
        "completion-menu.meta.completion": "noinherit reverse",
        "completion-menu.meta.completion.current": "noinherit bold noreverse",
    }
)
"""No colours of its own: reversed is readable on every background."""

_T = TypeVar("_T")


class Session:
    """One run of the console.

    Args:
        opening: The library, being opened.
        screen: Where everything is printed.
        language: The language to speak.
        history: Finds the file of what was asked; called behind the prompt.
        explain_error: Words what went wrong.
        show: Shows a file in a window; ``None`` where nothing can.
        pager: Shows what is longer than the screen; ``None`` to print it all the same.
    """

    def __init__(  # noqa: PLR0913 - what a console is made of
        self,
        opening: Opening,
        screen: Console,
        language: Language,
        *,
        history: Callable[[], Path],
        explain_error: Callable[[Exception], str],
        show: Show | None,
        pager: Pager | None,
    ) -> None:
        self._opening = opening
        self._screen = screen
        self._language = language
        self._explain_error = explain_error
        self._show = show
        self._pager = pager
        self._welcomed = False
        self._suggested = False
        self._conversations = (f"terminal {number}" for number in itertools.count())
        self._conversation = next(self._conversations)
        self._sources: tuple[Any, ...] = ()
        self._cited: Cited | None = None
        self._exporter = Exporter(language)
        self._prompt: PromptSession[str] = PromptSession(
            FormattedText([("class:prompt", _PROMPT)]),
            history=ThreadedHistory(LateHistory(history)),
            completer=CommandCompleter(language, self._titles, lambda: len(self._sources)),
            complete_while_typing=True,
            style=_STYLE,
            bottom_toolbar=self._state,
            rprompt=self._scope,
            enable_open_in_editor=False,
            reserve_space_for_menu=6,
        )
        self._toolbar = self._prompt.bottom_toolbar

    def run(self) -> int:
        """Read and reply until the person leaves; the exit code.

        Raises:
            YinjuError: the library cannot be opened.
        """
        if is_dumb_terminal():  # its prompt is a plain line, above which nothing can be shown later
            self._opening.start()
            self._say("console_opening", "note")
            self._opening.opened()
            while self._opening.suggestions is None and not self._opening.finished:
                time.sleep(_TICK)
        while (typed := self._read()) is not None:
            try:
                if typed.strip() and not self._handle(typed):
                    break
            except KeyboardInterrupt:
                self._cancel()
            except Exception as error:  # noqa: BLE001 - one question that fails is no reason to close the window
                self._put(self._explain_error(error), "trouble")
        self._say("console_bye", "note")
        return 0

    def _cancel(self) -> None:
        """Say that nothing comes of it any more. Its thread ends by itself, and what it finds is not remembered."""
        abandoned, self._conversation = self._conversation, next(self._conversations)
        if self._opening.usable:
            self._opening.opened().dialogue.rename(abandoned, self._conversation)
        self._say("console_cancelled", "note")

    def _read(self) -> str | None:
        """The next line typed, empty where it was thrown away; ``None`` at the end of input."""
        if self._opening.ready:
            self._greet()
        self._suggest()
        self._tell_news()
        # An empty toolbar would still take up a line.
        self._prompt.bottom_toolbar = None if self._opening.finished else self._toolbar
        try:
            return self._prompt.prompt(pre_run=self._watch)
        except KeyboardInterrupt:
            if not self._prompt.default_buffer.text:
                self._say("console_leave", "note")
            return ""
        except EOFError:
            return None

    def _handle(self, typed: str) -> bool:
        """Carry out one line; whether to go on."""
        request = parse(typed, self._language)
        if request.command is Command.QUIT:
            return False
        opened = self._finish(self._opening.opened, self._state)
        self._greet(brief=True)
        self._suggested = True  # whoever asks knows what to ask
        if request.command is Command.REBUILD:
            self._rebuild(opened)
        elif request.command is Command.EXPORT:
            self._export(request.argument)
        elif request.command in {Command.OPEN, Command.PAGE}:
            self._show_source(opened, request)
        else:
            self._reply(opened, typed)
        return True

    def _reply(self, opened: Opened, typed: str) -> Reply:
        text = " ".join(typed.split()) if not typed.startswith("/") else typed
        message = Message(text, self._conversation, self._language, is_admin=True)
        reply = self._finish(lambda: opened.dialogue.reply(message), partial(say, "console_thinking", self._language))
        self._remember(reply)
        shown = render(reply, self._language, self._columns)
        if isinstance(reply, Said) and reply.key == "help":
            shown = shown.append("\n").append_text(render(Said("help_console"), self._language, self._columns))
        if isinstance(reply, Passage) and shown.plain.count("\n") >= self._screen.height - 2:
            self._page(shown)
        else:
            self._print(shown)
        return reply

    def _remember(self, reply: Reply) -> None:
        self._exporter.remember(reply)
        match reply:
            case Answered(answer=answer):
                self._sources = answer.citations
                first = answer.citations[0]
                self._cited = Cited(first.paragraph, first.evidence)
            case Unanswered(no_answer=none):
                self._sources = none.nearest
                self._cited = Cited(none.nearest[0]) if none.nearest else None
            case Passage():
                self._cited = Cited(reply.paragraphs[reply.focus or 0], reply.evidence)
            case _:
                pass

    def _rebuild(self, opened: Opened) -> None:
        from bot.render.progress import ProgressBar  # noqa: PLC0415 - seldom

        with ProgressBar(self._language, no_color=self._screen.no_color) as bar:
            lines = opened.refresh(bar)
        self._put("\n".join(lines), "")

    def _export(self, name: str) -> None:
        outcome = self._finish(partial(self._exporter.export, name), partial(say, "export_writing", self._language))
        style, facts = "trouble" if outcome.is_trouble else "", dict(outcome.facts)
        if outcome.path is None:
            self._put(say(outcome.key, self._language, **facts), style)
        else:
            self._tell_path(outcome.key, outcome.path, style, **facts)

    def _show_source(self, opened: Opened, request: Request) -> None:
        """Show file or page of the source last looked at, or of the one whose number stands behind the command."""
        if request.argument and not isinstance(self._reply(opened, f"/source {request.argument}"), Passage):
            return
        if self._cited is None:
            self._say("nothing_cited", "trouble")
            return
        document = self._cited.paragraph.document.id
        path = opened.file_of(document)
        if path is None or not opened.originals.is_there(path):
            self._tell_path("console_open_gone", path or Path(document), "trouble")
        elif request.command is Command.OPEN:
            file = self._finish(
                partial(opened.originals.file, path), partial(say, "console_open_trying", self._language)
            )
            self._open(file, "console_open_where")
        elif picture := self._drawn(opened, path, self._cited):
            self._open(picture, "console_page_where")
        else:
            self._say("console_page_none", "trouble", command=name_of(Command.OPEN, self._language))

    def _drawn(self, opened: Opened, path: Path, cited: Cited) -> Path | None:
        return self._finish(
            lambda: opened.pictures.draw(path, cited), partial(say, "console_page_drawing", self._language)
        )

    def _open(self, path: Path, where: str) -> None:
        if self._show is None:
            self._tell_path(where, path)
        elif self._finish(partial(self._show, path), partial(say, "console_open_trying", self._language)):
            self._tell_path("console_open_done", path)
        else:
            self._tell_path("console_open_failed", path, "trouble")

    def _tell_path(self, key: str, path: Path, style: str = "", **facts: str | int) -> None:
        """A sentence with a path in it, on one line however long: a path that was broken cannot be copied."""
        self._print(Text(f"  {say(key, self._language, path=printable(str(path)), **facts)}", style))

    def _greet(self, *, brief: bool = False) -> None:
        if self._welcomed:
            return
        self._welcomed = True
        opened = self._opening.opened()
        today = date.today()  # noqa: DTZ011 - the person's own day is meant
        self._print(welcome(opened.holdings, self._language, self._columns, today, brief=brief))

    def _suggest(self) -> None:
        if not self._suggested and (questions := self._opening.suggestions) is not None:
            self._suggested = True
            if questions:
                self._print(suggested(questions, self._language, self._columns))

    def _tell_news(self) -> None:
        self._tell(self._opening.news())

    def _tell(self, news: Sequence[str]) -> None:
        for one in news:
            self._put(one, "note")

    def _watch(self) -> None:
        self._prompt.app.create_background_task(self._announce())

    async def _announce(self) -> None:
        """While the prompt waits: greet once the library is open, then tell what the watch over the files tells."""
        # begun only now: the imports behind it would hold up the first sight of the prompt
        self._opening.start()
        shown = ""
        while True:
            await asyncio.sleep(_TICK)  # the news come from a thread, not from the loop
            if shown != self._opening.state:
                shown = self._opening.state
                self._prompt.app.invalidate()
            if error := self._opening.error:
                self._prompt.app.exit(exception=error)
                return
            if self._opening.ready and not self._welcomed:
                await run_in_terminal(self._greet)
            if self._opening.suggestions is not None and not self._suggested:
                await run_in_terminal(self._suggest)
            if self._opening.finished and self._prompt.bottom_toolbar is not None:
                self._prompt.bottom_toolbar = None
                self._prompt.app.invalidate()
            if news := self._opening.news():
                await run_in_terminal(partial(self._tell, news))

    def _finish(self, work: Callable[[], _T], doing: Callable[[], str]) -> _T:
        """What ``work`` returns, done in a thread so that Ctrl-C is heard at once; shows that it goes on when slow."""
        future: Future[_T] = Future()

        def do() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
                future.set_exception(error)

        threading.Thread(target=do, name="question", daemon=True).start()
        if not wait((future,), _SLOW).done:
            with self._screen.status(escape(doing())) as status:
                while not wait((future,), _TICK).done:
                    status.update(escape(doing()))
        return future.result()

    def _titles(self) -> tuple[str, ...]:
        return tuple(self._opening.opened().titles()) if self._opening.usable else ()

    def _state(self) -> str:
        return self._opening.state

    def _scope(self) -> FormattedText | None:
        if not self._opening.usable:
            return None
        scope = self._opening.opened().dialogue.scope(self._conversation)
        if scope is None:
            return None
        return FormattedText([("class:rprompt", say("console_scope", self._language, count=len(scope)))])

    @property
    def _columns(self) -> int:
        # rich takes every dumb terminal for one of 80 columns
        return min(shutil.get_terminal_size().columns, _WIDEST)

    def _say(self, key: str, style: str, **facts: str) -> None:
        self._put(say(key, self._language, **facts), style)

    def _put(self, text: str, style: str) -> None:
        sheet = Sheet(self._columns)
        sheet.put(text, style)
        self._print(sheet.text())

    def _print(self, text: Text) -> None:
        self._screen.print(text, soft_wrap=True, highlight=False)
        self._screen.print()

    def _page(self, text: Text) -> None:
        marks = [span.start for span in text.spans if span.style == "mark"]
        line = text.plain[: marks[0]].count("\n") if marks else 0
        with self._screen.capture() as capture:
            self._screen.print(text, soft_wrap=True, highlight=False)
        if self._pager is None or not self._pager.show(capture.get(), line):
            self._print(text)
