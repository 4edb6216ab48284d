"""Whose the words in the middle of a letter are that a page prints in a block quote."""

from dataclasses import replace

import pytest

from content.segment.messages.whole_quotes import end_with_quotes, with_whole_quotes
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

DALE, OFFICE = "Ben Dale", "the inspector"


def pieces(senders: list[str | None], *, outside: int = -1) -> list[Piece]:
    """Return pieces of a block quote, each a message of its sender or nobody's."""
    return [
        Piece(
            text=f"Line {n}.",
            block=n,
            line=n + 1,
            kind=SegmentKind.MESSAGE if sender else SegmentKind.COMMENTARY,
            speaker=sender,
            confidence=0.8,
            quoted=n != outside,
        )
        for n, sender in enumerate(senders)
    ]


@pytest.mark.parametrize(
    ("senders", "expected"),
    [
        ([DALE, None, DALE], [DALE, DALE, DALE]),
        ([DALE, None, OFFICE, None, DALE], [DALE, DALE, OFFICE, DALE, DALE]),
        ([DALE, None, OFFICE], [DALE, None, OFFICE]),
        ([None, DALE, None, DALE], [None, DALE, None, DALE]),
        ([DALE, DALE], [DALE, DALE]),
    ],
)
def test_a_letter_is_whose_its_first_and_last_words_are(
    senders: list[str | None], expected: list[str | None]
) -> None:
    found = with_whole_quotes(pieces(senders))
    assert [one.speaker for one in found] == expected
    assert [one.text for one in found] == [one.text for one in pieces(senders)]


def test_words_outside_the_block_quote_part_two_letters() -> None:
    parted = pieces([DALE, None, None, None, DALE], outside=2)
    assert with_whole_quotes(parted) == parted


def test_below_the_block_quote_of_a_text_goes_on_who_speaks_above_it() -> None:
    above = replace(pieces([DALE])[0], kind=SegmentKind.SPEECH, turn=1, quoted=False)
    sent = replace(above, kind=SegmentKind.MESSAGE, speaker=OFFICE)
    quoted = replace(sent, quoted=True)
    found = end_with_quotes([above, quoted, quoted, sent, above])
    assert [one.speaker for one in found] == [DALE, OFFICE, OFFICE, DALE, DALE]
    # A text that no block quote opens may go on, and so may what another turn reads out.
    assert [one.speaker for one in end_with_quotes([above, sent, sent])][2] == OFFICE
    apart = replace(sent, turn=2)
    assert end_with_quotes([above, replace(quoted, turn=2), apart])[2] == apart
