"""The second reader: what the word of its witnesses comes to."""

from collections.abc import Sequence
from dataclasses import replace

from bench.documents.mutations import MUTATIONS
from bench.documents.printing import print_documents
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind, segment
from content.segment.basis import Reason
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import (
    UNEXPLAINED,
    WITNESSES,
    hear,
    judge,
    read_weights,
)
from content.segment.first_reader.reader import make_first_reading
from content.segment.pieces import Piece, merge_pieces
from content.transcript_file import serialize

TURNS = """Ada Brook: Good morning. I am glad to be here.
Tom Ferro: Thank you, Ada. I am, too.
Ada Brook: We begin with the bridge.
Tom Ferro: I have the map here.
"""


FRAME = "Here is what Ada Brook said on the quay on Tuesday, in my translation:\n\n"


HTML = (
    "<article><h1>Ada Brook on the tide</h1><p>Ada Brook: I am glad to be here.</p><p>The tide is low.</p>{0}"
    "<p>So much for the tide.</p></article>"
)


def test_each_witness_has_a_weight_on_its_side() -> None:
    weights = read_weights().witnesses
    assert {one.name for one in WITNESSES} == set(weights)
    for one in WITNESSES:
        assert weights[one.name] >= 0 if one.favours else weights[one.name] <= 0


def test_what_nothing_explains_is_not_served_however_little_speaks_against_it() -> None:
    places = {one.name: 1 << n for n, one in enumerate(WITNESSES)}
    for heard in (0, places["label_recurs"] | places["turns_are_many"]):
        verdict = judge(heard)
        assert verdict.confidence < MIN_CONFIDENCE
        assert verdict.doubt == UNEXPLAINED
    for one in WITNESSES:
        if one.explains:
            assert judge(places[one.name]).confidence >= MIN_CONFIDENCE


def _segments(text: str, name: str = "talk.txt") -> Sequence[Segment]:
    return segment(read_document(text.encode(), name))


def test_a_turn_is_parted_where_doubt_begins() -> None:
    found = _segments(HTML.format("<h2>Kommentaari</h2>"), "talk.html")
    spoken = [one for one in found if one.speaker]
    # The second sentence is doubted without need, since it says nothing in person.
    assert [one.confidence < MIN_CONFIDENCE for one in spoken] == [False, True, True]
    sure, _, doubtful = spoken
    assert doubtful.reason in {one.says for one in doubtful.testimonies}
    assert {one.speaker for one in spoken} == {"Ada Brook"}
    assert doubtful.under == sure.under == "Ada Brook"
    against = [one for one in doubtful.testimonies if one.weight < 0]
    assert "below_heading" in {one.witness for one in against}


def test_the_draft_says_why_a_turn_is_doubtful() -> None:
    document = read_document(HTML.format("<h2>Kommentaari</h2>").encode(), "talk.html")
    made = draft_transcript(segment(document), document, name="talk.html")
    doubts = [turn.doubt for turn in made.turns if turn.speaker]
    assert doubts[0] == ""
    assert doubts[1]


def test_a_reason_says_which_line_it_is_about_where_it_is_not_that_of_all() -> None:
    """One mark is for all three; the least sure of them has another reason."""
    named = Piece(
        text="Dear neighbours, the well is dry.",
        block=1,
        line=1,
        kind=SegmentKind.SPEECH,
        speaker="Ada Brook",
        confidence=0.7,
        reason=Reason("Ada Brook signs at the end"),
    )
    said = replace(named, text="We have waited for nine years.", block=2, line=3)
    signed = replace(
        named,
        text="Ada Brook, Fenby",
        block=3,
        line=5,
        confidence=0.4,
        reason=Reason("it does not look like anybody's words"),
    )
    (mixed,) = merge_pieces([named, said, signed])
    assert mixed.reason == (
        "it does not look like anybody's words (about “Ada Brook, Fenby”)"
    )
    (alike,) = merge_pieces([named, said])
    assert alike.reason == "Ada Brook signs at the end"


def test_the_report_counts_the_marks_in_the_file() -> None:
    page = HTML.format("<hr>").replace("So much", "Readers may like this speech. So")
    document = read_document(page.encode(), "talk.html")
    found = segment(document)
    made = serialize(draft_transcript(found, document, name="talk.html"))
    assert make_report(found, document).doubt_count == made.count("<!-- check:")


def test_an_end_that_a_known_sign_closes_is_sure() -> None:
    closed = FRAME + (
        "Ada Brook: I am glad to be here today.\n\nI thank you all for this.\n\n"
        "[End of transcript]\n\nThe tide is low, and the council knows it.\n"
    )
    (spoken,) = [one for one in _segments(closed) if one.speaker]
    assert spoken.confidence >= MIN_CONFIDENCE


def test_only_the_last_words_of_a_text_without_a_marked_end_are_open() -> None:
    text = TURNS + (
        "Tom Ferro: I read the letter from Jane Hall as it stands:\n\nDear council,\n\n"
        "I was here when the wall fell.\n\nI should like it mended.\n\n"
        "Ada Brook: Thank you.\n"
    )
    found = [one for one in _segments(text) if one.speaker == "Jane Hall"]
    assert [one.confidence < MIN_CONFIDENCE for one in found] == [False, True]


def test_what_tells_of_others_after_a_speech_without_a_label_is_doubted() -> None:
    page = (
        "<h1>Inaugural address of Ada Brook</h1><p>We print the speech of Ada Brook as she"
        " gave it on the quay.</p><p>Mr President, members of the Academy, neighbours:</p>"
        "<p>I came here with a needle in my hand.</p><p>I show it to all of you.</p>"
        "<p>(The audience stands and applauds.)</p><p>Tom Ferro, on behalf of the house,"
        " recalled that the Academy had taken forty years to find it.</p>"
    )
    found = [one for one in _segments(page, "talk.html") if one.speaker]
    assert [one.confidence < MIN_CONFIDENCE for one in found] == [False, True]
    assert found[1].text.startswith("Tom Ferro")


def test_what_goes_on_in_a_line_behind_laughter_stays_with_its_speaker() -> None:
    found = _segments(TURNS + "Tom Ferro: I see. (Laughter) Maa tuul: see on vana.\n")
    assert [one.speaker for one in found[-3:]] == ["Tom Ferro", None, "Tom Ferro"]


def test_an_ordinary_talk_is_sure() -> None:
    assert all(one.confidence >= MIN_CONFIDENCE for one in _segments(TURNS))


def test_a_long_document_is_heard_in_time_that_grows_with_it() -> None:
    first = make_first_reading(read_document((TURNS * 2000).encode(), "talk.txt"))
    heard = hear(Reading(first.pieces, first.lines, first.labels))
    assert len(heard) == len(first.pieces)


def test_mutations_say_whose_each_word_is() -> None:
    made = list(print_documents(seed=1, times=2))
    assert {one.mutation for one in made} == set(MUTATIONS)
    for one in made:
        assert one.gold
        text = one.data.decode()
        assert all(part.text.split()[0].strip("<>“[") in text for part in one.gold)


def test_a_statement_above_the_first_label_stands_under_none() -> None:
    text = (
        "Minutes of the parish council\n\nPresent: Ada Brook, Tom Ferro, Jane Hall\n\n"
        "Tom Ferro asks to have this put on record: “I did not vote for the bridge, and "
        "I say so here, as I did last year.”\n\n"
        "Ada Brook: I think that we should build it.\n\n"
        "Jane Hall: I agree, and I have the figures.\n\n"
        "Ada Brook: Then I move that we vote.\n\nJane Hall: I second it.\n"
    )
    stated = next(one for one in _segments(text) if one.speaker == "Tom Ferro")
    assert stated.under == ""
