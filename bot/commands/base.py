"""What every command has: help in the operator's language that fits a screen, and how it puts out text."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from bot.messages import Language
from bot.render.printable import inert, inert_json
from bot.wording import say

_MARGIN = "  "
_WIDEST = 100


class Command(click.Command):
    """A command whose texts are worded by key: ``help_NAME``, ``short_NAME`` and ``example_NAME``.

    Args:
        name: Its name.
        language: The operator's language.
        options: Arguments of :class:`click.Command`.
    """

    def __init__(self, name: str, language: Language, **options: Any) -> None:  # noqa: ANN401 - click's own arguments
        super().__init__(name, help=say(f"help_{name}", language), add_help_option=False, **options)
        self.language = language
        self.params.append(help_option(language))

    def get_help(self, ctx: click.Context) -> str:
        """The whole help screen."""
        return help_screen(ctx, self, self.language, [])


class Group(click.Group):
    """The program itself: a group whose commands are loaded when asked for, worded as :class:`Command`."""

    language: Language

    def get_help(self, ctx: click.Context) -> str:
        """The whole help screen."""
        rows = [(name, say(f"short_{name}", self.language)) for name in self.list_commands(ctx)]
        return help_screen(ctx, self, self.language, rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command the words begin with.

        Raises:
            UsageError: there is none of that name.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = self.list_commands(ctx)
            close = difflib.get_close_matches(args[0], known, n=1)
            near = say("usage_near", self.language, near=close[0]) if close else ""
            raise click.UsageError(say("usage_no_command", self.language, name=args[0], near=near), ctx)
        return super().resolve_command(ctx, args)


def help_option(language: Language) -> click.Option:
    """``--help``, worded."""

    def show(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=say("option_help", language),
    )


def option(names: Sequence[str], key: str, language: Language, **options: Any) -> click.Option:  # noqa: ANN401 - as above
    """An option worded by key."""
    return click.Option(list(names), help=say(key, language), **options)


def help_screen(
    ctx: click.Context, command: click.Command, language: Language, commands: Sequence[tuple[str, str]]
) -> str:
    """Usage, what it does, options, commands, examples: as wide as the terminal, short enough for 24 lines."""
    columns = min(click.get_current_context().terminal_width or _terminal_columns(), _WIDEST)
    pieces = " ".join([ctx.command_path, *_usage(ctx, command, language)])
    lines = [f"{say('usage', language)} {pieces}", ""]
    lines += _wrapped(command.help or "", columns, "")
    rows = [
        (record[0], parameter.help or "")
        for parameter in command.get_params(ctx)
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx)) is not None
    ]
    for key, table in (("commands", commands), ("options", rows)):
        if table:
            lines += ["", say(key, language), *_table(table, columns)]
    lines += ["", say("examples", language)]
    lines += [_MARGIN + example for example in say(f"example_{command.name}", language).split("\n")]
    return "\n".join(lines)


def _usage(ctx: click.Context, command: click.Command, language: Language) -> list[str]:
    """The words behind the command: its arguments, and that there are options."""
    if isinstance(command, click.Group):
        return [f"[{say('commands', language)}]", f"[{say('options', language)}]"]
    arguments = [p.make_metavar(ctx) for p in command.get_params(ctx) if isinstance(p, click.Argument)]
    return [f"[{say('options', language)}]", *arguments]


def put_out(text: str) -> None:
    """Write a line to standard output at once: whoever reads a pipe should not wait for the next one."""
    sys.stdout.write(f"{inert(text)}\n")
    sys.stdout.flush()


def put_out_json(text: str) -> None:
    """Write a line of JSON to standard output, saying exactly what it said."""
    sys.stdout.write(f"{inert_json(text)}\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{inert(text)}\n")
    sys.stderr.flush()


def tell_misspelt(language: Language) -> None:
    """Tell of each name that is nearly a setting; what is set under it would be missed in silence."""
    from bot.misspelt import sentences  # noqa: PLC0415 - it needs the settings, which take a while to import

    for sentence in sentences(language):
        tell(sentence)


def _terminal_columns() -> int:
    import shutil  # noqa: PLC0415 - only a help screen needs it

    return shutil.get_terminal_size().columns


def _wrapped(text: str, columns: int, indent: str) -> Iterable[str]:
    from bot.render.layout import width, wrap  # noqa: PLC0415 - only a help screen needs it

    return [indent + span.of(text) for span in wrap(text, columns - width(indent))]


def _table(rows: Sequence[tuple[str, str]], columns: int) -> Iterable[str]:
    from bot.render.layout import width  # noqa: PLC0415 - as above

    first = max(width(name) for name, _ in rows)
    lines: list[str] = []
    for name, text in rows:
        head = f"{_MARGIN}{name}{' ' * (first - width(name))}{_MARGIN}"
        if columns - width(head) < width(head):  # a narrow terminal: the text goes below
            lines += [_MARGIN + name, *_wrapped(text, columns, _MARGIN * 2)]
            continue
        body = list(_wrapped(text, columns - width(head), ""))
        lines += [(head if n == 0 else " " * width(head)) + line for n, line in enumerate(body)]
    return lines
