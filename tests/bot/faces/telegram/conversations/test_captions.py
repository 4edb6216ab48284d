"""Commands below a picture or a file, and comments below a channel's posts."""

from collections.abc import AsyncIterator

import pytest

from bot.faces.port import AppPort
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import Json
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import Room, Shown

PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]


@pytest.fixture
async def scripted(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp()
    async with serving(app, telegram):
        yield app


async def test_a_command_below_a_picture_is_answered(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", private_mode=False)
    await ann.says("", to=group, photo=PHOTO, caption="A bridge.")
    await ann.says("", to=group, photo=PHOTO, caption="/topic the bridge")
    assert (await group.next_reply()).text == "topic<the bridge>"
    await ann.says("", to=group, document={"file_id": "d"}, caption="@RostraBot war")
    assert (await group.next_reply()).text == "topic<war>"
    await ann.says("", photo=PHOTO, caption="A bridge.")
    await ann.says("", photo=PHOTO, caption="/quote@RostraBot")
    assert (await ann.next_reply()).text == "quote<>"
    assert len(scripted.asked) == 3


async def test_a_reply_below_a_picture_is_a_comment(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup", private_mode=False)
    async with serving(app, telegram):
        await ann.says("/quote brook", to=group)
        card = await group.next_reply()
        key = card.text.rsplit("#", 1)[1]
        spoken = await ann.says("", to=group, photo=PHOTO, caption="Look at it.")
        await ann.says("", to=group, photo=PHOTO, caption="Yes.", reply_to=spoken)
        await ann.says("", to=group, photo=PHOTO, caption="I was there.", reply_to=card)
        kept = await group.next_reply()
        assert kept.text.startswith(f"Comment on #{key} kept as number ")
        assert "I was there." in kept.text
        await ann.says("", to=group, photo=PHOTO, caption="So was I.", reply_to=kept)
        assert "So was I." in (await group.next_reply()).text
        await ann.presses("Comments", on=card, to=group)
        await group.next_reply()
        await ann.presses("Comment", to=group)
        question = await group.next_reply()
        await ann.says("", to=group, photo=PHOTO, caption="And I.", reply_to=question)
        assert "And I." in (await group.next_reply()).text


def forwarded(telegram: BotApi, group: Room, post: Shown, channel: Room) -> Json:
    """Copy a post of a channel to its discussion group, as Telegram does itself."""
    return telegram.written(
        group,
        post.text,
        **{
            "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
            "sender_chat": channel.about,
            "entities": post.entities,
            "is_automatic_forward": True,
        },
    )


async def test_a_reply_below_a_post_of_ours_is_a_comment_on_its_excerpt(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    channel = telegram.room("Daily Words", "channel")
    group = telegram.room("Discussion", "supergroup", private_mode=False)
    async with serving(app, telegram):
        await channel.posts("/quote brook")
        post = await channel.next_reply()
        copy = forwarded(telegram, group, post, channel)
        thread = {"message_thread_id": copy["message_id"]}
        said = await ann.says("I was there.", to=group, reply_to=copy, **thread)
        kept = await group.next_reply()
        key = post.text.rsplit("#", 1)[1]
        assert kept.text.startswith(f"Comment on #{key} kept as number ")
        assert kept.under == said["message_id"]
        # What readers say to each other, or to a note of the channel's own, is theirs.
        await ann.says("So it was.", to=group, reply_to=said, **thread)
        note = telegram.written(
            group,
            f"The librarian recommends #{key}.",
            sender_chat=channel.about,
            is_automatic_forward=True,
        )
        await ann.says("Thank you.", to=group, reply_to=note)
        await ann.says(f"/comments {key}", to=group)
        shown = (await group.next_reply()).text
    assert "I was there." in shown
    assert "So it was." not in shown
    assert "Thank you." not in shown


async def test_a_hash_sign_in_a_question_is_no_excerpt(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    channel = telegram.room("Daily Words", "channel")
    group = telegram.room("Discussion", "supergroup", private_mode=False)
    asked = "Mira Holt: Do you stand by #FRACKED4?"
    above = f"{asked}\n\n"
    async with serving(app, telegram):
        await channel.posts("/quote brook")
        post = await channel.next_reply()
        copy = forwarded(telegram, group, post, channel)
        copy["text"] = above + copy["text"]
        copy["entities"] = [
            {"type": "italic", "offset": 0, "length": len(asked)},
            *(
                {**each, "offset": each["offset"] + len(above)}
                for each in post.entities
            ),
        ]
        await ann.says("I was there.", to=group, reply_to=copy)
        kept = (await group.next_reply()).text
    key = post.text.rsplit("#", 1)[1]
    assert kept.startswith(f"Comment on #{key} kept as number ")


async def test_a_reply_to_what_was_kept_is_a_comment_on_the_same_excerpt(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    async with serving(app, telegram):
        await ann.says("/quote brook", to=group)
        card = await group.next_reply()
        key = card.text.rsplit("#", 1)[1]
        await ann.says("I was there.", to=group, reply_to=card)
        kept = await group.next_reply()
        await ann.says("/quote kestrel", to=group)
        await group.next_reply()
        await ann.says("And my brother.", to=group, reply_to=kept)
        shown = (await group.next_reply()).text
        assert shown.startswith(f"Comment on #{key} kept as number ")
