"""The README and .env.example name all that there is, and show it as it is."""

import re
from pathlib import Path

import pytest

from bot.app import App
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.text import Capabilities, render
from bot.settings import Settings
from content.library import SHIPPED
from handlers.contract.commands import COMMANDS
from handlers.contract.parameters import Command
from handlers.contract.request import Person
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.databases.engines import ENGINES
from tests.fakes.dialogues.stage import MORNING

ROOT = Path(__file__).resolve().parents[1]
# A bar inside a table is escaped.
README = (ROOT / "README.md").read_text(encoding="utf-8").replace("\\|", "|")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
DRAWN = 1
"""The step of the README's session whose excerpt was drawn by chance."""
SETTINGS = [f"ROSTRA_{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_readme_lists_every_command(command: Command) -> None:
    assert f"`{command.usage}`" in README


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_described(setting: str) -> None:
    assert f"`{setting}`" in README
    assert f"{setting}=" in EXAMPLE


def test_the_example_names_no_setting_that_does_not_exist() -> None:
    named = {
        line.lstrip("# ").split("=")[0]
        for line in EXAMPLE.splitlines()
        if line.lstrip("# ").startswith("ROSTRA_")
    }
    assert named == set(SETTINGS)


@pytest.mark.parametrize("target", ["run", "test", "lint", "bench", "help"])
def test_the_readme_names_the_tasks(target: str) -> None:
    assert f"make {target}" in README


@pytest.mark.parametrize(
    "command",
    ["run", "load", "segment", "import", "review", "status", "copy", "discord invite"],
)
def test_the_readme_names_the_command_line(command: str) -> None:
    assert f"rostra {command}" in README


@pytest.mark.parametrize("engine_name", ENGINES)
async def test_the_session_is_what_the_terminal_shows(
    shipped_database: Address,
) -> None:
    (session,) = re.findall(r"```text\n(rostra> .*?)```", README, re.DOTALL)
    steps = re.findall(r"rostra> (.*)\n([^\0]*?)(?=rostra> |\Z)", session)
    width = max(map(len, session.splitlines()))
    looks = Capabilities(colours=True, listed=False)
    person = Person(key="terminal:local", name="Ada", admin=True)
    async with open_store(shipped_database) as store:
        talk = Conversation(App(store, SHIPPED), person, now=lambda: MORNING)
        for number, (line, screen) in enumerate(steps):
            reply = await talk.answer(line)
            if number == DRAWN:
                (drawn,) = re.findall(r"#(\w{8})", screen)
                reply = await talk.answer(f"/excerpt {drawn}")
            above = "─" * width if reply.replaces else ""
            printed = f"{above}\n{render(reply, width, looks)}"
            assert paragraphs_of(screen) == paragraphs_of(printed)
    assert len(steps) > DRAWN


def paragraphs_of(screen: str) -> list[str]:
    """Return what is on a screen without the order of results, which meaning decides."""
    parts = screen.strip("\n").split("\n\n")
    return sorted(
        re.sub(r"^  \d — ", "  — ", each, flags=re.MULTILINE) for each in parts
    )
