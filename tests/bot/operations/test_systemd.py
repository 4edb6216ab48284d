"""What systemd is told, over a socket of the kind that it listens at."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.operations.systemd import Notifier
from tests.fakes.programs.process import ended, rostra
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User


class Systemd:
    """The end of the socket at which systemd listens."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.setblocking(False)

    def close(self) -> None:
        self._socket.close()

    async def hears(self) -> dict[str, str]:
        async with asyncio.timeout(20):
            data = await asyncio.get_running_loop().sock_recv(self._socket, 4096)
        return dict(line.split("=", 1) for line in data.decode().splitlines())

    def has_heard(self) -> bool:
        try:
            self._socket.recv(4096)
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    listening = Systemd(tmp_path / "notify")
    yield listening
    listening.close()


async def test_a_bot_tells_when_it_is_ready_alive_and_stopping(
    telegram: BotApi, ann: User, tmp_path: Path, systemd: Systemd
) -> None:
    settings = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "200000"}
    async with rostra(telegram, tmp_path, **settings) as process:
        assert await systemd.hears() == {"EXTEND_TIMEOUT_USEC": "60000000"}
        told = await systemd.hears()
        while "EXTEND_TIMEOUT_USEC" in told:
            told = await systemd.hears()
        assert told == {"READY": "1", "STATUS": "serving telegram"}
        for _ in range(3):
            assert await systemd.hears() == {"WATCHDOG": "1"}
        await ann.says("/quote reed")
        await ann.next_reply()
        process.send_signal(signal.SIGTERM)
        while "WATCHDOG" in (told := await systemd.hears()):
            pass
        assert told == {"STOPPING": "1", "STATUS": "finishing what is under way"}
        code, printed = await ended(process)
    assert code == 0, printed


async def test_a_loop_that_does_not_go_round_is_not_alive(
    tmp_path: Path, systemd: Systemd
) -> None:
    waits: list[float] = []
    go_on = asyncio.Event()

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        await go_on.wait()
        go_on.clear()

    notifier = Notifier(str(tmp_path / "notify"), watchdog_s=30.0, wait=wait)
    async with notifier.serving("serving telegram"):
        assert "READY" in await systemd.hears()
        assert await systemd.hears() == {"WATCHDOG": "1"}
        assert not systemd.has_heard()
        go_on.set()
        assert await systemd.hears() == {"WATCHDOG": "1"}
    assert not systemd.has_heard()
    assert waits[0] == 15.0


@pytest.mark.parametrize(
    ("environment", "messages"),
    [
        ({}, []),
        ({"WATCHDOG_USEC": "1000"}, []),
        ({"NOTIFY_SOCKET": "here"}, ["READY"]),
        ({"NOTIFY_SOCKET": "here", "WATCHDOG_USEC": "10000000"}, ["READY", "WATCHDOG"]),
        (
            {
                "NOTIFY_SOCKET": "here",
                "WATCHDOG_USEC": "10000000",
                "WATCHDOG_PID": "2",
            },
            ["READY"],
        ),
        ({"NOTIFY_SOCKET": "here", "WATCHDOG_USEC": "often"}, ["READY"]),
    ],
)
async def test_only_what_systemd_asks_for_is_sent(
    environment: dict[str, str], messages: list[str], tmp_path: Path, systemd: Systemd
) -> None:
    if "NOTIFY_SOCKET" in environment:
        environment = {**environment, "NOTIFY_SOCKET": str(tmp_path / "notify")}
    notifier = Notifier.from_environment(environment, 7)
    async with notifier.serving("serving telegram"):
        for message in messages:
            assert message in await systemd.hears()
    assert not systemd.has_heard()


async def test_a_name_in_the_abstract_namespace_is_one(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        name = f"rostra-test-{tmp_path.name}"
        listening.bind(f"\0{name}")
        Notifier(f"@{name}").send(READY=1)
        assert listening.recv(100) == b"READY=1"


def test_a_systemd_that_does_not_listen_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Notifier(str(tmp_path / "nobody")).send(READY=1)
    assert "systemd was not told 'READY=1'" in caplog.text
