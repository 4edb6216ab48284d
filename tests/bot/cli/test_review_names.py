"""`rostra review FILE --names` as an administrator meets it, with answers from a pipe."""

from pathlib import Path

import pytest

from content.reasons import READ_OUT_FOR
from content.transcript_file import read_file
from tests.fakes.documents.doubts import doubtful_file
from tests.fakes.programs.shell import Shell


@pytest.fixture
def path(shell: Shell) -> Path:
    return doubtful_file(shell.folder / "bridge.md", doubts=2)


def cast(path: Path) -> list[str]:
    return [speaker.name for speaker in read_file(path).speakers]


def test_the_voices_are_shown_with_how_to_answer(shell: Shell, path: Path) -> None:
    assert shell.types("review", str(path)) == 0
    assert f"2 voices: `rostra review {path} --names` shows" in shell.output
    assert shell.types("review", str(path), "--names") == 0
    shown = [" ".join(line.split()) for line in shell.output.splitlines()]
    assert "“The Bridge” (2031-05-04; no place)" in shown
    assert "voice turns words doubtful first words" in shown
    assert any(line.startswith("1 Ada Brook (Mayor) 3 27 Certain") for line in shown)
    assert any(line.startswith("2 Tomás Ferro 2 18 all Doubtful") for line in shown)
    assert "2 = 1 the same person as that one" in shown


def test_answers_are_written_at_once_and_numbers_stay(shell: Shell, path: Path) -> None:
    before = path.read_bytes()
    said = "2 ＝ 1\nu\n1 Hall of Dorn\n1 –\n2. Jo Field\n"
    assert shell.types("review", str(path), "--names", said=said) == 0
    assert "Written: “Tomás Ferro” is “Ada Brook”." in shell.output
    assert "Taken back: what was said about “Tomás Ferro”." in shell.output
    assert "Written: the words of “Hall of Dorn” are nobody's." in shell.output
    assert read_file(path).turns[0].text.startswith("Ada Brook: Certain words"), (
        "the label is the one that was printed"
    )
    assert cast(path) == ["Jo Field"]
    assert "2 doubtful passages left" in shell.output
    assert shell.types("review", str(path), "--names", said="u\nU\nu\n\n") == 0
    assert path.read_bytes() == before


def test_enter_says_that_all_names_are_right(shell: Shell, path: Path) -> None:
    text = path.read_text().replace("## Tomás Ferro", "## [message] Tomás Ferro")
    path.write_text(text.replace("one-off label", f"{READ_OUT_FOR}Tomás Ferro"))
    before = path.read_bytes()
    assert shell.types("review", str(path), "--names", said="q\n") == 0
    assert path.read_bytes() == before
    assert shell.types("review", str(path), "--names", said="\n") == 0
    assert "Written: all names are right. 2 passages settled." in shell.output
    assert "no doubtful passage left" in shell.output
    assert shell.types("review", str(path), "--names", said="u\nq\n") == 0
    assert path.read_bytes() == before


def test_what_cannot_be_done_says_so(shell: Shell, path: Path) -> None:
    before = path.read_bytes()
    said = "3 Jo\nJo\n1 = 7\n1 =\n1 = 1\n1 = Jo\n1 ?!\n1 -h\n2\nq\n"
    assert shell.types("review", str(path), "--names", said=said) == 0
    for answer in (
        "Type the number of a voice",
        "No voice has the number 3.",
        "No voice has the number 7.",
        "Type the number or the name of the other voice after “=”.",
        "That is this voice itself.",
        "After “-” stands nothing, or “heading”.",
        "No other voice of the file is called “Jo”.",
        "“?!” is no name.",
        "▌ Doubtful words 1, which somebody said of the bridge.",
    ):
        assert answer in shell.output
    assert shell.output.count("voice  ") == 1, "the voices are shown once"
    assert path.read_bytes() == before
    assert shell.types("review", "nothing.md", "--names") == 2


def test_where_nobody_says_anything_one_person_may_say_it(shell: Shell) -> None:
    path = shell.folder / "nobody.md"
    text = "---\nslug: n\ntitle: N\n---\n\n::: commentary\nJust words.\n:::\n"
    path.write_text(text)
    assert shell.types("review", str(path), "--names") == 0
    assert "Nobody is given any words" in shell.output
    assert "All of it may be one person's words. Whose?" in shell.output
    assert "the right name of this voice" not in shell.output
    assert shell.types("review", str(path), "--excerpts") == 0
    assert "No excerpt may be offered. Settle names and doubts first." in shell.output
    assert "the last" not in shell.output


def test_more_voices_than_a_table_shows_come_one_table_after_another(
    shell: Shell, path: Path
) -> None:
    text = path.read_text()
    voices = [f"Voice {number}" for number in range(3, 71)]
    declared = "".join(f"  - name: {voice}\n" for voice in voices)
    text = text.replace("\n---\n", f"\n{declared}---\n", 1)
    path.write_text(text + "".join(f"\n## {one}\n\nYes, it is.\n" for one in voices))
    said = "m\n65 Jo Field\nm\nq\n"
    assert shell.types("review", str(path), "--names", said=said) == 0
    first, second, after, again = shell.output.split("70 voices")[1:]
    assert "… and 10 more" in first
    assert "Voice 61" not in first
    assert "Voice 61" in second
    assert "Jo Field" in after
    assert "Voice 61" in after, "it stays where it was"
    assert "Ada Brook" in again
    assert "Voice 61" not in again


def test_a_label_that_was_missed_is_shown_once(shell: Shell, path: Path) -> None:
    text = path.read_text() + "\nHALL = Yes, I do.\n\nLIND = No.\n\nHALL = We do.\n"
    path.write_text(text)
    said = "+\n+ HALL\nq\n+ 1\n1000001\n2\n\n3 Eva Hall\nq\n"
    assert shell.types("review", str(path), "--names", said=said) == 0
    shown = [" ".join(line.split()) for line in shell.output.splitlines()]
    assert "> + 1 HALL = (3 turns, 2 voices) HALL = Yes, I do." in shown
    assert any(line.startswith("1 Hall (new) 2 Yes, I do.") for line in shown)
    assert "+ > Type the number of a voice, Enter, or q." in shown
    assert "2 (Lind: nobody) 1" in shown
    assert "Written: 2 turns under labels like “HALL =”." in shell.output
    assert cast(path) == ["Ada Brook", "Tomás Ferro", "Eva Hall"]
    said_by = [(turn.speaker, turn.text) for turn in read_file(path).turns[-3:]]
    assert said_by == [
        ("Eva Hall", "Yes, I do."),
        ("Eva Hall", "LIND = No."),
        ("Eva Hall", "We do."),
    ]
    assert shell.types("review", str(path), "--names", said="u\nu\nq\n") == 0
    assert "Taken back: 2 turns under labels like “HALL =”." in shell.output
    assert path.read_text() == text
    assert shell.types("review", str(path), "--names", said="+ BOON =\n+ HALL\n") == 0
    assert "No line of the passages starts with the label “BOON =”" in shell.output
    assert path.read_text() == text, "the input ended before Enter"


PAGE = """---
slug: page
title: A Speech by Ada Brook
---

::: commentary
Ada Brook spoke in Dorn.

Dear friends,

I have waited for nine years.
:::

::: commentary
<!-- check: in the first person, and nobody is named; somebody's, perhaps -->

We shall wait for nine more if we must.

Ada Brook
:::
"""


def test_all_of_a_page_is_one_persons(shell: Shell) -> None:
    """An answer takes the place of the last; it can be taken up again, and back."""
    path = shell.folder / "page.md"
    path.write_text(PAGE)
    assert shell.types("review", str(path), "--names", said="＊ 1\nq\n") == 0
    shown = [" ".join(line.split()) for line in shell.output.splitlines()]
    assert "* 1 Ada Brook" in shown
    assert "Written: 3 paragraphs are “Ada Brook”'s. 1 passage settled." in (
        shell.output.replace("\n", " ")
    )
    assert "1 (nobody) Ada Brook spoke in Dorn." in shown
    assert "* 3 I have waited for nine years." in shown
    assert cast(path) == ["Ada Brook"]
    said = "* Jo Field 2-3 5\n* 3-4\n* 9\n* Jo 7\n* 2-x\nq\n"
    assert shell.types("review", str(path), "--names", said=said) == 0
    assert "No name has the number 9. Type it after the *." in shell.output
    assert "Type the name, then the paragraphs, such as 3-12" in shell.output
    assert "There is no paragraph 7: they have the numbers 1 to 5." in shell.output
    turns = [(turn.speaker, turn.text) for turn in read_file(path).turns]
    assert (
        "Jo Field",
        "I have waited for nine years.\n\nWe shall wait for nine more if we must.",
    ) in turns
    assert shell.types("review", str(path), "--names", said="u\n*\n") == 0
    assert "Taken back: that all of it is “Jo Field”'s." in shell.output
    assert path.read_text() == PAGE
