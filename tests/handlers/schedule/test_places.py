"""The file of places: well-formed, and as the script makes it."""

import re
import zoneinfo

import pytest

from content.names.parsing import fold_name
from handlers.schedule.make_places import make
from handlers.schedule.places import (
    PATH,
    PlacesFileError,
    place_names,
    read_rows,
    tz_rows,
    zones_by_country,
)


def test_the_file_is_what_the_script_makes_of_it() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert make(text) == text, "run python -m handlers.schedule.make_places"


def test_every_place_is_in_a_zone_or_country_that_there_is() -> None:
    zones = zoneinfo.available_timezones()
    codes = {code for code, _ in tz_rows("iso3166.tab")}
    for kind, names in place_names().items():
        assert {place for place, _ in names} <= (codes if kind == "country" else zones)


def test_no_city_is_in_two_zones_but_for_one() -> None:
    zones: dict[str, set[str]] = {}
    for zone, name in place_names()["city"]:
        zones.setdefault(fold_name(name), set()).add(zone)
    assert {name for name, where in zones.items() if len(where) > 1} == {"san jose"}


def test_every_country_is_known_by_its_other_names() -> None:
    for code, name in place_names()["country"]:
        assert (
            zones_by_country()[fold_name(name)] == zones_by_country()[fold_name(code)]
        )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("city\tEurope/Rome\tours", "needs a kind, a place, a source and a name"),
        ("town\tEurope/Rome\tours\tRoma", "'town' is no kind; there are city, "),
        ("city\tEurope/Rome\tmine\tRoma", "'mine' is no source; there are cldr, "),
        ("city\tEurope/Rome\tours\tRoma\t", "'' is no name, or there twice"),
        ("city\tEurope/Rome\tours\tRom\tRom", "'Rom' is no name, or there twice"),
        ("city\tEurope/Oslo\tours\tBergen", "'Europe/Oslo' has a line of this kind"),
    ],
)
def test_a_fault_names_its_line(line: str, fault: str) -> None:
    text = f"# kind\ncity\tEurope/Oslo\tours\tOslo\n{line}\n"
    with pytest.raises(
        PlacesFileError, match=re.escape("places.tsv, line 3: ")
    ) as told:
        list(read_rows(text))
    assert fault in str(told.value)
