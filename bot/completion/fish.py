"""The script for fish."""

from __future__ import annotations

from collections.abc import Iterator

from bot.completion.tree import Option, Program, Values

_DASHES = 2


def fish(program: Program) -> str:
    """The script."""
    lines = [f"complete -c {program.name} -f"]
    alone = "-n __fish_use_subcommand"
    lines += [
        f"complete -c {program.name} {alone} -a {command.name} -d {_quoted(command.help)}"
        for command in program.commands
    ]
    lines += _options(program.name, alone, program.options)
    for command in program.commands:
        behind = f"-n '__fish_seen_subcommand_from {command.name}'"
        lines += _options(program.name, behind, command.options)
        if command.arguments is not None and (offered := _offer(command.arguments)):
            lines.append(f"complete -c {program.name} {behind} {offered}")
    return "\n".join(lines) + "\n"


def _options(program: str, where: str, options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        names = " ".join(
            f"-l {name[_DASHES:]}" if name.startswith("--") else f"-s {name.lstrip('-')}" for name in option.names
        )
        values = "" if option.values is None else f" -r {_offer(option.values) or '-f'}"
        yield f"complete -c {program} {where} {names}{values} -d {_quoted(option.help)}"


def _offer(values: Values) -> str:
    if values.files:
        return "-F"
    return f"-f -a {_quoted(' '.join(values.words))}" if values.words else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
