"""Links over HTTP: given out by the running bot, opened after a restart and after the document has changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import TOKEN

pytestmark = pytest.mark.e2e

_LINK = re.compile(r'<a href="https://t\.me/yinju_bot\?start=([A-Za-z0-9_-]{1,64})">')


def _link(api: BotApi, message: dict[str, Any]) -> str:
    """What the first link of a message carries."""
    found = _LINK.search(api.messages[message["message_id"]]["text"])
    assert found is not None
    return found[1]


def test_a_link_opens_weeks_later_for_those_who_may_read(api: BotApi, folder: Path) -> None:
    """Sent on, opened after a restart and a line put in above it; to others it tells nothing."""
    person, stranger = Person(api, 42), Person(api, 43)
    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        person.write(f"/pair {code}")
        person.read("配对成功")
        person.write("每张借书证一次可借多少册？")
        link = _link(api, person.read("《青禾图书馆开放规定》第3段"))
        person.write("/documents")
        whole = _link(api, person.read("共 1 篇文档"))
        assert bot.stop() == 0
    rules = folder / "documents" / "图书馆.txt"
    rules.write_text(rules.read_text(encoding="utf-8").replace("\n", "\n新的一段。\n", 1), encoding="utf-8")
    with servers.bot(folder, api.url) as bot:
        bot.wait_for("已启动")
        person.write(f"/start {link}")
        opened = person.read("《青禾图书馆开放规定》第4段")
        assert opened["text"].endswith("每张借书证一次可借10册，借期30天。")
        person.press(opened["message_id"], "上文")
        api.wait(lambda: "周一闭馆" in api.messages[opened["message_id"]]["text"])
        person.write(f"/start {whole}")
        person.read("新的一段。")
        person.write(f"/start {link[:-1]}")
        person.read("这个链接不完整")
        stranger.write(f"/start {link}")
        assert "图书馆" not in stranger.read("只为获准的人服务")["text"]
        assert bot.stop() == 0
        assert TOKEN.partition(":")[2] not in bot.everything_written
