"""What a transcript file may hold, on disk and in writing, and what it can't."""

import re
from pathlib import Path

import pytest

from content.model import Comment, Speaker, Transcript, Turn, TurnKind
from content.transcript_file import TranscriptFaults, parse, read_file, serialize

HEADER = """\
---
slug: bridge-opening-2031
title: Opening of the Harbour Bridge
speakers:
  - name: Ada Brook
    aliases: [A. Brook, Ада Брук]
---
"""


def test_an_alias_becomes_the_name() -> None:
    turns = parse(HEADER + "## Ада Брук\n\nHi.\n").turns
    assert turns == (Turn(kind=TurnKind.SPEECH, speaker="Ada Brook", text="Hi."),)


def test_lines_are_joined_broken_and_unescaped() -> None:
    text = HEADER + (
        "## Ada Brook\n  One\n  line.\nThen\\\nanother.\n\n\n"
        "\\# five \\ \\> C:\\\\\n\\\\# six\n"
    )
    assert parse(text).turns[0].text == (
        "One line. Then\nanother.\n\n# five \\ \\> C:\\ \\# six"
    )


def test_comments_nest() -> None:
    text = HEADER + (
        "# Comments\n- **Ada\\*** (2031): Hi\n  there.\n\n  Bye.\n"
        "  - **Ben**:\n    - : Oh **no**: yes\n- **Cy**: \\- dash\n"
    )
    deepest = Comment(author="", text="Oh **no**: yes")
    reply = Comment(author="Ben", text="", replies=(deepest,))
    assert parse(text).comments == (
        Comment(author="Ada*", date="2031", text="Hi there.\n\nBye.", replies=(reply,)),
        Comment(author="Cy", text="- dash"),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "1: the file is empty"),
        ("---\nslug: ä\n---\n".encode("latin-1"), "2: the byte 0xE4 is not UTF-8"),
        (HEADER.encode("utf-16"), "1: the file is in UTF-16; save it as UTF-8"),
        (HEADER.encode("utf-32"), "1: the file is in UTF-32; save it as UTF-8"),
        (b"%PDF-1.7\n\0\1\2", "2: the file is binary, not text"),
        (b"x" * 50_000_001, "1: the file is larger than 50 MB"),
    ],
)
def test_a_file_that_is_no_text_is_a_fault(
    tmp_path: Path, data: bytes, expected: str
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(TranscriptFaults) as caught:
        read_file(path)
    assert str(caught.value).startswith(f"{path}:{expected}")


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TranscriptFaults, match="can't be read: no such file"):
        read_file(tmp_path / "b.md")
    with pytest.raises(TranscriptFaults, match="can't be read: is a directory"):
        read_file(tmp_path)


def test_a_file_may_have_a_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = HEADER + "## Ada Brook\n\nHi.\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_file(path) == parse(text)


ADA = Speaker(name="Ada")
UNWRITABLE = [
    (Transcript(slug="Bad Slug", title="T"), "slug 'Bad Slug' must be"),
    (Transcript(slug="a", title=""), "title '' must be a line of 1 to 300 characters"),
    (Transcript(slug="a", title="T", date="soon"), "date 'soon' must be"),
    (Transcript(slug="a", title="T\nU"), "title is not a tidy line"),
    (Transcript(slug="a", title="T", speakers=(ADA, ADA)), "'Ada' is declared twice"),
    (
        Transcript(slug="a", title="T", speakers=(Speaker(name=""),)),
        "a speaker has no name",
    ),
    (
        Transcript(slug="a", title="T", comments=(Comment(author="", text=" "),)),
        "a comment's text is not tidy",
    ),
    (
        Transcript(
            slug="a", title="T", comments=(Comment(author="", text="", date="now"),)
        ),
        "a comment's date 'now' is no ISO 8601 date",
    ),
]
UNWRITABLE_TURNS = [
    (Turn(kind=TurnKind.SPEECH, speaker="Eve", text="Hi."), "'Eve' is not declared"),
    (Turn(kind=TurnKind.SPEECH, text="Hi."), "its speaker None is not declared"),
    (Turn(kind=TurnKind.STAGE, speaker="Ada", text="Hi."), "can't have a speaker"),
    (
        Turn(kind=TurnKind.SPEECH, speaker="Ada", read_by="Ada", text="Hi."),
        "can't be read by somebody",
    ),
    (
        Turn(kind=TurnKind.MESSAGE, speaker="Ada", read_by="Eve", text="Hi."),
        "its reader 'Eve' is not declared",
    ),
    (Turn(kind=TurnKind.STAGE, text=""), "it has no words"),
    (Turn(kind=TurnKind.STAGE, text="a\n\n\nb"), "its text is not tidy"),
    (Turn(kind=TurnKind.STAGE, text="a\0"), "its text is not tidy"),
    (Turn(kind=TurnKind.STAGE, text="a", doubt="b\nc"), "its doubt is not a tidy line"),
]


@pytest.mark.parametrize(("transcript", "why"), UNWRITABLE)
def test_what_the_file_cannot_hold_is_not_written(
    transcript: Transcript, why: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        serialize(transcript)


@pytest.mark.parametrize(("turn", "why"), UNWRITABLE_TURNS)
def test_a_turn_the_file_cannot_hold_is_not_written(turn: Turn, why: str) -> None:
    transcript = Transcript(slug="a", title="T", speakers=(ADA,), turns=(turn,))
    with pytest.raises(ValueError, match=f"turn 1: .*{re.escape(why)}"):
        serialize(transcript)


def test_comments_nest_fifty_levels_deep_and_no_further() -> None:
    thread = Comment(author="", text="Hi.")
    for _ in range(49):
        thread = Comment(author="", text="Hi.", replies=(thread,))
    text = serialize(Transcript(slug="a", title="T", comments=(thread,)))
    assert parse(text).comments == (thread,)
    deeper = Comment(author="", text="Hi.", replies=(thread,))
    with pytest.raises(ValueError, match="more than 50 levels deep"):
        serialize(Transcript(slug="a", title="T", comments=(deeper,)))
    with pytest.raises(TranscriptFaults, match="more than 50 levels deep"):
        parse(text + "".join("  " * depth + "- : Hi.\n" for depth in range(2000)))
