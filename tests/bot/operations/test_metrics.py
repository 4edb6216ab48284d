"""Figures for Prometheus, asked for over HTTP as it does."""

from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.addresses import LOOPBACK, ListenAddress
from bot.app import App
from bot.faces.port import SetupRefusedError
from bot.operations.metrics import Metrics, serve_metrics
from bot.operations.process_health import ProcessHealth
from content.transcript_file import read_folder
from storage.inbox.inbox import StoredUpdate
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.village import VILLAGE

ANY_PORT = ListenAddress(host=LOOPBACK, port=0)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)

Figures = dict[tuple[str, tuple[str, ...]], float]


async def scraped(where: ListenAddress) -> Figures:
    """Return each figure by its name and the values of its labels."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{where}/metrics") as answer,
    ):
        assert answer.status == 200
        text = await answer.text()
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_prometheus_sees_answers_queues_digests_and_platforms(
    database: Path, tmp_path: Path
) -> None:
    async with open_store(database) as store:
        await store.loader.load(read_folder(VILLAGE))
        metrics = Metrics(store.health, lambda: NOON)
        app = App(store, tmp_path, observe=metrics.observe)
        talk = Dialogue(NoFace(app))
        await talk.says("/quote")
        await talk.says("/quote zzqx")
        await talk.says("/comment")
        await talk.says("/no_such_command")
        await store.health.record_heartbeat("telegram", NOON)
        await store.health.record_failure(
            "discord", "closed", since=NOON, next_try=None
        )
        update = StoredUpdate(chat="telegram:1", id=1, body=b"{}", received=NOON)
        await store.inbox.store([update])
        health = ProcessHealth(store, ["telegram"])
        async with serve_metrics(metrics, ANY_PORT, health) as where:
            found = await scraped(where)
            again = await scraped(where)
    assert found["rostra_answers_total", ("quote", "answered")] == 1
    assert found["rostra_answers_total", ("comment", "refused")] == 1
    assert found["rostra_answers_total", ("unknown", "refused")] == 1
    assert found["rostra_answer_seconds_count", ("quote",)] == 2
    assert found["rostra_answer_seconds_bucket", ("quote", "+Inf")] == 2
    assert found["rostra_inbox_updates", ("telegram",)] == 1
    assert found["rostra_deliveries", ("sent",)] == 0
    assert found["rostra_digest_lag_seconds", ()] == 0
    assert (
        found["rostra_heartbeat_timestamp_seconds", ("telegram",)] == NOON.timestamp()
    )
    assert found["rostra_platform_failed", ("telegram",)] == 0
    assert found["rostra_platform_failed", ("discord",)] == 1
    assert found["rostra_library_generation", ()] == 1
    assert found["process_resident_memory_bytes", ()] > 0
    assert "no_such_command" not in str(found)
    assert set(again) == set(found)


async def test_a_port_that_is_taken_is_told(database: Path) -> None:
    async with open_store(database) as store:
        metrics, health = Metrics(store.health), ProcessHealth(store, ())
        async with serve_metrics(metrics, ANY_PORT, health) as where:
            with pytest.raises(SetupRefusedError, match="ROSTRA_METRICS_LISTEN"):
                async with serve_metrics(metrics, where, health):
                    pass
