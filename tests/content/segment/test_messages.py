"""What holds for every text that is read out, whatever marks it."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.document import Document
from content.formats.plain.reader import read_text
from content.language.language_files import languages
from content.segment import MIN_CONFIDENCE, Segment, segment
from content.segment.messages.extent import Form
from content.segment.messages.extents.extent_finder import find_extent
from content.segment.messages.messages import attribute_messages
from content.segment.messages.signatures.signatures import signature_at_end
from content.segment.messages.words import greets_reader, reader_ends
from content.segment.pieces import Piece
from content.segment.result import SegmentKind


class Letter(NamedTuple):
    """The words around a letter in one language."""

    language: str
    announcement: str
    salutation: str
    body: str
    closing: str
    sender: str
    end: str


LETTERS = (
    Letter("en", "I read you a letter:", "Dear Mayor,", "The lamp is out. Mend it.",
           "Yours sincerely,", "Tilly Marsh", "That is the letter."),
    Letter("de", "Ich lese einen Brief vor:", "Sehr geehrte Frau Präsidentin,",
           "Die Lampe brennt nicht. Bitte kommen Sie.", "Mit freundlichen Grüßen",
           "Jutta Lenz", "So weit der Brief."),
    Letter("fr", "Je vous lis la lettre :", "Monsieur le maire,",
           "La lampe est morte. Venez donc.", "Cordialement,", "Odile Kermeur",
           "Fin de la lettre."),
    Letter("es", "Voy a leer una carta:", "Estimada señora,",
           "La lámpara no alumbra. Vengan ya.", "Atentamente,", "Inés Rocamar",
           "Hasta ahí la carta."),
    Letter("it", "Leggo una lettera:", "Egregio signore,",
           "La lampada è spenta. Venite presto.", "Cordiali saluti,", "Anna Berti",
           "Fine della lettera."),
    Letter("pt", "Passo a ler a carta:", "Senhor Presidente,",
           "A lâmpada apagou. Venham cá.", "Atenciosamente,", "Rita Moura",
           "Fim da carta."),
    Letter("ca", "Llegeixo la carta:", "Benvolguda senyora,",
           "El llum no crema. Vinguin aviat.", "Atentament,", "Jaume Riera",
           "Fins aquí la carta."),
    Letter("cs", "Přečtu vám dopis:", "Vážený pane,", "Lampa nesvítí. Přijďte brzy.",
           "S pozdravem", "Alois Kolář", "Tolik dopis."),
    Letter("sk", "Prečítam vám list:", "Vážený pán predseda,",
           "Lampa nesvieti. Príďte skoro.", "S úctou", "Ján Hronec", "Toľko list."),
    Letter("pl", "Przeczytam list:", "Szanowny Panie,", "Lampa zgasła. Proszę przyjść.",
           "Z poważaniem", "Zofia Wrona", "Koniec listu."),
    Letter("hu", "Felolvasom a levelet:", "Tisztelt Uram,",
           "A lámpa nem ég. Jöjjenek hamar.", "Üdvözlettel,", "Kis Béla",
           "Eddig a levél."),
    Letter("tr", "Mektubu okuyorum:", "Sayın Başkan,", "Lamba yanmıyor. Gelin artık.",
           "Saygılarımla,", "Ayşe Yılmaz", "Mektup bitti."),
    Letter("uk", "Зачитаю листа:", "Шановний пане,", "Лампа не горить. Приходьте.",
           "З повагою", "Данило Криця", "Кінець листа."),
    Letter("ru", "Зачитаю письмо:", "Уважаемый господин,",
           "Лампа не горит. Приходите.", "С уважением,", "Анна Лунина",
           "Конец письма."),
    Letter("nl", "Ik lees een brief voor:", "Geachte heer,",
           "De lamp is uit. Komt u gauw.", "Hoogachtend,", "Anna Zeil",
           "Einde van de brief."),
    Letter("sv", "Jag läser upp ett brev:", "Kära ministern,",
           "Lampan är släckt. Kom snart.", "Med vänlig hälsning,", "Lisa Berg",
           "Det var brevet."),
    Letter("da", "Jeg læser et brev op:", "Kære minister,",
           "Lampen er slukket. Kom snart.", "Med venlig hilsen,", "Rikke Dahl",
           "Det var brevet."),
    Letter("fi", "Luen kirjeen:", "Hyvä ministeri,", "Lamppu on sammunut. Tulkaa pian.",
           "Ystävällisin terveisin,", "Aino Korpi", "Lainaus päättyy."),
    Letter("ro", "Citesc o scrisoare:", "Stimate domn,", "Lampa s-a stins. Veniți.",
           "Cu stimă,", "Mihai Brad", "Aceasta este scrisoarea."),
    Letter("el", "Διαβάζω ένα γράμμα:", "Αξιότιμε κύριε,",
           "Η λάμπα έσβησε. Ελάτε σύντομα.", "Με εκτίμηση,", "Άννα Βρέττα",
           "Τέλος της επιστολής."),
    Letter("bg", "Ще прочета едно писмо:", "Уважаеми господине,",
           "Лампата не свети. Елате.", "С уважение,", "Анна Донева",
           "Край на писмото."),
    Letter("hr", "Pročitat ću pismo:", "Poštovani gospodine,",
           "Svjetiljka ne gori. Dođite.", "S poštovanjem,", "Ana Horvat",
           "Kraj pisma."),
)  # fmt: skip
MARKS = ("", "“”", "„“", "«»", '""', "””")


def _found(letter: Letter, text: str) -> tuple[list[Segment], str]:
    """Return the segments of a talk in which somebody reads a letter, and its words."""
    talk = (
        f"Mara Quill: {letter.announcement}\n\n{text}\n\n{letter.end}\n\n"
        "Odd Fen: I see it.\n\nMara Quill: So do I.\n"
    )
    found = segment(Document(blocks=read_text(talk)))
    letters = "".join(c for one in found for c in one.text if c.isalnum())
    return list(found), letters


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.language)
@pytest.mark.parametrize("marks", MARKS)
def test_a_signed_letter_is_its_senders_in_every_language(
    letter: Letter, marks: str
) -> None:
    opening, closing = marks[:1], marks[1:]
    parts = [letter.salutation, letter.body, letter.closing, letter.sender]
    found, words = _found(letter, opening + "\n\n".join(parts) + closing)
    messages = [one for one in found if one.kind is SegmentKind.MESSAGE]
    assert {one.speaker for one in messages} == {letter.sender}
    assert {one.read_by for one in messages} == {"Mara Quill"}
    text = "\n\n".join(one.text for one in messages)
    assert text == opening + "\n\n".join(parts) + closing
    after = next(one for one in found if one.text.startswith(letter.end))
    assert after.speaker == "Mara Quill"
    said = [letter.announcement, *parts, letter.end, "I see it", "So do I"]
    assert words == "".join(c for part in said for c in part if c.isalnum())


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.language)
def test_a_letter_without_a_signature_ends_where_its_reader_says(
    letter: Letter,
) -> None:
    pieces = [
        Piece(text=text, block=n, line=n, kind=SegmentKind.SPEECH, speaker="A", turn=1)
        for n, text in enumerate([letter.salutation, letter.body, "1914", letter.end])
    ]
    extent = find_extent(pieces, 0)
    assert (extent.form, extent.end) == (Form.READ, 3)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.language)
def test_the_words_of_letters_are_known(letter: Letter) -> None:
    assert letter.language in languages()
    assert greets_reader(f"{letter.salutation} {letter.body}")
    assert reader_ends(letter.end)
    signed = f"{letter.body} {letter.closing.rstrip(',')}, {letter.sender}."
    assert signature_at_end(signed) == letter.sender


PARTS = st.sampled_from(
    [part for letter in LETTERS for part in letter[1:]]
    + ["“", "”", "[reads]", "> so", "Dear me: no.", "Item 4:", ""]
)
KINDS = st.sampled_from(SegmentKind)


@st.composite
def _pieces(draw: st.DrawFn) -> list[Piece]:
    pieces: list[Piece] = []
    turn = 0
    for n in range(draw(st.integers(0, 12))):
        turn += draw(st.integers(0, 1))
        kind = draw(KINDS)
        text = " ".join(draw(st.lists(PARTS, min_size=1, max_size=3)))
        speaker = draw(st.sampled_from(["Ada", "Ben"])) if kind.attributed else None
        pieces.append(
            Piece(
                text=text,
                block=n,
                line=n + 1,
                kind=kind,
                turn=turn,
                speaker=speaker,
                quoted=draw(st.booleans()),
                italic=draw(st.booleans()),
            )
        )
    return pieces


@given(_pieces())
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_or_moved_and_only_the_spoken_is_read_out(
    pieces: list[Piece],
) -> None:
    found = attribute_messages(pieces)
    assert "".join("".join(p.text.split()) for p in found) == "".join(
        "".join(p.text.split()) for p in pieces
    )
    for one in found:
        assert one.spoken == (one.speaker is not None)
        before = next(p for p in pieces if p.line == one.line)
        if before.kind in {SegmentKind.COMMENT, SegmentKind.BOILERPLATE}:
            assert one.kind is before.kind


LONG = (
    "The water went yellow in spring, and I boiled it, and it stayed yellow. I called the "
    "county, and the county told me to call somebody else."
)
TALK = """Tom Ferro: Good morning. I am glad to be here.

Jane Hall: Thank you, Tom. I am, too.

Tom Ferro: {0}

{1}

That was in spring. Nobody came.

Jane Hall: I see. We go on.

Tom Ferro: We do.
"""


def _who(announcement: str, text: str) -> tuple[str | None, bool]:
    """Return whose a text inside a turn is, and whether that is sure."""
    whole = TALK.format(announcement, text)
    found = segment(Document(blocks=read_text(whole)))
    (one,) = [o for o in found if "went yellow" in o.text]
    return one.speaker, not one.doubtful


@pytest.mark.parametrize(
    ("announcement", "sender", "sure"),
    [
        (
            "I want to read from it. It is from Mrs. Ada Brook, on the quay.",
            "Ada Brook",
            True,
        ),
        ("I have it from Ada Brook, who lives there. She says:", "Ada Brook", True),
        ("I came with Ada Brook and Ben Marsh. One of them says:", None, False),
        ("Wait, where are my glasses. Right.", None, False),
    ],
)
def test_whole_paragraphs_in_quotation_marks_are_not_their_readers(
    announcement: str, sender: str | None, sure: bool
) -> None:
    speaker, served = _who(announcement, f"“{LONG}”")
    assert served == sure
    if sender:
        assert speaker == sender


def test_a_short_quotation_stays_with_who_quotes_it() -> None:
    assert _who("I remember it. “It went yellow.” So it was.", "Yes.") == (
        "Tom Ferro",
        True,
    )


def test_who_reads_a_note_did_not_send_it() -> None:
    text = "Ada Brook, the founder, was ill. Marsh read the note that she sent:"
    assert _who(text, f"“{LONG}”")[0] != "Marsh"


def test_a_name_that_ends_like_a_preposition_is_whole() -> None:
    speaker, _ = _who(
        "I read from the letter of Gerda Thomsen. She writes:", f"“{LONG}”"
    )
    assert speaker == "Gerda Thomsen"


def test_what_stands_below_words_that_say_it_is_read_is_not_served_as_the_readers() -> (
    None
):
    found = _who("I have a letter from a foreman. I'll read a piece of it.", LONG)
    assert not found[1]


def test_a_text_that_is_read_ends_where_its_reader_says_that_is_all() -> None:
    said = (
        f"A motion came in from Ada Brook. I'll read it.\n\n{LONG}\n\nAda Brook, clerk"
    )
    found = segment(Document(blocks=read_text(TALK.format(said, "And that's all."))))
    assert [o.speaker for o in found if "went yellow" in o.text] == ["Ada Brook"]
    assert [o.speaker for o in found if "that's all" in o.text] == ["Tom Ferro"]


FRAMED = f"""The bell of Skerry rings again

Four hundred people came. The bishop was ill. We print his letter in full:

Dear brothers and sisters,

{LONG}

{LONG} I wish you all the best, and I thank you.

+ Alojz Hall
bishop

After that the chair of the guild spoke, and I went home.
"""


def test_a_letter_that_a_page_prints_is_whose_signature_ends_it() -> None:
    found = segment(Document(blocks=read_text(FRAMED)))
    assert {o.speaker for o in found if "went yellow" in o.text} == {"Alojz Hall"}
    assert not [o for o in found if "the guild" in o.text and o.speaker]


def test_a_line_that_repeats_what_was_said_above_is_whose_it_was() -> None:
    talk = TALK.format("> Thank you, Tom. I am, too.", "You said so.")
    found = segment(Document(blocks=read_text(talk)))
    assert [o.speaker for o in found if o.text.startswith(">")] == ["Jane Hall"]


def test_an_office_in_small_letters_may_be_the_sender() -> None:
    text = "Here is a letter from the minister of fisheries:"
    assert _who(text, f"“{LONG}”") == ("minister of fisheries", False)


@pytest.mark.parametrize(
    ("opening", "sure"),
    [
        ("Les membres du Groupe des Ports expriment leur préoccupation", False),
        ("Nous exprimons notre préoccupation", True),
    ],
)
def test_a_text_that_never_names_the_country_before_it_is_doubted(
    opening: str, sure: bool
) -> None:
    talk = f"""Mme Ada Brun : Bonjour. La France a publié hier le communiqué suivant :

« {opening} devant la saisie du navire et de son équipage.

La recherche en haute mer ne saurait être soumise à une autorisation. »

M. Tom Ferrand : Merci. Je n'ai pas de question.

Mme Ada Brun : Alors je vous remercie.
"""
    (letter,) = [s for s in segment(Document(blocks=read_text(talk))) if s.read_by]
    assert letter.speaker == "France"
    assert (letter.confidence >= MIN_CONFIDENCE) == sure


def test_a_text_under_titles_and_an_address_is_not_served_as_the_chairs() -> None:
    talk = """BAŞKAN – Toplantıyı açıyorum. İlk söz Sayın Lale'ye aittir. Buyurun.

I.- KONUŞMALAR

A) Üyelerin Konuşmaları

1.- Ada Lale'nin, köprüye ilişkin konuşması

ADA LALE (Rize) – Sayın Başkan, ben bu köprüyü soruyorum. Köprü üç yıldır kapalıdır.

BAŞKAN – Tamamlayın Sayın Lale.

ADA LALE (Rize) – Bitiriyorum Sayın Başkan. Hepinizi selamlıyorum.

BAŞKAN – Teşekkür ederim. Bir önerge vardır, okutuyorum.

II.- SUNUŞLAR

A) Önergeler

Liman Meclisi Başkanlığına

İskele on yıldır kapalıdır. Onarılmasını arz ederiz.

Can Deniz
Uşak

BAŞKAN – Önerge kabul edilmiştir.

ADA LALE (Rize) – Sayın Başkan, ben teşekkür ederim.
"""
    found = segment(Document(blocks=read_text(talk)))
    told = {one.text: one for one in found}
    assert told["A) Önergeler"].kind is SegmentKind.HEADING
    served = [s.text for s in found if s.speaker and s.confidence >= MIN_CONFIDENCE]
    assert {s.speaker for s in found if "İskele" in s.text} == {"Can Deniz"}
    assert any("Önerge kabul" in text for text in served)
