"""Comments have threads of their own where a server wants it."""

from collections.abc import AsyncIterator

import discord
import pytest
import simcord

from bot.faces.discord.conversations.threads import SEARCHED
from bot.faces.port import AppPort
from handlers.contract.request import Arguments, Person, Place, Request
from tests.fakes.dialogues.stage import MORNING
from tests.fakes.discord.stage import Stage, serving, shown

ADD_YOURS = "Add yours: /comment your words"
"""Stands below comments wherever they are shown."""


@pytest.fixture
async def stage(app: AppPort) -> AsyncIterator[Stage]:
    """A server with the bot on invented speeches."""
    async with serving(app) as stage:
        yield stage


@pytest.fixture
async def wanting(stage: Stage) -> Stage:
    """A channel that wants threads."""
    told = await stage.chief.slash(stage.channel, "comments", where="threads")
    assert "open a thread of their own" in shown(told)
    return stage


async def card(stage: Stage) -> simcord.ResponseMessage:
    """Let Ann ask for an excerpt."""
    found = (await stage.ann.slash(stage.channel, "quote")).response
    assert found
    return found


def id_of(card: simcord.ResponseMessage) -> str:
    """Return the id of the excerpt on a card."""
    return shown(card)[-8:]


async def comments(
    stage: Stage,
    card: simcord.ResponseMessage,
    person: simcord.MemberActor | None = None,
) -> simcord.InteractionResult:
    """Let Ann, or another one, press the button for the comments on an excerpt."""
    return await (person or stage.ann).click(
        card, custom_id=f"comments:{id_of(card)}::asked quote"
    )


def threads(stage: Stage) -> list[simcord.ChannelHandle]:
    return list(stage.channel.threads)


def real(stage: Stage, thread: simcord.ChannelHandle) -> discord.Thread:
    """Return a thread as the bot sees it, for its API."""
    found = stage.client.get_channel(thread.id)
    assert isinstance(found, discord.Thread)
    return found


def link(answer: simcord.InteractionResult) -> str:
    """Return where the button of an answer leads."""
    message = answer.response or answer.followups[-1]
    return str(message.components[0]["components"][0]["url"])


def says(answer: simcord.InteractionResult) -> str:
    return "\n".join(
        shown(each) for each in (answer.response, *answer.followups) if each
    )


async def test_a_thread_opens_under_the_excerpt_with_the_comments(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    await wanting.bob.slash(wanting.channel, "comment", text="A *fine* bridge.")
    pressed = await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    assert thread.id == excerpt.id
    assert str(thread.name).startswith(f"#{id_of(excerpt)} ")
    assert pressed.ephemeral
    assert link(pressed).endswith(f"/{wanting.guild.id}/{thread.id}")
    (tree,) = [each for each in thread.history() if each.embeds]
    assert f"on #{id_of(excerpt)}, " in shown(tree)
    assert "A *fine* bridge." in shown(tree)
    assert id_of(excerpt) in shown(excerpt)  # which stays as it was


async def test_the_thread_is_found_again_after_a_restart(wanting: Stage) -> None:
    excerpt = await card(wanting)
    first = link(await comments(wanting, excerpt))
    await wanting.restart()
    again = await wanting.bob.slash(wanting.channel, "comments", id=id_of(excerpt))
    assert link(again) == first
    assert len(threads(wanting)) == 1


async def test_what_is_written_in_a_thread_is_about_its_excerpt(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    other = await card(wanting)
    assert id_of(other) != id_of(excerpt)
    kept = await wanting.bob.slash(thread, "comment", text="Here, too.")
    assert f"Comment on #{id_of(excerpt)} kept" in shown(kept)
    (tree,) = [each for each in thread.history() if each.embeds]
    opened = await wanting.bob.click(tree, label="Comment")
    filled = await wanting.bob.submit_modal(opened, {"text": "By a form."})
    assert f"#{id_of(excerpt)}" in says(filled)
    await wanting.replies(wanting.bob, tree, "By a reply.", pings=True)
    # It is seen in the channel as well, and in the thread it is shown in place.
    read = await wanting.ann.slash(thread, "comments")
    for words in ("Here, too.", "By a form.", "By a reply."):
        assert words in shown(read)
    assert len(threads(wanting)) == 1


def tree_in(thread: simcord.ChannelHandle) -> discord.Message:
    """Return the message with the comments, which is the only one of its kind."""
    found = [
        each
        for each in thread.history()
        if each.embeds and not each.interaction_metadata
    ]
    assert len(found) == 1
    return found[0]


async def test_what_is_written_in_the_channel_is_shown_in_the_thread(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    assert "From outside." not in shown(tree_in(thread))
    await wanting.bob.slash(wanting.channel, "comment", text="From outside.")
    assert "From outside." in shown(tree_in(thread))
    bot = wanting.client.user
    assert bot
    await wanting.bob.send(
        wanting.channel, f"{bot.mention} By a reply.", reply_to=excerpt.message
    )
    told = wanting.channel.last_message
    assert told
    assert "By a reply." in shown(tree_in(thread))
    await wanting.bob.click(told, label="Take it back")
    assert "By a reply." not in shown(tree_in(thread))
    assert "From outside." in shown(tree_in(thread))


async def test_an_answer_to_a_comment_is_shown_in_the_thread_of_its_excerpt(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    kept = await wanting.bob.slash(wanting.channel, "comment", text="Mine.")
    number = int(shown(kept).split("number ")[1].split(":")[0])
    other = await card(wanting)
    await wanting.ann.slash(
        wanting.channel, "comment", answer_to=number, text="An answer."
    )
    assert "An answer." in shown(tree_in(thread))
    # The answer leaves the other excerpt the one that was shown last.
    kept = await wanting.ann.slash(wanting.channel, "comment", text="About that.")
    assert f"#{id_of(other)}" in shown(kept)
    assert "About that." not in shown(tree_in(thread))


async def test_the_button_brings_the_thread_up_to_date(
    wanting: Stage, app: AppPort
) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    elsewhere = Request(
        place=Place(
            platform="discord", chat=f"{wanting.guild.id}/{wanting.channel.id}"
        ),
        person=Person(key="discord:1", name="Cleo"),
        command="comment",
        now=MORNING,
        excerpt=id_of(excerpt),
        arguments=Arguments({"text": "Unseen so far."}),
    )
    await app.answer(elsewhere)
    assert "Unseen so far." not in shown(tree_in(thread))
    await comments(wanting, excerpt)
    assert "Unseen so far." in shown(tree_in(thread))


async def test_comments_that_were_deleted_in_the_thread_are_shown_again(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    await tree_in(thread).delete()
    for number in range(SEARCHED):
        await wanting.ann.send(thread, f"That was {number}.")
    for _ in range(2):
        await comments(wanting, excerpt)
        assert ADD_YOURS in shown(tree_in(thread))


async def test_a_thread_stays_with_the_excerpt_that_it_was_opened_for(
    wanting: Stage,
) -> None:
    # The answer to this shows no excerpt, and its button asks for the last one.
    told = await wanting.chief.slash(wanting.channel, "comments", where="threads")
    assert told.response
    first = await card(wanting)
    await wanting.ann.click(told.response, label="Comments")
    other = await card(wanting)
    assert id_of(first) != id_of(other)
    wanting.env.inject_error(
        "POST", "/channels/*/messages/*/threads", status=400, code=160004
    )
    await wanting.ann.click(told.response, label="Comments")
    assert [str(each.name)[1:9] for each in threads(wanting)] == [
        id_of(first),
        id_of(other),
    ]
    for thread, excerpt in zip(threads(wanting), (first, other), strict=True):
        kept = await wanting.bob.slash(thread, "comment", text="Here.")
        assert f"#{id_of(excerpt)}" in shown(kept)


async def test_two_who_press_at_once_open_one_thread(wanting: Stage) -> None:
    excerpt = await card(wanting)
    async with wanting.at_once():
        for person in (wanting.ann, wanting.bob):
            await comments(wanting, excerpt, person)
    assert len(threads(wanting)) == 1
    tree_in(threads(wanting)[0])


async def test_an_announcement_channel_has_threads_of_its_own_kind(
    stage: Stage,
) -> None:
    news = stage.guild.create_news_channel("news")
    await stage.chief.slash(news, "comments", where="threads")
    excerpt = (await stage.ann.slash(news, "quote")).response
    assert excerpt
    # simcord takes such a thread, but can't show it.
    stage.env.inject_error("POST", "/channels/*/threads", status=400, code=160006)
    await stage.ann.slash(news, "comments", id=id_of(excerpt))
    (asked,) = [
        each.json for each in stage.env.http_requests if each.path.endswith("/threads")
    ]
    assert isinstance(asked, dict)
    assert asked["type"] == discord.ChannelType.news_thread.value


async def test_only_who_manages_the_channel_chooses(stage: Stage) -> None:
    told = await stage.ann.slash(stage.channel, "comments", where="threads")
    assert told.ephemeral
    assert "whoever manages" in shown(told)
    excerpt = await card(stage)
    await comments(stage, excerpt)
    back = await stage.ann.click(excerpt, label="The excerpt")
    assert back.response
    read = await comments(stage, excerpt, stage.chief)
    assert read.response
    await stage.chief.click(read.response, label="In threads")
    await comments(stage, await card(stage))
    assert len(threads(stage)) == 1
    await stage.chief.slash(stage.channel, "comments", where="chat")
    await comments(stage, await card(stage))
    assert len(threads(stage)) == 1


async def test_an_archived_thread_is_opened_again(wanting: Stage) -> None:
    excerpt = await card(wanting)
    first = link(await comments(wanting, excerpt))
    (thread,) = threads(wanting)
    await real(wanting, thread).edit(archived=True)
    assert link(await comments(wanting, excerpt)) == first
    fetched = await wanting.client.fetch_channel(thread.id)
    assert isinstance(fetched, discord.Thread)
    assert not fetched.archived


async def test_a_locked_thread_leaves_the_comments_in_the_channel(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    await real(wanting, thread).edit(archived=True, locked=True)
    told = says(await wanting.bob.slash(wanting.channel, "comments", id=id_of(excerpt)))
    assert ADD_YOURS in told
    assert "it is locked" in told


async def test_a_deleted_thread_is_made_anew(wanting: Stage) -> None:
    excerpt = await card(wanting)
    await comments(wanting, excerpt)
    (thread,) = threads(wanting)
    await real(wanting, thread).delete()
    again = await comments(wanting, excerpt)
    assert link(again)
    assert len(threads(wanting)) == 1


async def test_a_thread_that_people_opened_under_the_excerpt_is_taken(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    wanting.env.backend.create_thread(
        wanting.channel.id, "Ours", wanting.ann.id, message_id=excerpt.id
    )
    wanting.env.inject_error(
        "POST", "/channels/*/messages/*/threads", status=400, code=160004
    )
    assert link(await comments(wanting, excerpt)).endswith(f"/{excerpt.id}")
    assert [each.name for each in threads(wanting)] == ["Ours"]


async def test_a_message_that_is_gone_leaves_the_thread_to_the_channel(
    wanting: Stage,
) -> None:
    excerpt = await card(wanting)
    wanting.env.inject_error(
        "POST", "/channels/*/messages/*/threads", status=404, code=10008
    )
    assert link(await comments(wanting, excerpt))
    (thread,) = threads(wanting)
    assert thread.id != excerpt.id


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (400, 160006, "as many open ones as Discord allows"),
        (400, 160007, "as many open ones as Discord allows"),
        (403, 50013, "could not be put into a thread just now"),
        (500, 0, "could not be put into a thread just now"),
    ],
)
async def test_where_no_thread_can_be_had_the_comments_are_shown_with_the_reason(
    wanting: Stage, status: int, code: int, words: str
) -> None:
    excerpt = await card(wanting)
    wanting.env.inject_error(
        "POST", "/channels/*/threads", status=status, code=code, times=None
    )
    told = says(await wanting.bob.slash(wanting.channel, "comments", id=id_of(excerpt)))
    assert ADD_YOURS in told
    assert words in told
    assert not threads(wanting)


async def test_permissions_that_are_missing_are_named(wanting: Stage) -> None:
    excerpt = await card(wanting)
    may = discord.Permissions.all()
    may.update(
        administrator=False, create_public_threads=False, send_messages_in_threads=False
    )
    wanting.overrides = {"app_permissions": str(may.value)}
    told = says(await wanting.bob.slash(wanting.channel, "comments", id=id_of(excerpt)))
    assert "“Create Public Threads” and “Send Messages in Threads”" in told
    assert not threads(wanting)


async def test_there_are_no_threads_within_threads(wanting: Stage) -> None:
    excerpt = await card(wanting)
    thread = wanting.thread("Elsewhere")
    read = await wanting.ann.slash(thread, "comments", id=id_of(excerpt))
    assert ADD_YOURS in shown(read)
    told = await wanting.chief.slash(thread, "comments", where="threads")
    assert "No threads can be opened here" in shown(told)
    assert len(threads(wanting)) == 1


async def test_a_post_of_a_forum_shows_its_comments_in_place(stage: Stage) -> None:
    forum = stage.guild.create_forum_channel("questions")
    stage.env.backend.create_thread(forum.id, "Which bridge?", stage.ann.id)
    (post,) = forum.threads
    told = await stage.chief.slash(post, "comments", where="threads")
    assert "No threads can be opened here" in shown(told)
