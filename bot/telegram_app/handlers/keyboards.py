"""The keyboards under messages: how they are laid out."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.ledger import Gap, Kept, State, Watched
from bot.messages import DocumentList, Language
from bot.render import telegram_html
from bot.render.excerpts import one_line
from bot.render.export import Format
from bot.telegram_app.handlers.callback_data import Action, carried, key_of
from bot.wording import say

_LABEL = 40
"""UTF-16 units of a document's title on a button."""


POPUP = 100
"""UTF-16 units of a text that pops up over the chat; Telegram takes 200 in all."""

_ROW = 5
"""Short buttons beside each other."""


def under_answer(  # noqa: PLR0913, PLR0917 - what was answered, and what is offered with it
    asked: int,
    shown: Sequence[Kept],
    place: int,
    language: Language,
    originals: Sequence[Action] = (),
    link: str | None = None,
) -> InlineKeyboardMarkup:
    """原文 上文 下文, what there is of 原页 and 文件, the pager, 👍 👎, copy, and copy of the ``link``."""
    kept = shown[place]
    rows = [_passages(asked, place, language), *_originals(asked, place, language, originals)]
    cited = [number for number, one in enumerate(shown) if one.citation is not None]
    if len(cited) > 1:
        at = cited.index(place)
        before, after = cited[at - 1], cited[(at + 1) % len(cited)]
        rows.append(
            [
                _button("‹", carried(Action.ANSWER, asked, before)),
                _button(f"{say('button_other', language)} {at + 1}/{len(cited)}", carried(Action.ANSWER, asked, after)),
                _button("›", carried(Action.ANSWER, asked, after)),
            ]
        )
    last = [_button("👍", carried(Action.RATE, asked, 1)), _button("👎", carried(Action.RATE, asked, 0))]
    limit = InlineKeyboardButtonLimit.MAX_COPY_TEXT
    text = telegram_html.copied(kept.citation, language, limit) if kept.citation else None
    if text:
        last.append(InlineKeyboardButton(say("button_copy", language), copy_text=CopyTextButton(text)))
    if link:
        last.append(InlineKeyboardButton(say("button_link", language), copy_text=CopyTextButton(link)))
    return InlineKeyboardMarkup([*rows, last])


def under_nearest(asked: int, shown: Sequence[Kept], language: Language) -> InlineKeyboardMarkup | None:
    """原文 of each of the nearest paragraphs."""
    label = say("button_whole", language)
    row = [_button(f"{label} {n + 1}", carried(Action.WHOLE, asked, n, 0)) for n in range(len(shown))]
    return InlineKeyboardMarkup([row]) if row else None


def under_passage(
    asked: int,
    place: int,
    language: Language,
    pager: Sequence[tuple[str, str]],
    originals: Sequence[Action] = (),
) -> InlineKeyboardMarkup:
    """The ways on from a passage, to its original, and back to the answer."""
    rows = [[_button(label, data) for label, data in pager]] if pager else []
    rows += [_passages(asked, place, language), *_originals(asked, place, language, originals)]
    rows.append([_button(f"« {say('button_back', language)}", carried(Action.ANSWER, asked, place))])
    return InlineKeyboardMarkup(rows)


def under_linked(payload: str, language: Language, pager: Sequence[tuple[str, str]], link: str) -> InlineKeyboardMarkup:
    """The ways on from a passage a link opened: the buttons carry the link, for nothing was asked."""
    rows = [[_button(label, data) for label, data in pager]] if pager else []
    views = (("button_whole", Action.WHOLE), ("button_before", Action.BEFORE), ("button_after", Action.AFTER))
    ways = [_button(say(key, language), carried(Action.LINKED, payload, what.value)) for key, what in views]
    copy = InlineKeyboardButton(say("button_link", language), copy_text=CopyTextButton(link))
    return InlineKeyboardMarkup([*rows, ways, [copy]])


def under_documents(listing: DocumentList) -> InlineKeyboardMarkup | None:
    """The pager of a list; a list narrowed by words has none, the words would not fit a button."""
    if listing.pages == 1 or listing.filter:
        return None
    return InlineKeyboardMarkup([_pager(Action.DOCUMENTS, listing.page, listing.pages)])


def under_scope(
    listing: DocumentList,
    folders: Sequence[tuple[str, str]],
    ticked: frozenset[str] | None,
    ways: Sequence[tuple[str, str]],
    language: Language,
) -> InlineKeyboardMarkup:
    """A button for each folder and each document of a page, ticked where it is chosen, and the ways out of a choice.

    Args:
        listing: The documents of the page.
        folders: Ids and labels of folders.
        ticked: Ids of what is chosen.
        ways: What the buttons below carry, and the keys of their labels.
        language: Of the labels.
    """
    named = [*folders, *((one.info.id, one_line(one.info.title, _LABEL) or one.info.path) for one in listing.listed)]
    rows = []
    for key, label in named:
        tick = "✅ " if ticked and key in ticked else ""
        rows.append([_button(tick + one_line(label, _LABEL), carried(Action.SCOPE, listing.page, key_of(key)))])
    if listing.pages > 1:
        rows.append(_pager(Action.SCOPE, listing.page, listing.pages))
    rows += [[_button(say(label, language), carried(Action.SCOPE, listing.page, what))] for what, label in ways]
    return InlineKeyboardMarkup(rows)


def languages() -> InlineKeyboardMarkup:
    """Each language under its own name."""
    names = {Language.HANS: "简体中文", Language.HANT: "繁體中文", Language.EN: "English"}
    return InlineKeyboardMarkup([[_button(name, carried(Action.LANGUAGE, one.value)) for one, name in names.items()]])


def confirm(what: Action, language: Language, *fields: int | str) -> InlineKeyboardMarkup:
    """Yes and no; the last field says which."""
    yes = _button(say("button_yes", language), carried(what, *fields, 1))
    return InlineKeyboardMarkup([[yes, _button(say("button_no", language), carried(what, *fields, 0))]])


def under_unanswered(
    gaps: Sequence[Gap], page: int, pages: int, language: Language, undo: int | None = None
) -> InlineKeyboardMarkup:
    """✅ and 🗑 for each open question by its number, the way back from the last of them, a pager, all as a file.

    Args:
        gaps: The questions on the page.
        page: The page, counted from 1.
        pages: How many pages there are.
        language: Of the labels.
        undo: Number of the question that was crossed off just now.
    """
    rows = [
        [_button(f"{sign} {n}", carried(Action.SETTLE, gap.id, state.value, page)) for n, gap in enumerate(gaps, 1)]
        for sign, state in (("✅", State.ANSWERED), ("🗑", State.DISMISSED))
        if gaps
    ]
    if undo is not None:
        label = f"↩ {say('button_undo', language)}"
        rows.append([_button(label, carried(Action.SETTLE, undo, State.OPEN.value, page))])
    if pages > 1:
        rows.append(_pager(Action.UNANSWERED, page, pages))
    rows.append([_button(say("button_export", language), carried(Action.EXPORT))])
    return InlineKeyboardMarkup(rows)


def under_export(
    last: int | None, kinds: Sequence[Format], language: Language, *, with_table: bool
) -> InlineKeyboardMarkup:
    """Today, the chat and the last question, each as every kind of document, and the table of what had no answer.

    Args:
        last: Number of the question the person asked last; ``None`` for none.
        kinds: The kinds of document that can be made.
        language: Of the labels.
        with_table: Whether the table is offered.
    """
    wanted: list[tuple[str, int | str]] = [("today", "today"), ("chat", "chat")]
    wanted += [("question", last)] if last is not None else []
    names = {Format.MARKDOWN: "Markdown", Format.WORD: "Word"}
    rows = [
        [
            _button(f"{say(f'button_export_{key}', language)} · {names[kind]}", carried(Action.TAKE_AWAY, what, kind))
            for kind in kinds
        ]
        for key, what in wanted
    ]
    if with_table:
        rows.append([_button(say("button_export_unanswered", language), carried(Action.EXPORT))])
    return InlineKeyboardMarkup(rows)


def under_watched(watched: Sequence[Watched]) -> InlineKeyboardMarkup | None:
    """✕ for each watched question by its number, as many in a row as fit a telephone."""
    buttons = [_button(f"✕ {n}", carried(Action.UNWATCH, one.id)) for n, one in enumerate(watched, 1)]
    rows = [buttons[n : n + _ROW] for n in range(0, len(buttons), _ROW)]
    return InlineKeyboardMarkup(rows) if rows else None


def under_news(watched: int, language: Language) -> InlineKeyboardMarkup:
    """The way out of being told; the message stays as it is."""
    return InlineKeyboardMarkup([[_button(say("button_unwatch", language), carried(Action.UNWATCH, watched, 1))]])


def _passages(asked: int, place: int, language: Language) -> list[InlineKeyboardButton]:
    return [
        _button(say("button_whole", language), carried(Action.WHOLE, asked, place, 0)),
        _button(say("button_before", language), carried(Action.BEFORE, asked, place)),
        _button(say("button_after", language), carried(Action.AFTER, asked, place)),
    ]


def _originals(
    asked: int, place: int, language: Language, originals: Sequence[Action]
) -> list[list[InlineKeyboardButton]]:
    """The row of 原页 and 文件; no row where there is neither."""
    labels = {Action.PAGE: "button_page", Action.FILE: "button_file"}
    row = [_button(say(labels[what], language), carried(what, asked, place)) for what in originals]
    return [row] if row else []


def _pager(what: Action, page: int, pages: int) -> list[InlineKeyboardButton]:
    before, after = (page - 2) % pages + 1, page % pages + 1
    return [
        _button("‹", carried(what, before)),
        _button(f"{page}/{pages}", carried(what, page)),
        _button("›", carried(what, after)),
    ]


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)
