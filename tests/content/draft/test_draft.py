"""A draft of a transcript, and the report on one screen."""

from dataclasses import replace

import pytest

from content.document import Block, BlockKind, Document
from content.draft.phone_numbers import mask_phone_numbers
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.formats.plain.reader import read_text
from content.language.language_files import languages
from content.language.word_lists import entries
from content.model import Comment, Speaker, TurnKind
from content.reasons import about_part
from content.segment import MIN_CONFIDENCE, Segment, SegmentKind, segment
from content.transcript_file import parse, serialize

MEETING = """\
Meeting with the keepers of the lamp
May 3, 2031 14:50 Town Hall, Eastport
President of Arland Jana Novak: Is the lamp lit?
Question: May I ask first?
Chief Keeper Tomás Ferro: It is lit. (Applause.) I lit it.
Jana Novak: I have a message from King Olav of Nordia.
“I greet the lamp.”
Jana Novak: That is all.
"""


def _document(text: str) -> Document:
    return Document(blocks=read_text(text))


def test_a_draft_knows_what_the_document_states() -> None:
    document = _document(MEETING)
    made = draft_transcript(segment(document), document, name="meeting.txt")
    assert made.slug == "meeting-with-the-keepers-of-the-lamp-2031"
    assert made.title == "Meeting with the keepers of the lamp"
    assert made.date == "2031-05-03"
    assert made.place == "Town Hall, Eastport"
    assert made.language == "en"
    assert serialize(made)


def test_speakers_have_roles_and_the_forms_they_were_printed_in() -> None:
    document = _document(MEETING)
    made = draft_transcript(segment(document), document, name="meeting.txt")
    assert made.speakers[0] == Speaker(
        name="Jana Novak",
        role="President of Arland",
        aliases=("President of Arland Jana Novak",),
    )
    voices = {speaker.name: speaker.voice for speaker in made.speakers}
    assert voices["Question"] is True
    assert voices["Tomás Ferro"] is False


def test_roles_come_from_front_matter_and_from_labels_that_are_offices() -> None:
    text = """\
---
title: On the quay
speakers:
  - name: Ines Luna
    role: harbour master
  - name: Tom Ferro
---
Present: Ines Luna; Tom Ferro; Jane Hall, Minister of Ferries.

I: You came here in a boat with no name.

Minister of Ferries: I never asked for one.

T: It had a name. The paint had gone.

I: What was it?

Minister of Ferries: I have never told anybody.

T: Nor have I.
"""
    document = read_document(text.encode(), "quay.md")
    made = draft_transcript(segment(document), document, name="quay.md")
    assert {one.name: one.role for one in made.speakers} == {
        "Ines Luna": "harbour master",
        "Jane Hall": "Minister of Ferries",
        "Tom Ferro": "",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[00:00:01] ADA BROOK:", "[00:00:12] JOE LUND:"),
        ("Ada Brook (00:00:01):", "Joe Lund (00:00:12):"),
        ("10:01 Ada Brook:", "10:02 Joe Lund:"),
    ],
)
def test_the_time_beside_a_label_is_no_role_and_no_part_of_the_name(
    first: str, second: str
) -> None:
    document = _document(
        f"Town talk\n\n{first} Welcome. I am glad that you came tonight.\n\n"
        f"{second} I have come about the ferry, and I will not leave without it.\n"
    )
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert made.speakers == (Speaker(name="Ada Brook"), Speaker(name="Joe Lund"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            (
                "From: Ada Brook <ada@quay.example>\nTo: Tom Ferro <tom@quay.example>\n"
                "Subject: Re: The lamp\nDate: Sun, 4 May 2031 10:00:00 +0000"
            ),
            "The lamp",
        ),
        (
            (
                "Von: Ada Brook <ada@quay.example>\nGesendet: So., 4. Mai 2031 10:00\n"
                "An: Tom Ferro <tom@quay.example>\nBetreff: AW: Die Laterne"
            ),
            "Die Laterne",
        ),
    ],
)
def test_a_mail_is_titled_by_its_subject_and_shows_no_address_of_its_sender(
    head: str, title: str
) -> None:
    said = "I saw a lamp on the pier last night, and nobody was beside it."
    document = read_document(f"{head}\n\nDear Tom,\n\n{said}\n".encode(), "1.txt")
    draft = draft_transcript(segment(document), document, name="1.txt")
    assert (draft.title, draft.place) == (title, "")
    assert draft.speakers == (Speaker(name="Ada Brook"),)


def test_brackets_around_a_label_are_no_part_of_the_name_and_no_role() -> None:
    document = _document(
        "Town talk\n\n"
        "[Ada Brook]: Welcome. I am glad that you came tonight, all of you.\n\n"
        "[Joe Lund]: I have come about the ferry, and I will not leave without it.\n\n"
        "[Ada]: Then we have the whole night for the ferry, and half of the morning.\n\n"
        "[Joe Lund]: I have brought coffee for everybody who wants to stay so long.\n"
    )
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert made.speakers == (
        Speaker(name="Ada Brook", aliases=("Ada",)),
        Speaker(name="Joe Lund"),
    )


def test_messages_keep_who_reads_them() -> None:
    document = _document(MEETING)
    turns = draft_transcript(segment(document), document, name="meeting.txt").turns
    (message,) = [turn for turn in turns if turn.kind is TurnKind.MESSAGE]
    assert (message.speaker, message.read_by) == ("King Olav of Nordia", "Jana Novak")


def test_what_is_under_the_bar_is_marked_for_a_person() -> None:
    document = _document(
        "Tomás Ferro: The lamp is lit.\nMay Rose: The rose is red, in may. A rose!\n"
        "I may come in may, if a rose is there, and the rose may come too.\n"
        "Tomás Ferro: So be it.\n"
    )
    found = segment(document)
    doubtful = [one for one in found if one.confidence < MIN_CONFIDENCE]
    made = draft_transcript(found, document, name="talk.txt")
    marked = [turn for turn in made.turns if turn.doubt]
    assert len(marked) == len([one for one in doubtful if one.kind.attributed])


def test_words_of_nobody_that_may_be_somebodys_are_marked() -> None:
    text = """Minutes of the harbour board

    1. Ms. Brook (Northmoor) said that the pier was mended.

    2. Mr. Ferro (Dorn) asked who would pay for the lamp.

    3. Ms. Brook (Northmoor) replied that the town would.
    """
    document = Document(blocks=read_text(text))
    made = draft_transcript(segment(document), document, name="talk.txt")
    (turn,) = [turn for turn in made.turns if turn.kind is TurnKind.COMMENTARY]
    assert turn.speaker is None
    assert "does not quote" in turn.doubt
    assert f"<!-- check: {turn.doubt} -->" in serialize(made)
    assert make_report(segment(document), document).doubt_count == 1


def test_words_with_holes_of_broken_bytes_are_checked_first() -> None:
    document = _document(
        "Tomás Ferro: The l\ufffdmp is lit, I say.\nJana Novak: Is it? I see.\n"
        "Tomás Ferro: So be it, I think.\n"
    )
    turns = draft_transcript(segment(document), document, name="talk.txt").turns
    assert ["broken" in turn.doubt for turn in turns] == [True, False, False]


QUESTIONS = """
Q: When did you begin?
A: When I was nine. My uncle had a clock.
Q: And then?
A: Then I had it, too.
"""


@pytest.mark.parametrize(
    "title",
    [
        "Interview with Mara Quill, Clockmaker",
        "A Conversation with Dr. Mara Quill",
        "Gespräch mit Mara Quill",
    ],
)
def test_answers_are_whose_the_title_names(title: str) -> None:
    document = _document(title + QUESTIONS)
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert made.speakers[1] == Speaker(name="Mara Quill")
    said = [turn for turn in made.turns if turn.speaker == "Mara Quill"]
    assert [bool(turn.doubt) for turn in said] == [False, False]
    assert make_report(segment(document), document).unnamed == ()


@pytest.mark.parametrize(
    "title",
    [
        "Interview with Mara Quill and Tom Reed",
        "Ida Ames in conversation with Mara Quill",
        "On mending clocks",
    ],
)
def test_answers_of_nobody_who_is_surely_named_stay_a_voice(title: str) -> None:
    document = _document(title + QUESTIONS)
    assert make_report(segment(document), document).unnamed == ("A",)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Held on 3 May 1998 in the Parish Hall", "Parish Hall"),
        ("Speech at the Old Mill, Dorn, 3 May 1998", "Old Mill, Dorn"),
        ("Saturday, 3 May 1998 at 7:30 pm in the Parish Hall", "Parish Hall"),
        ("Place and date: Dorn, 3 May 1998", "Dorn"),
        ("Gehalten am 3. Mai 1998 im Rathaus zu Dorn", "Rathaus zu Dorn"),
        ("Prononcé à Paris le 3 mai 1998", "Paris"),
        ("Dorn, den 3. Mai 1998", "Dorn"),
        ("Washington, D.C., May 3, 1998", "Washington, D.C."),
        ("St. Ann's, Dorn on 3 May 1998", "St. Ann's, Dorn"),
        ("Interview on 3 May 1998", ""),
        ("Transcribed 3 May 1998", ""),
        ("Aufgezeichnet am 3. Mai 1998", ""),
        ("Aufgezeichnet in Dorn am 3. Mai 1998", "Dorn"),
        ("Enregistré à Dorn le 3 mai 1998", "Dorn"),
        ("Grabada el 3 de mayo de 1998", ""),
        ("Записано 3 мая 1998 года", ""),
        ("Date: 3 May 1998", ""),
        ("3 May 1998 | By Jana Novak", ""),
        ("3 May 1998, 5 min read", ""),
        ("Published May 3, 1998 at 5:00 AM EST", ""),
        ("May 3, 1998, 17:30 (CET)", ""),
        ("May 3, 1998, 17:30 UTC+2, Parish Hall", "Parish Hall"),
        ("May 3, 1998 14:50 Wat Street, Eastport", "Wat Street, Eastport"),
    ],
)
def test_the_place_is_what_the_line_of_the_date_says_of_it(
    line: str, place: str
) -> None:
    document = _document(f"Town meeting\n{line}\n\nAda Brook: Hello.\nTom Roe: Hi.\n")
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert (made.date, made.place) == ("1998-05-03", place)


def test_comments_nest_as_deep_as_they_stood() -> None:
    def comment(text: str, level: int, author: str, date: str = "") -> Block:
        return Block(
            text=text,
            line=9,
            kind=BlockKind.COMMENT,
            level=level,
            author=author,
            date=date,
        )

    document = Document(
        blocks=(
            Block(text="Ada Brook: The lamp is lit, dear friends.", line=1),
            comment("Bravo.", 0, "Ines", "2031-05-05"),
            comment("Why?", 1, "Jo", "last spring"),
            comment("Because.", 2, "Ines"),
            comment("I was there.", 0, "Kim"),
        ),
        title="Lamp",
    )
    made = draft_transcript(segment(document), document, name="lamp.html")
    assert made.comments == (
        Comment(
            author="Ines",
            text="Bravo.",
            date="2031-05-05",
            replies=(
                Comment(
                    author="Jo",
                    text="Why?",
                    replies=(Comment(author="Ines", text="Because."),),
                ),
            ),
        ),
        Comment(author="Kim", text="I was there."),
    )


def test_the_report_points_at_the_most_doubtful_lines() -> None:
    lines = [f"Voice {n} Rose: A rose is a rose, voice by voice." for n in range(9)]
    document = _document("Ada Brook: Welcome.\n" + "\n".join(lines) + "\n")
    summed = make_report(segment(document), document)
    assert len(summed.doubts) <= 5
    assert [one.confidence for one in summed.doubts] == sorted(
        one.confidence for one in summed.doubts
    )


def test_a_document_without_a_title_is_named_after_its_file() -> None:
    document = _document("Ada Brook: Welcome to the lamp.\nTom Reed: Hello.\n")
    made = draft_transcript(
        segment(document), document, name="some/folder/lamp_night.txt"
    )
    assert (made.slug, made.title) == ("lamp-night", "lamp night")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Diario de sesiones. Ribalta.", "Diario de sesiones. Ribalta"),
        (
            "対談　港を考える（2023年6月11日、公民館）",
            "対談 港を考える（2023年6月11日、公民館）",
        ),
        (
            "Zjazd Związku Flisaków, 20 maja 2023 r.",
            "Zjazd Związku Flisaków, 20 maja 2023 r.",
        ),
        ("I was in the hall and wrote this down.", "talk"),
        ("Eastport, 3 May 2023.", "talk"),
    ],
)
def test_a_first_line_may_be_the_title(line: str, title: str) -> None:
    document = _document(f"{line}\n\nAda Brook: Welcome.\n\nTom Roe: Hello, Ada.\n")
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert made.title == title


SAID = """
ADA BROOK: The ferry has not run since spring, and nobody on the quay knows why.

JOE LUND: I have asked the owner twice, and she told me that the engine is gone.

ADA BROOK: Then we will row, as our mothers did, until a new engine comes.
"""


@pytest.mark.parametrize(
    ("name", "head", "title"),
    [
        (
            "post.md",
            (
                "[Home](/) [Who am I?](/about) [Contact](/contact)\n\nNotes from the Quay\n\n"
                "## A hundred years of the ferry\n\n13 June 2031"
            ),
            "A hundred years of the ferry",
        ),
        (
            "podcast.txt",
            (
                "Skip to main content\nHarbour Board\nHome  News  Podcast  Episode 11\n\n"
                "Transcript of episode 11: The last ferry\n"
            ),
            "Transcript of episode 11: The last ferry",
        ),
        (
            "verslag.txt",
            "Ga naar de inhoud\nInloggen\n\nTranscript aflevering 11: De laatste pont\n",
            "Transcript aflevering 11: De laatste pont",
        ),
        (
            "record.txt",
            (
                "Council of the Isles - Home\nCouncil\nof the Isles\nRecords of sittings\n\n"
                "Dorn, 3 May 2031\n"
            ),
            "Records of sittings",
        ),
        (
            "remarks.txt",
            "Skip to content\n\nNewsroom > Speeches\n\nThe rededication of the bridge\n",
            "The rededication of the bridge",
        ),
        ("path.txt", "Board » Boats » Old ferries\n", "Board » Boats » Old ferries"),
        ("menu.txt", "Search for the lost ferry\n", "Search for the lost ferry"),
    ],
)
def test_what_a_site_prints_above_a_document_is_not_its_title(
    name: str, head: str, title: str
) -> None:
    document = read_document(f"{head}\n{SAID}".encode(), name)
    made = draft_transcript(segment(document), document, name=name)
    assert made.title == title


def test_every_language_with_months_has_twelve() -> None:
    for table in ("dates.months", "dates.month_forms"):
        counts = {code: len(entries(code, table)) for code in languages()}
        assert {code for code, count in counts.items() if count} >= {"de", "ru"}
        assert set(counts.values()) <= {0, 12}


@pytest.mark.parametrize(
    ("line", "day", "place"),
    [
        ("Ulanów, 20 maja 2023 r.", "2023-05-20", "Ulanów"),
        ("2023. október 5.", "2023-10-05", ""),
        ("2023년 6월 11일", "2023-06-11", ""),
        ("6 d’octubre de 2022", "2022-10-06", ""),
        ("2024 m. balandžio 11 d.", "2024-04-11", ""),
        ("Köln (5. Oktober 2023)", "2023-10-05", "Köln"),
        ("14 лютого 2023 року", "2023-02-14", ""),
        ("7. 12. 2023", "2023-12-07", ""),
        # October in Croatian, November in Polish, and the document is in neither.
        ("3 listopada 2023", "2023", ""),
    ],
)
def test_dates_are_read_in_all_languages(line: str, day: str, place: str) -> None:
    document = _document(f"The feast\n{line}\n\nAda Brook: Welcome to the lamp.\n")
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert (made.date, made.place) == (day, place)


def _dated(text: str, declared: str = "") -> str:
    document = Document(blocks=read_text(text), date=declared)
    return draft_transcript(segment(document), document, name="talk.txt").date


def test_the_date_is_the_events_and_not_that_of_its_publication() -> None:
    talk = "Town meeting\nEastport, 3 May 1998\n\nAda Brook: Hello.\nTom Roe: Hi.\n"
    assert _dated(talk, "1998-05-20") == "1998-05-03"
    assert _dated(talk, "1998-05-01") == "1998-05-01"
    assert _dated(talk, "1998") == "1998-05-03"


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Farewell address (1931)", "1931"),
        ("Annual message, 1931", "1931"),
        ("Speech on the flood of 1974 and the mill", ""),
    ],
)
def test_a_year_in_a_headline_may_be_its_subject(title: str, date: str) -> None:
    assert _dated(f"{title}\n\nAda Brook: Hello.\nTom Roe: Hi, I say.\n") == date


def test_a_year_inside_a_speech_is_no_date() -> None:
    blocks = (
        Block(text="Ada Brook: I was there, and I saw it.", line=1),
        Block(text="The flood of 1974", line=2, kind=BlockKind.HEADING),
        Block(text="It came in the night, and I ran.", line=3),
        Block(text="Tom Roe: I swam.", line=4),
        Block(text="Ada Brook: You did.", line=5),
    )
    document = Document(blocks=blocks)
    made = draft_transcript(segment(document), document, name="talk.txt")
    assert made.date == ""


def test_no_telephone_number_names_a_writer() -> None:
    lines = (
        "Messages and calls are end-to-end encrypted.",
        "+44 7700 900143: Has anybody seen the notice about the bridge?",
        "+44 7700 900299: Yes, it hangs in the hall since yesterday.",
        "+44 7700 900143: Then call the council, at +44 20 7946 0000.",
        "+44 7700 900543: I can take two people in my car each day.",
        "+44 7700 900777 joined using this group's invite link",
        "+44 7700 900299: That is very kind of you, @447700900543",
    )
    exported = (f"12/05/2021, 09:0{n} - {line}" for n, line in enumerate(lines))
    document = _document("\n".join(exported))
    found = segment(document)
    assert {one.speaker for one in found} > {"+44 7700 900143", "+44 7700 900299"}
    made = draft_transcript(found, document, name="Chat with +44 7700 900143.txt")
    assert [(one.name, one.voice, one.aliases) for one in made.speakers] == [
        ("Writer …143", True, ()),
        ("Writer …99", True, ()),
        ("Writer …543", True, ()),
    ]
    written = serialize(made)
    assert parse(written).speakers == made.speakers
    assert "7700" not in written.replace(made.turns[3].text, "")
    assert "call the council, at +44 20 7946 0000" in written
    assert "very kind of you, @…43" in written


def test_no_number_stays_in_the_words_that_a_doubt_is_about() -> None:
    said = Segment(
        kind=SegmentKind.MESSAGE,
        text="Ask @447700900543, please.",
        line=1,
        speaker="+44 7700 900143",
        confidence=0.5,
        reason=about_part("it may be another's", "Ask @447700900543, please."),
    )
    told = replace(said, kind=SegmentKind.STAGE, speaker=None)
    told = replace(told, reason=about_part(told.reason, "+44 7700 900777 left"))
    masked = mask_phone_numbers([said, told])
    assert "(about “Ask @…43, please.”)" in masked[0].reason
    assert "(about “…77 left”)" in masked[1].reason


def test_a_number_before_a_message_that_nobody_was_given_is_masked() -> None:
    document = _document("12/05/2021, 09:00 - +44 7700 900143: Who has a rope?")
    made = draft_transcript(segment(document), document, name="chat.txt")
    assert made.turns[0].text == "12/05/2021, 09:00 - Writer …43: Who has a rope?"


@pytest.mark.parametrize(
    "number",
    [
        "\u202a+44 7700 900143\u202c",
        "~\u202f+44 7700 900143",
        "07700 900143",
        "0044-7700-900143",
        "(+44) 7700 900143",
        "<+44 7700 900143>",
        "447700900143@s.whatsapp.net",
        "Tel. 07700 900143",
        "＋４４ ７７００ ９００１４３",
    ],
)
def test_a_number_in_any_spelling_is_in_no_file(number: str) -> None:
    lines = (f"{number}: Who has a rope?", f"{number} left", "Anna: I have one here.")
    text = "\n".join(f"\u200e[12/05/2021, 09:00:11] {line}" for line in lines)
    made = draft_transcript(
        segment(_document(text)), _document(text), name=f"Chat with {number}.txt"
    )
    written = serialize(made)
    assert "7700" not in written
    assert "７７００" not in written
    assert "I have one here" in written


def test_names_with_figures_stay_and_two_of_one_name_are_told_apart() -> None:
    def said_by(name: str) -> Segment:
        return Segment(kind=SegmentKind.MESSAGE, text="Here.", line=1, speaker=name)

    names = ["Flat 12", "R2D2", "1999", "1914-1918", "Class of 1999"]
    numbered = ["Anna 07700 900143", "Anna (+44 7700 900299)", "Bert +44 7700 900143"]
    masked = mask_phone_numbers([said_by(name) for name in (*names, *numbered)])
    assert [one.speaker for one in masked] == [
        *names,
        "Anna …43",
        "Anna …99",
        "Bert",
    ]


def test_masking_looks_at_a_notice_of_any_length_once() -> None:
    for sign in "<(\n+0":
        notice = Segment(kind=SegmentKind.STAGE, text=sign * 100_000, line=1)
        assert mask_phone_numbers([notice]) == (notice,)
