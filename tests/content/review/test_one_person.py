"""Golden cases and a property: all of a file is given to one person."""

import re

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from content.model import Speaker, Transcript, Turn, TurnKind
from content.review import CannotSettleError, CastAnswer, CastChoice, Review, Step, undo
from content.review.one_person.paragraphs import forms_of, parse_numbers
from content.review.one_person.people import likely_people
from content.review.steps import names_before
from content.transcript_file import parse, serialize
from tests.content.review.test_review import doubtful_transcripts, words_of

LETTER = """---
slug: letter
title: A Letter to the Parish
---

::: heading
A LETTER TO THE PARISH
:::

::: commentary
We print the letter of Bishop Ada Brook.

Dear friends in the valley,

<b> I have written to you before.

And I write again.
:::

::: boilerplate
Page 2
:::

::: commentary
<!-- check: in the first person, and nobody is named; somebody's, perhaps -->

I thank you for your patience.
:::

::: stage
† Ada Brook
:::

::: commentary
Bishop of Dorn
:::

# Comments

- **Jo**: I was there.
"""

SPEECH = """---
slug: speech
speakers:
  - name: Harbour Ada Brook   # really?
  - {name: Eve, aliases: [EVE]}
  - name: Tom
title: The Bridge
---
::: commentary
The mayor came late.
:::
## Harbour Ada Brook
<!-- check: the name may have a word too many or too few -->
Good evening.

A letter has come:

> **Eve**
>
> A bridge is a promise.

> **Tom**
> <!-- check: read out for Tom -->
> And a road is one,
>
> too, I say.

<!-- check: why -->
Thank you all.

The band played.
"""


def give(text: str, name: str, numbers: str = "") -> str:
    """Return a file all of which is one person's; the answer can be taken back."""
    made = Review(text).give_all(name, numbers)
    step = Step.from_json(made.step.to_json())
    assert step == made.step
    assert undo(made.text, step) == text
    return made.text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_nobodys_page_is_one_persons_from_the_salutation_to_the_signature(
    end: str,
) -> None:
    given_text = give(LETTER.replace("\n", end), "Ada Brook (Bishop of Dorn)")
    assert given_text.replace(end, "\n") == (
        LETTER.replace(
            "Parish\n---\n",
            "Parish\nspeakers:\n  - name: Ada Brook\n    role: Bishop of Dorn\n---\n",
        )
        .replace("Brook.\n\nDear", "Brook.\n:::\n\n## [message] Ada Brook\n\nDear")
        .replace("again.\n:::\n", "again.\n")
        .replace("::: commentary\n<!-- check: in the first person", "<!-- check: in")
        .replace("<!-- check: in, and nobody is named; somebody's, perhaps -->\n\n", "")
        .replace("patience.\n:::\n", "patience.\n")
    )


def test_what_was_in_doubt_is_theirs_and_what_was_sure_stays() -> None:
    """Who seemed to read out a letter does; who has no words any more is gone."""
    assert give(SPEECH, "Ada Brook", "2-8") == (
        SPEECH.replace("  - name: Tom\n", "  - name: Ada Brook\n    aliases: [Harbour Ada Brook]\n")
        .replace("  - name: Harbour Ada Brook   # really?\n", "")
        .replace("## Harbour Ada Brook\n<!-- check: the name may have a word too many or too few -->\n", "\n## Ada Brook\n\n")
        .replace("> **Tom**\n> <!-- check: read out for Tom -->\n> And a road is one,\n>\n> too, I say.", "And a road is one,\n\ntoo, I say.")
        .replace("<!-- check: why -->\n", "")
    )  # fmt: skip


def test_what_may_be_read_out_for_another_stays_in_doubt_unless_it_is_most() -> None:
    left = Review(give(SPEECH, "Ada Brook"))
    assert [each.turn.speaker for each in left.passages] == ["Tom"]
    assert left.passages[0].turn.read_by == "Ada Brook"
    most = SPEECH.replace("too, I say.", "too, I say. " * 9)
    assert not Review(give(most, "Ada Brook")).passages


def test_numbers_say_which_paragraphs_are_theirs() -> None:
    """What was theirs and is left out is nobody's; of others the doubt stays."""
    found = parse(give(SPEECH, "Ada Brook", "2–3, 7"))
    assert [(t.speaker, t.read_by, t.text, t.doubt) for t in found.turns] == [
        (None, None, "The mayor came late.", ""),
        ("Ada Brook", None, "Good evening.\n\nA letter has come:", ""),
        ("Eve", "Ada Brook", "A bridge is a promise.", ""),
        (
            "Tom",
            "Ada Brook",
            "And a road is one,\n\ntoo, I say.",
            "read out for Tom",
        ),
        ("Ada Brook", None, "Thank you all.", ""),
        (None, None, "The band played.", ""),
    ]
    half = parse(give(SPEECH, "Ada Brook", "2 3 6"))
    assert [(t.speaker, t.read_by, t.text, t.doubt) for t in half.turns[3:5]] == [
        ("Tom", "Ada Brook", "And a road is one,", "read out for Tom"),
        ("Ada Brook", None, "too, I say.", ""),
    ]


def test_a_person_of_the_file_keeps_the_name_and_no_label_is_made() -> None:
    named = give(SPEECH, "EVE", "2-3")
    assert [speaker.name for speaker in parse(named).speakers] == ["Eve", "Tom"]
    review = Review(give(LETTER, "Ada Brook"))
    step = Review(LETTER).give_all("Ada Brook").step
    own = review.cast[0]
    nobodys = review.recast(
        own.id, CastAnswer(CastChoice.COMMENTARY), former=names_before([step])
    )
    assert words_of(parse(nobodys.text)) == words_of(parse(LETTER))


@pytest.mark.parametrize(
    ("name", "numbers", "why"),
    [
        ("?!", "", "is no name"),
        ("Jo", "9", "There is no paragraph 9: they have the numbers 1 to 8."),
        ("Jo", "2-x", "Type the first and the last, such as 3-12."),
        ("Jo", "4", "surely others' words"),
        ("tom", "", "somebody without a name. Type the person's name."),
    ],
)
def test_what_does_not_fit_says_so(name: str, numbers: str, why: str) -> None:
    with pytest.raises(CannotSettleError, match=re.escape(why)):
        Review(SPEECH.replace("name: Tom\n", "name: Tom\n    voice: true\n")).give_all(
            name, numbers
        )


def test_it_is_offered_where_little_is_surely_somebodys() -> None:
    assert Review(LETTER).may_be_one_persons
    assert Review(SPEECH).may_be_one_persons
    assert not Review(give(SPEECH, "Ada Brook")).may_be_one_persons


@pytest.mark.parametrize(
    ("title", "lines", "language", "person"),
    [
        ("Speech by Ada Brook", ("We have waited.",), "en", "Ada Brook"),
        ("The Bridge", ("I thank you.", "† ADA BROOK", "Bishop"), "en", "Ada Brook"),
        (
            "Виступ",
            ("Президент України Остап Величковський відкрив музей.", "Я вдячний."),
            "uk",
            "Остап Величковський",
        ),
        ("式辞", ("港湾局長　真柴　伊織", "私は長く待ちました。"), "ja", "真柴伊織"),
        ("Köszöntő", ("Tolnai Gáspár beszéde", "Én vártam."), "hu", "Tolnai Gáspár"),
    ],
)
def test_whom_the_page_names_is_offered_first(
    title: str, lines: tuple[str, ...], language: str, person: str
) -> None:
    turns = tuple(Turn(kind=TurnKind.COMMENTARY, text=line) for line in lines)
    page = Transcript(slug="a", title=title, language=language, turns=turns)
    assert likely_people(page)[0] == person


def test_a_relative_is_no_form_of_a_name() -> None:
    names = ("Brook", "Mayor Ada Brook", "Lena Brook", "Ada")
    speakers = tuple(Speaker(name=name) for name in names)
    page = Transcript(slug="a", title="T", speakers=speakers)
    assert forms_of("Ada Brook", page) == {*names, "Ada Brook"} - {"Lena Brook"}


@settings(max_examples=40, deadline=None)
@given(
    doubtful_transcripts(),
    st.sampled_from(("Ada", "[sic] Ben!", "Eve", "\\ #: [x", "Ferro (mayor)")),
    st.sampled_from(("", "1", "2-3", "1 3-9", "2-30")),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_any_file_keeps_all_words_and_is_as_it_was_again(
    transcript: Transcript, name: str, numbers: str, end: str, tight: bool
) -> None:
    text = serialize(transcript)
    if tight:
        text = re.sub(r"\n+(?=\n(?:## |:::|<!-- check: [^\n]*-->\n))", "", text)
        text = text.rstrip("\n")
    text = text.replace("\n", end)
    review = Review(text)
    try:
        made = review.give_all(name, numbers)
    except CannotSettleError as error:
        event(str(error)[:40])
        return
    after = parse(made.text)
    assert undo(made.text, made.step) == text
    assert words_of(after) == words_of(transcript)
    assert after.comments == transcript.comments
    chosen = {*parse_numbers(made.step.paragraphs)}
    given_now = [(one.speaker, one.doubtful) for one in Review(made.text).paragraphs]
    was_theirs = forms_of(made.step.person, transcript)
    before = review.paragraphs
    assert len(given_now) == len(before)
    for n, (one, (speaker, doubtful)) in enumerate(zip(before, given_now, strict=True)):
        if n in chosen:
            assert (speaker, doubtful) == (made.step.person, False)
        elif one.speaker and not one.doubtful and one.speaker not in was_theirs:
            assert (speaker, doubtful) == (one.speaker, False)
        else:
            assert speaker in {one.speaker, ""}
    unspoken = {kind for kind in TurnKind if not kind.attributed} - {"commentary"}
    kept = [turn for turn in transcript.turns if turn.kind in unspoken]
    assert [turn for turn in after.turns if turn.kind in unspoken] == kept
