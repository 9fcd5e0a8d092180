"""Whole conversations with the bot, as text files a person can read.

``> 阿二: …`` is what someone writes, ``> 阿二 群: …`` in the group, ``> 阿二 按 …`` a button data,
``> 阿二 改: …`` an edit of the last message, ``> 阿二 内联: …`` the bot's name typed in another chat,
``> 阿一 发 名.txt: …`` a file, after which watched questions are asked anew, ``> 阿一 加`` the bot added to the group,
``> 阿二 群 9: …`` in a topic of it, ``> 阿二 答 那句话: …`` in the group in reply to what somebody wrote,
``> 阿二 图 3: …`` an album of pictures with words under the last, ``> 阿二 客 那句话: …`` a mention in a chat the bot
is not in, ``> 阿二 开 2`` a tap on the second link of what the bot wrote last; the rest is what the bot does, as it is
sent. Dates, times and sizes stand as ``…``, a link to the bot as ``⟨its words⟩``.
A file ``pairing`` begins with nobody let in; ``{code}`` in it is the code the terminal shows. A file ``rights`` begins
with a folder 人事 that only the group may read; ``> 阿一 权限: …`` writes the rights file anew. A file ``originals``
has a PDF file among its documents; ``▣`` is a photo the bot sends, ``▤`` a file, with ``↑`` where it is uploaded.

``YINJU_REGOLD=1 pytest tests/bot/telegram_app/test_golden.py`` writes the files anew; read the difference first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.messages import Language
from bot.telegram_app.handlers.menus import ADMIN as ADMIN_MENU
from bot.telegram_app.handlers.menus import GROUP as GROUP_MENU
from bot.telegram_app.handlers.menus import PRIVATE as PRIVATE_MENU
from bot.telegram_app.housekeeping import Housekeeping
from tests.bot.rights.settings import closed, write_rights
from tests.bot.telegram_app.papers import pool
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage, open_stage

GOLDEN = Path(__file__).parents[2] / "golden" / "telegram"
DIALOGUES = sorted(GOLDEN.glob("*.txt"))

RIGHTS = "rights.toml"

_PEOPLE = {"阿一": ADMIN, "阿二": FRIEND, "阿三": STRANGER}
_TYPED = re.compile(
    r"> (?P<who>\S+?)(?: (?P<how>群|改|内联|按|发|权限|开|加|答|图|客)(?: (?P<name>[^:]+))?)?(?:: (?P<text>.*))?"
)
_LINK = re.compile(r'<a href="https://t\.me/yinju_bot\?start=([\w-]+)">(.*?)</a>')
_VARYING = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:]+[+-][\d:]+|(?<!· )\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\d\d-\d\d \d\d:\d\d(?=　)|\d:\d\d:\d\d|"
    r"\d+(?= 毫秒| ms| KB| 秒前| s ago)|(?<=版本 )[\d.]+|(?<=Version )[\d.]+"
)


def replay(stage: Stage, text: str, language: str) -> str:
    """The file as it should be: its comments and typed lines, each with what the bot does now."""
    stage.languages.update(dict.fromkeys(_PEOPLE.values(), language))
    housekeeping = Housekeeping(stage.parts, 365)
    made: list[str] = []
    shown: list[Call] = []
    for line in text.splitlines():
        if line.startswith("#"):
            made.append(line)
        elif line.startswith("> "):
            # Each line comes a minute after the one before: this is no flood.
            stage.clock.now += 60
            calls = _played(stage, line, shown, housekeeping)
            shown = [call for call in calls if call.buttons or _LINK.search(_words(call))] or shown
            made += ["", line, *(row for call in calls for row in _told(call))]
    return _VARYING.sub("…", "\n".join(made)) + "\n"


def _played(  # noqa: C901, PLR0911 - a line for each way to speak
    stage: Stage, line: str, shown: list[Call], housekeeping: Housekeeping
) -> list[Call]:
    typed = _TYPED.fullmatch(line)
    assert typed is not None, line
    person, text = _PEOPLE[typed["who"]], (typed["text"] or "").replace("⏎", "\n")
    match typed["how"]:
        case "群" | "答":
            return stage.write(text, person, GROUP, **_around(stage, typed["how"], typed["name"]))
        case "客":
            replied = _around(stage, "答", typed["name"]) if typed["name"] else {}
            return stage.mention_elsewhere(text, person, -999, **replied)
        case "加":
            return stage.add_bot(GROUP, person)
        case "图":
            picture: dict[str, object] = {"photo": [{"file_id": "p", "file_unique_id": "up", "width": 1, "height": 1}]}
            pictures = [dict(picture) for _ in range(int(typed["name"]))]
            pictures[-1] |= {"caption": text} if text else {}
            return stage.send_album(*pictures, person=person)
        case "改":
            return stage.edit(stage.last_written, text, person)
        case "内联":
            return stage.ask_inline(text, person)
        case "按":
            return stage.press(shown[-1], typed["name"].strip(), person)
        case "权限":
            write_rights(stage.folder / RIGHTS, text)
            before = len(stage.recorder.calls)
            stage.runner.run(housekeeping.look_after_rights(stage.app.bot))
            return stage.recorder.calls[before:]
        case "开":
            return stage.write(f"/start {_LINK.findall(_words(shown[-1]))[int(typed['name']) - 1][0]}", person)
        case "发":
            return stage.send_file(typed["name"], text.encode(), person) + stage.look_for_news()
        case _:
            return stage.write(text, person)


def _around(stage: Stage, how: str, name: str | None) -> dict[str, object]:
    """The topic a message stands in, or the message it replies to."""
    if how == "答":
        return {"reply_to_message": stage.message(name or "", ADMIN, GROUP)}
    return {"message_thread_id": int(name), "is_topic_message": True} if name else {}


def _words(call: Call) -> str:
    """Everything a call shows that may hold a link."""
    results = call.sent.get("results", [])
    return "\n".join([call.text, *(result["input_message_content"]["message_text"] for result in results)])


def _told(call: Call) -> Iterator[str]:  # noqa: C901, PLR0912 - a line for each method
    """What one call shows to people."""
    match call.method:
        case "sendMessage" | "editMessageText":
            sign = "✎ " if call.method == "editMessageText" else ""
            first, *others = _LINK.sub(r"⟨\2⟩", call.text).split("\n")
            yield f"  {sign}{first}"
            yield from (f"  {row}".rstrip() for row in others)
            for keys in call.sent.get("reply_markup", {}).get("inline_keyboard", []):
                yield "  " + " ".join(f"[{key['text']}]" for key in keys)
        case "answerGuestQuery":
            words = _LINK.sub(r"⟨\2⟩", call.sent["result"]["input_message_content"]["message_text"])
            yield from (f"  {row}".rstrip() for row in f"↪ {words}".split("\n"))
        case "answerCallbackQuery":
            if popup := call.sent.get("text"):
                yield f"  ({popup})"
        case "answerInlineQuery":
            for result in call.sent["results"]:
                yield f"  ▸ {result['title']} — {result['description']}"
                words = _LINK.sub(r"⟨\2⟩", result["input_message_content"]["message_text"])
                yield from (f"    {row}" for row in words.split("\n"))
            if button := call.sent.get("button"):
                yield f"  [{button['text']}]"
        case "sendPhoto" | "sendDocument" if call.text:
            sign = "▣" if call.method == "sendPhoto" else "▤"
            first, *others = call.text.split("\n")
            yield f"  {sign}{' ↑' * len(call.files)} {first}"
            yield from (f"  {row}" for row in others)
            # A page or file comes as a reply to the answer it belongs to; what was written for the person is shown.
            if "reply_parameters" not in call.sent:
                yield from _lines(call)
        case "sendDocument":
            yield from _lines(call)
        case "getFile" | "getChatMember":
            pass
        case "setMyCommands":
            yield "  ☰ " + " ".join(f"/{one['command']}" for one in call.sent["commands"])
        case _:
            yield f"  {call.method}"


def _lines(call: Call) -> Iterator[str]:
    """What stands in the files that were sent."""
    for data in call.files.values():
        yield from (f"  │ {row}" for row in data.decode("utf-8-sig").splitlines())


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.name)
def test_a_conversation_goes_as_written(tmp_path: Path, path: Path) -> None:
    """What people see changes only on purpose."""
    expected = path.read_text(encoding="utf-8")
    scene, language, _ = path.name.split(".")
    rights = _closed(tmp_path) if scene == "rights" else None
    if scene == "originals":
        (tmp_path / "documents").mkdir()
        (tmp_path / "documents" / "游泳馆.pdf").write_bytes(pool())
    with open_stage(tmp_path, paired=scene != "pairing", rights=rights, guests=scene == "guests") as stage:
        code = stage.parts.ledger.access.open_pairing() or "{code}"
        actual = replay(stage, expected.replace("{code}", code), language).replace(code, "{code}")
        actual = actual.replace(str(tmp_path), "…")
        assert stage.recorder.broken == []
    if os.environ.get("YINJU_REGOLD"):  # noqa: TID251 - a switch of the test, not a setting of the program
        path.write_text(actual, encoding="utf-8")
    assert actual.splitlines() == expected.splitlines()


def _closed(folder: Path) -> Path:
    """A folder only the group may read, and the file that says so."""
    salaries = folder / "documents" / "人事" / "工资.txt"
    salaries.parent.mkdir(parents=True)
    salaries.write_text("工资标准\n高级技师月薪为8800元。\n学徒月薪为3300元。\n", encoding="utf-8")
    return write_rights(folder / RIGHTS, closed("人事", groups=(GROUP,)))


def test_every_command_has_its_conversation() -> None:
    """A command without one would change unseen."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in DIALOGUES)
    commands = {*ADMIN_MENU, *GROUP_MENU, *PRIVATE_MENU, "start", "pair"}
    assert {name for name in commands if not re.search(rf"^> .*: /{name}\b", written, re.MULTILINE)} == set()


def test_every_conversation_is_there_in_every_language() -> None:
    """A folder that was moved would make every test above pass."""
    written = {tuple(path.name.split(".")[:2]) for path in DIALOGUES}
    scenes = {scene for scene, _ in written}
    assert len(scenes) > 8
    assert written == {(scene, language.value) for scene in scenes for language in Language}
