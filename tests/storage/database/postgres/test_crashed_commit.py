"""What is known of a commit after the server has crashed: numbers are given out again."""

from dataclasses import replace

import asyncpg

from storage.database.postgres.transactions import (
    WRITE,
    Commit,
    lock_scopes,
    was_committed,
)


async def test_a_number_may_be_another_transaction_s_after_a_crash(
    postgres_address: str,
) -> None:
    raw = await asyncpg.connect(postgres_address)
    try:
        commit = Commit()
        await raw.execute(WRITE)
        await lock_scopes(raw, "public", {""}, commit)
        await raw.execute("COMMIT")
        assert await was_committed(raw, commit) is True
        # As after a crash before any of it was on the disk: nobody has the number yet.
        to_come = replace(commit, xid=str(int(commit.xid) + 1_000_000))
        assert await was_committed(raw, to_come) is False
        # Somebody else may have it: the statistics are younger than the transaction.
        before = replace(commit, began="2000-01-01 00:00:00+00")
        assert await was_committed(raw, before) is None
    finally:
        await raw.close()
