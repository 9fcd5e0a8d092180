"""The choice of documents and folders: of a person, a group, or one topic of a group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot import requests
from bot.render.excerpts import one_line
from bot.render.marked import Marked, marked
from bot.requests import Command
from bot.rights.shelf import ReadableShelf
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.callback_data import key_of
from bot.telegram_app.handlers.documents import Screen
from bot.telegram_app.parts import Parts
from bot.telegram_app.state.chats import Asker
from bot.wording import say

ALL, AS_GROUP = "all", "group"
"""What the buttons below the documents carry in place of a document."""

_MOST_FOLDERS = 8
"""Buttons; those further down are chosen by name."""


class NoSuchDocumentError(Exception):
    """What was tapped is no longer there."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds some of the documents, but not all.

    Attributes:
        id: The beginning of the ids of its documents.
        name: What it is called to people.
        documents: How many it holds.
    """

    id: str
    name: str
    documents: int


def folders(shelf: ReadableShelf) -> list[Folder]:
    """The folders to choose from, those nearest to the top first; none the reader must not hear of."""
    held: Counter[str] = Counter()
    ids = [document.info.id for document in shelf.documents()]
    for one in ids:
        held.update(f"{parent}/" for parent in PurePosixPath(one).parents if parent.name)
    tops = {one.split("/", 1)[0] for one in ids}
    found = [
        # The one folder everything lies in need not be named.
        Folder(one, one if len(tops) > 1 else one.split("/", 1)[1], count)
        for one, count in held.items()
        if count < len(ids) and _may_be_named(one, shelf)
    ]
    return sorted(found, key=lambda folder: (folder.id.count("/"), folder.id))


def scope_screen(parts: Parts, asker: Asker, page: int) -> Screen:
    """The choice of documents that questions there are asked of."""
    topic = asker.topic
    own = parts.ledger.chats.topic_scope(asker.chat, topic) if topic is not None else None
    ticked = own if topic is not None else parts.ledger.chats.scope(asker.chat)
    listing = parts.dialogue_for(asker.reader).documents("", page)
    searched = parts.chosen(asker.chat, topic, asker.reader)
    kind = "some" if searched else "all"
    if topic is not None:
        kind = "topic_group" if own is None else f"topic_{kind}"
    count = len(searched) if searched else listing.total
    text = Marked(say(f"telegram_scope_{kind}", asker.language, count=count))
    found = folders(parts.shelf_for(asker.reader))
    if len(found) > _MOST_FOLDERS:
        text += marked("\n" + say("telegram_scope_folders", asker.language))
    # In the order they are drawn: folders stand above the documents of the first page.
    rows = [(folder.id, _label(folder)) for folder in found[:_MOST_FOLDERS]] if listing.page == 1 else []
    ways = [(ALL, "button_all_documents")] if ticked or topic is not None else []
    if topic is not None and own is not None:
        ways.append((AS_GROUP, "button_as_group"))
    return text, keyboards.under_scope(listing, rows, ticked, ways, asker.language)


def choose(parts: Parts, asker: Asker, key: str) -> None:
    """Do what a button of the choice says: tick a document or folder, or take its tick away.

    Raises:
        NoSuchDocumentError: what it names is gone.
    """
    chats, topic = parts.ledger.chats, asker.topic
    if key == ALL:
        chats.set_scope(asker.chat, None, topic)
        return
    if key == AS_GROUP and topic is not None:
        chats.follow_group(asker.chat, topic)
        return
    shelf = parts.shelf_for(asker.reader)
    ids = [*(folder.id for folder in folders(shelf)), *(document.info.id for document in shelf.documents())]
    found = next((one for one in ids if key_of(one) == key), None)
    if found is None:
        raise NoSuchDocumentError
    ticked = (chats.scope(asker.chat) if topic is None else chats.topic_scope(asker.chat, topic)) or frozenset()
    chosen = ticked ^ {found}
    if not chosen and topic is not None:
        chats.follow_group(asker.chat, topic)
    else:
        chats.set_scope(asker.chat, chosen, topic)


def choose_folder(parts: Parts, asker: Asker, text: str) -> Marked | None:
    """Choose the folder that ``/scope 合同/`` names; ``None`` where the text names none."""
    request = requests.parse(text)
    words = request.argument.replace("／", "/").strip().casefold()
    if request.command is not Command.SCOPE or not words.endswith("/"):
        return None
    wanted = f"/{words.lstrip('/')}"
    found = folders(parts.shelf_for(asker.reader))
    named = [folder for folder in found if f"/{folder.name}".casefold().endswith(wanted)]
    if not named:
        return None
    parts.ledger.chats.set_scope(asker.chat, frozenset(folder.id for folder in named), asker.topic)
    searched = parts.chosen(asker.chat, asker.topic, asker.reader) or frozenset()
    names = say("list_separator", asker.language).join(one_line(folder.name) for folder in named)
    return marked(say("telegram_scope_folder_set", asker.language, names=names, count=len(searched)))


def _may_be_named(folder: str, shelf: ReadableShelf) -> bool:
    """Whether neither a folder nor one above it is closed: the name of an open one would tell of those above it."""
    path = PurePosixPath(folder)
    return all(shelf.readable.was_open(f"{one}/_") for one in (path, *path.parents) if one.name)


def _label(folder: Folder) -> str:
    return f"📁 {folder.name} ({folder.documents})"
