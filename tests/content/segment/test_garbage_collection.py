"""Python's search for cyclic garbage, while documents are read and afterwards."""

import gc
from collections.abc import Iterator

import pytest

from content.segment.garbage_collection import rarer_garbage_collection


@pytest.fixture
def usual_threshold() -> Iterator[None]:
    """Let Python search as often as outside tests."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("usual_threshold")
def test_the_threshold_is_set_back_in_whatever_order_readers_end() -> None:
    before = gc.get_threshold()
    first, second = rarer_garbage_collection(), rarer_garbage_collection()
    first.__enter__()
    raised = gc.get_threshold()
    assert raised[0] > before[0]
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == raised
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before
