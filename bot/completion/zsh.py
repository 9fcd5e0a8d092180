"""The script for zsh."""

from __future__ import annotations

from bot.completion.tree import Command, Option, Program, Values

_SCRIPT = """\
#compdef {name}

_{name}() {{
    local -a commands
    local context state state_descr line
    typeset -A opt_args
    commands=(
{commands}
    )
    _arguments -C \\
{options}        '1: :->command' \\
        '*:: :->rest' && return
    case $state in
        command) _describe -t commands {name} commands ;;
        rest)
            case $words[1] in
{cases}
            esac ;;
    esac
}}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _{name} "$@"  # from a file in $fpath
else
    compdef _{name} {name}
fi
"""


def zsh(program: Program) -> str:
    """The script."""
    commands = [f"        {_quoted(f'{command.name}:{_plain(command.help)}')}" for command in program.commands]
    return _SCRIPT.format(
        name=program.name,
        commands="\n".join(commands),
        options="".join(f"        {_option(option)} \\\n" for option in program.options),
        cases="\n".join(_case(command) for command in program.commands),
    )


def _case(command: Command) -> str:
    specs = [_option(option) for option in command.options]
    # free text is left out: beside it an option would be offered but not put in
    if command.arguments is not None and (action := _action(command.arguments)):
        specs.append(_quoted(f"*: :{action}"))
    lines = " \\\n                        ".join(specs)
    return f"                {command.name})\n                    _arguments \\\n                        {lines} ;;"


def _option(option: Option) -> str:
    """One option with its other names, what it does and what stands behind it."""
    value = "" if option.values is None else f": :{_action(option.values)}"
    what = _quoted(f"[{_plain(option.help)}]{value}")
    if option.repeats:
        return " ".join(f"'*'{name}{what}" for name in option.names)
    others = " ".join(option.names)
    names = f"{{{','.join(option.names)}}}" if len(option.names) > 1 else option.names[0]
    return f"'({others})'{names}{what}"


def _action(values: Values) -> str:
    if values.files:
        return "_files"
    return f"({' '.join(values.words)})" if values.words else ""


def _plain(text: str) -> str:
    """Words without what ends a description."""
    return text.replace("\\", "\\\\").replace(":", "\\:").replace("[", "\\[").replace("]", "\\]")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
