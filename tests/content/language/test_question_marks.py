"""A question is known by its marks, whatever the script."""

import pytest

from content.language.question_marks import asks


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("You built it in one winter?!", True),
        ("Τι είναι η γέφυρα;", True),
        ("«Τι είναι η γέφυρα;»", True),
        ("We have stone; bread;", False),
        ("Ո՞վ է կառուցել կամուրջը։", True),
        ("Ո՞վ է։ Մենք ենք։", False),
        ("أين الجسر؟", True),
        ("Build it!", False),
    ],
)
def test_a_question_is_known_by_its_marks(text: str, is_question: bool) -> None:
    assert asks(text) is is_question
