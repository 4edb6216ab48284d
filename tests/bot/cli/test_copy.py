"""`rostra copy`, as one types it."""

import asyncio

from tests.fakes.databases.cutting_proxy import cutting_proxy
from tests.fakes.databases.postgres_server import Administrator
from tests.fakes.programs.shell import Shell


def test_a_library_moves_to_a_server_and_back(
    shell: Shell, postgres_address: str
) -> None:
    home = {"XDG_DATA_HOME": str(shell.folder / "home")}
    password = postgres_address.split(":")[2].split("@", maxsplit=1)[0]
    first, back = (str(shell.folder / name) for name in ("data/rostra.db", "back.db"))
    assert shell.types("copy", first, postgres_address, **home) == 2
    assert "There is no database" in shell.complaints
    assert shell.types("load") == 0
    assert shell.types("copy", first, postgres_address, **home) == 0
    assert f"holds all of {first}: " in shell.output
    assert "rows, each compared" in shell.output
    assert password not in shell.output
    assert shell.types("load", ROSTRA_DATABASE=postgres_address, **home) == 0
    assert "Nothing to do" in shell.output
    assert shell.types("copy", postgres_address, back, **home) == 0
    assert password not in shell.output
    assert shell.types("copy", postgres_address, back, **home) == 2
    assert "has content already" in shell.complaints
    assert shell.types("load", ROSTRA_DATABASE=back) == 0
    assert "Nothing to do" in shell.output


def test_no_password_is_in_what_is_told_of_wrong_words(shell: Shell) -> None:
    for words in (
        ("copy", "a.db", "postgresql://me:geheim@"),
        ("copy", "a.db", "b.db", "postgresql://me:geheim@db.example/rostra"),
        ("copy", "postgresql://me:geheim@127.0.0.1:1/rostra", "b.db"),
    ):
        assert shell.types(*words) == 2
        assert "me:***@" in shell.complaints or "USER:***@" in shell.complaints
        assert "geheim" not in shell.complaints


async def test_a_server_that_is_lost_on_the_way_is_no_wrong_address(
    shell: Shell, postgres: Administrator, postgres_address: str
) -> None:
    home = {"XDG_DATA_HOME": str(shell.folder / "home")}
    target = str(shell.folder / "copy.db")
    assert shell.types("load", ROSTRA_DATABASE=postgres_address, **home) == 0
    port = postgres.server.port
    async with cutting_proxy(port) as proxy:
        source = postgres_address.replace(f":{port}/", f":{proxy.port}/")
        proxy.cut_at = b'FROM "excerpts" \n'
        types = ("copy", source, target)
        assert await asyncio.to_thread(shell.types, *types, **home) == 3
        assert proxy.cuts == 1
        assert "Type the same again, and it goes on from there" in shell.complaints
        assert await asyncio.to_thread(shell.types, *types, **home) == 0
        assert "by an earlier run" in shell.output


def test_which_of_the_two_addresses_is_wrong_is_told(
    shell: Shell, postgres_address: str
) -> None:
    home = {"XDG_DATA_HOME": str(shell.folder / "home")}
    here, closed = str(shell.folder / "here.db"), "postgresql://me:geheim@127.0.0.1:1/r"
    assert shell.types("load", ROSTRA_DATABASE=here) == 0
    (shell.folder / "text.db").write_text("No database. " * 99)
    for words, named in (
        ((f"{postgres_address}_gone", here), "SOURCE"),
        ((here, f"{postgres_address}_gone"), "TARGET"),
        ((closed, here), "SOURCE"),
        ((here, closed), "TARGET"),
        ((str(shell.folder / "text.db"), postgres_address), "SOURCE"),
        ((here, str(shell.folder / "text.db")), "TARGET"),
    ):
        assert shell.types("copy", *words, **home) == 2
        told = " ".join(shell.complaints.split())
        assert f"in {named}" in told
        assert "ROSTRA_DATABASE" not in told
