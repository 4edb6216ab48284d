"""The golden cases of segmentation, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

GOLDEN = Path(__file__).parents[2] / "content" / "segment" / "golden"

# The reader in C is ten times as quick; where PyYAML was built without it, there is none.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def golden_cases() -> tuple[tuple[Path, Any], ...]:
    """Return each case with its file; not to be changed."""
    return tuple(
        (path, case)
        for path in sorted(GOLDEN.glob("*.yaml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe one
    )
