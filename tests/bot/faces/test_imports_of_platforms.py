"""A bot that serves one platform pays neither for another nor for importing."""

import re
import signal
from pathlib import Path

import pytest

from tests.fakes.discord.server import Discord
from tests.fakes.programs.process import ended, rostra_anew
from tests.fakes.telegram.bot_api import BotApi


async def imports(server: BotApi | Discord, folder: Path) -> set[str]:
    """Return the modules that a bot has imported when it serves."""
    told = {"PYTHONPROFILEIMPORTTIME": "1"}
    async with server, rostra_anew(server, folder, **told) as process:
        if isinstance(server, Discord):
            await server.in_session()
        else:
            await server.called("getUpdates")
        process.send_signal(signal.SIGTERM)
        _, printed = await ended(process)
    return set(re.findall(r"^import time:.*\| +([\w.]+)$", printed, re.MULTILINE))


@pytest.mark.parametrize(
    ("server", "own", "other"),
    [(BotApi, "telegram", "discord"), (Discord, "discord", "telegram")],
)
async def test_one_platform_imports_its_own_library_and_no_reader_of_documents(
    server: type[BotApi | Discord], own: str, other: str, tmp_path: Path
) -> None:
    found = await imports(server(), tmp_path)
    assert own in found
    assert other not in found
    assert "lxml" not in found
    assert "content.segment" in found
    assert "content.segment.segmenter" not in found
