"""One short meeting, printed in layouts that no table knows, is given to who spoke."""

import pytest

from bench.documents.reprinting import Layout, reprint
from bench.scoring.attribution import GoldSegment, score
from content.formats import read_document
from content.segment import SegmentKind, segment

_SAID = (
    ("Ada Brook", "Good evening, and welcome. We have one matter tonight, the lamp."),
    (
        "Tom Ferro",
        "Thank you. I think that we should paint it before the winter comes.",
    ),
    ("", "(Laughter.)"),
    ("Mira Vance", "Who is to pay for it? My committee has no money left this year."),
    ("Tom Ferro", "I asked the harbour board, and they said they would give us half."),
    ("Ada Brook", "Half is not enough. Do you have another proposal, Mr. Ferro?"),
    ("Tom Ferro", "We could sell the old bell. Nobody has rung it since I was a boy."),
    ("Mira Vance", "I have rung it. I am against selling it, and I always will be."),
    ("Ada Brook", "Then we shall vote next week. Thank you all, and good night."),
)
_MEETING = [
    GoldSegment(SegmentKind.SPEECH, said, (name,))
    if name
    else GoldSegment(SegmentKind.STAGE, said)
    for name, said in _SAID
]
_LAYOUTS = (
    Layout("{time} – ({name}) > {text}"),
    Layout("{turn}) {name} ({party}) {text}"),
    Layout("{turn}. **{name}** ({party}) {text}", ending="md"),
    Layout("<{name}>: {text}", ending="md"),
    Layout("{turn}. [{NAME}]: {text}", "    {text}"),
    Layout("({time}) ({name}) ({party}) /\n{text}"),
    Layout("<{name}>, {party} –\n\t{text}", "\t{text}"),
    Layout("{name} [{time}] > {text}"),
    Layout(">> *{name}* [{time}] {text}", ending="md"),
    Layout("{turn}: «{name}»:- {text}"),
    Layout("{time} | {name} =>\n{text}"),
    Layout("**{name}**: {text}", "> {text}", "md"),
    Layout("<p><span>{name}</span> {text}</p>", "<p>{text}</p>", "html"),
    Layout("<p><u>{name}, {party}</u> {text}</p>", "<p>{text}</p>", "html"),
    Layout("<p><cite>{NAME} {time}</cite> {text}</p>", "<p>{text}</p>", "html"),
    Layout('<p class="css-1x7q">{name}: {text}</p>', "<p>{text}</p>", "html"),
    Layout("<blockquote><i>{name}</i> {text}</blockquote>", ending="html"),
)


@pytest.mark.parametrize("layout", _LAYOUTS, ids=[one.first for one in _LAYOUTS])
def test_a_meeting_in_another_layout(layout: Layout) -> None:
    page, gold = reprint(_MEETING, layout)
    found = segment(read_document(page.encode(), f"page.{layout.ending}"))
    figures = score(gold, found).figures
    assert (figures["right"], figures["wrong served"]) == (1.0, 0.0)


def test_a_party_that_two_share_is_no_part_of_their_names() -> None:
    names = {"Ada Brook": "SVD", "Tom Ferro": "SVD", "Mira Vance": "UNPM"}
    page = "\n\n".join(
        f"{name} {names[name]}: {said}" if name else said for name, said in _SAID
    )
    found = segment(read_document(page.encode(), "page.txt"))
    assert [one.speaker for one in found if one.speaker] == [
        name for name, _ in _SAID if name
    ]
