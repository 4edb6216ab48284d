import shlex
from pathlib import Path

import pytest

from storage.database.opening import open_database
from tests.fakes.programs.shell import Shell


async def test_a_backup_is_made_beside_a_bot_and_restored_without_it(
    shell: Shell,
) -> None:
    database = shell.folder / "data" / "rostra.db"
    assert shell.types("backup", "monday.db") == 2
    assert "There is no database" in shell.complaints
    assert shell.types("load") == 0
    bot = await open_database(database)
    await bot.write(
        lambda writer: writer.execute("INSERT INTO chats (key) VALUES ('a:1')")
    )
    assert shell.types("backup", "monday.db") == 0
    assert "bytes, checked. `rostra restore monday.db` puts it back." in shell.output
    assert shell.types("restore", "monday.db") == 2
    assert "Stop the bot first" in " ".join(shell.complaints.split())
    await bot.write(
        lambda writer: writer.execute("INSERT INTO chats (key) VALUES ('a:2')")
    )
    await bot.close()
    assert shell.types("restore", "monday.db") == 0
    (aside,) = database.parent.glob("rostra.db.before-*")
    assert aside.name in "".join(shell.output.split())
    assert await keys(database) == ["a:1"]
    assert await keys(aside) == ["a:1", "a:2"]
    assert shell.types("load", "--dry-run") == 0
    assert "up to date" in shell.output or "nothing" in shell.output.lower()


@pytest.mark.parametrize("name", ["my ☃.db", "-x.db", "it's.db"])
def test_a_backup_of_an_odd_name_is_restored_as_it_says(
    shell: Shell, name: str
) -> None:
    assert shell.types("load") == 0
    assert shell.types("backup", "--", name) == 0
    said = shell.output.partition("`rostra ")[2].partition("`")[0]
    assert shell.types(*shlex.split(said)) == 0
    assert "rostra.db is what " in shell.output


async def keys(path: Path) -> list[str]:
    opened = await open_database(path)
    async with opened.snapshot() as snapshot:
        rows = await snapshot.all("SELECT key FROM chats ORDER BY key")
    await opened.close()
    return [row["key"] for row in rows]
