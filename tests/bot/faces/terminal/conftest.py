"""What tests of the terminal share: an environment that says nothing."""

import pytest


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset what says how wide a terminal is, and what it shows."""
    names = (
        *("COLUMNS", "LINES", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR"),
        *("FORCE_HYPERLINK", "TERM_PROGRAM", "WT_SESSION", "VTE_VERSION"),
        *("KONSOLE_VERSION", "TTY_COMPATIBLE", "TTY_INTERACTIVE"),
    )
    for name in names:
        monkeypatch.delenv(name, raising=False)
