import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, read_address
from storage.database.address import PostgresAddress


@pytest.fixture(autouse=True)
def _no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.skipif(
    sys.platform in {"darwin", "win32"}, reason="the folder has no setting there"
)
def test_tests_leave_the_data_of_whoever_runs_them_alone(data_home: Path) -> None:
    address = read_address("postgresql://rostra@db.example/speeches")
    assert isinstance(address, PostgresAddress)
    assert address.files.is_relative_to(data_home)


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


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://bot.example.org/telegram", "https:// alone"),
        ("bot.example.org/telegram", "https:// alone"),
        ("https://", "has a host"),
        ("https:///telegram", "has a host"),
        ("https://:8443/telegram", "has a host"),
        ("https://bot.example.org:8081/telegram", "no port but 443, 80, 88, 8443"),
        ("https://bot.example.org:99999/", "no address can be made"),
        ("https://bot.example.org/two words", "no blanks"),
        ("https://bot.example.org/?a=1", "before"),
        ("https://bot.example.org/#a", "before"),
        ("https://ann:secret@bot.example.org/", "name and password"),
    ],
)
def test_a_webhook_to_which_telegram_would_not_deliver_is_refused(
    address: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTRA_TELEGRAM_WEBHOOK", address)
    with pytest.raises(ValidationError, match=why) as refused:
        Settings()
    assert refused.value.error_count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://bot.example.org",
        "https://bot.example.org:8443/rostra/telegram",
        "https://[2001:db8::1]:88/",
        " https://bücher.example/hook ",
    ],
)
def test_a_webhook_is_taken(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRA_TELEGRAM_WEBHOOK", address)
    assert Settings().telegram_webhook == address.strip()


@pytest.mark.parametrize(
    "text", ["127.0.0.1:8081", "[::1]:8081", "0.0.0.0:80", "rostra-1:8081", "unix:/a/b"]
)
def test_where_it_listens_is_read_and_written_alike(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTRA_TELEGRAM_WEBHOOK_LISTEN", text)
    assert str(Settings().telegram_webhook_listen) == text


@pytest.mark.parametrize(
    "text",
    ["8081", "localhost", ":8081", "::1:8081", "a:0", "a:70000", "unix:b", "a:b"],
)
def test_nowhere_to_listen_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTRA_TELEGRAM_WEBHOOK_LISTEN", text)
    with pytest.raises(ValidationError, match="write a host and a port"):
        Settings()


def test_secrets_are_known_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRA_TELEGRAM_WEBHOOK_SECRET", "0123456789-ABCDEF\n")
    assert Settings().secrets == ["0123456789-ABCDEF"]
    assert "ABCDEF" not in repr(Settings())
    monkeypatch.setenv("ROSTRA_TELEGRAM_WEBHOOK_SECRET", "too short!")
    with pytest.raises(ValidationError, match="16 to 256") as refused:
        Settings()
    assert "too short!" not in str(refused.value)


def test_a_path_may_begin_with_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    Path(".env").write_text("ROSTRA_DATABASE=~/r.db\nROSTRA_LIBRARY=~/mine\n")
    found = Settings()
    assert (found.database, found.library) == (tmp_path / "r.db", tmp_path / "mine")
    with pytest.raises(ValidationError, match="no home folder for ~nobody-of-that"):
        Settings(database=Path("~nobody-of-that-name/r.db"))


@pytest.mark.parametrize(
    "text",
    [
        "mysql://rostra:secret@db.example/speeches",
        "postgresql+asyncpg://rostra:secret@db.example/speeches",
        "postgresql:rostra:secret@db.example/speeches",
    ],
)
def test_what_looks_like_a_server_is_no_file(text: str) -> None:
    with pytest.raises(ValidationError, match="or the path of a file") as refused:
        Settings.model_validate({"database": text})
    assert "secret" not in str(refused.value)


def test_figures_are_on_this_machine_unless_another_place_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Settings().metrics_address is None
    monkeypatch.setenv("ROSTRA_METRICS_PORT", "9464")
    assert str(Settings().metrics_address) == "127.0.0.1:9464"
    monkeypatch.setenv("ROSTRA_METRICS_LISTEN", "0.0.0.0:9465")
    assert str(Settings().metrics_address) == "0.0.0.0:9465"
