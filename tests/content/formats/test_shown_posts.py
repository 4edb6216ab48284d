"""Posts of social networks that a page shows, in the forms in which pages print them."""

import pytest

from content.document import BlockKind, Document
from content.formats import read_document
from content.segment import Segment, SegmentKind, segment

ABOVE = """The ferry of Moor sailed for the last time on Tuesday, and all who could walk stood on the quay.

The company, which had said nothing for a year, chose an odd way to say something:
"""

BELOW = """I asked what it meant by that. Nobody answered, and the ferry will be towed away in spring.
"""

POSTED = "She served us well. Buses are kinder to the sea."

IN_TEXT = {
    "a card": f"Moor Lines @moorlines\n{POSTED}\n2:14 PM - May 3, 2020\n37 replies   6 reposts\n",
    "a card of four rows": f"Moor Lines\n@moorlines\n{POSTED}\n4:02 PM ∙ May 3, 2020\n38 Likes  11 Retweets\n",
    "an hour and counts alone": f"Moor Lines @moorlines\n{POSTED}\n3:41 PM · 61 reposts · 508 likes\n",
    "a day in the head": f"Moor Lines (@moorlines) · May 3, 2020\n{POSTED}\n",
    "a day below the account": f"Moor Lines\n@moorlines\n·\nMay 3, 2020\n{POSTED}\n31 Likes\n",
    "a foot": f"{POSTED}\n— Moor Lines (@moorlines) May 3, 2020\n",
    "a foot behind the words": f"{POSTED} — Moor Lines (@moorlines) May 3, 2020\n",
}

IN_MARKDOWN = {
    "a foot": f"> {POSTED}\n>\n> — Moor Lines (@moorlines) [3 May 2020](https://x.example/1)\n",
    "a bold head": f"> **Moor Lines** @moorlines\n>\n> {POSTED}\n>\n> 3 May 2020 · 09:12 · [Show](https://x.example/1)\n",
    "no day": f"> **Moor Lines** @moorlines@moor.example\n>\n> {POSTED}\n",
}

IN_HTML = {
    "an embed": f'<blockquote class="x"><p>{POSTED}</p>&mdash; Moor Lines (@moorlines) '
    '<a href="#">May 3, 2020</a></blockquote>',
    "paragraphs": f"<blockquote><p>Moor Lines (@moorlines)</p><p>{POSTED}</p>"
    "<p>3 May 2020, 22:48</p></blockquote>",
}


def _read(shown: str, name: str) -> Document:
    if name.endswith(".html"):
        above = "".join(f"<p>{part}</p>" for part in ABOVE.split("\n\n"))
        return read_document(f"{above}{shown}<p>{BELOW}</p>".encode(), name)
    return read_document(f"{ABOVE}\n{shown}\n{BELOW}".encode(), name)


def _posts(document: Document) -> list[tuple[str, str]]:
    return [(b.author, b.text) for b in document.blocks if b.kind is BlockKind.POST]


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        *((one, "page.txt") for one in IN_TEXT.values()),
        *((one, "page.md") for one in IN_MARKDOWN.values()),
        *((one, "page.html") for one in IN_HTML.values()),
    ],
    ids=[*IN_TEXT, *(f"{n}, in Markdown" for n in IN_MARKDOWN), *IN_HTML],
)
def test_a_post_is_a_block_of_whose_account_it_is(shown: str, name: str) -> None:
    document = _read(shown, name)
    assert _posts(document) == [("Moor Lines", POSTED)]
    words = " ".join(b.text for b in document.blocks if b.kind is BlockKind.PARAGRAPH)
    assert "odd way to say something" in words
    assert "Nobody answered" in words
    assert "@moorlines" not in words


@pytest.mark.parametrize(
    "shown",
    [
        "Write to ada@moor.example, or to @moorlines.\n",
        "I follow Moor Lines @moorlines and wish I did not. So do my neighbours.\n",
        "Moor Lines @moorlines\n",
        "Photo: Moor Lines (@moorlines)\n",
    ],
)
def test_an_account_alone_shows_no_post(shown: str) -> None:
    assert _posts(_read(shown, "page.txt")) == []


def test_an_account_that_is_answered_posts_nothing() -> None:
    text = f"moss_keeper\n3 May 2020 20:11\n{ABOVE}\nkilnfan to @moss_keeper\n3 May 2020 20:12\n{BELOW}"
    assert _posts(read_document(text.encode(), "page.txt")) == []


def test_two_posts_are_told_apart_and_lose_nothing() -> None:
    other = POSTED.replace("Buses", "Trains")
    shown = (
        f"{POSTED} — Moor Lines (@moorlines) May 3, 2020\n"
        f"{other}\n— Tom Beira-Rio (@tom_f) May 4, 2020\n"
    )
    document = _read(shown, "page.txt")
    assert _posts(document) == [("Moor Lines", POSTED), ("Tom Beira-Rio", other)]
    kept = "".join(block.text for block in document.blocks)
    source = f"{ABOVE}{shown}{BELOW}"
    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, source))


def test_a_page_of_nothing_but_posts_shows_none() -> None:
    card = f"Moor Lines @moorlines\n{POSTED}\n2:14 PM - May 3, 2020\n"
    assert _posts(read_document("\n".join([card] * 4).encode(), "page.txt")) == []


def test_a_post_in_a_speech_is_its_posters_and_the_speech_goes_on() -> None:
    turns = "ADA BROOK: I read it twice.\n\n{}\nADA BROOK: And then I laughed.\n\nTOM FERRO: So did I.\n\nADA BROOK: You did.\n"
    text = f"{ABOVE}\n{turns}".format(IN_TEXT["a card"])
    found: list[Segment] = [*segment(read_document(text.encode(), "talk.txt"))]
    said = [(one.speaker, one.kind) for one in found if one.kind.attributed]
    assert said == [
        ("Ada Brook", SegmentKind.SPEECH),
        ("Moor Lines", SegmentKind.MESSAGE),
        ("Ada Brook", SegmentKind.SPEECH),
        ("Tom Ferro", SegmentKind.SPEECH),
        ("Ada Brook", SegmentKind.SPEECH),
    ]
