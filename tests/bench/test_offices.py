"""Documents are printed with offices beside names, or for them, and their truth with them."""

from bench.documents.offices import OFFICE_FORMS, PrintedOffices
from bench.documents.reprinting import LAYOUTS, reprint
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

GOLD = [
    GoldSegment(SegmentKind.SPEECH, said, (name,))
    for name, said in (
        ("Jane Hall", "We shall build the bridge again before the rain comes."),
        ("Tom Ferro", "And who is going to pay for all of that, if I may ask?"),
        ("Jane Hall", "The people of the valley, as they did the first time."),
        ("Ann Ferro", "I have nothing more to say about the bridge."),
    )
]


def _printed(form: str) -> tuple[str, list[GoldSegment]]:
    labels = PrintedOffices(GOLD, OFFICE_FORMS[form])
    assert labels.changed
    return reprint(GOLD, LAYOUTS["Name: text"], labels=labels)


def test_office_is_the_same_in_all_labels_of_somebody() -> None:
    page, _ = _printed("Ada Brook (mayor)")
    labels = [line.partition(":")[0] for line in page.splitlines() if line]
    assert labels[0] == labels[2]
    assert labels[0].startswith("Jane Hall (")
    assert len(set(labels)) == 3


def test_chair_alone_has_an_office() -> None:
    page, gold = _printed("The Chair")
    labels = [line.partition(":")[0] for line in page.splitlines() if line]
    assert "Hall" not in labels[0]
    assert labels[1].startswith("Tom Ferro (")
    assert labels[0] in gold[0].names


def test_head_names_who_holds_the_office() -> None:
    page, _ = _printed("Chair: Ada Brook; The Chair")
    assert page.splitlines()[0].endswith(": Jane Hall")


def test_surnames_that_two_have_are_no_labels() -> None:
    labels = PrintedOffices(GOLD, OFFICE_FORMS["Mayor Ada Brook, then Brook"])
    assert not labels.changed


def test_office_below_takes_a_line() -> None:
    labels = PrintedOffices(GOLD, OFFICE_FORMS["Ada Brook / Mayor"])
    page, _ = reprint(GOLD, LAYOUTS["b: Name, br"], labels=labels)
    assert "<b>Jane Hall<br>" in page
