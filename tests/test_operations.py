"""The files that operators copy from the documentation."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings
from bot.supervisor import DRAIN_TIMEOUT_S

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


@pytest.mark.parametrize("name", ["rostra.service", "Containerfile", "compose.yaml"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    named = {each.lower() for each in re.findall(r"ROSTRA_([A-Z_]+)", text)}
    assert named <= set(Settings.model_fields)
