"""A year in a few zones; bench.year takes 400."""

import random
from pathlib import Path

from tests.fakes.year import simulate


async def test_a_year_has_one_delivery_a_chat_and_local_date(tmp_path: Path) -> None:
    assert await simulate(tmp_path, 6, random.Random(5)) > 6 * 365
