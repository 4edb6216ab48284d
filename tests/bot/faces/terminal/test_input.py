"""What the prompt offers while somebody types."""

from typing import NoReturn

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import to_formatted_text
from prompt_toolkit.output import DummyOutput

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.input import Completions, prompt_session
from handlers.contract.reply import Button
from handlers.contract.request import Person
from tests.fakes.dialogues.scripted_app import ScriptedApp


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp(speakers=("Ada Brook", "Ivo Reed", "Noor Adair"))


def test_the_hint_names_the_buttons_or_counts_them(app: ScriptedApp) -> None:
    def hint(*labels: str) -> str:
        buttons = {
            number: Button(label=label, url="https://a.example")
            for number, label in enumerate(labels, start=1)
        }
        conversation = Conversation(app, Person(key="terminal:local", name="Ada"))
        conversation.buttons = buttons
        prompt = prompt_session(app, conversation, history=None, screen=DummyOutput())
        return "".join(text for _, text, *_ in to_formatted_text(prompt.bottom_toolbar))

    assert hint() == " / commands  Tab completes  Ctrl-D leaves "
    assert hint("Another", "Source") == " 1 Another  2 Source  Ctrl-D leaves "
    assert hint(*["Abraham"] * 9) == " 1 to 9 press a button  Ctrl-D leaves "


async def offered(app: AppPort, typed: str) -> list[tuple[str, str]]:
    found = Completions(app).get_completions_async(Document(typed), CompleteEvent())
    return [
        (typed[: len(typed) + c.start_position] + c.text, c.display_meta_text)
        async for c in found
    ]


async def test_commands_are_completed_with_their_summaries(app: ScriptedApp) -> None:
    assert await offered(app, "/qu") == [
        ("/quote ", "an excerpt at random, of one speaker, about something"),
        ("/quit", "leave; Ctrl-D does, too"),
    ]
    assert await offered(app, "/CANC") == [
        ("/cancel", "leave what was begun and not finished")
    ]
    assert await offered(app, "peace") == []
    listed = [command for command in app.commands if not command.by_itself]
    assert len(await offered(app, "/")) == len(listed) + 1


async def test_speakers_are_completed_where_one_is_asked_for(app: ScriptedApp) -> None:
    assert await offered(app, "/quote ad") == [
        ("/quote Ada Brook", ""),
        ("/quote Noor Adair", ""),
    ]
    assert await offered(app, "/quote ada b") == [("/quote Ada Brook", "")]
    assert await offered(app, "/topic ad") == []


async def test_a_failing_completion_does_not_end_the_conversation(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Failing(ScriptedApp):
        async def complete(self, *args: object, **_: object) -> NoReturn:
            raise RuntimeError(args)

    assert await offered(Failing(), "/quote ad") == []
    assert "completing" in caplog.text
