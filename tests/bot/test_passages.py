"""Paragraphs looked at: a source, the whole paragraph, what stands before and behind, also after a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue import Dialogue
from bot.messages import (
    Answered,
    Message,
    Passage,
    Said,
    Unanswered,
    View,
)
from index.library import Library
from index.model import Citation, DocumentInfo, Paragraph, ParagraphId, Span


def say(dialogue: Dialogue, *lines: str, conversation: str = "here") -> list[object]:
    """What the lines are replied to, in one conversation."""
    return [dialogue.reply(Message(line, conversation)) for line in lines]


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
