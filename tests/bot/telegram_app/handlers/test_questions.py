"""Questions in private and in groups: answered with their source, in their place, and nothing else touched."""

from __future__ import annotations

import pytest

from bot.ledger import Asked
from bot.telegram_app.state.answer_cache import CachedShelf
from tests.bot.telegram_app.recorder import BOT_ID, BOT_NAME
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"


def test_a_private_text_is_a_question(stage: Stage) -> None:
    """The main thing: a question in, a cited answer out."""
    (call,) = stage.write(_QUESTION, FRIEND)
    assert call.method == "sendMessage"
    assert call.sent["chat_id"] == FRIEND
    assert "reply_parameters" not in call.sent
    lines = plain(call.text).split("\n")
    assert lines[0] == "10册"
    assert "每张借书证一次可借10册，借期30天。" in lines
    assert lines[-1].startswith("《青禾图书馆开放规定》第4段")
    assert "把握高" in lines[-1]


def test_no_raw_score_is_ever_shown(stage: Stage) -> None:
    """A figure invites to compare what cannot be compared."""
    (call,) = stage.write(_QUESTION, FRIEND)
    assert "0.95" not in call.text


@pytest.mark.parametrize("text", ["/ask {}", f"/ask@{BOT_NAME} {{}}", f"@{BOT_NAME} {{}}", f"{{}} @{BOT_NAME}"])
def test_a_group_asks_by_command_or_mention(stage: Stage, text: str) -> None:
    """Privacy mode lets only these through; each works."""
    (call,) = stage.write(text.format(_QUESTION), FRIEND, GROUP)
    assert plain(call.text).startswith("10册")
    assert call.sent["reply_parameters"]["message_id"] == stage.last_written


def test_a_reply_to_the_bot_is_a_question(stage: Stage) -> None:
    """Answering the bot is talking to it."""
    (call,) = stage.write(_QUESTION, FRIEND, GROUP, **stage.reply_to_bot(1001))
    assert plain(call.text).startswith("10册")


@pytest.mark.parametrize("text", ["大家好", "/weather", "/ask@another_bot 几册", "@somebody 几册", "/来源"])
def test_what_is_not_for_the_bot_is_not_touched(stage: Stage, text: str) -> None:
    """A group's talk is none of its business."""
    assert stage.write(text, FRIEND, GROUP) == []


def test_a_topic_is_kept(stage: Stage) -> None:
    """An answer in another topic is lost."""
    (call,) = stage.write(f"/ask {_QUESTION}", FRIEND, GROUP, message_thread_id=9, is_topic_message=True)
    assert call.sent["message_thread_id"] == 9


def test_ask_without_a_question_says_how(stage: Stage) -> None:
    """A bare /ask from the menu is common."""
    (call,) = stage.write("/ask", FRIEND, GROUP)
    assert "/ask 图书馆" in call.text


def test_an_edited_question_is_answered_in_place(stage: Stage) -> None:
    """Mending a typing error must not fill the chat."""
    stage.write("年末常住人口多少？", FRIEND)
    sent, asked = stage.recorder.last_message, stage.last_written
    (call,) = stage.edit(asked, _QUESTION, FRIEND)
    assert call.method == "editMessageText"
    assert call.sent["message_id"] == sent
    assert plain(call.text).startswith("10册")
    assert stage.parts.ledger.statistics.summary(1).asked == 1


def test_an_edit_that_changes_nothing_does_nothing(stage: Stage) -> None:
    """Telegram reports a reaction as an edit."""
    stage.write(_QUESTION, FRIEND)
    assert stage.edit(stage.last_written, _QUESTION, FRIEND) == []


def test_an_edited_question_whose_answer_was_deleted_is_answered_anew(stage: Stage) -> None:
    """The person still wants to know."""
    stage.write("年末常住人口多少？", FRIEND)
    asked = stage.last_written
    stage.recorder.fail("editMessageText", 400, "Bad Request: message to edit not found")
    calls = stage.edit(asked, _QUESTION, FRIEND)
    assert [call.method for call in calls] == ["editMessageText", "sendMessage"]


def test_a_follow_up_refers_to_the_persons_own_question(stage: Stage) -> None:
    """Two people asking at once in a group do not get each other's follow-ups."""
    stage.write("/ask 每张借书证一次可借多少册？", FRIEND, GROUP)
    stage.write("/ask 年末常住人口多少？", ADMIN, GROUP)
    (call,) = stage.write("/ask 那阅览证呢？", FRIEND, GROUP)
    assert "理解为：每张阅览证一次可借多少册?" in plain(call.text)


def test_whoever_replies_to_an_answer_goes_on_with_it(stage: Stage) -> None:
    """A reply says itself what it is about."""
    stage.write("/ask 每张借书证一次可借多少册？", FRIEND, GROUP)
    answer = stage.recorder.last_message
    (call,) = stage.write("那阅览证呢？", ADMIN, GROUP, **stage.reply_to_bot(answer))
    assert "每张阅览证一次可借多少册?" in plain(call.text)


def test_silence_offers_what_is_nearest_and_is_written_down(stage: Stage) -> None:
    """No answer is invented; the administrators learn what is missing."""
    (call,) = stage.write("图书馆馆长的生日聚会在哪里办？", FRIEND)
    text = plain(call.text)
    assert text.startswith("文档里没有找到确切的答案。")
    assert "最接近的段落" in text
    assert [button["text"] for button in call.buttons] == ["原文 1", "原文 2", "原文 3"]
    assert [one.question for one in stage.parts.ledger.backlog.all()] == ["图书馆馆长的生日聚会在哪里办？"]


def test_small_talk_is_answered_and_not_counted(stage: Stage) -> None:
    """Hello is no question the documents fail to answer."""
    (call,) = stage.write("你好", FRIEND)
    assert "你好" in call.text
    assert stage.parts.ledger.statistics.summary(1).asked == 0


def test_a_chinese_command_works_as_in_the_terminal(stage: Stage) -> None:
    """One dialogue for both channels."""
    stage.write(_QUESTION, FRIEND)
    (call,) = stage.write("/来源 1", FRIEND)
    assert "每张借书证一次可借" in plain(call.text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗体</b> & </blockquote> 几册？",
        "**粗体** _斜体_ [链接](x) 几册？",
        "\u202e\u2066几册可借\u2069\u2069",
        "😀" * 2048,
        "😀" * 4096,
        "𠮷" * 2000,
        "？！。，",
        "\x00\x07\u200b",
        "一" * 4096,
        "/",
        "//",
        "/ ask",
    ],
)
def test_odd_text_gets_one_polite_message(stage: Stage, text: str) -> None:
    """Whatever is typed, the bot answers in sentences Telegram accepts."""
    (call,) = stage.write(text, FRIEND)
    assert call.method == "sendMessage"
    assert "出了点问题" not in call.text


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "location"])
def test_what_is_no_text_gets_a_polite_word(stage: Stage, kind: str) -> None:
    """A sticker is not a question, and not an error either."""
    things: dict[str, object] = {
        "sticker": {
            "file_id": "s",
            "file_unique_id": "us",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        },
        "voice": {"file_id": "v", "file_unique_id": "uv", "duration": 1},
        "photo": [{"file_id": "p", "file_unique_id": "up", "width": 1, "height": 1}],
        "location": {"latitude": 1.0, "longitude": 1.0},
    }
    (call,) = stage.write("", FRIEND, None, **{kind: things[kind]})
    assert call.text == "我只看得懂文字，请把问题写出来。"
    assert stage.write("", FRIEND, GROUP, **{kind: things[kind]}) == []


def test_what_is_written_under_a_picture_is_a_question(stage: Stage) -> None:
    """People photograph a notice and ask about it; in a group only what is meant for the bot."""
    photo = [{"file_id": "p", "file_unique_id": "up", "width": 1, "height": 1}]
    assert "10册" in stage.write("", FRIEND, photo=photo, caption=_QUESTION)[0].text
    mention = f"@{BOT_NAME} {_QUESTION}"
    entities = [{"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}]
    asked = {"photo": photo, "caption": mention, "caption_entities": entities}
    assert plain(stage.write("", FRIEND, GROUP, **asked)[0].text).startswith("10册")
    assert stage.write("", FRIEND, GROUP, photo=photo, caption=_QUESTION) == []
    assert stage.write("", FRIEND, photo=photo, caption="/documents")[0].text == "我只看得懂文字，请把问题写出来。"


def test_an_answer_put_there_by_inline_mode_is_no_question(stage: Stage) -> None:
    """Somebody tries the inline mode in the bot's own chat: it must not answer itself."""
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "引据", "username": BOT_NAME}
    assert stage.write(f"❓ {_QUESTION}", FRIEND, via_bot=bot) == []


def test_two_documents_that_disagree_are_both_told(stage: Stage) -> None:
    """Last year's figure and this year's: whoever reads one must learn of the other, and of which day each is."""
    newer = "青禾市最新年度报告\n报告日期：2026年1月5日\n年末全市常住人口为188万人。\n"
    (stage.folder / "documents" / "新年报.txt").write_text(newer, encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write("年末全市常住人口为多少？", FRIEND)
    text = plain(call.text)
    assert {"188万人", "186万人"} == {text.split("\n")[0], text.split("另有不同说法：")[1].split("（")[0]}
    assert text.count("2026-01-05") == 1
    whole, _ = stage.press(call, "原文", FRIEND)
    back, _ = stage.press(whole, "返回", FRIEND)
    assert plain(back.text) == text
    first, *_ = stage.ask_inline("年末全市常住人口为多少？", FRIEND)[0].sent["results"]
    assert "另有不同说法：" in first["input_message_content"]["message_text"]


def test_the_same_answer_elsewhere_is_not_called_different(stage: Stage) -> None:
    """Two documents that agree are two sources of one answer."""
    twin = "儿童馆规定\n每张借书证一次可借10册，儿童证5册。\n"
    (stage.folder / "documents" / "儿童馆.txt").write_text(twin, encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write(_QUESTION, FRIEND)
    assert "其他出处 1/2" in [button["text"] for button in call.buttons]
    assert "另有不同说法" not in call.text


def test_a_question_answered_before_the_end_is_not_answered_twice(stage: Stage) -> None:
    """The program was killed between the answer and the crossing off; the update is taken up again."""
    body = stage.message(_QUESTION, FRIEND)
    assert len(stage.deliver("message", body)) == 1
    assert stage.deliver("message", body) == []
    assert stage.parts.ledger.statistics.summary(1).asked == 1


def test_a_question_whose_answer_was_not_sent_is_answered_and_counted_once(stage: Stage) -> None:
    """Killed between the search and the sending: the answer comes, the statistics stay true."""
    body = stage.message(_QUESTION, FRIEND)
    stage.recorder.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    stage.deliver("message", body)
    assert [call.method for call in stage.deliver("message", body)] == ["sendMessage"]
    assert stage.parts.ledger.statistics.summary(1).asked == 1


def test_a_forwarded_text_is_a_question_like_any_other(stage: Stage) -> None:
    """People pass on what others asked."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    (call,) = stage.write(_QUESTION, FRIEND, forward_origin=origin)
    assert plain(call.text).startswith("10册")


def test_the_same_question_again_comes_from_memory(stage: Stage) -> None:
    """A flood of one question costs one search."""
    shelf = CachedShelf(stage.parts.library)
    before = shelf.ask(_QUESTION)
    assert shelf.ask(_QUESTION) is before
    assert shelf.ask(_QUESTION, frozenset({"x"})) is not before
    (stage.folder / "documents" / "新.txt").write_text("新文件\n新增的一段。\n", encoding="utf-8")
    stage.parts.library.refresh()
    assert shelf.ask(_QUESTION) is not before


def test_an_error_inside_is_a_polite_word_never_a_traceback(stage: Stage) -> None:
    """What went wrong is for the log."""
    stage.parts.ledger.questions.add = None  # type: ignore[method-assign,assignment]
    calls = stage.write(_QUESTION, FRIEND)
    assert [call.text for call in calls] == ["出了点问题，已经记下来了，请稍后再试。"]


def test_an_edit_whose_answer_was_cut_off_is_answered_at_the_next_start(stage: Stage) -> None:
    """The process ended between writing the new question down and changing the message: the update comes again."""
    stage.write(_QUESTION, FRIEND)
    answer, number = stage.recorder.last_message, stage.last_written
    cut_off = Asked(
        FRIEND,
        FRIEND,
        str(FRIEND),
        "周几闭馆？",
        answered=True,
        confidence=0.9,
        elapsed_ms=1.0,
        question_message=number,
    )
    stage.parts.ledger.questions.add(cut_off, [])
    (call,) = stage.edit(number, "周几闭馆？", FRIEND)
    assert (call.method, call.sent["message_id"]) == ("editMessageText", answer)
    assert "周一闭馆" in call.text
    (kept,) = stage.parts.ledger.questions.by_question_message(FRIEND, number)
    assert kept.answer_message == answer
