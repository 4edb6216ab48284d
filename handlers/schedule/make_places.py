"""Write the names that CLDR has into `places.tsv`.

Run it with ``python -m handlers.schedule.make_places``. Lines of the source ``ours`` are
kept, without the names that CLDR has too.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from content.names.parsing import fold_name
from handlers.schedule.places import PATH, PlaceRow, read_rows, tz_rows

LANGUAGES = ("en", "de", "ru", "zh", "zh_Hant")
"""Locales whose names every place gets, before those of its own country."""

HEADER = (
    "# kind (city, clock, country or state)\tIANA zone of a city, clock or state, ISO 3166 "
    "code of a country\tsource (cldr: written by make_places.py; ours: typed here)\tnames, each in "
    "a column of its own"
)


def make(text: str) -> str:
    """Return the new text of `places.tsv`, made from its present text."""
    ours = [row for row in read_rows(text) if row.source == "ours"]
    countries = {zone: code for code, _, zone, *_ in tz_rows("zone.tab")}
    zones = {fold_name(zone.rpartition("/")[2]): zone for zone in available_timezones()}
    zones |= {
        fold_name(name): row.place
        for row in ours
        for name in row.names
        if row.kind == "city"
    }
    # A name that is a city's elsewhere is left out: a person may add it to ours.
    derived: dict[tuple[str, str], dict[str, str]] = {}
    for zone, code in countries.items():
        for name in _city_names(zone, code):
            if zones.setdefault(fold_name(name), zone) == zone:
                derived.setdefault(("city", zone), {}).setdefault(fold_name(name), name)
    for code in dict.fromkeys(countries.values()):
        for name in _country_names(code):
            if countries.get(zones.get(fold_name(name), ""), code) == code:
                derived.setdefault(("country", code), {}).setdefault(
                    fold_name(name), name
                )
    rows = [
        PlaceRow(kind=kind, place=place, source="cldr", names=tuple(names.values()))
        for (kind, place), names in derived.items()
    ]
    for row in ours:
        known = derived.get((row.kind, row.place), {})
        if left := tuple(name for name in row.names if fold_name(name) not in known):
            rows.append(replace(row, names=left))
    # The order of the zones of a clock or a state says which is offered first.
    rows.sort(
        key=lambda row: (row.kind, "" if row.kind in {"clock", "state"} else row.place)
    )
    lines = ["\t".join((r.kind, r.place, r.source, *r.names)) for r in rows]
    return "\n".join([HEADER, *lines, ""])


def _city_names(zone: str, country: str) -> Iterator[str]:
    own = fold_name(zone.rpartition("/")[2])
    for locale in _locales(country):
        for name in _cities(str(locale)).get(zone, ()):
            if fold_name(name) != own:
                yield name


def _country_names(code: str) -> Iterator[str]:
    in_database = {
        fold_name(name) for each, name in tz_rows("iso3166.tab") if each == code
    }
    for locale in _locales(code):
        name = locale.territories.get(code, "")
        if name and not set("(（") & set(name) and fold_name(name) not in in_database:
            yield name


@cache
def _cities(language: str) -> dict[str, list[str]]:
    """Return the cities of a locale by their zones as the tz database calls them now."""
    current = get_global("zone_aliases")
    cities: dict[str, list[str]] = {}
    for zone, names in Locale.parse(language).time_zones.items():
        if "city" in names:
            cities.setdefault(current.get(zone, zone), []).append(names["city"])
    return cities


@cache
def _locales(country: str) -> tuple[Locale, ...]:
    found = []
    for language in (*LANGUAGES, *get_official_languages(country)):
        try:
            found.append(Locale.parse(language))
        except UnknownLocaleError:  # CLDR has no names in it
            continue
    return tuple(found)


def main() -> None:
    """Rewrite `places.tsv`."""
    PATH.write_text(make(PATH.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
