"""Documents that stand in one file are parted, but not again and again."""

import pytest

from content.formats import read_document
from content.segment import segment, segmenter
from content.segment.first_reader.reader import make_first_reading as first
from content.segment.first_reader.reading import FirstReading

TALK = "".join(
    f"{name}: {words}\n\n"
    for name, words in zip(
        ["Ada Brook", "Tom Ferro"] * 4,
        ["We meet to speak about the old bridge.", "I walk over it every day."] * 4,
        strict=True,
    )
).encode()


@pytest.mark.parametrize("copies", [2, 64])
def test_a_text_pasted_many_times_is_parted_a_few_times(
    copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[FirstReading] = []

    def make_first_reading(*args: object, **options: object) -> FirstReading:
        read.append(first(*args, **options))  # type: ignore[arg-type]
        return read[-1]

    monkeypatch.setattr(segmenter, "make_first_reading", make_first_reading)
    found = segment(read_document(TALK * copies, "talk.txt"))
    assert len(found) == 8 * copies
    assert 2 <= len(read) <= 8
