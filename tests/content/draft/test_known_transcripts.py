"""Documents that are there already, found by their words."""

from pathlib import Path

from content.draft.known_transcripts import KnownTranscripts

NUMBERS = 40


def newsletter(number: int, *, first: str = "") -> str:
    """Return a transcript of which most is in every number."""
    shared = [f"Every number has this paragraph {n} in it." for n in range(9)]
    own = [f"Only number {number} of all has this paragraph {n}." for n in range(3)]
    words = "\n\n".join([*([first] if first else []), *own, *shared])
    return f"---\nslug: number-{number}\n---\n\n## Ada\n\n{words}\n"


def test_what_many_documents_have_is_no_sign_of_one(tmp_path: Path) -> None:
    known = KnownTranscripts(tmp_path)
    for number in range(NUMBERS):
        known.add(Path(f"{number}.md"), newsletter(number))
    assert known.find(newsletter(NUMBERS)) is None
    assert known.find(newsletter(7)) == (Path("7.md"), "words")
    changed = newsletter(7, first="This paragraph was added afterwards.")
    assert known.find(changed) == (Path("7.md"), "words")
    assert known.find("---\nslug: none\n---\n") is None
    # The rest of both must be alike as well.
    short = changed.split("Every number")[0]
    assert known.find(short) is None


def test_until_many_have_it_it_is_one(tmp_path: Path) -> None:
    known = KnownTranscripts(tmp_path)
    known.add(Path("1.md"), newsletter(1))
    assert known.find(newsletter(2)) is None, "three quarters are too few"
    shorter = newsletter(2).replace("Only number 2 of all has this paragraph 1.", "")
    assert known.find(shorter) == (Path("1.md"), "words")


def test_what_grew_is_like_what_it_was(tmp_path: Path) -> None:
    known = KnownTranscripts(tmp_path)
    known.add(Path("1.md"), newsletter(1))
    more = (f"\nWhat was written afterwards, part {n}.\n" for n in range(NUMBERS))
    grown = newsletter(1) + "".join(more)
    assert known.find_like(newsletter(2)) == Path("1.md"), "three quarters are enough"
    assert known.find_like(grown) == Path("1.md")
    own = newsletter(2).split("Every number")[0]
    assert known.find_like(own) is None
    for number in range(2, NUMBERS):
        known.add(Path(f"{number}.md"), newsletter(number))
    assert known.find_like(newsletter(NUMBERS)) is None, "many have it"


def episode(title: str, *said: str) -> str:
    """Return a transcript whose link is that of the podcast."""
    turns = "".join(f"## Ada\n\n{words}\n\n" for words in said)
    head = f"title: {title}\nsource: https://quay.example/show"
    return f"---\nslug: show\n{head}\n---\n\n{turns}"


def test_a_link_alone_makes_no_two_documents_one(tmp_path: Path) -> None:
    first = ("Good morning from the quay.", "We begin with the bridge.")
    path = tmp_path / "one.md"
    path.write_text(episode("One", *first), encoding="utf-8")
    known = KnownTranscripts(tmp_path)
    second = ("Today we talk about silt.", "And about nothing else at all.")
    assert known.find(episode("Two", *second)) is None
    assert known.find(episode("One", *second)) == (path, "source")
    longer = (*first, *second)
    assert known.find(episode("Of bridges", *longer)) == (path, "source")
    wall = episode("Log in").replace("\n\n", "\n\nLog in to read it.\n\n")
    assert known.find(wall) == (path, "source")


def test_a_few_words_are_known_again_where_they_are_all(tmp_path: Path) -> None:
    note = "---\nslug: note\n---\n\n::: heading\nA note\n:::\n\nSee you.\n"
    known = KnownTranscripts(tmp_path)
    known.add(Path("note.md"), note)
    assert known.find(note) == (Path("note.md"), "words")
    assert known.find(note.replace("See you", "Farewell")) is None
    assert (
        known.find(episode("Long", "A note as long as a paragraph.", "See you."))
        is None
    )
