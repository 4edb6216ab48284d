"""Tests for people whom labels call by less, and any place of the document by the whole name."""

import pytest

from content.segment.speakers.whole_names import whole_names_of

_LABELS = ["CHAIR LUND. You and they were there.", "MR. REED. I was, and so were we."]


def _whole(
    name: str, text: str, *, surname: bool = False, others: tuple[str, ...] = ()
) -> str:
    texts = [*_LABELS, text]
    turns = {n: label.index(".", 4) for n, label in enumerate(_LABELS)}
    surnames = [name] if surname else []
    found = whole_names_of([name, *others], surnames, texts, turns, 0)
    return found.get(name, "")


@pytest.mark.parametrize(
    ("name", "text", "whole"),
    [
        ("Lund", "So said Senator Marguerite T. Lund (chair).", "Marguerite T. Lund"),
        ("Lund", "Later Ana Lund spoke of Ana Lund.", "Ana Lund"),
        ("Lund", " 2. LUND SERENA       Consigliere    P", "Serena Lund"),
        ("Mr. Reed", "STATEMENT OF HOWARD REED, MANAGER", "Howard Reed"),
        ("Sr. Reed", "O secretario, Xulio Reed, le o acordo.", "Xulio Reed"),
        ("P. Reed", "I am Paula Reed, and this is the news.", "Paula Reed"),
        ("A señora Reed Lund", "A palabra de dona Paula Reed Lund.", "Paula Reed Lund"),
        ("GR Reed", " 4. GR Paula Reed     XY", "Paula Reed"),
        ("StR Reed", "Es spricht StR Paula Reed.", "Paula Reed"),
        ("Cllr Reed-Lund", "Present: Cllr Paula Reed-Lund", "Paula Reed-Lund"),
    ],
)
def test_the_whole_name_stands_anywhere(name: str, text: str, whole: str) -> None:
    assert _whole(name, text, surname=name == "Lund") == whole


def test_an_initial_may_look_like_a_title() -> None:
    said = "I am Mireia Reed, good evening."
    assert _whole("M. Reed", said, others=("P. Lund",)) == "Mireia Reed"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lund", "Ana Lund and Jan Lund came."),
        ("Mrs. Reed", "Mr. Howard Reed came."),
        ("P. Reed", "I am Mary Reed."),
        ("GR Reed", "StR Paula Reed came."),
        ("GR Reed", "A vote was against it (GR Reed)."),
        ("A señora Reed Lund", "A palabra de don Pau Reed Lund."),
        ("The Reed", "High Reed | The tower"),
        ("Lund", "The call of Mayor Lund was heard."),
        ("President", "Then came President Ana Lund."),
    ],
)
def test_a_family_another_title_or_another_initial_tell_nothing(
    name: str, text: str
) -> None:
    assert _whole(name, text, surname=name == "Lund") == ""


def test_a_bare_name_is_only_looked_for_in_lists() -> None:
    assert _whole("Lund", "Later Ana Lund went home.") == ""
