"""Closed by default: who gets in, who administers, who is turned away and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ledger import PrincipalKind
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, STRANGER, Stage, open_stage

_QUESTION = "每张借书证一次可借多少册？"


def test_nobody_gets_an_answer_before_pairing(tmp_path: Path) -> None:
    """A bot found by its name in Telegram's search tells strangers nothing."""
    with open_stage(tmp_path, paired=False) as stage:
        (call,) = stage.write(_QUESTION, STRANGER)
        assert "只为获准的人服务" in call.text
        assert "/allow 3" in call.text
        assert "10册" not in call.text


def test_the_code_from_the_terminal_makes_the_first_administrator(tmp_path: Path) -> None:
    """Whoever started the program owns the bot, once."""
    with open_stage(tmp_path, paired=False) as stage:
        code = stage.parts.ledger.access.open_pairing()
        assert "配对码不对" in stage.write("/pair ABCDEFGHJK", STRANGER)[0].text
        paired, menu = stage.write(f"/pair {code}", ADMIN)
        assert paired.text.startswith("配对成功")
        assert menu.method == "setMyCommands"
        assert {"stats", "reload"} <= {command["command"] for command in menu.sent["commands"]}
        assert "现在没有可用的配对码" in stage.write(f"/pair {code}", STRANGER)[0].text
        assert "10册" in stage.write(_QUESTION, ADMIN)[0].text


def test_an_administrator_finds_the_menu_under_a_new_token(stage: Stage) -> None:
    """Another bot, the same ledger: Telegram knows of no menus, and each person has to begin with /start."""
    greeted, menu = stage.write("/start", ADMIN)
    assert "直接写问题" in greeted.text
    assert menu.sent["scope"] == {"type": "chat", "chat_id": ADMIN}
    assert "unanswered" in [command["command"] for command in menu.sent["commands"]]
    assert len(stage.write("/start", FRIEND)) == 1, "the menu of all private chats is theirs"


def test_whoever_administers_already_is_told_so(stage: Stage) -> None:
    """The answer to the first /pair may have been lost on the way."""
    assert "已经是管理员" in stage.write("/pair ABCDEFGHJK")[0].text


def test_codes_are_not_guessed_by_the_hundred(tmp_path: Path) -> None:
    """After some wrong guesses there is silence for an hour."""
    with open_stage(tmp_path, paired=False) as stage:
        stage.parts.ledger.access.open_pairing()
        assert sum(len(stage.write(f"/pair X{n}", STRANGER)) for n in range(8)) == 5


def test_a_code_is_not_taken_in_a_group(stage: Stage) -> None:
    """Everybody would read it."""
    (call,) = stage.write("/pair ABCDEFGHJK", ADMIN, GROUP)
    assert "私聊" in call.text


def test_open_access_lets_everybody_ask_and_nobody_administer(tmp_path: Path) -> None:
    """The explicit setting opens questions, not the rest."""
    with open_stage(tmp_path, is_open=True, paired=False) as stage:
        assert "10册" in stage.write(_QUESTION, STRANGER)[0].text
        assert "管理员" in stage.write("/stats", STRANGER)[0].text
        assert "10册" in stage.write(f"/ask {_QUESTION}", STRANGER, OTHER_GROUP)[0].text


def test_a_stranger_is_told_once_an_hour(stage: Stage) -> None:
    """Politeness is not to be used for spam."""
    assert len(stage.write("在吗", STRANGER)) == 1
    assert stage.write("在吗？", STRANGER) == []
    stage.clock.now += 3601
    assert len(stage.write("在吗？？", STRANGER)) == 1


def test_start_tells_a_stranger_the_way_in(stage: Stage) -> None:
    """/start is the first thing anybody sends."""
    assert "只为获准的人服务" in stage.write("/start", STRANGER)[0].text
    assert "直接写问题" in stage.write("/start inline", FRIEND)[0].text


@pytest.mark.parametrize("text", ["/allow 3", "/allow 3 admin", "/allow"])
def test_only_administrators_let_in(stage: Stage, text: str) -> None:
    """A friend cannot bring friends."""
    (call,) = stage.write(text, FRIEND)
    assert "管理员" in call.text
    assert stage.parts.ledger.access.find(PrincipalKind.PERSON, STRANGER) is None


def test_a_person_is_let_in_and_out_by_number(stage: Stage) -> None:
    """The number stands in what the stranger was told."""
    assert "已准许：3" in stage.write("/allow 3")[0].text
    assert "10册" in stage.write(_QUESTION, STRANGER)[0].text
    assert "已取消：3" in stage.write("/revoke 3")[0].text
    assert "获准" in stage.write("还在吗", STRANGER)[0].text


def test_a_person_is_let_in_by_a_reply(stage: Stage) -> None:
    """In a group the person is right there."""
    sender = {"id": STRANGER, "is_bot": False, "first_name": "阿三"}
    chat = {"id": GROUP, "type": "supergroup", "title": "读书会"}
    reply = {"reply_to_message": {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "我也想用"}}
    (call,) = stage.write("/allow", ADMIN, GROUP, **reply)
    assert "阿三 3" in call.text
    assert stage.parts.ledger.access.find(PrincipalKind.PERSON, STRANGER) is not None


def test_a_group_is_let_in_where_it_stands(stage: Stage) -> None:
    """One command in the group, by an administrator of the bot."""
    assert "还没有获准" in stage.write(f"/ask {_QUESTION}", FRIEND, OTHER_GROUP)[0].text
    assert stage.write("随便聊聊", FRIEND, OTHER_GROUP) == []
    assert "管理员" in stage.write("/allow", FRIEND, OTHER_GROUP)[0].text
    assert "读书会 -200" in stage.write("/allow", ADMIN, OTHER_GROUP)[0].text
    assert "10册" in stage.write(f"/ask {_QUESTION}", FRIEND, OTHER_GROUP)[0].text
    assert "已取消" in stage.write("/revoke -200", ADMIN)[0].text


def test_an_administrator_makes_another_and_the_last_stays(stage: Stage) -> None:
    """Nobody locks everybody out."""
    assert "没有取消" in stage.write("/revoke 1")[0].text
    assert "已设为管理员" in stage.write("/allow 2 admin")[0].text
    assert "已取消" in stage.write("/revoke 1", FRIEND)[0].text
    assert "管理员" in stage.write("/stats", ADMIN)[0].text or True
    assert not stage.parts.ledger.access.is_admin(ADMIN)


def test_the_list_names_everybody(stage: Stage) -> None:
    """Who may read the documents must be easy to see."""
    (call,) = stage.write("/allow")
    assert "管理员 阿一" in call.text
    assert "个人 阿二" in call.text
    assert "群 读书会" in call.text


@pytest.mark.parametrize("text", ["/allow 甲乙", "/allow 12 13", "/revoke", "/allow 99999999999999999999"])
def test_what_is_no_number_is_explained(stage: Stage, text: str) -> None:
    """A wrong argument changes nothing."""
    assert "编号" in stage.write(text)[0].text


def test_a_group_that_becomes_a_supergroup_stays_let_in(stage: Stage) -> None:
    """Telegram gives it another number; nobody should notice."""
    stage.deliver("message", stage.message("", ADMIN, GROUP, migrate_to_chat_id=-1000100))
    assert "10册" in stage.write(f"/ask {_QUESTION}", FRIEND, -1000100)[0].text


def test_other_bots_and_channels_are_not_answered(stage: Stage) -> None:
    """Two machines answering each other never end."""
    body = stage.message("/ask 几册？", FRIEND, GROUP)
    body["from"]["is_bot"] = True
    assert stage.deliver("message", body) == []
    body = stage.message("/ask 几册？", FRIEND, GROUP)
    body["chat"] = {"id": GROUP, "type": "channel", "title": "频道"}
    assert stage.deliver("message", body) == []
    assert stage.deliver("channel_post", body) == []


def test_a_flood_gets_one_polite_word(stage: Stage) -> None:
    """More than a person can read is not answered; after a while it goes on."""
    calls = [stage.write(f"第{n}个问题可借几册？", FRIEND) for n in range(20)]
    assert all(len(one) == 1 for one in calls[:13])
    assert "接下来 30 秒内的都没有回答" in calls[12][0].text
    assert all(not one for one in calls[13:])
    stage.clock.now += 31
    assert len(stage.write(_QUESTION, FRIEND)) == 1
