"""The weeks in which clocks change, in a few zones; bench.year takes a year in 400."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes.digests.year import simulate

SPRING = (datetime(2024, 2, 24, tzinfo=UTC), datetime(2024, 4, 12, tzinfo=UTC))
"""Leap day, America's, Europe's and the southern zones' changes of clock."""

AUTUMN = (datetime(2024, 9, 25, tzinfo=UTC), datetime(2024, 11, 8, tzinfo=UTC))


@pytest.mark.parametrize("span", [SPRING, AUTUMN], ids=["spring", "autumn"])
async def test_each_chat_and_local_date_has_one_delivery(
    tmp_path: Path, span: tuple[datetime, datetime]
) -> None:
    days = (span[1] - span[0]).days
    assert await simulate(tmp_path, 8, random.Random(5), span) > 8 * (days - 1)
