"""Where a database is: a file, or a PostgreSQL server."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlencode, urlsplit, urlunsplit

SCHEMES = ("postgresql", "postgres")

PASSWORD_PARAMETERS = {"password", "sslpassword"}
"""Names under which libpq takes a password behind the question mark."""

_PLACE_PARAMETERS = {"host", "port", "dbname", "user", "options", "search_path"}
"""Names of what says which tables are meant."""

HIDDEN = "***"

MAX_PORT = 65535

HOW_TO_WRITE = (
    "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with signs such as @ / "
    "# ? in a password written as %40 %2F %23 %3F"
)

_OTHER_URL = re.compile(r"[a-z][a-z0-9+.-]*://|postgres(ql)?[+:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresAddress:
    """A database on a PostgreSQL server. Printed, it shows no password.

    Attributes:
        url: As libpq reads it: ``postgresql://user:password@host:port/database?…``.
        folder: Where this machine keeps what is derived from the rows: indexes, drafts.
    """

    url: str = field(repr=False)
    folder: Path

    def __str__(self) -> str:
        """Return the address without its password."""
        return without_password(self.url)

    @property
    def files(self) -> Path:
        """Return the beginning of the paths of what belongs to this database alone.

        The user is part of it: each may have a schema of its own, by its name or by a
        search_path that the server keeps for it.
        """
        parts = urlsplit(self.url)
        credentials, _, hosts = parts.netloc.rpartition("@")
        named = parse_qs(parts.query)
        if user := unquote(credentials.partition(":")[0]):
            named["user"] = [user]
        place = parts._replace(
            scheme=SCHEMES[0],
            netloc=hosts,
            query=urlencode(
                sorted(
                    (name, value)
                    for name, values in named.items()
                    if name in _PLACE_PARAMETERS
                    for value in values
                )
            ),
        )
        mark = hashlib.blake2b(urlunsplit(place).encode(), digest_size=4).hexdigest()
        return self.folder / f"postgresql-{mark}"


Address = Path | PostgresAddress
"""What a database is opened by."""


def is_postgres_url(text: str) -> bool:
    """Return whether a setting names a PostgreSQL server, not a file.

    >>> is_postgres_url("PostgreSQL://db/rostra"), is_postgres_url("rostra.db")
    (True, False)
    """
    scheme, colon, _ = text.strip().partition("://")
    return bool(colon) and scheme.casefold() in SCHEMES


def is_other_url(text: str) -> bool:
    """Return whether a setting is the address of something else than a file.

    >>> is_other_url("mysql://db/rostra"), is_other_url("postgresql:db/rostra")
    (True, True)
    >>> is_other_url("rostra.db"), is_other_url("C:/rostra.db")
    (False, False)
    """
    return bool(_OTHER_URL.match(text.strip()))


def postgres_address(text: str, folder: Path) -> PostgresAddress:
    """Return the address that a setting holds.

    Raises:
        ValueError: It is none, in words that show no password.
    """
    url = text.strip()
    scheme, _, rest = url.partition("://")
    url = f"{scheme.casefold()}://{rest}"
    try:
        parts = urlsplit(url)
        # Each host of several has a port of its own, which urlsplit can't read.
        hosts = parts.netloc.rpartition("@")[2]
        ports = [host.rpartition(":")[2] for host in hosts.split(",") if ":" in host]
        good = all(port.endswith("]") or _is_port(port) for port in ports)
        # The driver would take what follows the first @ of a password for the host.
        good = good and parts.netloc.count("@") <= 1
    except ValueError:
        good = False
    named = good and (
        unquote(parts.path).strip("/") or "dbname" in parse_qs(parts.query)
    )
    if not named or any(sign.isspace() for sign in url):
        raise ValueError(HOW_TO_WRITE)
    return PostgresAddress(url=url, folder=folder)


def _is_port(text: str) -> bool:
    return text.isdecimal() and 0 < int(text) <= MAX_PORT


def without_password(url: str) -> str:
    """Return an address whose password is hidden.

    >>> without_password("postgresql://rostra:se:cr@et@db.example:5432/rostra?password=x")
    'postgresql://rostra:***@db.example:5432/rostra?password=***'
    """
    # By hand, since what is wrong with an address may be just its password.
    scheme, mark, rest = url.partition("://")
    credentials, at, place = rest.rpartition("@")
    user, colon, _ = credentials.partition(":")
    place, question, query = place.partition("?")
    shown = "&".join(
        f"{name}={HIDDEN}"
        if name.casefold() in PASSWORD_PARAMETERS
        else f"{name}{eq}{to}"
        for name, eq, to in (pair.partition("=") for pair in query.split("&"))
    )
    return f"{scheme}{mark}{user}{colon and colon + HIDDEN}{at}{place}{question}{shown}"


def passwords_of(address: Address) -> Iterator[str]:
    """Yield what no log may show, as it is written and as it is meant."""
    if isinstance(address, Path):
        return
    parts = urlsplit(address.url)
    _, _, password = parts.netloc.rpartition("@")[0].partition(":")
    named = parse_qs(parts.query)
    for each in (
        password,
        *(p for name in PASSWORD_PARAMETERS for p in named.get(name, ())),
    ):
        yield from {each, unquote(each)} - {""}


def files_of(address: Address) -> Path:
    """Return the beginning of the paths of what is kept beside a database."""
    return address if isinstance(address, Path) else address.files


def place_beside(address: Address, what: str) -> Path:
    """Return the path of a file or folder that is kept beside a database.

    >>> place_beside(Path("/data/rostra.db"), "index").as_posix()
    '/data/rostra.db.index'
    """
    files = files_of(address)
    return files.with_name(f"{files.name}.{what}")
