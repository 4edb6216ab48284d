"""Cases of a test that share what is set up for it, which costs more than they do."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Any

Test = Callable[..., Awaitable[None]]


def in_turn(
    names: str | tuple[str, ...], cases: Sequence[Any]
) -> Callable[[Test], Test]:
    """Run a test for each case, one after the other, and set up its fixtures once.

    This is for cases that leave nothing behind, or nothing that the next one looks at.

    Args:
        names: The argument of the test that makes a case, or several.
        cases: What it is, or they are; whichever fails is told.
    """
    parts = (names,) if isinstance(names, str) else names

    def decorate(test: Test) -> Test:
        @wraps(test)
        async def run_all(**fixtures: object) -> None:
            for case in cases:
                values = (case,) if isinstance(names, str) else case
                try:
                    await test(**fixtures, **dict(zip(parts, values, strict=True)))
                except BaseException as error:
                    error.add_note(f"It is the case of {case!r}.")
                    raise

        signature = inspect.signature(test)
        left = [
            each for each in signature.parameters.values() if each.name not in parts
        ]
        vars(run_all)["__signature__"] = signature.replace(parameters=left)
        return run_all

    return decorate
