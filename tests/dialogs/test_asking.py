"""What a question says beside its words: kept, given up and told back one by one."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.contract.reply import SpanStyle
from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue

GIVEN_UP = [
    ("sacks speaker:reed after:1930", "by Ivo Reed about “sacks” after 1930", "date"),
    ("bridge in:millford after:1930", "about “bridge” in millford after 1930", "date"),
    ("liberty in:orvel after:1930", "about “liberty” in orvel after 1930", "place"),
    (
        'sacks "the sacks of that harvest" before:1950-06',
        'about “sacks "the sacks of that harvest"” before 1950-06',
        "quotation marks",
    ),
    (
        "stones in:orvel after:1930",
        "about “stones” in orvel after 1930",
        "place and the date",
    ),
    ("speaker:kestrel before:1930", "by Wanda Kestrel before 1930", "date"),
]


@in_turn(("asked", "told", "culprit"), GIVEN_UP)
async def test_only_what_is_to_blame_is_given_up(
    talk: Dialogue, asked: str, told: str, culprit: str
) -> None:
    reply = await talk.says(f"/topic {asked}")
    assert f"Nothing {told}; without the {culprit}:" in reply.text


async def test_of_two_dates_the_one_to_blame_is_named(talk: Dialogue) -> None:
    reply = await talk.says("/topic bridge after:1930 before:1950")
    assert "after 1930 before 1950; without “after 1930”:" in reply.text
    reply = await talk.says("/topic bridge after:1990 before:1910")
    assert "after 1990 before 1910; without the dates:" in reply.text


async def test_whose_words_are_wanted_is_given_up_by_the_asker(talk: Dialogue) -> None:
    reply = await talk.says("/topic liberty speaker:reed after:1930")
    assert reply.text == (
        "Nothing by Ivo Reed about “liberty” after 1930, not even without the date. "
        "There is something without the speaker:"
    )
    assert talk.labels == ["By anybody (1)", "Topics of Ivo Reed", "Search again"]
    await talk.presses("By anybody")
    assert "“liberty after:1930”: the one passage" in talk.text
    await talk.says("/topic sacks speaker:reed after:1930")
    assert "By anybody" not in " ".join(talk.labels)


async def test_a_search_begins_with_a_field_and_goes_on_with_another(
    talk: Dialogue,
) -> None:
    await talk.says("/start")
    await talk.fills("Search …", "zzzzqqq")
    assert talk.text.startswith("Nothing in this library speaks of “zzzzqqq”.")
    await talk.fills("Search again", "liberty   speaker:kestrel")
    assert "Liberty begins on the day" in talk.text
    assert not talk.reply.replaces


@pytest.mark.faces(
    "telegram", "terminal", reason="a form on Discord takes no more than fits"
)
async def test_a_search_field_takes_so_much(talk: Dialogue) -> None:
    await talk.says("/topics")
    await talk.fills("Search …", "word " * 100)
    assert "too long for a subject" in talk.text


async def test_what_is_left_out_is_let_in_by_the_asker(talk: Dialogue) -> None:
    reply = await talk.says("/topic liberty -books")
    assert "There is something without “-books”:" in reply.text
    await talk.presses("With “books”")
    assert "Liberty begins on the day" in talk.text
    await talk.says("/quote kestrel about liberty -books")
    assert talk.text == (
        "Wanda Kestrel says nothing about “liberty”, without “books”. "
        "There is something without “-books”."
    )
    await talk.presses("With “books”")
    assert "Liberty begins on the day" in talk.text


async def test_a_question_to_which_nothing_leads_says_so(talk: Dialogue) -> None:
    await talk.says("/topic in:atlantis")
    assert talk.text.startswith("Nothing in atlantis. ")
    await talk.says("/topic after:2030")
    assert talk.text.startswith("Nothing after 2030. ")
    await talk.says("/topic zzzzqqq speaker:reed after:1930")
    assert "not even without the date" in talk.text
    assert not [label for label in talk.labels if "Only" in label]


async def test_somebody_or_some_place_is_left_out(talk: Dialogue) -> None:
    reply = await talk.says("/topic peace -speaker: brook")
    assert "Ivo Reed" in reply.text
    assert "Ada Brook" not in reply.text
    reply = await talk.says('/topic forty books -in:"upper millford"')
    assert "1934" not in reply.text
    reply = await talk.says("/topic books -speaker:reed -speaker:kestrel")
    assert "without “-speaker:reed” or “-speaker:kestrel”:" in reply.text
    assert talk.labels[:2] == ["By reed too (1)", "By kestrel too (2)"]
    reply = await talk.says("/topic grain -speaker:zzzz")
    assert "Nobody here is called “zzzz”, so nobody is left out by it." in reply.text
    assert "Ivo Reed" in reply.text
    await talk.says("/topic in:millford -speaker:brook -speaker:reed liberty -in:upper")
    assert "about “liberty” in millford, not by brook, not by reed" in talk.text
    await talk.presses("In upper too")
    assert "Wanda Kestrel" in talk.text


async def test_quotes_narrow_as_topics_do(talk: Dialogue) -> None:
    await talk.says("/quote -speaker:brook -speaker:reed -in:柳河")
    assert "— Wanda Kestrel" in talk.text
    await talk.says("/quote reed after: 1930")
    assert "We owe the teacher forty books" in talk.text
    await talk.says("/quote reed letter after:1930")
    assert "We owe the teacher forty books" in talk.text
    await talk.says("/quote reed about sacks after:1930")
    assert talk.text.startswith(
        "Nothing by Ivo Reed about “sacks” after 1930; without the date:"
    )
    await talk.says("/quote rede after:1930")
    await talk.presses("Ivo Reed")
    assert "We owe the teacher forty books" in talk.text


NO_DATE = (
    "is passed over: after: and before: take a year, a month or a day, such as 1940, "
    "1940-06 or 1940-06-22."
)


async def test_what_is_no_date_is_passed_over_and_told(talk: Dialogue) -> None:
    reply = await talk.says("/topic sacks after:soonish")
    assert f"“after:soonish” {NO_DATE}" in reply.text
    assert "the sacks of this harvest" in reply.text
    reply = await talk.says("/topic sacks after: soonish")
    assert f"“after:soonish” {NO_DATE}" in reply.text
    reply = await talk.says("/topic zzzzqqq -after:1940")
    assert f"“-after:1940” {NO_DATE}" in reply.text
    reply = await talk.says("/topic before:1940-13")
    assert reply.text.startswith(f"“before:1940-13” {NO_DATE} What about?")
    for line in ("/quote reed after:soonish", "/quote after:soonish speaker:reed"):
        reply = await talk.says(line)
        assert f"“after:soonish” {NO_DATE}" in reply.text
        assert "— Ivo Reed" in reply.text
    await talk.says("/quote about sacks after:soonish")
    assert f"“after:soonish” {NO_DATE}" in talk.text
    await talk.says("/daily topic sacks after:soonish")
    assert "about “sacks”." in talk.text
    assert f"“after:soonish” {NO_DATE}" in talk.text
    await talk.says("/daily topic before:soonish")
    assert f"nothing to follow. “before:soonish” {NO_DATE}" in talk.text


async def test_a_digest_tells_what_it_passes_over(talk: Dialogue) -> None:
    reply = await talk.says("/daily topic sacks in:orvel -speaker:zzzz")
    assert "Nobody here is called “zzzz”" in reply.text
    assert (
        "Nothing about “sacks” in orvel, not by zzzz: it draws without the place."
        in reply.text
    )
    await talk.says("/daily")
    assert "the sacks of this harvest" in talk.text


def matches(talk: Dialogue) -> list[str]:
    return [
        span.text
        for paragraph in talk.reply.paragraphs
        for span in paragraph.spans
        if span.style is SpanStyle.MATCH
    ]


async def test_what_has_only_some_of_the_words_says_so(talk: Dialogue) -> None:
    await talk.says("/topic quarry sacks")
    assert "None of them has all of these words." in talk.text
    await talk.says("/topic hunger sacks speaker:reed")
    assert "It has not all of these words, only “sacks”." in talk.text
    await talk.says("/quote reed about hunger sacks")
    assert "It has not all of these words, only “sacks”." in talk.text
    await talk.says("/topic quarry sacks zzzzqqq")
    assert "Nobody says “zzzzqqq” in this library." in talk.text
    assert "None of them has all of the other words." in talk.text
    await talk.says("/topic peace letter")
    assert "all of these words" not in talk.text
    await talk.says("/topic what did they say about the quarry and the sacks?")
    assert "all of these words" not in talk.text


async def test_a_phrase_is_marked_whole_and_nowhere_else(talk: Dialogue) -> None:
    await talk.says('/topic "peace is a field"')
    assert matches(talk) == ["Peace is a field"]
    await talk.says('/topic "peace is a field" letters')
    assert matches(talk) == ["letter", "Peace is a field"]
    await talk.says('/topic "the sacks of that harvest"')
    assert matches(talk) == ["sacks", "harvest"]
    await talk.says('/topic "河水把"')
    assert matches(talk) == ["河水把"]
    await talk.says('/quote about "the mill grinds"')
    assert matches(talk) == ["The mill grinds"]


asked = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                '"',
                "-",
                "+",
                "speaker:",
                "speaker: ",
                "-speaker:",
                "after: ",
                "before:",
                "in:",
                "-in:",
                "about ",
                ">",
                "reed ",
                "peace ",
                "桥 ",
                "1940 ",
                "1921-05 ",
                "=",
                "：",
                " ",
            ]
        ),
        max_size=12,
    ).map("".join),
).filter(lambda words: words.strip() and not re.search(r"[\r\n]\s*[/／]", words))
"""What is asked in one command: at a terminal, a line with a slash begins another."""


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked)
async def test_every_question_is_answered_and_its_buttons_lead_on(
    talk: Dialogue, words: str
) -> None:
    for command in ("topic", "quote", "quote about", "topics", "daily topic"):
        await talk.says(f"/{command} {words}")
        assert talk.text
        assert "went wrong on our side" not in talk.text
        labels = set(talk.labels) if "These are near" in talk.text else set()
        labels -= {"Search everybody", "Search again"}
        labels |= {each for each in talk.labels if each.startswith(LEADING)}
        for label in labels:
            # Only buttons of the latest answer can be pressed on each face.
            await talk.says(f"/{command} {words}")
            await talk.presses(label)
            assert not talk.text.startswith("Nothing"), (words, label)


LEADING = ("By ", "With ", "In ", "Only ")
"""Beginnings of buttons that ask for what has been seen to be there."""
