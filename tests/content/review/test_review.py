"""Properties and golden cases: answers to doubtful passages, written into the file."""

import difflib
import re

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from content.model import Comment, Speaker, Transcript, Turn, TurnKind
from content.reasons import under_label
from content.review import (
    Answer,
    CannotSettleError,
    CannotUndoError,
    Choice,
    Passage,
    Review,
    Step,
    undo,
)
from content.transcript_file import parse, serialize

HEADER = """---
slug: bridge
title: The Bridge   # as it was printed
speakers:
  - name: Ada Brook
    role: Mayor
  - {name: Tomás Ferro, aliases: [T. Ferro]}
  - name: Reporter
    voice: true
date: 2031-05-04
---

"""


def passage_about(review: Review, opening: str) -> Passage:
    (found,) = (each for each in review.passages if each.turn.text.startswith(opening))
    return found


def answered(body: str, opening: str, answer: Answer, *, alike: bool = False) -> str:
    """Return the body of a file after an answer to the passage that opens so."""
    text = HEADER + body
    review = Review(text)
    passage = passage_about(review, opening)
    settlement = review.settle(passage.id, answer, alike=alike)
    parse(settlement.text)
    assert undo(settlement.text, settlement.step) == text
    head, _, rest = settlement.text.partition("\n---\n\n")
    if answer.choice is not Choice.NEW:
        assert f"{head}\n---\n\n" == HEADER
    return rest


INSIDE = """## Ada Brook

We have waited nine years.

## Ada Brook

<!-- check: a note of the author may stand here -->

She paused here, and looked up.

## Ada Brook

And I have waited nine minutes.
"""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(
            Answer(Choice.RIGHT),
            INSIDE.replace(
                "<!-- check: a note of the author may stand here -->\n\n", ""
            ),
            id="right as it is",
        ),
        pytest.param(
            Answer(Choice.COMMENTARY),
            """## Ada Brook

We have waited nine years.

::: commentary
She paused here, and looked up.
:::

## Ada Brook

And I have waited nine minutes.
""",
            id="commentary",
        ),
        pytest.param(
            Answer(Choice.SPEAKER, "T. Ferro"),
            INSIDE.replace(
                "## Ada Brook\n\n<!-- check: a note of the author may stand here -->",
                "## Tomás Ferro",
            ),
            id="another speaker, by an alias",
        ),
    ],
)
def test_a_passage_inside_a_turn(answer: Answer, expected: str) -> None:
    assert answered(INSIDE, "She paused", answer) == expected


TIME = f"""## Ada Brook

We meet again.

## Reporter

<!-- check: {under_label("Time", "colon")} -->

19.00

::: stage
(A bell.)
:::

<!-- check: it may be a title -->

In the hall.
"""


def test_a_label_stays_where_nothing_is_left_under_it() -> None:
    """A passage that only goes on below a heading has none."""
    second = answered(TIME, "In the hall", Answer(Choice.HEADING))
    assert "::: heading\nIn the hall.\n:::" in second
    both = answered(second, "19.00", Answer(Choice.COMMENTARY))
    assert "::: commentary\nTime: 19.00\n:::" in both
    first = answered(TIME, "19.00", Answer(Choice.COMMENTARY))
    assert "::: commentary\n19.00\n:::" in first
    assert first.startswith(TIME.partition("<!--")[0])


SAYING = f"""## Ada Brook

The grant was a fine one.

## Tomás Ferro

<!-- check: {under_label("Ferro used to say", "colon")} -->

Count the nails.

## Reporter

<!-- check: {under_label("So the point is", "colon")} -->

Did you?

## Ada Brook

<!-- check: {under_label("A man by the door", "colon")} -->

I did not.
"""


@pytest.mark.parametrize(
    ("opening", "answer", "words"),
    [
        pytest.param(
            "Count", Answer(Choice.BEFORE), "Ferro used to say: Count", id="before"
        ),
        pytest.param(
            "Count", Answer(Choice.AFTER), "Ferro used to say: Count", id="after"
        ),
        pytest.param(
            "Count",
            Answer(Choice.SPEAKER, "Ada Brook"),
            "Ferro used to say: Count",
            id="who spoke before, by name",
        ),
        pytest.param(
            "I did", Answer(Choice.NEW, "Jo Field"), "I did", id="it calls somebody new"
        ),
        pytest.param("Count", Answer(Choice.RIGHT), "Count", id="right"),
        pytest.param(
            "Did", Answer(Choice.NEW, "Jo Field"), "So the point is: Did", id="sentence"
        ),
        pytest.param("Did", Answer(Choice.BEFORE), "So the point is: Did", id="last"),
    ],
)
def test_a_label_that_calls_nobody_stays_in_the_words(
    opening: str, answer: Answer, words: str
) -> None:
    assert f"\n\n{words} " in answered(SAYING, opening, answer)


READ_OUT = """## Ada Brook

He has sent us a letter:

> **Tomás Ferro**
>
> <!-- check: the letter may end above -->
>
> A bridge is a promise.
>
> Kept twice.

<!-- check: the letter may go on -->

May it carry\\
more neighbours.

::: stage
(Laughter)
:::

Thank you.
"""


def test_a_letter_goes_on() -> None:
    assert answered(READ_OUT, "May it", Answer(Choice.BEFORE)) == READ_OUT.replace(
        "<!-- check: the letter may go on -->\n\nMay it carry\\\nmore neighbours.",
        "> **Tomás Ferro**\n>\n> May it carry\\\n> more neighbours.",
    )


def test_what_was_taken_for_a_letter_is_its_readers_own_words() -> None:
    assert answered(READ_OUT, "A bridge", Answer(Choice.BEFORE)) == (
        """## Ada Brook

He has sent us a letter:

A bridge is a promise.

Kept twice.

## Ada Brook

<!-- check: the letter may go on -->

May it carry\\
more neighbours.

::: stage
(Laughter)
:::

Thank you.
"""
    )


def test_a_letter_has_another_sender() -> None:
    assert answered(
        READ_OUT, "A bridge", Answer(Choice.SPEAKER, "Reporter")
    ) == READ_OUT.replace("> **Tomás Ferro**", "> **Reporter**").replace(
        "> <!-- check: the letter may end above -->\n>\n", ""
    )


def test_words_after_a_quotation_never_touch_it() -> None:
    body = "## Ada Brook\n\n> **Reporter**\n> Well.\n<!-- check: x -->\nIndeed.\n"
    assert answered(body, "Indeed", Answer(Choice.RIGHT)) == (
        "## Ada Brook\n\n> **Reporter**\n> Well.\n\nIndeed.\n"
    )


def test_what_goes_on_below_keeps_its_speaker() -> None:
    assert answered(READ_OUT, "May it", Answer(Choice.SPEAKER, "Reporter")).endswith(
        """> Kept twice.

## Reporter

May it carry\\
more neighbours.

::: stage
(Laughter)
:::

## Ada Brook

Thank you.
"""
    )


QUESTIONS = """::: commentary
<!-- check: who says it? -->

Silence, please!
:::

## [question] Reporter
Who paid?
## Ada Brook
<!-- check: one-off label -->
You did,
and   gladly.
## Tomás Ferro

<!-- check: one-off label -->

We all did.
"""


def test_the_speaker_before_goes_on_in_the_same_turn() -> None:
    assert answered(QUESTIONS, "You did", Answer(Choice.BEFORE)) == QUESTIONS.replace(
        "## Ada Brook\n<!-- check: one-off label -->\n", "\n"
    ).replace("gladly.\n##", "gladly.\n\n##")


def test_all_of_one_reason_follow_the_speaker_before() -> None:
    """The second goes on what the first was just given to."""
    found = parse(
        HEADER + answered(QUESTIONS, "You did", Answer(Choice.BEFORE), alike=True)
    )
    assert [(turn.speaker, turn.text) for turn in found.turns[1:]] == [
        ("Reporter", "Who paid?\n\nYou did, and   gladly.\n\nWe all did.")
    ]


def test_the_speaker_after_begins_earlier() -> None:
    assert answered(QUESTIONS, "Silence", Answer(Choice.AFTER)) == QUESTIONS.replace(
        "::: commentary\n<!-- check: who says it? -->\n\nSilence, please!\n:::\n\n",
        "## [question] Reporter\n\nSilence, please!\n\n",
    )


@pytest.mark.parametrize(
    "name", ["Jo", "[sic] Jo", "A, B: c # d", "'t", "no", "- x", "李"]
)
def test_somebody_new_is_declared(name: str) -> None:
    text = HEADER + QUESTIONS
    review = Review(text)
    passage = passage_about(review, "We all")
    settlement = review.settle(passage.id, Answer(Choice.NEW, f" {name}\n"))
    found = parse(settlement.text)
    assert [speaker.name for speaker in found.speakers[3:]] == [name]
    assert found.turns[-1] == Turn(
        kind=TurnKind.SPEECH, speaker=name, text="We all did."
    )
    assert settlement.text.startswith(HEADER[: HEADER.index("date:")])
    assert undo(settlement.text, settlement.step) == text


@pytest.mark.parametrize(
    "speakers",
    [
        "",
        "speakers:\n",
        "speakers: []\n",
        "speakers: [{name: A}, {name: B}]  # two\n",
        "speakers: [\n  {name: A},\n  {name: B}\n]\n",
        "speakers:\n- name: A\n- name: B\n  aliases:\n  - C\n  - D\n\n# end\n",
        "speakers:\n    - name: >\n        A\n    - name: |\n        B\n",
        "speakers:\n  - {name: A}\n  - name: 'B\n      C'\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_however_the_speakers_are_written_one_more_is_added(
    speakers: str, end: str
) -> None:
    text = (
        f"---\nslug: a\n{speakers}title: T\n---\n::: stage\n<!-- check: x -->\nHo!\n:::"
    )
    text = text.replace("\n", end)
    review = Review(text)
    settlement = review.settle(review.passages[0].id, Answer(Choice.NEW, "Eve: 2"))
    found = parse(settlement.text)
    assert [speaker.name for speaker in found.speakers] == [
        *(speaker.name for speaker in review.transcript.speakers),
        "Eve: 2",
    ]
    assert [turn.speaker for turn in found.turns] == ["Eve: 2"]
    assert undo(settlement.text, settlement.step) == text


def test_what_does_not_fit_says_so() -> None:
    review = Review(HEADER + QUESTIONS)
    first = review.passages[0].id
    with pytest.raises(CannotSettleError, match="Nobody speaks before it"):
        review.settle(first, Answer(Choice.BEFORE))
    with pytest.raises(CannotSettleError, match="somebody new"):
        review.settle(first, Answer(Choice.SPEAKER, "Jo"))
    with pytest.raises(CannotSettleError, match="needs a name"):
        review.settle(first, Answer(Choice.NEW, "  "))
    with pytest.raises(CannotSettleError, match="not in doubt any more"):
        review.settle("00000000", Answer(Choice.RIGHT))


def test_the_id_of_a_passage_is_no_other_passages() -> None:
    """Of equal words, of changed neighbours, and after an answer."""
    same = "## Ada Brook\n\n<!-- check: x -->\n\nYes.\n\n"
    text = HEADER + same * 3
    first, second, third = (each.id for each in Review(text).passages)
    assert len({first, second, third}) == 3
    after = Review(text).settle(first, Answer(Choice.RIGHT)).text
    assert [each.id for each in Review(after).passages] == [second, third]
    after = Review(text).settle(first, Answer(Choice.SPEAKER, "Reporter")).text
    left = [each.id for each in Review(after).passages]
    assert first not in left, "it is settled"
    assert second not in left, "the speaker before it is another one now"
    assert third in left
    copy = Review(text, file="copy.md").passages
    assert not {each.id for each in copy} & {first, second, third}


def test_an_undo_leaves_later_edits_elsewhere() -> None:
    text = HEADER + READ_OUT + QUESTIONS
    review = Review(text)
    passage = passage_about(review, "You did")
    settlement = review.settle(passage.id, Answer(Choice.STAGE))
    step = Step.from_json(settlement.step.to_json())
    assert step == settlement.step
    edited = settlement.text.replace("A bridge is", "Any bridge,\n> I say, is")
    assert undo(edited, step) == text.replace("A bridge is", "Any bridge,\n> I say, is")
    with pytest.raises(CannotUndoError, match="edited there"):
        undo(settlement.text.replace("You did", "They did"), step)
    with pytest.raises(CannotUndoError, match="edited there"):
        undo(text, step)


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"settled": 1}', '{"changes": 3}'])
def test_no_step_is_made_of_other_words(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Step.from_json(line)


_SPEAKERS = ("Ada", "[sic] Ben", "*", "Tomás Ferro")
_TEXTS = (
    "Yes.", "# Comments", "## Ada", "> **Ada**", "> so", ":::", "::: stage", "- x",
    "<!-- check: x -->", "\\", "a\\\\", "One\nline\n\nmore: “so”", "---", "和平", "Yes.",
)  # fmt: skip


@st.composite
def doubtful_transcripts(draw: st.DrawFn) -> Transcript:
    def turn() -> Turn:
        kind = draw(st.sampled_from(TurnKind))
        reader = draw(st.sampled_from((None, *_SPEAKERS)))
        return Turn(
            kind=kind,
            text=draw(st.sampled_from(_TEXTS)),
            doubt=draw(st.sampled_from(("", "why", "x"))),
            speaker=draw(st.sampled_from(_SPEAKERS)) if kind.attributed else None,
            read_by=reader if kind is TurnKind.MESSAGE else None,
        )

    turns = [turn() for _ in range(draw(st.integers(min_value=1, max_value=9)))]
    assume(any(each.doubt for each in turns))
    comment = Comment(author="Jo", text="I was there.")
    return Transcript(
        slug="a",
        title="T",
        speakers=tuple(Speaker(name=name, aliases=(f"{name}!",)) for name in _SPEAKERS),
        turns=tuple(turns),
        comments=(comment,) if draw(st.booleans()) else (),
    )


answers = st.one_of(
    st.sampled_from(
        [Answer(choice) for choice in Choice if choice.value not in "new speaker"]
    ),
    st.sampled_from([Answer(Choice.SPEAKER, name) for name in _SPEAKERS]),
    st.sampled_from([Answer(Choice.NEW, name) for name in ("Eve", "\\ #: [x", "Ada!")]),
)


@settings(deadline=None)
@given(
    doubtful_transcripts(),
    answers,
    st.integers(min_value=0),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.tuples(st.booleans(), st.booleans()),
)
def test_any_answer_changes_its_passage_and_nothing_else(
    transcript: Transcript, answer: Answer, nth: int, end: str, flags: tuple[bool, bool]
) -> None:
    tight, alike = flags
    text = serialize(transcript)
    if tight:
        # As close as people write it: no blank line that the format does not need.
        text = re.sub(r"\n+(?=\n(?:## |:::|<!-- check: [^\n]*-->\n))", "", text)
        text = re.sub(r"(?m)^(<!-- .*-->)\n+(?=\n)", r"\1", text).rstrip("\n")
    text = text.replace("\n", end)
    review = Review(text)
    passage = review.passages[nth % len(review.passages)]
    try:
        settlement = review.settle(passage.id, answer, alike=alike)
    except CannotSettleError as error:
        event(str(error))
        nobody = not (
            passage.before if answer.choice is Choice.BEFORE else passage.after
        )
        if not (alike or (nobody and answer.choice in {Choice.BEFORE, Choice.AFTER})):
            raise
        return
    assert undo(settlement.text, settlement.step) == text
    before, after = review.transcript, parse(settlement.text)

    # Every word is still there, in its order; so are the comments and the speakers.
    assert words_of(after) == words_of(before)
    assert after.comments == before.comments
    assert after.speakers[: len(before.speakers)] == before.speakers

    # Each word has the voice and the mark that it had, but for those that were settled.
    changed = {
        n
        for n, turn in enumerate(before.turns)
        if n == passage.number or (alike and turn.doubt == passage.turn.doubt)
    }
    old, new = voice_of_each_word(before, changed), voice_of_each_word(after)
    assert all(one in (None, two) for one, two in zip(old, new, strict=True))
    marks = sum(bool(turn.doubt) for turn in after.turns)
    assert marks == len(review.passages) - settlement.step.settled
    assert settlement.step.settled + settlement.left == (passage.alike if alike else 1)

    # No line is touched but marks, headings, blank ones, and those of what was settled.
    words = {line.strip() for n in changed for line in written_lines(before, n)}
    lines = text.split(end), settlement.text.split(end)
    for line in difflib.ndiff(*lines):
        if line.startswith(("- ", "+ ")) and answer.choice is not Choice.NEW:
            bare = line[2:].strip().removeprefix(">").strip()
            assert _MARKUP.fullmatch(bare) or bare in words


_MARKUP = re.compile(r"(##.*|:::.*|<!-- check: .*-->|\*\*.*\*\*|)")


def words_of(transcript: Transcript) -> list[str]:
    return [word for turn in transcript.turns for word in turn.text.split()]


def voice_of_each_word(
    transcript: Transcript, changed: frozenset[int] | set[int] = frozenset()
) -> list[object]:
    return [
        None
        if number in changed
        else (turn.kind, turn.speaker, turn.read_by, turn.doubt)
        for number, turn in enumerate(transcript.turns)
        for _ in turn.text.split()
    ]


def written_lines(transcript: Transcript, number: int) -> list[str]:
    turn = transcript.turns[number]
    alone = Turn(kind=TurnKind.COMMENTARY, text=turn.text)
    written = serialize(Transcript(slug="a", title="T", turns=(alone,)))
    return written.splitlines()
