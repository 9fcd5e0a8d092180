"""Whatever goes wrong, as a sentence for the person at the terminal."""

from __future__ import annotations

import logging
import os

from bot import environment, settings
from bot.bootstrap import log_to_file
from bot.messages import Language
from bot.render.failures import failure
from bot.render.rights import wrong_rights
from bot.rights.errors import RightsError
from bot.wording import say
from index.errors import YinjuError


def sentence(error: Exception, language: Language) -> str:
    """What went wrong and what to do about it; what only the log should know goes there."""
    match error:
        case YinjuError():
            logging.getLogger(__name__).warning("%s", error)
            return failure(error, language)
        case settings.SettingsError():
            return "\n".join(_wrong_setting(name, value, language) for name, value in error.problems)
        case settings.EnvFileError():
            return say("setting_env_file", language, path=str(error))
        case RightsError():
            return "\n".join(wrong_rights(error, language))
        case OSError():
            logging.getLogger(__name__).error("the system refused", exc_info=error)
            detail = error.strerror or type(error).__name__
            return say("error_disk", language, path=str(error.filename or "?"), detail=detail)
        case _:
            return _unexpected(error, language)


def _wrong_setting(name: str, value: str | None, language: Language) -> str:
    expected = say(f"setting_{name.removeprefix(environment.PREFIX).lower()}", language, separator=os.pathsep)
    if value is None:
        return say("setting_wrong_secret", language, name=name, expected=expected)
    return say("setting_wrong", language, name=name, value=value, expected=expected)


def _unexpected(error: Exception, language: Language) -> str:
    """The sentence for a fault of the program, its traceback in the log."""
    try:
        log = str(log_to_file(settings.load()))
    except (OSError, settings.SettingsError, settings.EnvFileError):
        log = "?"
    logging.getLogger(__name__).error("unexpected", exc_info=error)
    return say("error_unexpected", language, kind=type(error).__name__, log=log)
