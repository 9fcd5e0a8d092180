"""What of the command line the scripts need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Values:
    """What stands behind an option or as an argument.

    Attributes:
        files: Whether they are files or folders.
        words: The words it can only be; empty for anything.
    """

    files: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option.

    Attributes:
        names: ``-h`` and ``--help``.
        help: What it does.
        values: What stands behind it; ``None`` for a flag.
        repeats: Whether it can be given several times.
    """

    names: tuple[str, ...]
    help: str
    values: Values | None
    repeats: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command; ``arguments`` is ``None`` where it takes none."""

    name: str
    help: str
    options: tuple[Option, ...]
    arguments: Values | None


@dataclass(frozen=True, slots=True)
class Program:
    """The whole command line."""

    name: str
    options: tuple[Option, ...]
    commands: tuple[Command, ...]


def read(group: click.Group, help_of: Callable[[str], str]) -> Program:
    """The command line of a group.

    Args:
        group: The program.
        help_of: A few words on a command, by its name.
    """
    context = click.Context(group)
    commands = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            commands.append(Command(name, help_of(name), _options(command), _arguments(command)))
    return Program(group.name or "", _options(group), tuple(commands))


def _options(command: click.Command) -> tuple[Option, ...]:
    return tuple(
        Option(
            tuple(parameter.opts),
            parameter.help or "",
            None if parameter.is_flag else _values(parameter.type),
            parameter.multiple,
        )
        for parameter in command.params
        if isinstance(parameter, click.Option)
    )


def _arguments(command: click.Command) -> Values | None:
    arguments: Sequence[click.Parameter] = [each for each in command.params if isinstance(each, click.Argument)]
    return _values(arguments[0].type) if arguments else None


def _values(kind: click.ParamType[Any]) -> Values:
    words = tuple(map(str, kind.choices)) if isinstance(kind, click.Choice) else ()
    return Values(isinstance(kind, click.Path), words)
