"""Logs for operators: one event a line, with the ids it is about, never a token.

All code logs with `logging`, the libraries too; structlog writes the lines. Ids that are
bound here, or given as `extra`, are fields of their own in each line.
"""

import copy
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TextIO
from urllib.parse import quote

if TYPE_CHECKING:
    from structlog.stdlib import ProcessorFormatter

# ruff: noqa: PLC0415 - structlog takes longer to import than the terminal has lines
TOKEN_PATTERN = re.compile(
    r"""
    [0-9]{3,} (?: : | %3[Aa] ) [A-Za-z0-9_-]{20,}            # of Telegram's Bot API
    | [MNO][A-Za-z0-9_-]{19,} [.] [A-Za-z0-9_-]{5,7} [.] [A-Za-z0-9_-]{20,}  # Discord
    | aW50ZXJhY3Rpb246[A-Za-z0-9_-]{20,}  # lets anybody answer one Discord interaction
    """,
    re.VERBOSE,
)
"""What a platform's token looks like; one may come from elsewhere than the settings."""

REDACTED = "[token]"

MAX_REPEATS = 10
REPEAT_PERIOD_S = 60.0
"""Warnings or errors of one kind that are written in so many seconds."""

MAX_PERIOD_S = 600.0
"""Seconds between two lines about the same sentence that goes on coming, at most."""

LogFormat = Literal["console", "json"]

# One variable for all ids: structlog uses one each, which takes three times as long.
BOUND_IDS: ContextVar[Mapping[str, object]] = ContextVar("bound_ids", default={})  # noqa: B039 - never changed in place

# Line breaks of any kind, escape sequences, and changes of the writing direction.
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_MULTILINE_FIELDS = ("exception", "stack")


class LineFormatter(logging.Formatter):
    """Formatter of records as lines, tracebacks indented, with every token taken out.

    Args:
        secrets: What must not be written.
        form: For people at a terminal, or one JSON object a line.
        colours: Whether the terminal shows colours.
    """

    def __init__(
        self,
        secrets: Iterable[str],
        *,
        form: LogFormat = "console",
        colours: bool = False,
    ) -> None:
        super().__init__()
        self._secrets = tuple(
            spelling for each in secrets if each for spelling in _spellings(each)
        )
        self._form = form
        self._colours = colours

    def format(self, record: logging.LogRecord) -> str:
        """Return what to write."""
        text = self._structured.format(record)
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        # Only the first line of an event starts at the margin.
        return "\n  ".join(TOKEN_PATTERN.sub(REDACTED, text).splitlines())

    @cached_property
    def _structured(self) -> "ProcessorFormatter":
        import structlog

        as_json = self._form == "json"
        render = (
            (structlog.processors.JSONRenderer(sort_keys=True),)
            if as_json
            else (
                _escape,
                structlog.dev.ConsoleRenderer(colors=self._colours, pad_event_to=0),
            )
        )
        return structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                _add_bound_ids,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(
                    fmt="iso" if as_json else "%Y-%m-%d %H:%M:%S",
                    utc=as_json,
                ),
                structlog.processors.StackInfoRenderer(),
                # A prettier one would print local variables, tokens among them.
                structlog.processors.format_exc_info,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *render,
            ],
        )


@dataclass(slots=True)
class _Repeats:
    """How often an event came since a moment, and how often it was left out.

    Attributes:
        since: The moment.
        text: The sentence with which it came first.
        latest: When it came last.
        period_s: Seconds until it is told what was left out.
        lasts: Whether it went on from the period before, so that only counts are told.
        is_same: Whether each had the same sentence, and none a traceback.
    """

    since: float
    text: str
    latest: float = 0.0
    period_s: float = REPEAT_PERIOD_S
    lasts: bool = False
    is_same: bool = True
    count: int = 0
    left_out: int = 0


class SummingHandler(logging.StreamHandler[TextIO]):
    """A handler that sums up warnings and errors which come again and again.

    After `MAX_REPEATS` of one kind in `REPEAT_PERIOD_S`, the rest are counted, and one
    line tells how many there were. As long as it is the same sentence that goes on coming,
    such lines alone tell of it, at growing distances, and another one that it has ended.
    One with a failure's number is always written, since a person was told the number; its
    traceback is left out.

    Args:
        stream: Where lines go.
        clock: Returns seconds that only go up.
    """

    def __init__(
        self, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(stream)
        self._clock = clock
        self._repeats: dict[tuple[str, int, str], _Repeats] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or count it."""
        now = self._clock()
        self._tell_left_out(now)
        if record.levelno < logging.WARNING:
            super().emit(record)
            return
        kind = (record.name, record.levelno, str(record.msg))
        if record.msg == "%s":  # the sentence is its kind
            kind = (record.name, record.levelno, record.getMessage())
        text = record.getMessage()
        repeats = self._repeats.get(kind)
        if repeats and repeats.lasts and repeats.text != text:
            self._tell(kind, repeats)
            repeats = None
        if repeats is None:
            repeats = self._repeats[kind] = _Repeats(now, text)
        repeats.latest = now
        repeats.count += 1
        repeats.is_same &= text == repeats.text and record.exc_info is None
        if repeats.count <= MAX_REPEATS and not repeats.lasts:
            super().emit(record)
        elif hasattr(record, "failure"):
            brief = copy.copy(record)
            brief.exc_info = brief.exc_text = None
            super().emit(brief)
        else:
            repeats.left_out += 1

    def close(self) -> None:
        """Log the counts of repeats that are not logged yet."""
        self._tell_left_out(float("inf"))
        super().close()

    def _tell_left_out(self, now: float) -> None:
        for kind, repeats in [*self._repeats.items()]:
            is_over = now - repeats.latest >= REPEAT_PERIOD_S
            if now - repeats.since < repeats.period_s and not (
                repeats.lasts and is_over
            ):
                continue
            del self._repeats[kind]
            self._tell(kind, repeats)
            if repeats.lasts and is_over and now < float("inf"):
                self._write(
                    *(
                        kind[0],
                        logging.WARNING,
                        "no such line has come for a minute: %s",
                    ),
                    args=(repeats.text,),
                )
            elif repeats.left_out and repeats.is_same and not is_over:
                self._repeats[kind] = _Repeats(
                    since=now,
                    text=repeats.text,
                    latest=repeats.latest,
                    period_s=min(2 * repeats.period_s, MAX_PERIOD_S),
                    lasts=True,
                )

    def _tell(self, kind: tuple[str, int, str], repeats: _Repeats) -> None:
        """Write how many lines were left out, if any were."""
        if repeats.left_out:
            name, level, text = kind
            self._write(
                *(name, level, "%d more lines like this were left out: %s"),
                args=(repeats.left_out, repeats.text if repeats.is_same else text),
            )

    def _write(
        self, name: str, level: int, text: str, *, args: tuple[object, ...]
    ) -> None:
        super().emit(
            logging.LogRecord(name, level, "", 0, text, args=args, exc_info=None)
        )


def set_up_logging(
    level: str, secrets: Iterable[str], *, form: LogFormat = "console"
) -> None:
    """Send logs of `level` and above to standard error."""
    colours = (
        os.name == "posix" and sys.stderr.isatty() and "NO_COLOR" not in os.environ
    )
    handler = SummingHandler(sys.stderr)
    handler.setFormatter(LineFormatter(secrets, form=form, colours=colours))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Clients log every request's full address, which holds the token.
    for name in ("httpx", "httpcore", "aiohttp"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _spellings(secret: str) -> list[str]:
    """Return how a secret may be spelled in a line: in JSON, in an address.

    >>> _spellings("7:a"), _spellings("a/b")
    (['7:a', '7%3Aa'], ['a/b', 'a%2Fb'])
    """
    others = (json.dumps(secret)[1:-1], quote(secret), quote(secret, safe=""))
    return [secret, *{each: None for each in others if each != secret}]


def bind_ids(**ids: object) -> None:
    """Add ids to every log line of this task and of the tasks that it starts later."""
    BOUND_IDS.set({**BOUND_IDS.get(), **ids})


def _add_bound_ids(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for name, value in BOUND_IDS.get().items():
        event.setdefault(name, value)
    return event


def _escape(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Escape control characters, so that no typed text breaks a line or acts on a terminal."""
    for name, value in event.items():
        if name in _MULTILINE_FIELDS:
            event[name] = "\n".join(map(_escaped, str(value).split("\n")))
        elif isinstance(value, str):
            event[name] = _escaped(value)
    return event


def _escaped(text: str) -> str:
    r"""Write what can't be printed as Python would.

    >>> _escaped("one" + chr(10) + chr(27) + "[2J")
    'one\\n\\x1b[2J'
    """
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
