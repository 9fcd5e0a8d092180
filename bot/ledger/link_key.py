"""The secret that links to paragraphs and documents are made with."""

from __future__ import annotations

import secrets

from bot.ledger.database import Database

_BYTES = 32


class LinkKey:
    """A secret made once and kept: with it a link made today is known again after any restart.

    Without it whoever has a link could try names of files and sentences until one fits.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._secret: bytes | None = None

    def get(self) -> bytes:
        """The secret; made with the first call ever."""
        if self._secret is None:
            self._secret = self._database.atomically(self._kept)
        return self._secret

    def _kept(self) -> bytes:
        self._database.run(
            "INSERT OR IGNORE INTO link_key (only, secret) VALUES (1, ?)", (secrets.token_bytes(_BYTES),)
        )
        row = self._database.one("SELECT secret FROM link_key")
        if row is None:
            msg = "the key that was written just now is not there"
            raise LookupError(msg)
        return bytes(row["secret"])
