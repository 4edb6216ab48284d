"""What minutes are known by, in the words of several languages."""

import pytest

from content.formats import read_document
from content.segment.lines import lines_of
from content.segment.voices.minutes.minutes import Minutes, find_minutes


def _minutes_of(text: str) -> Minutes | None:
    document = read_document(text.encode(), "minutes.txt")
    return find_minutes(lines_of(document), document)


@pytest.mark.parametrize(
    "text",
    [
        "KAUPUNGINVALTUUSTO  Kokouspöytäkirja 4/2019\n\nValtuusto hyväksyi budjetin.",
        "Kunta\n\n4.5.2019\n\nValtuuston pöytäkirja\n\nKokous päättyi ja todettiin.",
        "Juhatuse koosoleku protokoll nr 3\n\nKoosolek algas kell 18 ja lõppes kell 20.",
        "Séance du conseil : procès-verbal\n\nLa séance est ouverte par le maire.",
        "SALMENRANTA   PÖYTÄKIRJA   5/2013   1 (9)\n\nKokous avattiin kello 18.",
        "Årsmøteprotokoll\n\nMøtet ble åpnet klokka 18 av lederen, og det ble hevet.",
    ],
)
def test_titles_show_minutes(text: str) -> None:
    """Compounds, a wide gap, a number behind, and few words of the language do no harm."""
    assert _minutes_of(text) is not None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fremmødte: Jens Holm, Mette Friis (formand)", ("Jens Holm", "Mette Friis")),
        (
            "Sestanku prisostvujejo:\nJanez Novak\nAna Kovač",
            ("Janez Novak", "Ana Kovač"),
        ),
        (
            "Present:\nChair: Ada Brook\nTom Ferris\n\nThe meeting closed at 8 pm.",
            ("Ada Brook", "Tom Ferris"),
        ),
        (
            "Minutes\n\nMembers present were Ada Brook, Tom Ferris and Jane Oakley.",
            ("Ada Brook", "Tom Ferris", "Jane Oakley"),
        ),
    ],
)
def test_lists_of_those_present_are_read(text: str, names: tuple[str, ...]) -> None:
    """An office before a name, a sentence, and verbs of other languages make lists."""
    found = _minutes_of(text)
    assert found is not None
    assert found.listed == names


def test_who_was_at_a_ceremony_makes_no_minutes() -> None:
    """A sentence of the news lists people, too."""
    text = (
        "The bridge was opened.\n\nPresent were Ada Brook, Tom Ferris and Jane Oakley."
    )
    assert _minutes_of(text) is None
