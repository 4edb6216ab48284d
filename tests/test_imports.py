"""Imports point one way, between the packages and between the rooms of each."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ORDER = ("content", "storage", "handlers", "bot")
"""Each may import itself and what stands before it."""

ROOMS = {
    "content": (
        "language",
        "model",
        "records",
        "packed",
        "reasons",
        "document",
        "transcript_file",
        "query",
        "names",
        "claims",
        "citations",
        "excerpts",
        "topics",
        "formats",
        "segment",
        "review",
        "sources",
        "draft",
        "library",
    ),
    "content/language": (
        "folding",
        "language_files",
        "patterns",
        "word_lists",
        "words",
        "typography",
    ),
    "content/excerpts": ("sentences", "features"),
    "content/segment": (
        "result",
        "fitted_weights",
        "kinds",
        "basis",
        "lines",
        "pieces",
        "names",
        "wording",
        "line_roles",
        "labels",
        "speakers",
        "messages",
        "turns",
        "voices",
        "speech_or_letters",
        "unlabelled",
        "first_reader",
        "doubt",
    ),
    "content/segment/first_reader": (
        "reading",
        "part_end",
        "document_labels",
        "label_choice",
        "first_labels",
        "attribution",
        "chats_and_mails",
        "reader",
    ),
    "content/segment/doubt": (
        "names",
        "document",
        "reading",
        "counted_items",
        "further_paragraphs",
        "witness",
        "witnesses",
        "closing",
        "second_reader",
        "whole",
    ),
    "content/segment/names": (
        "words",
        "text_words",
        "patronymics",
        "offices",
        "given_names",
        "titles",
        "descriptions",
        "name_score",
        "document_language",
        "body_tails",
        "body_names",
        "spelling",
        "business",
        "in_labels",
        "in_text",
    ),
    "content/segment/turns": (
        "unspoken",
        "page_head",
        "bare_labels",
        "announced",
        "who_was_asked",
        "dashed_talk",
        "plain_questions",
        "paired_questions",
        "questions",
        "below_answers",
        "interviews",
        "answers",
        "quoted_speech",
        "dropped_subjects",
        "quotations",
        "woven_quotations",
        "by_labels",
        "opening",
    ),
    "content/segment/turns/page_head": ("presenters", "headlines"),
    "content/segment/messages": (
        "words",
        "addresses",
        "greeted",
        "extent",
        "signatures",
        "quotations",
        "described",
        "senders",
        "announcements",
        "evident_letters",
        "extents",
        "starts",
        "posted",
        "found_message",
        "message_senders",
        "possible_text",
        "message_judge",
        "message_finder",
        "messages",
    ),
    "content/segment/messages/senders": (
        "origin",
        "people",
        "named_bodies",
        "bodies",
        "unsigned",
        "likeliest",
        "described_unspaced",
        "described",
        "read_text",
        "weighed",
    ),
    "content/segment/voices": (
        "words",
        "narration",
        "frames",
        "turn_end",
        "titles_of_works",
        "commentary",
        "unsure",
        "minutes",
        "introduced",
        "one_speech",
        "letters",
        "programmes",
        "reports",
        "written_questions",
        "false_labels",
    ),
    "content/segment/labels": (
        "label",
        "clause_words",
        "openings",
        "stamps",
        "letters",
        "declared",
        "opening_label",
        "stopped_labels",
        "candidates",
        "receivers",
        "scoring",
        "evidence",
        "shapes",
        "exclusions",
        "names_alone",
        "parties",
        "short_pages",
        "conventions",
        "parting",
    ),
    "content/segment/labels/shapes": (
        "page_ends",
        "quoted_words",
        "written_messages",
        "captions",
        "chats",
        "mails",
        "posts",
        "questions",
    ),
    "storage": (
        "worker_process",
        "database",
        "copying",
        "corpus",
        "index",
        "semantic",
        "search",
        "loading",
        "review",
        "importing",
        "chats",
        "people",
        "digests",
        "inbox",
        "store",
    ),
    "handlers": (
        "contract",
        "text",
        "schedule",
        "parsing",
        "saves",
        "excerpts",
        "search",
        "comments",
        "daily",
        "library",
        "chat",
        "completion",
    ),
    "bot": (
        "logs",
        "addresses",
        "settings",
        "rendering",
        "delivery",
        "faces",
        "digests",
        "supervisor",
        "wiring",
        "app",
        "operations",
        "cli",
    ),
    "bot/faces": ("port", "listener", "telegram", "discord", "terminal"),
    "bot/faces/telegram": ("api", "incoming", "outgoing", "conversations", "face"),
    "bot/faces/discord": (
        "api",
        "incoming",
        "outgoing",
        "conversations",
        "client",
        "face",
    ),
    "storage/semantic": ("encoders",),
    "storage/database": (
        "errors",
        "address",
        "connection",
        "batches",
        "time",
        "lock_holders",
        "migration_steps",
        "schema",
        "migrations",
        "database",
        "duties",
        "sqlite",
        "postgres",
        "opening",
    ),
    "bench": ("scoring", "documents", "libraries", "rivals", "processes"),
}
"""The rooms of a folder, and modules beside them; each may import what stands before.

A module that is not named, such as a command's, may import every room that is.
"""

PLATFORMS = {"telegram", "discord", "prompt_toolkit", "rich"}
DATABASES = {"sqlite3", "asyncpg", "tantivy"}

MODULES = [
    path.relative_to(ROOT)
    for package in ORDER
    for path in sorted((ROOT / package).rglob("*.py"))
]


BENCHMARKS = [path.relative_to(ROOT) for path in sorted(ROOT.glob("bench/*/*.py"))]


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Return every module that a module imports, wherever it does so, dots and all."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", ORDER)
def test_imports_never_point_back(package: str) -> None:
    barred = {*ORDER, "tests", "bench"} - set(ORDER[: ORDER.index(package) + 1])
    assert [
        f"{path}: {name}"
        for path in MODULES
        if path.parts[0] == package
        for name in imported(path)
        if name.split(".")[0] in barred
    ] == []


@pytest.mark.parametrize("folder", ROOMS)
def test_imports_never_point_back_between_rooms(folder: str) -> None:
    order, inside = ROOMS[folder], f"{folder.replace('/', '.')}."
    wrong = []
    for path in [*MODULES, *BENCHMARKS]:
        own = ".".join(path.with_suffix("").parts).removeprefix(inside).split(".")[0]
        if not str(path).startswith(f"{folder}/") or own not in order:
            continue
        allowed = set(order[: order.index(own) + 1])
        wrong += [
            f"{path}: {name}"
            for name in imported(path)
            if name.startswith(inside)
            and name.removeprefix(inside).split(".")[0] not in allowed
        ]
    assert wrong == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    paths = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path
        for path in [
            *MODULES,
            *(each.relative_to(ROOT) for each in ROOT.glob("bench/**/*.py")),
        ]
    }
    used = {
        name: {
            each if each in paths else each.rpartition(".")[0]
            for each in imported(path)
        }
        for name, path in paths.items()
    }
    TopologicalSorter(used).prepare()  # it raises CycleError, which names the circle


def test_every_room_has_its_place_in_the_order() -> None:
    for folder, order in ROOMS.items():
        found = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
        assert found <= set(order), folder


@pytest.mark.parametrize(
    ("home", "foreign"),
    [
        pytest.param("storage", DATABASES, id="SQL and the index live in storage"),
        pytest.param("bot", PLATFORMS, id="only faces know a platform"),
    ],
)
def test_each_package_keeps_to_its_trade(home: str, foreign: set[str]) -> None:
    assert [
        f"{path}: {name}"
        for path in MODULES
        if path.parts[0] != home
        for name in imported(path)
        if name.split(".")[0] in foreign
    ] == []


def test_every_folder_of_code_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in ORDER
        for path in (ROOT / package).rglob("__init__.py")
    }
    assert folders == set(project["tool"]["setuptools"]["packages"])


def test_every_file_that_code_reads_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = {
        path
        for package, patterns in project["tool"]["setuptools"]["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    beside = {
        path
        for package in ORDER
        for path in (ROOT / package).rglob("*.*")
        if path.suffix not in {".py", ".pyc"}
    }
    assert beside == installed
