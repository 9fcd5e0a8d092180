"""What is wrong with a rights file, in words."""

from __future__ import annotations

from bot.messages import Language
from bot.render.printable import printable
from bot.rights.errors import RightsError
from bot.wording import say


def wrong_rights(error: RightsError, language: Language) -> tuple[str, ...]:
    """A sentence for each problem, with the file and the key in it."""
    file = printable(str(error.file))
    return tuple(
        say(problem.key, language, file=file, **{name: printable(fact) for name, fact in problem.facts.items()})
        for problem in error.problems
    )


def rights_kept(error: RightsError, language: Language) -> str:
    """The same of a file that became wrong while the program runs, and what holds until it is mended."""
    return say("rights_kept", language, problems="\n".join(wrong_rights(error, language)))
