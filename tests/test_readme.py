"""The README and .env.example name all that there is."""

from pathlib import Path

import pytest

from bot.settings import Settings
from handlers.contract.commands import COMMANDS
from handlers.contract.parameters import Command

ROOT = Path(__file__).resolve().parents[1]
# A bar inside a table is escaped.
README = (ROOT / "README.md").read_text(encoding="utf-8").replace("\\|", "|")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
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
