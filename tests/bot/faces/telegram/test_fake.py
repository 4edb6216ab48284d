import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.rules import Json, too_many


class Client:
    def __init__(self, telegram: BotApi, session: aiohttp.ClientSession) -> None:
        self.telegram = telegram
        self.session = session
        self.token = telegram.token

    async def call(self, method: str, **call: object) -> Json:
        data = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in call.items()
        }
        url = f"{self.telegram.address}/bot{self.token}/{method}"
        async with self.session.post(url, data=data) as response:
            body: Json = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    async def refusal(self, method: str, **call: object) -> str:
        return str((await self.call(method, **call))["description"])


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with BotApi() as telegram, aiohttp.ClientSession() as session:
        yield Client(telegram, session)


def bold(offset: int, length: int) -> Json:
    return {"type": "bold", "offset": offset, "length": length}


def italic(offset: int, length: int) -> Json:
    return {"type": "italic", "offset": offset, "length": length}


def keys(*buttons: Json, rows: int = 1) -> Json:
    return {"inline_keyboard": [list(buttons)] * rows}


KEY = {"text": "Another", "callback_data": "quote:::"}

REFUSALS = [
    ("an empty text", {"text": " \n "}, "text is empty"),
    ("a text of 4097 units", {"text": "😀" * 2048 + "a"}, "message is too long"),
    ("a parse mode", {"parse_mode": "HTML"}, "not in parse modes"),
    ("an unknown chat", {"chat_id": 1}, "chat not found"),
    ("an unknown topic", {"message_thread_id": 9}, "message thread not found"),
    ("an entity past the end", {"entities": [bold(6, 6)]}, "ends after the end"),
    ("an empty entity", {"entities": [bold(1, 0)]}, "ends after the end"),
    ("half an emoji", {"text": "😀", "entities": [bold(0, 1)]}, "in the middle"),
    ("entities that overlap", {"entities": [bold(0, 5), italic(3, 5)]}, "overlap"),
    ("bold in bold", {"entities": [bold(0, 9), bold(2, 3)]}, "can't be nested"),
    (
        "bold in code",
        {"entities": [{"type": "code", "offset": 0, "length": 9}, bold(2, 3)]},
        "code can't be nested",
    ),
    (
        "an entity of a type of its own",
        {"entities": [{"type": "shout", "offset": 0, "length": 2}]},
        "unsupported type",
    ),
    (
        "a link to nowhere",
        {"entities": [bold(0, 2) | {"type": "text_link", "url": "http://localhost"}]},
        "Wrong HTTP URL",
    ),
    (
        "button data of 65 bytes",
        {"reply_markup": keys(KEY | {"callback_data": "é" * 32 + "x"})},
        "BUTTON_DATA_INVALID",
    ),
    ("nine buttons in a row", {"reply_markup": keys(*[KEY] * 9)}, "too many buttons"),
    ("101 buttons", {"reply_markup": keys(KEY, rows=101)}, "markup is too long"),
    ("a button without effect", {"reply_markup": keys({"text": "A"})}, "unallowed"),
    (
        "a button to a file",
        {"reply_markup": keys({"text": "A", "url": "file:///etc/passwd"})},
        "Wrong HTTP URL",
    ),
]


@pytest.mark.parametrize(("what", "call", "why"), REFUSALS)
async def test_a_message_is_refused_for(
    client: Client, what: str, call: Json, why: str
) -> None:
    home = client.telegram.user("Ann").home
    call = {"chat_id": home.id, "text": "Hello there"} | call
    assert why in await client.refusal("sendMessage", **call), what


async def test_what_fits_is_shown_with_only_the_first_hundred_entities(
    client: Client,
) -> None:
    ann = client.telegram.user("Ann")
    text, marks = "a " * 101, [bold(2 * n, 1) for n in range(101)]
    sent = await client.call("sendMessage", chat_id=ann.id, text=text, entities=marks)
    shown = await ann.next_reply()
    assert sent["ok"]
    assert shown.text == text.strip()
    assert shown.marked("bold") == ["a"] * 100


async def test_only_what_is_there_and_differs_can_be_edited(client: Client) -> None:
    ann = client.telegram.user("Ann")
    theirs = await ann.says("hi")
    sent = await client.call("sendMessage", chat_id=ann.id, text="One")
    here = {"chat_id": ann.id, "message_id": sent["result"]["message_id"]}

    assert (await client.call("editMessageText", **here, text="Two"))["ok"]
    again = await client.refusal("editMessageText", **here, text="Two")
    assert "message is not modified" in again
    other = here | {"message_id": theirs["message_id"]}
    why = await client.refusal("editMessageText", **other, text="Two")
    assert "can't be edited" in why
    missing = here | {"message_id": 1}
    why = await client.refusal("editMessageText", **missing, text="Two")
    assert "message to edit not found" in why


async def test_a_press_is_answered_once(client: Client) -> None:
    ann = client.telegram.user("Ann")
    await client.call("sendMessage", chat_id=ann.id, text="One", reply_markup=keys(KEY))
    await ann.next_reply()
    press = await ann.presses("Another")

    long = await client.refusal(
        "answerCallbackQuery", callback_query_id=press.id, text="x" * 201
    )
    assert "TOO_LONG" in long
    await client.call("answerCallbackQuery", callback_query_id=press.id, text="Here")
    assert await press.answered() == "Here"
    for id_ in (press.id, "unheard-of"):
        why = await client.refusal("answerCallbackQuery", callback_query_id=id_)
        assert "query ID is invalid" in why


async def test_updates_wait_for_their_offset_and_wake_a_poll(client: Client) -> None:
    ann = client.telegram.user("Ann")
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(client.call("getUpdates", timeout=30))
        await client.telegram.called("getUpdates")
        await ann.says("/quote")
    (update,) = poll.result()["result"]
    assert update["message"]["entities"][0]["type"] == "bot_command"

    again = await client.call("getUpdates")
    assert again["result"] == [update]
    confirmed = await client.call("getUpdates", offset=update["update_id"] + 1)
    assert confirmed["result"] == []


async def test_the_older_of_two_pollers_is_told_of_the_conflict(client: Client) -> None:
    async with asyncio.TaskGroup() as group:
        older = group.create_task(client.call("getUpdates", timeout=30))
        await client.telegram.called("getUpdates")
        group.create_task(client.call("getUpdates", timeout=0))
    assert older.result()["error_code"] == 409


async def test_edited_messages_come_only_to_who_asks_for_them(client: Client) -> None:
    ann = client.telegram.user("Ann")
    await ann.edits(await ann.says("one"), "two")
    wanted = await client.call("getUpdates", allowed_updates=["message"])
    assert [set(update) - {"update_id"} for update in wanted["result"]] == [{"message"}]


async def test_a_group_tells_a_private_bot_only_what_concerns_it(
    client: Client,
) -> None:
    ann = client.telegram.user("Ann")
    group = client.telegram.room("Friends")
    for text in ("hello", "/quote@OtherBot", "/quote", "/quote@RostraBot x"):
        await ann.says(text, to=group)
    heard = [update["message"]["text"] for update in client.telegram.updates]
    assert heard == ["/quote", "/quote@RostraBot x"]


async def test_faults_strike_as_often_as_they_should(client: Client) -> None:
    ann, bob = client.telegram.user("Ann"), client.telegram.user("Bob")
    client.telegram.faults += [
        Fault(method="sendMessage", chat=ann.id, refused=too_many(3)),
        Fault(method="sendMessage", chat=bob.id, reset="before"),
        Fault(method="sendMessage", chat=bob.id, reset="after"),
    ]
    limited = await client.call("sendMessage", chat_id=ann.id, text="One")
    assert limited["parameters"] == {"retry_after": 3}
    assert (await client.call("sendMessage", chat_id=ann.id, text="One"))["ok"]
    for text in ("lost", "kept"):
        with pytest.raises(aiohttp.ClientError):
            await client.call("sendMessage", chat_id=bob.id, text=text)
    assert (await bob.next_reply()).text == "kept"


@pytest.mark.parametrize(
    ("token", "code"), [("7000:wrong", 401), ("no-token-at-all", 404)]
)
async def test_a_wrong_token_opens_nothing(
    client: Client, token: str, code: int
) -> None:
    client.token = token
    assert (await client.call("getMe"))["error_code"] == code


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "TOO_MUCH"),
        ([{"command": "Quote", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "quote", "description": ""}], "DESCRIPTION_INVALID"),
    ],
)
async def test_a_command_menu_has_limits(
    client: Client, commands: list[Json], why: str
) -> None:
    assert why in await client.refusal("setMyCommands", commands=commands)


async def test_an_upgraded_group_says_where_it_went(client: Client) -> None:
    group = client.telegram.room("Friends")
    new = await group.upgrades()
    answer = await client.call("sendMessage", chat_id=group.id, text="One")
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
