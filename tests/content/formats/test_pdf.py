"""Pages of a PDF become one text again."""

import io

import pytest
from pypdf import PdfWriter

from content.document import BlockKind, UnreadableDocumentError
from content.formats import pdf
from tests.fakes.documents.block_notation import shown
from tests.fakes.documents.pdf import Shown, typed
from tests.fakes.documents.pdf import pdf as make


def page(number: int, body: list[Shown]) -> list[Shown]:
    head = (72, 800, "F1", "Record of the Mill")
    return [head, *body, (300, 40, "F1", str(number))]


SESSION = [
    page(
        1,
        [
            *typed(
                [
                    "In the morning the house met at the mill, and the chair",
                    "was taken at nine.",
                ],
                top=770,
            ),
            (90, 730, "F2", "Mr. OAKES."),
            (160, 730, "F1", "I thank the millers, who have ground our"),
            *typed(
                [
                    "corn for a hundred years and more, and who will go on grind-",
                    "ing it if we let them. We should, and we shall, grinding or",
                    "not, as long as there is corn.",
                ],
                top=716,
            ),
            (90, 674, "F2", "Ms. PELL."),
            (155, 674, "F3", "And when there is none?"),
            (290, 674, "F1", "There was none in the year"),
            (
                72,
                660,
                "F1",
                "of the \u201cflood\u201d, and they went grinding on, and we",
            ),
        ],
    ),
    page(
        2,
        [
            *typed(
                [
                    "ate chaff. That is what I remember of it, and I was there,",
                    "which the gentleman was not.",
                ],
                top=770,
            ),
            (90, 730, "F2", "Mr. OAKES."),
            (160, 730, "F1", "I was at sea."),
        ],
    ),
    page(3, typed(["The house rose."])),
]


def test_wrapped_lines_are_joined_across_pages_and_running_heads_set_apart() -> None:
    blocks = pdf.read(make(SESSION)).blocks
    assert shown(blocks) == [
        "furniture| Record of the Mill",
        (
            "paragraph| In the morning the house met at the mill, and the chair was taken at"
            " nine."
        ),
        (
            "paragraph| *Mr. OAKES.* I thank the millers, who have ground our corn for a"
            " hundred years and more, and who will go on grinding it if we let them. We"
            " should, and we shall, grinding or not, as long as there is corn."
        ),
        (
            "paragraph| *Ms. PELL.* _And when there is none?_ There was none in the year of"
            " the “flood”, and they went grinding on, and we ate chaff. That is what I"
            " remember of it, and I was there, which the gentleman was not."
        ),
        "furniture| 1",
        "furniture| Record of the Mill",
        "paragraph| *Mr. OAKES.* I was at sea.",
        "furniture| 2",
        "furniture| Record of the Mill",
        "paragraph| The house rose.",
        "furniture| 3",
    ]


def test_a_gap_between_lines_parts_paragraphs_that_fill_their_lines() -> None:
    first = [
        "We have come here to say what we have to say, and to say it",
        "in the open, so that nobody may later claim that we had not",
        "said it where it could be heard by all of those we speak of",
    ]
    second = [
        "And so we shall, as soon as the doors are shut and the rain",
        "has stopped, for it is hard to hear a word of it, and those",
        "who sit at the back would have come all of the way in vain.",
    ]
    lines = [*typed(first, top=780), *typed(second, top=780 - 3 * 14 - 10)]
    assert [b.text for b in pdf.read(make([lines])).blocks] == [
        " ".join(first),
        " ".join(second),
    ]


def test_where_most_turns_have_one_line_the_gap_between_them_is_the_usual_distance() -> (
    None
):
    turns = [
        ["Ada Brook: I have kept this lamp for nine years, and I will", "not sell it."],
        ["Tom Ferro: Lend it to me."],
        ["Ada Brook: Why?"],
        ["Tom Ferro: I have to go down to the pier, where the fog has", "come in."],
        ["Ada Brook: Until when?"],
        ["Tom Ferro: Until the fog is gone."],
        ["Ada Brook: I will lend it to you until the fog is gone, and", "no longer."],
        ["Tom Ferro: I thank you."],
        ["Ada Brook: Mind the steps."],
    ]
    lines: list[Shown] = []
    top = 780
    for turn in turns:
        lines += typed(turn, top=top)
        top -= 14 * (len(turn) + 1)
    blocks = pdf.read(make([lines])).blocks
    assert [block.text for block in blocks] == [" ".join(turn) for turn in turns]


def test_smaller_notes_below_the_text_leave_its_lines_together() -> None:
    body = [
        "We have come here to say what we have to say, and to say it",
        "in the open, so that nobody may later claim that we had not",
        "said it where it could be heard by all of those we speak of",
        "and those who sit at the back will have to come to the front",
        "if they want to hear it.",
    ]
    notes = [
        "1 The front of the hall was full by nine, and many of them stood in",
        "the doors, as the paper says on the next day, without naming any of",
        "those who spoke; the minutes name all of them, but in no order that",
        "we know of.",
    ]
    small: list[Shown] = [
        (72, 600 - 10 * n, "F1", note) for n, note in enumerate(notes)
    ]
    blocks = pdf.read(make([[*typed(body), *small]])).blocks
    assert [block.text for block in blocks] == [" ".join(body), " ".join(notes)]


def test_lines_stretched_to_one_width_lose_their_gaps() -> None:
    lines = typed(
        [
            "We  have  come  here  to  say what we  have to say and to",
            "say  it   in  the open,  so that nobody  may later  claim",
            "that  we had  not said  it where  it could  be heard.",
        ],
        top=780,
    )
    assert [b.text for b in pdf.read(make([lines])).blocks] == [
        (
            "We have come here to say what we have to say and to say it in the open, so that "
            "nobody may later claim that we had not said it where it could be heard."
        )
    ]


def written(title: str, *, locked: bool = False) -> bytes:
    writer = PdfWriter(io.BytesIO(make([typed(["Good day to you."])])))
    writer.add_metadata({"/Title": title, "/Author": "typist"})
    if locked:
        writer.encrypt("mill", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_title_is_taken_but_neither_a_file_name_nor_the_typist() -> None:
    document = pdf.read(written("At the mill"))
    assert (document.title, document.author) == ("At the mill", "")
    for made_up in (
        "Microsoft Word - mill.doc",
        "(anonymous)",
        "untitled",
        "Document1",
        "PowerPoint Presentation",
    ):
        assert pdf.read(written(made_up)).title == ""


def test_a_protected_file_says_so() -> None:
    with pytest.raises(UnreadableDocumentError, match="password"):
        pdf.read(written("x", locked=True))


def test_pictures_of_pages_say_what_to_do() -> None:
    with pytest.raises(UnreadableDocumentError, match="OCR"):
        pdf.read(make([[], []]))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.4\n1 0 obj\n", make(SESSION)[:2500]]
)
def test_a_damaged_file_says_so_once(
    data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadableDocumentError, match="try again"):
        pdf.read(data)
    assert not caplog.text


def test_each_page_that_is_read_is_told_of() -> None:
    told: list[tuple[int, int]] = []
    pdf.read(make(SESSION * 3), lambda *page: told.append(page))
    count = 3 * len(SESSION)
    assert told == [(number, count) for number in range(1, count + 1)]


MORNING = [
    "Ada Brook: Good morning, and welcome to the harbour hall, where we meet",
    "to speak of the bridge that was promised to us nine years ago.",
    "Tom Ferro: I am glad to be here again with all of you, and I hope that",
    "this time we shall see the stones as well.",
]
EVENING = [
    "Ada Brook: Then let us begin with the money, which is what it hangs on,",
    "as you know. There were three million in the chest.",
    "Tom Ferro: And now there are two.",
]


@pytest.mark.parametrize(
    "feet",
    [
        pytest.param((None, "2"), id="the last page alone"),
        pytest.param(("1", None), id="the first page alone"),
        pytest.param(("1", "2"), id="bare"),
        pytest.param(("47", "48"), id="of a longer document"),
        pytest.param(("– 1 –", "– 2 –"), id="between dashes"),
        pytest.param((None, "- 12 -"), id="one between dashes"),
        pytest.param(("[1]", "[2]"), id="in brackets"),
        pytest.param(("Page 1 of 2", "Page 2 of 2"), id="how many there are"),
        pytest.param(("1/2", "2/2"), id="behind a slash"),
        pytest.param((None, "2/7"), id="of a page and no more"),
        pytest.param(("Seite 1 von 2", "Seite 2 von 2"), id="in German"),
        pytest.param(("Página 1 de 2", "Página 2 de 2"), id="in Spanish"),
        pytest.param(("1. oldal", "2. oldal"), id="behind the number, in Hungarian"),
        pytest.param(("Sida 1 (2)", "Sida 2 (2)"), id="in Swedish"),
        pytest.param(("p. 1", "p. 2"), id="shortened"),
        pytest.param(("Harbour Talk | 1", "Harbour Talk | 2"), id="beside a title"),
    ],
)
@pytest.mark.parametrize("height", [40, 640, 820])
def test_the_number_of_a_page_is_none_of_its_words(
    feet: tuple[str | None, str | None], height: int
) -> None:
    pages = [
        [*typed(body, top=780), *([(290.0, height, "F1", foot)] if foot else [])]
        for body, foot in zip((MORNING, EVENING), feet, strict=True)
    ]
    if height > 780:
        pages = [
            [*page[-1:], *page[:-1]] if page[-1][1] == height else page
            for page in pages
        ]
    blocks = pdf.read(make(pages)).blocks
    furniture = [one.text for one in blocks if one.kind is BlockKind.FURNITURE]
    assert furniture == [foot for foot in feet if foot]
    words = " ".join(one.text for one in blocks if one.kind is BlockKind.PARAGRAPH)
    assert words == " ".join((*MORNING, *EVENING))


@pytest.mark.parametrize("foot", ["1", "47", "Page 1", "– 1 –", "1 / 1", "S. 1"])
def test_the_number_of_an_only_page_is_none_of_its_words(foot: str) -> None:
    blocks = pdf.read(make([[*typed(MORNING), (290, 40, "F1", foot)]])).blocks
    assert [one.kind is BlockKind.FURNITURE for one in blocks] == [False, False, True]


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("1945", id="a year"),
        pytest.param("Noes: 2", id="a vote"),
        pytest.param("2 were lost.", id="a sentence"),
        pytest.param("3 May 2019", id="a date"),
        pytest.param("Page 2 was lost", id="words about a page"),
        pytest.param("2?", id="a question"),
        pytest.param("10.30", id="an hour"),
        pytest.param("2-1", id="a score"),
    ],
)
def test_other_numbers_at_the_end_of_a_page_stay(last: str) -> None:
    pages = [typed(MORNING), [*typed(EVENING), (72, 40, "F1", last)]]
    blocks = pdf.read(make(pages)).blocks
    assert blocks[-1].text == last
    assert blocks[-1].kind is not BlockKind.FURNITURE
