"""The documentation names files and commands that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path.relative_to(ROOT) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
PLACE = re.compile(r"`((?:bench|bot|content|docs|handlers|storage|tests)/[\w./-]*)`")
MODULE = re.compile(r"python -m (bench(?:\.\w+)?)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    places = {ROOT / name for name in PLACE.findall(text)}
    linked = {ROOT / page.parent / name for name in LINK.findall(text)}
    modules = {name.replace(".", "/") for name in MODULE.findall(text)}
    assert [path for path in places | linked if not path.exists()] == []
    assert all(
        (ROOT / f"{name}.py").exists() or (ROOT / name).is_dir() for name in modules
    )
