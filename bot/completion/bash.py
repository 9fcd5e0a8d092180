"""The script for bash."""

from __future__ import annotations

from bot.completion.tree import Command, Option, Program, Values

_SCRIPT = """\
_{name}() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command="" i
    # --option=value comes as three words
    if [[ "$word" == "=" ]]; then
        word=""
    elif [[ "$before" == "=" && $COMP_CWORD -gt 1 ]]; then
        before="${{COMP_WORDS[COMP_CWORD-2]}}"
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${{COMP_WORDS[i]}}" in
            {commands}) command="${{COMP_WORDS[i]}}"; break ;;
        esac
    done
    COMPREPLY=()
    case "$command" in
{cases}
    esac
}}

_{name}_words() {{
    COMPREPLY=($(compgen -W "$2" -- "$1"))
}}

_{name}_files() {{
    # readline's own way knows folders, blanks and ~; bash before 4 cannot ask for it
    compopt -o default 2>/dev/null && return
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$1"))
}}

complete -F _{name} {name}
"""


def bash(program: Program) -> str:
    """The script."""
    names = [command.name for command in program.commands]
    cases = [_case(program.name, '""', program.options, Values(words=tuple(names)))]
    cases += [_command(program.name, command) for command in program.commands]
    return _SCRIPT.format(name=program.name, commands="|".join(names), cases="\n".join(cases))


def _command(program: str, command: Command) -> str:
    return _case(program, command.name, command.options, command.arguments)


def _case(program: str, label: str, options: tuple[Option, ...], arguments: Values | None) -> str:
    """What is offered behind a command: what an option takes, options behind a dash, else arguments."""
    lines = [f"        {label})", '            case "$before" in']
    lines += [
        f"                {'|'.join(option.names)}) {_offer(program, option.values)}; return ;;"
        for option in options
        if option.values is not None
    ]
    lines.append("            esac")
    names = " ".join(name for option in options for name in option.names)
    lines += [
        '            if [[ "$word" == -* ]]; then',
        f'                _{program}_words "$word" "{names}"',
        "            else",
        f"                {_offer(program, arguments)}",
        "            fi ;;",
    ]
    return "\n".join(lines)


def _offer(program: str, values: Values | None) -> str:
    if values is not None and values.files:
        return f'_{program}_files "$word"'
    if values is not None and values.words:
        return f'_{program}_words "$word" "{" ".join(values.words)}"'
    return ":"
