"""All settings, read from the environment and from `.env`."""

import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)
from rapidfuzz import fuzz, process

from bot.addresses import LOOPBACK, ListenAddress, check_usable, check_webhook
from bot.logs import REDACTED, TOKEN_PATTERN
from content.library import SHIPPED
from handlers.contract.action import MAX_COMMENTS_AN_HOUR
from storage.database.address import (
    HOW_TO_WRITE,
    Address,
    is_other_url,
    is_postgres_url,
    passwords_of,
    postgres_address,
)
from storage.digests.share import Share

ADMIN_PATTERN = re.compile(r"(telegram|discord):-?[0-9]+|terminal:\w+")
"""What an entry of ``ROSTRA_ADMINS`` looks like."""

MIN_SIMILARITY = 70.0
"""Per cent of letters that a setting's name must share with another to be offered."""

MIN_SIMILARITY_WITHOUT_PREFIX = 88.0
"""Per cent of letters from which a name without our prefix is meant as a setting."""

MAX_SHOWN_CHARS = 15
"""Characters of a wrong value that is shown; a secret is longer."""

OFFICIAL_BOT_API = "https://api.telegram.org"
OFFICIAL_DISCORD_API = "https://discord.com/api/v10"
OFFICIAL_DISCORD_GATEWAY = "wss://gateway.discord.gg/"

DEFAULT_DATABASE = Path("rostra.db")
FORMER_DEFAULT_DATABASE = Path("data/rostra.db")
"""Where the database was made in the folder in which one stood, before it had a home."""

TELEGRAM_TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{35}")
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
DISCORD_TOKEN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}")

_SHARDS = re.compile(r"([0-9]{1,5}(?:,[0-9]{1,5})*)/([0-9]{1,5})")


def data_folder() -> Path:
    """Return the folder in which this platform keeps the data of a user's programs.

    Raises:
        RuntimeError: It is nowhere: the user has no home folder.
    """
    if sys.platform == "win32":
        named, usual = os.environ.get("LOCALAPPDATA", ""), "~/AppData/Local"
    elif sys.platform == "darwin":
        named, usual = "", "~/Library/Application Support"
    else:
        named, usual = os.environ.get("XDG_DATA_HOME", ""), "~/.local/share"
    # A relative one counts as none: https://specifications.freedesktop.org/basedir-spec/
    base = Path(named) if Path(named).is_absolute() else Path(usual).expanduser()
    return base / "rostra"


def read_address(text: str) -> Address:
    """Return the database that a text names, as ``ROSTRA_DATABASE`` does.

    Raises:
        ValueError: It names none, in words that show no password.
    """
    if is_postgres_url(text):
        try:
            folder = data_folder()
        except RuntimeError:
            raise ValueError(
                "there is no home folder for the index: name a folder in XDG_DATA_HOME"
            ) from None
        return postgres_address(text, folder)
    if is_other_url(text):
        # As a file, it would be named after its password.
        raise ValueError(f"{HOW_TO_WRITE}, or the path of a file")
    # No shell has done so in a file of settings; else a folder "~" would be made.
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"there is no home folder for {text}") from None
    # What is there already stays in use, wherever it was made.
    if path.is_absolute() or path.exists():
        return path.absolute()
    try:
        return data_folder() / path
    except RuntimeError:
        raise ValueError(
            f"there is no home folder for {path}: name it by its whole path"
        ) from None


def _default_database() -> Path:
    former = FORMER_DEFAULT_DATABASE
    return former if former.exists() else DEFAULT_DATABASE


class Settings(BaseSettings):
    """The settings; each is set as ``ROSTRA_`` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="ROSTRA_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database: Annotated[Address, NoDecode] = Field(
        default_factory=_default_database,
        description="The database: a file in the data folder, or postgresql://…",
    )
    cache: Path | None = Field(
        default=None,
        description="The folder for search indexes, which machines may share.",
    )
    library: Path = Field(
        default=SHIPPED,
        description="The folder of transcript files; the shipped ones if unset.",
    )
    admins: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Who may /import, /review and /reload: platform:id, parted by commas.",
    )
    telegram_token: SecretStr | None = Field(
        default=None, description="The token that BotFather gave; unset: no Telegram."
    )
    telegram_api_base: str = Field(
        default=OFFICIAL_BOT_API,
        description="The address of a self-hosted Bot API server.",
    )
    telegram_webhook: str = Field(
        default="",
        description="The https:// address at which Telegram delivers; unset: polling.",
    )
    telegram_webhook_listen: Annotated[ListenAddress, NoDecode] = Field(
        default=ListenAddress(host=LOOPBACK, port=8081),
        description="Where a proxy passes on to: HOST:PORT, [IPv6]:PORT or unix:PATH.",
    )
    telegram_webhook_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram proves itself with; made of the token if unset.",
    )
    discord_token: SecretStr | None = Field(
        default=None,
        description="The bot token of a Discord application; unset: no Discord.",
    )
    discord_api_base: str = Field(
        default=OFFICIAL_DISCORD_API,
        description="The address of Discord's API, for a proxy or a stand-in.",
    )
    discord_gateway: str = Field(
        default=OFFICIAL_DISCORD_GATEWAY,
        description="The address of Discord's gateway, likewise.",
    )
    discord_shards: Annotated[Share | None, NoDecode] = Field(
        default=None,
        description="The shards that this process serves, such as 0,1/4; all if unset.",
    )
    comments_an_hour: int = Field(
        default=MAX_COMMENTS_AN_HOUR,
        ge=0,
        description="How many comments a person may write in an hour; 0 for any number.",
    )
    ambiguous: Literal["retry", "hold"] = Field(
        default="retry",
        description="A digest that may have arrived: send it again, or hold it back.",
    )
    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="The port on 127.0.0.1 for Prometheus; unset: no metrics.",
    )
    metrics_listen: Annotated[ListenAddress | None, NoDecode] = Field(
        default=None,
        description="Where /metrics is, if not on 127.0.0.1: HOST:PORT or unix:PATH.",
    )
    health_listen: Annotated[ListenAddress | None, NoDecode] = Field(
        default=None,
        description="Where /healthz and /readyz are; unset: beside /metrics alone.",
    )
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: Literal["console", "json"] = Field(
        default="console",
        description="console for people, json for one JSON object a line.",
    )

    @property
    def platforms(self) -> frozenset[str]:
        """Return the platforms that are served; none for the terminal."""
        tokens = {"telegram": self.telegram_token, "discord": self.discord_token}
        return frozenset(name for name, token in tokens.items() if token)

    @property
    def metrics_address(self) -> ListenAddress | None:
        """Return where figures are served for Prometheus; None for nowhere."""
        if self.metrics_listen or self.metrics_port is None:
            return self.metrics_listen
        return ListenAddress(host=LOOPBACK, port=self.metrics_port)

    @property
    def secrets(self) -> list[str]:
        """Return what must never be written down."""
        values = (getattr(self, name) for name in type(self).model_fields)
        kept = [v.get_secret_value() for v in values if isinstance(v, SecretStr)]
        return [*kept, *passwords_of(self.database)]

    @field_validator("admins", mode="before")
    @classmethod
    def _split_admins(cls, value: Any) -> Any:  # noqa: ANN401 - whatever a source gives
        if not isinstance(value, str):
            return value
        entries = [part.strip() for part in value.split(",") if part.strip()]
        if wrong := [each for each in entries if not ADMIN_PATTERN.fullmatch(each)]:
            # A token that was pasted into the wrong line must not show up in a log.
            named = ", ".join(TOKEN_PATTERN.sub(REDACTED, each) for each in wrong)
            raise ValueError(
                f"no id in {named}. Write a platform and a number, such as "
                "telegram:123456; /reload tells each person theirs"
            )
        return frozenset(entries)

    @field_validator("database", mode="before")
    @classmethod
    def _read_address(cls, value: Any) -> Any:  # noqa: ANN401 - whatever a source gives
        return read_address(str(value)) if isinstance(value, str | Path) else value

    @field_validator("library")
    @classmethod
    def _expand_home(cls, value: Path) -> Path:
        # No shell has done so in a file of settings; else a folder "~" would be made.
        try:
            return value.expanduser()
        except RuntimeError:
            raise ValueError(f"there is no home folder for {value}") from None

    @field_validator("cache")
    @classmethod
    def _place_cache(cls, value: Path | None) -> Path | None:
        try:
            return value and value.expanduser().absolute()
        except RuntimeError:
            raise ValueError(f"there is no home folder for {value}") from None

    @field_validator(
        "telegram_token", "telegram_webhook_secret", "discord_token", mode="before"
    )
    @classmethod
    def _strip_token(cls, value: Any) -> Any:  # noqa: ANN401 - whatever a source gives
        # A file that a secret is read from often ends with a line break.
        return value.strip() if isinstance(value, str) else value

    @field_validator("telegram_token")
    @classmethod
    def _check_telegram_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not TELEGRAM_TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError(
                "no token of BotFather's: digits, a colon and 35 letters, digits, - or "
                "_. Copy it again, all of it"
            )
        return value

    @field_validator("discord_token")
    @classmethod
    def _check_discord_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not DISCORD_TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError(
                "no bot's token: three parts with dots between them, from the page Bot "
                "of your application. Its id, public key and client secret are others"
            )
        return value

    @field_validator("telegram_api_base", "discord_api_base")
    @classmethod
    def _check_address(cls, value: str, info: ValidationInfo) -> str:
        # A blank one is none.
        default: str = cls.model_fields[info.field_name or ""].default
        base = value.strip().rstrip("/") or default
        if not base.startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://")
        check_usable(base)
        return base

    @field_validator("telegram_webhook")
    @classmethod
    def _check_webhook(cls, value: str) -> str:
        address = value.strip()
        if address:
            check_webhook(address)
        return address

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _check_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError(
                "write 16 to 256 letters, digits, - or _; or leave it empty"
            )
        return value

    @field_validator(
        "telegram_webhook_listen", "metrics_listen", "health_listen", mode="before"
    )
    @classmethod
    def _read_listen(cls, value: Any) -> Any:  # noqa: ANN401 - whatever a source gives
        return ListenAddress.parse(value) if isinstance(value, str) else value

    @field_validator("discord_gateway")
    @classmethod
    def _check_gateway(cls, value: str) -> str:
        gateway = value.strip()
        if not gateway.startswith(("ws://", "wss://")):
            raise ValueError("a gateway's address begins with ws:// or wss://")
        check_usable(gateway)
        return gateway

    @field_validator("discord_shards", mode="before")
    @classmethod
    def _read_shards(cls, value: Any) -> Any:  # noqa: ANN401 - whatever a source gives
        if not isinstance(value, str):
            return value
        found = _SHARDS.fullmatch("".join(value.split()))
        ids = (
            tuple(sorted({int(each) for each in found[1].split(",")})) if found else ()
        )
        if found is None or ids[-1] >= int(found[2]):
            raise ValueError(
                "write the shards and how many there are in all, counted from 0, "
                "such as 0,1/4"
            )
        return Share(ids, int(found[2]))

    @field_validator("log_level")
    @classmethod
    def _check_level(cls, value: str) -> str:
        level = value.strip().upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("one of DEBUG, INFO, WARNING, ERROR")
        return level


def _reword_dotenv_warning(record: logging.LogRecord) -> bool:
    """Reword dotenv's warning of a bad line; drop it where logs are not set up yet."""
    if record.msg.startswith("python-dotenv could not parse"):
        record.msg = (
            "line %s of .env can't be read and is ignored: write NAME=value, and close "
            "each quotation mark"
        )
    # The file is read before that, too, and would be complained of twice.
    return logging.getLogger().hasHandlers()


logging.getLogger("dotenv.main").addFilter(_reword_dotenv_warning)


def describe_faults(error: ValidationError) -> Iterator[str]:
    """Yield a sentence for each setting that can't be used, with what to write."""
    prefix = Settings.model_config.get("env_prefix", "")
    set_in_environment = EnvSettingsSource(Settings).env_vars
    for fault in error.errors():
        setting = prefix + "_".join(map(str, fault["loc"])).upper()
        wanted = _what_to_write(fault)
        if not wanted:
            yield f"{setting}: {fault['msg'].removeprefix('Value error, ')}"
            continue
        is_there = setting.casefold() in set_in_environment
        where, value = "the environment" if is_there else ".env", str(fault["input"])
        # A token that was pasted into the wrong line must not show up.
        what = f"“{value}”" if len(value) <= MAX_SHOWN_CHARS else "something else"
        yield f"{setting}: write {wanted}; {where} has {what}"


def _what_to_write(fault: ErrorDetails) -> str:
    """Return what a setting takes, where the fault is one that pydantic words; else nothing."""
    limits = fault.get("ctx", {})
    match fault["type"]:
        case "literal_error":
            return str(limits["expected"]).replace("'", "")
        case "greater_than_equal":
            return f"a number of at least {limits['ge']}"
        case "less_than_equal":
            return f"a number of at most {limits['le']}"
        case kind if kind.startswith("int_"):
            return "a whole number"
    return ""


def describe_unknown_settings() -> Iterator[str]:
    """Yield a sentence for each setting that is ignored because of its name."""
    prefix = Settings.model_config.get("env_prefix", "").casefold()
    known = [prefix + name for name in Settings.model_fields]
    for where, source in (
        ("the environment", EnvSettingsSource(Settings)),
        (".env", DotEnvSettingsSource(Settings)),
    ):
        for name in sorted(source.env_vars):
            if name in known:
                continue
            near = process.extractOne(
                name, known, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY
            )
            if name.startswith(prefix) or (
                near and near[1] >= MIN_SIMILARITY_WITHOUT_PREFIX
            ):
                hint = (
                    f"Did you mean {near[0].upper()}?"
                    if near
                    else ".env.example lists those that there are."
                )
                yield f"{name.upper()} in {where} is no setting and is ignored. {hint}"
