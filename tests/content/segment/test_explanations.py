"""What explains an attribution is its basis, however its reason is worded."""

import pytest

from content.segment.basis import Basis, Reason
from content.segment.doubt.reading import Reading
from content.segment.doubt.witnesses.explanations import WITNESSES
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

SPEECH, QUESTION, MESSAGE = (
    SegmentKind.SPEECH,
    SegmentKind.QUESTION,
    SegmentKind.MESSAGE,
)


def _explained_by(kind: SegmentKind, basis: Basis) -> list[str]:
    """Return the witnesses that explain words given to somebody on a basis."""
    piece = Piece(
        text="The bridge was closed on Monday.",
        block=0,
        line=0,
        kind=kind,
        turn=1,
        speaker="Ada Brook",
        reason=Reason("qwertz", basis),
    )
    reading = Reading([piece], [], {})
    return [one.name for one in WITNESSES if one.spans(reading)]


@pytest.mark.parametrize("basis", [each for each in Basis if each is not Basis.NOTHING])
def test_each_basis_explains_words_of_some_kind(basis: Basis) -> None:
    kinds = (SPEECH, QUESTION, MESSAGE)
    assert any(_explained_by(kind, basis) for kind in kinds)


@pytest.mark.parametrize("kind", [SPEECH, QUESTION, MESSAGE])
def test_a_doubt_explains_nothing(kind: SegmentKind) -> None:
    assert not _explained_by(kind, Basis.NOTHING)


def test_a_signature_names_the_author_of_a_page_and_the_sender_of_a_text() -> None:
    assert _explained_by(SPEECH, Basis.SIGNATURE) == ["author_is_named"]
    assert _explained_by(MESSAGE, Basis.SIGNATURE) == ["sender_is_named"]


def test_a_doubt_is_added_to_a_reason_but_takes_the_place_of_a_label() -> None:
    signed = Reason("Ada Brook signs it", Basis.SIGNATURE)
    assert signed.doubted("bent") == Reason("Ada Brook signs it; bent", signed.basis)
    labelled = Reason("under the label “Ada:”", Basis.LABEL)
    assert labelled.doubted("bent") == Reason("bent")
