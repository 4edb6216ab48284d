"""Words before names that no table has, and what a document tells of them."""

import pytest

from content.formats import read_document
from content.segment import segment
from content.segment.speakers.strange_titles import without_strange_titles

_ENGLISH = (
    "The meeting was opened by the {0} at ten, and it was said that all were there."
)


def _parted(name: str, *texts: str, others: tuple[str, ...] = ()) -> str:
    found = without_strange_titles([name, *others], [*texts, f"{name}: Good day."])
    return found.get(name, (name, ""))[0]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        # In small letters, and a word too long for a name.
        ("Quaymaster Ada Brook", ["We thank the quaymaster, and it was all for him."]),
        # In small letters before another name.
        ("Reve Ada Brook", ["It was the reve Tom Ferro who opened the meeting."]),
        # Behind an article, in capitals.
        ("Quaymaster Ada Brook", [_ENGLISH.format("Quaymaster")]),
        # Small letters part it, and the name stands by itself.
        ("Portreeve of Northmoor called Ada Brook", ["with Ada Brook"]),
        ("Qmstr. Ada Brook", [_ENGLISH.format("hall")]),
        # "and" joins two words of the office.
        ("Reve of Quay and Sluice Ada Brook", ["of Quay and Sluice Ada Brook."]),
        # A place that stands behind a small word alone, three letters long.
        ("Reve wsi Skerry Ada Brook", ["with Ada Brook, reve wsi Skerry."]),
        # Of several unknown words.
        ("Reve Quay Sluice Master Ada Brook", [_ENGLISH.format("hall")]),
    ],
)
def test_title_is_parted(name: str, texts: list[str]) -> None:
    assert _parted(name, *texts) == "Ada Brook"


def test_title_before_two_names_is_parted_where_one_stands_alone() -> None:
    name, both = "Reve Brakka Brook", ("Reve Trommo Ferro",)
    text = _ENGLISH.format("hall")
    assert _parted(name, text, "with Brakka Brook", others=both) == "Brakka Brook"
    assert _parted(name, text, others=both) == name


def test_title_before_a_given_name_that_is_no_surname_is_parted() -> None:
    text = _ENGLISH.format("hall")
    assert _parted("Skerry Halina Ferro", text) == "Halina Ferro"
    assert _parted("Skerry Thomas Ferro", text) == "Skerry Thomas Ferro"
    assert _parted("Skerry Thomas Ferro", text, "with Thomas Ferro") == "Thomas Ferro"
    for title in ("QMin", "Qllr", "Quaym."):
        assert _parted(f"{title} Thomas Ferro", text) == "Thomas Ferro"


@pytest.mark.parametrize(
    "name",
    ["De la Cruz María José", "Van den Berg Jan Pieter", "Biancoli Stefano Maria"],
)
def test_surname_before_given_names_alone_is_no_title(name: str) -> None:
    assert _parted(name, _ENGLISH.format("hall")) == name


def test_don_is_an_initial_elsewhere() -> None:
    said = "Yo creo que los vecinos de la calle no tienen por qué pagar lo que la obra cuesta."
    assert _parted("D. Manuel Robles", said) == "Manuel Robles"
    assert _parted("D. Manuel Robles", _ENGLISH.format("hall")) == "D. Manuel Robles"


def test_name_with_initials_is_parted() -> None:
    texts = ["Был допрошен истец, и он не был против."]
    assert _parted("Истец Лунин П. С.", *texts, "истец Лунин П. С.") == "Лунин П. С."


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Ada Maria Brook", [_ENGLISH.format("hall"), "with Maria Brook"]),
        (
            "Reve Of Railways",
            ["Thank you, reve Of Railways of Northmoor, it was for all."],
        ),
        ("St. Ada Brook", ["with Ada Brook"]),
        ("A. Maria Brook", ["with Maria Brook"]),
        ("Лунин Павел Сергеевич", ["Уважаемый Павел Сергеевич, это не так."]),
        ("Zorana Lukić Brook", ["Zorana Lukić Brook je rekla da je to tako."]),
        ("Rose Anna Brook", ["There is a rose and it was for all of the house."]),
    ],
)
def test_whole_name_stays(name: str, texts: list[str]) -> None:
    assert _parted(name, *texts) == name


def test_speaker_is_called_by_name() -> None:
    text = "\n\n".join(
        f"{name}: {words}"
        for _ in range(2)
        for name, words in (
            ("Quaymaster Ada Brook", "I open the meeting, and it is about the quay."),
            ("Tom Ferro", "Thank you, quaymaster. The quay is what we came for."),
        )
    )
    found = segment(read_document(text.encode(), "meeting.txt"))
    assert {one.speaker for one in found if one.speaker} == {"Ada Brook", "Tom Ferro"}
