"""Messages that people write: to the bot alone, in reply to it, or with its name."""

from dataclasses import replace

import discord
import pytest

from bot.faces.discord.conversations.message_answers import (
    HOW_TO_ASK,
    IN_PRIVATE_ONLY,
    UNREADABLE,
)
from handlers.contract.reply import (
    Reply,
    command_button,
    heading,
    row,
    text_reply,
)
from handlers.contract.request import Arguments, Request
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.discord.stage import Stage, shown

CARD = text_reply("A card.", command_button("More", "context", excerpt="7K3M9QXA"))


@pytest.fixture
def scripted() -> ScriptedApp:
    return ScriptedApp(script={"quote": CARD})


def bot(stage: Stage) -> str:
    assert stage.client.user
    return stage.client.user.mention


def last(stage: Stage) -> discord.Message:
    message = stage.channel.last_message
    assert message
    return message


async def card(stage: Stage) -> discord.Message:
    answer = await stage.ann.slash(stage.channel, "quote")
    assert answer.response
    return answer.response.message


async def test_a_reply_with_its_name_is_a_comment_on_what_it_replies_to(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message = await card(stage)
    await stage.bob.send(stage.channel, f"{bot(stage)} I was there.", reply_to=message)
    asked = scripted.asked[-1]
    assert (asked.command, asked.excerpt) == ("comment", "7K3M9QXA")
    assert asked.arguments == Arguments({"text": "I was there."})
    assert asked.person.name == "bob"
    answer = last(stage)
    assert shown(answer) == "comment<>"
    assert answer.reference


async def test_a_reply_that_can_t_be_read_is_told_how_to_comment(
    stage: Stage, scripted: ScriptedApp
) -> None:
    # Discord sends no words of a reply to what answers an interaction.
    await stage.bob.send(stage.channel, "I was there.", reply_to=await card(stage))
    assert shown(last(stage)) == UNREADABLE
    assert len(scripted.asked) == 1


async def test_a_reply_that_pings_is_a_comment_on_a_message_that_answers_nobody(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["comment"] = CARD
    await stage.bob.send(stage.channel, bot(stage), reply_to=await card(stage))
    message = last(stage)
    await stage.replies(stage.bob, message, "I was there.", pings=True)
    asked = scripted.asked[-1]
    assert (asked.command, asked.excerpt) == ("comment", "7K3M9QXA")
    assert asked.arguments == Arguments({"text": "I was there."})
    count = len(scripted.asked)
    await stage.replies(stage.bob, message, "Never mind.", pings=False)
    assert len(scripted.asked) == count


async def test_what_does_not_ping_is_for_others(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message = await card(stage)
    before = len(stage.channel.history())
    await stage.bob.send(stage.channel, "I was there.")
    await stage.bob.send(stage.channel, "@everyone look at this")
    await stage.replies(stage.bob, message, f"{stage.ann.mention} look", pings=False)
    assert len(stage.channel.history()) == before + 3
    assert len(scripted.asked) == 1


@pytest.mark.parametrize("text", ["{} hello", "{}", "look: {}"])
async def test_a_mention_alone_is_told_how_to_ask(
    stage: Stage, scripted: ScriptedApp, text: str
) -> None:
    await stage.bob.send(stage.channel, text.format(bot(stage)))
    assert not scripted.asked
    assert shown(last(stage)) == HOW_TO_ASK


async def test_a_reply_to_what_shows_no_excerpt_is_told_how_to_ask(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["quote"] = said("Nothing.")
    message = await card(stage)
    hello = await stage.ann.send(stage.channel, "#7K3M9QXA is good")
    for original in (message, hello):
        await stage.bob.send(stage.channel, f"{bot(stage)} yes!", reply_to=original)
        assert shown(last(stage)) == HOW_TO_ASK
    assert len(scripted.asked) == 1


async def test_an_empty_reply_is_asked_for_words(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.bob.send(stage.channel, bot(stage), reply_to=await card(stage))
    asked = scripted.asked[-1]
    assert asked.command == "comment"
    assert asked.arguments == Arguments()


async def test_a_comment_names_whom_it_mentions_and_pings_nobody(
    stage: Stage, scripted: ScriptedApp
) -> None:
    guests = stage.guild.create_role("guests", mentionable=True)

    async def repeated(request: Request) -> Reply:
        return said(request.arguments.text("text"))

    scripted.script["comment"] = repeated
    text = (
        f"{bot(stage)} {stage.ann.mention} {guests.mention} {stage.channel.mention} "
        "<@12345> @everyone @here"
    )
    await stage.bob.send(stage.channel, text, reply_to=await card(stage))
    said_text = scripted.asked[-1].arguments.text("text")
    assert said_text == "@ann @guests #square <@12345> @everyone @here"
    answer = last(stage)
    assert not answer.mentions
    assert not answer.role_mentions
    assert not answer.mention_everyone


async def test_nothing_that_is_sent_may_ping(stage: Stage) -> None:
    evil = "@everyone @here <@1> <@&2>"
    message = await card(stage)
    await stage.ann.click(message, label="More")
    await stage.ann.slash(stage.channel, "topic", words=evil)
    await stage.bob.send(stage.channel, f"{bot(stage)} {evil}", reply_to=message)
    sent = [each.json for each in stage.env.http_requests if each.method == "POST"]
    bodies = [body.get("data", body) for body in sent if isinstance(body, dict)]
    assert len(bodies) >= 4
    for body in bodies:
        allowed = body["allowed_mentions"]
        assert not allowed["parse"]
        for kind in ("users", "roles", "replied_user"):
            assert not allowed.get(kind)


async def test_a_direct_message_is_searched_for(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.send_dm("the river")
    asked = scripted.asked[-1]
    assert (asked.command, asked.words) == ("topic", "the river")
    assert asked.place.chat == f"@me/{stage.ann.user.dm_channel.id}"
    answer = stage.ann.user.dm_channel.last_message
    assert answer
    assert shown(answer) == "topic<the river>"


@pytest.mark.parametrize(
    ("text", "command", "words"),
    [
        ("/daily on 8:30 Berlin", "daily", "on 8:30 Berlin"),
        ("/QUOTE", "quote", ""),
        ("/", "help", ""),
        ("/topic\nthe river", "topic", "the river"),
    ],
)
async def test_a_command_may_be_typed_in_a_direct_message(
    stage: Stage, scripted: ScriptedApp, text: str, command: str, words: str
) -> None:
    await stage.ann.send_dm(text)
    asked = scripted.asked[-1]
    assert (asked.command, asked.words) == (command, words)
    assert await asked.manages()


async def test_any_reply_in_a_direct_message_is_a_comment(
    stage: Stage, scripted: ScriptedApp
) -> None:
    answer = await stage.ann.user.slash("quote")
    await stage.replies(stage.ann.user, answer.response, "I was there.", pings=False)
    asked = scripted.asked[-1]
    assert (asked.command, asked.excerpt) == ("comment", "7K3M9QXA")
    assert asked.arguments == Arguments({"text": "I was there."})


async def test_bots_are_not_answered(stage: Stage, scripted: ScriptedApp) -> None:
    robot = stage.guild.add_member(stage.env.create_user("robot", bot=True))
    await robot.send(stage.channel, f"{bot(stage)} hello")
    assert last(stage).content == f"{bot(stage)} hello"
    assert not scripted.asked


async def test_a_message_that_comes_twice_is_answered_once(
    stage: Stage, scripted: ScriptedApp
) -> None:
    message = await card(stage)
    await stage.bob.send(stage.channel, f"{bot(stage)} Yes.", reply_to=message)
    event = next(
        payload
        for kind, name, payload in stage.env.backend.transcript
        if (kind, name) == ("GATEWAY", "MESSAGE_CREATE")
        and "Yes." in payload["content"]
    )
    stage.env.backend.emit("MESSAGE_CREATE", event)
    await stage.env.settle()
    assert [each.command for each in scripted.asked] == ["quote", "comment"]


async def test_without_embed_links_an_answer_is_plain_text_that_names_the_permission(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["comment"] = Reply(
        paragraphs=(heading("Two comments"), row("Ann: *yes*"), row("Bob: no"))
    )
    message = await card(stage)
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await stage.bob.send(stage.channel, f"{bot(stage)} Yes.", reply_to=message)
    answer = last(stage)
    assert answer.content.startswith("**Two comments**")
    assert "Ann: \\*yes\\*" in answer.content
    assert "I lack the permission “Embed Links” here" in answer.content
    assert not answer.embeds
    assert answer.reference


async def test_without_message_history_an_answer_stands_by_itself(stage: Stage) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=160002)
    await stage.bob.send(stage.channel, f"{bot(stage)} hello")
    assert shown(last(stage)) == HOW_TO_ASK
    assert not last(stage).reference


async def test_a_channel_that_takes_no_messages_is_not_asked_again_at_once(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    with caplog.at_level("INFO"):
        await stage.bob.send(stage.channel, f"{bot(stage)} hello")
    assert "“Send Messages” there" in caplog.text
    await stage.bob.send(stage.channel, f"{bot(stage)} hello?")
    assert last(stage).content.endswith("hello?")
    elsewhere = stage.guild.create_text_channel("green")
    await stage.bob.send(elsewhere, f"{bot(stage)} hello")
    answer = elsewhere.last_message
    assert answer
    assert shown(answer) == HOW_TO_ASK
    assert not stage.env.errors


async def test_surrogates_are_taken_out_of_messages(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.send_dm("caf\udce9")
    assert scripted.asked[-1].words == "caf�"


@pytest.mark.parametrize("elsewhere", ["", "Done elsewhere."])
async def test_what_concerns_one_person_is_a_direct_message(
    stage: Stage, scripted: ScriptedApp, elsewhere: str
) -> None:
    report = replace(said("A file of the server."), private=True, elsewhere=elsewhere)
    scripted.script["comment"] = report
    asked = await stage.bob.send(
        stage.channel, f"{bot(stage)} I was there.", reply_to=await card(stage)
    )
    assert (asked.id == last(stage).id) == (not elsewhere)
    if elsewhere:
        assert shown(last(stage)) == elsewhere
    alone = stage.bob.user.dm_channel.last_message
    assert alone
    assert shown(alone) == "A file of the server."


async def test_where_nobody_can_be_told_alone_the_others_hear_only_that(
    stage: Stage, scripted: ScriptedApp
) -> None:
    scripted.script["comment"] = replace(said("A file of the server."), private=True)
    shown_card = await card(stage)
    stage.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await stage.bob.send(stage.channel, f"{bot(stage)} I was.", reply_to=shown_card)
    assert shown(last(stage)) == IN_PRIVATE_ONLY
