from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.fixture(autouse=True)
def _no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https:///bot",
        "https://:8081",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:0",
        "http://127.0.0.1:port",
        "http://[::1",
        "http://two words",
        "http://a\tb",
        "http://" + "a" * 64 + ".example",
        "http://127.0.0.1:8081/?token=1",
        "http://127.0.0.1:8081/#top",
        "127.0.0.1:8081",
    ],
)
@pytest.mark.parametrize(
    "name", ["telegram_api_base", "discord_api_base", "discord_gateway"]
)
def test_an_address_that_no_request_can_be_sent_to_is_refused(
    name: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "discord_gateway":
        address = address.replace("http", "ws", 1)
    monkeypatch.setenv(f"ROSTRA_{name.upper()}", address)
    with pytest.raises(ValidationError, match="address"):
        Settings()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8081",
        "https://bot.example/api",
        "http://[::1]:8081",
        "http://telegram-bot-api:8081",
        "https://bücher.example",
    ],
)
def test_an_address_of_a_server_is_taken(address: str) -> None:
    assert Settings(telegram_api_base=address).telegram_api_base == address


def test_a_path_may_begin_with_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    Path(".env").write_text("ROSTRA_DATABASE=~/r.db\nROSTRA_LIBRARY=~/mine\n")
    found = Settings()
    assert (found.database, found.library) == (tmp_path / "r.db", tmp_path / "mine")
    with pytest.raises(ValidationError, match="no home folder for ~nobody-of-that"):
        Settings(database=Path("~nobody-of-that-name/r.db"))
