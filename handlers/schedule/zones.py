"""Read the zones that people type: a city, a country, an IANA name or an offset."""

import re
import zoneinfo
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from content.names.parsing import fold_name
from content.names.similar_words import word_similarity
from handlers.schedule.offsets import read_offset, spoken_zone
from handlers.schedule.places import place_names, zones_by_country, zones_by_state

NOWHERE = {"Factory", "localtime"}
"""Listed as zones, but one is a placeholder and the other whatever the server has."""

NEAR = 80.0
"""Likeness from which a name is offered; below, a guess is more often wrong than right."""

SHORTEST = 4
"""Letters from which Latin names are guessed: PST is near EST, and three hours off."""

OFFERED = 4
"""Near zones offered at most."""

SHARED = 3
"""Clocks that a name may have to be asked about: Brazil has four, and none comes first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold a zone that may have been meant, and what to call it."""

    zone: str
    label: str


@dataclass(frozen=True, slots=True)
class Read:
    """Hold the one zone that was read, or else those that may have been meant.

    Attributes:
        shared: Whether the name as typed is that of each of them.
    """

    zone: str = ""
    offers: tuple[Offer, ...] = ()
    shared: bool = False


def read_zone(text: str) -> Read:
    """Read an IANA zone, a city, a country, both, or an offset from UTC.

    Reads files on its first call: call it in a thread.
    """
    if offset := read_offset(text):
        return Read(offset)
    # Etc/GMT+5 and Etc/GMT-5 fold to the same.
    if exact := _by_name().get(text.strip().casefold()):
        return Read(exact)
    if found := places().get(fold_name(text)):
        return _settled(text, found)
    for city, wider in _parted(text):
        if (read := _within(city, wider)) is not None:
            return read
    return Read(offers=_near(text)[:OFFERED])


def complete_zone(text: str, count: int) -> tuple[Offer, ...]:
    """Return zones of places whose names go on from `text`, or else are surely near it.

    Reads files on its first call: call it in a thread.
    """
    if offset := read_offset(text):
        return (Offer(offset, spoken_zone(offset)),)
    typed = fold_name(text)
    names = [name for name in places() if f" {typed}" in f" {name}"]
    names.sort(key=lambda name: (not name.startswith(typed), len(name), name))
    offers: dict[str, Offer] = {}
    for name in names:
        if len(offers) >= count:
            break
        clocks = _clocks(places()[name])
        # A name of many clocks would only be asked about again.
        for offer in _offers(_spelt()[name], clocks if len(clocks) <= SHARED else ()):
            offers.setdefault(offer.zone, offer)
    return (tuple(offers.values()) or _near(text))[:count]


def _within(city: str, wider: Iterable[str]) -> Read | None:
    """Read a city of a country or region; None where neither is known."""
    allowed: tuple[str, ...] | None = None
    unknown = False
    for each in wider:
        zones = _wider(each)
        unknown = unknown or not zones
        if zones:
            both = tuple(zone for zone in allowed or zones if zone in zones)
            allowed = both or allowed
    found = places().get(fold_name(city), ())
    if allowed is None:
        # "Berlin, New Sweden": nobody knows which Berlin that is.
        return Read(offers=_offers(city, _clocks(found))) if found else None
    if fitting := [zone for zone in found if zone in allowed]:
        return _settled(city, fitting)
    if len(clocks := _clocks(allowed)) == 1 and not unknown:
        return Read(clocks[0])
    near = [offer for offer in _near(city) if offer.zone in allowed]
    return Read(offers=tuple(near[:OFFERED]))


def _settled(name: str, zones: Iterable[str]) -> Read:
    """Return the zone of a name, or ask where it has several that differ."""
    differing = _clocks(zones)
    if len(differing) == 1:
        return Read(differing[0])
    if len(differing) > SHARED:
        return Read()
    return Read(offers=_offers(name, differing), shared=True)


def _offers(name: str, zones: Iterable[str]) -> tuple[Offer, ...]:
    shown = " ".join(name.split())
    return tuple(
        Offer(
            zone,
            zone
            if fold_name(shown).split()[0] in fold_name(zone)
            else f"{shown} ({zone})",
        )
        for zone in zones
    )


def _near(text: str) -> tuple[Offer, ...]:
    """Return the zones whose names are surely near a text, most like it first."""
    # A region that does not fit the city says nothing: Europe/Lyon is Lyon.
    typed = fold_name(text.rpartition("/")[2])
    if len(typed) < (SHORTEST if typed.isascii() else 2):
        return ()
    # A number may be an hour that was not read: what is offered would come without it.
    if any(map(str.isdecimal, text)) or typed in _continents():
        return ()
    alike = sorted(
        (
            (value, name)
            for name in places()
            if (value := word_similarity(typed, name)) >= NEAR
        ),
        key=lambda found: (-found[0], found[1][0] != typed[0], found[1]),
    )
    offers: dict[str, Offer] = {}
    for _, name in alike:
        clocks = _clocks(places()[name])
        # Most likely it was meant, and none of its clocks comes first.
        if len(clocks) > SHARED:
            break
        for offer in _offers(_spelt()[name], clocks):
            offers.setdefault(offer.zone, offer)
    return tuple(offers.values())


def _parted(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be a city and what it lies in: after a comma, or the last words."""
    city, *wider = [part for part in re.split(r"[,，、()]", text) if part.strip()] or [
        ""
    ]
    if wider:
        yield city, tuple(wider)
        return
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        first, last = " ".join(words[:at]), " ".join(words[at:])
        if places().get(fold_name(first)) and _wider(last):
            yield first, (last,)


def _wider(name: str) -> tuple[str, ...]:
    """Return the zones of a country, a state or a province, by name or code."""
    key = fold_name(name)
    zones = (*zones_by_country().get(key, ()), *zones_by_state().get(key, ()))
    return tuple(dict.fromkeys(zones))


def _clocks(zones: Iterable[str]) -> tuple[str, ...]:
    """Return the first zone of each kind of clock."""
    differing: dict[tuple[timedelta | None, ...], str] = {}
    for zone in zones:
        differing.setdefault(_clock(zone, date.today().year), zone)  # noqa: DTZ011 - any day of this year
    return tuple(differing.values())


@cache
def _clock(zone: str, year: int) -> tuple[timedelta | None, ...]:
    """Return the offsets through a year, by which clocks are told apart."""
    start = datetime(year, 1, 1, 12, tzinfo=UTC)
    rules = zoneinfo.ZoneInfo(zone)
    return tuple(
        (start + timedelta(days=day)).astimezone(rules).utcoffset()
        for day in range(365)
    )


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Return the zones of every place by its folded name, the likeliest first."""
    places: dict[str, tuple[str, ...]] = {}
    for name, zones in _named():
        key = fold_name(name)
        places[key] = tuple(dict.fromkeys((*places.get(key, ()), *zones)))
    # A zone's own name is that zone's, whatever else is called so.
    return places | {fold_name(name): (name,) for name in _zones()}


def _named() -> Iterator[tuple[str, Collection[str]]]:
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
    return sorted(zoneinfo.available_timezones() - NOWHERE)


@cache
def _continents() -> frozenset[str]:
    """Return what stands before the city in the names of zones, folded."""
    return frozenset(
        fold_name(zone.partition("/")[0]) for zone in _zones() if "/" in zone
    )


@cache
def _by_name() -> dict[str, str]:
    return {zone.casefold(): zone for zone in _zones()}


@cache
def _spelt() -> dict[str, str]:
    """Return how each place is written, by its folded name."""
    spelt = {key: key.title() for key in places()}
    spelt |= {fold_name(zone): zone for zone in _zones()}
    return spelt | {fold_name(name): name for _, name in place_names()["city"]}
