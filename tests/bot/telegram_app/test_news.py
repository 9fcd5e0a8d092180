"""News of watched questions: told once, to those who may hear them, and never in the way of people's own questions."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from pathlib import Path

from bot.ledger import PrincipalKind, Watched
from bot.telegram_app.news import News
from bot.watched import Known
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage, open_stage
from tests.bot.telegram_app.telegram_rules import plain

_BOOKS = "每张借书证一次可借多少册？"
_RULES = "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借{}册，借期30天。\n"


def rewrite(stage: Stage, text: str, name: str = "图书馆.txt") -> list[Call]:
    """A document changes; what the bot tells then."""
    (stage.folder / "documents" / name).write_text(text, encoding="utf-8")
    stage.parts.library.refresh()
    return stage.look_for_news()


def test_a_changed_answer_is_told_once_with_the_old_one_beside_it(stage: Stage) -> None:
    """To the person who asked."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    (call,) = rewrite(stage, _RULES.format(12))
    assert call.sent["chat_id"] == FRIEND
    text = plain(call.text)
    assert text.index("10册，借期") < text.index("12册，借期")
    assert stage.look_for_news() == []
    assert rewrite(stage, _RULES.format(12) + "又一段。\n") == []
    (again,) = rewrite(stage, _RULES.format(15))
    assert "12册，借期" in plain(again.text)


def test_nothing_is_told_while_the_answer_stands(stage: Stage) -> None:
    """Neither where paragraphs move, nor where other documents change or the file is away for a moment."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    here = stage.folder / "documents" / "图书馆.txt"
    text = here.read_text(encoding="utf-8")
    assert rewrite(stage, "新的第一段。\n" * 3 + text) == []
    assert rewrite(stage, "停电通知\n下周一停电。\n", "停电.txt") == []
    here.unlink()
    stage.parts.library.refresh()
    assert stage.look_for_news() == []
    assert rewrite(stage, text) == []


def test_a_first_answer_is_told(stage: Stage) -> None:
    """What could not be answered is what people wait for."""
    stage.write("/watch 游泳馆每场限多少人入场？", FRIEND)
    (call,) = rewrite(stage, "游泳馆规定\n游泳馆每场限80人入场。\n", "游泳馆.txt")
    assert "有答案了" in call.text
    assert "原来" not in call.text


def test_in_a_group_the_news_reply_to_who_asked(stage: Stage) -> None:
    """Telegram tells a person of a reply; in the topic it was asked in."""
    message = {"message_thread_id": 5, "is_topic_message": True}
    stage.write(f"/watch {_BOOKS}", FRIEND, GROUP, **message)
    asked = stage.last_written
    (call,) = rewrite(stage, _RULES.format(12))
    assert (call.sent["chat_id"], call.sent["message_thread_id"]) == (GROUP, 5)
    assert call.sent["reply_parameters"]["message_id"] == asked


def test_the_button_under_the_news_ends_it_and_leaves_them(stage: Stage) -> None:
    """The message stays to be read."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    (call,) = rewrite(stage, _RULES.format(12))
    (popup,) = stage.press(call, "不再关注", FRIEND)
    assert popup.sent["text"].startswith("不再关注：")
    assert rewrite(stage, _RULES.format(15)) == []
    assert "不在关注之列" in stage.press(call, "不再关注", FRIEND)[0].sent["text"]


def test_news_are_told_in_the_language_of_the_person(stage: Stage) -> None:
    """As they were when they asked, or as their chat chose since."""
    stage.languages[FRIEND] = "en"
    stage.write(f"/watch {_BOOKS}", FRIEND)
    assert "A question you watch has a new answer" in rewrite(stage, _RULES.format(12))[0].text
    stage.parts.ledger.chats.set_language(FRIEND, "zh-hant")
    assert "關注的問題" in rewrite(stage, _RULES.format(15))[0].text


def test_a_chat_the_bot_was_removed_from_is_watched_no_more(stage: Stage) -> None:
    """Its other questions neither; those of others go on."""
    for question in (_BOOKS, "借期多少天？"):
        stage.write(f"/watch {question}", FRIEND, GROUP)
    stage.write(f"/watch {_BOOKS}", ADMIN)
    stage.recorder.fail("sendMessage", 403, "Forbidden: bot was kicked from the supergroup chat")
    kicked, told = rewrite(stage, _RULES.format(12))
    assert (kicked.sent["chat_id"], told.sent["chat_id"]) == (GROUP, ADMIN)
    assert stage.parts.ledger.watched.of(GROUP, FRIEND) == []
    assert stage.parts.ledger.watched.count_all() == 1


def test_a_chat_that_is_gone_is_watched_no_more_and_a_refusal_is_not_repeated(stage: Stage) -> None:
    """Telegram says so in two ways."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    stage.recorder.fail("sendMessage", 400, "Bad Request: TEXT_INVALID")
    rewrite(stage, _RULES.format(12))
    assert stage.look_for_news() == []
    stage.recorder.fail("sendMessage", 400, "Bad Request: chat not found")
    rewrite(stage, _RULES.format(15))
    assert stage.parts.ledger.watched.count_all() == 0


def test_who_may_not_use_the_bot_any_more_hears_nothing(stage: Stage) -> None:
    """What the documents say is not theirs to know; let in again, they hear of the next change."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    friend = stage.parts.ledger.access.find(PrincipalKind.PERSON, FRIEND)
    assert friend is not None
    stage.write(f"/revoke {FRIEND}", ADMIN)
    assert rewrite(stage, _RULES.format(12)) == []
    stage.parts.ledger.access.allow(friend, ADMIN)
    assert "15册" in plain(rewrite(stage, _RULES.format(15))[0].text)


def test_a_scope_is_kept_to(stage: Stage) -> None:
    """News from documents the chat does not search are none."""
    stage.write("/scope 年度", FRIEND)
    stage.write(f"/watch {_BOOKS}", FRIEND)
    assert rewrite(stage, _RULES.format(12)) == []


def test_what_changed_while_the_bot_was_away_is_told_at_its_next_start(tmp_path: Path) -> None:
    """And what was noted before it was killed, once."""
    with open_stage(tmp_path) as stage:
        stage.write(f"/watch {_BOOKS}", FRIEND)
    (tmp_path / "documents" / "图书馆.txt").write_text(_RULES.format(12), encoding="utf-8")
    with open_stage(tmp_path) as stage:
        stage.parts.library.refresh()
        watched = stage.parts.ledger.watched
        (due,) = watched.due(stage.parts.library.version)
        # noted, and killed before it was sent
        result = stage.parts.library.ask(_BOOKS)
        watched.looked(due.id, stage.parts.library.version, Known.of(result, stage.parts.language))
    with open_stage(tmp_path) as stage:
        (call,) = stage.look_for_news()
        assert "12册" in plain(call.text)
        assert stage.look_for_news() == []


def test_news_that_arrived_while_the_bot_was_told_to_stop_are_not_told_again(stage: Stage) -> None:
    """Telegram has taken them; only its answer was still on the way."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    (stage.folder / "documents" / "图书馆.txt").write_text(_RULES.format(12), encoding="utf-8")
    stage.parts.library.refresh()
    stage.recorder.on_the_way = 0.2
    before = len(stage.recorder.calls)

    async def stop_in_between() -> None:
        looking = asyncio.create_task(News(stage.parts, stage.channel.processor).look(stage.app.bot))
        while len(stage.recorder.calls) == before:  # noqa: ASYNC110 - the recorder only notes what came
            await asyncio.sleep(0.01)
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
        assert looking.cancelled()

    stage.runner.run(stop_in_between())
    stage.recorder.on_the_way = 0.0
    assert [call.method for call in stage.recorder.calls[before:]] == ["sendMessage"]
    assert stage.look_for_news() == []


def test_a_line_that_is_down_loses_no_news(stage: Stage) -> None:
    """They are sent again until they arrive."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    stage.recorder.fail("sendMessage", 502, "Bad Gateway")
    calls = rewrite(stage, _RULES.format(12))
    assert [call.method for call in calls] == ["sendMessage", "sendMessage"]
    assert stage.parts.ledger.watched.untold() == []


def test_a_thousand_watched_questions_do_not_keep_a_person_waiting(stage: Stage) -> None:
    """Somebody asks while they are gone through, and is answered before the end."""
    watched = stage.parts.ledger.watched
    for number in range(1000):
        one = Watched(5000 + number, None, 5000 + number, None, "zh-hans", f"第{number}位馆长是谁？", Known())
        watched.add(one, "before")
    message = stage.message(_BOOKS, FRIEND, None)

    async def both() -> int:
        looking = asyncio.create_task(News(stage.parts, stage.channel.processor).look(stage.app.bot))
        for _ in itertools.count():
            if len(watched.due(stage.parts.library.version)) < 1000:
                break
            await asyncio.sleep(0.01)
        await stage.channel.store.put([{"update_id": 999_999, "message": message}])
        await stage.handle_queued()
        left = len(watched.due(stage.parts.library.version))
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        return left

    assert stage.runner.run(both()) > 0
    assert "10册" in stage.recorder.of("sendMessage")[-1].text
