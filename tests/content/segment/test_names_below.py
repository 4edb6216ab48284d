"""Names below sayings are nobody's labels; names above words are."""

from content.formats import read_document
from content.segment import MIN_CONFIDENCE, segment

SAYINGS = (
    ("I do not eat what has looked at me.", "Paul Moor"),
    ("Whoever waits for the tide has time to think of it.", "Ada Brook"),
    ("You mend a net one knot at a time.", "Tom Ferro"),
    ("I never trusted a sea that is calm.", "Ada Brook"),
    ("We all live from what the storm leaves us.", "Jane Stone"),
    ("My boat is older than I am, and drier.", "Tom Ferro"),
)


def _served(text: str) -> list[tuple[str, str]]:
    found = segment(read_document(text.encode(), "sayings.txt"))
    return [
        (one.text, one.speaker)
        for one in found
        if one.speaker and one.confidence >= MIN_CONFIDENCE
    ]


def test_names_below_what_is_theirs_get_no_words_of_others() -> None:
    page = "\n\n".join(f"{said}\n\n{name}" for said, name in SAYINGS)
    assert not _served(f"Said at the harbour\n\n{page}\n")


def test_names_above_what_is_theirs_are_labels() -> None:
    page = "\n\n".join(f"{name}\n\n{said}" for said, name in SAYINGS)
    assert _served(f"Said at the harbour\n\n{page}\n") == list(SAYINGS)
