"""Who may use the bot: /pair, /allow, /revoke."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.ledger import Pairing, Principal, PrincipalKind
from bot.render.excerpts import one_line
from bot.render.marked import Marked, Tag, marked
from bot.telegram_app.handlers.incoming import Incoming, read, read_of_admin
from bot.telegram_app.handlers.menus import Menus
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker, name_of
from bot.telegram_app.state.flood_limit import FloodLimit
from bot.wording import say

_ADMIN_WORDS = frozenset({"admin", "管理员", "管理員"})
_LONGEST_NUMBER = 16
_MOST_LISTED = 50


class AccessCommands:
    """Handlers of the commands that change the access list."""

    def __init__(self, parts: Parts, menus: Menus) -> None:
        self._parts = parts
        self._menus = menus
        # Guessing a code of fifty bits takes for ever; five guesses an hour keep the log clean as well.
        self._guesses = FloodLimit(most=5, seconds=3600.0)

    async def pair(self, update: Update, context: Context) -> None:
        """``/pair CODE``: whoever reads the terminal becomes the first administrator."""
        incoming = await read(self._parts, update, context)
        message, asker, sender, code = incoming.message, incoming.asker, incoming.sender, incoming.argument
        if not asker.is_private:
            await sender.say("telegram_private_only", message.message_id)
            return
        if not code:
            await sender.say("telegram_pair_usage")
            return
        if asker.is_admin:
            await sender.say("telegram_pair_already")
            return
        if self._guesses.take(asker.person, self._parts.clock()) != 0:
            return
        user = message.from_user
        name = name_of(user) if user else ""
        came = await asyncio.to_thread(self._parts.ledger.access.pair, asker.person, name, code)
        match came:
            case Pairing.PAIRED:
                await sender.say("telegram_paired")
                await self._menus.set_for(context.bot, asker.chat, asker.language, is_admin=True)
            case Pairing.WRONG:
                await sender.say("telegram_pair_wrong")
            case Pairing.NOT_WANTED:
                await sender.say("telegram_pair_closed")

    async def allow(self, update: Update, context: Context) -> None:
        """``/allow``: the group it stands in, the person replied to, or a number; alone in private, the list."""
        incoming = await read_of_admin(self._parts, update, context)
        if incoming is None:
            return
        asker, sender, to = incoming.asker, incoming.sender, incoming.to
        if asker.is_private and not incoming.argument and _meant(incoming) is None:
            await sender.send(await asyncio.to_thread(self._list, asker))
            return
        who = await _meant_or_told(incoming)
        if who is None:
            return
        await asyncio.to_thread(self._parts.ledger.access.allow, who, asker.person)
        await sender.say("telegram_allowed_admin" if who.is_admin else "telegram_allowed", to, name=_called(who))
        if who.is_admin:
            await self._menus.set_for(context.bot, who.id, asker.language, is_admin=True)

    async def revoke(self, update: Update, context: Context) -> None:
        """``/revoke``: named as for :meth:`allow`."""
        incoming = await read_of_admin(self._parts, update, context)
        if incoming is None:
            return
        who = await _meant_or_told(incoming)
        if who is None:
            return
        asker, sender, to = incoming.asker, incoming.sender, incoming.to
        was_admin = await asyncio.to_thread(self._parts.ledger.access.is_admin, who.id)
        done = await asyncio.to_thread(self._parts.ledger.access.revoke, who.kind, who.id)
        await sender.say("telegram_revoked" if done else "telegram_revoke_nobody", to, name=_called(who))
        if done and was_admin:
            await self._menus.set_for(context.bot, who.id, asker.language, is_admin=False)

    def _list(self, asker: Asker) -> Marked:
        principals = self._parts.ledger.access.principals()
        text = marked(say("telegram_access", asker.language, count=len(principals)), Tag.BOLD)
        for one in principals[:_MOST_LISTED]:
            kind = "admin" if one.is_admin else one.kind.value
            label = say(f"telegram_principal_{kind}", asker.language)
            text += marked("\n") + marked(str(one.id), Tag.CODE) + marked(f" {label} {one_line(one.name)}".rstrip())
        if len(principals) > _MOST_LISTED:
            text += marked("\n" + say("and_more", asker.language, count=len(principals) - _MOST_LISTED))
        if self._parts.is_open:
            text += marked("\n" + say("telegram_access_open", asker.language))
        return text


async def _meant_or_told(incoming: Incoming) -> Principal | None:
    """Whom a command means; who names nobody is told how."""
    who = _meant(incoming)
    if who is None:
        await incoming.sender.say("telegram_allow_usage", incoming.to)
    return who


def _meant(incoming: Incoming) -> Principal | None:
    """Whom a command means: a number, else the person replied to, else the group it stands in."""
    message, words = incoming.message, incoming.argument.split()
    is_admin = bool(words) and words[-1].casefold() in _ADMIN_WORDS
    if is_admin:
        words.pop()
    if len(words) == 1 and words[0].removeprefix("-").isdecimal() and len(words[0]) <= _LONGEST_NUMBER:
        number = int(words[0])
        kind = PrincipalKind.GROUP if number < 0 else PrincipalKind.PERSON
        return Principal(kind, number, is_admin and number > 0)
    if words:
        return None
    replied = message.reply_to_message
    # In a topic every message replies to the one that opened it.
    if replied is not None and replied.from_user and not replied.from_user.is_bot and not replied.forum_topic_created:
        return Principal(PrincipalKind.PERSON, replied.from_user.id, is_admin, name_of(replied.from_user))
    if message.chat.type != message.chat.PRIVATE and not is_admin:
        return Principal(PrincipalKind.GROUP, message.chat.id, name=name_of(message.chat))
    return None


def _called(who: Principal) -> str:
    return f"{one_line(who.name)} {who.id}".strip()
