"""Settings from the environment and ``.env``.

Nothing is read at import. What is wrong is told setting by setting, each with what it should be; secrets are never
repeated.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, HttpUrl, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.environment import ENV_FILE, PREFIX, language_of, variable
from bot.messages import Language

_MADE_UP_RATE = 0.07
_TELEGRAM = "https://api.telegram.org"

_Paths = Annotated[tuple[Path, ...], NoDecode]
_Names = Annotated[tuple[str, ...], NoDecode]
_Urls = Annotated[tuple[HttpUrl, ...], NoDecode]


def _cores() -> int:
    """Cores that may be used without being asked: more than two bring little."""
    return min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


class SettingsError(Exception):
    """Settings that cannot be used.

    Attributes:
        problems: For each, the name of the environment variable and what was found there (``None`` for a secret).
    """

    def __init__(self, problems: tuple[tuple[str, str | None], ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(name for name, _ in problems))


class EnvFileError(Exception):
    """The ``.env`` file cannot be read; its path is the argument."""


class Settings(BaseSettings):
    """The settings of one run; each is explained in ``.env.example``.

    Attributes:
        documents: Folders and files that are searched; none for the sample documents.
        include: Glob patterns of paths to search; none for every file of a known format.
        exclude: Glob patterns of paths to leave out.
        data: Folder of the index, the ledger, the log and the console's history.
        cache: Folder of the snapshots of ``--documents``.
        made_up_rate: Share of unanswerable questions that may get an answer all the same: the threshold of silence.
        threads: Paragraphs that are read at once, each on a core.
        language: Language of the program's own sentences.
        words: File of words the documents use, one a line.
        synonyms: File of words that mean the same, a group a line.
        rights: File that says which folders are only for named people and groups; none where all are for everybody.
        telegram_token: The bot's token from BotFather.
        telegram_base_url: Bot API server, where it is not Telegram's own.
        telegram_access: Who may ask the bot: people and groups that were let in, or everybody.
        telegram_guests: Whether people who were let in may mention the bot in chats it is not a member of.
        telegram_webhook_url: Public address Telegram delivers updates to; polling where there is none.
        telegram_webhook_secret: What Telegram sends along with each update it delivers.
        telegram_listen: Address and port the webhook is served on.
        files_kept: Folders and files that are never sent in Telegram, though they are searched and cited.
        retention_days: Days after which a question asked in Telegram is forgotten.
        search: What finds paragraphs: the index of this machine, or an OpenSearch cluster.
        opensearch_url: Nodes of the cluster.
        opensearch_user: Who asks the cluster, with a password.
        opensearch_password: That password.
        opensearch_token: A bearer token in place of user and password.
        opensearch_ca: File of the certificate authority that signed the nodes' certificates.
        opensearch_index: Name of the index in the cluster.
        opensearch_writes: Whether the console and the bot publish what they read; ``yinju index`` always does.
        opensearch_shards: Into how many parts the index is cut.
        opensearch_replicas: Copies of each part on other nodes.
        opensearch_timeout: Seconds one node is waited for.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    documents: _Paths = ()
    include: _Names = ()
    exclude: _Names = ()
    data: Path = Field(default_factory=lambda: platformdirs.user_data_path("yinju", appauthor=False))
    cache: Path = Field(default_factory=lambda: platformdirs.user_cache_path("yinju", appauthor=False))
    made_up_rate: float = Field(default=_MADE_UP_RATE, gt=0.0, lt=1.0)
    threads: int = Field(default_factory=_cores, ge=1, le=64)
    language: Language | None = None
    words: Path | None = None
    synonyms: Path | None = None
    rights: Path | None = None
    telegram_token: SecretStr | None = None
    telegram_base_url: HttpUrl | None = None
    telegram_access: Literal["closed", "open"] = "closed"
    telegram_guests: bool = False
    telegram_webhook_url: HttpUrl | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_listen: str = Field(default="127.0.0.1:8443", pattern=r"^\S+:\d{1,5}$")
    files_kept: _Paths = ()
    retention_days: int = Field(default=365, ge=1)
    search: Literal["embedded", "opensearch"] = "embedded"
    opensearch_url: _Urls = Field(default=(), validate_default=True)
    opensearch_user: str | None = None
    opensearch_password: SecretStr | None = Field(default=None, validate_default=True)
    opensearch_token: SecretStr | None = None
    opensearch_ca: Path | None = None
    opensearch_index: str = Field(default="yinju", pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
    opensearch_writes: bool = False
    opensearch_shards: int = Field(default=1, ge=1, le=1024)
    opensearch_replicas: int = Field(default=1, ge=0, le=16)
    opensearch_timeout: float = Field(default=5.0, gt=0.0, le=300.0)

    @property
    def telegram_server(self) -> str:
        """Address of the Bot API server, without the ``/bot`` that precedes the token."""
        return str(self.telegram_base_url or _TELEGRAM).rstrip("/").removesuffix("/bot")

    @field_validator("documents", "files_kept", mode="before")
    @classmethod
    def _paths(cls, value: Any) -> Any:  # noqa: ANN401 - what pydantic hands in
        return _split_paths(value) if isinstance(value, str) else value

    @field_validator("include", "exclude", mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:  # noqa: ANN401 - what pydantic hands in
        return tuple(part for part in re.split(r"[,\n]\s*", value) if part) if isinstance(value, str) else value

    @field_validator("opensearch_url", mode="before")
    @classmethod
    def _urls(cls, value: Any) -> Any:  # noqa: ANN401 - what pydantic hands in
        return tuple(part for part in re.split(r"[,\s]+", value) if part) if isinstance(value, str) else value

    @field_validator("opensearch_url", mode="after")
    @classmethod
    def _nodes(cls, value: tuple[HttpUrl, ...], info: ValidationInfo) -> tuple[HttpUrl, ...]:
        if info.data.get("search") == "opensearch" and not value:
            msg = "a cluster has an address"
            raise ValueError(msg)
        if any(url.username or url.password for url in value):
            # addresses are told to people and stand in logs
            msg = "user and password have settings of their own"
            raise ValueError(msg)
        return value

    @field_validator("opensearch_password", mode="after")
    @classmethod
    def _password(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if (value is None) != (info.data.get("opensearch_user") is None):
            msg = "user and password go together"
            raise ValueError(msg)
        return value

    @field_validator("opensearch_token", mode="after")
    @classmethod
    def _token(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is not None and info.data.get("opensearch_user") is not None:
            msg = "a token or a user, not both"
            raise ValueError(msg)
        return value

    @field_validator("opensearch_ca", mode="after")
    @classmethod
    def _certificates(cls, value: Path | None) -> Path | None:
        if value is not None and not value.expanduser().is_file():
            msg = "there is no such file"
            raise ValueError(msg)
        return value.expanduser() if value else value

    @field_validator("data", "cache", "words", "synonyms", "rights", mode="after")
    @classmethod
    def _home(cls, value: Path | None) -> Path | None:
        return value.expanduser() if value else value

    @field_validator("telegram_webhook_secret", mode="after")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            msg = "Telegram takes 1 to 256 letters, digits, _ and - for a secret"
            raise ValueError(msg)
        return value

    @field_validator("language", mode="before")
    @classmethod
    def _language(cls, value: Any) -> Any:  # noqa: ANN401 - what pydantic hands in
        return (language_of(value) or value) if isinstance(value, str) else value


def load() -> Settings:
    """The settings as they stand now.

    Raises:
        SettingsError: some have values that cannot be used.
        EnvFileError: ``.env`` exists and is no readable UTF-8 file.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = {str(e["loc"][0]): _found(str(e["loc"][0])) for e in error.errors(include_url=False)}
        raise SettingsError(tuple((f"{PREFIX}{field.upper()}", value) for field, value in problems.items())) from error
    except (OSError, UnicodeDecodeError) as error:
        raise EnvFileError(str(Path(ENV_FILE).resolve())) from error


def _found(field: str) -> str | None:
    """What was written for a field, unless it is a secret."""
    annotation = Settings.model_fields[field].annotation if field in Settings.model_fields else None
    written = variable(f"{PREFIX}{field.upper()}")
    # an address may hold a password all the same
    return None if "Secret" in str(annotation) or (field == "opensearch_url" and "@" in (written or "")) else written


def _split_paths(value: str) -> tuple[Path, ...]:
    """Paths separated by line ends or the system's separator (``:``, on Windows ``;``), ``~`` expanded."""
    parts = [value] if Path(value).exists() else re.split(rf"[\n{re.escape(os.pathsep)}]", value)
    return tuple(Path(part.strip()).expanduser() for part in parts if part.strip())
