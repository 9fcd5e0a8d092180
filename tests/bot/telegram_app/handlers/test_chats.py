"""Languages, scope, lists, inline mode."""

from __future__ import annotations

import pytest

from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"


@pytest.mark.parametrize(
    ("code", "words"),
    [("zh-hans", "直接写问题"), ("zh-hant", "直接寫問題"), ("zh-TW", "直接寫問題"), ("zh", "直接写问题"),
     ("en", "Just write a question"), ("de", "Just write a question")],
)  # fmt: skip
def test_the_interface_speaks_the_persons_language(stage: Stage, code: str, words: str) -> None:
    """Taken from the person's own Telegram."""
    stage.languages[FRIEND] = code
    assert words in stage.write("/start", FRIEND)[0].text


def test_a_chosen_language_stays(stage: Stage) -> None:
    """Chosen once, for the messages and the menu of this chat."""
    (ask,) = stage.write("/language", FRIEND)
    edited, menu, _ = stage.press(ask, "繁體中文", FRIEND)
    assert edited.text == "好的，用繁體中文。"
    assert "可搜尋的文件" in [command["description"] for command in menu.sent["commands"]]
    assert "文件裡沒有找到確切的答案" in stage.write("馆长的生日聚会在哪里办？", FRIEND)[0].text
    _, again = stage.write("/start", FRIEND)
    assert again.sent["commands"] == menu.sent["commands"]


def test_a_scope_keeps_questions_to_the_chosen_documents(stage: Stage) -> None:
    """A group about one document is not answered from another."""
    (ask,) = stage.write("/scope", FRIEND)
    assert "全部 3 篇" in ask.text
    chosen, _ = stage.press(ask, "年度报告", FRIEND)
    assert "选中的 1 篇" in chosen.text
    assert any(button["text"].startswith("✅ 青禾市年度报告") for button in chosen.buttons)
    assert "10册" not in stage.write(_QUESTION, FRIEND)[0].text
    assert "10册" in stage.write(_QUESTION, ADMIN)[0].text
    everything, _ = stage.press(chosen, "查找全部文档", FRIEND)
    assert "全部 3 篇" in everything.text
    assert "10册" in stage.write(_QUESTION, FRIEND)[0].text


def test_a_scope_is_toggled_off(stage: Stage) -> None:
    """A second tap takes the choice back."""
    (ask,) = stage.write("/scope", FRIEND)
    chosen, _ = stage.press(ask, "年度报告", FRIEND)
    back, _ = stage.press(chosen, "年度报告", FRIEND)
    assert "全部 3 篇" in back.text


def test_a_scope_whose_documents_are_gone_searches_everything(stage: Stage) -> None:
    """A choice of nothing would be a bot that knows nothing."""
    (ask,) = stage.write("/scope", FRIEND)
    stage.press(ask, "年度报告", FRIEND)
    (stage.folder / "documents" / "年报.txt").unlink()
    stage.parts.library.refresh()
    assert "10册" in stage.write(_QUESTION, FRIEND)[0].text


def test_a_scope_by_words_is_kept_as_well(stage: Stage) -> None:
    """/scope 年报 is quicker than tapping, and lasts as long."""
    (call,) = stage.write("/scope 年度", FRIEND)
    assert "只在这 1 篇文档里查找" in call.text
    assert "10册" not in stage.write(_QUESTION, FRIEND)[0].text
    stage.write("/scope 全部", FRIEND)
    assert "10册" in stage.write(_QUESTION, FRIEND)[0].text


def test_documents_are_listed_page_by_page(stage: Stage) -> None:
    """A long list is turned, not scrolled."""
    for n in range(15):
        (stage.folder / "documents" / f"附件{n:02}.txt").write_text(f"附件{n}\n第{n}号内容。\n", encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write("/documents", FRIEND)
    assert "第 1/2 页，共 18 篇" in call.text
    second, _ = stage.press(call, "›", FRIEND)
    assert "第 2/2 页" in second.text
    assert "共 1 篇文档" in stage.write("/documents 年度", FRIEND)[0].text


def test_help_explains_privacy_mode_and_grows_for_administrators(stage: Stage) -> None:
    """Why a mention sometimes does not arrive is everybody's first question in a group."""
    friend, admin = stage.write("/help", FRIEND)[0].text, stage.write("/help", ADMIN)[0].text
    assert "@yinju_bot 问题、对我消息的回复" in friend
    assert "/stats" not in friend
    assert "/stats" in admin
    assert "/stats" not in stage.write("/help", ADMIN, GROUP)[0].text


def test_inline_results_are_answers_with_their_source(stage: Stage) -> None:
    """Put into any chat, readable without the bot."""
    (call,) = stage.ask_inline(_QUESTION, FRIEND)
    (first, *_) = call.sent["results"]
    assert first["title"] == "10册"
    assert "《青禾图书馆开放规定》第4段" in first["description"]
    message = plain(first["input_message_content"]["message_text"])
    assert message.startswith(f"❓ {_QUESTION}\n10册\n")
    assert call.sent["is_personal"] is True


def test_answers_to_several_questions_are_put_into_a_chat_together(stage: Stage) -> None:
    """One of them alone would say that the other was not asked."""
    (call,) = stage.ask_inline(f"{_QUESTION}青禾市年末全市常住人口为多少？", FRIEND)
    (result,) = call.sent["results"]
    text = result["input_message_content"]["message_text"]
    assert "10册" in text
    assert "186万人" in text


def test_inline_without_an_answer_leads_to_the_bot(stage: Stage) -> None:
    """An empty list would look broken."""
    (call,) = stage.ask_inline("馆长的生日聚会在哪里办", FRIEND)
    assert call.sent["results"] == []
    assert call.sent["button"]["start_parameter"] == "inline"


@pytest.mark.parametrize("text", ["", " ", "一"])
def test_inline_waits_for_a_question(stage: Stage, text: str) -> None:
    """It comes with every key."""
    (call,) = stage.ask_inline(text, FRIEND)
    assert call.sent["results"] == []


def test_inline_pages_end(stage: Stage) -> None:
    """Telegram asks for more until it is told that there is no more; what it asks with may be forged."""
    for offset in ("", "5", "999", "x", "-1", "²"):
        (call,) = stage.ask_inline(_QUESTION, FRIEND, offset)
        assert call.method == "answerInlineQuery"
    assert call.sent.get("next_offset", "") == ""


def test_inline_tells_strangers_nothing(stage: Stage) -> None:
    """Closed is closed, everywhere."""
    (call,) = stage.ask_inline(_QUESTION, STRANGER)
    assert call.sent["results"] == []
    assert call.sent["button"]["text"] == "只为获准的人服务，点这里了解"


def test_inline_results_are_paged(stage: Stage) -> None:
    """Telegram asks for the next page with what it was given."""
    for n in range(4):
        text = f"{n}号分馆规定\n每张借书证一次可借10册，{n}号分馆照办。\n"
        (stage.folder / "documents" / f"分馆{n}.txt").write_text(text, encoding="utf-8")
    stage.parts.library.refresh()
    (first,) = stage.ask_inline(_QUESTION, FRIEND)
    assert len(first.sent["results"]) == 3
    (second,) = stage.ask_inline(_QUESTION, FRIEND, first.sent["next_offset"])
    ids = [result["id"] for call in (first, second) for result in call.sent["results"]]
    assert len(ids) == len(set(ids)) == 5
    assert second.sent.get("next_offset", "") == ""


def test_inline_answered_too_late_is_no_error(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever types on no longer waits for the answer to the half-typed question."""
    stage.recorder.fail("answerInlineQuery", 400, "Bad Request: query is too old and response timeout expired")
    stage.ask_inline(_QUESTION, FRIEND)
    assert caplog.records == []


def test_inline_lets_no_direction_mark_or_control_character_out(stage: Stage) -> None:
    """What is put into a foreign chat leaves the text around it alone."""
    (call,) = stage.ask_inline(f"\u202e{_QUESTION}\x07", FRIEND)
    message = plain(call.sent["results"][0]["input_message_content"]["message_text"]).split("\n")[0]
    assert message.startswith("❓ \u2068\u202e")
    assert message.endswith("\u2069")
    assert "\x07" not in message


def test_inline_writes_nothing_down(stage: Stage) -> None:
    """Half-typed questions are no questions."""
    stage.ask_inline("馆长的生日聚会在哪里办", FRIEND)
    assert stage.parts.ledger.backlog.all() == []
