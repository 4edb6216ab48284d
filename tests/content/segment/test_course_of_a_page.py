"""Pages whose course as a whole is held against what rules make of them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document import Document
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, SegmentKind
from content.segment.basis import Basis, Reason
from content.segment.lines import lines_of
from content.segment.pieces import Piece
from content.segment.speakers.resolver import SpeakerResolver
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.voices.one_speech.told.course_instead import with_course_instead
from content.segment.voices.one_speech.told.surely_spoken import with_surely_spoken
from content.segment.voices.one_speech.told.told_page import ToldPage

_PAGE = """Twenty-seven left school and sixteen came back. Two of these got lost at once, because the main door is no longer the main door.

Our form master, Dr. Otto Barrow, will be ninety-one in October. He came with a stick, and did not want a chair. Here is what he said, as I took it down.

Sit down. Who is missing? I see, it is written up. I thank you for writing it up, it was the only thing that I ever managed to teach you.

I was thirty-seven when I was given this class. I taught physics, and I believed that whoever asks why has not been listening. One of you asked me why the bridge does not fall down. I told him to sit.

I have thought for fifty years what I ought to have said. I would say today: come with me, we will go and look at it.

Nobody left. Everybody wrote it down, with a hand around the paper. Clara Voss could not be there, she lives across the ocean and her hip does not board planes. She sent a letter:

*Dear 4b!*

*It is ten in the morning here, and you will surely have ordered by now. I have spread your photograph on the table, and I am looking for myself.*

*Tell Mr. Barrow that I counted bridges for thirty years, and at each of them I asked his question. Eat my share.*

*Yours, Clara Voss*

Her share was eaten. The next meeting was not planned in five years but in June, because the form master said that he had no plans for June.
"""
_SPEECH, _LETTER, _SIGNED, _LAST = range(2, 5), range(6, 9), 9, 10
_UNSURE = Reason("the page tells of a speech")


def _page(text: str = _PAGE) -> tuple[list[Piece], Document]:
    document = read_document(text.encode(), "page.md")
    return assign_speakers(lines_of(document), {}, SpeakerResolver([])), document


def _given_to(pieces: Sequence[Piece], places: range, name: str) -> list[Piece]:
    return [
        p.attributed(SegmentKind.SPEECH, name, None, 0.9, _UNSURE) if n in places else p
        for n, p in enumerate(pieces)
    ]


def _said_by(found: Sequence[Piece]) -> dict[int, str | None]:
    return {n: piece.speaker for n, piece in enumerate(found) if piece.spoken}


def test_a_page_that_rules_miss_is_read_by_its_course() -> None:
    pieces, document = _page()
    found = with_course_instead(pieces, ToldPage(pieces), document)
    assert _said_by(found) == {
        **dict.fromkeys(_SPEECH, "Otto Barrow"),
        **dict.fromkeys([*_LETTER, _SIGNED], "Clara Voss"),
    }
    assert all(found[n].kind is SegmentKind.MESSAGE for n in _LETTER)
    assert all(found[n].confidence < MIN_CONFIDENCE for n in _said_by(found))


def test_where_rules_agree_with_it_they_are_left_alone() -> None:
    pieces, document = _page()
    found = _given_to(pieces, range(_SPEECH.start, _SIGNED), "Otto Barrow")
    assert with_course_instead(found, ToldPage(pieces), document) == found


def test_where_rules_find_several_people_they_are_left_alone() -> None:
    pieces, document = _page()
    found = _given_to(_given_to(pieces, range(3), "Tom"), range(10, 11), "Ann")
    assert with_course_instead(found, ToldPage(pieces), document) == found


def test_a_letter_below_what_its_author_tells_is_no_part_of_the_speech_above() -> None:
    pieces, document = _page()
    found = _given_to(pieces, range(_SPEECH.start, _SIGNED), "Otto Barrow")
    read = with_surely_spoken(found, ToldPage(pieces), document)
    assert {read[n].speaker for n in _SPEECH} == {"Otto Barrow"}
    assert {read[n].speaker for n in _LETTER} == {"Clara Voss"}
    assert not read[_SIGNED - 4].spoken
    assert not read[_LAST].spoken


def test_what_is_told_below_a_speech_is_taken_out_of_it() -> None:
    pieces, document = _page()
    found = _given_to(pieces, range(_SPEECH.start, _LETTER.start), "Otto Barrow")
    read = with_surely_spoken(found, ToldPage(pieces), document)
    told = read[_SPEECH.stop]
    assert told.kind is SegmentKind.COMMENTARY or told.confidence < MIN_CONFIDENCE


def test_what_is_surely_spoken_goes_to_who_speaks_there() -> None:
    speech, letter = _PAGE.split("Nobody left.")
    pieces, document = _page(
        speech + "Everybody clapped and wrote it down." + letter[-140:]
    )
    found = _given_to(pieces, range(2, 3), "Otto Barrow")
    read = with_surely_spoken(found, ToldPage(pieces), document)
    assert {read[n].speaker for n in _SPEECH} == {"Otto Barrow"}


@given(st.lists(st.sampled_from([None, "Ada Brook", "Tom Ferro"]), max_size=11))
def test_no_word_is_lost_whatever_rules_find(names: list[str | None]) -> None:
    pieces, document = _page()
    reason = Reason("a label", Basis.LABEL)
    found = [
        replace(p, kind=SegmentKind.SPEECH, speaker=name, reason=reason) if name else p
        for p, name in zip(pieces, [*names, *[None] * 11], strict=False)
    ]
    for reads in (with_course_instead, with_surely_spoken):
        read = reads(found, ToldPage(pieces), document)
        assert [p.text for p in read] == [p.text for p in pieces]


@pytest.mark.parametrize("text", ["", "Ada.", "One.\n\nTwo.\n\nThree.\n\nFour.\n"])
def test_a_page_of_next_to_nothing_stays_as_it_is(text: str) -> None:
    pieces, document = _page(text or "x")
    for reads in (with_course_instead, with_surely_spoken):
        assert reads(pieces, ToldPage(pieces), document) == pieces
