"""A simulated year of digests: one a chat and local date, or it fails.

python -m bench.year --zones 400
"""

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path

from tests.fakes.digests.year import simulate

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zones", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2024)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        deliveries = asyncio.run(
            simulate(Path(folder), options.zones, random.Random(options.seed))
        )
    print(f"zones               {options.zones:>10}")
    print(f"deliveries          {deliveries:>10,}, one a chat and local date")
    print(f"took                {time.monotonic() - began:>10.0f} s")
