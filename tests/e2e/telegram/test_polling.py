"""The bot as a process, polling telegram-test-api over HTTP."""

from __future__ import annotations

import itertools
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from tests.bot.telegram_app.telegram_rules import check, plain
from tests.e2e.telegram import servers
from tests.e2e.telegram.servers import TOKEN, get, post, until

pytestmark = pytest.mark.e2e

_numbers = itertools.count(1)
_GROUP = -77


class Person:
    """Someone with a Telegram of their own."""

    def __init__(self, url: str, number: int, chat: int | None = None) -> None:
        self._url = url
        self._number = number
        self._chat = number if chat is None else chat
        kind = "private" if self._chat > 0 else "group"
        self._who = {"id": number, "is_bot": False, "first_name": f"第{number}人", "language_code": "zh-hans"}
        self._where = {"id": self._chat, "type": kind, "first_name": "甲", "title": "群"}

    def write(self, text: str) -> dict[str, Any]:
        """Write, and wait for the bot's next message here."""
        entities = [
            {"type": "bot_command", "offset": 0, "length": len(found[0])}
            for found in [re.match(r"/\w+", text)]
            if found
        ]
        message = {"botToken": TOKEN, "from": self._who, "chat": self._where, "date": int(time.time()), "text": text}
        post(f"{self._url}/{'sendCommand' if entities else 'sendMessage'}", message | {"entities": entities})
        return self.next_message()

    def next_message(self) -> dict[str, Any]:
        """The next message of the bot."""

        def fetched() -> Any:  # noqa: ANN401 - JSON
            return post(f"{self._url}/getUpdates", {"token": TOKEN, "chatId": self._chat})["result"]

        sent: dict[str, Any] = until(fetched)[0]
        # The server keeps form fields as they came: objects are still JSON texts in it, which the rules do not need.
        check("sendMessage", {"text": sent["message"]["text"], "parse_mode": "HTML", **_quiet(sent["message"])})
        return sent | {"text": plain(sent["message"]["text"])}

    def press(self, sent: dict[str, Any], label: str) -> dict[str, Any]:
        """Press a button under a message, and wait for the bot to change it."""
        rows = sent["message"]["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if label in button["text"])
        message = {"message_id": sent["messageId"], "date": int(time.time()), "chat": self._where, "text": "…"}
        message["from"] = {"id": 666, "is_bot": True, "first_name": "Test"}
        edits = len(self.calls("editMessageText"))
        post(f"{self._url}/sendCallback", {"botToken": TOKEN, "from": self._who, "message": message, "data": data})
        changed = until(lambda: self.calls("editMessageText")[edits:])[0]
        return {"text": plain(changed["text"]), "messageId": sent["messageId"], "message": _parsed(changed)}

    def ask_inline(self, text: str) -> dict[str, Any]:
        """Type the bot's name and a question somewhere."""
        query = {"id": str(next(_numbers)), "from": self._who, "query": text, "offset": ""}
        before = len(self.calls("answerInlineQuery"))
        post(f"{self._url}/sendUpdate", {"token": TOKEN, "inline_query": query})
        return dict(until(lambda: self.calls("answerInlineQuery")[before:])[0])

    def calls(self, method: str) -> list[dict[str, Any]]:
        """What the bot asked of that method so far."""
        return [call for call in get(f"{self._url}/calls")["result"] if call["method"] == method]


def _quiet(message: dict[str, Any]) -> dict[str, Any]:
    return {"link_preview_options": {"is_disabled": "is_disabled" in str(message.get("link_preview_options"))}}


def _parsed(call: dict[str, Any]) -> dict[str, Any]:
    markup = call.get("reply_markup", "{}")
    return call | {"reply_markup": json.loads(markup) if isinstance(markup, str) else markup}


def test_from_the_first_start_to_a_cited_answer(polled: str, folder: Path) -> None:
    """What the README promises: start, pair, ask, look at the source, stop."""
    with servers.program(folder, polled) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        person = Person(polled, 42)
        assert "42" in person.write("每张借书证一次可借多少册？")["text"]
        assert person.write(f"/pair {code}")["text"].startswith("配对成功")
        answer = person.write("每张借书证一次可借多少册？")
        assert "每张借书证一次可借10册" in answer["text"]
        assert "《青禾图书馆开放规定》第3段" in answer["text"]
        whole = person.press(answer, "原文")
        assert "每张借书证一次可借10册，借期30天。" in whole["text"]
        assert "周一闭馆" in person.press(whole, "上文")["text"]
        assert "周一闭馆" in person.write("周几闭馆？")["text"]
        result = person.ask_inline("每张借书证一次可借多少册？")
        assert "10册" in str(json.loads(result["results"]))
        assert bot.stop() == 0
        assert TOKEN not in bot.everything_written
        assert TOKEN.partition(":")[2] not in bot.everything_written


def test_a_group_asks_once_it_is_let_in(polled: str, folder: Path) -> None:
    """Closed by default, for groups as well."""
    with servers.bot(folder, polled) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        Person(polled, 42).write(f"/pair {code}")
        in_group = Person(polled, 43, _GROUP)
        assert "还没有获准" in in_group.write("/ask 一次可借多少册？")["text"]
        assert "已准许" in Person(polled, 42, _GROUP).write("/allow")["text"]
        assert "每张借书证一次可借10册" in in_group.write("/ask 每张借书证一次可借多少册？")["text"]
        assert bot.stop() == 0


def test_an_old_button_shows_what_was_cited_after_a_restart_and_a_change(polled: str, folder: Path) -> None:
    """The document changed and the program was restarted; the citation still stands, and says so."""
    person = Person(polled, 42)
    with servers.bot(folder, polled, YINJU_TELEGRAM_ACCESS="open") as bot:
        bot.wait_for("已启动")
        answer = person.write("每张借书证一次可借多少册？")
        assert bot.stop() == 0
    (folder / "documents" / "图书馆.txt").write_text("青禾图书馆新规定\n借书规则另行通知。\n", encoding="utf-8")
    with servers.bot(folder, polled, YINJU_TELEGRAM_ACCESS="open") as bot:
        bot.wait_for("已启动")
        whole = person.press(answer, "原文")["text"]
        assert "每张借书证一次可借10册，借期30天。" in whole
        assert "文档后来有改动" in whole
        assert bot.stop() == 0


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"getMe": (401, "Unauthorized")}, "Telegram 不认这个令牌"),
        ({"getMe": (404, "Not Found")}, "Telegram 不认这个令牌"),
        ({"getUpdates": (401, "Unauthorized")}, "Telegram 不认这个令牌"),
    ],
)
def test_a_refused_token_ends_the_program_with_a_clear_sentence(
    folder: Path, answers: dict[str, tuple[int, str]], words: str
) -> None:
    """Rejected at the start or revoked later: it never stays alive and deaf, and never shows the token."""
    with servers.refusing_server(answers) as url, servers.bot(folder, url) as bot:
        assert bot.ended() == 2
        assert words in bot.lines[-1]
        assert TOKEN not in bot.everything_written
        assert "Traceback" not in "".join(bot.lines)


def test_without_a_network_the_program_says_so(folder: Path) -> None:
    """No route, no proxy, a wrong address: one sentence, exit code 2."""
    url = f"http://127.0.0.1:{servers.free_port()}"
    with servers.bot(folder, url) as bot:
        assert bot.ended() == 2
        assert f"连不上 Telegram（{url}）" in bot.lines[-1]


def test_without_a_token_the_program_says_where_to_get_one(folder: Path) -> None:
    """The first thing everybody forgets."""
    with servers.bot(folder, "http://127.0.0.1:9", YINJU_TELEGRAM_TOKEN="") as bot:
        assert bot.ended() == 2
        assert "@BotFather" in bot.lines[-1]
