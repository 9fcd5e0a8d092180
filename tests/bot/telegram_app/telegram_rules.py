"""What Telegram refuses, written down as checks: used by the recorder on everything the bot sends.

The figures are those of the Bot API's documentation. Lengths of texts count UTF-16 units after the markup is taken off.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
_TOKEN = re.compile(r"<(?P<tag>[^<>]*)>|&(?P<entity>[a-zA-Z0-9#]*);|(?P<bare>[<>&])|(?P<text>[^<>&]+)", re.DOTALL)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BrokenRuleError(Exception):
    """Telegram would refuse this request; the message says why."""


def plain(html: str) -> str:
    """The text of a message without its markup.

    Raises:
        BrokenRuleError: the markup is not what Telegram accepts: a tag is unknown or not closed in order, a ``<`` or
            ``&`` is not escaped, a quote stands inside a quote.
    """
    out: list[str] = []
    opened: list[str] = []
    for token in _TOKEN.finditer(html):
        if token["bare"]:
            _refuse("can't parse entities: unescaped " + token["bare"])
        if token["text"]:
            out.append(token["text"])
        elif token["tag"] is not None:
            _take_tag(token["tag"], opened)
        elif token["entity"] in _ENTITIES:
            out.append(_ENTITIES[token["entity"]])
        else:
            _refuse(f"can't parse entities: unknown entity &{token['entity']};")
    if opened:
        _refuse(f"can't parse entities: <{opened[-1]}> is not closed")
    return "".join(out)


def _refuse(reason: str) -> NoReturn:
    raise BrokenRuleError(reason)


def _take_tag(tag: str, opened: list[str]) -> None:
    if tag.startswith("/"):
        if not opened or opened[-1] != tag[1:]:
            _refuse(f"can't parse entities: <{tag}> closes nothing")
        opened.pop()
        return
    name, _, attributes = tag.partition(" ")
    if name not in _TAGS or (attributes and name not in ("a", "blockquote", "code")):
        _refuse(f"can't parse entities: unsupported tag <{tag}>")
    if name == "blockquote" and ("blockquote" in opened or attributes not in ("", "expandable")):
        _refuse("can't parse entities: a quote inside a quote")
    opened.append(name)


def units(text: str) -> int:
    """Length in UTF-16 units, counted by encoding it: another way than the program's own."""
    return len(text.encode("utf-16-le", "strict")) // 2


def check(method: str, sent: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> None:
    """Refuse what Telegram would refuse.

    Raises:
        BrokenRuleError: with Telegram's reason in its words or near them.
    """
    for reason in (*_broken(method, sent), *_files(method, files or {})):
        _refuse(f"{method}: {reason}")


def _broken(method: str, sent: Mapping[str, Any]) -> Iterator[str]:  # noqa: C901 - a line for each rule
    if "text" in sent and method != "answerCallbackQuery":
        yield from _text(sent["text"], sent.get("parse_mode"), 4096)
    if "caption" in sent:
        yield from _text(sent["caption"], sent.get("parse_mode"), 1024)
    if method == "answerCallbackQuery" and units(sent.get("text", "")) > 200:
        yield "the callback's answer is longer than 200"
    if "reply_markup" in sent:
        yield from _keyboard(sent["reply_markup"])
    if method == "answerInlineQuery":
        yield from _inline(sent)
    if method == "answerGuestQuery":
        yield from _inline({"results": [sent["result"]]})
        if not sent["result"]["input_message_content"].get("link_preview_options", {}).get("is_disabled"):
            yield "previews are on"
    if method == "setMyCommands":
        yield from _menu(sent["commands"])
    if method in ("sendMessage", "editMessageText") and not sent.get("link_preview_options", {}).get("is_disabled"):
        yield "previews are on"
    if not sent.get("reply_parameters", {"allow_sending_without_reply": True}).get("allow_sending_without_reply"):
        yield "the reply fails if the question was deleted"


def _files(method: str, files: Mapping[str, bytes]) -> Iterator[str]:
    for data in files.values():
        if method == "sendPhoto":
            width, height = struct.unpack(">II", data[16:24])
            if len(data) > 10_000_000:
                yield "the photo is larger than 10 MB"
            if width + height > 10_000 or max(width, height) > 20 * min(width, height):
                yield "PHOTO_INVALID_DIMENSIONS"
        elif not 0 < len(data) <= 50_000_000:
            yield "Request Entity Too Large"


def kept(method: str, sent: Mapping[str, Any], number: int) -> dict[str, Any]:
    """What Telegram tells of a file it was sent: its number, the one given or one made from the message's."""
    match method:
        case "sendPhoto":
            known = sent.get("photo", f"photo-{number}")
            small, large = ({"file_id": f"{size}{known}", "file_unique_id": "u"} for size in ("s-", ""))
            return {"photo": [small | {"width": 90, "height": 90}, large | {"width": 900, "height": 900}]}
        case "sendDocument":
            return {"document": {"file_id": sent.get("document", f"document-{number}"), "file_unique_id": "u"}}
        case _:
            return {}


def _text(text: str, parse_mode: str | None, limit: int) -> Iterator[str]:
    bare = plain(text) if parse_mode == "HTML" else text
    if not bare.strip():
        yield "message text is empty"
    if units(bare) > limit:
        yield f"message is too long: {units(bare)} of {limit}"


def _keyboard(markup: Mapping[str, Any]) -> Iterator[str]:
    for row in markup.get("inline_keyboard", ()):
        if not 1 <= len(row) <= 8:
            yield f"a row of {len(row)} buttons"
        for button in row:
            actions = set(button) - {"text", "style", "icon_custom_emoji_id"}
            if not button["text"].strip() or len(actions) != 1:
                yield f"a button needs a text and one action: {button}"
            if len(button.get("callback_data", "x").encode()) not in range(1, 65):
                yield "callback_data is not 1 to 64 bytes"
            if units(button.get("copy_text", {"text": "x"})["text"]) not in range(1, 257):
                yield "copy_text is not 1 to 256"


def _inline(sent: Mapping[str, Any]) -> Iterator[str]:
    results = sent["results"]
    if len(results) > 50:
        yield f"{len(results)} inline results"
    if len({result["id"] for result in results}) != len(results):
        yield "inline results share an id"
    if len(sent.get("next_offset", "").encode()) > 64:
        yield "next_offset is longer than 64 bytes"
    if not _START_PARAMETER.fullmatch(sent.get("button", {}).get("start_parameter", "x")):
        yield "start_parameter"
    for result in results:
        if not 1 <= len(result["id"].encode()) <= 64:
            yield "an inline result's id is not 1 to 64 bytes"
        if not result["title"].strip():
            yield "an inline result without a title"
        content = result["input_message_content"]
        yield from _text(content["message_text"], content.get("parse_mode"), 4096)


def _menu(commands: list[Mapping[str, str]]) -> Iterator[str]:
    if len(commands) > 100:
        yield "more than 100 commands"
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            yield f"no command: {command['command']}"
        if not 1 <= len(command["description"]) <= 256:
            yield f"description of {command['command']}"
