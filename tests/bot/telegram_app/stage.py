"""The stage on which the bot is tested: people who write and press, documents in a folder, a clock that is moved.

Searching and reading are done by small, plain parts of the tests, so that a dialogue written down here stays the same
when the program's own get better.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import bootstrap
from bot.dialogue import Dialogue
from bot.ledger import Ledger, Principal, PrincipalKind
from bot.messages import Language
from bot.rights.rights import Rights
from bot.telegram_app.application import Channel, build
from bot.telegram_app.news import News
from bot.telegram_app.parts import App, Parts
from bot.telegram_app.state.answer_cache import CachedShelf
from bot.telegram_app.transport.rate_limiter import RateLimiter
from index.library import Components, Library
from index.loading import Processes
from index.model import Found, Query, Reading, Span
from index.store.refresh import Sources
from index.text import fold
from tests.analysis import ANALYZER
from tests.bot.telegram_app.recorder import BOT_ID, BOT_NAME, TOKEN, Call, Recorder

ADMIN, FRIEND, STRANGER = 1, 2, 3
GROUP = -100
OTHER_GROUP = -200

NOON = 1_780_315_200.0
"""Of a day in UTC, in seconds since the epoch: the same day nearly everywhere."""

DOCUMENTS = {
    "图书馆.txt": (
        "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n开放时间为9时至21时，节假日照常。\n"
        "每张借书证一次可借10册，借期30天。\n逾期每册每天收费0.2元。\n遗失图书按原价两倍赔偿。\n"
    ),
    "年报.txt": (
        "青禾市年度报告\n年末全市常住人口为186万人，比上年增加2万人。\n全年新建公园12个，总面积340公顷。\n"
        "全年空气优良天数为301天。\n"
    ),
    "通知.txt": "停水通知\n六月三日上午海棠路停水，下午4时恢复。\n",
}


_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_RESTRICTIONS = (
    "is_member", "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_pin_messages", "can_manage_topics", "can_edit_tag",
    "can_react_to_messages",
)  # fmt: skip

_UPDATES = itertools.count(1)
"""Never the same number twice, also across restarts: an update with a known number is not handled again."""


class AsFound:
    """Leaves the hits as the search ordered them."""

    def rerank(self, query: Query, found: Found) -> Found:
        """The same hits."""
        del query
        return found

    def gains(self, query: Query, found: Found) -> tuple[()]:
        """Nothing spoke for or against a hit."""
        del query, found
        return ()


class NumberReader:
    """Takes the sentence that shares most characters with the question, and the figure in it if there is one."""

    def read(self, query: Query, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """Readings, the surest first."""
        readings = [self._read(query.folded, hit) for hit in found.hits[:top_k]]
        return sorted(readings, key=lambda reading: (-reading.confidence, reading.hit.rank))

    @staticmethod
    def _read(folded: str, hit: Any) -> Reading:  # noqa: ANN401 - a hit
        paragraph = hit.paragraph
        asked = set(re.findall(r"\w", folded)) - set("什么时候哪几多少的是吗呢")
        share = len(asked & set(fold(paragraph.text).text)) / max(len(asked), 1)
        figure = re.search(r"\d+(?:\.\d+)?[万萬]?[人个個天册冊元时時]?", paragraph.text)
        start = paragraph.span.start
        span = Span(start + figure.start(), start + figure.end()) if figure else paragraph.span
        return Reading(hit, paragraph.span, span, span, min(share, 0.95))


@dataclass
class Clock:
    """A time that is moved by hand."""

    now: float = 1_000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


@dataclass
class Stage:
    """One bot and everybody around it."""

    channel: Channel
    parts: Parts
    recorder: Recorder
    clock: Clock
    folder: Path
    runner: asyncio.Runner
    languages: dict[int, str] = field(default_factory=dict)
    _message: int = 0

    @property
    def app(self) -> App:
        """The application with its handlers."""
        return self.channel.app

    @property
    def now(self) -> int:
        """The time as Telegram tells it."""
        return 1_700_000_000 + int(self.clock.now)

    def write(self, text: str, person: int = ADMIN, chat: int | None = None, **more: object) -> list[Call]:
        """Someone writes; what the bot did then."""
        return self.deliver("message", self.message(text, person, chat, **more))

    def edit(self, number: int, text: str, person: int = ADMIN, chat: int | None = None) -> list[Call]:
        """Someone edits an earlier message."""
        return self.deliver(
            "edited_message",
            self.message(text, person, chat, message_id=number, edit_date=self.now),
        )

    def press(self, call: Call, label: str, person: int = ADMIN, number: int | None = None) -> list[Call]:
        """Someone presses the button of a message the bot sent or edited."""
        return self.press_data(call.button(label), call.sent["chat_id"], person, number or self.recorder.last_message)

    def press_data(self, data: str, chat: int, person: int = ADMIN, number: int = 1001) -> list[Call]:
        """Someone sends what a button may carry."""
        message = {"message_id": number, "date": 1_700_000_000, "chat": self._chat(chat), "text": "…"}
        message["from"] = {"id": BOT_ID, "is_bot": True, "first_name": "引据", "username": BOT_NAME}
        press = {"id": "77", "from": self._user(person), "chat_instance": "5", "data": data, "message": message}
        return self.deliver("callback_query", press)

    def ask_inline(self, text: str, person: int = ADMIN, offset: str = "") -> list[Call]:
        """Someone types the bot's name and a question in another chat."""
        return self.deliver("inline_query", {"id": "99", "from": self._user(person), "query": text, "offset": offset})

    def mention_elsewhere(self, text: str, person: int = ADMIN, chat: int = -999, **more: object) -> list[Call]:
        """Someone mentions the bot in a chat it is not a member of."""
        query = f"guest{next(_UPDATES)}"
        return self.deliver("guest_message", self.message(text, person, chat, guest_query_id=query, **more))

    def add_bot(self, chat: int, person: int = ADMIN, before: str = "left", now: str = "member") -> list[Call]:
        """Someone adds the bot to a group, or changes what it may do there."""
        me = {"id": BOT_ID, "is_bot": True, "first_name": "引据", "username": BOT_NAME}
        change = {"chat": self._chat(chat), "from": self._user(person), "date": self.now}
        statuses = {"old_chat_member": self._status(me, before), "new_chat_member": self._status(me, now)}
        return self.deliver("my_chat_member", change | statuses)

    def send_file(self, name: str, data: bytes, person: int = ADMIN, size: int | None = None) -> list[Call]:
        """Someone sends a file."""
        self.recorder.files["f1"] = data
        document = {"file_id": "f1", "file_unique_id": "uf1", "file_name": name, "file_size": size or len(data)}
        return self.write("", person, document=document)

    def send_photo(self, data: bytes, person: int = ADMIN, chat: int | None = None, caption: str = "") -> list[Call]:
        """Someone sends a photo, which Telegram keeps in several sizes; ``data`` is the largest."""
        self.recorder.files["p2"] = data
        sizes = [("p1", 90, 60), ("p2", 1280, 853), ("p3", 320, 213)]
        photo = [{"file_id": key, "file_unique_id": key, "width": wide, "height": high} for key, wide, high in sizes]
        return self.write("", person, chat, photo=photo, **({"caption": caption} if caption else {}))

    def send_album(self, *parts: dict[str, Any], person: int = ADMIN, chat: int | None = None) -> list[Call]:
        """Someone sends several things as one: told of at once, each as a message of its own."""
        before = len(self.recorder.calls)
        shared = {"media_group_id": f"album{next(_UPDATES)}"}
        bodies = [self.message("", person, chat, **shared, **part) for part in parts]
        updates = [{"update_id": next(_UPDATES), "message": body} for body in bodies]
        self.runner.run(self._handle_all(updates))
        return [call for call in self.recorder.calls[before:] if call.method != "sendChatAction"]

    def message(self, text: str, person: int, chat: int | None = None, **more: object) -> dict[str, Any]:
        """A message as Telegram tells of it, commands and mentions marked."""
        self._message += 1
        chat = person if chat is None else chat
        whole: dict[str, Any] = {
            "message_id": self._message,
            "date": self.now,
            "chat": self._chat(chat),
            "from": self._user(person),
        }
        if text:
            whole["text"] = text
            whole["entities"] = [
                {
                    "type": "bot_command" if found[0].startswith("/") else "mention",
                    "offset": len(text[: found.start()].encode("utf-16-le")) // 2,
                    "length": len(found[0]),
                }
                for found in re.finditer(r"^/[A-Za-z0-9_]+(?:@\w+)?|@\w+", text)
            ]
        return whole | more

    @property
    def last_written(self) -> int:
        """Number of the last message a person wrote."""
        return self._message

    def reply_to_bot(self, number: int, chat: int = GROUP) -> dict[str, Any]:
        """A message of the bot, as quoted by a reply."""
        sender = {"id": BOT_ID, "is_bot": True, "first_name": "引据", "username": BOT_NAME}
        quoted = {"message_id": number, "date": 1, "chat": self._chat(chat), "from": sender, "text": "…"}
        return {"reply_to_message": quoted}

    def deliver(self, kind: str, body: dict[str, Any]) -> list[Call]:
        """One update, handled as in the running bot; what the bot did then."""
        before = len(self.recorder.calls)
        self.runner.run(self._handle({"update_id": next(_UPDATES), kind: body}))
        # 「typing…」 comes where a machine is busy.
        return [call for call in self.recorder.calls[before:] if call.method != "sendChatAction"]

    def look_for_news(self) -> list[Call]:
        """Watched questions are asked anew where the documents have changed; what the bot did then."""
        before = len(self.recorder.calls)
        self.runner.run(News(self.parts, self.channel.processor).look(self.app.bot))
        return self.recorder.calls[before:]

    async def _handle(self, update: dict[str, Any]) -> None:
        await self._handle_all([update])

    async def _handle_all(self, updates: Sequence[dict[str, Any]]) -> None:
        await self.channel.store.put(updates)
        await self.handle_queued()

    async def handle_queued(self) -> None:
        """Handle what is queued, as the running application does."""
        queue, processor = self.app.update_queue, self.channel.processor
        updates = [queue.get_nowait() for _ in range(queue.qsize())]
        await asyncio.gather(*(processor.process_update(one, self.app.process_update(one)) for one in updates))

    @staticmethod
    def _status(user: dict[str, Any], status: str) -> dict[str, Any]:
        """A membership as Telegram tells of it: with every right it knows, refused."""
        rights = dict.fromkeys((*_RIGHTS, *_RESTRICTIONS), False) | {"until_date": 0}
        return rights | {"status": status, "user": user}

    def _user(self, person: int) -> dict[str, Any]:
        names = {ADMIN: "阿一", FRIEND: "阿二", STRANGER: "阿三"}
        language = self.languages.get(person, "zh-hans")
        name = names.get(person, f"第{person}人")
        return {"id": person, "is_bot": False, "first_name": name, "language_code": language}

    @staticmethod
    def _chat(chat: int) -> dict[str, Any]:
        if chat > 0:
            return {"id": chat, "type": "private", "first_name": "甲"}
        return {"id": chat, "type": "supergroup", "title": "读书会"}


@contextlib.contextmanager
def open_stage(  # noqa: PLR0913 - what may differ between operators
    folder: Path,
    *,
    is_open: bool = False,
    paired: bool = True,
    rights: Path | None = None,
    files_kept: tuple[Path, ...] = (),
    guests: bool = False,
    components: Components | None = None,
) -> Iterator[Stage]:
    """A bot over the stage's documents; unless told otherwise with an administrator, a friend and a group."""
    documents, uploads = folder / "documents", folder / "uploads"
    for place in (documents, uploads):
        place.mkdir(exist_ok=True)
    for name, text in DOCUMENTS.items():
        if not (documents / name).exists():
            (documents / name).write_text(text, encoding="utf-8")
    clock, recorder = Clock(), Recorder()
    components = components or Components(lambda: ANALYZER, lambda _: AsFound(), lambda _: NumberReader(), 0.6)
    processes = Processes()
    library = Library(folder / "index", Sources((documents, uploads)), components, processes)
    with (
        contextlib.closing(processes),
        contextlib.closing(Ledger(folder / "ledger.sqlite3", lambda: NOON + clock.now)) as ledger,
        asyncio.Runner() as runner,
    ):
        library.open()
        if paired:
            ledger.access.allow(Principal(PrincipalKind.PERSON, ADMIN, is_admin=True, name="阿一"), None)
            ledger.access.allow(Principal(PrincipalKind.PERSON, FRIEND, name="阿二"), ADMIN)
            ledger.access.allow(Principal(PrincipalKind.GROUP, GROUP, name="读书会"), ADMIN)
        dialogue = Dialogue(CachedShelf(library), bootstrap.completer(library), bootstrap.carry)
        file = folder / "ledger.sqlite3"
        parts = Parts(
            dialogue,
            library,
            ledger,
            Language.HANS,
            is_open,
            uploads,
            file,
            clock,
            Rights(rights, library),
            files_kept=files_kept,
            guests=guests,
        )
        channel = build(
            parts, TOKEN, request=recorder, rate_limiter=RateLimiter(burst=10_000, to_group=10_000, first_pause=0.01)
        )
        runner.run(channel.app.initialize())
        recorder.clear()
        yield Stage(channel, parts, recorder, clock, folder, runner)
        runner.run(channel.app.shutdown())
