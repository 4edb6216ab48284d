"""A person shows one label; the others are found, and their turns written into the file."""

import pytest

from content.model import Transcript
from content.reasons import BELOW_LABEL
from content.review import CannotSettleError, Review, undo
from content.review.label_form import end_of_label, form_of
from content.transcript_file import parse

FILE = """---
slug: bridge
title: The Bridge
speakers:
  - name: The Chair   # presides
    voice: true
  - {name: Anna Lund, aliases: [MRS. LUND]}
---

## The Chair

Good evening.\\
LUND = We have waited.\\
\\# nine years, that is.

BOON = And who has paid?

(Laughter.)

NOTE = The question was answered in writing.

::: stage
(Applause.)
:::

Thank you both.

> **Anna Lund**
>
> A bridge is a promise.

## The Chair

<!-- check: one-off label -->

BOON = > That is no answer.

::: commentary
Minutes of the bridge.\\
LUND = Mine neither.

Printed in Dorn.
:::
"""


def turns_of(transcript: Transcript) -> list[tuple[str, str, str]]:
    return [
        (turn.speaker or turn.kind.value, turn.text, turn.doubt)
        for turn in transcript.turns
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_turns_are_written_where_labels_stand_and_nothing_else(newline: str) -> None:
    text = FILE.replace("\n", newline)
    review = Review(text)
    found = review.find_label("BOON")
    assert found.printed == "BOON ="
    assert [(one.name, one.known, len(one.lines)) for one in found.voices] == [
        ("Anna Lund", "Anna Lund", 2),
        ("Boon", "", 2),
    ], "a note is no voice, and a surname means whom the file declares"
    made = review.teach("BOON")
    after = parse(made.text)
    assert turns_of(after) == [
        ("The Chair", "Good evening.", ""),
        ("Anna Lund", "We have waited.", ""),
        ("Anna Lund", "# nine years, that is.", BELOW_LABEL),
        ("Boon", "And who has paid?", ""),
        ("stage", "(Laughter.)", ""),
        ("Boon", "NOTE = The question was answered in writing.", BELOW_LABEL),
        ("stage", "(Applause.)", ""),
        ("Boon", "Thank you both.", BELOW_LABEL),
        ("Anna Lund", "A bridge is a promise.", BELOW_LABEL),
        ("Boon", "> That is no answer.", ""),
        ("commentary", "Minutes of the bridge.", ""),
        ("Anna Lund", "Mine neither.", ""),
        ("Anna Lund", "Printed in Dorn.", BELOW_LABEL),
    ]
    assert after.speakers[1].aliases == ("MRS. LUND", "LUND")
    assert "name: The Chair   # presides" in made.text, "all else stays"
    assert made.text.count("\n") == made.text.count(newline)
    assert (made.step.settled, made.step.label) == (4, "BOON =")
    assert undo(made.text, made.step) == text


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("::: stage\n(Applause.)\n:::\n\nBOON = Yes.\n", "(Applause.)"),
        ("::: commentary\nMinutes.\n\nBOON = Yes.\n:::\n\nGood night.\n", "Minutes."),
    ],
)
def test_no_heading_stays_above_words_of_nobody(below: str, kept: str) -> None:
    text = FILE.partition("Good evening")[0] + below
    made = Review(text).teach("BOON")
    turns = turns_of(parse(made.text))
    assert [turn[1] for turn in turns[:2]] == [kept, "Yes."]
    assert {turn[0] for turn in turns[1:]} == {"Boon"}
    assert "## The Chair" not in made.text
    assert undo(made.text, made.step) == text


def test_a_voice_that_is_none_stays_in_the_text() -> None:
    made = Review(FILE).teach("BOON =", left_out={0}.__contains__)
    after = parse(made.text)
    assert [one.name for one in after.speakers] == ["The Chair", "Anna Lund", "Boon"]
    assert after.turns[0].text.startswith("Good evening.\nLUND = We have waited.")
    with pytest.raises(CannotSettleError, match="Nobody is left"):
        Review(FILE).teach("BOON =", left_out=lambda _: True)
    for typed in ("HALL =", "", "\\", "BOON = And who", "LUND = We have waited."):
        with pytest.raises(CannotSettleError, match="No line of the passages"):
            Review(FILE).find_label(typed)


def test_likely_labels_are_offered_without_an_example() -> None:
    (likely,) = Review(FILE).likely_labels
    assert (likely.printed, likely.turns) == ("LUND =", 4)
    assert not Review(FILE.replace(" = ", ", ")).likely_labels


@pytest.mark.parametrize(
    ("line", "typed", "like", "unlike"),
    [
        ("(Femke) Ja.", "(Femke)", "(Jan de Wit) Nee.", "(Jan: dat is waar.) Nee."),
        ("Osterlund, ordf. Jag ser.", "Osterlund, ordf.", "A. Lind. Nej.", "Nej, A."),
        ("CR DUNN Thank you", "CR DUNN", "THE CHAIR I see", "I thank THE CHAIR"),
        (
            "3.5.23, 20:47 - Lo: Hej",
            "3.5.23, 20:47 - Lo",
            "12.5.23, 1:02 - Bo: A",
            "Lo: Ja",
        ),
        ("宮下\u3000十九です。", "宮下", "小田切\u3000ええ。", "小田切 ええ。"),
        ("🎙 Ada: Hi", "Ada", "🎧 Ben: Hello", "Ada: Hi"),
        ("G.Lund (Left).", "G.Lund", "A.Boon (Right).", "A.Boon (Right). Thank you"),
        ("배상운 좌석을", "배상운", "배상운 의사일정", "남궁혁 농업"),
        ("p. Boon – Áno.", "p. Boon", "Ada Lund – Nie.", "tak – nie"),
    ],
)
def test_labels_of_one_form(line: str, typed: str, like: str, unlike: str) -> None:
    form = form_of(line, end_of_label(line, typed))
    assert form
    assert form.find(line)
    assert form.find(like)
    assert not form.find(unlike)
