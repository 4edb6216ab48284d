"""Parse the zones that people type: a city, a country, an IANA name or an offset."""

import re
import zoneinfo
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from content.names.parsing import fold_name
from content.names.similar_words import word_similarity
from handlers.schedule.offsets import format_zone, parse_offset
from handlers.schedule.places import (
    place_names,
    zones_by_clock,
    zones_by_country,
    zones_by_state,
)

NOT_PLACES = {"Factory", "localtime", "CET", "EET", "EST", "HST", "MET", "MST", "WET"}
"""Names that the tz database lists, though they are no zone of any place.

Seven are names of clocks, which several places may have: who writes EST in New York means
its clock the year round, and the tz database's EST has no summer time.
"""

MIN_SIMILARITY = 80.0
"""Similarity (0 to 100) from which a name is offered; below, most guesses are wrong."""

MIN_GUESSED_LETTERS = 4
"""Letters from which a Latin name is corrected: PST is near EST, and three hours off."""

MAX_OPTIONS = 4
"""Similar zones that are offered at most."""

MAX_CLOCKS = 3
"""Clocks of a place up to which one is asked; Brazil has four, and none comes first."""


@dataclass(frozen=True, slots=True)
class ZoneOption:
    """A zone that may have been meant, and what to call it."""

    zone: str
    label: str


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """The zone that was typed, or else the zones that may have been meant.

    Attributes:
        is_ambiguous: Whether what was typed names each of the options.
    """

    zone: str = ""
    options: tuple[ZoneOption, ...] = ()
    is_ambiguous: bool = False


def parse_zone(text: str) -> ZoneReading:
    """Parse an IANA zone, a city, a country, both, a clock or an offset from UTC.

    Reads files on its first call: call it in a thread.
    """
    if offset := parse_offset(text):
        return ZoneReading(offset)
    # Etc/GMT+5 and Etc/GMT-5 fold to the same.
    if exact := _zones_by_name().get(text.strip().casefold()):
        return ZoneReading(exact)
    if zones := zones_by_clock().get(fold_name(text)):
        return _zone_of_clock(zones)
    if zones := zones_by_place().get(fold_name(text)):
        return _single_zone(text, zones)
    for city, regions in _city_and_region(text):
        if (reading := _zone_in_region(city, regions)) is not None:
            return reading
    return ZoneReading(options=_similar_zones(text)[:MAX_OPTIONS])


def complete_zone(text: str, count: int) -> tuple[ZoneOption, ...]:
    """Return zones of places whose names begin like `text`, or else are similar to it.

    Reads files on its first call: call it in a thread.
    """
    if offset := parse_offset(text):
        return (ZoneOption(offset, format_zone(offset)),)
    typed = fold_name(text)
    names = [name for name in zones_by_place() if f" {typed}" in f" {name}"]
    names.sort(key=lambda name: (not name.startswith(typed), len(name), name))
    options = {zone: ZoneOption(zone, zone) for zone in zones_by_clock().get(typed, ())}
    for name in names:
        if len(options) >= count:
            break
        clocks = _distinct_clocks(zones_by_place()[name])
        # A name of many clocks would only be asked about again.
        for option in _options(
            _display_names()[name], clocks if len(clocks) <= MAX_CLOCKS else ()
        ):
            options.setdefault(option.zone, option)
    return (tuple(options.values()) or _similar_zones(text))[:count]


def _zone_in_region(city: str, regions: Iterable[str]) -> ZoneReading | None:
    """Find the zone of a city in a country or region; None where neither is known."""
    allowed: tuple[str, ...] | None = None
    unknown = False
    for each in regions:
        zones = _zones_of_region(each)
        unknown = unknown or not zones
        if zones:
            both = tuple(zone for zone in allowed or zones if zone in zones)
            allowed = both or allowed
    found = zones_by_place().get(fold_name(city), ())
    if allowed is None:
        # "Berlin, New Sweden": nobody knows which Berlin that is.
        return (
            ZoneReading(options=_options(city, _distinct_clocks(found)))
            if found
            else None
        )
    if fitting := [zone for zone in found if zone in allowed]:
        return _single_zone(city, fitting)
    if len(clocks := _distinct_clocks(allowed)) == 1 and not unknown:
        return ZoneReading(clocks[0])
    near = [option for option in _similar_zones(city) if option.zone in allowed]
    return ZoneReading(options=tuple(near[:MAX_OPTIONS]))


def _single_zone(name: str, zones: Iterable[str]) -> ZoneReading:
    """Return the zone of a name, or options where it has several with different clocks."""
    differing = _distinct_clocks(zones)
    if len(differing) == 1:
        return ZoneReading(differing[0])
    if len(differing) > MAX_CLOCKS:
        return ZoneReading()
    return ZoneReading(options=_options(name, differing), is_ambiguous=True)


def _zone_of_clock(zones: Iterable[str]) -> ZoneReading:
    """Return the zone in which a clock has a name, or options where several have it."""
    differing = _distinct_clocks(zones)
    if len(differing) == 1:
        return ZoneReading(differing[0])
    return ZoneReading(
        options=tuple(ZoneOption(zone, zone) for zone in differing), is_ambiguous=True
    )


def _options(name: str, zones: Iterable[str]) -> tuple[ZoneOption, ...]:
    shown = " ".join(name.split())
    return tuple(
        ZoneOption(
            zone,
            zone
            if fold_name(shown).split()[0] in fold_name(zone)
            else f"{shown} ({zone})",
        )
        for zone in zones
    )


def _similar_zones(text: str) -> tuple[ZoneOption, ...]:
    """Return the zones whose names are much like a text, the most similar first."""
    # A region that does not fit the city says nothing: Europe/Lyon is Lyon.
    typed = fold_name(text.rpartition("/")[2])
    if len(typed) < (MIN_GUESSED_LETTERS if typed.isascii() else 2):
        return ()
    # A number may be an hour that was not read: what is offered would come without it.
    if any(map(str.isdecimal, text)) or typed in _continents():
        return ()
    alike = sorted(
        (
            (value, name)
            for name in zones_by_place()
            if (value := word_similarity(typed, name)) >= MIN_SIMILARITY
        ),
        key=lambda found: (-found[0], found[1][0] != typed[0], found[1]),
    )
    options: dict[str, ZoneOption] = {}
    for _, name in alike:
        clocks = _distinct_clocks(zones_by_place()[name])
        # Most likely it was meant, and none of its clocks comes first.
        if len(clocks) > MAX_CLOCKS:
            break
        for option in _options(_display_names()[name], clocks):
            options.setdefault(option.zone, option)
    return tuple(options.values())


def _city_and_region(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be a city and its regions: after a comma, or the last words."""
    city, *regions = [
        part for part in re.split(r"[,，、()]", text) if part.strip()
    ] or [""]
    if regions:
        yield city, tuple(regions)
        return
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        first, last = " ".join(words[:at]), " ".join(words[at:])
        if zones_by_place().get(fold_name(first)) and _zones_of_region(last):
            yield first, (last,)


def _zones_of_region(name: str) -> tuple[str, ...]:
    """Return the zones of a country, a state or a province, by name or code."""
    key = fold_name(name)
    zones = (*zones_by_country().get(key, ()), *zones_by_state().get(key, ()))
    return tuple(dict.fromkeys(zones))


def _distinct_clocks(zones: Iterable[str]) -> tuple[str, ...]:
    """Return the first zone of each kind of clock."""
    differing: dict[tuple[timedelta | None, ...], str] = {}
    for zone in zones:
        differing.setdefault(_clock(zone, date.today().year), zone)  # noqa: DTZ011 - any day of this year
    return tuple(differing.values())


@cache
def _clock(zone: str, year: int) -> tuple[timedelta | None, ...]:
    """Return a zone's offset on each day of a year; zones with equal ones share a clock."""
    start = datetime(year, 1, 1, 12, tzinfo=UTC)
    rules = zoneinfo.ZoneInfo(zone)
    return tuple(
        (start + timedelta(days=day)).astimezone(rules).utcoffset()
        for day in range(365)
    )


@cache
def zones_by_place() -> dict[str, tuple[str, ...]]:
    """Return the zones of every place by its folded name, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for name, zones in _named_places():
        key = fold_name(name)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *zones)))
    # A zone's own name always means that zone, even if other places share it.
    return found | {fold_name(name): (name,) for name in _zones()}


def _named_places() -> Iterator[tuple[str, Collection[str]]]:
    for zone, name in place_names()["city"]:
        yield name, (zone,)
    cities: dict[str, str] = {}
    for zone in _zones():
        region, _, city = zone.rpartition("/")
        if region and not region.startswith(("Etc", "SystemV", "posix", "right")):
            cities.setdefault(fold_name(city), zone)
    for city, zone in cities.items():
        yield city, (zone,)
    # Two letters alone are more often a word than a country.
    for name, zones in (*zones_by_country().items(), *zones_by_state().items()):
        if (len(name) > 2 or not name.isascii()) and name not in cities and zones:
            yield name, zones


def _zones() -> list[str]:
    return sorted(zoneinfo.available_timezones() - NOT_PLACES)


@cache
def _continents() -> frozenset[str]:
    """Return what stands before the city in the names of zones, folded."""
    return frozenset(
        fold_name(zone.partition("/")[0]) for zone in _zones() if "/" in zone
    )


@cache
def _zones_by_name() -> dict[str, str]:
    return {zone.casefold(): zone for zone in _zones()}


@cache
def _display_names() -> dict[str, str]:
    """Return how each place is written for people, by its folded name."""
    spelt = {key: key.title() for key in zones_by_place()}
    spelt |= {fold_name(zone): zone for zone in _zones()}
    for kind in ("country", "state", "city"):
        spelt |= {fold_name(name): name for _, name in place_names()[kind]}
    return spelt
