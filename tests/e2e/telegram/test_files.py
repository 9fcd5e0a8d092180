"""Files sent in the chat: fetched over HTTP by the running bot, indexed, replaced, refused."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import TOKEN, Bot

pytestmark = pytest.mark.e2e

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@pytest.fixture
def admin(api: BotApi, folder: Path) -> Iterator[tuple[Person, Bot]]:
    """An administrator and the running bot."""
    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        person = Person(api, 42)
        person.write(f"/pair {code}")
        person.read("配对成功")
        yield person, bot
        assert bot.stop() == 0
        assert TOKEN.partition(":")[2] not in bot.everything_written
        assert "Traceback" not in bot.everything_written


def word(text: str, extra: bytes = b"", bomb: int = 0) -> bytes:
    """A Word file with one paragraph; ``extra`` lies in it unpacked, ``bomb`` MiB of spaces packed."""
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        kinds = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        kinds += '<Default Extension="bin" ContentType="application/octet-stream"/>'
        kinds += f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/>'
        space = "http://schemas.openxmlformats.org/package/2006"
        package.writestr("[Content_Types].xml", f'{_HEAD}<Types xmlns="{space}/content-types">{kinds}</Types>')
        relation = f'<Relationship Id="r1" Type="{_RELATION}" Target="word/document.xml"/>'
        relations = f'{_HEAD}<Relationships xmlns="{space}/relationships">{relation}</Relationships>'
        package.writestr("_rels/.rels", relations)
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            part.write(f'{_HEAD}<w:document xmlns:w="{main}"><w:body>'.encode() + body)
            for _ in range(bomb):
                part.write(b" " * 1024 * 1024)
            part.write(b"</w:body></w:document>")
        if extra:
            package.writestr("word/media/picture.bin", extra, zipfile.ZIP_STORED)
    return out.getvalue()


def test_a_file_becomes_a_document_and_the_same_name_replaces_it(api: BotApi, admin: tuple[Person, Bot]) -> None:
    """Sent, told in one message that changes, asked a moment later; sent again, it is the new one."""
    person, _ = admin
    person.send("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    done = person.read("《游泳馆.txt》已加入：2 段")
    edits = [call.sent["message_id"] for call in api.of("editMessageText")]
    assert set(edits) == {done["message_id"]}
    person.write("游泳馆每场限多少人入场？")
    person.read("80人")
    person.send("游泳馆.txt", "游泳馆规定\n游泳馆每场限95人入场。\n".encode())
    person.read("《游泳馆.txt》已替换：2 段")
    person.write("游泳馆每场限多少人入场？")
    person.read("95人")
    person.send("游泳馆.txt", b"PK\x03\x04 this is no text at all \x00\x01\x02" * 50)
    person.read("《游泳馆.txt》没有加入，原来的文档不变")
    person.write("游泳馆每场限多少人入场呢？")
    person.read("95人")
    person.write("/documents")
    assert person.read("游泳馆规定")["text"].count("游泳馆规定") == 1
    person.write("/forget 2")
    ask = person.read("要删除上传的文档《游泳馆规定》吗")
    person.press(ask["message_id"], "确定")
    api.wait(lambda: "已删除" in api.messages[ask["message_id"]]["text"])
    person.write("/documents")
    assert "游泳馆" not in person.read("共 1 篇")["text"]


def test_a_file_of_nineteen_megabytes_is_taken_and_one_over_twenty_is_not(
    api: BotApi, admin: tuple[Person, Bot]
) -> None:
    """Telegram's own limit, told before the file is fetched, or where it said too little, after."""
    person, _ = admin
    large = word("游泳馆每场限80人入场。", os.urandom(19_000_000))
    assert 19_000_000 < len(large) < 20_000_000
    person.send("游泳馆.docx", large)
    person.read("《游泳馆.docx》已加入：1 段")
    person.write("游泳馆每场限多少人入场？")
    person.read("80人")
    fetched = len(api.of("getFile"))
    person.send("全集.docx", b"", size=20_000_001)
    person.read("超过 20 MB")
    assert len(api.of("getFile")) == fetched
    person.send("续集.docx", b"x" * 20_000_001, size=1000)
    person.read("超过 20 MB")


def test_a_broken_file_and_a_bomb_change_nothing(admin: tuple[Person, Bot]) -> None:
    """Half a download, or a file made to fill the machine: a reason, and the next question is answered."""
    person, _ = admin
    whole = word("游泳馆每场限80人入场。")
    person.send("半个.docx", whole[: len(whole) // 2])
    assert "跳过：半个.docx（" in person.read("《半个.docx》没有加入")["text"]
    bomb = word("炸弹", bomb=300)
    assert len(bomb) < 1_000_000
    person.send("炸弹.docx", bomb)
    assert "跳过：炸弹.docx（" in person.read("《炸弹.docx》没有加入")["text"]
    person.write("每张借书证一次可借多少册？")
    person.read("每张借书证一次可借10册")


def test_a_file_that_cannot_be_had_is_told(api: BotApi, admin: tuple[Person, Bot]) -> None:
    """Telegram has lost it: the message does not stand at 「正在下载」."""
    person, _ = admin
    api.refuse("getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    person.send("游泳馆.txt", b"x")
    person.read("《游泳馆.txt》没有下载成功，请再发一次")


def test_a_file_of_somebody_else_is_not_even_fetched(api: BotApi, admin: tuple[Person, Bot]) -> None:
    """Who may ask may not write, and a stranger may not ask."""
    person, _ = admin
    other = Person(api, 43)
    other.send("我的.txt", "我的文件\n".encode())
    other.read("只为获准的人服务")
    person.write("/allow 43")
    person.read("已准许：43")
    other.send("我的.txt", "我的文件\n".encode())
    other.read("只有管理员可以添加文档。")
    assert api.of("getFile") == []
