"""Tests for quotations that are woven into a report."""

from content.formats import read_document
from content.segment import segment

_ROMANIAN = """Spitalul se redeschide

Spitalul din Valea anunță redeschiderea secției, închisă în anul 2018 din lipsă de personal.

„Timp de șapte ani, femeile din oraș au născut la o oră de drum, iar unele nu au ajuns la timp”, a declarat Smaranda Vlad, managerul spitalului.

Echipa este condusă de dr. Costin Hudea, medic primar.

„Eu m-am născut aici, în salonul trei, și am întrebat dacă salonul mai există sau s-a închis”, a spus medicul. „Am zis: vin.”

„Panglica nu a mai fost tăiată, dar am păstrat o bucată pentru mamă”, a adăugat Vlad.
"""


def _spoken(text: str) -> list[tuple[str, str, bool]]:
    found = segment(read_document(text.encode(), "release.txt"))
    return [
        (one.speaker or "", one.text.split()[0], one.confidence >= 0.75)
        for one in found
        if one.kind.attributed
    ]


def test_a_quotation_is_of_whom_the_verb_of_saying_names() -> None:
    assert _spoken(_ROMANIAN) == [
        ("Smaranda Vlad", "„Timp", True),
        ("Costin Hudea", "„Eu", True),
        ("Smaranda Vlad", "„Panglica", True),
    ]


def test_a_verb_of_saying_in_the_imperfect_is_one() -> None:
    told = _ROMANIAN
    for perfect, imperfect in (
        ("a declarat", "spunea"),
        ("a spus", "zicea"),
        ("a adăugat", "mărturisea"),
    ):
        assert perfect in told
        told = told.replace(perfect, imperfect)
    assert _spoken(told) == _spoken(_ROMANIAN)


def test_the_tag_is_the_authors() -> None:
    found = segment(read_document(_ROMANIAN.encode(), "release.txt"))
    said = [one.text for one in found if not one.kind.attributed]
    assert any(text.startswith("a declarat Smaranda Vlad") for text in said)


def test_sound_bites_of_a_report_are_nobodys_speech() -> None:
    assert not _spoken(
        "The harbour\n\nThe harbourmaster resigned on Tuesday in the town hall of Quayside.\n\n"
        '"I have failed you all," said Otto Brand. "I should have dug."\n\n'
        '"He should really pay," said Ben Marl, a fisherman of the town.\n'
    )


def test_sound_bites_that_nobody_is_given_are_asked_about() -> None:
    text = (
        "The harbour\n\nThe harbourmaster resigned on Tuesday in the town hall of Quayside.\n\n"
        '"I have failed you all," said Otto Brand.\n\n'
        '"He should really pay," said Ben Marl, a fisherman of the town.\n'
    )
    found = segment(read_document(text.encode(), "report.txt"))
    asked = [one.text for one in found if one.confidence < 0.75]
    assert len(asked) == 1
    assert "failed you all" in asked[0]
    assert "really pay" in asked[0]


def test_lines_in_dashes_that_nobody_is_given_are_asked_about() -> None:
    text = (
        "The harbour\n\n– Ebbing again.\n\n– So it is.\n\n"
        "– Who pays for it?\n\n– Everybody in town.\n"
    )
    found = segment(read_document(text.encode(), "talk.txt"))
    assert not any(one.kind.attributed for one in found)
    assert any(one.confidence < 0.75 and "Who pays" in one.text for one in found)
