"""Albums: several things sent as one get one reply."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.telegram_app.recorder import BOT_NAME
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"
_MENTION = f"@{BOT_NAME} {_QUESTION}"


def photo(caption: str = "") -> dict[str, Any]:
    """A picture of an album."""
    picture: dict[str, Any] = {"photo": [{"file_id": "p", "file_unique_id": "up", "width": 1, "height": 1}]}
    if caption:
        entity = {"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}
        picture |= {"caption": caption, "caption_entities": [entity] if caption.startswith("@") else []}
    return picture


def file(stage: Stage, name: str, data: str) -> dict[str, Any]:
    """A file of an album."""
    key = f"f{len(stage.recorder.files)}"
    stage.recorder.files[key] = data.encode()
    return {"document": {"file_id": key, "file_unique_id": f"u{key}", "file_name": name, "file_size": len(data)}}


@pytest.mark.parametrize("place", [0, 1, 9])
def test_a_question_under_one_of_ten_pictures_is_answered_alone(stage: Stage, place: int) -> None:
    """Whichever of them it stands under."""
    pictures = [photo(_QUESTION if n == place else "") for n in range(10)]
    (call,) = stage.send_album(*pictures, person=FRIEND)
    assert plain(call.text).startswith("10册")


def test_pictures_without_words_get_one_polite_word(stage: Stage) -> None:
    """Ten of the same would be noise."""
    (call,) = stage.send_album(*[photo() for _ in range(10)], person=FRIEND)
    assert call.text == "我只看得懂文字，请把问题写出来。"
    (again,) = stage.send_album(photo(), photo(), person=FRIEND)
    assert again.text == call.text


def test_words_under_each_picture_get_one_answer(stage: Stage) -> None:
    """An album is one message."""
    (call,) = stage.send_album(photo(_QUESTION), photo("年末常住人口多少？"), person=FRIEND)
    assert plain(call.text).startswith("10册")


def test_in_a_group_only_what_is_meant_for_the_bot(stage: Stage) -> None:
    """Under a picture as elsewhere."""
    (call,) = stage.send_album(photo(), photo(_MENTION), photo(), person=FRIEND, chat=GROUP)
    assert plain(call.text).startswith("10册")
    assert stage.send_album(photo(), photo("大家看"), person=FRIEND, chat=GROUP) == []


def test_albums_are_no_flood(stage: Stage) -> None:
    """Three of ten pictures are three messages; what is refused is refused whole."""
    for _ in range(3):
        (call,) = stage.send_album(photo(_QUESTION), *[photo() for _ in range(9)], person=FRIEND)
        assert plain(call.text).startswith("10册")
    for _ in range(9):
        stage.write(_QUESTION, FRIEND)
    (call,) = stage.send_album(photo(_QUESTION), *[photo() for _ in range(9)], person=FRIEND)
    assert "问得太快了" in call.text


def test_edits_of_an_albums_words_are_counted_each(stage: Stage) -> None:
    """They can be made without end."""
    stage.send_album(photo(), photo(_QUESTION), person=FRIEND)
    number = stage.last_written
    said = []
    for n in range(15):
        edit = {"message_id": number, "edit_date": stage.now, "media_group_id": "album", **photo(f"{_QUESTION}{n}")}
        said += stage.deliver("edited_message", stage.message("", FRIEND, None, **edit))
    assert sum("问得太快了" in call.text for call in said) == 1
    assert len(said) < 15


def test_files_of_an_album_are_told_of_in_one_message(stage: Stage) -> None:
    """Each with what became of it, the broken and the unknown too."""
    calls = stage.send_album(
        file(stage, "泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n"),
        file(stage, "空.txt", ""),
        file(stage, "曲.mp3", "x"),
        file(stage, "车库.txt", "车库规定\n车库每小时收费5元。\n"),
    )
    sent = [call for call in calls if call.method == "sendMessage"]
    edits = [call for call in calls if call.method == "editMessageText"]
    assert len(sent) == 1
    assert {call.sent["message_id"] for call in edits} == {stage.recorder.last_message}
    lines = plain(edits[-1].text).split("\n")
    assert lines[0] == "《泳馆.txt》已加入：2 段，现在就可以提问。"
    assert lines[1].startswith("《空.txt》没有加入")
    assert any(line.startswith("《曲.mp3》 不认识这种文件") for line in lines)
    assert lines[-1] == "《车库.txt》已加入：2 段，现在就可以提问。"
    assert "80人" in stage.write("游泳馆每场限多少人入场？", ADMIN)[0].text


def test_files_of_somebody_else_are_refused_once(stage: Stage) -> None:
    """Not ten times."""
    (call,) = stage.send_album(*[file(stage, f"{n}.txt", "x") for n in range(10)], person=FRIEND)
    assert call.text == "只有管理员可以添加文档。"


def test_an_album_whose_message_was_deleted_goes_on_in_another(stage: Stage) -> None:
    """What became of a file is told in any case."""
    stage.recorder.fail("editMessageText", 400, "Bad Request: message to edit not found")
    stage.recorder.fail("editMessageText", 400, "Bad Request: message to edit not found")
    calls = stage.send_album(file(stage, "甲.txt", "甲规定\n甲。\n"), file(stage, "乙.txt", "乙规定\n乙。\n"))
    assert "《甲.txt》已加入" in "".join(call.text for call in calls)
    assert "《乙.txt》已加入" in calls[-1].text
