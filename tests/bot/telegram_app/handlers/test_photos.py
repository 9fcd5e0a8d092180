"""Photos sent as photos."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from index.loading.extras import has_ocr
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage


def photo() -> bytes:
    """A picture without any text."""
    buffer = io.BytesIO()
    Image.new("RGB", (1280, 853), "white").save(buffer, "JPEG")
    return buffer.getvalue()


def fetched(calls: list[Call]) -> list[str]:
    return [call.sent["file_id"] for call in calls if call.method == "getFile"]


def test_a_photo_of_an_administrator_is_taken_in_its_largest_size(stage: Stage) -> None:
    """Like a picture sent as a file: read if it can be, else told what it takes."""
    calls = stage.send_photo(photo(), caption="游泳馆 公告")
    assert fetched(calls) == ["p2"]
    assert "收到《游泳馆 公告 2023-11-14 1.jpg》" in calls[0].text
    reason = "图像上没有认出文字" if has_ocr() else "缺组件：pip install 'yinju[ocr]'"
    assert f"跳过：游泳馆 公告 2023-11-14 1.jpg（{reason}）" in calls[-1].text
    assert list((stage.folder / "incoming").iterdir()) == []


def test_photos_do_not_take_each_others_place(stage: Stage) -> None:
    """They come without a name; two of one album must both stay."""
    first, second = (stage.send_photo(photo())[0].text for _ in range(2))
    assert first.startswith("收到《照片 2023-11-14 1.jpg》")
    assert second.startswith("收到《照片 2023-11-14 2.jpg》")


def test_many_photos_at_once_are_one_wish(stage: Stage) -> None:
    """An album is no flood."""
    assert [fetched(stage.send_photo(photo())) for _ in range(10)] == [["p2"]] * 10


@pytest.mark.parametrize(("person", "chat"), [(FRIEND, FRIEND), (FRIEND, GROUP), (ADMIN, GROUP)])
def test_the_caption_of_other_photos_is_a_question(stage: Stage, person: int, chat: int) -> None:
    """Who may not add documents may still ask; a group's photos are nobody's documents."""
    caption = "@yinju_bot 每张借书证一次可借多少册？" if chat == GROUP else "每张借书证一次可借多少册？"
    entities = {"caption_entities": [{"type": "mention", "offset": 0, "length": 10}]} if chat == GROUP else {}
    sizes = [{"file_id": "p1", "file_unique_id": "p1", "width": 90, "height": 60}]
    calls = stage.write("", person, chat, photo=sizes, caption=caption, **entities)
    assert fetched(calls) == []
    assert "<b>10册</b>" in calls[0].text


def test_a_photo_without_words_of_somebody_else_gets_a_word(stage: Stage) -> None:
    """In private; a group hears nothing."""
    (told,) = stage.send_photo(photo(), FRIEND)
    assert told.text == "我只看得懂文字，请把问题写出来。"
    assert stage.send_photo(photo(), FRIEND, GROUP) == []
