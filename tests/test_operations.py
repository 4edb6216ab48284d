"""The files that operators copy from the documentation."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot.faces.telegram.incoming.webhook_server import MAX_BODY_BYTES
from bot.operations.process_health import DATABASE_TIMEOUT_S
from bot.settings import Settings
from bot.supervisor import DRAIN_TIMEOUT_S
from storage.database.address import PostgresAddress
from storage.database.postgres.errors import OLDEST_VERSION

FOLDER = Path(__file__).parents[1] / "docs" / "operations"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    text = (FOLDER / "rostra.service").read_text(encoding="utf-8")
    unit = tmp_path / "rostra.service"
    # Only what has to be there on the machine is put where it is.
    (tmp_path / "rostra").write_text("#!/bin/sh\n")
    (tmp_path / "rostra").chmod(0o700)
    unit.write_text(text.replace("/opt/rostra/.venv/bin/rostra", f"{tmp_path}/rostra"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],  # noqa: S607 - the system's
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    ours = [line for line in done.stderr.splitlines() if "rostra" in line]
    assert (done.returncode, ours) == (0, [])


def test_a_stop_gets_longer_than_it_takes() -> None:
    unit = (FOLDER / "rostra.service").read_text(encoding="utf-8")
    compose = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    assert int(seconds) > DRAIN_TIMEOUT_S
    grace = compose["services"]["rostra"]["stop_grace_period"]
    assert int(grace.removesuffix("s")) > DRAIN_TIMEOUT_S


def test_the_container_has_no_rights_and_all_packages() -> None:
    image = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    compose = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    service = compose["services"]["rostra"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "\nUSER rostra\n" in image
    copied = set(re.findall(r"^COPY (\w+) \1$", image, re.MULTILINE))
    assert copied == {"requirements", "content", "storage", "handlers", "bot"}


@pytest.fixture
def replicated() -> dict[str, Any]:
    text = (FOLDER / "compose.postgres.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


BOTS = ("rostra-1", "rostra-2")


def test_bots_side_by_side_differ_only_in_where_their_files_are(
    replicated: dict[str, Any],
) -> None:
    one, other = (dict(replicated["services"][name]) for name in BOTS)
    assert set(one.pop("volumes")) & set(other.pop("volumes")) == {"cache:/cache"}
    assert (one.pop("hostname"), other.pop("hostname")) == BOTS
    assert one == other
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert int(one["stop_grace_period"].removesuffix("s")) > DRAIN_TIMEOUT_S
    assert one["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "healthcheck" in replicated["services"]["postgres"]


def test_the_settings_of_bots_side_by_side_are_taken(
    replicated: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What Compose would hand over is what the proxy and Prometheus count on."""
    given = replicated["services"]["rostra-1"]["environment"]
    values = {"DOMAIN": "bot.example.org", "POSTGRES_PASSWORD": "a1b2c3"}
    for name, text in given.items():
        filled = re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: values[found[1]], text)
        monkeypatch.setenv(name, filled)
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    database = settings.database
    assert isinstance(database, PostgresAddress)
    assert str(database) == "postgresql://rostra:***@postgres:5432/rostra"
    assert database.folder == Path("/data/rostra")
    assert settings.cache == Path("/cache")
    # Caddy and Prometheus read other languages; what they name is searched for.
    caddy = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    hook = settings.telegram_webhook_listen
    assert " ".join(f"{name}:{hook.port}" for name in BOTS) in caddy
    assert settings.health_listen
    assert f"health_port {settings.health_listen.port}" in caddy
    assert f"handle {urlsplit(settings.telegram_webhook).path} {{" in caddy
    assert str(settings.health_listen.port) in str(
        replicated["services"]["rostra-1"]["healthcheck"]["test"]
    )
    scrape = yaml.safe_load((FOLDER / "prometheus.yaml").read_text(encoding="utf-8"))
    assert settings.metrics_address
    assert scrape["scrape_configs"][0]["static_configs"][0]["targets"] == [
        f"{name}:{settings.metrics_address.port}" for name in BOTS
    ]
    # In other containers, so not on the loopback interface.
    for where in (hook, settings.health_listen, settings.metrics_address):
        assert where.host == "0.0.0.0"  # noqa: S104 - of a container


def test_a_proxy_that_tries_the_next_bot_still_has_the_update() -> None:
    """Where it loses the body, the bot that lives is taken for down, too."""
    caddy = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    (buffered,) = re.findall(r"^\s+request_buffers (\d+)MiB$", caddy, re.MULTILINE)
    assert int(buffered) << 20 >= MAX_BODY_BYTES
    assert "lb_try_duration" in caddy
    # Looking at /readyz takes over from what was noticed in passing.
    passed_over, looks = (
        int(re.findall(rf"^\s+{name} (\d+)s$", caddy, re.MULTILINE)[0])
        for name in ("fail_duration", "health_interval")
    )
    assert passed_over <= looks
    # A bot says within two seconds that its database is silent.
    (patience,) = re.findall(r"^\s+health_timeout (\d+)s$", caddy, re.MULTILINE)
    assert int(patience) > DATABASE_TIMEOUT_S


def test_what_bots_side_by_side_name_is_there(replicated: dict[str, Any]) -> None:
    single = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    # One folder is one project for Compose, unless they have names.
    assert replicated["name"] != single.get("name", FOLDER.name)
    for service in replicated["services"].values():
        assert set(service["networks"]) <= set(replicated["networks"])
        assert set(service.get("depends_on", ())) <= set(replicated["services"])
        if build := service.get("build"):
            assert (FOLDER / build["context"] / build["dockerfile"]).is_file()
        if "env_file" in service:
            assert (FOLDER / service["env_file"]).parent.samefile(FOLDER.parents[1])
        for each in service["volumes"]:
            name, inside = each.split(":")[:2]
            assert inside.startswith("/")
            if not name.startswith("./"):
                assert name in replicated["volumes"]


def test_images_have_versions_and_only_the_proxy_is_open_to_all(
    replicated: dict[str, Any],
) -> None:
    services = replicated["services"]
    for name, service in services.items():
        if name not in BOTS:
            assert re.fullmatch(r"docker\.io/[a-z/]+:v?\d+(\.\d+)+", service["image"])
            for source in (each.split(":")[0] for each in service["volumes"]):
                if source.startswith("./"):
                    assert (FOLDER / source).is_file()
                else:
                    assert source in replicated["volumes"]
        open_ports = {
            int(port.split(":")[-1])
            for port in service.get("ports", ())
            if not port.startswith("127.0.0.1:")
        }
        assert open_ports == ({80, 443} if name == "proxy" else set())
    assert services["postgres"]["networks"] == ["inside"]
    assert replicated["networks"]["inside"] == {"internal": True}
    image = services["postgres"]["image"]
    assert int(re.findall(r":(\d+)", image)[0]) >= OLDEST_VERSION


@pytest.mark.parametrize(
    "name",
    ["rostra.service", "Containerfile", "compose.yaml", "compose.postgres.yaml"],
)
def test_every_setting_that_is_named_is_one(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    named = {each.lower() for each in re.findall(r"ROSTRA_([A-Z_]+)", text)}
    assert named <= set(Settings.model_fields)
