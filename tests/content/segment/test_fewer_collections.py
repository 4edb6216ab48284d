"""Python's search for cyclic garbage, while documents are read and afterwards."""

import gc

from content.segment.fewer_collections import fewer_collections


def test_the_threshold_is_set_back_in_whatever_order_readers_end() -> None:
    before = gc.get_threshold()
    first, second = fewer_collections(), fewer_collections()
    first.__enter__()
    raised = gc.get_threshold()
    assert raised[0] > before[0]
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == raised
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before
