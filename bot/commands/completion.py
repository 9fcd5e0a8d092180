"""``yinju completion``: a script that completes the command line in a shell."""

from __future__ import annotations

import click

from bot import completion
from bot.commands.base import Command, put_out
from bot.messages import Language
from bot.wording import say


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(shell: str) -> int:
        group = click.get_current_context().find_root().command
        if not isinstance(group, click.Group):
            msg = "the program has no commands"
            raise TypeError(msg)
        tree = completion.read(group, lambda name: say(f"short_{name}", language))
        put_out(completion.SHELLS[shell](tree).rstrip("\n"))
        return 0

    shells = click.Choice(list(completion.SHELLS))
    return Command(
        "completion",
        language,
        callback=run,
        params=[click.Argument(["shell"], type=shells, metavar="|".join(shells.choices))],
    )
