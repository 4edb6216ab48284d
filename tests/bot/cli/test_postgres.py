"""The commands on a PostgreSQL server."""

import pytest

from tests.fakes.databases.postgres_server import Administrator, Psql
from tests.fakes.programs.shell import Shell


def types(shell: Shell, address: str, *words: str) -> int:
    return shell.types(
        *words, ROSTRA_DATABASE=address, XDG_DATA_HOME=str(shell.folder / "home")
    )


def complaint(shell: Shell, address: str) -> str:
    told = " ".join(shell.complaints.split())
    password = address.split(":")[2].split("@", maxsplit=1)[0]
    assert password not in told
    return told


def test_a_library_is_loaded_and_its_state_told(
    shell: Shell, postgres_address: str
) -> None:
    assert types(shell, postgres_address, "status") == 2
    told = complaint(shell, postgres_address)
    assert "is empty: `rostra run` makes its tables" in told
    assert types(shell, postgres_address, "load") == 0
    assert types(shell, postgres_address, "load") == 0
    assert "Nothing to do" in shell.output
    assert types(shell, postgres_address, "status") == 1
    assert "none was served yet" in shell.output
    assert [*shell.folder.glob("home/rostra/postgresql-*.index/*")]


def test_its_own_tools_copy_a_server_s_database(
    shell: Shell, postgres_address: str
) -> None:
    for command in ("backup", "restore"):
        assert types(shell, postgres_address, command, "monday.db") == 2
        assert "pg_dump --format=custom" in complaint(shell, postgres_address)


def test_an_address_that_leads_nowhere_is_told_in_one_line(
    shell: Shell, postgres_address: str
) -> None:
    for address in (f"{postgres_address}_gone", f"{postgres_address} ?"):
        for command in ("status", "load", "run"):
            assert types(shell, address, command) == 2
            assert "ROSTRA_DATABASE" in complaint(shell, address)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("//rostra:", "//nobody:"), "its user or password is wrong"),
        (("//rostra:", "//rostra:x"), "its user or password is wrong"),
        ((":PORT/", ":1/"), "See that the server runs"),
        ((":PORT/", ":99999/"), "write postgresql://USER:"),
        (("127.0.0.1", "db.invalid"), "its host is not known here"),
        (("/bare", "/gone_bare"), "does not exist on its server"),
        (("NAME", "NAME?connect_timeout=3"), "what is no setting of the server"),
        (("NAME", "NAME?sslmode=require"), "can't be reached over TLS"),
        (("NAME", "NAME?sslmode=perhaps"), "Correct sslmode"),
        (("NAME", "NAME?search_path=gone"), "has no schema for tables"),
    ],
)
def test_each_command_tells_a_wrong_address_in_one_line(
    shell: Shell, postgres_address: str, change: tuple[str, str], told: str
) -> None:
    port, name = postgres_address.rpartition(":")[2].split("/")
    old, new = (each.replace("PORT", port).replace("NAME", name) for each in change)
    address = postgres_address.replace(old, new)
    for words in (("run",), ("status", "--check")):
        assert types(shell, address, *words) == 2
        assert told in complaint(shell, address)
        assert len(shell.complaints.splitlines()) == 1
    # It asks first whether a process uses the source, on a connection of its own.
    assert types(shell, "here.db", "copy", address, "here.db") == 2
    assert told in complaint(shell, address)


def test_a_role_without_rights_and_a_newer_schema_are_told(
    shell: Shell, postgres: Administrator, postgres_address: str
) -> None:
    here = str(shell.folder / "here.db")
    assert types(shell, here, "load") == 0
    server, name = postgres.server, postgres_address.rpartition("/")[2]
    postgres.run(f"DROP ROLE IF EXISTS weak_{name}")
    postgres.run(f"CREATE ROLE weak_{name} LOGIN PASSWORD '{server.password}'")
    weak = server.address(name, role=f"weak_{name}")
    for words in (("run",), ("load",), ("copy", here, weak)):
        assert types(shell, weak, *words) == 2
        assert "permission denied" in (told := complaint(shell, weak))
        assert "GRANT ALL ON SCHEMA" in told
    postgres.run(f"DROP ROLE weak_{name}")
    assert types(shell, postgres_address, "load") == 0
    with Psql(postgres_address) as psql:
        psql.run("UPDATE schema_version SET version = 99")
    for words in (("run",), ("status",), ("copy", here, postgres_address)):
        assert types(shell, postgres_address, *words) == 2
        assert "written by a newer Rostra" in complaint(shell, postgres_address)
