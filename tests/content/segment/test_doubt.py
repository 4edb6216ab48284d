"""The second reader: what its witnesses see, and what their word comes to."""

from collections.abc import Sequence

import pytest

from bench.documents.mutations import MUTATIONS
from bench.documents.printing import print_documents
from content.draft.reporting import make_report
from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, read_first, segment
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import (
    WITNESSES,
    hear,
    named,
    read_weights,
)
from content.transcript_file import serialize

TURNS = """Ada Brook: Good morning. I am glad to be here.
Tom Ferro: Thank you, Ada. I am, too.
Ada Brook: We begin with the bridge.
Tom Ferro: I have the map here.
"""


FRAME = "Here is what Ada Brook said on the quay on Tuesday, in my translation:\n\n"


def _heard(text: str, opening: str, name: str = "talk.txt") -> set[str]:
    """Return the names of the witnesses on the passage that has an opening."""
    first = read_first(read_document(text.encode(), name))
    heard = hear(Reading(first.pieces, first.lines, first.labels))
    (found,) = [
        {one.name for one in named(own)}
        for piece, own in zip(first.pieces, heard, strict=True)
        if piece.text.strip().startswith(opening)
    ]
    return found


SITTING = """○의장 문태선  의석을 정돈해 주시기 바랍니다. 회의를 시작하겠습니다.
○강혜린 의원  존경하는 의장님, 등대 예산에 대하여 묻겠습니다.
본 의원은 등대에 세 번 갔습니다. 불이 꺼져 있었습니다.
강혜린 혼자서는 등대를 고칠 수 없습니다. 도와 주십시오.
○의장 문태선  수고하셨습니다. 다음 질문을 받겠습니다.
○강혜린 의원  감사합니다.
"""


def test_an_office_behind_a_name_is_not_the_speaker() -> None:
    named = "names_own_speaker"
    assert named not in _heard(SITTING, "본 의원은")
    assert named in _heard(SITTING, "강혜린 혼자서는")


def test_a_body_that_opens_a_paragraph_is_no_other_speaker() -> None:
    body = "Jan Harbour Commission found that it rusts.\n"
    person = "Jan Harbour Brook We know that it rusts.\n"
    talk = TURNS.replace(
        "Tom Ferro: I have", "I have it here. It is old.\n{}Tom: I have"
    )
    opens = "opens_with_capitals"
    assert opens not in _heard(talk.format(body), "Jan Harbour")
    assert opens in _heard(talk.format(person), "Jan Harbour")


LONG = (
    "The water went yellow in spring, and I boiled it, and it stayed yellow. I called the "
    "county, and the county told me to call somebody else."
)


CASES = [
    (
        "quotes_at_length",
        f"{TURNS}\nI think of this.\n\n“{LONG}”\n\nSo.\n",
        "“The water",
    ),
    ("opens_turn_quoted", f"{TURNS}\nAda Brook: “{LONG}”\n\nSo.\n", "“The water"),
    (
        "opens_announced_letter",
        f"{TURNS}\nI read you a letter. It is short.\n\nDear Ada, {LONG}\n\nSo.\n",
        "Dear Ada",
    ),
    ("label_recurs", TURNS, "We begin"),
    ("label_mentioned", TURNS + "Jane Hall: Yes.\nAda Brook: Hall is right.\n", "Yes."),
    ("label_has_office", TURNS + "The Speaker: Order.\n", "Order."),
    ("label_follows_convention", TURNS, "Good morning"),
    ("label_once", TURNS + "私の感想：雨でした。\nAda Brook: Yes.\n", "雨でした"),
    (
        "answer_is_unnamed",
        "Q: When?\n\nA: At two.\n\nQ: Where?\n\nA: I see.\n",
        "At two",
    ),
    ("label_is_stray", TURNS + "Im Ernst: Wer meldet das?\nAda Brook: I do.\n", "Wer"),
    ("label_is_stray", TURNS + "Briefly: Who writes?\nAda Brook: I do.\n", "Who"),
    ("opens_turn", TURNS, "Good morning"),
    ("turn_is_closed", TURNS, "Good morning"),
    (
        "opens_with_speaker",
        TURNS + "\nAda Brook — We go on.\n",
        "Ada Brook — We",
    ),
    ("opens_with_colon", TURNS + "\nMaa tuul: see on vana.\n", "Maa tuul"),
    (
        "opens_with_colon_sentence",
        TURNS + "\nI say this to all who are here today: read it.\n",
        "I say this",
    ),
    (
        "opens_with_repeated_mark",
        TURNS + "\nP. When?\n\nP. And who?\n",
        "P. When",
    ),
    ("is_announced", TURNS + "\nHis letter:\n\nThe walls are ours.\n", "The walls"),
    ("follows_colon", TURNS + "\nI read:\n\nThe walls are ours.\n", "The walls"),
    (
        "below_announcement",
        TURNS + "\nI have a letter here:\n\nThe walls are ours.\n\nAnd the rope.\n",
        "And the rope",
    ),
    (
        "opens_like_a_letter",
        TURNS + "\nI have a note here:\n\nLiebe Freunde,\n\nThe walls are ours.\n",
        "Liebe Freunde",
    ),
    (
        "message_is_open",
        TURNS
        + "\nI read a letter from Jane Hall:\n\nThe walls are ours.\n\nOurs it is.\n",
        "The walls",
    ),
    (
        "sender_is_unsure",
        TURNS + "\nLook at what came in the mail.\n\nDear Partner,\n\nThe walls are"
        " ours now.\n\nKind regards,\n\nBrightwater Customer Care\n",
        "The walls",
    ),
    ("opens_quoted", TURNS + "\n“So be it”, my father said.\n", "“So be it"),
    (
        "is_title_line",
        TURNS + "\nThe bridge and its walls\n\nIt is old.\n",
        "The bridge",
    ),
    ("below_title_line", TURNS + "\nThe bridge and its walls\n\nIt is old.\n", "It is"),
    ("below_capitals", TURNS + "\nWALLS BILL\n\nIt is old.\n", "It is"),
    (
        "names_own_speaker",
        TURNS + "\nFerro turned to the map on the wall.\n",
        "Ferro turned",
    ),
    (
        "after_last_goodbye",
        TURNS + "\nThank you.\n\nThe room was quiet.\n",
        "The room",
    ),
    ("script_changes", TURNS + "\n" + "Мост открыт для всех. " * 3, "Мост"),
    (
        "ends_framed_page",
        FRAME + "Ada Brook: I am glad.\n\nThe tide is low.\n",
        "The tide",
    ),
    ("ends_impersonally", TURNS + "\nThe map is old.\n", "The map is"),
    (
        "turn_ends_impersonally",
        TURNS + "\nThe map is old.\n\nAda Brook: I thank you.\n",
        "The map is",
    ),
    (
        "only_reads",
        TURNS + "Jane Hall: I will read it.\n\nThe wall fell in May.\n",
        "The wall fell",
    ),
    (
        "only_reads",  # Of the text only the titles were found.
        (
            "BAŞKAN – Günaydın. Ben de buradayım.\n\nADA BROOK (Liman) – Ben de buradayım.\n\n"
            "BAŞKAN – Meclis araştırması açılmasına ilişkin bir önerge vardır, okutuyorum:\n\n"
            "V.- BAŞKANLIĞIN SUNUŞLARI\n\nA) MECLİS ARAŞTIRMASI ÖNERGELERİ\n\n"
            "1.- Ada Brook ve 9 milletvekilinin, fenere ilişkin önergesi (10/4)\n\n"
            "Fener mayıs ayında söndü.\n\nADA BROOK (Liman) – Teşekkür ederim.\n"
        ),
        "Fener mayıs",
    ),
    (
        "stands_below_address",
        TURNS + "\n## Motion\n\nTo the Presidency\n\nThe walls are ours.\n",
        "The walls",
    ),
    (
        "tells_decision",
        TURNS + "\nBoth maps were approved.\n\nAda Brook: I thank you.\n",
        "Both maps",
    ),
    (
        "tells_who_is_next",
        TURNS + "\nAda Brook steps to the map.\n\nAda Brook: I thank you.\n",
        "Ada Brook steps",
    ),
    (
        "beside_inner_heading",
        "Speech by Ada Brook\n\nDear friends,\n\nI came.\n\nHis address\n\nI could not.\n\nMe.\n",
        "I could not",
    ),
    (
        "has_more_paragraphs",
        TURNS + "\nIt is an old map, drawn by hand.\n",
        "It is an old map",
    ),
]


@pytest.mark.parametrize(("witness", "text", "opening"), CASES)
def test_a_witness_sees_its_sign(witness: str, text: str, opening: str) -> None:
    assert witness in _heard(text, opening)


TURNS_IN_CAPITALS = """ADA BROOK. Good morning. I am glad to be here.

TOM FERRO. Thank you, Ada. I am, too.

ADA BROOK. I open the vote.

Order of the day. We go on.

TOM FERRO. I thank you all.
"""


@pytest.mark.parametrize(
    ("witness", "text", "opening"),
    [
        # Of three words with capitals none is a name that anybody has.
        (
            "opens_with_capitals",
            TURNS + "\nObec Dolní Vrbice has a school.\n\nAda Brook: I see.\n",
            "Obec",
        ),
        # The labels are in capitals, and these words are not.
        ("opens_with_own_ending", TURNS_IN_CAPITALS, "Order of"),
        # A sentence that goes on behind a colon.
        (
            "opens_with_colon",
            TURNS + "\nMaa tuul: see on vana.\n\nAda Brook: I see.\n",
            "Maa tuul",
        ),
        # Who leads a meeting gives the floor.
        (
            "tells_who_is_next",
            TURNS
            + "Moderator Tom Hall: I see.\n\nAda Brook is next.\n\nAda Brook: I am.\n",
            "Ada Brook is",
        ),
    ],
)
def test_what_stands_in_any_record_is_no_sign(
    witness: str, text: str, opening: str
) -> None:
    assert witness not in _heard(text, opening)


def test_a_list_below_a_colon_holds_no_labels() -> None:
    text = TURNS + "\nSo far:\n\n- Cake, Bread: Ada\n\n- Tables: Tom\n\n"
    heard = _heard(f"{text}Ada Brook: I see.\n", "- Cake")
    assert heard.isdisjoint({"follows_colon", "opens_with_colon", "opens_like_a_label"})
    assert "follows_colon" in _heard(f"{TURNS}\nSo far:\n\n- I saw it.\n", "- I saw")


def test_what_a_decision_announces_is_nobodys_or_doubted() -> None:
    text = TURNS + (
        "\nThe council adopted the following decision, which was agreed:\n\n"
        "Decision 4/2024\n\nThe wall is mended by 21-i May.\n\nAda Brook: I thank you.\n"
    )
    assert "tells_decision" in _heard(text, "The wall")


HTML = (
    "<article><h1>Ada Brook on the tide</h1><p>Ada Brook: I am glad to be here.</p><p>The tide is low.</p>{0}"
    "<p>So much for the tide.</p></article>"
)


@pytest.mark.parametrize(
    ("witness", "between"),
    [("below_rule", "<p>* * *</p>"), ("below_heading", "<h2>Kommentaari</h2>")],
)
def test_what_stands_below_a_break_is_doubted(witness: str, between: str) -> None:
    page = HTML.format(between)
    assert witness in _heard(page, "So much", "talk.html")
    assert witness not in _heard(page, "The tide", "talk.html")


def test_each_witness_has_a_name_a_clause_and_a_weight_on_its_side() -> None:
    weights = read_weights().witnesses
    assert {one.name for one in WITNESSES} == set(weights)
    for one in WITNESSES:
        assert one.says[0].islower() or one.says.startswith("“")
        assert weights[one.name] >= 0 if one.favours else weights[one.name] <= 0


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
    assert "message_is_open" not in _heard(text, "I was here")
    assert "message_is_open" in _heard(text, "I should like")
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
    first = read_first(read_document((TURNS * 2000).encode(), "talk.txt"))
    heard = hear(Reading(first.pieces, first.lines, first.labels))
    assert len(heard) == len(first.pieces)


def test_mutations_say_whose_each_word_is() -> None:
    made = list(print_documents(seed=1, times=2))
    assert {one.mutation for one in made} == set(MUTATIONS)
    for one in made:
        assert one.gold
        text = one.data.decode()
        assert all(part.text.split()[0].strip("<>“[") in text for part in one.gold)


@pytest.mark.parametrize(
    "quoted",
    [
        "“The water went yellow in spring.”",
        "“1. In section 4 the words " + LONG[4:] + "”",
    ],
)
def test_what_is_short_or_an_item_is_no_quotation_at_length(quoted: str) -> None:
    heard = _heard(f"{TURNS}\nI think of this.\n\n{quoted}\n\nSo.\n", quoted[:20])
    assert "quotes_at_length" not in heard


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
