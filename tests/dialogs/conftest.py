"""What dialogues need: the real app on a small library of invented speeches."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.faces.ports import Answers
from tests.fakes.dialogue import Dialogue
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
