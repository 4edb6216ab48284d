"""Whether an excerpt is whole."""

import pytest

from content.excerpts.features.wholeness import is_balanced


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("He said: “No (never).”", True),
        ("“One.\n\n“Two.”", True),
        ("„Ja“ und „nein“", True),
        ("»Ja« und «oui»", True),
        ("”Hej”, sa han.", True),
        ("「橋」を渡る。", True),
        ("a) the arches", True),
        ("He said: “No.", False),
        ("the third floor.” That was all.", False),
        ('He said: "No.', False),
        ("(as we hear", False),
    ],
)
def test_marks_are_balanced(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced
