"""The bot killed again and again while many people ask: ``python -m tests.e2e.telegram.kills --kills 300``.

Each question is asked by a person of their own, so that each answer is known by its chat. Questions come in bursts,
spread over the kills, so that at each kill some are in hand: it falls at random before twice its share of them is
answered, now and then while the bot is still starting. Given up is a question that got an apology; lost one that got
nothing.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bot.telegram_app.telegram_rules import plain
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi, bot_api
from tests.e2e.telegram.people import Person

_QUESTION = "每张借书证一次可借多少册？"
_DOCUMENT = "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借10册，借期30天。\n"
_FIRST = 1000
_QUIET = 300.0
"""Seconds without a message after which nothing more is to be expected: some updates are tried after a hundred."""
_AT_THE_START = 0.1
"""Share of the kills that do not wait until the bot is there."""
_LATER = 0.1
"""Seconds within which a kill comes after the answer it waited for."""
_LONGEST = 12.0
"""Seconds after which a kill comes all the same: an update that was in hand alone at a kill is tried after ten."""
_EVERY = 10
"""Kills after which it is told how far it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the questions.

    Attributes:
        asked: How many there were.
        kills: How often the bot was killed.
        amid: How many of the kills fell while questions were waiting for their answers.
        answered: Questions that were answered.
        twice: Of them, those answered more than once.
        given_up: Questions that got an apology.
        lost: Questions that got nothing, or nothing yet.
    """

    asked: int
    kills: int
    amid: int
    answered: int
    twice: int
    given_up: int
    lost: int


class _Storm:
    """The questions and the kills of one run."""

    def __init__(self, api: BotApi, kills: int, burst: int, most: int, seed: int) -> None:
        self._api = api
        self._kills = kills
        self._burst = burst
        self._most = most
        self._chance = random.Random(seed)  # noqa: S311 - moments, no secrets
        self.asked = 0
        self.done = 0
        self.amid = 0

    def kill(self, bot: servers.Bot) -> None:
        """Ask what is due and kill a bot that is just being started."""
        if self.done * self._most >= self.asked * self._kills:
            for _ in range(min(self._burst, self._most - self.asked)):
                Person(self._api, _FIRST + self.asked).write(_QUESTION)
                self.asked += 1
        if self._chance.random() < _AT_THE_START:
            time.sleep(self._chance.uniform(0.0, 1.0))
        else:
            bot.wait_for("已启动")
            self._let_it_answer()
        bot.stop(signal.SIGKILL)
        self.amid += _heard(self._api) < self.asked
        self.done += 1

    def _let_it_answer(self) -> None:
        """Wait until a random part of twice the share of this kill is answered, or for long."""
        heard, end = _heard(self._api), time.monotonic() + _LONGEST
        share = (self.asked - heard) * self._most / max(self.asked * self._kills - self.done * self._most, 1)
        enough = min(heard + self._chance.uniform(0.0, 2 * share), self.asked)
        while _heard(self._api) < enough and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(self._chance.uniform(0.0, _LATER))

    @property
    def outcome(self) -> Outcome:
        """What has become of the questions so far."""
        messages = list(self._api.messages.values())
        answers = Counter(message["chat_id"] for message in messages if "10册" in plain(message["text"]))
        others = {message["chat_id"] for message in messages} - set(answers)
        lost = self.asked - len(answers) - len(others)
        twice = sum(count > 1 for count in answers.values())
        return Outcome(self.asked, self.done, self.amid, len(answers), twice, len(others), lost)


def run(  # noqa: PLR0913 - what a run is made of
    folder: Path,
    *,
    kills: int,
    burst: int,
    most: int,
    seed: int,
    limit: float = float("inf"),
    told: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Ask in bursts and kill.

    Args:
        folder: An empty folder.
        kills: How often.
        burst: Questions asked at once, while fewer than ``most`` have been asked.
        most: Questions in all.
        seed: Of the random moments.
        limit: Seconds after which it is killed no more.
        told: Hears now and then how it stands.
    """
    (folder / "documents").mkdir()
    (folder / "documents" / "图书馆.txt").write_text(_DOCUMENT, encoding="utf-8")
    end = time.monotonic() + limit
    with bot_api() as api:
        storm = _Storm(api, kills, burst, most, seed)
        while storm.done < kills and time.monotonic() < end:
            with servers.patient_bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
                storm.kill(bot)
            if told is not None and storm.done % _EVERY == 0:
                told(storm.outcome)
        with servers.patient_bot(folder, api.url, YINJU_TELEGRAM_ACCESS="open") as bot:
            bot.wait_for("已启动")
            _settle(api, storm.asked)
            bot.stop()
        return storm.outcome


def _heard(api: BotApi) -> int:
    """How many people have heard something."""
    return len({message["chat_id"] for message in list(api.messages.values())})


def _settle(api: BotApi, asked: int) -> None:
    """Wait until everybody has heard something, or nothing comes any more."""
    heard, at = -1, time.monotonic()
    while time.monotonic() - at < _QUIET:
        now = _heard(api)
        if now == asked:
            return
        if now != heard:
            heard, at = now, time.monotonic()
        time.sleep(0.2)


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
                told=lambda outcome: print(outcome, flush=True),  # noqa: T201 - the same
            )
        )


if __name__ == "__main__":
    main()
