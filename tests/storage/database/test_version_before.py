"""A database of the version before opens, migrates and keeps what people did with it.

`version_7.sql` was written by that version on the village's library: chats of two
platforms, comments, subscriptions of all kinds, deliveries in every state and with every
reason, rounds that are part-way, words of long buttons. `version_7.json` has what it
answered then.
"""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import App
from bot.cli.status import status_table
from bot.faces.terminal.conversation import NOT_BY_ITSELF
from content.transcript_file import read_folder
from handlers.contract.request import Person, Place, Request
from handlers.daily.status import status
from storage.digests.delivery import Reason
from storage.store import Store, open_store
from tests.fakes.databases.old_database import make_version_7
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.village import VILLAGE

pytestmark = pytest.mark.sqlite(reason="earlier versions wrote files only")

HERE = Path(__file__).parent
ANSWERED = json.loads((HERE / "version_7.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 20, 8, 40, tzinfo=UTC)
MAX_DELAY = timedelta(hours=3)
LEASE = timedelta(minutes=2)


@pytest.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    make_version_7(database)
    async with open_store(database) as opened:
        yield opened


@pytest.fixture
def app(store: Store, tmp_path: Path) -> App:
    return App(store, tmp_path, now=lambda: NOW)


def dialogue(app: App, key: str) -> Dialogue:
    platform, _, chat = key.partition(":")
    return Dialogue(NoFace(app, platform=platform, now=NOW), chat=chat)


async def drawn(talk: Dialogue, line: str, times: int) -> list[str]:
    """Ask as many times; return the ids of the excerpts that came."""
    ids = []
    for _ in range(times):
        await talk.says(line)
        actions = [button.action for button in talk.reply.buttons]
        ids.append(next(each.excerpt for each in actions if each and each.excerpt))
    return ids


def status_request(place: str) -> Request:
    key, _, thread = place.partition(" ")
    platform, _, chat = key.partition(":")
    return Request(
        place=Place(platform=platform, chat=chat, thread=thread),
        person=Person(key=f"{platform}:ada", name="Ada"),
        command="daily",
        words="status",
        now=NOW,
        undelivered=NOT_BY_ITSELF if platform == "terminal" else "",
    )


async def test_each_chat_s_digest_stands_as_it_did(store: Store) -> None:
    said = {}
    for place in ANSWERED["status"]:
        reply = await status(
            status_request(place),
            library=store.library,
            search=store.search,
            chats=store.chats,
            subscriptions=store.subscriptions,
            ledger=store.ledger,
        )
        said[place] = reply.text
    assert said == ANSWERED["status"]


async def test_an_operator_sees_what_was_seen(store: Store) -> None:
    console = Console(width=80)
    with console.capture() as captured:
        console.print(status_table(await store.health.report(NOW), NOW))
    rows = [" ".join(line.split()) for line in captured.get().splitlines()]
    assert rows == ANSWERED["screen"]


async def test_comments_are_kept_where_they_were_said(app: App) -> None:
    for place, thread in ANSWERED["comments"].items():
        key, excerpt = place.split()
        talk = dialogue(app, key)
        await talk.says(f"/comments {excerpt}")
        assert talk.text == thread


@pytest.mark.parametrize(
    ("shown", "line", "of"),
    [
        ("telegram:150", "/quote", 9),
        ("terminal:0", "/quote", 9),
        ("telegram:151 Ivo Reed", "/quote Ivo Reed", 3),
    ],
)
async def test_a_round_goes_on_where_it_was(
    app: App, shown: str, line: str, of: int
) -> None:
    before = ANSWERED["shown"][shown]
    talk = dialogue(app, shown.split(maxsplit=1)[0])
    rest = await drawn(talk, line, of - len(before))
    assert len({*before, *rest}) == of
    (again,) = await drawn(talk, line, 1)
    assert again in {*before, *rest}


async def test_old_buttons_do_what_they_did(app: App) -> None:
    talk = dialogue(app, "telegram:161")
    for data, answer in ANSWERED["buttons"].items():
        reply = await talk.sends(data)
        assert reply.text.startswith(answer), data
        # What a draw answers is not the same each time.
        assert answer or "\n— " in reply.text, data


async def test_what_waited_is_sent_once_and_what_ended_is_not_sent_again(
    store: Store,
) -> None:
    ledger = store.ledger
    while await ledger.enqueue_due(
        NOW, limit=10, platform="telegram", max_delay=MAX_DELAY
    ):
        pass
    sent = await ledger.claim(
        NOW, owner="new", lease=LEASE, limit=50, platform="telegram"
    )
    assert sorted(each.key for each in sent) == [
        "telegram:102",
        "telegram:106",
        "telegram:111",
        "telegram:116",
        "telegram:131",
    ]
    later = NOW + timedelta(hours=1, minutes=30)
    sent = await ledger.claim(
        later, owner="new", lease=LEASE, limit=50, platform="telegram"
    )
    assert sorted(each.key for each in sent) == [
        f"telegram:{chat}" for chat in (119, 126, 127, 128, 129, 132)
    ]


async def test_a_closed_chat_goes_on_when_it_opens(store: Store) -> None:
    for chat in (105, 123, 124, 144):
        assert await store.subscriptions.is_chat_closed(f"telegram:{chat}")
    await store.subscriptions.open_chat("telegram:105", now=NOW)
    await store.ledger.enqueue_due(
        NOW, limit=50, platform="telegram", max_delay=MAX_DELAY
    )
    claimed = await store.ledger.claim(
        NOW, owner="new", lease=LEASE, limit=50, platform="telegram"
    )
    (taken,) = [each for each in claimed if each.key == "telegram:105"]
    # It was called off by the closing only, so that it comes all the same.
    assert (taken.date, taken.attempts) == ("2026-11-20", 1)


async def test_a_clock_that_was_ahead_is_undone(store: Store) -> None:
    before = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
    undone = await store.upkeep.restore_after_clock_jump(
        before, lease=LEASE, platform="telegram", limit=50, max_delay=MAX_DELAY
    )
    assert undone == 3  # 107, 108 and 130: late or too late, and never tried


async def test_reasons_are_codes_and_platforms_a_column(database: Path) -> None:
    make_version_7(database)
    async with open_store(database):
        pass
    with closing(sqlite3.connect(database)) as now:
        details = now.execute(
            "SELECT reason, detail FROM deliveries WHERE detail <> '' ORDER BY reason"
        ).fetchall()
        odd = now.execute(
            """
            SELECT key, chats.platform, subscriptions.platform, deliveries.platform
            FROM chats
            LEFT JOIN subscriptions ON subscriptions.chat_id = chats.id
            LEFT JOIN deliveries ON deliveries.chat_id = chats.id
            WHERE key NOT LIKE chats.platform || ':%'
                OR subscriptions.platform <> chats.platform
                OR deliveries.platform <> chats.platform
            """
        ).fetchall()
    assert odd == []
    assert details == [
        (Reason.OTHER, "what an earlier version said"),
        (Reason.RATE_LIMITED, "3000"),
        (Reason.REFUSED, "Not enough rights to send text messages"),
        (Reason.STORAGE_ERROR, "The disk is full. Nothing was saved."),
    ]


async def test_the_first_load_rates_what_is_there_and_keeps_its_ids(
    store: Store,
) -> None:
    """The rules of cutting and rating are others than this version had."""
    before = await _texts(store)
    await store.loader.load(read_folder(VILLAGE))
    after = await _texts(store)
    kept = {key for key in before if after.get(key, ("", 0.0))[0] == before[key][0]}
    assert len(kept) >= len(before) - 2  # a boundary may move
    assert not any(score for _, score in before.values())
    assert all(score > 0 for text, score in after.values() if text)
    assert (await store.loader.load(read_folder(VILLAGE))).empty


async def _texts(store: Store) -> dict[str, tuple[str, float]]:
    """Return the text and the score of what is anybody's, by id."""
    async with store.library._database.snapshot() as snapshot:  # noqa: SLF001 - scores are not shown elsewhere
        rows = await snapshot.all(
            "SELECT id, text, score FROM excerpts WHERE speaker_id IS NOT NULL"
        )
    return {row["id"]: (row["text"], row["score"]) for row in rows}
