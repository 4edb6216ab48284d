"""Texts that are set into speeches stay whose they are, in every way of setting them off."""

from bench.documents.announced import SETTINGS, Texts, may_host
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

TALK = [
    GoldSegment(
        SegmentKind.SPEECH, f"We count the boats again, {n}.\nSo it is.", (who,)
    )
    for n, who in enumerate(("Ada Brook", "Tom Ferro") * 3)
]
LETTER = [
    *TALK[:2],
    GoldSegment(SegmentKind.SPEECH, "Hilda Marsh wrote to me:", ("Ada Brook",)),
    GoldSegment(
        SegmentKind.MESSAGE,
        "“We pruned in the snow and picked in the hail. Plums do not grow in offices, "
        "and neither do pears, whatever the forms may say.”",
        ("Hilda Marsh", "Marsh"),
    ),
]


def test_a_text_stands_on_the_page_with_its_sender() -> None:
    texts = Texts([("en_letter__3", LETTER)], held=False)
    made = [texts.set_into("en_talk__1", may_host(TALK), n) for n in range(60)]
    pages = [one for one in made if one]
    assert len(pages) == len(made)
    assert {one.ways["set off"] for one in pages} == {*SETTINGS}
    for one in pages:
        text = one.gold[one.text]
        assert text.kind is SegmentKind.MESSAGE
        assert "Plums do not grow in offices" in text.text
        assert all(line in one.page for line in text.text.split("\n"))
        assert one.gold[one.text - 1].names[0] in {"Ada Brook", "Tom Ferro"}


def test_what_stands_behind_the_first_letter_is_no_host() -> None:
    assert may_host(TALK) == TALK
    assert may_host(LETTER) == []
