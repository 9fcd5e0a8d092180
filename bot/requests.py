"""What a typed line asks for: a question, or a command with its argument.

Every command has a name in each language; names are accepted whatever language the program speaks. Where a word means
one thing in one language and something else in another (文件: a file, a document), the person's language decides. ``/``
may be typed full width, and as ``、``, which is what the key gives while a Chinese input method is on (only before a
known name: a question may well begin with it).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from bot import limits
from bot.messages import Language


class Command(StrEnum):
    """What can be asked for. The value is the English name."""

    ASK = "ask"
    SOURCE = "source"
    WHOLE = "paragraph"
    BEFORE = "before"
    AFTER = "after"
    DOCUMENTS = "documents"
    SCOPE = "scope"
    EXPLAIN = "explain"
    HELP = "help"
    OPEN = "open"
    PAGE = "page"
    EXPORT = "export"
    REBUILD = "rebuild"
    QUIT = "quit"
    UNKNOWN = "unknown"


NAMES: dict[Command, dict[Language, tuple[str, ...]]] = {
    Command.ASK: {Language.HANS: ("问",), Language.HANT: ("問",), Language.EN: ("ask",)},
    Command.SOURCE: {Language.HANS: ("来源", "出处"), Language.HANT: ("來源", "出處"), Language.EN: ("source",)},
    Command.WHOLE: {Language.HANS: ("原文",), Language.HANT: ("原文",), Language.EN: ("paragraph", "text")},
    Command.BEFORE: {Language.HANS: ("上文",), Language.HANT: ("上文",), Language.EN: ("before", "above")},
    Command.AFTER: {Language.HANS: ("下文",), Language.HANT: ("下文",), Language.EN: ("after", "below")},
    Command.OPEN: {
        Language.HANS: ("打开", "文件"),
        Language.HANT: ("開啟", "打開", "檔案"),
        Language.EN: ("open", "file"),
    },
    Command.PAGE: {Language.HANS: ("原页",), Language.HANT: ("原頁",), Language.EN: ("page",)},
    Command.EXPORT: {Language.HANS: ("导出",), Language.HANT: ("匯出",), Language.EN: ("export",)},
    Command.DOCUMENTS: {Language.HANS: ("文档",), Language.HANT: ("文件", "文檔"), Language.EN: ("documents", "docs")},
    Command.SCOPE: {Language.HANS: ("范围",), Language.HANT: ("範圍",), Language.EN: ("scope",)},
    Command.EXPLAIN: {Language.HANS: ("解释",), Language.HANT: ("解釋",), Language.EN: ("explain", "why")},
    Command.REBUILD: {Language.HANS: ("重建",), Language.HANT: ("重建",), Language.EN: ("rebuild", "reload")},
    Command.HELP: {Language.HANS: ("帮助",), Language.HANT: ("說明", "幫助"), Language.EN: ("help",)},
    Command.QUIT: {Language.HANS: ("退出",), Language.HANT: ("結束", "退出"), Language.EN: ("quit", "exit")},
}
"""Every name of every command; the first of each language is the one shown."""

_BY_NAME: dict[str, Command] = {
    name: command for command, by_language in NAMES.items() for names in by_language.values() for name in names
}
_OWN: dict[Language, dict[str, Command]] = {
    language: {name: command for command, by_language in NAMES.items() for name in by_language[language]}
    for language in Language
}
_TYPED = re.compile(r"\s*(?P<slash>[/／、])(?P<name>[^\s/／、，。？！?,.]+)\s*(?P<argument>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Request:
    """A line, understood.

    Attributes:
        command: What is asked for; :attr:`Command.ASK` for every line that is no command.
        argument: The question, or what stood behind the command; for :attr:`Command.UNKNOWN` the name as typed.
        near: For an unknown command, the known name it may have meant; empty for none.
    """

    command: Command
    argument: str = ""
    near: str = ""


def name_of(command: Command, language: Language) -> str:
    """The command as it is shown to a person, slash included: ``/来源``."""
    return f"/{NAMES[command][language][0]}"


def parse(text: str, language: Language | None = None) -> Request:
    """Understand a typed line. Never fails: what is no command is a question.

    Args:
        text: The line.
        language: The person's, whose names come first; ``None`` where that makes no difference.
    """
    known = _BY_NAME | _OWN[language] if language else _BY_NAME
    typed = _TYPED.fullmatch(text)
    if typed is None and (limit := limits.said(text)) is not None and not limit.question:
        return Request(Command.SCOPE, limit.words)
    if typed is None:
        return Request(Command.ASK, text.strip())
    name, argument = typed["name"].lower(), typed["argument"].strip()
    if command := known.get(name):
        return Request(command, argument)
    # 「/来源2」: the digits belong to the argument.
    stem = name.rstrip("0123456789０１２３４５６７８９")
    if stem != name and (command := known.get(stem)):
        return Request(command, f"{name[len(stem) :]} {argument}".strip())
    if typed["slash"] == "、" or "/" in argument.split(" ", 1)[0]:
        return Request(Command.ASK, text.strip())
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return Request(Command.UNKNOWN, typed["name"], near[0] if near else "")
