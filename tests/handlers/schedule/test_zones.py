"""The zones that people mean by cities, countries and slips of the finger."""

import pytest

from handlers.schedule.zones import complete_zone, parse_zone, zones_by_place


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Beijing", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("Москва", "Europe/Moscow"),
        ("Mumbai", "Asia/Kolkata"),
        ("Washington", "America/New_York"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Petersburg", "America/Indiana/Petersburg"),
        ("Kiev, Ukraine", "Europe/Kyiv"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("berlin deutschland", "Europe/Berlin"),
        ("Vancouver, CA", "America/Vancouver"),
        ("Portland, Oregon, USA", "America/Los_Angeles"),
        ("London, Ontario", "America/Toronto"),
        ("Springfield, Illinois", "America/Chicago"),
        ("Calcutta (India)", "Asia/Kolkata"),
        ("Germany", "Europe/Berlin"),
        ("+05:30", "UTC+05:30"),
        ("–5", "Etc/GMT+5"),
        ("etc/gmt+5", "Etc/GMT+5"),
        ("Etc/GMT-5", "Etc/GMT-5"),
        ("EST5EDT", "EST5EDT"),
        ("EDT", "America/New_York"),
        ("cest", "Europe/Berlin"),
        ("JST", "Asia/Tokyo"),
        ("МСК", "Europe/Moscow"),
        ("NZST", "Pacific/Auckland"),
    ],
)
def test_a_place_is_read(typed: str, zone: str) -> None:
    assert parse_zone(typed).zone == zone


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Mumbay", ["Asia/Kolkata"]),
        ("Bejing", ["Asia/Shanghai"]),
        ("東京都", ["Asia/Tokyo"]),
        ("Europe/Lyon", ["Europe/Paris"]),
        ("Europ/Berlin", ["Europe/Berlin"]),
        ("Frankf", ["Europe/Berlin"]),
        ("Berlin, Pomerania", ["Europe/Berlin"]),
        ("Georgia", ["Asia/Tbilisi", "America/New_York"]),
        ("Odessa, Texas", []),
        ("USA", []),
        ("in", []),
        ("", []),
        ("/", []),
        (",", []),
        ("zanzibarberg", []),
    ],
)
def test_what_is_no_zone_is_guessed_at_only_with_good_reason(
    typed: str, offered: list[str]
) -> None:
    read = parse_zone(typed)
    assert not read.zone
    assert [offer.zone for offer in read.options][: len(offered) or 1] == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("EST", ["America/New_York", "America/Panama"]),
        ("MST", ["America/Denver", "America/Phoenix"]),
        ("CST", ["America/Chicago", "America/Costa_Rica", "Asia/Shanghai"]),
        ("pst", ["America/Los_Angeles", "Asia/Manila"]),
        ("CET", ["Europe/Berlin", "Africa/Algiers"]),
        ("BST", ["Europe/London", "Asia/Dhaka"]),
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ],
)
def test_a_clock_of_several_places_is_asked_about(
    typed: str, offered: list[str]
) -> None:
    read = parse_zone(typed)
    assert read.is_ambiguous
    assert [option.zone for option in read.options] == offered
    assert {option.zone for option in complete_zone(typed, 8)} >= {*offered}


@pytest.mark.parametrize("typed", ["cett", "wests", "akst1"])
def test_no_slip_is_taken_for_a_clock(typed: str) -> None:
    assert not parse_zone(typed).zone


def test_every_zone_is_read_by_its_name() -> None:
    for zones in zones_by_place().values():
        for zone in filter(lambda zone: "/" in zone, zones):
            assert parse_zone(zone).zone == zone
