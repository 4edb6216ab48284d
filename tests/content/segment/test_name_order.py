"""Tests for labels that put the surname first, and for those that only look so."""

import pytest

from content.segment.names.in_labels.parsing import parse_label
from content.segment.speakers.name_order import names_as_spoken


def _spoken(labels: str, text: str = "") -> str:
    """Return the names of labels, parted by semicolons, as people say them."""
    named = {label: parse_label(label).name for label in labels.split("; ")}
    found = names_as_spoken(named, [text])
    return "; ".join(found.get(label, name) for label, name in named.items())


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ("HALL, Jane (Lib)", "Jane Hall"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        (
            "Wiesner, Karin; Brandl, Jochen; Hall, Xy",
            "Karin Wiesner; Jochen Brandl; Xy Hall",
        ),
        (
            "Biancoli Stefano; Tassinari Loredana",
            "Stefano Biancoli; Loredana Tassinari",
        ),
        ("Councillor Hall, Jane; Ms Lund, Ada", "Jane Hall; Ada Lund"),
        ("Councillor (HALL Jane)", "Jane Hall"),
        ("De heer Lund, Jan; Mevrouw Van den Berg, Ada", "Jan Lund; Ada Van den Berg"),
        (
            "Rusu Elena; Petcu Vasile; Fântâna Rece Plopilor",
            "Elena Rusu; Vasile Petcu; Fântâna Rece Plopilor",
        ),
        ("DE LUCA Stefano; ROSSI Anna Maria", "Stefano De Luca; Anna Maria Rossi"),
        ("Ветрова Ольга; Куликов Сергей", "Ольга Ветрова; Сергей Куликов"),
    ],
)
def test_the_given_name_goes_first(labels: str, names: str) -> None:
    assert _spoken(labels) == names


@pytest.mark.parametrize(
    "labels",
    [
        "Hall, Northmoor",
        "Jane, Tom",
        "Perpetua Lim",
        "Kovač Stefano; Ada Hall; Jane Brook",
        "Zhang Anna; Yang Maria",
        "G. Vīgants; R. Ozolkalna; A. Drīzulis; S. Egle",
    ],
)
def test_one_sign_is_too_few(labels: str) -> None:
    assert _spoken(labels) == labels


def test_the_text_may_be_the_second_sign() -> None:
    assert _spoken("Munteanu Ioana", "Tak, Ioana Munteanu.") == "Ioana Munteanu"


def test_hungarian_keeps_its_order() -> None:
    said = (
        "Köszönöm a szót, én is úgy gondolom, hogy ez nem volt jó, de majd meglátjuk."
    )
    assert _spoken("Kondás Imre; Véghelyi Orsolya", said) == (
        "Kondás Imre; Véghelyi Orsolya"
    )
