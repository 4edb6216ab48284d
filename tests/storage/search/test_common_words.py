"""A surname that is a common word as well is a word where it is typed in small letters."""

from pathlib import Path

import pytest

from storage.database.address import Address
from storage.store import Store, open_store
from tests.fakes.cases import in_turn
from tests.fakes.databases.engines import Engine
from tests.fakes.libraries.namesakes import namesake_transcripts


async def load(address: Address) -> None:
    async with open_store(address) as store:
        await store.loader.load(namesake_transcripts())


@pytest.fixture
def database(engine: Engine, tmp_path: Path) -> Address:
    """A database in which two surnames are words as well."""
    return engine.copy("namesakes", load, tmp_path)


@in_turn(
    ("typed", "is_name"),
    [
        ("truth", False),
        ("Truth", True),
        ("TRUTH", True),
        ("sojourner truth", True),
        ("sojourner", False),
        ("stone", True),  # said once, which may be a slip
        ("mason", True),  # mostly printed as the name
        ("reed", True),
    ],
)
async def test_a_common_word_is_no_name(
    store: Store, typed: str, *, is_name: bool
) -> None:
    assert await store.library.is_name(typed) is is_name


@in_turn(
    ("typed", "names", "rest"),
    [
        ("truth and grain", [], "truth and grain"),
        ("truth about grain", ["Sojourner Truth"], "grain"),
        ("Truth and grain", ["Sojourner Truth"], "and grain"),
        ("sojourner truth grain", ["Sojourner Truth"], "grain"),
        ("mason grain", ["Ulla Mason"], "grain"),
    ],
)
async def test_a_common_word_begins_no_question_as_a_name(
    store: Store, typed: str, names: list[str], rest: str
) -> None:
    match = await store.library.split_speaker(typed)
    assert [each.name for each in match.certain] == names
    assert match.rest == rest


@in_turn(
    ("typed", "preferred"),
    [
        ("truth", ()),
        ("Truth", ("Sojourner Truth",)),
        ("sojourner truth", ("Sojourner Truth",)),
        ("what did truth say about feet", ("Sojourner Truth",)),
        ("by truth", ("Sojourner Truth",)),
        ("mason", ("Ulla Mason",)),
    ],
)
async def test_whoever_is_called_so_goes_first_only_as_a_name(
    store: Store, typed: str, preferred: tuple[str, ...]
) -> None:
    found = await store.search.find(typed, count=5)
    assert (found.preference.speakers if found.preference else ()) == preferred
