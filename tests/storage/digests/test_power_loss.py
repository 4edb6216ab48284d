"""A loss of power leaves what was synced: the log is cut where the disk has it for sure."""

import shutil
from pathlib import Path

import pytest

from storage.database.sqlite import database as database_module
from storage.database.sqlite.database import sync_file
from storage.digests.delivery import Delivery, State
from storage.digests.ledger import Completion
from storage.digests.subscriptions import Subscription
from storage.store import open_store
from tests.fakes.digests.ledger import EIGHT, FLOODS, LEASE, at, enqueue_due

pytestmark = pytest.mark.sqlite(reason="cuts the log beside a file")

CHATS = 40
IN_FLIGHT = 4


class Disk:
    """What of a database and its log a disk has for sure.

    It has of the log what was there when a sync of it began; nothing is folded from the
    log into the database meanwhile.
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self.log = database.with_name(f"{database.name}-wal")
        self.synced = 0

    def sync(self, path: Path) -> None:
        size = path.stat().st_size
        sync_file(path)
        if path == self.log:
            self.synced = size

    def lose_power(self, folder: Path) -> Path:
        """Return a copy of the database as it is when the power is back."""
        folder.mkdir()
        copy = folder / self.database.name
        shutil.copy(self.database, copy)
        log = copy.with_name(self.log.name)
        log.write_bytes(self.log.read_bytes()[: self.synced])
        return copy


async def test_no_digest_that_was_recorded_is_sent_again_after_a_loss_of_power(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(database)
    monkeypatch.setattr(database_module, "sync_file", disk.sync)
    arrived: list[str] = []
    recorded: list[str] = []
    async with open_store(database) as store:
        await store.loader.load([FLOODS])
        chosen = Subscription(active=True, time="08:30", zone="UTC")
        for number in range(CHATS):
            key = f"telegram:{number}"
            await store.subscriptions.save(key, "", chosen, now=EIGHT)
        base = store.ledger._database  # noqa: SLF001 - its disk
        async with base.transaction() as writer:
            await writer.execute("PRAGMA wal_autocheckpoint = 0")
        await enqueue_due(store, at(8.5))
        under_way: list[Delivery] = []
        while len(recorded) < CHATS // 2:
            claimed = await store.ledger.claim(
                at(8.5), owner="one", lease=LEASE, platform="telegram"
            )
            under_way += claimed
            arrived += [each.key for each in claimed]
            if len(under_way) == IN_FLIGHT:
                first = under_way.pop(0)
                sent = Completion(state=State.SENT)
                await store.ledger.complete(first, sent, owner="one", now=at(8.5))
                recorded.append(first.key)
        # What may be lost is lost: the disk of this test has no more than it must.
        await store.chats.set_last_excerpt("telegram:9999", "abcd1234")
        copy = disk.lose_power(tmp_path / "after")
    async with open_store(copy) as store:
        assert await store.chats.last_excerpt("telegram:9999") == ""
        states = {}
        for number in range(CHATS):
            last = await store.ledger.last(f"telegram:{number}", "")
            assert last
            states[last.key] = last.state
    assert {states[key] for key in recorded} == {State.SENT}
    in_doubt = [key for key, state in states.items() if state is State.SENDING]
    assert set(in_doubt) == {*arrived} - {*recorded}
    assert len(in_doubt) < IN_FLIGHT
    assert {*states.values()} == {State.SENT, State.SENDING, State.PENDING}
