"""When digests are due, by local date and clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database.time import time_zone
from storage.digests.schedule import EVERY_DAY, next_due

OFFSETS = ["UTC+05:30", "UTC+12:45", "UTC-09:30"]
ZONES = sorted(available_timezones()) + OFFSETS


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "hour", "zone", "day", "at"),
    [
        ("2024-05-02 05:00", "08:30", "Europe/Berlin", "2024-05-02", "06:30"),
        ("2024-05-02 06:30", "08:30", "Europe/Berlin", "2024-05-03", "06:30"),
        ("2024-01-31 23:00", "08:30", "UTC", "2024-02-01", "08:30"),
        ("2024-02-28 09:00", "08:30", "UTC", "2024-02-29", "08:30"),
        # The clock goes forward over 02:30, and back to it.
        ("2024-03-30 12:00", "02:30", "Europe/Berlin", "2024-03-31", "01:30"),
        ("2024-10-26 12:00", "02:30", "Europe/Berlin", "2024-10-27", "00:30"),
        ("2024-10-27 00:30", "02:30", "Europe/Berlin", "2024-10-28", "01:30"),
        # Offsets that the IANA has no name for: no clock changes there.
        ("2024-05-02 02:00", "08:30", "UTC+05:45", "2024-05-02", "02:45"),
        ("2024-05-02 19:00", "00:15", "UTC+05:30", "2024-05-04", "18:45"),
        ("2024-10-27 00:30", "02:30", "UTC-03:30", "2024-10-27", "06:00"),
        # Samoa went from the 29th to the 31st.
        ("2011-12-29 20:00", "09:00", "Pacific/Apia", "2011-12-31", "19:00"),
    ],
)
def test_due(after: str, hour: str, zone: str, day: str, at: str) -> None:
    due = next_due(utc(after), local_time=hour, zone=zone)
    assert due.date.isoformat() == day
    assert due.at.strftime("%H:%M") == at


def test_a_date_that_had_its_digest_gets_no_other() -> None:
    due = next_due(
        utc("2024-05-02 05:00"), local_time="08:30", zone="UTC", last_date="2024-05-02"
    )
    assert due.date == date(2024, 5, 3)


def test_only_on_the_days_chosen() -> None:
    due = next_due(
        utc("2024-05-03 09:00"), local_time="08:30", zone="UTC", days="12345"
    )
    assert due.date == date(2024, 5, 6)


def test_a_zone_that_is_gone_counts_as_utc() -> None:
    due = next_due(utc("2024-05-02 05:00"), local_time="08:30", zone="Nowhere/Else")
    assert due.at == utc("2024-05-02 08:30")


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2005, 1, 1), datetime(2034, 1, 1)),  # noqa: DTZ001 - made aware below
    minutes=st.integers(0, 1439),
)
def test_each_date_comes_once_and_in_order(
    zone: str, start: datetime, minutes: int
) -> None:
    hour = f"{minutes // 60:02}:{minutes % 60:02}"
    at, beyond = start.replace(tzinfo=UTC), ""
    before: date | None = None
    for _ in range(40):
        due = next_due(at, local_time=hour, zone=zone, days=EVERY_DAY, last_date=beyond)
        assert due.at > at
        skipped = (due.date - before).days if before else 1
        assert skipped == 1 or (zone in {"Pacific/Apia", "Pacific/Fakaofo"})
        drift = due.at.astimezone(time_zone(zone)).replace(
            tzinfo=None
        ) - datetime.combine(
            due.date,
            datetime.strptime(hour, "%H:%M").time(),  # noqa: DTZ007 - a wall clock
        )
        assert timedelta() <= drift <= timedelta(hours=1)
        at, before, beyond = due.at, due.date, due.date.isoformat()
