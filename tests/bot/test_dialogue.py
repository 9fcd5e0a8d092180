from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot import passages
from bot.dialogue import Dialogue
from bot.messages import (
    Answered,
    DocumentList,
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
from index.model import Citation, DocumentInfo, NoAnswer, Paragraph, ParagraphId, Reason, Span

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


@pytest.mark.parametrize("line", ["/来源", "/来源 1", "1", "１", "/source 1"])
def test_a_source_is_opened_in_its_surroundings(dialogue: Dialogue, line: str) -> None:
    """A citation is believed once one has seen where it stands."""
    turn, passage = say(dialogue, "每人最多可借图书多少册", line)
    assert isinstance(turn, Answered)
    assert isinstance(passage, Passage)
    assert passage.view is View.SOURCE
    assert passage.focus == 1
    assert len(passage.paragraphs) == 3
    assert passage.span is not None
    assert passage.paragraphs[1].quote(passage.span) == "8册"
    assert passage.more_before
    assert passage.more_after


def test_a_number_above_the_sources_is_a_question(dialogue: Dialogue) -> None:
    """A number may be what one searches for."""
    _, reply = say(dialogue, "每人最多可借图书多少册", "526")
    assert isinstance(reply, Answered | Unanswered)


def test_a_source_there_is_not_says_how_many_there_are(dialogue: Dialogue) -> None:
    """A refusal should say what would work."""
    turn, reply = say(dialogue, "每人最多可借图书多少册", "/来源 99")
    assert isinstance(turn, Answered)
    assert isinstance(reply, Said)
    assert (reply.key, reply.facts["count"]) == ("no_such_source", len(turn.answer.citations))


def test_the_nearest_paragraphs_of_no_answer_can_be_opened(dialogue: Dialogue) -> None:
    """They are shown to be looked at."""
    turn, passage = say(dialogue, "馆里养的小猫叫什么名字", "1")
    assert isinstance(turn, Unanswered)
    assert isinstance(passage, Passage)
    assert passage.focus is not None
    assert passage.paragraphs[passage.focus] == turn.no_answer.nearest[0]


def test_reading_on_goes_on_from_what_was_shown_to_the_end(dialogue: Dialogue) -> None:
    """/下文 twice must not show the same paragraphs twice."""
    _, first, second, third = say(dialogue, "每人最多可借图书多少册", "/下文", "/下文", "/下文")
    assert isinstance(first, Passage)
    assert first.focus is None
    shown = [first]
    if isinstance(second, Passage):
        shown.append(second)
        assert second.paragraphs[0].ordinal == first.paragraphs[-1].ordinal + 1
    ordinals = [p.ordinal for passage in shown for p in passage.paragraphs]
    assert ordinals == sorted(set(ordinals))
    assert isinstance(third, Said)
    assert third.key == "document_ends"


def test_reading_back_ends_where_the_document_begins(dialogue: Dialogue) -> None:
    """An empty screen would look like a fault."""
    _, first, *_, last = say(dialogue, "每人最多可借图书多少册", "/上文", "/上文", "/上文")
    assert isinstance(first, Passage)
    assert first.more_after
    assert isinstance(last, Said)
    assert last.key == "document_begins"


def test_the_whole_paragraph_comes_alone_and_marked(dialogue: Dialogue) -> None:
    """/原文 is for reading and copying."""
    _, passage = say(dialogue, "每人最多可借图书多少册", "/原文")
    assert isinstance(passage, Passage)
    assert len(passage.paragraphs) == 1
    assert passage.span is not None


def test_scope_keeps_questions_to_the_chosen_documents(dialogue: Dialogue) -> None:
    """Who asks about one regulation does not want another's figure."""
    scope, outside, cleared, inside = say(
        dialogue, "/范围 阅读活动", "每人最多可借图书多少册", "/范围 全部", "每人最多可借图书多少册"
    )
    assert isinstance(scope, Scope)
    assert scope.documents is not None
    assert [info.path for info in scope.documents] == ["spring-report.txt"]
    assert isinstance(outside, Unanswered)
    assert all(p.document.path == "spring-report.txt" for p in outside.no_answer.nearest)
    assert cleared == Scope(None, changed=True)
    assert isinstance(inside, Answered)


def test_scope_is_chosen_by_the_numbers_of_the_list(dialogue: Dialogue) -> None:
    """Titles are long to type."""
    listing, scope, asked = say(dialogue, "/文档", "/范围 1，3", "/范围")
    assert isinstance(listing, DocumentList)
    assert isinstance(scope, Scope)
    assert scope.documents == (listing.listed[0].info, listing.listed[2].info)
    assert asked == replace(scope, changed=False)


def test_a_scope_nothing_matches_leaves_all_as_it_was(dialogue: Dialogue) -> None:
    """A mistyped word must not silence the bot."""
    (reply,) = say(dialogue, "/范围 没有这篇")
    assert isinstance(reply, Said)
    assert reply.key == "no_such_document"
    assert dialogue.scope("here") is None


def test_the_list_is_narrowed_and_paged(dialogue: Dialogue) -> None:
    """Folders hold more documents than a screen."""
    all_, some, none, beyond = say(dialogue, "/文档", "/文档 通知", "/文档 没有", "/文档 99")
    assert isinstance(all_, DocumentList)
    assert (all_.total, all_.page, all_.pages) == (3, 1, 1)
    assert all(one.state == "document_current" for one in all_.listed)
    assert isinstance(some, DocumentList)
    assert [one.info.title for one in some.listed] == ["閉館通知"]
    assert isinstance(none, DocumentList)
    assert none.total == 0
    assert isinstance(beyond, DocumentList)
    assert beyond.page == 1


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


def test_an_old_citation_is_shown_as_it_was_after_its_document_changed(dialogue: Dialogue, library: Library) -> None:
    """The old text under an old answer, or the answer looks invented."""
    now = library.paragraph(ParagraphId(library.documents()[0].info.id, 1))
    assert now is not None
    text = "当时的另一段文字"
    old = Paragraph(now.document, 1, Span(0, len(text)), text)
    cited = Citation(old, Span(0, len(text)), Span(2, 4))
    passage = dialogue.passage(now.id, View.WHOLE, cited)
    assert isinstance(passage, Passage)
    assert passage.changed
    assert passage.paragraphs == (old,)


def test_an_old_citation_follows_its_paragraph_when_only_what_stands_above_changed(
    dialogue: Dialogue, library: Library
) -> None:
    """The mark must sit on the same words although all offsets have moved."""
    now = library.paragraph(ParagraphId(library.documents()[0].info.id, 1))
    assert now is not None
    old = replace(now, span=now.span.shifted(100))
    cited = Citation(old, old.span, Span(old.span.start, old.span.start + 2))
    passage = dialogue.passage(now.id, View.WHOLE, cited)
    assert isinstance(passage, Passage)
    assert not passage.changed
    assert passage.span is not None
    assert now.quote(passage.span) == now.text[:2]


def test_a_paragraph_that_is_gone_says_so(dialogue: Dialogue) -> None:
    """A button under an old answer may outlive the document."""
    for view in View:
        reply = dialogue.passage(ParagraphId("nowhere", 1), view)
        assert isinstance(reply, Said)
        assert reply.key == "paragraph_gone"


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


def test_a_passage_without_paragraphs_cannot_be_made() -> None:
    """Renderers take the first paragraph for the document's name."""
    with pytest.raises(ValueError, match="at least one"):
        Passage((), View.WHOLE)


def test_a_document_knows_its_own_name_in_a_passage(library: Library) -> None:
    """The heading above a passage is its document's."""
    info: DocumentInfo = library.documents()[0].info
    paragraph = library.paragraph(ParagraphId(info.id, 1))
    assert paragraph is not None
    assert Passage((paragraph,), View.WHOLE).document == info


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
