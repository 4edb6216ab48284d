"""Completion of a parameter's value while it is typed."""

import asyncio
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.excerpts.ids import normalise_id_start
from content.language.typography.typesetting import typeset
from handlers.contract.commands import COMMANDS, COMMANDS_BY_NAME
from handlers.contract.parameters import SUBCOMMAND, Kind, Parameter
from handlers.contract.request import Place
from handlers.schedule.clock import parse_hour
from handlers.schedule.offsets import format_zone
from handlers.schedule.weekdays import WEEKDAY_NAMES, format_days, parse_days
from handlers.schedule.zones import complete_zone
from handlers.text.topic_buttons import search_words
from handlers.text.wording import format_date, shorten
from storage.chats.chats import Chats
from storage.chats.exclusions import Exclusions
from storage.chats.random_excerpts import RandomExcerpts
from storage.corpus.rows import StoredExcerpt
from storage.review.library_reviews import LibraryReviews
from storage.search.completions import Completions
from storage.search.library import Library
from storage.search.topics import Topics

MAX_CHARS = 100
"""Characters of a label and of a value; Discord takes no more."""

_ZONES = (
    "America/Los_Angeles",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""Offered before anything is typed, from west to east."""

_DAYS = ("day", "weekday", "weekend", *map(str.casefold, WEEKDAY_NAMES))

_RESTRICTION = re.compile(
    r"""(?:^|\s)-?(?P<kind>speaker|in|after|before):\s*["“]?(?P<value>[^"“”:]*)$""",
    re.IGNORECASE,
)
"""A restriction that is not finished, at the end of a query."""

_NO_NAME = re.compile('[:："“”«»„「」]')
"""What stands in no name: behind it, a quote has begun."""

_HOURS = tuple(f"{hour:02}:00" for hour in (*range(6, 24), *range(6)))
_TIMES = tuple(f"{hour:02}:{rest:02}" for hour in range(24) for rest in (0, 15, 30, 45))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A value that a parameter takes as it stands, and how a menu shows it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completer:
    """Completion of every kind of parameter, from what the library and a chat hold."""

    library: Library
    completions: Completions
    topics: Topics
    chats: Chats
    random_excerpts: RandomExcerpts
    exclusions: Exclusions
    reviews: LibraryReviews

    async def complete(
        self,
        command: str,
        parameter: str,
        text: str,
        limit: int,
        *,
        place: Place,
        subcommand: str = "",
    ) -> Sequence[Suggestion]:
        """Return up to `limit` values that go on from `text`, the best first.

        Args:
            command: The command's name.
            parameter: The parameter's name, or `SUBCOMMAND`.
            text: What of the value is typed so far; it may be empty.
            limit: How many values are wanted at most.
            place: The chat in which it is typed.
            subcommand: The sub-command that is typed or chosen, if any.
        """
        found = COMMANDS_BY_NAME.get(command)
        if found is None:
            return ()
        if parameter == SUBCOMMAND:
            # Where commands are typed, there are no roles.
            names = [
                each.name
                for each in found.subcommands
                if all(value.kind is not Kind.ROLE for value in each.parameters)
            ]
            suggestions: Iterable[Suggestion] = _starting(text, names)
        else:
            parameters = found.parameters_of(subcommand)
            chosen = next((each for each in parameters if each.name == parameter), None)
            if chosen is None:
                return ()
            if command == "unhide" and chosen.kind is Kind.EXCERPT:
                suggestions = await self._hidden(text, place)
            elif command == "check":
                suggestions = await self._authors(text, limit)
            else:
                suggestions = await self._values(chosen, text, limit, place)
        labels: dict[str, str] = {}
        for each in suggestions:
            if 0 < len(each.value) <= MAX_CHARS:
                labels.setdefault(each.value, shorten(each.label, MAX_CHARS))
        return [
            Suggestion(label=label, value=value) for value, label in labels.items()
        ][:limit]

    async def _values(
        self, parameter: Parameter, text: str, limit: int, place: Place
    ) -> Iterable[Suggestion]:
        found: Iterable[Suggestion]
        match parameter.kind:
            case Kind.SPEAKER:
                found = await self._speakers(text, limit)
            case Kind.TOPIC:
                found = await self._query(text, limit)
            case Kind.SPEAKER_OR_TOPIC:
                speakers = await self._speakers(text, limit)
                topics = await self._topics(text, limit, phrases=True)
                found = [*speakers[: limit // 2], *topics, *speakers[limit // 2 :]]
            case Kind.EXCERPT:
                found = await self._excerpts(text, limit, place)
            case Kind.TRANSCRIPT:
                found = await self._transcripts(text)
            case Kind.COMMAND:
                names = [each.name for each in COMMANDS if not each.admin]
                found = _starting(text.removeprefix("/"), names)
            case Kind.ZONE:
                found = await self._zones(text, limit, place)
            case Kind.TIME:
                found = _times(text)
            case Kind.DAYS:
                found = _days(text)
            case _:
                found = _starting(text, parameter.choices)
        return found

    async def _speakers(self, text: str, limit: int) -> list[Suggestion]:
        names = await self.completions.speakers(text, limit)
        return [Suggestion(label=name, value=typed) for name, typed in names.items()]

    async def _authors(self, text: str, limit: int) -> list[Suggestion]:
        """Return names that a quote is said to be by, before the quote is typed."""
        if not text.strip() or _NO_NAME.search(text):
            return []
        names = await self.completions.speakers(text, limit)
        return [Suggestion(label=name, value=f"{name}:") for name in names]

    async def _query(self, text: str, limit: int) -> list[Suggestion]:
        """Return topics, or values of the restriction that the text ends in."""
        found = _RESTRICTION.search(text)
        if found is None:
            return [*await self._topics(text, limit), *_restrictions(text)]
        kind, typed = found["kind"].casefold(), found["value"]
        if kind == "speaker":
            names = await self.completions.speakers(typed, limit)
            values = dict(zip(names.values(), names, strict=True))
        elif kind == "in":
            places = await self.completions.places(typed, limit)
            values = dict(zip(places, places, strict=True))
        else:
            dates = await self.completions.dates(typed, limit)
            values = {date: format_date(date) for date in dates}
        before = text[: found.start("value")].rstrip('"“')
        return [
            Suggestion(label=label, value=f"{before}{_in_quotes(value)}")
            for value, label in values.items()
        ]

    async def _topics(
        self, text: str, limit: int, *, phrases: bool = False
    ) -> list[Suggestion]:
        """Return topics; as bare phrases, or as the words that find their excerpts."""
        return [
            Suggestion(
                label=topic.phrase,
                value=topic.phrase if phrases else search_words(topic),
            )
            for topic in await self.topics.complete(text, limit)
        ]

    async def _excerpts(
        self, text: str, limit: int, place: Place
    ) -> Iterable[Suggestion]:
        start = normalise_id_start(text)
        if start is None:
            return ()
        shown = await self.random_excerpts.shown_ids(place.key, start, limit)
        last = await self.chats.last_excerpt(place.key, place.thread)
        before = [key for key in (last, *shown) if key.startswith(start) and key]
        excerpts = await self.completions.excerpts(start, limit, before=before)
        return [
            Suggestion(label=_excerpt_label(each), value=each.id) for each in excerpts
        ]

    async def _hidden(self, text: str, place: Place) -> Iterable[Suggestion]:
        """Return the excerpts that are hidden in a chat: no others can be offered again."""
        start = normalise_id_start(text)
        ids = await self.exclusions.hidden_ids(place.key)
        wanted = [] if start is None else [key for key in ids if key.startswith(start)]
        return [
            Suggestion(label=_excerpt_label(each), value=each.id)
            for each in await self.library.excerpts(wanted)
        ]

    async def _transcripts(self, text: str) -> Iterable[Suggestion]:
        """Return the names of drafts, and of files with doubtful passages."""
        typed = text.strip().casefold()
        return [
            Suggestion(
                label=f"{each.name} ({each.passages:,})"
                if each.passages
                else each.name,
                value=each.name,
            )
            for each in await self.reviews.waiting_files()
            if typed in each.name.casefold()
        ]

    async def _zones(self, text: str, limit: int, place: Place) -> Iterable[Suggestion]:
        if text.strip():
            offers = await asyncio.to_thread(complete_zone, text, limit)
            return [Suggestion(label=each.label, value=each.zone) for each in offers]
        zones = dict.fromkeys([await self.chats.zone(place.key), *_ZONES])
        return [Suggestion(label=format_zone(zone), value=zone) for zone in zones]


def _excerpt_label(excerpt: StoredExcerpt) -> str:
    whose = f"{excerpt.speaker}: " if excerpt.speaker else ""
    return f"#{excerpt.id} {whose}{typeset(excerpt.text, excerpt.language).text}"


def _restrictions(text: str) -> Iterator[Suggestion]:
    """Yield the restrictions that the last word may be the beginning of.

    >>> [each.value for each in _restrictions("peace -spe")], [*_restrictions("i")]
    (['peace -speaker:'], [])
    """
    before, blank, last = text.rpartition(" ")
    sign = "-" if last.startswith("-") else ""
    typed = last.removeprefix("-").casefold()
    for name in ("speaker:", "after:", "before:", "in:"):
        # Dates leave nothing out.
        leaves_out = name in {"speaker:", "in:"}
        if len(typed) > 1 and name.startswith(typed) and (leaves_out or not sign):
            value = f"{before}{blank}{sign}{name}"
            yield Suggestion(label=value, value=value)


def _in_quotes(value: str) -> str:
    """Return a value as it stands behind a colon: in quotation marks if it has blanks."""
    return f'"{value}"' if " " in value else value


def _starting(text: str, values: Iterable[str]) -> Iterator[Suggestion]:
    for value in values:
        if value.startswith(text.strip().casefold()):
            yield Suggestion(label=value, value=value)


def _times(text: str) -> Iterator[Suggestion]:
    """Yield hours of the day, by quarters once an hour is typed.

    >>> [each.value for each in _times("7pm")]
    ['19:00', '19:15', '19:30', '19:45']
    >>> [each.value for each in _times("1:3")], len([*_times("")])
    (['01:30'], 24)
    """
    typed = text.strip()
    read = parse_hour(typed) or ""
    # On the hour, its quarters may be meant as well.
    starts = filter(None, (read, read.removesuffix("00"), typed, f"0{typed}"))
    times = [time for start in starts for time in _TIMES if time.startswith(start)]
    for value in filter(None, dict.fromkeys([read, *times] if typed else _HOURS)):
        yield Suggestion(label=value, value=value)


def _days(text: str) -> Iterator[Suggestion]:
    """Yield days, after those that are typed and a comma.

    >>> [(each.label, each.value) for each in _days("mon, th")]
    [('every Monday and Thursday', 'mon,thursday')]
    >>> [each.value for each in _days("we")]
    ['weekday', 'weekend', 'wednesday']
    """
    *before, last = text.casefold().split(",")
    typed = last.strip().removeprefix("every").strip()
    for day in _DAYS:
        value = ",".join([*(each.strip() for each in before), day])
        if day.startswith(typed) and (read := parse_days(value)):
            yield Suggestion(label=format_days(read), value=value)
