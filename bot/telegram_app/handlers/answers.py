"""What is shown for a question, text and buttons: when it is answered, and when someone comes back from a passage."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot import passages
from bot.ledger import Asked, Kept
from bot.messages import Answered, Language, Unanswered
from bot.render import telegram_answers, telegram_html
from bot.render.sayings import reason
from bot.rights.shelf import ReadableShelf
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.documents import Screen
from bot.telegram_app.handlers.originals import offered
from bot.telegram_app.handlers.shown import at
from bot.telegram_app.parts import Parts
from bot.telegram_app.state.links import Links
from index.model import Answer, NoAnswer


class Answers:
    """Makes these screens. Reads index and ledger: not for the event loop."""

    def __init__(self, parts: Parts, links: Links) -> None:
        self._parts = parts
        self._links = links

    def new(self, turn: Answered | Unanswered, asked: Asked, shown: Sequence[Kept], language: Language) -> Screen:
        """What is sent for a question just asked.

        Args:
            turn: What came of it.
            asked: The question, as the ledger has it.
            shown: What is kept of what it shows.
            language: Of everything around the quotes.
        """
        if isinstance(turn, Unanswered):
            return self._silence(turn, asked, shown, language)
        text = telegram_html.whole(turn, language, self._links)
        if turn.answer.is_several:
            return text, self._under_several(asked, shown, language)
        return text, self._under_one(asked, shown, 0, language)

    def again(
        self, asked: Asked, shown: Sequence[Kept], place: int, shelf: ReadableShelf, language: Language
    ) -> Screen:
        """What was shown for a question asked before, with what became of the documents since.

        Args:
            asked: The question.
            shown: What was shown under it.
            place: Which of its citations, where one is shown at a time.
            shelf: The documents, as they look to whoever comes back.
            language: Of everything around the quotes.

        Raises:
            ValueError: there is no such place: the button was forged.
        """
        kept = at(shown, place)
        superseded_by = ""
        for exchange in self._parts.ledger.exchanges.of_question(asked.id).exchanges:
            match exchange.result:
                case NoAnswer() as none:
                    return self._silence(Unanswered(none, asked.understood_as), asked, shown, language)
                case Answer(is_several=True) as answer:
                    since = [passages.since(shelf, one.paragraph) for one in shown]
                    turn = Answered(answer, asked.understood_as)
                    text = telegram_answers.several(turn, language, self._links, since)
                    # Of an answer that took several messages the buttons stand under the last.
                    return telegram_html.pages(text)[-1], self._under_several(asked, shown, language)
                case Answer(superseded_by=title):
                    superseded_by = title
        if kept.citation is None:
            msg = "nothing was cited there"
            raise ValueError(msg)
        text = telegram_answers.cited(
            kept.citation,
            language,
            confidence=asked.confidence,
            understood_as=asked.understood_as,
            suggestion=asked.suggestion,
            is_first=place == 0,
            others=[one.citation for n, one in enumerate(shown) if n != place and one.citation is not None],
            superseded_by=superseded_by,
            since=passages.since(shelf, kept.paragraph),
            links=self._links,
        )
        return text, self._under_one(asked, shown, place, language)

    def _silence(self, turn: Unanswered, asked: Asked, shown: Sequence[Kept], language: Language) -> Screen:
        none = turn.no_answer
        text = telegram_answers.nearest(
            none.nearest,
            language,
            reason(none, language),
            understood_as=turn.understood_as,
            suggestion=none.suggestion,
            narrowed=asked.narrowed,
            links=self._links,
        )
        return text, keyboards.under_nearest(asked.id, shown, language)

    def _under_one(self, asked: Asked, shown: Sequence[Kept], place: int, language: Language) -> InlineKeyboardMarkup:
        paragraph = shown[place].paragraph
        originals, link = offered(self._parts, paragraph), self._links.to_paragraph(paragraph)
        return keyboards.under_answer(asked.id, shown, place, language, originals, link)

    def _under_several(self, asked: Asked, shown: Sequence[Kept], language: Language) -> InlineKeyboardMarkup:
        """Each source by its number; of one source alone, all there is of it."""
        if len(shown) == 1:
            return self._under_one(asked, shown, 0, language)
        return keyboards.under_several(asked.id, shown, language)
