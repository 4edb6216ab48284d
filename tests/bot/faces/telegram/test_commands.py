"""Every command, from a chat on Telegram through the app to the database and back."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.faces.port import AppPort
from handlers.contract.commands import COMMANDS
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import Shown


@pytest.fixture(autouse=True)
async def bot(telegram: BotApi, app: AppPort, ann: User) -> AsyncIterator[None]:
    """Serve the village's speeches, with Ann as their librarian."""
    async with serving(app, telegram, admins=[f"telegram:{ann.id}"]):
        yield


async def asked(user: User, text: str) -> Shown:
    await user.says(text)
    return await user.next_reply()


async def pressed(user: User, label: str) -> Shown:
    press = await user.presses(label)
    shown = await user.next_reply()
    assert await press.answered() == ""
    return shown


def id_of(shown: Shown) -> str:
    found = re.search(r"#(\w{8})", shown.text)
    assert found
    return found[1]


async def test_start(bob: User) -> None:
    shown = await asked(bob, "/start")
    assert "4 speakers" in shown.text
    assert (await pressed(bob, "An excerpt")).marked("blockquote")


async def test_help_lists_every_command_that_bob_may_use(bob: User) -> None:
    shown = await asked(bob, "/help")
    for command in COMMANDS:
        assert (command.usage in shown.text) or command.admin


async def test_quote_cites_and_does_not_repeat(bob: User) -> None:
    first = await asked(bob, "/quote kestrel")
    assert first.marked("blockquote")
    assert first.marked("bold") == ["Wanda Kestrel"]
    assert first.marked("text_link") == ["source"]
    assert "7 October 1934 · Upper Millford" in first.text
    second = await pressed(bob, "Another")
    assert second.marked("bold") == ["Wanda Kestrel"]
    assert id_of(second) != id_of(first)


async def test_quote_in_another_script(bob: User) -> None:
    shown = await asked(bob, "/quote Линь Цяо")
    assert "林桥" in shown.text


async def test_quote_of_a_near_miss_asks(bob: User) -> None:
    shown = await asked(bob, "/quote kestrell")
    assert not shown.marked("blockquote")
    assert (await pressed(bob, "Wanda Kestrel")).marked("bold") == ["Wanda Kestrel"]


async def test_topic_marks_what_it_found_and_opens_its_card(bob: User) -> None:
    first = await asked(bob, "/topic peace")
    assert set(map(str.casefold, first.marked("underline"))) == {"peace"}
    card = await pressed(bob, "2")
    assert card.id != first.id
    assert id_of(card)


async def test_topic_lists_five_a_page_and_turns_in_place(bob: User) -> None:
    first = await asked(bob, "/topic the village river school peace bridge grain")
    assert first.labels[:5] == ["1", "2", "3", "4", "5"]
    second = await pressed(bob, "Next")
    assert (second.id, second.edited) == (first.id, True)
    assert "6" in second.labels


async def test_topic_without_a_match_says_what_to_do(bob: User) -> None:
    shown = await asked(bob, "/topic zebra")
    assert "zebra" in shown.text
    assert shown.labels


@pytest.mark.parametrize(
    "words", ['"', "peace*", "AND", "speaker:", "😀" * 40, "שלום", "桥", "a" * 4000]
)
async def test_topic_takes_any_text(bob: User, words: str) -> None:
    assert (await asked(bob, f"/topic {words}")).text


async def test_bare_words_are_a_topic(bob: User) -> None:
    assert (await asked(bob, "grain")).marked("blockquote")


async def test_speakers_can_be_pressed(bob: User) -> None:
    shown = await asked(bob, "/speakers")
    assert "Ivo Reed, Miller" in shown.text
    assert (await pressed(bob, "Ivo Reed")).marked("bold") == ["Ivo Reed"]


async def test_daily_is_the_same_all_day(bob: User) -> None:
    one, other = await asked(bob, "/daily"), await asked(bob, "/daily")
    assert id_of(one) == id_of(other)


async def test_daily_keeps_its_hour(bob: User) -> None:
    assert "08:30" in (await asked(bob, "/daily on 08:30 Europe/Berlin")).text
    assert "Europe/Berlin" in (await asked(bob, "/daily status")).text
    assert "off" in (await asked(bob, "/daily off")).text


async def test_context_and_source_of_an_excerpt(bob: User) -> None:
    card = await asked(bob, "/quote about quarry")
    wider = await pressed(bob, "Context")
    assert (wider.id, wider.edited) == (card.id, True)
    assert len(wider.text) > len(card.text)
    source = await pressed(bob, "Source")
    assert "https://example.org/millford" in source.text
    assert source.button("Open the source")["url"].startswith("https://")


async def test_a_comment_by_reply_is_kept_and_taken_back(bob: User) -> None:
    card = await asked(bob, "/quote about quarry")
    await bob.says("Well said, <b>miller</b>", reply_to=card)
    kept = await bob.next_reply()
    assert id_of(kept) == id_of(card)
    thread = await pressed(bob, "Comments")
    assert "Bob" in thread.text
    assert "Well said, <b>miller</b>" in thread.text
    await bob.presses("Take it back", on=kept)
    await bob.next_reply()
    assert "Well said" not in (await asked(bob, f"/comments {id_of(card)}")).text


async def test_a_comment_by_command_in_a_group(telegram: BotApi, bob: User) -> None:
    group = telegram.room("Friends")
    await bob.says("/quote@RostraBot reed", to=group)
    card = await group.next_reply()
    await bob.says("/comment I doubt it", to=group, reply_to=card)
    assert f"#{id_of(card)}" in (await group.next_reply()).text


async def test_comments_show_as_a_tree(bob: User) -> None:
    await asked(bob, "/quote brook")
    thread = await pressed(bob, "Comments")
    assert "\n\u2003\u20033 · Pavel" in thread.text


async def test_reload_is_for_admins(ann: User, bob: User) -> None:
    assert "Nothing to do" in (await asked(ann, "/reload")).text
    assert "Nothing to do" not in (await asked(bob, "/reload")).text


async def test_a_button_of_an_excerpt_that_a_reload_removed(
    ann: User, bob: User, tmp_path: Path
) -> None:
    await asked(bob, "/quote kestrel")
    (tmp_path / "speeches" / "harvest-hall-1934.md").unlink()
    await asked(ann, "/reload")
    press = await bob.presses("Context")
    if not await press.answered():
        assert (await bob.next_reply()).text


async def test_an_unknown_command_names_the_nearest(bob: User) -> None:
    shown = await asked(bob, "/quuote")
    assert "/quote" in shown.text


async def test_topics_of_a_forum_are_chats_of_their_own(
    telegram: BotApi, bob: User
) -> None:
    forum = telegram.room("Forum", "forum")
    history, school = forum.topic("History"), forum.topic("School")
    for topic in (history, school):
        await bob.says("/quote kestrel", to=topic)
        first = await topic.next_reply()
        await bob.presses("Another", to=topic)
        assert id_of(await topic.next_reply()) != id_of(first)


async def test_a_channel_quotes(telegram: BotApi) -> None:
    channel = telegram.room("Daily Words", "channel")
    await channel.posts("/quote")
    assert (await channel.next_reply()).marked("blockquote")
