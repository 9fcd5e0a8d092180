"""What one busy group costs the others: ``python -m tests.e2e.telegram.fairness``.

A private question is timed while nothing else is asked, then while three hundred questions of a group are queued.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi, bot_api
from tests.e2e.telegram.people import Person

_DOCUMENT = "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借10册，借期30天。\n"
_QUESTION = "每张借书证一次可借多少册？"
_TIMES = 9


def ask_in_group(api: BotApi, count: int) -> None:
    """So many people ask in one group, all at once."""
    chat = {"id": -700, "type": "group", "title": "读书会"}
    for number in range(count):
        who = {"id": 5000 + number, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
        text = {"text": f"/ask {_QUESTION}", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
        head = {"message_id": api.next_number(), "date": int(time.time()), "chat": chat, "from": who}
        api.push("message", head | text)


def _seconds(api: BotApi, first: int) -> list[float]:
    """How long each of some people waits for an answer in private, one after the other."""
    times: list[float] = []
    for number in range(first, first + _TIMES):
        person, began = Person(api, number), time.monotonic()
        person.write(f"{_QUESTION}（{number}）")
        person.read("10册")
        times.append(time.monotonic() - began)
    return times


def main() -> None:
    """Both figures, in seconds."""
    with tempfile.TemporaryDirectory() as name, bot_api() as api:
        folder = Path(name)
        (folder / "documents").mkdir()
        (folder / "documents" / "图书馆.txt").write_text(_DOCUMENT, encoding="utf-8")
        with servers.bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
            bot.wait_for("已启动")
            _seconds(api, 100)
            alone = _seconds(api, 200)
            ask_in_group(api, 300)
            busy = _seconds(api, 300)
            answered = sum(call.sent["chat_id"] == -700 for call in api.of("sendMessage"))
            bot.stop()
    for said, times in (("alone", alone), ("beside 300 questions of a group", busy)):
        print(f"{said}: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")  # noqa: T201 - what it is for
    print(f"of the group's questions {answered} were answered meanwhile")  # noqa: T201 - the same


if __name__ == "__main__":
    main()
