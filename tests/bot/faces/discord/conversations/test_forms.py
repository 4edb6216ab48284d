"""Forms: a button that asks for words, and "Comment on this" in a message's menu."""

from typing import Any

import pytest
import simcord

from bot.faces.discord.conversations.conversation import NO_EXCERPT
from handlers.contract.action import MAX_COMMENT_CHARS, Action
from handlers.contract.reply import Reply, actions, field_button, paragraph
from handlers.contract.request import Arguments
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.discord.stage import Stage, shown

ASKING = Reply(
    paragraphs=(paragraph("A card."),),
    groups=(
        actions(
            field_button("Comment", "comment", excerpt="7K3M9QXA"),
            field_button("Answer 12", "comment", words=">12"),
            field_button("Search …", "topic"),
        ),
    ),
)
MENU = "Comment on this"


@pytest.fixture
def scripted() -> ScriptedApp:
    return ScriptedApp(script={"quote": ASKING})


def the_field(answer: simcord.InteractionResult) -> dict[str, Any]:
    """Return the only text field of the form that is shown."""
    assert answer.modal, "no form is shown"
    return next(
        each
        for row in answer.modal["components"]
        for each in [*row.get("components", ()), row.get("component")]
        if each and each["type"] == 4
    )


async def fill(
    stage: Stage, answer: simcord.InteractionResult, text: str
) -> simcord.InteractionResult:
    return await stage.ann.submit_modal(answer, {the_field(answer)["custom_id"]: text})


@pytest.mark.parametrize(
    ("label", "action", "parameter"),
    [
        ("Comment", Action(command="comment", excerpt="7K3M9QXA"), "text"),
        ("Answer 12", Action(command="comment", words=">12"), "text"),
        ("Search …", Action(command="topic"), "words"),
    ],
)
async def test_a_button_asks_for_words_in_a_form(
    stage: Stage, scripted: ScriptedApp, label: str, action: Action, parameter: str
) -> None:
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    form = await stage.ann.click(first.response, label=label)
    assert len(scripted.asked) == 1
    answer = await fill(stage, form, "I was there.")
    asked = scripted.asked[-1]
    assert asked.command == action.command
    assert asked.words == action.words
    assert asked.excerpt == action.excerpt
    assert asked.arguments == Arguments({parameter: "I was there."})
    assert not asked.pressed
    assert shown(answer).startswith(action.command)
    assert shown(first) == "A card."


async def test_the_longest_comment_fits_into_the_form(
    stage: Stage, scripted: ScriptedApp
) -> None:
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    form = await stage.ann.click(first.response, label="Comment")
    assert the_field(form)["max_length"] == MAX_COMMENT_CHARS
    await fill(stage, form, "é" * MAX_COMMENT_CHARS)
    assert len(scripted.asked[-1].arguments.text("text")) == MAX_COMMENT_CHARS


async def test_surrogates_are_taken_out_of_forms(
    stage: Stage, scripted: ScriptedApp
) -> None:
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    form = await stage.ann.click(first.response, label="Comment")
    await fill(stage, form, "caf\udce9")
    assert scripted.asked[-1].arguments.text("text") == "caf�"


async def test_the_menu_of_a_message_checks_what_it_says(
    stage: Stage, scripted: ScriptedApp
) -> None:
    said = await stage.bob.send(stage.channel, "Lincoln: we can not escape history")
    answer = await stage.ann.context_menu(stage.channel, "Check this quote", said)
    asked = scripted.asked[-1]
    assert (asked.command, asked.words, asked.excerpt) == ("check", "", "")
    assert asked.replied == "Lincoln: we can not escape history"
    assert shown(answer) == "check<>"
    card = await stage.ann.slash(stage.channel, "quote")
    assert card.response
    await stage.bob.context_menu(stage.channel, "Check this quote", card.response)
    assert (scripted.asked[-1].command, scripted.asked[-1].excerpt) == (
        "check",
        "7K3M9QXA",
    )


async def test_the_menu_of_a_message_asks_for_a_comment_on_its_excerpt(
    stage: Stage, scripted: ScriptedApp
) -> None:
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    form = await stage.bob.context_menu(stage.channel, MENU, first.response)
    assert the_field(form)["max_length"] == MAX_COMMENT_CHARS
    answer = await stage.bob.submit_modal(
        form, {the_field(form)["custom_id"]: "I was there."}
    )
    asked = scripted.asked[-1]
    assert (asked.command, asked.excerpt) == ("comment", "7K3M9QXA")
    assert asked.person.name == "bob"
    assert shown(answer) == "comment<>"


async def test_the_menu_of_a_message_without_an_excerpt_says_so_to_one(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["quote"] = said("Nothing to see.")
    first = await stage.ann.slash(stage.channel, "quote")
    assert first.response
    hello = await stage.bob.send(stage.channel, "hello")
    for message in (first.response, hello):
        answer = await stage.bob.context_menu(stage.channel, MENU, message)
        assert answer.ephemeral
        assert shown(answer).replace("\\", "") == NO_EXCERPT
    assert len(scripted.asked) == 1
