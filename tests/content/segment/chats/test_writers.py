"""Tests for writers in a chat whom no name gives away."""

from collections.abc import Sequence

from content.formats import read_document
from content.segment import Segment, segment

_PHONE = "+44 7700 900143"
_LINES = (
    "Ada Brook: Evening all. The lift is stuck again.",
    "Tom Ferro: I walked. Who has a rope?",
    "Ada Brook: I have one, and no idea what for.",
    f"{_PHONE}: Hi, I am new here. Is that my bicycle?",
    "Olga flat 47: It is, and it has been there for a week.",
    "Tom Ferro: Then I shall move it.",
    f"Ada Brook added {_PHONE}",
    "Olga flat 47: Thank you, I will bring cake.",
    "Ada Brook: See you on the stairs.",
)


def _read(*lines: str) -> Sequence[Segment]:
    return segment(read_document("\n".join(lines).encode(), "chat.txt"))


def test_numbers_and_neighbours_write_in_an_export() -> None:
    found = _read(
        *(f"12/02/2025, 18:{n} - {line}" for n, line in enumerate(_LINES, start=10))
    )
    spoken = {one.text: one.speaker for one in found if one.speaker}
    assert spoken["Hi, I am new here. Is that my bicycle?"] == _PHONE
    assert spoken["Thank you, I will bring cake."] == "Olga flat 47"
    assert not any("added" in text for text in spoken)


def test_a_number_elsewhere_is_no_writer() -> None:
    found = _read(*_LINES[:3], f"{_PHONE}: the number of the lift", *_LINES[5:6])
    assert all(one.speaker != _PHONE for one in found)


def test_numbers_alone_make_an_export() -> None:
    lines = (f"+44 7700 90014{n % 3}: Is the lift stuck? I walked." for n in range(5))
    found = _read(*(f"12/02/2025, 18:1{n} - {line}" for n, line in enumerate(lines)))
    assert [one.speaker for one in found][:2] == ["+44 7700 900140", "+44 7700 900141"]
