"""Labels on a page whose author tells of those who speak under them."""

from dataclasses import replace

import pytest

from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind, segment
from content.segment.lines import lines_of
from content.segment.pieces import Piece
from content.segment.speakers.resolver import SpeakerResolver
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.voices.one_speech.told.labelled_passages import LabelledPage
from content.segment.voices.one_speech.told.labelled_speech import without_authors_words
from content.segment.voices.one_speech.told.labels import labels_told_of, told_name
from content.segment.voices.one_speech.told.likeliest_place import likeliest_start_from
from content.segment.voices.one_speech.told.told_page import ToldPage

_ABOVE = """The Net Loft
Letters from Lower Harbour

What was said at the harbour supper

Posted by Josie on 3 May

The harbour supper was cold, and the soup was colder. Nobody wanted to speak. Then Ada got up, who has mended our nets since the war, and I copied every word at her kitchen table on Sunday.
"""

_SPEECH = """I never stood on a chair before, so hold it. It is your chair.

When I came here there were eleven boats, and I could tell you each of them by its holes. I mended them all, and I was paid in herring.

Now there are two boats and they buy their nets in Spain. I do not mind it. I only want somebody to learn the knot. Thank you, and good night.
"""

_BELOW = """Nobody laughed. Then the pilot stood up and clapped, and Ada sat down and asked for the soup.

On Tuesday nine people stood at her door.
"""


def _page(speech: str, *, above: str = _ABOVE, below: str = _BELOW) -> str:
    return f"{above}\n{speech}\n{below}"


def _read(text: str) -> list[Segment]:
    return [*segment(read_document(text.encode(), "page.txt"))]


def _spoken(text: str) -> list[Segment]:
    return [one for one in _read(text) if one.kind is SegmentKind.SPEECH]


def _pieces(text: str) -> list[Piece]:
    lines = lines_of(read_document(text.encode(), "page.txt"))
    return assign_speakers(lines, {}, SpeakerResolver([]))


@pytest.mark.parametrize(
    "label", ["ADA BROOK: ", "Ada Brook: ", "Ada Brook, net mender: ", "Ada Brook:\n\n"]
)
def test_a_label_names_who_is_told_of_by_one_word_and_is_served(label: str) -> None:
    spoken = _spoken(_page(f"{label}{_SPEECH}"))
    assert {one.speaker for one in spoken} == {"Ada Brook"}
    assert all(one.confidence >= MIN_CONFIDENCE for one in spoken)
    assert " ".join(one.text for one in spoken).split() == _SPEECH.split()


def test_a_given_name_alone_is_whom_the_author_names_in_full() -> None:
    above = _ABOVE.replace("Then Ada got", "Then Ada Brook got")
    spoken = _spoken(_page(f"Ada: {_SPEECH}", above=above))
    assert {one.speaker for one in spoken} == {"Ada Brook"}


def test_who_speaks_again_below_the_authors_words_keeps_them_apart() -> None:
    first, *rest = _SPEECH.split("\n\n")
    aside = "Here somebody dropped a plate, and she waited until the dog had finished."
    speech = "\n\n".join(
        (f"Ada Brook: {first}", rest[0], aside, f"Ada Brook: {rest[1]}")
    )
    spoken = _spoken(_page(speech))
    served = [one.text for one in spoken if one.confidence >= MIN_CONFIDENCE]
    assert any("eleven boats" in text for text in served)
    assert any("learn the knot" in text for text in served)
    assert not any("plate" in text for text in served)


@pytest.mark.parametrize("words", ["Recipe", "Tip", "PS", "Then Ada rose and said"])
def test_what_an_author_writes_before_a_colon_names_nobody(words: str) -> None:
    below = f"{_BELOW}\n{words}: two pounds of flour, and I always add a pint of milk."
    spoken = _spoken(_page(_SPEECH, below=below))
    assert spoken
    assert {one.speaker for one in spoken} == {"Ada"}
    assert not any("flour" in one.text for one in spoken)


def test_a_label_of_whom_nobody_tells_stays_in_doubt() -> None:
    spoken = _spoken(_page(f"Rosalind Fern: {_SPEECH}"))
    assert not any(
        one.confidence >= MIN_CONFIDENCE and "flour" in one.text for one in spoken
    )
    pieces = _pieces(_page(f"Rosalind Fern: {_SPEECH}"))
    document = read_document(_ABOVE.encode(), "page.txt")
    start = next(n for n, p in enumerate(pieces) if "Rosalind" in p.text)
    assert not told_name("Rosalind Fern", pieces[:start], document)


def test_whoever_is_quoted_inside_with_an_office_is_doubted() -> None:
    inside = "The Mayor said: I had not been told of the nets, and I shall come on Monday and see them."
    first, *rest = _SPEECH.split("\n\n")
    speech = "\n\n".join((f"Ada Brook: {first}", rest[0], inside, rest[1]))
    spoken = _spoken(_page(speech))
    quoted = next(one for one in spoken if "Mayor" in one.text)
    assert quoted.confidence < MIN_CONFIDENCE


def test_more_lines_with_labels_than_an_author_prints_are_none() -> None:
    text = _ABOVE + "\n".join(f"\nAda: We sold {n} nets.\n" for n in range(9))
    document = read_document(text.encode(), "page.txt")
    assert not labels_told_of(lines_of(document), _pieces(text), document)


def _labelled(text: str) -> list[Piece]:
    document = read_document(text.encode(), "page.txt")
    lines = lines_of(document)
    labels = labels_told_of(lines, _pieces(text), document)
    speakers = SpeakerResolver([one.label.with_holder for one in labels.values()])
    return assign_speakers(lines, labels, speakers)


def test_what_an_author_writes_below_a_label_is_hardly_spoken() -> None:
    page = LabelledPage(_labelled(_page(f"ADA BROOK: {_SPEECH}")))
    shares = {page.pieces[n].text[:12]: share for n, share in page.shares_below.items()}
    assert page.is_told
    assert shares["When I came "] > 0.9 > shares["Nobody laugh"]
    assert shares["On Tuesday n"] < 0.1


def test_what_an_author_writes_above_a_label_is_doubted_as_hers_whom_it_names() -> None:
    labelled = _labelled(_page(f"ADA BROOK: {_SPEECH}"))
    given = [
        replace(piece, kind=SegmentKind.SPEECH, speaker="Ada Brook", confidence=0.9)
        if piece.text.startswith("The harbour supper")
        else piece
        for piece in labelled
    ]
    found = without_authors_words(given, labelled)
    doubted = [one.text[:18] for one in found if one.spoken and one.doubtful]
    assert "The harbour supper" in doubted


def test_a_page_of_turns_alone_is_nobodys_to_tell() -> None:
    page = LabelledPage(_labelled(f"ADA BROOK: {_SPEECH}"))
    assert not page.is_told


def test_a_speech_starts_where_most_speaks_for_it() -> None:
    pieces = _pieces(_page(_SPEECH))
    start = next(n for n, p in enumerate(pieces) if p.text.startswith("I never stood"))
    assert likeliest_start_from(ToldPage(pieces), start) == start


def test_a_sentence_that_opens_with_a_name_is_under_no_label() -> None:
    speech = _SPEECH.replace("When I came", "Tom Ferro drove me. When I came")
    above = _ABOVE.replace("Then Ada got up,", "Then Ada Brook got up, aged 71,")
    spoken = _spoken(_page(speech, above=above))
    assert {one.speaker for one in spoken} == {"Ada Brook"}
    assert all(one.confidence >= MIN_CONFIDENCE for one in spoken)


def test_a_form_of_address_that_runs_on_below_words_of_a_letter_is_no_label() -> None:
    letter = """Then the cook read a letter. It had come that morning. She read all of it.

Mrs. Brook: you sent me home from the loft twice, and you were right twice.
"""
    found = _read(_page(f"ADA BROOK: {_SPEECH}", below=f"{letter}\n{_BELOW}"))
    assert not any(one.text.startswith("you sent") for one in found)
