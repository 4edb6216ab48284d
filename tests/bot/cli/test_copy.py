"""`rostra copy`, as one types it."""

from tests.fakes.shell import Shell


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
