"""A piece that witnesses weighed is the same piece but for what they say."""

from dataclasses import fields, replace

from content.segment.basis import Basis, Reason
from content.segment.kinds import MESSAGE
from content.segment.pieces import Piece


def test_a_weighed_piece_keeps_all_else() -> None:
    piece = Piece(
        text="The pier stays.",
        block=3,
        line=7,
        kind=MESSAGE,
        turn=2,
        speaker="Ada Brook",
        read_by="Tom Ferro",
        confidence=0.9,
        reason=Reason("signed", Basis.SIGNATURE),
        label="BROOK",
        under="Mrs. Brook",
        testimonies=(),
        depth=1,
        author="Ivo Reed",
        date="2020-05-01",
        quoted=True,
        italic=True,
        open_ended=True,
        rule=True,
        ruled=True,
    )
    unset = {one.name for one in fields(Piece) if not getattr(piece, one.name)}
    assert unset == {"testimonies"}
    doubt = Reason("doubted")
    weighed = piece.weighed(0.4, doubt, ())
    assert weighed == replace(piece, confidence=0.4, reason=doubt)
    assert piece.weighed(0.4, doubt, (), under="B.").under == "B."
