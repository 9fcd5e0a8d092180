"""The running bot tells news of a watched question once, also when it is killed in the moment it would tell them."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.bot.telegram_app.telegram_rules import plain
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person

pytestmark = pytest.mark.e2e

_OPEN = {"YINJU_TELEGRAM_ACCESS": "open"}
_TEXT = "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借{}册，借期30天。\n"


def told(api: BotApi, words: str) -> int:
    """How many messages that arrived say now these words, and not only what was said before."""
    return sum(words in plain(message["text"]).partition("\n现在：")[2] for message in list(api.messages.values()))


def test_news_are_told_once_through_changes_kills_and_restarts(api: BotApi, folder: Path) -> None:
    """The file changes; the person who waits for it hears of it."""
    file = folder / "documents" / "图书馆.txt"
    person = Person(api, 42)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person.write("/watch 每张借书证一次可借多少册？")
        person.read("已关注（1/20）")
        file.write_text(_TEXT.format(12), encoding="utf-8")
        news = person.read("新的答案")
        assert news["text"].index("10册，借期") < news["text"].index("12册，借期")
        api.swallow("sendMessage")
        file.write_text(_TEXT.format(15), encoding="utf-8")
        assert api.swallowed.wait(servers.PATIENCE)
        bot.stop(signal.SIGKILL)
    api.release("sendMessage")
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person.read("15册，借期")
        assert bot.stop() == 0
    file.write_text(_TEXT.format(20), encoding="utf-8")
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person.read("20册，借期")
        person.write("/watch")
        person.read("关注的问题（1/20）")
        assert bot.stop() == 0
    assert [told(api, f"{count}册") for count in (12, 15, 20)] == [1, 1, 1]
