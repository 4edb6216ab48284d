"""The commands on a PostgreSQL server."""

from tests.fakes.shell import Shell


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
