"""The page and the file of an answer, sent by the running bot over HTTP."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.bot.telegram_app.papers import pool
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import TOKEN

pytestmark = pytest.mark.e2e

_QUESTION = "游泳馆每场限多少人入场？"
_OPEN = {"YINJU_TELEGRAM_ACCESS": "open"}


def test_page_and_file_come_and_are_uploaded_once(api: BotApi, folder: Path) -> None:
    """From question to page and file; after a new start Telegram's own numbers still serve."""
    (folder / "documents" / "游泳馆.pdf").write_bytes(pool())
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        person.write(_QUESTION)
        number = person.read("80人")["message_id"]
        person.press(number, "原页")
        photo = api.wait(lambda: api.of("sendPhoto"))[0]
        (picture,) = photo.files.values()
        colours = {colour for _, colour in Image.open(io.BytesIO(picture)).convert("RGB").getcolors() or ()}
        assert {(255, 255, 255), (255, 232, 92)} <= colours
        assert "第2页" in photo.text
        person.press(number, "文件")
        document = api.wait(lambda: api.of("sendDocument"))[0]
        assert list(document.files.values()) == [pool()]
        assert bot.stop() == 0
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        for label, method in (("原页", "sendPhoto"), ("文件", "sendDocument")):
            person.press(number, label)
            again = api.wait(lambda method=method: api.of(method)[1:])[0]
            assert again.files == {}
        assert bot.stop() == 0
        assert TOKEN.partition(":")[2] not in bot.everything_written
        assert "Traceback" not in bot.everything_written


def test_files_of_a_folder_that_is_kept_are_not_sent(api: BotApi, folder: Path) -> None:
    """The button is not there, and a forged one gets nothing."""
    with servers.bot(folder, api.url, YINJU_FILES_KEPT=str(folder / "documents"), **_OPEN) as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        person.write("每张借书证一次可借多少册？")
        number = person.read("10册")["message_id"]
        message = api.messages[number]
        buttons = message["reply_markup"]["inline_keyboard"][0]
        assert not any("文件" in one["text"] for row in message["reply_markup"]["inline_keyboard"] for one in row)
        buttons.append({"text": "文件", "callback_data": buttons[0]["callback_data"].replace("w:", "g:")})
        person.press(number, "文件")
        answered = api.wait(lambda: api.of("answerCallbackQuery"))[0]
        assert answered.sent["text"] == "管理员没有开放这份文件，不能发送。"
        assert api.of("sendDocument") == []
        assert bot.stop() == 0


def test_a_folder_to_keep_that_does_not_exist_stops_the_start(api: BotApi, folder: Path) -> None:
    """A name misspelt must not open the folder that was meant."""
    with servers.bot(folder, api.url, YINJU_FILES_KEPT=str(folder / "documant"), **_OPEN) as bot:
        bot.wait_for("没有这个文件或文件夹")
        assert bot.ended() == 2
