"""Imports point one way: content, storage, handlers, bot."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ORDER = ("content", "storage", "handlers", "bot")
"""Each may import itself and what stands before it."""

PLATFORMS = {"telegram", "discord", "prompt_toolkit", "rich"}
DATABASES = {"sqlite3", "aiosqlite", "tantivy"}

MODULES = [
    path.relative_to(ROOT)
    for package in ORDER
    for path in sorted((ROOT / package).rglob("*.py"))
]


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level packages that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            yield str(node.module).split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_never_point_back(path: Path) -> None:
    package = path.parts[0]
    allowed = set(ORDER[: ORDER.index(package) + 1])
    assert (set(imported(path)) & {*ORDER, "tests", "bench"}) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_each_room_keeps_to_its_trade(path: Path) -> None:
    found = set(imported(path))
    if path.parts[0] != "storage":
        assert not found & DATABASES, "SQL and the index live in storage"
    if path.parts[0] != "bot":
        assert not found & PLATFORMS, "only faces know a platform"
