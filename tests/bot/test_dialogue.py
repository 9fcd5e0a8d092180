from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import passages
from bot.dialogue import Dialogue
from bot.messages import (
    Answered,
    Explained,
    Message,
    Passage,
    Said,
    Scope,
    Tone,
    Unanswered,
    View,
)
from bot.passages import Kept
from bot.rights.readable import Readable
from bot.rights.shelf import ReadableShelf
from index.library import Library
from index.model import Citation, NoAnswer, ParagraphId, Reason

RULES = "library-rules.md"


def say(dialogue: Dialogue, *lines: str, conversation: str = "here") -> list[object]:
    """What the lines are replied to, in one conversation."""
    return [dialogue.reply(Message(line, conversation)) for line in lines]


def test_a_question_is_answered_with_its_place(dialogue: Dialogue) -> None:
    """The whole point."""
    (turn,) = say(dialogue, "每人最多可借图书多少册")
    assert isinstance(turn, Answered)
    assert turn.answer.text == "8册"
    assert turn.question == "每人最多可借图书多少册"
    assert turn.understood_as is None
    assert turn.elapsed_ms > 0
    assert turn.answer.citations[0].paragraph.document.path == RULES


def test_what_the_documents_do_not_hold_is_not_answered(dialogue: Dialogue) -> None:
    """Made-up answers are what people complain about most."""
    (turn,) = say(dialogue, "火星上有几座环形山")
    assert isinstance(turn, Unanswered)


def test_small_talk_is_replied_to_and_not_searched(dialogue: Dialogue) -> None:
    """Nobody greets a search engine twice."""
    (turn,) = say(dialogue, "你好！")
    assert isinstance(turn, Said)
    assert (turn.key, turn.tone) == ("chat_greeting", Tone.CHAT)


def test_the_question_stays_as_it_was_typed_though_its_greeting_is_not_searched(dialogue: Dialogue) -> None:
    """Programs match answers to questions by their text."""
    plain, greeted = say(dialogue, "每人最多可借图书多少册", "你好，每人最多可借图书多少册")
    assert isinstance(plain, Answered)
    assert isinstance(greeted, Answered)
    assert greeted.question == "你好，每人最多可借图书多少册"
    assert greeted.answer.citations == plain.answer.citations


def test_a_follow_up_is_completed_and_says_so(dialogue: Dialogue) -> None:
    """Who asks on must see what was understood, or cannot tell a wrong answer from a wrong question."""
    _, turn = say(dialogue, "借期多少天", "那每人最多可借图书多少册")
    assert isinstance(turn, Answered)
    assert turn.understood_as == "每人最多可借图书多少册"


def test_a_first_question_and_one_without_conversation_are_never_completed(dialogue: Dialogue) -> None:
    """Independent questions on standard input must not lean on each other."""
    for _ in range(2):
        turn = dialogue.ask(Message("那每人最多可借图书多少册", ""))
        assert isinstance(turn, Answered | Unanswered)
        assert turn.understood_as is None


def test_conversations_do_not_hear_each_other(dialogue: Dialogue) -> None:
    """One chat's sources shown in another would leak what was asked there."""
    say(dialogue, "每人最多可借图书多少册", conversation="one")
    (reply,) = say(dialogue, "/来源", conversation="other")
    assert isinstance(reply, Said)
    assert reply.key == "nothing_cited"


def test_explaining_shows_the_terms_and_what_was_read(dialogue: Dialogue) -> None:
    """Whoever keeps the documents wants to know why a paragraph was missed."""
    nothing, _, explained, other = say(dialogue, "/解释", "每人最多可借图书多少册", "/解释", "/解释 借期多少天")
    assert isinstance(nothing, Said)
    assert isinstance(explained, Explained)
    assert explained.question == "每人最多可借图书多少册"
    assert explained.found.hits
    assert explained.readings
    assert isinstance(other, Explained)
    assert other.question == "借期多少天"


def test_forgetting_a_conversation_forgets_its_scope(dialogue: Dialogue) -> None:
    """Who asks to be forgotten means all of it."""
    say(dialogue, "/范围 1", "借期多少天")
    dialogue.forget("here")
    assert dialogue.scope("here") is None
    (reply,) = say(dialogue, "/来源")
    assert isinstance(reply, Said)


def test_what_is_answered_too_late_is_lost_on_a_conversation_that_was_renamed(dialogue: Dialogue) -> None:
    """Who cancelled a question and opens source 1 means the answer before it."""
    say(dialogue, "/范围 1", "每人最多可借图书多少册")
    dialogue.rename("here", "there")
    say(dialogue, "春季活动共举办多少场？")
    (opened,) = say(dialogue, "1", conversation="there")
    assert isinstance(opened, Passage)
    assert opened.document.path == "library-rules.md"
    assert dialogue.scope("there") is not None
    assert dialogue.scope("here") is None


def test_the_conversation_silent_longest_is_forgotten_first(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot that runs for years must not remember every chat it ever saw."""
    monkeypatch.setattr("bot.memory._MOST_CONVERSATIONS", 2)
    for name in ("a", "b", "a", "c"):
        dialogue.set_scope(name, frozenset({name}))
        dialogue.scope("a")
    assert [dialogue.scope(name) for name in "abc"] == [frozenset("a"), None, frozenset("c")]


def test_threads_share_a_dialogue(dialogue: Dialogue) -> None:
    """Telegram asks from a pool of threads."""

    def converse(name: str) -> list[object]:
        return say(dialogue, "每人最多可借图书多少册", "/来源 1", "/范围 1", "/范围", conversation=name)

    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(converse, [f"chat {n}" for n in range(24)]))
    for _, passage, scope, asked in runs:
        assert isinstance(passage, Passage)
        assert isinstance(scope, Scope)
        assert isinstance(asked, Scope)
        assert asked.documents == scope.documents


@pytest.mark.parametrize("text", ["", "  ", "？？？！", "😀" * 50, "\u202e\u200b"])
def test_what_is_no_question_has_no_answer(dialogue: Dialogue, text: str) -> None:
    """Punctuation alone is often a slip of the finger."""
    turn = dialogue.ask(Message(text, "here"))
    assert isinstance(turn, Unanswered)
    assert turn.no_answer == NoAnswer(text, Reason.EMPTY_QUESTION)


def test_commands_of_the_terminal_are_declined_elsewhere(dialogue: Dialogue) -> None:
    """A chat cannot open a file on the operator's screen."""
    for line in ("/打开", "/原页", "/重建", "/退出"):
        (reply,) = say(dialogue, line)
        assert isinstance(reply, Said)
        assert reply.key == "not_here"


def test_unknown_commands_name_the_nearest(dialogue: Dialogue) -> None:
    """A typing error should cost one more try, not a look into the manual."""
    near, far = say(dialogue, "/来原", "/xyzzy")
    assert isinstance(near, Said)
    assert (near.key, near.facts["near"]) == ("unknown_command_near", "来源")
    assert isinstance(far, Said)
    assert far.key == "unknown_command"


def test_a_question_that_finds_nothing_is_asked_about_the_thing_before(library: Library) -> None:
    """「逾期咋办」 says too little for a search, and enough for a person."""

    def carry(question: str, before: Answered | Unanswered) -> str | None:
        assert (question, before.question) == ("逾期咋办", "每人最多可借图书多少册")
        return "图书逾期每册每天收取滞纳金几元"

    dialogue = Dialogue(library, lambda _question, _before: None, carry)
    _, turn = say(dialogue, "每人最多可借图书多少册", "逾期咋办")
    assert isinstance(turn, Answered)
    assert turn.understood_as == "图书逾期每册每天收取滞纳金几元"
    assert turn.answer.text == "0.2元"
    assert turn.question == "逾期咋办"


def test_what_stands_by_itself_is_not_asked_again(library: Library) -> None:
    """A whole question is never completed."""

    def carry(question: str, before: Answered | Unanswered) -> str | None:
        raise AssertionError(question, before)

    dialogue = Dialogue(library, lambda _question, _before: None, carry)
    _, turn = say(dialogue, "每人最多可借图书多少册", "图书逾期每册每天收取滞纳金几元")
    assert isinstance(turn, Answered)
    assert turn.understood_as is None


@pytest.mark.parametrize(
    ("question", "understood"), [("每人借期几天", "每人最多可借图书多少册"), ("活动何时开幕", None)]
)
def test_of_two_ways_to_take_a_short_question_the_surer_is_told_unless_the_topic_has_changed(
    library: Library, question: str, understood: str | None
) -> None:
    """Half an answer from the paper one is in may mean the thing before; one from another paper means that paper."""
    dialogue = Dialogue(library, lambda _question, _before: None, lambda _question, _before: "每人最多可借图书多少册")
    _, turn = say(dialogue, "每人最多可借图书多少册", question)
    assert isinstance(turn, Answered)
    assert turn.understood_as == understood


def test_a_question_of_unknown_words_is_not_taken_for_a_follow_up(library: Library) -> None:
    """Craters on Mars have nothing to do with the books asked about before."""
    dialogue = Dialogue(library, lambda _question, _before: None, lambda _question, _before: "每人最多可借图书多少册")
    _, turn = say(dialogue, "每人最多可借图书多少册", "火星有环形山吗")
    assert isinstance(turn, Unanswered)
    assert turn.understood_as is None


def test_questions_about_the_shelf_are_chat(dialogue: Dialogue) -> None:
    """They are answered from the files, not from a paragraph: nothing is cited."""
    (turn,) = say(dialogue, "一共有几份文件？")
    assert isinstance(turn, Said)
    assert turn.tone is Tone.CHAT
    assert turn.key == "shelf_some"


def test_what_a_reader_may_not_read_is_as_if_it_were_not_there(dialogue: Dialogue, library: Library) -> None:
    """Not listed, not opened by its name, not even as it was cited; and what remains is numbered anew."""
    first, *others = library.documents()
    some = Readable(frozenset(one.info.id for one in others), frozenset({"closed"}), lambda _: False)
    narrow = dialogue.of(some)
    assert [(one.number, one.info.id) for one in narrow.documents().listed] == [
        (number, one.info.id) for number, one in enumerate(others, 1)
    ]
    key = ParagraphId(first.info.id, 1)
    paragraph = library.paragraph(key)
    assert paragraph is not None
    cited = Citation(paragraph, paragraph.span, paragraph.span)
    kept = Kept(paragraph, cited, library.neighbours(key, 0, 3))
    shelf = ReadableShelf(library, some)
    for view in View:
        assert narrow.passage(key, view, cited) == Said("paragraph_gone", tone=Tone.TROUBLE)
        assert passages.reopen(shelf, kept, view, 1) == Said("paragraph_gone", tone=Tone.TROUBLE)
        assert isinstance(dialogue.passage(key, View.WHOLE, cited), Passage)


def test_a_conversation_goes_on_while_no_more_is_closed_to_its_reader(dialogue: Dialogue) -> None:
    """Opened, it goes on; closed, what was cited is forgotten and the scope is not."""
    say(dialogue, "每人最多可借图书多少册")
    dialogue.set_scope("here", frozenset({"x"}))
    closed = dialogue.of(Readable(frozenset(), frozenset({"closed"})))
    assert say(closed, "/来源 1") == [Said("nothing_cited", tone=Tone.TROUBLE)]
    assert closed.scope("here") == frozenset({"x"})
    closed.set_scope("here", None)
    say(closed, "每人最多可借图书多少册")
    assert not isinstance(say(dialogue, "/explain")[0], Said)
