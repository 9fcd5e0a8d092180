"""The bot killed again and again while many people ask: ``python -m tests.e2e.telegram.kills --kills 300``.

Each question is asked by a person of their own, so that each answer is known by its chat. A kill comes at random within
some seconds after the bot has been started. Given up is a question that got an apology; lost one that got nothing.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.bot.telegram_app.telegram_rules import plain
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi, Person, bot_api

_QUESTION = "每张借书证一次可借多少册？"
_DOCUMENT = "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借10册，借期30天。\n"
_FIRST = 1000
_QUIET = 90.0
"""Seconds without a message after which nothing more is to be expected."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the questions.

    Attributes:
        asked: How many there were.
        kills: How often the bot was killed.
        answered: Questions that were answered.
        twice: Of them, those answered more than once.
        given_up: Questions that got an apology.
        lost: Questions that got nothing.
    """

    asked: int
    kills: int
    answered: int
    twice: int
    given_up: int
    lost: int


def run(  # noqa: PLR0913 - what a run is made of
    folder: Path, *, kills: int, burst: int, most: int, seed: int, limit: float = float("inf")
) -> Outcome:
    """Ask in bursts and kill.

    Args:
        folder: An empty folder.
        kills: How often.
        burst: Questions asked before each kill, while fewer than ``most`` have been asked.
        most: Questions in all.
        seed: Of the random moments.
        limit: Seconds after which it is killed no more.
    """
    (folder / "documents").mkdir()
    (folder / "documents" / "图书馆.txt").write_text(_DOCUMENT, encoding="utf-8")
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    asked = done = 0
    end = time.monotonic() + limit
    with bot_api() as api:
        while done < kills and time.monotonic() < end:
            with servers.bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
                bot.wait_for("已启动")
                for _ in range(min(burst, most - asked)):
                    Person(api, _FIRST + asked).write(_QUESTION)
                    asked += 1
                time.sleep(chance.uniform(0.0, 3.0))
                bot.stop(signal.SIGKILL)
                done += 1
        with servers.bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
            bot.wait_for("已启动")
            _settle(api, asked)
            bot.stop()
        return _outcome(api, asked, done)


def _settle(api: BotApi, asked: int) -> None:
    """Wait until everybody has heard something, or nothing comes any more."""
    heard, at = -1, time.monotonic()
    while time.monotonic() - at < _QUIET:
        now = len({message["chat_id"] for message in list(api.messages.values())})
        if now == asked:
            return
        if now != heard:
            heard, at = now, time.monotonic()
        time.sleep(0.2)


def _outcome(api: BotApi, asked: int, kills: int) -> Outcome:
    messages = list(api.messages.values())
    answers = Counter(message["chat_id"] for message in messages if "10册" in plain(message["text"]))
    others = {message["chat_id"] for message in messages} - set(answers)
    twice = sum(count > 1 for count in answers.values())
    return Outcome(asked, kills, len(answers), twice, len(others), asked - len(answers) - len(others))


def main() -> None:
    """The long run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--burst", type=int, default=64)
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(  # noqa: T201 - what it is for
            run(
                Path(folder),
                kills=wanted.kills,
                burst=wanted.burst,
                most=wanted.most,
                seed=wanted.seed,
                limit=wanted.seconds,
            )
        )


if __name__ == "__main__":
    main()
