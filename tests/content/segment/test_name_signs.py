"""Whose name a passage is given: how many signs hold it, and in which form."""

from dataclasses import replace

import pytest

from content.formats import read_document
from content.segment import MIN_CONFIDENCE, segment
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import hear, witnesses_of
from content.segment.first_reader.reader import make_first_reading

SPEECH = """Dear friends, ladies and gentlemen,

We have kept the lamp for forty years, and I was here for thirty of them.

I remember the winter in which our boats froze to the quay.

My thanks go to the crews. Thank you.
"""


def _page(head: str, lead: str = "", speech: str = SPEECH) -> str:
    return f"# {head}\n\n{lead}\n\n{speech}" if lead else f"# {head}\n\n{speech}"


def _heard(text: str, opening: str) -> tuple[str, set[str]]:
    """Return the speaker of the passage that has an opening, and what witnesses say."""
    document = read_document(text.encode(), "page.md")
    first = make_first_reading(document)
    reading = Reading(first.pieces, first.lines, first.labels, document)
    ((piece, own),) = [
        (piece, own)
        for piece, own in zip(first.pieces, hear(reading), strict=True)
        if piece.text.strip().startswith(opening)
    ]
    return piece.speaker or "", {one.name for one in witnesses_of(own)}


UKRAINIAN = """Шановні друзі!

Ми сорок років берегли цей маяк, і я був тут тридцять із них.

Я пам'ятаю зиму, коли наші човни примерзли до причалу.

Дякую всім екіпажам. Дякую за увагу!
"""

WRONG = [
    ("author_has_one_sign", _page("Ada Brook at the harbour"), "Ada Brook"),
    (
        "another_is_named",
        _page(
            "A speech by Ada Brook in honour of Captain Tom Ferro",
            "Captain Tom Ferro turned ninety on Friday, and the harbour came to his feast.",
        ),
        "Tom Ferro",
    ),
    (
        "name_may_be_bent",
        _page("Виступ Президента Лютобора Вербицького", speech=UKRAINIAN),
        "Лютобора Вербицького",
    ),
    (
        "name_may_be_cut",
        _page("Speech by Guildsman Ada Brook at the harbour"),
        "Guildsman Ada Brook",
    ),
    (
        "may_be_no_person",
        _page("Harrow Lamp 2014", "This speech was heard at the feast, Harrow Lamp."),
        "Harrow Lamp",
    ),
    (
        "name_has_common_word",
        _page("Speech by Harrow Lamp at the harbour", "The lamp is lit again."),
        "Harrow Lamp",
    ),
]


@pytest.mark.parametrize(("witness", "page", "name"), WRONG)
def test_a_name_on_a_page_without_labels_is_doubted(
    witness: str, page: str, name: str
) -> None:
    opening = "Ми сорок" if "Дякую" in page else "We have kept"
    speaker, heard = _heard(page, opening)
    assert speaker == name
    assert witness in heard
    spoken = [
        one for one in segment(read_document(page.encode(), "page.md")) if one.speaker
    ]
    assert spoken
    assert all(one.confidence < MIN_CONFIDENCE for one in spoken)


CROATIAN = """Dragi prijatelji,

Mi smo četrdeset godina čuvali ovaj svjetionik i ja sam bila ovdje trideset.

Sjećam se zime kad su se naši brodovi zaledili uz obalu.

Hvala svima. Hvala vam.
"""

RIGHT = [
    (
        _page(
            "The lamp is lit again",
            "The speech at the feast was delivered by Ada Brook, who kept the lamp. The "
            "warden, Tom Ferro, welcomed the guests.\n\nHere is her speech in full:",
        ),
        "Ada Brook",
    ),
    (_page("Speech by Ada Brook at the harbour"), "Ada Brook"),
    (_page("Ada Brook's speech at the harbour"), "Ada Brook"),
    (
        _page(
            "The lamp in “Northern Star”",
            "Ada Brook, who kept the lamp for thirty winters, gave this speech on Friday.",
        ),
        "Ada Brook",
    ),
    (
        _page(
            "Svjetionik na Kamenjaku",
            "U petak se od svjetionika oprostila njegova čuvarica Ana Barišić. Objavljujemo njezin govor.",
            CROATIAN,
        ),
        "Ana Barišić",
    ),
    (
        _page(
            "Speech by Ada Brook at the harbour",
            "Ada Brook spoke on Friday at the feast of the lamp, before forty guests.",
        ),
        "Ada Brook",
    ),
    (
        _page(
            "Виступ Президента Остапа Вербицького",
            "Остап Вербицький привітав моряків у п'ятницю, коли відкривали новий маяк.",
            UKRAINIAN,
        ),
        "Остап Вербицький",
    ),
]


@pytest.mark.parametrize(("page", "name"), RIGHT)
def test_a_name_that_two_places_hold_or_a_plain_one_is_served(
    page: str, name: str
) -> None:
    found = segment(read_document(page.encode(), "page.md"))
    spoken = [one for one in found if one.speaker]
    assert {one.speaker for one in spoken} == {name}
    assert max(one.confidence for one in spoken) >= MIN_CONFIDENCE


FORMS = [
    ("cs", "Marie Sobotková", True),
    ("pl", "Marcina Zielińskiego", False),
    ("uk", "Оксана Гриць", True),
    ("uk", "Остапа Мельника", False),
    ("hu", "Kelemen Márta", True),
    ("hu", "Kelemen Mártával", False),
    ("el", "Νίκος Βαρδής", True),
    ("el", "Νίκου Βαρδή", False),
    ("lv", "Jānis Ozols", True),
    ("lv", "Annas Kalniņas", False),
    ("uk", "Галина Верба", True),
    ("uk", "Галини Верби", False),
    ("ru", "Ольга Петровна Штоль", True),
    ("hr", "Marka Horvata", False),
    ("et", "90-aastane Aino Kuuse", True),
    ("et", "Aino Kuuse", False),
]


@pytest.mark.parametrize(("language", "name", "upright"), FORMS)
def test_the_ending_of_given_name_and_surname_tells_the_case(
    language: str, name: str, upright: bool
) -> None:
    first = f"<html lang='{language}'><body><p>1 — 2 — 3, {name}. 4, 5, 6.</p><p>A: b.</p></body></html>"
    name = name.removeprefix("90-aastane ")
    document = read_document(first.encode(), "page.html")
    read = make_first_reading(document)
    reading = Reading(
        [
            replace(piece, speaker=name) if n else piece
            for n, piece in enumerate(read.pieces)
        ],
        read.lines,
        read.labels,
        document,
    )
    assert reading.names.forms.is_upright(name) is upright


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Ana Novak Kranjc", True),
        ("Guildsman Novak Kranjc", False),
        ("E. R. Lomax", True),
        ("Lomax", False),
        ("M. P", False),
    ],
)
def test_a_given_name_in_two_places_shows_that_a_name_is_whole(
    name: str, whole: bool
) -> None:
    page = f"# Interview: {name}, teacher\n\nFor years {name} rang here.\n\n{SPEECH}"
    document = read_document(page.encode(), "page.md")
    first = make_first_reading(document)
    reading = Reading(first.pieces, first.lines, first.labels, document)
    assert reading.names.forms.is_whole(name) is whole


def test_the_name_of_the_site_is_no_speaker() -> None:
    page = (
        "<html><head><title>Speech at the harbour | Harbour Voices</title>"
        '<link rel="canonical" href="https://harbourvoices.example/speech"></head>'
        "<body><article><h1>Speech at the harbour</h1><p>Harbour Voices</p>"
        + "".join(f"<p>{text}</p>" for text in SPEECH.split("\n\n"))
        + "</article></body></html>"
    )
    found = segment(read_document(page.encode(), "page.html"))
    assert all(one.confidence < MIN_CONFIDENCE for one in found if one.speaker)


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        (
            "The lamp was lit. His daughter Skarvant spoke, and here are her words.",
            True,
        ),
        (
            "The lamp was lit. At the Skarvant they spoke, and here are the words.",
            False,
        ),
    ],
)
def test_a_relative_before_the_first_name_shows_a_person(
    lead: str, *, shown: bool
) -> None:
    page = _page("The lamp", lead, f"## Skarvant Treelholm's speech\n\n{SPEECH}")
    speaker, names = _heard(page, "I remember")
    assert speaker == "Skarvant Treelholm"
    assert ("may_be_no_person" not in names) is shown


def test_a_label_that_nothing_else_supports_is_doubted() -> None:
    text = "Here is what was said on Friday:\n\nAda Brook: I have the key, and I keep it.\n"
    found = segment(read_document(text.encode(), "page.md"))
    (spoken,) = [one for one in found if one.speaker]
    assert spoken.confidence < MIN_CONFIDENCE
    assert spoken.reason == "only its label has the name, and no other sign agrees"
