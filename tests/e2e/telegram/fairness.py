"""What one busy group costs the others: ``python -m tests.e2e.telegram.fairness``.

A private question is timed while nothing else is asked, then while three hundred questions of a group are queued, no
two of them in the same words: what was answered before would cost nothing. Told with the load of the machine, which
says how much of a time is the machine's.
"""

from __future__ import annotations

import argparse
import os
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


def ask_in_group(api: BotApi, count: int, *, alike: bool = True) -> None:
    """So many people ask in one group, all at once, in the same words or each in their own."""
    chat = {"id": -700, "type": "group", "title": "读书会"}
    for number in range(count):
        who = {"id": 5000 + number, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
        tail = "" if alike else f"（甲{number}）"
        text = {"text": f"/ask {_QUESTION}{tail}", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
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


def run(folder: Path) -> None:
    """Both figures of one round, in seconds."""
    (folder / "documents").mkdir()
    (folder / "documents" / "图书馆.txt").write_text(_DOCUMENT, encoding="utf-8")
    with bot_api() as api, servers.patient_bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
        bot.wait_for("已启动")
        _seconds(api, 100)
        alone = _seconds(api, 200)
        ask_in_group(api, 300, alike=False)
        busy = _seconds(api, 300)
        answered = sum(call.sent["chat_id"] == -700 for call in api.of("sendMessage"))
        bot.stop()
    for said, times in (("alone", alone), ("beside 300 questions of a group", busy)):
        print(f"{said}: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")  # noqa: T201 - what it is for
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"of the group's questions {answered} were answered meanwhile; {load}", flush=True)  # noqa: T201 - the same


def main() -> None:
    """As many rounds as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    for _ in range(parser.parse_args().rounds):
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder))


if __name__ == "__main__":
    main()
