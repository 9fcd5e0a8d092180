"""No secret in any log."""

from __future__ import annotations

import logging

import pytest

from bot.telegram_app.log_redaction import Redacting
from tests.bot.telegram_app.recorder import TOKEN

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


def test_no_secret_leaves_through_the_log() -> None:
    """It stands in addresses, in messages of the library and in tracebacks."""
    make = Redacting(logging.LogRecord, [TOKEN, ""])
    error = ValueError(TOKEN)
    info = (type(error), error, None)
    record = make("x", logging.ERROR, "f", 1, "at %s", (f"/bot{TOKEN}/getMe",), info)
    line = logging.Formatter("%(message)s").format(record)
    assert "SECRET" not in line
    assert "ValueError: [secret]" in line


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("%s", (TOKEN.partition(":")[2],)),
        ("%s", ({"url": f"https://x/bot{TOKEN.replace(':', '%3A')}/getMe"},)),
        (f"%d {TOKEN}", ("no number",)),
        (f"{TOKEN} 100%", ()),
        (ValueError(TOKEN), ()),
    ],
)
def test_no_spelling_of_the_token_passes(message: object, arguments: tuple[object, ...]) -> None:
    """Quoted, without the bot's number, in an object, in a message whose arguments do not fit."""
    record = Redacting(logging.LogRecord, [TOKEN])("x", logging.DEBUG, "f", 1, message, arguments, None)
    assert "SECRET" not in logging.Formatter("%(message)s").format(record)


def test_what_holds_no_secret_is_logged_as_it_is() -> None:
    """Other libraries' handlers look at the arguments."""
    record = Redacting(logging.LogRecord, [TOKEN])("x", logging.INFO, "f", 1, "%s of %s", (1, 2), None)
    assert (record.msg, record.args) == ("%s of %s", (1, 2))
