"""What the tests share: a shell, a document found somewhere, a chat with a digest."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.digests import sender
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.digests.at_eight import CHAT, EIGHT, MINUTE
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.programs.shell import Shell

FOUND = """\
The mill and the meadow

This is what was said when the mill at Dorn was opened again, as I wrote it down.

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the whole valley.

Whoever brings grain before noon will have flour before dusk.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.

Vera Lind: Then let us stop talking and listen to it.
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def found(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(FOUND, encoding="utf-8")
    return path


@pytest.fixture
async def store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Store]:
    monkeypatch.setattr(sender, "POLL_INTERVAL_S", 0.001)
    monkeypatch.setattr(sender, "FIRST_RECORD_RETRY_S", 0.001)
    async with open_store(tmp_path / "rostra.db") as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        chosen = Subscription(active=True, time="08:00", zone="UTC")
        before = EIGHT - MINUTE
        await store.subscriptions.save(CHAT, "", chosen, now=before)
        yield store
