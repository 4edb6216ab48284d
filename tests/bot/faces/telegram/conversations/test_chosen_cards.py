"""Buttons under a card that was chosen in inline mode, in a chat the bot does not know."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.faces.port import AppPort
from bot.faces.telegram.api.links import read_start_words
from bot.faces.telegram.conversations import presses
from bot.faces.telegram.conversations.chosen_cards import UNKNOWN_BUTTON
from handlers.contract.action import Action
from handlers.contract.offer import Offer, OfferPage
from handlers.contract.reply import Reply, actions, command_button, field_button
from handlers.contract.request import Request
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, bad_request, too_many
from tests.fakes.telegram.serving import Clock, serving
from tests.fakes.telegram.world import Press, Shown
from tests.fakes.waiting import until

ID = "7K3M9QXA"
LONG_NAME = "Владимир Владимирович Петропавловский"
CARD = replace(
    said("What she said."),
    groups=(
        actions(
            command_button("Another", "quote", words="Ada Brook"),
            command_button("By him", "quote", words=LONG_NAME[:28]),
            command_button("Context", "context", excerpt=ID),
            command_button("Source", "source", excerpt=ID),
            command_button("Comments", "comments", excerpt=ID),
            field_button("Comment", "comment", excerpt=ID),
            command_button("Turn off", "daily", words="off"),
        ),
    ),
)
VIEW = replace(
    said("More of it."),
    groups=(actions(command_button("Only this", "excerpt", excerpt=ID)),),
)


@pytest.fixture
async def scripted(telegram: BotApi, clock: Clock) -> AsyncIterator[ScriptedApp]:
    offer = Offer(excerpt=ID, title="What", description="Ada Brook", card=CARD)
    app = ScriptedApp(
        script={"context": VIEW, "source": VIEW},
        offers={"": OfferPage(offers=(offer,))},
    )
    async with serving(app, telegram, wait=clock.sleep):
        yield app


@pytest.fixture
async def card(scripted: ScriptedApp, telegram: BotApi, ann: User) -> Shown:
    """A card that Ann has chosen; Bob presses its buttons."""
    del scripted
    found = await (await ann.types("")).answered()
    return telegram.chosen(found.results[0])


def opened(press: Press) -> Action | None:
    """Return what the private chat that a press opens is asked for."""
    link = "https://t.me/RostraBot"
    assert press.opened.startswith(link)
    return read_start_words(press.opened.removeprefix(f"{link}?start="))


async def test_another_view_takes_the_cards_place(
    scripted: ScriptedApp, telegram: BotApi, bob: User, card: Shown
) -> None:
    for label in ("Context", "Source"):
        press = await bob.presses(label, on=card)
        assert await press.answered() == ""
        shown = await telegram.next_edit(card)
        assert (shown.text, shown.labels, press.opened) == (
            "More of it.",
            ["Only this"],
            "",
        )
        request = scripted.asked[-1]
        assert (request.excerpt, request.pressed, request.delivers) == (ID, True, False)
        assert request.person.key == f"telegram:{bob.id}"
        # Nothing of who presses, nor of any other chat, is shown to all.
        assert request.place.key == "telegram:inline"
        assert not await request.manages()
        telegram.inline_messages[card.inline_id]["text"] = "What she said."


async def test_the_village_s_card_and_back(
    telegram: BotApi, app: AppPort, bob: User
) -> None:
    async with serving(app, telegram):
        found = await (await bob.types("dry feet")).answered()
        card = telegram.chosen(found.results[0])
        await bob.presses("Context", on=card)
        wider = await telegram.next_edit(card)
        assert card.text != wider.text
        await bob.presses("Source", on=wider)
        source = await telegram.next_edit(card)
        assert "Licence: " in source.text
        await bob.presses("The excerpt", on=source)
        back = await telegram.next_edit(card)
        assert back.text == card.text
        press = await bob.presses("Another", on=back)
        await press.answered()
        await bob.says(f"/start {press.opened.partition('=')[2]}")
        assert "Ada Brook" in (await bob.next_reply()).text
        press = await bob.presses("Comments", on=back)
        await press.answered()
        await bob.says(f"/start {press.opened.partition('=')[2]}")
        assert f"#{found.ids[0]}" in (await bob.next_reply()).text


@pytest.mark.parametrize(
    ("label", "action"),
    [
        ("Another", Action(command="quote", words="Ada Brook")),
        # Words too long for a link are kept, as those of a button are.
        ("By him", Action(command="quote", words="=0123456789abcdef")),
        ("Comments", Action(command="comments", excerpt=ID)),
        ("Comment", Action(command="comments", excerpt=ID)),
        ("Turn off", None),
    ],
)
async def test_all_else_opens_the_private_chat(
    scripted: ScriptedApp, bob: User, card: Shown, label: str, action: Action | None
) -> None:
    exact = next(key for row in card.rows for key in row if key["text"] == label)[
        "callback_data"
    ]
    press = await bob.sends(exact, on=card)
    assert await press.answered() == ""
    assert opened(press) == action
    assert not scripted.asked


@pytest.mark.parametrize("data", ["", "nonsense", "::::"])
async def test_a_button_of_another_time_says_so(
    scripted: ScriptedApp, bob: User, card: Shown, data: str
) -> None:
    press = await bob.sends(data, on=card)
    assert await press.answered() == UNKNOWN_BUTTON
    assert not scripted.asked


async def test_what_went_wrong_is_told_to_who_pressed(
    scripted: ScriptedApp, telegram: BotApi, bob: User, card: Shown
) -> None:
    scripted.script["context"] = replace(
        said("The library has no such excerpt any more."),
        groups=(actions(command_button("An excerpt", "quote")),),
    )
    press = await bob.presses("Context", on=card)
    assert await press.answered() == "The library has no such excerpt any more."
    assert not telegram.count("editMessageText")


async def test_what_is_too_long_leads_to_the_rest(
    scripted: ScriptedApp, telegram: BotApi, bob: User, card: Shown
) -> None:
    scripted.script["context"] = replace(
        VIEW, paragraphs=said("long " * 1000).paragraphs
    )
    await bob.presses("Context", on=card)
    shown = await telegram.next_edit(card)
    assert shown.labels == ["Only this", "All of it"]
    words = shown.button("All of it")["url"].partition("=")[2]
    assert read_start_words(words) == Action(command="context", excerpt=ID)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="editMessageText", refused=too_many(3)),
        Fault(method="editMessageText", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="editMessageText", reset="before"),
    ],
)
async def test_an_edit_that_fails_is_made_again(
    scripted: ScriptedApp, telegram: BotApi, bob: User, card: Shown, fault: Fault
) -> None:
    telegram.faults.append(replace(fault))
    await bob.presses("Context", on=card)
    assert (await telegram.next_edit(card)).text == "More of it."
    assert len(scripted.asked) == 1
    assert telegram.count("editMessageText") == 2


@pytest.mark.parametrize(
    "refused",
    [too_many(600), bad_request("MESSAGE_ID_INVALID"), bad_request("not modified")],
)
async def test_an_edit_that_is_refused_stops_nothing(
    scripted: ScriptedApp,
    telegram: BotApi,
    bob: User,
    card: Shown,
    refused: RefusedError,
) -> None:
    telegram.faults.append(Fault(method="editMessageText", refused=refused))
    press = await bob.presses("Context", on=card)
    assert await press.answered() == ""
    await telegram.called("editMessageText")
    await bob.presses("Source", on=card)
    assert (await telegram.next_edit(card)).text == "More of it."
    assert len(scripted.asked) == 2


@pytest.fixture
def impatient_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "PRESS_TIMEOUT_S", 0.01)


@pytest.mark.usefixtures("impatient_buttons")
async def test_a_slow_answer_stops_the_button_s_spinning(
    scripted: ScriptedApp, telegram: BotApi, bob: User, card: Shown
) -> None:
    go_on = asyncio.Event()

    async def slow(_request: Request) -> Reply:
        await go_on.wait()
        return VIEW

    scripted.script["context"] = slow
    press = await bob.presses("Context", on=card)
    assert await press.answered() == ""
    go_on.set()
    assert (await telegram.next_edit(card)).text == "More of it."
    await until(lambda: telegram.count("answerCallbackQuery") == 1)
