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
SHORT_PLACE = re.compile(r"`((?:\w+/)*\w+\.(?:py|toml))`")
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


def test_segmentation_names_modules_that_are_there() -> None:
    text = (ROOT / "docs/segmentation.md").read_text(encoding="utf-8")
    files = [f"/{path.relative_to(ROOT)}" for path in (ROOT / "content").rglob("*.*")]
    named = SHORT_PLACE.findall(text)
    gone = [name for name in named if not any(f.endswith(f"/{name}") for f in files)]
    assert named
    assert gone == []
