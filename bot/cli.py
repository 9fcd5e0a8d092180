"""The command line: which command, in which language, and the one place where errors become sentences.

Exit codes: 0 all well (every question answered), 1 some question had no answer, 2 error, 130 interrupted, 141 whoever
read the output went away.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

import click

from bot import environment
from bot.commands.base import Group, help_option, tell, tell_misspelt
from bot.messages import Language
from bot.wording import say

NO_ANSWER = 1
ERROR = 2
INTERRUPTED = 130
PIPE_CLOSED = 141

_COMMANDS = {
    "ask": "ask",
    "index": "index",
    "documents": "documents",
    "export": "export",
    "telegram": "telegram",
    "mcp": "mcp",
    "eval": "evaluate",
    "doctor": "doctor",
    "completion": "completion",
}
"""Names of the commands and of their modules."""

_WITHOUT_SETTINGS = frozenset({"completion", "doctor"})
"""Commands that do not begin with what is wrong with the names of settings: one has no use for them, the other has it
among its findings."""


class _Program(Group):
    """``yinju``; without a command, the console."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"bot.commands.{_COMMANDS[name]}")
        command = module.command(self.language)
        return command if isinstance(command, click.Command) else None


def program(language: Language) -> click.Group:
    """The whole command line, in that language."""

    def show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's way
        if value and not ctx.resilient_parsing:
            click.echo(f"yinju {version('yinju')}")
            ctx.exit()

    def run(ctx: click.Context) -> int:
        if ctx.invoked_subcommand is not None:
            if ctx.invoked_subcommand not in _WITHOUT_SETTINGS:
                tell_misspelt(language)
            return 0
        from bot.commands import console  # noqa: PLC0415 - only without a command

        return console.run(language)

    group = _Program(
        "yinju",
        help=say("help_yinju", language),
        invoke_without_command=True,
        add_help_option=False,
        callback=click.pass_context(run),
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=show_version,
                help=say("option_version", language),
            ),
            help_option(language),
        ],
    )
    group.language = language
    return group


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end the process."""
    _speak_utf8()
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run the program; its exit code. Whatever goes wrong ends as one sentence on standard error."""
    logging.getLogger().addHandler(logging.NullHandler())  # until there is a file: nothing of the log on the terminal
    language = environment.operator_language()
    try:
        # not Group.main: it would answer an interrupt and a closed pipe in its own way
        with program(language).make_context("yinju", list(arguments)) as context:
            code = context.command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except click.ClickException as error:
        tell(_usage(error, language))
        return ERROR
    except Exception as error:  # noqa: BLE001 - the boundary: nobody is shown a traceback
        from bot.commands.trouble import sentence  # noqa: PLC0415 - only when something went wrong

        tell(sentence(error, language))
        return ERROR
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException, language: Language) -> str:
    """What is wrong with the command line; click's own words only where we have none."""
    match error:
        case click.NoSuchOption():
            near = say("usage_near", language, near=error.possibilities[0]) if error.possibilities else ""
            detail = say("usage_no_option", language, name=error.option_name, near=near)
        case click.MissingParameter(param=click.Parameter() as parameter):
            detail = say(
                "usage_missing",
                language,
                name=parameter.make_metavar(error.ctx or click.Context(click.Command("yinju"))),
            )
        case click.BadParameter(param=click.Option(type=click.IntRange(min=int() as least)) as option):
            detail = say("usage_too_small", language, name=option.opts[-1], least=least)
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            detail = say("usage_choice", language, name=parameter.opts[-1], known=", ".join(map(str, choice.choices)))
        case click.BadParameter(param=click.Parameter() as parameter):
            detail = say("usage_bad_value", language, name=parameter.opts[-1])
        case _:
            detail = error.format_message()
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "yinju"
    return f"{say('usage_error', language, detail=detail)}\n{say('usage_see', language, command=command)}"


def _speak_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale; what is no UTF-8 is replaced rather than refused."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """Point standard output nowhere, so that the interpreter does not complain when it flushes on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
