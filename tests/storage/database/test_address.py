import pickle
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database.address import (
    PostgresAddress,
    files_of,
    passwords_of,
    place_beside,
    postgres_address,
    without_password,
)

FOLDER = Path("/data")
SAFE = st.text("abcxyzABCXYZ0123456789-._~!$&'()*+,;=:", min_size=8)


@given(SAFE)
def test_no_printed_form_shows_the_password(password: str) -> None:
    url = f"postgresql://rostra:{password}@db.example:5432/speeches?password={quote(password)}"
    address = PostgresAddress(url=url, folder=FOLDER)
    for shown in (str(address), repr(address), f"{address}", without_password(url)):
        assert password not in shown
    assert "db.example:5432/speeches" in str(address)
    assert password in passwords_of(address)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://",
        "postgresql://db.example",
        "postgresql://rostra:secret@db.example/",
        "postgresql://rostra:secret@db.example:port/speeches",
        "postgresql://rostra:sec/ret@db.example/speeches",
        "postgresql://rostra:sec ret@db.example/speeches",
        "postgresql://rostra:secret@[::1/speeches",
        "postgresql://rostra:sec@ret@db.example/speeches",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(ValueError, match="write postgresql://USER") as refused:
        postgres_address(text, FOLDER)
    assert "ret" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://rostra@db.example/speeches",
        "POSTGRESQL://rostra:p%40ss@db.example:5432/speeches?sslmode=require",
        "postgresql://rostra@one:5432,two:5433/speeches",
        "postgresql://rostra@[::1]:5432/speeches",
        "postgresql:///speeches?host=/run/postgresql",
        "postgresql://db.example/?dbname=speeches",
    ],
)
def test_addresses_as_libpq_reads_them(text: str) -> None:
    address = postgres_address(f" {text}\n", FOLDER)
    assert address.url.partition("://")[2] == text.partition("://")[2]
    assert pickle.loads(pickle.dumps(address)) == address  # noqa: S301 - our own


def test_each_database_has_files_of_its_own_for_each_role() -> None:
    files = {
        text: postgres_address(f"postgresql://{text}", FOLDER).files
        for text in (
            "rostra:old@db/speeches",
            "rostra:new@db/speeches",
            "db/speeches?sslmode=require&user=rostra",
            "other:old@db/speeches",
            "rostra:old@db/others",
            "rostra:old@db2/speeches",
            "rostra:old@db/speeches?search_path=second",
        )
    }
    # A role may have a search_path of its own.
    assert len(set(files.values())) == 5
    first, second, third, *_ = files.values()
    assert postgres_address("postgres://rostra@db/speeches", FOLDER).files == first
    assert first == second == third
    assert first.parent == FOLDER


def test_what_lies_beside_a_file_is_named_after_it() -> None:
    path = Path("/data/rostra.db")
    assert files_of(path) == path
    assert place_beside(path, "index") == Path("/data/rostra.db.index")
