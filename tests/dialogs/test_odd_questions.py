"""What people type that is no question as expected, and an answer that leads on."""

import pytest

from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue


@in_turn("typed", ["???", "!", "…"])
async def test_signs_alone_are_no_subject(talk: Dialogue, typed: str) -> None:
    await talk.says(f"/topic {typed}")
    assert talk.text.startswith(
        f"Nothing in this library speaks of “{typed}”: it has no words. What about?"
    )
    assert talk.labels[:1] == ["Topics"]


@in_turn(
    ("typed", "instead"),
    [
        ("-1", "about “1”"),
        ("-river", "about “river”"),
        ('-"dry feet" -mill', "about “dry feet mill”"),
        ("-speaker:reed", "by reed"),
        ("-in:Orvel", "in Orvel"),
    ],
)
async def test_words_left_out_of_nothing_are_asked_about(
    talk: Dialogue, typed: str, instead: str
) -> None:
    await talk.says(f"/topic {typed}")
    assert talk.text == (
        "Leave that out from what? Send /topic with a subject, too, such as /topic peace "
        f"{typed}. Without the hyphen it is searched for."
    )
    assert talk.labels == [f"Search {instead}", "Topics"]


async def test_words_are_left_out_of_what_somebody_said(talk: Dialogue) -> None:
    await talk.says("/topic -river speaker:reed")
    assert "Ivo Reed" in talk.text
    await talk.says("/topic -river")
    await talk.presses("Search about “river”")
    assert talk.text.startswith("“river”: 1–")


async def test_a_name_alone_is_no_quote_to_check(talk: Dialogue) -> None:
    await talk.says("/check Reed")
    assert talk.text.startswith("“Reed” is a name. What did they say?")
    await talk.presses("Quotes of Reed")
    assert "— Ivo Reed" in talk.text


@pytest.mark.faces("app", "telegram", "terminal", reason="Discord has a field for each")
@in_turn(
    "typed", ["reed and kestrel", "reed, kestrel", "reed or kestrel", "Reed & Kestrel"]
)
async def test_of_two_people_one_is_chosen(talk: Dialogue, typed: str) -> None:
    await talk.says(f"/quote {typed}")
    assert talk.text == "One speaker at a time. Whom do you mean?"
    assert talk.labels == ["Ivo Reed", "Wanda Kestrel"]
    await talk.presses("Wanda Kestrel")
    assert "— Wanda Kestrel" in talk.text


@pytest.mark.faces("app", "telegram", "terminal", reason="Discord has a field for each")
async def test_of_two_names_side_by_side_one_may_be_the_subject(talk: Dialogue) -> None:
    await talk.says("/quote reed kestrel")
    assert talk.text == "One speaker at a time. Whom do you mean?"
    assert talk.labels == ["Ivo Reed", "Wanda Kestrel", "Ivo Reed about kestrel"]
    await talk.presses("Ivo Reed about kestrel")
    assert "Ivo Reed says nothing about “kestrel”" in talk.text
    await talk.says("/quote reed ivo")
    assert "— Ivo Reed" in talk.text
    await talk.says("/daily speaker reed kestrel")
    assert talk.labels == ["Ivo Reed", "Wanda Kestrel"]


@pytest.mark.faces("app", "telegram", "terminal", reason="Discord has a field for each")
async def test_words_that_are_nobody_lead_to_a_quote_about_them(talk: Dialogue) -> None:
    await talk.says("/quote what is liberty")
    assert "Nobody here is called “what is liberty”" in talk.text
    await talk.presses("A quote about it")
    assert "Liberty begins on the day" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord's has no field for a name")
async def test_a_subject_behind_random_leads_to_a_quote_about_it(
    talk: Dialogue,
) -> None:
    await talk.says("/random liberty")
    await talk.presses("A quote about it")
    assert "Liberty begins on the day" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord has a field for each")
async def test_a_year_behind_a_name_is_when_it_was_said(talk: Dialogue) -> None:
    for _ in range(3):
        await talk.says("/quote kestrel 1934")
        assert "October 1934" in talk.text
        assert "Nobody says" not in talk.text
        assert "near in meaning" not in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord has a field for each")
async def test_a_page_of_somebody_s_topics(talk: Dialogue) -> None:
    await talk.says("/topics reed 2")
    assert talk.text.startswith("There is no page 2: ")
    await talk.presses("The first")
    assert "of Ivo Reed" in talk.text
    await talk.says("/topics sacks 2")
    assert talk.text.startswith("“sacks 2” is neither a speaker nor near a topic")


@pytest.mark.faces("app", "telegram", "terminal", reason="Discord has a field for each")
async def test_two_letters_are_nobody_s_slip(talk: Dialogue) -> None:
    await talk.says("/quote ad")
    assert "Did you mean" not in talk.text


async def test_nothing_is_near_where_no_words_are(talk: Dialogue) -> None:
    await talk.says("/topic in:mars")
    assert talk.text.startswith("Nothing in mars. Try other words")
    assert talk.labels == ["Topics", "Speakers", "Search again"]


async def test_a_colon_behind_a_name_is_no_part_of_it(talk: Dialogue) -> None:
    await talk.says("/check Reed:")
    assert "/check Reed: “" in talk.text
    await talk.presses("Quotes of Reed")
    assert "— Ivo Reed" in talk.text


async def test_speakers_are_listed_by_their_role(talk: Dialogue) -> None:
    await talk.says("/speakers miller")
    assert "1 speaker with the role “miller”" in talk.text
    assert talk.labels == ["Ivo Reed"]


@pytest.mark.faces("app", "telegram", "terminal", reason="Discord has a field for each")
async def test_a_figure_before_a_name_is_no_id(talk: Dialogue) -> None:
    await talk.says("/quote 3 marlowe")
    assert "There is no excerpt" not in talk.text
    await talk.says("/quote kestrel")
    key = talk.text.rsplit("#", 1)[1][:8]
    await talk.says(f"/quote {key[:4]} {key[4:]}")
    assert f"#{key}" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord asks for both apart")
async def test_an_unknown_name_ends_where_a_topic_begins(talk: Dialogue) -> None:
    for line in ("/quote zzyzx sur la rivière", "/quote zzyzx über la rivière"):
        await talk.says(line)
        assert talk.text.startswith("Nobody here is called “zzyzx”.")
        words = next(b for b in talk.shown.buttons if b.label == "Search for the words")
        assert words.action
        assert words.action.words == "zzyzx la rivière"
    await talk.says("/quote reed and zzyzx")
    assert "about “zzyzx”" in talk.text
    await talk.says("/quote 🙂")
    assert "Search for the words" not in talk.labels
