"""Names of cities, clocks, states and countries, from `places.tsv` and the tz database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from content.names.parsing import fold_name

PATH = Path(__file__).with_name("places.tsv")

KINDS = ("city", "clock", "country", "state")
SOURCES = ("cldr", "ours")


class PlacesFileError(ValueError):
    """A line of `places.tsv` that can't be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """The names on one line of `places.tsv`.

    Attributes:
        kind: One of `KINDS`.
        place: The IANA zone of cities, clocks and states, the ISO 3166 code of a country.
        source: ``cldr`` for what `make_places` writes, ``ours`` for what is typed.
        names: As people write them.
    """

    kind: str
    place: str
    source: str
    names: tuple[str, ...]


def read_rows(text: str) -> Iterator[PlaceRow]:
    """Read the lines of `places.tsv`.

    Raises:
        PlacesFileError: One of them is not as the first line says.
    """
    seen: set[Sequence[str]] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if problem := _problem(cells, seen):
            raise PlacesFileError(f"{PATH.name}, line {number}: {problem}")
        seen.add(cells[:3])
        kind, place, source, *names = cells
        yield PlaceRow(kind=kind, place=place, source=source, names=tuple(names))


def _problem(cells: Sequence[str], seen: set[Sequence[str]]) -> str:
    """Return what is wrong with a line, or nothing."""
    if len(cells) < 4:
        return "it needs a kind, a place, a source and a name, parted by tabs"
    kind, place, source, *names = cells
    for value, known, column in ((kind, KINDS, "kind"), (source, SOURCES, "source")):
        if value not in known:
            return f"{value!r} is no {column}; there are {', '.join(known)}"
    if cells[:3] in seen:
        return f"{place!r} has a line of this kind and source already"
    unusable = [n for at, n in enumerate(names) if not fold_name(n) or n in names[:at]]
    return f"{unusable[0]!r} is no name, or there twice" if unusable else ""


@cache
def place_names() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return place and name of each name, by its kind and in the file's order."""
    named: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for row in read_rows(PATH.read_text(encoding="utf-8")):
        named[row.kind] += ((row.place, name) for name in row.names)
    return named


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """Return the zones of each country by its folded names and its code.

    Reads files: call it in a thread. The most populous zones come first, where that
    makes sense on a map.
    """
    zones: dict[str, list[str]] = {}
    for code, _, zone, *_ in tz_rows("zone.tab"):
        zones.setdefault(code, []).append(zone)
    named: dict[str, tuple[str, ...]] = {}
    for code, name in tz_rows("iso3166.tab"):
        for each in (code, name):
            named[fold_name(each)] = tuple(zones.get(code, ()))
    for code, name in place_names()["country"]:
        named[fold_name(name)] = tuple(zones.get(code, ()))
    return named


@cache
def zones_by_state() -> dict[str, tuple[str, ...]]:
    """Return the zones of each state and province by its folded names and codes."""
    return _zones_by_name("state")


@cache
def zones_by_clock() -> dict[str, tuple[str, ...]]:
    """Return the zones in which a clock has a name, such as EST, by that name, folded."""
    return _zones_by_name("clock")


def _zones_by_name(kind: str) -> dict[str, tuple[str, ...]]:
    zones: dict[str, tuple[str, ...]] = {}
    for zone, name in place_names()[kind]:
        zones[fold_name(name)] = (*zones.get(fold_name(name), ()), zone)
    return zones


def tz_rows(name: str) -> list[list[str]]:
    """Read a table of the tz database, without its comments."""
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines]
