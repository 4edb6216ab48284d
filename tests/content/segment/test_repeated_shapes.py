"""Tests for labels of a shape that no table knows, told by their repetition."""

from collections.abc import Sequence
from time import process_time

import pytest

from content.document import Block, BlockKind, Document
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, Segment, segment
from content.segment.labels.shapes.repeated_shapes import labels_in_repeated_shape
from content.segment.lines import lines_of

_LONG_S = 10
_HEAD = "Gwen Tarrant and Isaac Pole met over the slugs of Dunmere."
_TALK = (
    ("Gwen", "Good evening. The slugs have won again."),
    ("Isaac", "I counted two hundred on my beans."),
    ("Gwen", "Did you try beer?"),
    ("Isaac", "I did. They drank it and asked for crisps."),
    ("Gwen", "Then we shall build a fence."),
    ("Isaac", "I will bring the wood."),
)


def _document(*paragraphs: str) -> Document:
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, line=n)
        for n, text in enumerate(paragraphs, start=1)
    )
    return Document(blocks=blocks)


def _read(*paragraphs: str) -> Sequence[Segment]:
    return segment(_document(*paragraphs))


@pytest.mark.parametrize(
    "shape",
    [
        "{} » ",
        "({}) ",
        "{{{}}} ",
        "{} = ",
        "{} | ",
        "{} → ",
        "{} / ",
        "{}  ",
        "{}\t",
        "{} > ",
        "={}= ",
        "== {} == ",
        "{} (Dorn) » ",
        "◇ {}> ",
        "→ {} / ",
        "{}] ",
        "▶ {}) ",
        "{} T. ",
        "{}▸ ",
        "«{}» ",
        "“{}” ",
        "[{} | 0:12] ",
        "{} (0:12) ",
    ],
)
def test_any_sign_that_parts_names_by_turns_from_sentences(shape: str) -> None:
    found = _read(_HEAD, *(shape.format(name) + words for name, words in _TALK))
    spoken = [(one.speaker.split()[0], one.text) for one in found if one.speaker]
    assert spoken == list(_TALK)


def test_names_on_lines_of_their_own() -> None:
    lines = (text for name, words in _TALK for text in (f"{name.upper()}.", words))
    found = _read(_HEAD, *lines)
    spoken = [(one.speaker.split()[0], one.text) for one in found if one.speaker]
    assert spoken == list(_TALK)


@pytest.mark.parametrize("shape", ["== {} ==", "~ {} ~", "@{}", "{} |"])
def test_signs_around_names_on_lines_of_their_own(shape: str) -> None:
    lines = (text for name, words in _TALK for text in (shape.format(name), words))
    spoken = [
        (one.speaker.split()[0], one.text) for one in _read(*lines) if one.speaker
    ]
    assert spoken == list(_TALK)


def test_what_nothing_else_supports_is_doubted() -> None:
    found = _read(*(f"{name[0]}Q » {words}" for name, words in _TALK))
    spoken = [one for one in found if one.speaker]
    assert spoken
    assert all(one.confidence < MIN_CONFIDENCE for one in spoken)


@pytest.mark.parametrize(
    "rows",
    [
        ("Gate | open", "Lamp | shut", "Gate | shut", "Lamp | open", "Gate | open"),
        tuple(f"Item {n} = The lamp is lit." for n in range(9)),
        ("Dorn  I saw it.", "Dorn  I did not.", "Dorn  I may.", "Dorn  I went."),
        ("Ada Brook | Yes", "Tom Hall | No", "Ada Brook | No", "Tom Hall | Yes"),
        ("Ada Brook | Gate", "Tom Hall | Lamp", "Ada Brook | Lamp", "Tom Hall | Gate"),
        ("Tea | 2.50", "Cake | 4.20", "Tea | 3.10", "Cake | 4.80", "Tea | 2.70"),
        (
            "Ada Brook, who was mayor, asked whether we could come.",
            "Tom Hall, her clerk, said that I was right.",
            "Ada Brook, not amused, left.",
            "Tom Hall, in tears, stayed. Why?",
        ),
        (
            "Councillor Ada Brook wants our ferry back.",
            "Councillor Tom Hall asks whether you pay.",
            "Mayor Lena Moor does not.",
            "Councillor Ada Brook leaves.",
            "Mayor Lena Moor stays. Why?",
            "Councillor Tom Hall too.",
        ),
        (
            "(Applause) I thank you.",
            "(Laughter) We shall see.",
            "(Applause) I do not know.",
            "(Laughter) May I?",
        ),
    ],
    ids=(
        "no sentences",
        "no name returns",
        "nobody takes turns",
        "votes",
        "duties",
        "prices",
        "a story",
        "offices in a story",
        "directions",
    ),
)
def test_other_lists_have_no_labels(rows: tuple[str, ...]) -> None:
    assert not [one for one in _read(*rows) if one.speaker]


def test_forms_of_address_open_what_is_said() -> None:
    said = (
        "Mr President, I speak of our bridge.",
        "Honourable Members, I was there.",
        "Mr President, I do not vote.",
        "Honourable Members, who votes with me?",
    )
    assert not [one for one in _read(*said, *said, *said) if one.label]


@pytest.mark.parametrize("before", ["", "@", "12) "])
def test_names_that_only_a_lost_style_parted(before: str) -> None:
    full = {"Gwen": "Gwen Tarrant", "Isaac": "Isaac Pole"}
    found = _read(*(f"{before}{full[name]} {words}" for name, words in _TALK))
    spoken = [(one.speaker, one.text) for one in found if one.speaker]
    assert spoken == [(full[name], words) for name, words in _TALK]


def test_items_of_a_list_that_people_say() -> None:
    def items(*texts: str) -> Sequence[Segment]:
        page = "\n".join(f"- {text}" for text in texts)
        return segment(read_document(page.encode(), "page.md"))

    found = items(*(f"{name} | {words}" for name, words in _TALK))
    assert [(one.speaker, one.text) for one in found if one.speaker] == list(_TALK)
    tasks = items(
        "Gwen Tarrant | Letter to the harbour board by May.",
        "Isaac Pole | Paint and brushes.",
        "Gwen Tarrant | Key from Mr. Lund.",
        "Isaac Pole | The gate.",
    )
    assert not [one for one in tasks if one.speaker]


@pytest.mark.parametrize("shape", ["{} | ", "({}) ", "{}\t", "{}; ", "{}. "])
def test_long_turns_and_who_speaks_once(shape: str) -> None:
    turns = (
        (
            "Gwen Tarrant",
            ["Good evening.", "The slugs have won again.", "Who will help?"],
        ),
        ("Isaac Pole, gardener", ["I counted two hundred.", "My beans are gone."]),
        ("Gwen Tarrant", ["Then we shall build a fence.", "It will be high."]),
        ("Helen Moor", ["Who pays for it?", "I have no wood."]),
        ("Isaac Pole", ["I will bring some."]),
    )
    lines = (
        shape.format(name) * (not n) + text
        for name, texts in turns
        for n, text in enumerate(texts)
    )
    found = [one for one in _read(_HEAD, *lines) if one.speaker]
    assert [(one.speaker, one.text.split("\n\n")) for one in found] == [
        (name.partition(",")[0], texts) for name, texts in turns
    ]


@pytest.mark.parametrize(
    "text", ["(" + "A" * 20_000, "*" + "A'b-" * 5_000, "A. " * 9_000]
)
def test_lines_that_almost_have_a_shape_are_read_at_once(text: str) -> None:
    assert not labels_in_repeated_shape(lines_of(_document(*[text] * 4)), frozenset())


def test_one_sign_before_questions_and_another_before_answers() -> None:
    asked = ("Is the bridge open?", "Who paid?", "May I cross?")
    found = _read(
        "The keeper of the bridge.",
        *(text for one in asked for text in (f">> {one}", "<< I have the key here.")),
    )
    assert [one.text for one in found if one.speaker == "Question"] == list(asked)


def test_initials_before_a_name_and_a_full_stop_behind_it() -> None:
    lines = (
        f"{'G. Tarrant' if name == 'Gwen' else 'I. Pole (nods)'}. {words}"
        for name, words in _TALK
    )
    spoken = [(one.speaker, one.text) for one in _read(_HEAD, *lines) if one.speaker]
    whole = {"Gwen": "Gwen Tarrant", "Isaac": "Isaac Pole"}
    assert spoken == [(whole[name], words) for name, words in _TALK]


def test_brackets_before_reporters_who_ask_once_each() -> None:
    found = _read(
        "When: Friday",
        "Where: Dorn",
        "【Gwen Tarrant】Good evening. I am glad that you came.",
        "【Dorn Daily】Who let the slugs in?",
        "【Isaac Pole】I did, I am afraid.",
        "【Harbour Radio】Will they leave?",
        "【Isaac Pole】They will when I do.",
        "【Slug Review】May we see one?",
        "【Gwen Tarrant】You are welcome to.",
    )
    spoken = [one.speaker for one in found if one.speaker]
    assert len(spoken) == 7
    assert "Where" not in spoken


def test_who_speaks_a_thousand_times_is_looked_for_once() -> None:
    turns = [f"{who} » {said}" for who, said in _TALK] * 2000
    start = process_time()
    found = labels_in_repeated_shape(lines_of(_document(*turns)), frozenset())
    assert len(found) == len(turns)
    assert process_time() - start < _LONG_S
