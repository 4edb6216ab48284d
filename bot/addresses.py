"""Addresses that settings name: where others are, and where this process listens."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urlsplit

WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Ports to which Telegram delivers, see https://core.telegram.org/bots/api#setwebhook."""

LOOPBACK = "127.0.0.1"

EXAMPLE_WEBHOOK = "https://bot.example.org/telegram"

_BLANK_OR_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_HOST_AND_PORT = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9_.-]+)):([0-9]{1,5})")
_UNIX = "unix:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenAddress:
    """Where this process listens: a host and a port, or a Unix socket.

    Attributes:
        host: A name or an IP address; empty for a Unix socket.
        port: 0 for any free one.
        path: Of the Unix socket.
    """

    host: str = ""
    port: int = 0
    path: Path | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``127.0.0.1:8081``, ``[::1]:8081`` or ``unix:/run/rostra/hook.sock``.

        Raises:
            ValueError: It is none of them.
        """
        text = text.strip()
        if text.startswith(_UNIX) and Path(text.removeprefix(_UNIX)).is_absolute():
            return cls(path=Path(text.removeprefix(_UNIX)))
        found = _HOST_AND_PORT.fullmatch(text)
        if found is None or not 0 < int(found[3]) <= 65_535:
            raise ValueError(
                "write a host and a port, such as 127.0.0.1:8081 or [::1]:8081, or a "
                "socket, such as unix:/run/rostra/hook.sock"
            )
        return cls(host=found[1] or found[2], port=int(found[3]))

    def __str__(self) -> str:
        """Return it as `parse` reads it."""
        if self.path:
            return f"{_UNIX}{self.path}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def check_usable(address: str, example: str = "http://127.0.0.1:8081") -> SplitResult:
    """Return the parts of an address.

    Args:
        address: Begins with its scheme.
        example: One that would do, for the error.

    Raises:
        ValueError: No request could ever be sent to it.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        if host:
            host.encode("idna")
    except ValueError as error:
        raise ValueError(f"no address can be made of it ({error})") from None
    if not host or port == 0 or _BLANK_OR_CONTROL.search(address):
        raise ValueError(f"an address has a host, such as {example}, and no blanks")
    if parts.query or parts.fragment:
        raise ValueError("an address ends before ? and #")
    return parts


def check_webhook(address: str) -> None:
    """Raise ValueError where Telegram would not deliver to an address."""
    if not address.startswith("https://"):
        raise ValueError(
            "Telegram delivers to https:// alone: name the address of the proxy that "
            f"speaks TLS, such as {EXAMPLE_WEBHOOK}"
        )
    parts = check_usable(address, EXAMPLE_WEBHOOK)
    if parts.username is not None:
        raise ValueError("leave name and password out: Telegram sends a secret instead")
    if (parts.port or 443) not in WEBHOOK_PORTS:
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        raise ValueError(
            f"Telegram delivers to no port but {ports}, not to {parts.port}"
        )
