"""The courses of several pages, weighed at once as they are one by one."""

from operator import attrgetter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bench.chain_field import Chain, ChainField
from content.segment.voices.one_speech.told.passages import (
    ParagraphSigns,
    ParagraphWeights,
    shares_of_steps,
)

_MUCH = st.floats(-3, 3, allow_nan=False)
_SIGNS = st.builds(
    lambda inside, start, end: ParagraphSigns(
        inside={"spoken": inside}, start={"starts": start}, end={"ends": end}
    ),
    _MUCH,
    _MUCH,
    _MUCH,
)
_PAGES = st.lists(st.lists(_SIGNS, min_size=1, max_size=7), min_size=1, max_size=4)


@given(pages=_PAGES, weights=st.tuples(_MUCH, _MUCH, _MUCH, _MUCH))
def test_pages_weighed_at_once_are_as_likely_as_one_by_one(
    pages: list[list[ParagraphSigns]], weights: tuple[float, ...]
) -> None:
    chains = [Chain("page", signs, [None] * len(signs)) for signs in pages]
    field = ChainField(chains)
    field.weights = {
        kind: np.array([weight])
        for kind, weight in zip(ParagraphWeights._fields, weights, strict=True)
    }
    inside, start, again, end = weights
    for signs, found in zip(pages, field.shares_inside(chains), strict=True):
        alone = shares_of_steps(
            [
                ParagraphWeights(
                    inside=inside * one.inside["spoken"],
                    start=start * one.start["starts"],
                    again=again * one.start["starts"],
                    end=end * one.end["ends"],
                )
                for one in signs
            ]
        )
        assert np.allclose(found, [*map(attrgetter("inside"), alone)])


def test_what_is_known_of_pages_is_learned() -> None:
    said = ParagraphSigns(inside={"I": 1.0}, start={}, end={})
    told = ParagraphSigns(inside={"she": 1.0}, start={}, end={})
    chain = Chain("page", [told, said, said, told], [False, True, True, False])
    field = ChainField([chain] * 20)
    field.fit()
    assert field.course(chain) == [False, True, True, False]
    assert field.reads_nearly(chain)
