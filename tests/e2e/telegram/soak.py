"""The bot under all that Telegram lets through, for long: ``python -m tests.e2e.telegram.soak --minutes 30``.

Two hundred people ask, and more than three seconds' worth of answers always waits for Telegram's limit of thirty a
second. One question in so many (``--new``) is in words of its own and has to be read; the others were asked before, and
go the same way but for the reading. Told each minute: the answers so far, the rate, the memory of the process, which
must not grow with what was asked, and the load of the machine: below the limit the machine is what holds it up.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi, bot_api
from tests.e2e.telegram.people import Person

_ITEMS = ["借书证", "阅览室", "自习室", "报告厅", "储物柜", "打印机", "停车位", "期刊架", "影音室", "会议室"]
_PEOPLE = 200
_AHEAD = 100
"""Questions that wait for their answers: more than the limit lets out in three seconds."""
_KNOWN = 2
"""Of each item so many questions are asked again and again."""
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Minute:
    """How it stands.

    Attributes:
        seconds: Since the start.
        answers: Messages of the bot so far.
        rate: Messages a second since the look before.
        memory: Of the process, in MB (resident).
        load: Of the machine, over the last minute.
    """

    seconds: int
    answers: int
    rate: float
    memory: int
    load: float


def run(folder: Path, seconds: float, new: int, every: float = _MINUTE) -> list[Minute]:
    """Ask for so many seconds; how it stood each so many.

    Args:
        folder: An empty folder.
        seconds: How long.
        new: One question in so many was not asked before.
        every: Seconds between two looks.
    """
    (folder / "documents").mkdir()
    for place, item in enumerate(_ITEMS):
        rules = (f"{item}第{number}号可用{number * 3 + place}天。" for number in range(1, 21))
        (folder / "documents" / f"{item}.txt").write_text(f"{item}规定\n" + "\n".join(rules) + "\n", encoding="utf-8")
    seen: list[Minute] = []
    with bot_api() as api, servers.patient_bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
        bot.wait_for("已启动")
        ended = threading.Event()
        asking = threading.Thread(target=_ask, args=(api, new, ended))
        asking.start()
        began = last = time.monotonic()
        answers = api.sent
        try:
            while (left := began + seconds - time.monotonic()) > 0:
                time.sleep(min(every, left))
                api.forget_old()
                now, before, answers = time.monotonic(), answers, api.sent
                rate, last = round((answers - before) / (now - last), 1), now
                seen.append(Minute(round(now - began), answers, rate, _memory(bot.pid), round(os.getloadavg()[0], 1)))
                print(seen[-1], flush=True)  # noqa: T201 - what it is for
        finally:
            ended.set()
            asking.join()
        bot.stop()
    return seen


def _ask(api: BotApi, new: int, ended: threading.Event) -> None:
    """Ask in the next chat as long as there is room."""
    people = [Person(api, 1000 + number) for number in range(_PEOPLE)]
    before = api.sent
    for asked in itertools.count():
        while asked - (api.sent - before) >= _AHEAD:
            if ended.wait(0.02):
                return
        item, number = _ITEMS[asked % len(_ITEMS)], asked // len(_ITEMS) % _KNOWN + 1
        tail = f"（{asked}）" if asked % new == 0 else ""
        people[asked % _PEOPLE].write(f"{item}第{number}号可用多少天？{tail}")


def _memory(process: int) -> int:
    """The resident memory of a process, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def main() -> None:
    """The long run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--new", type=int, default=100)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), 60 * wanted.minutes, wanted.new)


if __name__ == "__main__":
    main()
