"""A boundary moves by one sentence where that makes an excerpt worth offering."""

from content.excerpts.boundary_adjustment import adjust_boundaries

SAID = ["One. ", "Two. ", "Three. ", "Four.\n\n", "Five. ", "Six."]


def moved(cuts: list[int], *good: tuple[int, int], goes_on: int = -1) -> list[int]:
    return adjust_boundaries(
        SAID,
        cuts,
        offered=lambda start, end: (start, end) in good,
        goes_on=lambda number: number == goes_on,
    )


def test_a_sentence_goes_to_the_excerpt_before_it() -> None:
    assert moved([0, 1, 4, 6], (0, 2), (2, 4)) == [0, 2, 4, 6]


def test_or_comes_from_it() -> None:
    assert moved([0, 3, 4, 6], (0, 2), (2, 4)) == [0, 2, 4, 6]


def test_nothing_moves_where_no_more_can_be_offered() -> None:
    assert moved([0, 2, 4, 6], (0, 2), (2, 4)) == [0, 2, 4, 6]
    assert moved([0, 2, 4, 6], (0, 2), (0, 3)) == [0, 2, 4, 6]
    assert moved([0, 2, 4, 6]) == [0, 2, 4, 6]


def test_no_sentence_leaves_its_paragraph() -> None:
    assert moved([0, 4, 6], (0, 5), (5, 6)) == [0, 4, 6]
    assert moved([0, 4, 6], (0, 3), (3, 6)) == [0, 4, 6]


def test_no_boundary_comes_before_a_sentence_that_goes_on() -> None:
    assert moved([0, 1, 4, 6], (0, 2), (2, 4), goes_on=2) == [0, 1, 4, 6]
