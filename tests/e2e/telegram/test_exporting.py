"""The running bot makes files of questions and answers, and the operator does beside it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person

pytestmark = pytest.mark.e2e

_QUESTION = "每张借书证一次可借多少册？"


def test_what_was_asked_is_carried_away_from_the_chat_and_from_the_terminal(api: BotApi, folder: Path) -> None:
    """Each gets a file with the quote and where it stands; the bot goes on meanwhile."""
    with servers.bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        person.write(_QUESTION)
        person.read("10册")
        person.write("/export")
        choice = person.read("要哪些")
        person.press(choice["message_id"], "今天 · Markdown")
        (sent,) = api.wait(lambda: api.of("sendDocument"))
        text = sent.files["document"].decode()
        assert f"## 1. {_QUESTION}" in text
        assert "**每张借书证一次可借10册，借期30天。**" in text
        person.write("/export question word")
        _, word = api.wait(lambda: calls if len(calls := api.of("sendDocument")) > 1 else None)
        assert any("10册" in row.text for row in docx.Document(io.BytesIO(word.files["document"])).paragraphs)
        settings = {"YINJU_DATA": str(folder / "data"), "LC_ALL": "zh_CN.UTF-8"}
        done = subprocess.run(
            [sys.executable, "-m", "bot", "export", "--out", "问答.md"],
            cwd=folder,
            env={**os.environ, **settings},  # noqa: TID251 - a child's environment
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert "1 个问题已存入 问答.md" in done.stderr
        assert _QUESTION in (folder / "问答.md").read_text(encoding="utf-8")
        Person(api, 43).write("/export today")
        Person(api, 43).read("没有可以导出的提问")
        assert bot.stop() == 0
