from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Language
from bot.requests import NAMES, Command, Request, name_of, parse


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("借期多少天", Request(Command.ASK, "借期多少天")),
        ("/来源 2", Request(Command.SOURCE, "2")),
        ("/来源2", Request(Command.SOURCE, "2")),
        ("／來源 2", Request(Command.SOURCE, "2")),
        ("、来源 2", Request(Command.SOURCE, "2")),
        ("/Source 2", Request(Command.SOURCE, "2")),
        ("  /范围   借阅规则 ", Request(Command.SCOPE, "借阅规则")),
        ("/问 /etc 是什么", Request(Command.ASK, "/etc 是什么")),
        ("/来原", Request(Command.UNKNOWN, "来原", "来源")),
        ("/xyzzy", Request(Command.UNKNOWN, "xyzzy", "")),
        ("/etc/hosts 里写了什么", Request(Command.ASK, "/etc/hosts 里写了什么")),
        ("、顿号怎么用", Request(Command.ASK, "、顿号怎么用")),
        ("/", Request(Command.ASK, "/")),
        ("", Request(Command.ASK, "")),
    ],
)
def test_a_line_is_understood(text: str, request_: Request) -> None:
    """The slash key gives 、 while a Chinese input method is on; people should not have to switch it off."""
    assert parse(text) == request_


@pytest.mark.parametrize("language", Language)
def test_every_command_is_reached_by_every_name_it_has(language: Language) -> None:
    """A name shown in help that does nothing is worse than none."""
    for command, names in NAMES.items():
        assert parse(name_of(command, language), language).command is command
        assert all(parse(f"/{name}", language).command is command for name in names[language])


@pytest.mark.parametrize("language", Language)
def test_no_name_means_two_commands(language: Language) -> None:
    """One word for two things would obey one of them at random."""
    names = [name for by_language in NAMES.values() for name in set(by_language[language])]
    assert len(names) == len(set(names))


def test_a_word_of_two_meanings_means_what_the_person_means() -> None:
    """文件 is a file on the mainland and a document on Taiwan."""
    meanings = {language: parse("/文件 2", language) for language in Language}
    assert meanings == {
        Language.HANS: Request(Command.OPEN, "2"),
        Language.HANT: Request(Command.DOCUMENTS, "2"),
        Language.EN: Request(Command.DOCUMENTS, "2"),
    }
    shared = {
        name: {command for command, others in NAMES.items() for names in others.values() if name in names}
        for by_language in NAMES.values()
        for names in by_language.values()
        for name in names
    }
    assert {name for name, commands in shared.items() if len(commands) > 1} == {"文件"}


@given(st.text())
def test_every_line_is_something(text: str) -> None:
    """What people paste must not break the conversation."""
    assert isinstance(parse(text), Request)
