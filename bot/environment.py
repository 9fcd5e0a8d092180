"""What the environment says of the person and the terminal; read before anything is loaded, so it loads nothing.

Beside :mod:`bot.settings` the only reader of the environment.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.messages import Language

PREFIX = "YINJU_"
ENV_FILE = ".env"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that something is set under.

    Attributes:
        text: The name as written.
        line: The line of ``.env`` it stands in; ``None`` for one of the environment.
    """

    text: str
    line: int | None = None


def operator_language() -> Language:
    """The language to address the person at the terminal in: ``YINJU_LANGUAGE``, else the locale. Never fails.

    Chinese where the locale says nothing (``C``), English for every language the program does not speak.
    """
    chosen = language_of(variable(f"{PREFIX}LANGUAGE") or "")
    return chosen or locale_language(os.environ)


def locale_language(environment: Mapping[str, str]) -> Language:
    """The language a locale asks for; on Windows that of the system where no variable is set."""
    tag = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if not tag and sys.platform == "win32":
        import locale  # noqa: PLC0415 - needed on one system only

        tag = locale.getlocale()[0] or ""
    if tag.split(".")[0].upper() in {"", "C", "POSIX"}:
        return Language.HANS
    return language_of(tag) or Language.EN


def language_of(tag: str) -> Language | None:
    """The language of a tag in any of the usual spellings (``zh_TW.UTF-8``, ``zh-Hant``, ``en``), if it is spoken."""
    parts = re.split(r"[-_.@ ]", tag.strip().casefold())
    if parts[0] in {"en", "english"}:
        return Language.EN
    if parts[0] in {"zh", "chinese", "cmn", "yue"}:
        traditional = {"hant", "tw", "hk", "mo", "traditional", "taiwan"} & set(parts)
        return Language.HANT if traditional or parts[0] == "yue" else Language.HANS
    return None


def no_color() -> bool:
    """Whether the person asked for output without colours (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def has_windows() -> bool:
    """Whether the system can show a file in a window."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def pager_command() -> tuple[str, ...]:
    """The program the person reads long texts with, and its arguments; empty where none is named, or not properly."""
    try:
        return tuple(shlex.split(os.environ.get("PAGER", "")))
    except ValueError:  # a quotation mark that is not closed
        return ()


def environment() -> dict[str, str]:
    """The environment, for a program that is started: without the settings, the bot's token among them."""
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(PREFIX)}


def variable(name: str) -> str | None:
    """What the environment, else ``.env`` says under that name, in small or capital letters, as settings are read."""
    for values in (os.environ, env_file()):
        found = (value for written, value in values.items() if value and written.upper() == name)
        if (value := next(found, None)) is not None:
            return value
    return None


def env_file() -> Mapping[str, str | None]:
    """What stands in ``.env``; nothing where it is missing or cannot be read."""
    if not Path(ENV_FILE).exists():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - most have no such file, and need not wait for its reader

    try:
        return dotenv_values(ENV_FILE)
    except (OSError, UnicodeDecodeError):
        return {}


def names() -> list[Name]:
    """The names of the environment, then those of ``.env``; of a file that cannot be read, none."""
    found = [Name(name) for name in sorted(os.environ)]
    if Path(ENV_FILE).exists():
        from dotenv.parser import parse_stream  # noqa: PLC0415 - as above

        try:
            with Path(ENV_FILE).open(encoding="utf-8") as file:
                for binding in parse_stream(file):
                    if binding.key is not None:
                        # empty lines above it count as its own
                        text = binding.original.string
                        above = text[: len(text) - len(text.lstrip())].count("\n")
                        found.append(Name(binding.key, binding.original.line + above))
        except (OSError, UnicodeDecodeError):
            pass
    return found


def service_manager() -> str | None:
    """The socket at which a service manager (systemd) wants to be told how the program is; ``None`` without one."""
    return os.environ.get("NOTIFY_SOCKET") or None


def watchdog_seconds() -> float | None:
    """How often the service manager wants a sign of life from this process; ``None`` where it wants none."""
    wanted = os.environ.get("WATCHDOG_USEC", "")
    meant = os.environ.get("WATCHDOG_PID", "")
    if not wanted.isdecimal() or int(wanted) == 0 or (meant and meant != str(os.getpid())):
        return None
    return int(wanted) / 1_000_000
