"""The golden cases of segmentation and of its witnesses, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SEGMENT = Path(__file__).parents[2] / "content" / "segment"
GOLDEN, WITNESSES = _SEGMENT / "golden", _SEGMENT / "witnesses"

# The reader in C is ten times as quick; where PyYAML was built without it, there is none.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def golden_cases() -> tuple[tuple[Path, Any], ...]:
    """Return each case with its file; not to be changed."""
    return _cases_of(GOLDEN)


@cache
def witness_cases() -> tuple[tuple[Path, Any], ...]:
    """Return each case of a witness with its file; not to be changed."""
    return _cases_of(WITNESSES)


def _cases_of(folder: Path) -> tuple[tuple[Path, Any], ...]:
    return tuple(
        (path, case)
        for path in sorted(folder.glob("*.yaml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe one
    )
