"""Who may use the bot: people and groups, administrators, and the code that makes the first of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.ledger.database import Database, Row

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0/O, 1/I/L: the code is read off one screen and typed on another."""
_CODE_LENGTH = 10
"""31 ** 10, about 50 bits: out of reach for guesses sent as chat messages."""
CODE_SECONDS = 24 * 3600
"""How long a pairing code is good for."""


class PrincipalKind(StrEnum):
    """Whom access is given to."""

    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Principal:
    """A person or group with access.

    Attributes:
        kind: Person or group.
        id: Telegram's number; groups have negative ones.
        is_admin: Whether the person administers the bot.
        name: What it was called when it was let in; for lists only.
    """

    kind: PrincipalKind
    id: int
    is_admin: bool = False
    name: str = ""


class Pairing(StrEnum):
    """What came of a pairing code."""

    PAIRED = "paired"
    WRONG = "wrong"
    NOT_WANTED = "not_wanted"
    """There is no open code: an administrator exists, or the code ran out."""


def _hashed(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode("utf-8", "replace")).hexdigest()


def _principal(row: Row) -> Principal:
    return Principal(PrincipalKind(row["kind"]), row["id"], bool(row["is_admin"]), row["name"])


class Access:
    """The access list."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def principals(self) -> list[Principal]:
        """Everyone with access: administrators first, then people, then groups."""
        rows = self._database.all("SELECT * FROM principal ORDER BY is_admin DESC, kind DESC, at, id")
        return [_principal(row) for row in rows]

    def find(self, kind: PrincipalKind, number: int) -> Principal | None:
        """The entry of that person or group, or ``None``."""
        row = self._database.one("SELECT * FROM principal WHERE kind = ? AND id = ?", (kind.value, number))
        return _principal(row) if row else None

    def is_admin(self, person: int) -> bool:
        """Whether that person administers the bot."""
        found = self.find(PrincipalKind.PERSON, person)
        return found is not None and found.is_admin

    def admins(self) -> list[int]:
        """The numbers of the administrators."""
        return [found.id for found in self.principals() if found.is_admin]

    def allow(self, who: Principal, by: int | None) -> None:
        """Let someone in, or make a person who is in an administrator; never takes administration away."""
        self._database.run(
            "INSERT INTO principal (kind, id, is_admin, name, added_by, at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, id) DO UPDATE SET is_admin = MAX(is_admin, excluded.is_admin),"
            " name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END",
            (who.kind.value, who.id, who.is_admin, who.name, by, self._clock()),
        )

    def revoke(self, kind: PrincipalKind, number: int) -> bool:
        """Take access away; ``False`` if there was none, or it was the last administrator's."""

        def work() -> bool:
            if self.is_admin(number) and kind is PrincipalKind.PERSON and self.admins() == [number]:
                return False
            return self._database.run("DELETE FROM principal WHERE kind = ? AND id = ?", (kind.value, number)) == 1

        return self._database.atomically(work)

    def moved(self, old_group: int, new_group: int) -> None:
        """A group became a supergroup and got another number: its access goes along."""
        self._database.run(
            "UPDATE OR REPLACE principal SET id = ? WHERE kind = 'group' AND id = ?", (new_group, old_group)
        )

    def open_pairing(self) -> str | None:
        """A new one-time code that makes its sender the first administrator; ``None`` where there is one already.

        Only its hash is stored. A code given out before is void.
        """
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))

        def work() -> str | None:
            if self.admins():
                return None
            self._database.run(
                "INSERT OR REPLACE INTO pairing (only, code_hash, at) VALUES (1, ?, ?)", (_hashed(code), self._clock())
            )
            return code

        return self._database.atomically(work)

    def pair(self, person: int, name: str, code: str) -> Pairing:
        """Use the code: right, it makes ``person`` an administrator and is void from then on."""

        def work() -> Pairing:
            row = self._database.one("SELECT code_hash, at FROM pairing")
            if row is None or row["at"] + CODE_SECONDS < self._clock():
                return Pairing.NOT_WANTED
            if not hmac.compare_digest(row["code_hash"], _hashed(code)):
                return Pairing.WRONG
            self._database.run("DELETE FROM pairing")
            self.allow(Principal(PrincipalKind.PERSON, person, is_admin=True, name=name), by=None)
            return Pairing.PAIRED

        return self._database.atomically(work)
