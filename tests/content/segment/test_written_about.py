"""Tests for whom an introduction writes about, and for interviews that say so only there."""

from content.formats import read_document
from content.segment import segment
from content.segment.turns.page_head.written_about import most_written_about

_LEAD = "Bolanle Adewu has run a press in Dorn for thirty years."
_TALK = (
    "Does the book begin with a misprint?",
    "It does. I saw it at two in the morning.",
    "Who found it?",
    "I did, and nobody else.",
    "And what did they say?",
    "My mother laughed.",
    "Will there be another one?",
    "I am writing it now.",
)


def test_a_house_is_nobody() -> None:
    top = ["THE LAGOON REVIEW", "Arts and Letters", _LEAD]
    later = ["Chidi Oparah writes for The Lagoon Review."]
    assert most_written_about(top, later) == "Bolanle Adewu"


def test_a_line_in_capitals_names_where_no_other_does() -> None:
    assert most_written_about(["BOLANLE ADEWU", "A talk about books."]) != ""
    assert most_written_about(["THE LAGOON REVIEW", "A talk about books."]) == ""


def test_questions_and_answers_strictly_by_turns_need_one_person_above() -> None:
    def answers(*top: str) -> set[str]:
        text = "\n\n".join((*top, *_TALK))
        found = segment(read_document(text.encode(), "page.txt"))
        return {one.speaker for one in found if one.speaker}

    assert answers("THE LAGOON REVIEW", _LEAD) == {"Question", "Bolanle Adewu"}
    assert answers("Questions about books") == set()
