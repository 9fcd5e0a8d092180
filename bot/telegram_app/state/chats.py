"""Who asks where: what a message and the ledger say of a person and a chat."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Chat, Message, User

from bot.messages import Language
from bot.rights.readable import Reader
from bot.telegram_app.parts import Parts

ANONYMOUS = 1087968824
"""Telegram's stand-in for a group administrator who hides their name; it counts as a bot."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks where.

    Attributes:
        chat: Number of the chat.
        thread: Number of the topic, in a group that has topics.
        person: Number of the person.
        language: The language they are answered in.
        conversation: The thread follow-ups refer to: in a group each person has their own.
        is_private: Whether nobody else reads along.
        is_admin: Whether they administer the bot.
        is_anonymous: Whether they administer the group, under the name all its anonymous administrators share.
    """

    chat: int
    thread: int | None
    person: int
    language: Language
    conversation: str
    is_private: bool
    is_admin: bool
    is_anonymous: bool = False

    @property
    def reader(self) -> Reader:
        """Who sees what they are answered: in a group everybody in it, so its rights count, not theirs."""
        if self.is_private:
            return Reader(person=self.person, is_admin=self.is_admin)
        return Reader(group=self.chat)

    @property
    def topic(self) -> int | None:
        """Number of the topic whose documents are chosen apart from the group's; a private chat has none such."""
        return None if self.is_private else self.thread


def asker_of(parts: Parts, message: Message, user: User | None = None) -> Asker:
    """Who wrote a message, or pressed a button (``user``) under it. Reads the ledger: not for the event loop."""
    user = user or message.from_user
    person = user.id if user else message.chat_id
    thread = message.message_thread_id if message.is_topic_message else None
    is_private = message.chat.type == Chat.PRIVATE
    conversation = conversation_of(message.chat_id, thread, None if is_private else person)
    language = parts.language_of(message.chat_id, user)
    is_admin = parts.ledger.access.is_admin(person)
    is_anonymous = user is not None and user.id == ANONYMOUS
    return Asker(message.chat_id, thread, person, language, conversation, is_private, is_admin, is_anonymous)


def conversation_of(chat: int, thread: int | None, person: int | None) -> str:
    """The thread follow-ups refer to: of a topic where there is one, of a person where it is a group."""
    return ":".join(str(name) for name in (chat, thread, person) if name is not None)


def name_of(thing: User | Chat) -> str:
    """What a person or chat is called, for lists."""
    return thing.full_name if isinstance(thing, User) else thing.effective_name or ""
