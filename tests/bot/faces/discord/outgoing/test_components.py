"""Buttons, menus and forms keep within the limits and go on working."""

import logging
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faces.discord.outgoing.components import FieldModal, shortened, view_of
from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    ButtonPurpose,
    Reply,
    actions,
    command_button,
    field_button,
    navigation,
    refinements,
    results,
    text_reply,
)
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.stage import Stage, serving, shown

Rows = list[list[dict[str, Any]]]


def rows(*groups: ButtonGroup) -> Rows:
    """Return the rows as Discord gets them."""
    view = view_of(groups)
    return [row["components"] for row in view.to_components()] if view else []


def numbered(count: int, command: str = "excerpt") -> tuple[Button, ...]:
    return tuple(command_button(f"No {n}", command, words=f"{n}") for n in range(count))


def test_five_buttons_are_a_row_and_more_are_a_menu() -> None:
    five, six = rows(results(*numbered(5)), results(*numbered(6, "quote")))
    assert [each["label"] for each in five] == [f"No {n}" for n in range(5)]
    assert five[3]["custom_id"] == "excerpt:::3"
    (menu,) = six
    assert menu["custom_id"] == "select:0"
    assert [each["value"] for each in menu["options"]] == [
        f"quote:::{n}" for n in range(6)
    ]


def test_what_asks_a_little_differently_is_a_menu_unless_it_is_alone() -> None:
    (alone,), (menu,) = rows(
        refinements(*numbered(1)), refinements(*numbered(2, "topic"))
    )
    assert alone["label"] == "No 0"
    assert len(menu["options"]) == 2
    assert menu["placeholder"] == "Ask a little differently"


def test_more_than_a_menu_holds_takes_another() -> None:
    (first,), (second,) = rows(results(*numbered(30)))
    assert [len(first["options"]), len(second["options"])] == [25, 5]
    assert first["custom_id"] != second["custom_id"]


def test_links_stay_buttons_beside_a_menu() -> None:
    link = Button(label="Open", url="https://speeches.example/1901")
    (_,), (button,) = rows(actions(*numbered(6), link))
    assert (button["label"], button["url"]) == ("Open", link.url)


def test_the_least_important_rows_are_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    groups = [
        purpose(*numbered(2, f"{purpose.__name__}{n}"))
        for n, purpose in enumerate([refinements, actions, results, navigation] * 2)
    ]
    with caplog.at_level(logging.WARNING):
        kept = [row[0]["custom_id"].rstrip("0123456789:") for row in rows(*groups)]
    assert kept == ["actions", "results", "navigation", "results", "navigation"]
    assert caplog.messages == [
        "a row of buttons is left out: refine",
        "a row of buttons is left out: refine",
        "a row of buttons is left out: act",
    ]


def test_what_can_t_be_pressed_or_does_the_same_is_no_button() -> None:
    odd = (
        Button(label=" ", action=Action(command="quote")),
        Button(label="Long", action=Action(command="topic", words="x" * 60)),
        Button(label="File", url="file:///etc/hosts"),
        Button(label="Here", url="http://localhost/1"),
        Button(label="Nothing"),
    )
    assert rows(actions(*odd)) == []
    twice = command_button("Topics", "topics"), command_button("All", "topics")
    (row,) = rows(actions(*twice))
    assert [each["label"] for each in row] == ["Topics"]


def test_labels_are_cut_between_graphemes() -> None:
    assert shortened("a" * 7 + "👨‍👩‍👧", 10) == "a" * 7 + "…"
    assert shortened("a\nb", 10) == "a b"
    assert len(shortened("x" * 200, 80)) == 80


BUTTONS = st.builds(
    Button,
    label=st.text(max_size=120),
    action=st.none()
    | st.builds(
        Action,
        command=st.sampled_from(["topic", "quote"]),
        words=st.text(max_size=30),
        page=st.integers(0, 9),
    ),
    url=st.sampled_from(["", "https://speeches.example/a", "http://x", "tg:x"]),
)
GROUPS = st.builds(
    ButtonGroup,
    purpose=st.sampled_from(ButtonPurpose),
    buttons=st.lists(BUTTONS, max_size=40).map(tuple),
)


@given(st.lists(GROUPS, max_size=7))
@settings(deadline=None)
def test_discord_takes_all_buttons(groups: list[ButtonGroup]) -> None:
    found = rows(*groups)
    assert len(found) <= 5
    ids: list[str] = []
    for row in found:
        assert 1 <= len(row) <= 5
        for item in row:
            if item["type"] == discord.ComponentType.select.value:
                assert len(row) == 1
                values = [each["value"] for each in item["options"]]
                assert 1 <= len(values) <= 25
                assert len(set(values)) == len(values)
                ids += [item["custom_id"], *values]
                labels = [each["label"] for each in item["options"]]
                assert all(1 <= len(label) <= 100 for label in labels)
            else:
                ids += [item["custom_id"]] if "custom_id" in item else []
                assert 1 <= len(item["label"].strip()) <= 80
    assert len(set(ids)) == len(ids)
    assert all(1 <= len(each) <= 100 for each in ids)


def form(action: Action) -> dict[str, Any]:
    (row,) = FieldModal(action).to_dict()["components"]
    return {**row["component"], "label": row["label"]}


def test_a_form_asks_what_the_action_asks() -> None:
    row = form(Action(command="comment", excerpt="7K3M9QXA", asks=True))
    assert row["label"] == "Your comment on #7K3M9QXA"
    assert row["placeholder"] == "What would you say?"
    assert (row["max_length"], row["style"]) == (2000, 2)
    row = form(Action(command="topic", asks=True))
    assert (row["max_length"], row["style"]) == (300, 1)
    with pytest.raises(ValueError, match="asks for nothing"):
        FieldModal(Action(command="topic"))


MENU = results(
    *(field_button(f"Answer {n}", "comment", words=f">{n}") for n in range(1, 8))
)
COMMENT = actions(field_button("Comment", "comment", excerpt="7K3M9QXA"))


def offering(*groups: ButtonGroup) -> ScriptedApp:
    reply = Reply(paragraphs=text_reply("Choose.").paragraphs, groups=groups)
    return ScriptedApp(script={"comments": reply})


async def test_buttons_and_menus_work_after_a_restart_for_everybody() -> None:
    app = offering(results(*numbered(6, "quote")), actions(*numbered(2)))
    async with serving(app) as stage:
        sent = (await stage.ann.slash(stage.channel, "comments")).response
        assert sent
        assert [item.get("label") for item in sent.components[1]["components"]] == [
            "No 0",
            "No 1",
        ]
        await stage.restart()
        pressed = await stage.bob.click(sent, label="No 1")
        assert shown(pressed) == "excerpt<1>"
        chosen = await stage.bob.select(sent, ["quote:::4"])
        assert shown(chosen) == "quote<4>"


async def test_a_form_opened_before_a_restart_is_answered() -> None:
    app = offering(COMMENT)
    async with serving(app) as stage:
        sent = (await stage.ann.slash(stage.channel, "comments")).response
        assert sent
        opened = await stage.ann.click(sent, label="Comment")
        await stage.restart()
        await stage.ann.submit_modal(opened, {"text": "So do I.\nToday."})
    request = app.asked[-1]
    assert (request.command, request.excerpt) == ("comment", "7K3M9QXA")
    assert request.arguments.text("text") == "So do I.\nToday."


async def test_two_people_fill_in_the_same_form() -> None:
    app = offering(COMMENT)
    async with serving(app) as stage:
        sent = (await stage.ann.slash(stage.channel, "comments")).response
        assert sent
        people = (stage.ann, stage.bob)
        opened = [await each.click(sent, label="Comment") for each in people]
        for person, form in zip(people, opened, strict=True):
            await person.submit_modal(form, {"text": person.name})
    assert [
        (request.person.name, request.arguments.text("text"))
        for request in app.asked[1:]
    ] == [("ann", "ann"), ("bob", "bob")]


async def test_an_option_of_a_menu_opens_its_form() -> None:
    app = offering(MENU)
    async with serving(app) as stage:
        sent = (await stage.ann.slash(stage.channel, "comments")).response
        assert sent
        opened = await stage.ann.select(sent, ["comment?:::>3"])
        assert opened.modal
        assert opened.modal["title"] == "Your answer to comment 3"
        await stage.ann.submit_modal(opened, {"text": "Why?"})
    request = app.asked[-1]
    assert (request.words, request.arguments.text("text")) == (">3", "Why?")


@pytest.mark.parametrize("data", ["vote_up", "", "a:b:c", "🗳" * 20])
async def test_what_is_of_another_time_is_answered(stage: Stage, data: str) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Vote", custom_id=data or "?"))
    options = [discord.SelectOption(label="Up", value=data or "?")]
    view.add_item(discord.ui.Select(custom_id="select:0", options=options))
    view.add_item(discord.ui.Select(custom_id="menu_of_1999", options=options))
    view.stop()
    channel = stage.client.get_channel(stage.channel.id)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send("Vote!", view=view)
    answers = [
        await stage.ann.click(sent, label="Vote"),
        await stage.ann.select(sent, [data or "?"], custom_id="select:0"),
        await stage.ann.select(sent, [data or "?"], custom_id="menu_of_1999"),
    ]
    for answer in answers:
        assert answer.ephemeral
        assert "from another time" in shown(answer)


async def test_a_form_of_another_time_is_answered(stage: Stage) -> None:
    data = {"custom_id": "vote", "components": []}
    kind = discord.InteractionType.modal_submit
    answer = await stage.interact(stage.ann, kind, data)
    assert "from another time" in shown(answer)
