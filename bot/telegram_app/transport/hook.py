"""Where updates come by webhook, as the settings say it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

from bot.settings import Settings
from bot.telegram_app.errors import CannotGoOnError


@dataclass(frozen=True, slots=True)
class Hook:
    """How updates come by webhook: the address, the secret, where to listen."""

    url: str
    secret: str
    host: str
    port: int


def hook_of(settings: Settings) -> Hook | None:
    """The webhook the settings ask for; ``None`` where updates come by polling.

    Raises:
        CannotGoOnError: its secret or its packages are missing.
    """
    if settings.telegram_webhook_url is None:
        return None
    if importlib.util.find_spec("tornado") is None:
        key = "telegram_webhook_extra"
        raise CannotGoOnError(key)
    secret = settings.telegram_webhook_secret
    if secret is None:
        key = "telegram_webhook_secret"
        raise CannotGoOnError(key)
    host, _, port = settings.telegram_listen.rpartition(":")
    return Hook(str(settings.telegram_webhook_url), secret.get_secret_value(), host.strip("[]"), int(port))
