"""A thousand settings of rights, and whatever anybody does: nothing of a folder shows where it may not be read.

What may be read is worked out here anew, from the names of the folders alone.
"""

from __future__ import annotations

import functools
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ParamSpec, TypeVar

import pytest

from bot.ledger import Principal, PrincipalKind
from bot.telegram_app.handlers.callback_data import key_of
from tests.bot.rights.settings import write_rights
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, Stage, open_stage

SETTINGS = 1000
_EVERY = 4
"""Under every so many settings somebody types the name of a folder."""

_PEOPLE = (ADMIN, FRIEND, 5, 6)
_GROUPS = (GROUP, OTHER_GROUP)
_FOLDERS = ("紫藤", "紫藤/白鹭", "紫藤/白鹭/青瓷", "墨菊", "墨菊/玄武.zip", "墨菊/玄武.zip/朱雀", "琥珀")
"""Each name is a word that stands nowhere else; the sixth is a folder in an archive."""


@dataclass(frozen=True)
class Secret:
    """A document, and the words that nobody may see who may not read it: title, file, number, name."""

    folder: str
    words: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Who:
    """Who sees what is sent."""

    person: int | None
    group: int | None


def _document(number: int, folder: str) -> tuple[str, str, tuple[str, ...]]:
    """Its path, its text, and its words."""
    title, name, figure, chief = f"第{number}号秘档甲", f"档{number}卷", str(70_000 + 137 * number), f"掌{number}柜"
    middle = f"本处现有员工{figure}人，由{chief}主持，去年新增设备{figure}7台。"
    text = f"{title}\n一、概况\n{middle}\n{title}的附则由{chief}解释。\n"
    return f"{folder}/{name}.txt", text, (title, name, figure, chief)


def _secrets(documents: Path) -> list[Secret]:
    """Write a document into each folder."""
    secrets = []
    for number, folder in enumerate(_FOLDERS, start=10):
        path, text, words = _document(number, folder)
        outer, _, inner = path.partition(".zip/")
        place = documents / (f"{outer}.zip" if inner else path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if inner:
            with zipfile.ZipFile(place, "a") as archive:
                archive.writestr(inner, text)
        else:
            place.write_text(text, encoding="utf-8")
        secrets.append(Secret(folder, (*words, PurePosixPath(folder).name), key_of(f"documents/{path}")))
    # A way round that must not be one: a link to a folder that may be closed, in one that may be open.
    (documents / "琥珀" / "小路").symlink_to(documents / "紫藤", target_is_directory=True)
    return secrets


P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(ThreadPoolExecutor):
    """Does in the thread that asks what a thread of its own would do: here nobody else is waiting."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it now."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
            done.set_exception(error)
        return done


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, list[Secret]]]:
    """One bot for all settings: what was answered under one is opened under the next."""
    folder = tmp_path_factory.mktemp("rights")
    secrets = _secrets(folder / "documents")
    file = write_rights(folder / "rights.toml", "[folders.'紫藤']\n")
    with open_stage(folder, rights=file) as stage:
        stage.runner.get_loop().set_default_executor(AtOnce())
        access = stage.parts.ledger.access
        for person in _PEOPLE:
            access.allow(Principal(PrincipalKind.PERSON, person), ADMIN)
        for group in _GROUPS:
            access.allow(Principal(PrincipalKind.GROUP, group), ADMIN)
        assert {key_of(one.info.id) for one in stage.parts.library.documents()} >= {one.key for one in secrets}
        yield stage, secrets


Settings = Mapping[str, tuple[frozenset[int], frozenset[int]]]
"""For each closed folder the people and the groups it is for."""


def _some(chance: random.Random, of: tuple[int, ...]) -> frozenset[int]:
    return frozenset(one for one in of if chance.random() < 0.3)


def _settings(chance: random.Random) -> Settings:
    closed = [folder for folder in _FOLDERS if chance.random() < 0.5] or ["墨菊"]
    return {folder: (_some(chance, _PEOPLE[1:]), _some(chance, _GROUPS)) for folder in closed}


def _written(settings: Settings, documents: Path, chance: random.Random) -> str:
    """As an operator might write it: each folder in one of many ways."""
    lines = []
    for folder, (people, groups) in settings.items():
        ways = (folder, f"./{folder}/", folder.replace("/", "\\"), f"琥珀/../{folder}", str(documents / folder))
        lines.append(f"[folders.'{chance.choice(ways)}']")
        if people or chance.random() < 0.5:
            lines.append(f"people = {sorted(people)}")
        if groups or chance.random() < 0.5:
            lines.append(f"groups = {sorted(groups)}")
    return "\n".join(lines) + "\n"


def _may_read(who: Who, folder: str, settings: Settings) -> bool:
    """By the deepest closed folder above it."""
    above = (str(path) for path in (PurePosixPath(folder), *PurePosixPath(folder).parents))
    deepest = next((path for path in above if path in settings), None)
    if deepest is None:
        return True
    people, groups = settings[deepest]
    if who.group is not None:
        return who.group in groups
    return who.person is not None and (who.person == ADMIN or who.person in people)


_ASKED = (
    "本处现有员工多少人？",
    "去年新增设备多少台？",
    "由谁主持？",
    "附则由谁解释？",
    "那去年新增设备多少台？",
    "有多少份文件？",
    "有哪些资料？",
    "最新的文件是哪份？",
    "有没有关于秘的报告？",
    "/documents",
    "/documents 秘",
    "/documents 2",
    "/scope",
    "/scope 1",
    "/scope 2 3 4 5 6 7 8 9 10",
    "/scope 全部",
    "/范围",
    "/explain",
    "/explain 本处现有员工多少人？",
    "/来源 1",
    "/来源 2",
    "1",
    "/原文",
    "/上文",
    "/下文",
    "/health",
    "/reload",
    "/forget 3",
    "/forget 9",
    "总结一下",
    "本处现有员工多少人？由谁主持？",
)


class Somebody:
    """Does one thing after the other in the bot's chats, by chance."""

    def __init__(self, stage: Stage, secrets: list[Secret], chance: random.Random) -> None:
        self._stage = stage
        self._secrets = secrets
        self._chance = chance
        self._shown: dict[int, list[str]] = {}

    def act(self) -> tuple[str, Who, list[Call]]:
        """What was done, who sees what came of it, and what that is."""
        chance, stage = self._chance, self._stage
        stage.clock.now += 60
        person = chance.choice(_PEOPLE)
        chat = chance.choice((person, person, *_GROUPS))
        who = Who(person, None) if chat > 0 else Who(None, chat)
        ways: tuple[Callable[[], tuple[str, list[Call]]], ...] = (
            functools.partial(self._write, person, chat),
            functools.partial(self._write, person, chat),
            functools.partial(self._press, person, chat),
            functools.partial(self._forge, person, chat),
        )
        if chance.random() < 0.1:
            text = chance.choice(_ASKED[:4])
            return f"inline {text} by {person}", Who(None, None), stage.ask_inline(text, person)
        done, calls = chance.choice(ways)()
        self._shown.setdefault(chat, []).extend(
            button["callback_data"] for call in calls for button in call.buttons if "callback_data" in button
        )
        return f"{done} by {person} in {chat}", who, calls

    def look_for(self, name: str) -> tuple[Who, list[Call]]:
        """Who types the name of a folder, to see whether documents lie there, and what is told."""
        self._stage.clock.now += 60
        person = self._chance.choice(_PEOPLE)
        chat = self._chance.choice((person, *_GROUPS))
        calls = self._stage.write(f"/documents {name}", person, chat)
        return (Who(person, None) if chat > 0 else Who(None, chat)), calls

    def _write(self, person: int, chat: int) -> tuple[str, list[Call]]:
        text = self._chance.choice(_ASKED)
        if chat < 0 and not text.startswith("/"):
            text = f"/ask {text}"
        elif chat < 0 and not text[1].isascii():
            text = f"@yinju_bot {text}"
        return text, self._stage.write(text, person, chat)

    def _press(self, person: int, chat: int) -> tuple[str, list[Call]]:
        """A button that was shown in the chat at some time, under other rights perhaps."""
        # Not those that change the documents for all: ✅ of /forget.
        shown = [data for data in self._shown.get(chat, []) if data[0] != "x"]
        if not shown:
            return self._write(person, chat)
        data = self._chance.choice(shown[-60:])
        return data, self._stage.press_data(data, chat, person)

    def _forge(self, person: int, chat: int) -> tuple[str, list[Call]]:
        chance = self._chance
        asked = chance.randint(1, 40) if chance.random() < 0.2 else self._last_asked() - chance.randint(0, 30)
        place, start, key = chance.randint(0, 2), chance.randint(0, 4), chance.choice(self._secrets).key
        data = chance.choice(
            (
                f"w:{asked}:{place}:{start}",
                f"b:{asked}:{place}:{start}",
                f"f:{asked}:{place}:{start}:0",
                f"a:{asked}:{place}",
                f"d:{start}",
                f"s:{start}",
                f"s:1:{key}",
                f"x:{key}:0",
            )
        )
        return data, self._stage.press_data(data, chat, person)

    def _last_asked(self) -> int:
        return self._stage.parts.ledger.statistics.summary(100_000).asked


def _told(calls: list[Call]) -> str:
    return json.dumps([call.sent for call in calls], ensure_ascii=False)


def test_nothing_of_a_closed_folder_shows_whatever_anybody_does(world: tuple[Stage, list[Secret]]) -> None:
    """No text, title, file name, folder name, figure or button of it; and counts are of what one may read."""
    stage, secrets = world
    chance = random.Random(18)  # noqa: S311 - to be the same on every run
    somebody = Somebody(stage, secrets, chance)
    others = len(stage.parts.library.documents()) - len(secrets)
    seen, hidden, guessed = 0, 0, 0
    for number in range(SETTINGS):
        settings = _settings(chance)
        text = _written(settings, stage.folder / "documents", chance)
        write_rights(stage.folder / "rights.toml", text)
        for _ in range(2):
            done, who, calls = somebody.act()
            told = _told(calls)
            open_ = [one for one in secrets if _may_read(who, one.folder, settings)]
            for secret in secrets:
                shows = any(word in told for word in (*secret.words, secret.key))
                assert secret in open_ or not shows, f"setting {number}\n{text}\n{done}\n{secret}\n{told}"
                seen += shows
                hidden += secret not in open_
            if done.startswith("/documents by"):
                assert f"共 {others + len(open_)} 篇" in told, f"setting {number}\n{text}\n{done}\n{told}"
        if number % _EVERY == 0:
            folder = chance.choice(_FOLDERS)
            name = PurePosixPath(folder).name
            who, calls = somebody.look_for(name)
            nothing = f"没有标题或路径含「{name}」的文档" in _told(calls)
            assert nothing or _may_read(who, folder, settings), f"setting {number}\n{text}\n{who}\n{_told(calls)}"
            guessed += nothing
        assert stage.parts.rights.trouble is None, text
    # Else there was nothing to find.
    assert seen > SETTINGS / 5
    assert hidden > SETTINGS
    assert 0 < guessed < SETTINGS / _EVERY
    assert stage.recorder.broken == []
