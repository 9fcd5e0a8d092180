"""A bot with a folder that is closed to most, and what must not be seen of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bot.ledger import Principal, PrincipalKind
from bot.telegram_app.handlers.callback_data import key_of
from tests.bot.rights.settings import closed, write_rights
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, GROUP, OTHER_GROUP, Stage, open_stage

QUESTION = "高级技师月薪是多少元？"
SALARIES = "工资标准\n高级技师月薪为8800元。\n学徒月薪为3300元。\n"
COLLEAGUE = 5
"""Who may read the folder, as the members of the group may."""


@contextlib.contextmanager
def open_closed(tmp_path: Path) -> Iterator[Stage]:
    """As everywhere, with a folder for one colleague and one group; both groups may use the bot."""
    folder = tmp_path / "documents" / "人事"
    folder.mkdir(parents=True)
    (folder / "工资.txt").write_text(SALARIES, encoding="utf-8")
    file = write_rights(tmp_path / "rights.toml", closed("人事", people=(COLLEAGUE,), groups=(GROUP,)))
    with open_stage(tmp_path, rights=file) as stage:
        access = stage.parts.ledger.access
        access.allow(Principal(PrincipalKind.PERSON, COLLEAGUE), ADMIN)
        access.allow(Principal(PrincipalKind.GROUP, OTHER_GROUP), ADMIN)
        yield stage
        assert stage.recorder.broken == []


def everything(calls: list[Call]) -> str:
    """All that was sent."""
    return "\n".join(str((call.sent, call.files)) for call in calls)


def hides(calls: list[Call]) -> bool:
    """Whether nothing of the closed folder is in what was sent."""
    sent = everything(calls)
    return bool(calls) and not any(
        word in sent for word in ("人事", "工资", "8800", "3300", key_of("documents/人事/工资.txt"))
    )


def change_rights(stage: Stage, text: str) -> None:
    """Write the rights file anew."""
    write_rights(stage.folder / "rights.toml", text)
