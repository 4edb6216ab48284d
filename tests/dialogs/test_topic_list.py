"""The list of what was found: five a page, narrowed, cut to where the words stand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.model import TurnKind
from content.query.marks import Mark
from handlers.contract.reply import SpanStyle, command_button, text_reply
from handlers.text.card import MAX_SNIPPET_CHARS, snippet
from storage.corpus.rows import StoredExcerpt
from tests.fakes.dialogues.dialogue import Dialogue


async def test_a_number_opens_the_card(talk: Dialogue) -> None:
    listed = await talk.says("/topic peace")
    assert listed.text.count("—") == 2
    await talk.presses("1")
    assert "Context" in talk.labels
    assert not talk.reply.replaces


async def test_one_passage_is_shown_whole(talk: Dialogue) -> None:
    reply = await talk.says('/topic "field that has to be weeded"')
    assert "the one passage" in reply.text
    assert "Context" in talk.labels


async def test_a_speaker_narrows_what_a_name_begins(talk: Dialogue) -> None:
    await talk.says("/topic ivo reed peace")
    reply = await talk.presses("Said by Ivo Reed")
    assert "Ada Brook" not in reply.text


async def test_filters_alone_list_all_that_fits(talk: Dialogue) -> None:
    reply = await talk.says("/topic speaker:reed")
    assert "Ivo Reed" in reply.text
    assert "Ada Brook" not in reply.text


async def test_quotes_can_be_about_a_phrase(talk: Dialogue) -> None:
    reply = await talk.says('/quote reed about "young people"')
    assert "young people" in reply.text


@pytest.mark.faces(
    "telegram", "discord", reason="old buttons can't be pressed at a terminal"
)
async def test_pages_that_are_gone_lead_back_to_the_first(talk: Dialogue) -> None:
    before = await talk.says("/topic peace")
    talk.shown = text_reply("", command_button("Next", "topic", words="peace", page=9))
    after = await talk.presses("Next")
    assert after.paragraphs == before.paragraphs
    assert talk.labels[:2] == ["1", "2"]


async def test_a_word_as_typed_keeps_what_stands_beside_it(talk: Dialogue) -> None:
    await talk.says("/topic of the peece")
    assert "Showing results for of the peace" in talk.text
    await talk.presses("As typed: peece")
    assert "Showing results" not in talk.text
    assert "“of the +peece”" in talk.text


async def test_a_word_that_may_be_right_is_kept_and_another_offered(
    talk: Dialogue,
) -> None:
    await talk.says("/topic peece river")
    assert "Showing results" not in talk.text
    assert "Nobody says “peece”" in talk.text
    await talk.presses("Did you mean: peace river")
    assert "“peace river”" in talk.text


async def test_a_name_that_goes_on_is_not_taken_for_somebody(talk: Dialogue) -> None:
    await talk.says('/topic speaker:"reed zzzzz qqqqq"')
    assert "Nobody here is called “reed zzzzz qqqqq”" in talk.text
    assert talk.labels == ["Speakers", "Search for the words"]


async def test_buttons_may_ask_more_than_one_may_type(talk: Dialogue) -> None:
    typed = " ".join(["peace"] * 47)
    await talk.says(f"/topic ivo reed {typed}")
    await talk.presses("Said by")
    assert "too long" not in talk.text


_EXCERPT = StoredExcerpt(
    id="7K3M9QXA",
    text="",
    kind=TurnKind.SPEECH,
    speaker="Ada Brook",
    speaker_id=1,
    printed="",
    role="",
    read_by="",
    doubt="",
    offered=True,
    position=0,
    turn=0,
    transcript_id=1,
    slug="harvest",
    title="Harvest supper",
    date="",
    place="",
    source="",
    licence="",
    language="en",
)

words = st.lists(st.sampled_from(["river", "桥", "peace", "é", "\n\n"]), min_size=1)


@settings(deadline=None)
@given(words, st.integers(0, 60), st.sampled_from([" ", ""]))
def test_a_passage_is_short_and_its_marks_are_printed_text(
    parts: list[str], number: int, space: str
) -> None:
    before = space.join(parts * 20)[: number * 20]
    text = f"{before}needle{space.join(parts * 20)}"
    found = replace(_EXCERPT, text=text)
    spans = list(snippet(found, [Mark(len(before), len(before) + 6, 0)]))
    shown = "".join(span.text for span in spans)
    assert len(shown) <= MAX_SNIPPET_CHARS + 4
    assert [span.text for span in spans if span.style is SpanStyle.MATCH] == ["needle"]


def test_paragraphs_of_a_passage_are_one_space_apart() -> None:
    found = replace(_EXCERPT, text="One needle.\n\nAnother\nneedle.")
    shown = "".join([span.text for span in snippet(found, [Mark(4, 10, 0)])])
    assert shown == "One needle. Another needle."
