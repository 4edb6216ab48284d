"""The real app on Discord: who may do what, and what becomes of what people write."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.faces.discord.incoming.requests import NOT_A_MEMBER
from bot.faces.port import AppPort
from tests.fakes.discord.stage import Stage, serving, shown


@pytest.fixture
async def stage(app: AppPort) -> AsyncIterator[Stage]:
    async with serving(app) as stage:
        yield stage


async def test_who_does_not_manage_the_server_is_refused_alone(stage: Stage) -> None:
    on = await stage.chief.slash(
        stage.channel, "daily on", time="8:30", zone="Berlin", days="weekday"
    )
    assert "every weekday at 08:30" in shown(on)
    assert on.response
    for answer in (
        await stage.ann.click(on.response, label="Turn off"),
        await stage.ann.slash(stage.channel, "daily off"),
    ):
        assert answer.ephemeral
        assert "Only administrators of this chat" in shown(answer)
    status = await stage.ann.slash(stage.channel, "daily status")
    assert not status.ephemeral
    assert "is on" in shown(status)
    off = await stage.chief.click(on.response, label="Turn off")
    assert "Only administrators" not in shown(off)
    status = await stage.ann.slash(stage.channel, "daily status")
    assert "is on" not in shown(status)


async def test_where_a_person_brought_the_bot_along_no_digest_comes(
    stage: Stage,
) -> None:
    stage.added_by_user(stage.chief)
    on = await stage.chief.slash(stage.channel, "daily on", time="8:30")
    assert NOT_A_MEMBER in shown(on)
    status = await stage.chief.slash(stage.channel, "daily status")
    assert NOT_A_MEMBER in shown(status)


async def test_nor_where_others_press_what_it_shows_to_that_person(
    stage: Stage,
) -> None:
    stage.added_by_user(stage.ann)
    status = await stage.ann.slash(stage.channel, "daily status")
    assert status.response
    on = await stage.chief.click(status.response, label="Turn on")
    assert NOT_A_MEMBER in shown(on)
    told = await stage.chief.slash(stage.channel, "comments", where="threads")
    assert "No threads can be opened here" in shown(told)


async def test_a_comment_is_kept_and_shown_as_it_was_written(stage: Stage) -> None:
    bo = stage.guild.add_member(stage.env.create_user("bo", global_name="**Bo** @here"))
    card = await bo.slash(stage.channel, "quote", speaker="Brook")
    assert card.response
    form = await bo.context_menu(stage.channel, "Comment on this", card.response)
    assert form.modal
    field = form.modal["components"][0]["component"]["custom_id"]
    text = "_So_ it was, @everyone.\n> And <@1> knows."
    kept = await bo.submit_modal(form, {field: text})
    assert " kept as number " in shown(kept)
    assert kept.response
    listed = await stage.ann.click(kept.response, label="Comments")
    assert "**Bo** @here" in shown(listed)
    assert text in shown(listed)
    for answer in (kept, listed):
        assert answer.response
        message = answer.response.message
        assert not message.mentions
        assert not message.mention_everyone


async def test_a_comment_of_4000_characters_is_refused_by_its_length(
    stage: Stage,
) -> None:
    await stage.ann.slash(stage.channel, "quote")
    answer = await stage.interact(
        stage.ann,
        discord.InteractionType.application_command,
        {
            "id": "1",
            "name": "comment",
            "type": 1,
            "options": [{"name": "text", "type": 3, "value": "a" * 4000}],
        },
    )
    assert "at most 2,000 characters; this one has 4,000" in shown(answer)


async def test_only_an_administrator_of_the_library_reloads_it(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    # Which setting takes the id is for whoever reads the log.
    with caplog.at_level("INFO"):
        answer = await stage.chief.slash(stage.channel, "reload", mode="check")
    assert shown(answer) == (
        "Only an administrator of this library may reload it. To become one, give "
        f"whoever runs this bot your id: discord:{stage.chief.id}."
    )
    assert f"discord:{stage.chief.id} may not reload it: ROSTRA_ADMINS" in caplog.text
    assert answer.ephemeral
    stage.conversation.admins = {f"discord:{stage.chief.id}"}
    answer = await stage.chief.slash(stage.channel, "reload", mode="check")
    assert "Only an administrator" not in shown(answer)
    assert answer.ephemeral
