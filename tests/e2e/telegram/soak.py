"""The bot under all that Telegram lets through, for long: ``python -m tests.e2e.telegram.soak --minutes 30``.

Two hundred people ask as fast as Telegram's limit lets answers out, or as the machine makes them, a third of the
questions in words of their own. Told each minute: the answers so far and the memory of the process, which must not grow
with what was asked.
"""

from __future__ import annotations

import argparse
import itertools
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
_AHEAD = 40
"""Questions that wait for their answers, at the most: more would only lie in Telegram."""
_A_SECOND = 30
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Minute:
    """How it stands.

    Attributes:
        seconds: Since the start.
        answers: Messages of the bot so far.
        memory: Of the process, in MB (resident).
    """

    seconds: int
    answers: int
    memory: int


def run(folder: Path, seconds: float, every: float = _MINUTE) -> list[Minute]:
    """Ask for so many seconds; how it stood each so many.

    Args:
        folder: An empty folder.
        seconds: How long.
        every: Seconds between two looks.
    """
    (folder / "documents").mkdir()
    for place, item in enumerate(_ITEMS):
        rules = (f"{item}第{number}号可用{number * 3 + place}天。" for number in range(1, 21))
        (folder / "documents" / f"{item}.txt").write_text(f"{item}规定\n" + "\n".join(rules) + "\n", encoding="utf-8")
    seen: list[Minute] = []
    with bot_api() as api, servers.bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
        bot.wait_for("已启动")
        ended = threading.Event()
        asking = threading.Thread(target=_ask, args=(api, ended))
        asking.start()
        began = time.monotonic()
        try:
            while (now := time.monotonic() - began) < seconds:
                time.sleep(min(every, seconds - now))
                api.forget_old()
                seen.append(Minute(round(time.monotonic() - began), api.sent, _memory(bot.pid)))
                print(seen[-1], flush=True)  # noqa: T201 - what it is for
        finally:
            ended.set()
            asking.join()
        bot.stop()
    return seen


def _ask(api: BotApi, ended: threading.Event) -> None:
    """Ask in the next chat as long as there is room, thirty times a second at the most."""
    people = [Person(api, 1000 + number) for number in range(_PEOPLE)]
    before = api.sent
    for asked in itertools.count():
        while not ended.is_set() and asked - (api.sent - before) >= _AHEAD:
            time.sleep(0.01)
        if ended.wait(1 / _A_SECOND):
            return
        item, number = _ITEMS[asked % len(_ITEMS)], asked // len(_ITEMS) % 20 + 1
        # Every third in words of its own, so that not only what is remembered is asked.
        tail = f"（{asked}）" if asked % 3 == 0 else ""
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
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), 60 * parser.parse_args().minutes)


if __name__ == "__main__":
    main()
