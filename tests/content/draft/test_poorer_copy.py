"""What a copy of a document lacks is kept of what an earlier import had."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from content.draft.poorer_copy import lacks_nothing, with_what_is_known
from content.model import Comment, Transcript

KNOWN = Transcript(
    slug="lamp",
    title="My speech, at last",
    date="2021-05-03",
    place="Fenmouth",
    source="https://www.example.org/lamp",
    comments=(Comment(author="Jo", text="So it was."),),
)
POOR = Transcript(slug="lamp", title="12.my speech")


def test_a_copy_without_anything_has_what_is_known() -> None:
    assert not lacks_nothing(POOR, "12.my-speech.html")
    assert with_what_is_known(POOR, KNOWN, "12.my-speech.html") == KNOWN


@pytest.mark.parametrize(
    "with_own",
    [
        lambda one: replace(one, title="Another title"),
        lambda one: replace(one, date="2021-06-01"),
        lambda one: replace(one, place="Eastport"),
        lambda one: replace(one, source="https://www.example.org/other"),
        lambda one: replace(one, comments=(Comment(author="Li", text="Never."),)),
    ],
)
def test_what_a_copy_has_itself_stays(
    with_own: Callable[[Transcript], Transcript],
) -> None:
    new = with_own(POOR)
    assert with_what_is_known(new, KNOWN, "12.my-speech.html") == with_own(KNOWN)


def test_a_year_takes_no_day_away() -> None:
    year = replace(POOR, date="2021")
    assert with_what_is_known(year, KNOWN, "x").date == "2021-05-03"
    assert with_what_is_known(KNOWN, year, "x").date == "2021-05-03"


def test_of_a_rich_copy_nothing_has_to_be_known() -> None:
    assert lacks_nothing(KNOWN, "12.my-speech.html")


def test_a_declared_title_replaces_the_known_one_though_the_file_has_it_as_its_name() -> (
    None
):
    new = replace(KNOWN, title="My speech, at long last")
    assert with_what_is_known(new, KNOWN, "").title == "My speech, at long last"
