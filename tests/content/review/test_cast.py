"""Golden cases and a property: answers about the voices of a file, written into it."""

import re
from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from content.model import Speaker, Transcript
from content.reasons import (
    NAME_IS_BENT,
    READ_OUT_FOR,
    SPEAKER_UNNAMED,
    about_part,
)
from content.review import (
    CannotSettleError,
    CastAnswer,
    CastChoice,
    CastVoice,
    Review,
    Step,
    undo,
)
from content.review.cast import count_nobodys
from content.review.labels import labels_of_speaker
from content.review.steps import names_before
from content.transcript_file import parse, serialize
from content.transcript_file.parser import parse_layout
from tests.content.review.test_review import (
    doubtful_transcripts,
    voice_of_each_word,
    words_of,
)

FILE = """---
slug: bridge
speakers:
  - name: Bahnhof in Dorn   # really?
    aliases: [BAHNHOF IN DORN]
  - name: Lund, A.
    role: Mayor
    aliases: [MAYOR LUND]
  - {name: The Chair, voice: true}
  - name: Anna Lund
title: The Bridge
---

## Bahnhof in Dorn

We have waited nine years.

## [question] The Chair

And how long is nine?

## Lund, A.

A letter has come:

> **Anna Lund**
>
> A bridge is a promise.

## BAHNHOF IN DORN

Then let us cross it.

# Comments

- **Bahnhof in Dorn**: I was there.
"""


def voice(review: Review, name: str) -> CastVoice:
    (found,) = (each for each in review.cast if each.name == name)
    return found


def with_labels(text: str, own: CastVoice) -> Transcript:
    """Return a file's transcript with the labels of a voice in front of its words."""
    lines, layout = text.splitlines(), parse_layout(text)
    turns = [*layout.transcript.turns]
    for number, label in labels_of_speaker(
        lines, layout, own.speaker, own.name
    ).items():
        old = turns[number]
        turns[number] = replace(old, text=f"{label}: {old.text}")
    return replace(layout.transcript, turns=tuple(turns))


def recast(text: str, name: str, choice: CastChoice, new: str = "") -> str:
    """Return a file after an answer about a voice, which can be taken back."""
    review = Review(text)
    made = review.recast(voice(review, name).id, CastAnswer(choice, new))
    parse(made.text)
    assert undo(made.text, made.step) == text
    return made.text


def test_the_cast_is_in_order_of_appearance() -> None:
    cast = Review(FILE).cast
    assert [(each.name, each.turns, each.words) for each in cast] == [
        ("Bahnhof in Dorn", 2, 10),
        ("The Chair", 1, 5),
        ("Lund, A.", 1, 4),
        ("Anna Lund", 1, 5),
    ]
    assert cast[0].opening == "We have waited nine years."
    made = recast(FILE, "The Chair", CastChoice.HEADING)
    assert count_nobodys(parse(made)) == {"comment": 3, "heading": 5}


def test_what_is_no_name_is_no_alias_of_the_right_one() -> None:
    assert recast(FILE, "Bahnhof in Dorn", CastChoice.RENAME, "Ida\tBoon") == (
        FILE.replace(
            "  - name: Bahnhof in Dorn   # really?\n    aliases: [BAHNHOF IN DORN]\n",
            "  - name: Ida Boon   # really?\n",
        )
        .replace("## Bahnhof in Dorn", "## Ida Boon")
        .replace("## BAHNHOF IN DORN", "## Ida Boon")
    )


def test_another_form_of_the_name_stays_an_alias() -> None:
    assert recast(FILE, "Lund, A.", CastChoice.RENAME, "Agnes Lund") == (
        FILE.replace("name: Lund, A.", "name: Agnes Lund")
        .replace("[MAYOR LUND]", "['Lund, A.', MAYOR LUND]")
        .replace("## Lund, A.", "## Agnes Lund")
    )


def test_a_role_is_typed_as_it_is_shown() -> None:
    renamed = recast(FILE, "Lund, A.", CastChoice.RENAME, "Ida Boon (Clerk (acting))")
    assert parse(renamed).speakers[1] == Speaker(
        name="Ida Boon", role="Clerk (acting)", aliases=()
    )
    corrected = recast(FILE, "Lund, A.", CastChoice.RENAME, "Lund, A. (Clerk)")
    assert corrected == FILE.replace("role: Mayor", "role: Clerk")
    same = recast(FILE, "Lund, A.", CastChoice.RENAME, "anna lund（市長）")
    assert parse(same).speakers[-1].role == "市長"
    assert recast(FILE, "The Chair", CastChoice.RENAME, "The Chair (no name)") == FILE
    printed = FILE.replace("MAYOR LUND", "LUND (M)")
    assert "LUND (M)" in recast(printed, "Anna Lund", CastChoice.RENAME, "Lund (M)")
    assert "name: Anna" not in recast(
        printed, "Anna Lund", CastChoice.RENAME, "Lund (M)"
    )


def test_a_voice_that_gets_a_name_is_none_any_more() -> None:
    assert recast(FILE, "The Chair", CastChoice.RENAME, "[sic] Jo") == (
        FILE.replace(
            "{name: The Chair, voice: true}", "{name: '[sic] Jo', role: Chair}"
        ).replace("[question] The Chair", "[question] \\[sic] Jo")
    )


@pytest.mark.parametrize(
    ("choice", "name"), [("rename", "anna lund"), ("same", "Anna Lund")]
)
def test_two_forms_of_a_name_become_one_voice(choice: str, name: str) -> None:
    """Who only seemed to read out the other's letter says it."""
    assert recast(FILE, "Lund, A.", CastChoice(choice), name) == (
        FILE.replace(
            "  - name: Lund, A.\n    role: Mayor\n    aliases: [MAYOR LUND]\n", ""
        )
        .replace(
            "  - name: Anna Lund\n",
            "  - name: Anna Lund\n"
            "    role: Mayor\n"
            "    aliases: ['Lund, A.', MAYOR LUND]\n",
        )
        .replace("## Lund, A.", "## Anna Lund")
        .replace("> **Anna Lund**\n>\n> A bridge", "A bridge")
    )


def test_whoever_is_one_with_an_office_keeps_the_name() -> None:
    made = parse(recast(FILE, "Lund, A.", CastChoice.SAME, "The Chair"))
    assert [each.name for each in made.speakers] == [
        "Bahnhof in Dorn",
        "Lund, A.",
        "Anna Lund",
    ]
    assert made.turns[1].speaker == "Lund, A."
    made = parse(recast(FILE, "The Chair", CastChoice.SAME, "Anna Lund"))
    assert made.speakers[-1] == Speaker(name="Anna Lund", role="Chair")


@pytest.mark.parametrize(
    ("voice_name", "name", "role"),
    [
        ("Sr. Alcalde", "Jo Lund", "Alcalde"),
        ("Bundeskanzlerin", "Eva Lund", "Bundeskanzlerin"),
        ("ΥΠΟΥΡΓΟΣ", "Νίκος Λουντ", "ΥΠΟΥΡΓΟΣ"),
        ("議長", "村越信彦", "議長"),
        ("Mayor", "Mayor Boon", ""),
        ("Question", "Jo Lund", ""),
        ("Writer …43", "Jo Lund", ""),
        ("Voce di Dorn", "Jo Lund", ""),
    ],
)
def test_only_an_office_becomes_the_role_of_who_gets_a_name(
    voice_name: str, name: str, role: str
) -> None:
    made = parse(
        recast(
            FILE.replace("The Chair", voice_name), voice_name, CastChoice.RENAME, name
        )
    )
    assert (made.speakers[2].name, made.speakers[2].role) == (name, role)


def test_words_of_nobodys_stay_and_so_does_what_was_read_out() -> None:
    assert recast(FILE, "Lund, A.", CastChoice.COMMENTARY) == (
        FILE.replace(
            "  - name: Lund, A.\n    role: Mayor\n    aliases: [MAYOR LUND]\n", ""
        ).replace(
            "## Lund, A.\n\nA letter has come:\n\n> **Anna Lund**\n>\n> A bridge is",
            "::: commentary\nMAYOR LUND: A letter has come:\n:::\n\n## [message] Anna Lund\n\nA bridge is",
        )
    )
    made = parse(recast(FILE, "Bahnhof in Dorn", CastChoice.HEADING))
    assert [(turn.kind, turn.text) for turn in (made.turns[0], made.turns[-1])] == [
        ("heading", "BAHNHOF IN DORN: We have waited nine years."),
        ("heading", "BAHNHOF IN DORN: Then let us cross it."),
    ]


LABELS = """---
slug: hearing
title: The Hearing
speakers:
  - name: Tid
  - {name: '# Third Chair', aliases: [SPEECH 3 CHAIR, SPEECH 5 CHAIR]}
  - {name: Question, voice: true}
---
## Tid
\\> 19.00\\
o'clock

::: stage
(A bell.)
:::

In the hall.

## [question] Question
Who is there?
## # Third Chair
Nobody.

## # Third Chair
<!-- check: it may be a title -->
The end.
## Tid
20.00
## # Third Chair
Good night.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_label_of_nobodys_words_stays_in_front_of_them(end: str) -> None:
    """It is no label if nobody else spoke above, or if questions have none."""

    def words(name: str) -> list[str]:
        made = parse(recast(LABELS.replace("\n", end), name, CastChoice.COMMENTARY))
        return [turn.text for turn in made.turns if turn.kind == "commentary"]

    assert words("Tid") == ["Tid: > 19.00\no'clock", "In the hall.", "Tid: 20.00"]
    assert words("# Third Chair") == [
        "SPEECH 3 CHAIR: Nobody.",
        "The end.",
        "SPEECH 5 CHAIR: Good night.",
    ]
    assert words("Question") == ["Who is there?"]


DOUBTS = f"""---
slug: bridge
title: The Bridge
speakers:
  - name: Speaker
    voice: true
  - name: Annas Lund
---
## Speaker
<!-- check: {SPEAKER_UNNAMED} -->
We have waited.
## Speaker
<!-- check: it is a short line like a title -->
Nine years
## Speaker
A letter has come.

> **Annas Lund**
> <!-- check: {READ_OUT_FOR}Annas Lund; {NAME_IS_BENT} -->
> A bridge is a promise.
"""


def test_a_name_settles_what_was_in_doubt_for_it_alone() -> None:
    """Other doubts stay; "Speaker" is no name, and who speaks may have sent nothing."""

    def doubts(text: str) -> int:
        return len(Review(text).passages)

    assert doubts(DOUBTS) == 3
    named = recast(DOUBTS, "Annas Lund", CastChoice.RENAME, "Anna Lund")
    assert "> **Anna Lund**\n> A bridge is" in named
    assert doubts(named) == 2
    assert doubts(recast(DOUBTS, "Annas Lund", CastChoice.RIGHT)) == 2
    assert doubts(recast(DOUBTS, "Speaker", CastChoice.RIGHT)) == 3
    assert doubts(recast(DOUBTS, "Speaker", CastChoice.RENAME, "Ida Boon")) == 2
    part = DOUBTS.replace(NAME_IS_BENT, about_part(NAME_IS_BENT, "A bridge"))
    assert "(about “A bridge”)" in part
    assert doubts(recast(part, "Annas Lund", CastChoice.RIGHT)) == 2
    speaks = f"{DOUBTS}\n## Annas Lund\n\nThank you.\n"
    assert doubts(recast(speaks, "Annas Lund", CastChoice.RENAME, "Anna Lund")) == 3


def test_what_does_not_fit_says_so() -> None:
    review = Review(FILE)
    own = voice(review, "Anna Lund").id
    for answer, why in (
        (CastAnswer(CastChoice.RENAME, " \n"), "needs a name"),
        (CastAnswer(CastChoice.RENAME, "?!"), "is no name"),
        (CastAnswer(CastChoice.RENAME, "A" * 201), "too long"),
        (CastAnswer(CastChoice.SAME, "Jo"), "No other voice"),
        (CastAnswer(CastChoice.SAME, "Anna Lund"), "No other voice"),
    ):
        with pytest.raises(CannotSettleError, match=re.escape(why)):
            review.recast(own, answer)
    with pytest.raises(CannotSettleError, match="by now"):
        review.recast("00000000", CastAnswer(CastChoice.RIGHT))
    assert review.recast(own, CastAnswer(CastChoice.RIGHT)).step.changes == ()


@pytest.mark.parametrize(
    "speakers",
    [
        "speakers: [{name: A}, {name: B, aliases: [C], voice: true, role: D}]  # two\n",
        "speakers: [\n  {name: A},\n  {voice: true, role: D, aliases: [C], name: B}]\n",
        "speakers:\n- name: A\n- aliases:\n  - C\n  voice: true\n  name: B\n  role: D\n# e\n",
        "speakers:\n    - name: >\n        A\n\n    - name: |\n        B\n      role: D\n      voice: true\n      aliases:\n      - C\n",
        "speakers:\n  -\n    name: A\n  - {name: 'B', role: 'D',\n     voice: true, aliases: [\n     C]}\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_however_the_speakers_are_written_they_can_be_changed(
    speakers: str, end: str
) -> None:
    text = f"---\nslug: a\n{speakers}title: T\n---\n## A\nHo!\n## B\nHi.\n".replace(
        "\n", end
    )
    found = parse(recast(text, "B", CastChoice.RENAME, "Eve: 2"))
    assert [(one.name, one.aliases, one.role, one.voice) for one in found.speakers] == [
        ("A", (), "", False),
        ("Eve: 2", (), "D", False),
    ]
    found = parse(recast(text, "B", CastChoice.SAME, "A"))
    assert [(one.name, one.role) for one in found.speakers] == [("A", "D")]
    for name in "AB":
        found = parse(recast(text, name, CastChoice.COMMENTARY))
        assert [one.name for one in found.speakers] == ["B" if name == "A" else "A"]


_ANSWERS = st.one_of(
    st.sampled_from([CastAnswer(c) for c in CastChoice if c not in ("rename", "same")]),
    st.builds(
        CastAnswer,
        st.sampled_from([CastChoice.RENAME, CastChoice.SAME]),
        st.sampled_from(("Ada", "[sic] Ben", "Ferro", "\\ #: [x", "*!", "Eve")),
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    doubtful_transcripts(),
    st.lists(st.tuples(st.integers(min_value=0), _ANSWERS), min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_any_answers_keep_all_words_and_are_taken_back(
    transcript: Transcript,
    answers: list[tuple[int, CastAnswer]],
    end: str,
    tight: bool,
) -> None:
    text = serialize(transcript)
    if tight:
        text = re.sub(r"\n+(?=\n(?:## |:::|<!-- check: [^\n]*-->\n))", "", text)
        text = text.rstrip("\n")
    text = text.replace("\n", end)
    texts, steps = [text], []
    for nth, answer in answers:
        review = Review(texts[-1])
        if not review.cast:
            break
        own = review.cast[nth % len(review.cast)]
        try:
            made = review.recast(own.id, answer)
        except CannotSettleError as error:
            event(str(error))
            assert answer.name
            continue
        before, after = review.transcript, parse(made.text)
        if not made.step.becomes:
            before = with_labels(texts[-1], own)
        assert words_of(after) == words_of(before)
        assert after.comments == before.comments
        for one, two in zip(
            voice_of_each_word(before), voice_of_each_word(after), strict=True
        ):
            assert one == two or own.name in str(one)
        assert own.name == made.step.becomes or own.name not in {
            name for turn in after.turns for name in (turn.speaker, turn.read_by)
        }
        texts.append(made.text)
        steps.append(made.step)
    for before_text, step in zip(reversed(texts[:-1]), reversed(steps), strict=True):
        text = undo(texts.pop(), step)
        assert text == before_text


def test_a_former_name_is_known_until_two_voices_are_one() -> None:
    def step(voice: str, becomes: str, *, merged: bool = False) -> Step:
        return Step(
            settled=0,
            opening="",
            changes=(),
            voice=voice,
            becomes=becomes,
            merged=merged,
        )

    steps = [step("Hall", "Jo"), step("Jo", "Eve"), step("Eve", "Eve"), step("", "")]
    assert names_before(steps) == {"Eve": "Hall"}
    assert names_before([*steps, step("Ada", "Eve", merged=True)]) == {}
    assert names_before([*steps, step("Eve", "")]) == {}
