"""Text that was copied out of a mail, a page or a word processor is read as it was."""

import textwrap
import unicodedata

import pytest

from content.document import BlockKind
from content.formats import read_document

PARAGRAPHS = (
    "Ada Brook: Good evening, all of you, and thank you for coming out on such a night.",
    (
        "Tom Ferro: Thank you, Madam Chair. I have read the whole report about the sluice, "
        "and I must say that I have never read so many pages in which so little is said of "
        "the water that stands in our cellars every spring."
    ),
    "Who wrote it?",
    (
        "Ada Brook: The harbour office wrote it, and it wrote it in a hurry, because we had "
        "asked for it in a hurry. Müller and I will ask for another one, I promise you that."
    ),
    (
        "Tom Ferro: Then I have nothing more to say but that the cellars are still wet, and "
        "that the pumps which were promised to us two years ago stand in a shed in Moor."
    ),
)


def _texts(text: str, name: str = "talk.txt") -> list[str]:
    blocks = read_document(text.encode(), name).blocks
    return [block.text for block in blocks if block.kind is not BlockKind.FURNITURE]


def _wrapped(width: int = 60) -> list[str]:
    return [line for one in PARAGRAPHS for line in textwrap.wrap(one, width)]


PAGE = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", PAGE),
        PAGE.replace("cellars", "cel\xadlars").replace("report", "\u200breport"),
        PAGE.replace(" ", "\xa0"),
        "\n".join(f"{line}\\" for line in PAGE.split("\n")),
        "\n".join(f"> {line}" for line in PAGE.split("\n")),
        "\n".join(f"\t{line}" if line else "" for line in PAGE.split("\n")),
    ],
    ids=["decomposed", "unseen", "held", "backslashes", "quoted", "set in"],
)
def test_marks_of_copying_are_no_part_of_the_words(text: str) -> None:
    assert _texts(text) == list(PARAGRAPHS)


def test_markdown_keeps_the_backslashes_that_break_lines() -> None:
    song = "The sea\\\nis wide\\\nand cold\\\n\\\nAda Brook: And so it is.\\\n"
    assert _texts(song, "song.md") == [
        "The sea\nis wide\nand cold",
        "Ada Brook: And so it is.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        ">> Good evening.\n\n>> Good evening, Ada.",
        "> Good evening.\n\nGood evening, Ada.",
    ],
)
def test_a_mark_that_stands_for_something_stays(text: str) -> None:
    found = read_document(text.encode(), "talk.txt").blocks
    assert found[0].text.startswith(">>") or found[0].kind is BlockKind.QUOTE


def test_signs_without_width_part_words_where_no_blanks_do() -> None:
    assert _texts("ខ្ញុំ\u200bចង់\u200bទៅ\n") == ["ខ្ញុំ\u200bចង់\u200bទៅ"]


def test_a_tab_between_words_is_wide_where_all_lines_are_set_in() -> None:
    assert _texts("   Tom\tHello.\n\n\tAda\tYes.\n") == ["Tom    Hello.", "Ada    Yes."]


def test_one_blank_that_holds_words_together_stays() -> None:
    assert _texts("Ada Brook : Bonsoir à vous, et à M.\xa0Ferro.") == [
        "Ada Brook : Bonsoir à vous, et à M.\xa0Ferro."
    ]


@pytest.mark.parametrize(
    "first",
    [
        (
            "It was late when we came back to the harbour office, and nobody was to be seen "
            "but the clerk who kept its keys."
        ),
        (
            "MINUTES of the second meeting of the water board of Moor, held at the harbour "
            "office on the second of May in 1911"
        ),
    ],
)
def test_a_line_in_which_the_next_word_had_room_ends_its_paragraph(first: str) -> None:
    lines = [*textwrap.wrap(first, 60), *_wrapped()]
    assert 50 < len(lines[1]) <= 55
    assert _texts("\n".join(lines)) == [first, *PARAGRAPHS]


def test_lines_that_were_wrapped_twice_are_joined() -> None:
    lines = [part for line in _wrapped(76) for part in textwrap.wrap(line, 66)]
    found = _texts("\n".join(lines))
    assert [PARAGRAPHS[0], PARAGRAPHS[1]] == found[:2]


def test_a_label_that_comes_back_opens_a_paragraph_below_any_line() -> None:
    broken_off = "Tom Ferro: I read it twice, and what it says about the new --"
    lines = [*_wrapped(), broken_off, "Ada Brook: You had your turn.", *_wrapped()]
    assert broken_off in _texts("\n".join(lines))


def test_numbers_beside_all_lines_part_no_head_of_a_mail() -> None:
    head = [
        "From: Ada Brook",
        "Subject: The sluice of Moor, all that we said about it,",
    ]
    lines = [
        f"{n % 20 + 1:>2}    {line}"
        for n, line in enumerate([*head, "and more", *_wrapped()])
    ]
    assert _texts("\n".join(lines)) == [*head, "and more", *PARAGRAPHS]


def test_widened_blanks_of_full_lines_are_one() -> None:
    lines = [
        line[::-1].replace(" ", "  ", 3)[::-1] if 60 - len(line) < 12 else line
        for line in _wrapped()
    ]
    assert _texts("\n".join(lines)) == list(PARAGRAPHS)


def test_what_is_set_off_is_narrower_than_lines_may_be() -> None:
    names = "\n".join(
        textwrap.wrap(
            "Tom Ferro, Jane Hall, Ida Lund, Peter R. Orr, Nils Berg, Ann K. Moor, Pat "
            "Fenn, Ruth S. Dale, Sam Holt, Olga Vance, Una T. Brook, Eli Marsh, Ben Wold",
            50,
        )
    )
    text = "\n".join(_wrapped()) + "\n\n" + textwrap.indent(names, "      ")
    assert _texts(text)[-1] == names.replace("\n", " ")


def test_letters_without_capitals_are_wrapped_too() -> None:
    words = "وقفت قبل أسابيع في مكتبة أسرة من أسر البلدة القديمة وقرأت ما كتبه الناسخ في ليلة باردة"
    lines = textwrap.wrap(f"{words} {words} {words}.", 60)
    assert _texts("\n".join(lines)) == [f"{words} {words} {words}."]


def _two_pages(between: list[str], last: list[str]) -> str:
    lines = [f"{line}\n" for line in PARAGRAPHS * 3]
    return "\n".join(["The Sluice of Moor\n", *lines, *between, *lines, *last])


@pytest.mark.parametrize(
    ("between", "last"),
    [
        (["1\n", ""], ["", "2"]),
        (["The Sluice of Moor    2\n"], []),
        (["1\n", "", "The Sluice of Moor\n"], ["", "2"]),
    ],
    ids=["numbers", "title with number", "title below number"],
)
def test_two_pages_have_numbers_and_a_running_head(
    between: list[str], last: list[str]
) -> None:
    found = _texts(_two_pages(between, last))
    assert found == ["The Sluice of Moor", *PARAGRAPHS * 6]


def test_two_numbers_between_sentences_count_no_pages() -> None:
    found = _texts(_two_pages(["1\n"], ["2\n", PARAGRAPHS[0]]))
    assert {"1", "2"} <= set(found)
