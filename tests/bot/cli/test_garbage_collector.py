"""The garbage collector passes over what a bot holds from its start."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.cli.run import NEW_OBJECTS_BEFORE_COLLECTION, tune_garbage_collector
from storage.store import Store
from tests.fakes.libraries.speeches import sentences, speech


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    bounds = gc.get_threshold()
    yield
    # What is frozen stays so: most of it is what all tests import, .4 s for each look.
    gc.set_threshold(*bounds)


class Node:
    """An object that refers to itself, so that only the collector can delete it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_held_is_looked_at_no_more() -> None:
    held = [Node() for _ in range(1000)]
    tune_garbage_collector()
    looked_at = {id(each) for each in gc.get_objects()}
    assert not looked_at.intersection(map(id, held))
    assert gc.get_freeze_count() > len(held)


def test_what_was_gone_already_is_not_kept() -> None:
    gone = weakref.ref(Node())
    tune_garbage_collector()
    assert gone() is None


def test_what_comes_after_is_still_collected() -> None:
    tune_garbage_collector()
    gone = weakref.ref(Node())
    assert gone() is not None
    gc.collect()
    assert gone() is None


async def test_a_library_that_was_there_at_the_start_goes_with_reloads(
    store: Store,
) -> None:
    await store.library.warm_up()
    (first,) = store.library._generations._ready.values()  # noqa: SLF001 - nothing else shows what is held
    held: list[weakref.ref[object]] = [
        weakref.ref(first.index),
        weakref.ref(first.names),
    ]
    del first
    # What refers to itself would be there for ever from now on.
    tune_garbage_collector()
    for name in ("Tom Marden", "Ruth Oakley"):
        await store.loader.load(
            [speech("frosts", *sentences("frost", 3), speaker=name)]
        )
        await store.library.warm_up()
    assert [each() for each in held] == [None, None]


def test_answers_under_way_are_not_looked_at_again_and_again() -> None:
    tune_garbage_collector()
    looks = 0

    def count(phase: str, _info: dict[str, int]) -> None:
        nonlocal looks
        looks += phase == "start"

    gc.callbacks.append(count)
    under_way = [Node() for _ in range(NEW_OBJECTS_BEFORE_COLLECTION // 2)]
    gc.callbacks.remove(count)
    assert not looks, len(under_way)
