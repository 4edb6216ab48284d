"""People who ask at a steady rate while something else goes on."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence


async def asked_until(
    ask: Callable[[int], Awaitable[object]],
    took: list[float],
    is_over: Callable[[], bool],
    *,
    per_s: float,
) -> None:
    """Ask until something is so.

    Args:
        ask: Asks one question, of which it gets the number, and waits for the answer.
        took: Gets the seconds of each.
        is_over: Says when to stop.
        per_s: Questions a second.
    """

    async def timed(number: int) -> None:
        began = time.perf_counter()
        await ask(number)
        took.append(time.perf_counter() - began)

    async with asyncio.TaskGroup() as group:
        number = 0
        while not is_over():
            group.create_task(timed(number))
            number += 1
            await asyncio.sleep(1 / per_s)


def p99(times: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return statistics.quantiles(times, n=100)[98]


def print_answers(busy: Sequence[float], rest: Sequence[float], *, most: float) -> bool:
    """Print how long answers took, in seconds, during something and at rest.

    Returns:
        Whether the 99th percentiles are at most so many times each other.
    """
    loud, quiet = p99(busy), p99(rest)
    middle = [1000 * statistics.median(took) for took in (busy, rest)]
    counted = f"({len(busy)} and {len(rest)} answers)"
    print(f"p99 of an answer    {1000 * loud:>10.1f} ms, at rest {1000 * quiet:.1f} ms")
    print(f"median              {middle[0]:>10.1f} ms, at rest {middle[1]:.1f} ms")
    print(f"ratio of the p99    {loud / quiet:>10.2f}, at most {most} {counted}")
    return loud <= most * quiet
