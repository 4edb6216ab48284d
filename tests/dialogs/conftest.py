"""What dialogues need: the real app on a small library of invented speeches."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.faces.port import Answers
from tests.fakes.dialogue import Dialogue
from tests.fakes.telegram import BotApi
from tests.fakes.telegram_bot import Clock, MovingApp, serving
from tests.fakes.telegram_people import User
from tests.fakes.terminal import Terminal


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Answers]:
    from tests.fakes.village import village_app

    async with village_app(tmp_path) as app:
        yield app


@pytest.fixture
def talk(app: Answers) -> Dialogue:
    return Dialogue(app)


@pytest.fixture
def terminal(app: Answers) -> Terminal:
    return Terminal(app)


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    """Waits of the face are over at once, until a test says otherwise."""
    clock = Clock()
    clock.over.set()
    return clock


@pytest.fixture
async def moving(telegram: BotApi, clock: Clock) -> AsyncIterator[MovingApp]:
    """Serve an app that notes what the face tells it of chats."""
    app = MovingApp()
    async with serving(app, telegram, wait=clock.sleep):
        yield app


@pytest.fixture
def ann(telegram: BotApi) -> User:
    return telegram.user("Ann", last_name="Olsen")


@pytest.fixture
def bob(telegram: BotApi) -> User:
    return telegram.user("Bob")
