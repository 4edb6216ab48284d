"""The inbox on disk: pages, and what a loss of power leaves of it."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database.address import Address
from storage.database.opening import open_database
from storage.digests.share import Share
from storage.inbox.inbox import Inbox, StoredUpdate

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def update(chat: str, id_: int) -> StoredUpdate:
    return StoredUpdate(chat=chat, id=id_, body=b"{}", received=NOW)


@pytest.mark.sqlite(reason="cuts the log beside a file")
async def test_what_was_stored_outlives_a_loss_of_power(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = database.with_name(f"{database.name}-wal")
    on_disk, fsync = b"", os.fsync

    def noted(file: int) -> None:
        nonlocal on_disk
        fsync(file)
        on_disk = log.read_bytes()

    monkeypatch.setattr(os, "fsync", noted)
    base = await open_database(database)
    async with base.transaction() as writer:
        await writer.execute("PRAGMA wal_autocheckpoint = 0")
    inbox = Inbox(base)
    await inbox.store([update("test:a", number) for number in range(9)])
    await inbox.settle(removed=[("test:a", 0)])
    after = tmp_path / "after"
    after.mkdir()
    copy = after / database.name
    shutil.copy(database, copy)
    copy.with_name(log.name).write_bytes(on_disk)
    await base.close()
    base = await open_database(copy)
    left = await Inbox(base).page("test", after=None, limit=99)
    # What was removed last comes again, which changes nothing.
    assert [each.id for each in left] == [*range(9)]
    await base.close()


async def test_pages_are_of_one_platform_and_of_a_process_s_share(
    database: Address,
) -> None:
    base = await open_database(database)
    keys = [f"discord:{server << 22}/5" for server in range(4)]
    await Inbox(base).store(
        [update(key, number) for key in (*keys, "telegram:-5") for number in (1, 2)]
    )
    shares = {"discord": Share((1, 3), 4)}
    inbox = Inbox(base, shares)
    first = await inbox.page("discord", after=None, limit=3)
    rest = await inbox.page("discord", after=first[-1].key, limit=3)
    assert [each.key for each in (*first, *rest)] == [
        (key, number) for key in sorted((keys[1], keys[3])) for number in (1, 2)
    ]
    (one,) = await inbox.chat_page("telegram:-5", after=1, limit=9)
    assert (one.id, one.body, one.received) == (2, b"{}", NOW)
    await base.close()
