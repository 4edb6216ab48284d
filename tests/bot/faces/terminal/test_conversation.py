"""What a typed line asks for, given what is on screen."""

from datetime import UTC, datetime

import pytest

from bot.faces.terminal.conversation import (
    TERMINAL,
    Conversation,
    asks_to_quit,
    split_commands,
)
from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    Reply,
    actions,
    command_button,
    with_numbers,
)
from handlers.contract.request import Person
from storage.database.time import utc_now
from tests.fakes.dialogues.scripted_app import ScriptedApp, said

ME = Person(key="terminal:local", name="Ada", admin=True)
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
QUOTE = Reply(
    paragraphs=said("Mend the road.").paragraphs,
    groups=(
        actions(Button(label="Another", action=Action(command="quote", words="ada"))),
        actions(
            Button(
                label="Context",
                action=Action(command="context", excerpt="7k3m9qpx", page=2),
            ),
            Button(label="Source", url="https://example.org/bridge"),
        ),
    ),
)


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp(script={"quote": QUOTE})


@pytest.fixture
def conversation(app: ScriptedApp) -> Conversation:
    return Conversation(app, ME, now=lambda: NOON)


@pytest.mark.parametrize(
    ("line", "command", "words"),
    [
        ("/quote lincoln", "quote", "lincoln"),
        ("  /QUOTE   about  the sea ", "quote", "about  the sea"),
        ("/comment two\nlines", "comment", "two\nlines"),
        ("／quote 林肯", "quote", "林肯"),
        ("/", "help", ""),
        ("?", "help", ""),
        ("help", "help", ""),
        ("Quote", "quote", ""),
        ("mend the road", "topic", "mend the road"),
        ("quote ada", "topic", "quote ada"),
        ('"a* AND :b', "topic", '"a* AND :b'),
        ("/nonsense 🙂", "nonsense", "🙂"),
        ("/topic caf\udce9", "topic", "caf�"),
        ("1921 floods", "topic", "1921 floods"),
        ("/topic " + "x" * 10_000, "topic", "x" * 10_000),
    ],
)
async def test_a_line_asks_for(
    app: ScriptedApp, conversation: Conversation, line: str, command: str, words: str
) -> None:
    await conversation.answer(line)
    (request,) = app.asked
    assert (request.command, request.words) == (command, words)
    assert request.bare == (command == "topic" and not line.startswith("/"))
    assert (request.place, request.person, request.now) == (TERMINAL, ME, NOON)
    assert not request.pressed


async def test_a_number_presses_a_button(
    app: ScriptedApp, conversation: Conversation
) -> None:
    await conversation.answer("/quote")
    await conversation.answer("2")
    pressed = app.asked[-1]
    assert pressed.pressed
    assert (pressed.command, pressed.excerpt, pressed.page) == (
        "context",
        "7k3m9qpx",
        2,
    )
    await conversation.answer("/quote")
    await conversation.answer("[1]")
    assert (app.asked[-1].command, app.asked[-1].words) == ("quote", "ada")


async def test_a_link_is_printed_when_pressed(
    app: ScriptedApp, conversation: Conversation
) -> None:
    await conversation.answer("/quote")
    answer = await conversation.answer("3")
    assert answer.text == "https://example.org/bridge"
    assert len(app.asked) == 1


async def test_buttons_are_done_with_once_something_else_is_answered(
    app: ScriptedApp, conversation: Conversation
) -> None:
    await conversation.answer("/quote")
    await conversation.answer("/help")
    answer = await conversation.answer("2")
    assert [each.command for each in app.asked] == ["quote", "help"]
    assert "The latest answer has no buttons" in answer.text
    assert "/topic 2" in answer.text


async def test_a_notice_leaves_the_buttons_that_it_stands_under(
    app: ScriptedApp, conversation: Conversation
) -> None:
    app.script["context"] = Reply(notice="Nothing was said around it.")
    await conversation.answer("/quote")
    await conversation.answer("2")
    await conversation.answer("1")
    assert [each.command for each in app.asked] == ["quote", "context", "quote"]


@pytest.mark.parametrize("number", ["0", "4", "1921", "9" * 5000])
async def test_a_number_not_on_screen_is_explained(
    app: ScriptedApp, conversation: Conversation, number: str
) -> None:
    nothing_yet = await conversation.answer(number)
    assert "The latest answer has no buttons" in nothing_yet.text
    await conversation.answer("/quote")
    answer = await conversation.answer(number)
    assert f"There is no button {number[:20]}" in answer.text
    assert "[1] to [3]" in answer.text
    assert f"/topic {number[:20]}" in answer.text
    assert len(answer.text) < 200
    assert len(app.asked) == 1


async def test_a_button_may_keep_its_number_where_one_before_it_is_missing(
    app: ScriptedApp, conversation: Conversation
) -> None:
    context = command_button("Context", "context")
    app.script["review"] = Reply(
        paragraphs=said("Whose words?").paragraphs,
        groups=(
            actions(
                command_button("Right", "quote"),
                *with_numbers(4, context, command_button("Back", "start")),
                command_button("Names", "topics"),
            ),
        ),
    )
    await conversation.answer("/review")
    assert [*conversation.buttons] == [1, 4, 5, 6]
    missing = await conversation.answer("2")
    assert "no button 2 on screen; there are [1] and [4] to [6]." in missing.text
    await conversation.answer("4")
    assert [each.command for each in app.asked] == ["review", "context"]


async def test_words_without_a_slash_are_explained_once(
    conversation: Conversation,
) -> None:
    first = await conversation.answer("mend roads")
    assert "as with /topic" in first.text
    second = await conversation.answer("mend roads")
    assert second.text == "topic<mend roads>"


async def test_a_forgotten_slash_is_pointed_out_each_time(
    conversation: Conversation,
) -> None:
    for _ in range(2):
        answer = await conversation.answer("quote ada brook")
        assert "the command is /quote." in answer.text


@pytest.mark.parametrize("line", ["/quit", " /EXIT ", "quit", "exit", ":q"])
def test_leaving(line: str) -> None:
    assert asks_to_quit(line)


def test_staying() -> None:
    assert not asks_to_quit("/quit smoking")
    assert not asks_to_quit("")


def test_pasted_lines_are_one_command_each_or_belong_together() -> None:
    assert split_commands("/quote ada\n/topic roads\n\n") == [
        "/quote ada",
        "/topic roads",
    ]
    assert split_commands("/comment one\ntwo") == ["/comment one\ntwo"]
    assert split_commands(" \n ") == []


def test_the_clock_knows_its_zone() -> None:
    assert utc_now().tzinfo is UTC
