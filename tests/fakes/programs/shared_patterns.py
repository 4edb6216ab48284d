"""Expressions that one process of tests compiles, and those of this and later runs read.

To compile those with which texts are read takes each process 3 s, as long as 150 tests;
to read what another has made of them, a tenth. Those that are made for a document are as
many again.
"""

import importlib
import marshal
import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

LEAST = 100
"""Characters of an expression that is worth a file."""

_VARIABLE = "SHARED_PATTERNS"
"""Where a process finds the folder that those have who started it."""

_compiler: Any = importlib.import_module("re._compiler")
_parser: Any = importlib.import_module("re._parser")
_sre: Any = importlib.import_module("_sre")
_compile: Callable[[Any, int], re.Pattern[Any]] = _compiler.compile
# A test may have others in their places while it compiles.
_open, _replace, _process = open, os.replace, os.getpid


def share_patterns(folder: Path | None = None) -> None:
    """Read what another process has compiled, from now on.

    Args:
        folder: Has what was compiled; without one, that of whoever started the process.
    """
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        os.environ[_VARIABLE] = str(folder)
    if found := os.environ.get(_VARIABLE):
        _compiler.compile = Shared(Path(found))


class Shared:
    """Compiles as `re` does, what nobody has compiled.

    Args:
        folder: Has what was compiled; it may go before the process does.
    """

    def __init__(self, folder: Path) -> None:
        self._begin = f"{folder}{os.sep}"

    def __call__(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401 - of bytes, too
        """Return an expression, compiled."""
        if not isinstance(pattern, str) or len(pattern) < LEAST or flags & re.DEBUG:
            return _compile(pattern, flags)
        key = f"{flags:d} {pattern}".encode("utf-8", "surrogatepass")
        path = f"{self._begin}{blake2b(key, digest_size=16).hexdigest()}"
        try:
            with _open(path, "rb") as file:
                made = marshal.loads(file.read())  # noqa: S302 - of a folder of our own
        except OSError:
            made = _parts(pattern, flags)
            _write(path, marshal.dumps(made))
        compiled: re.Pattern[Any] = _sre.compile(pattern, *made)
        return compiled


def _parts(pattern: str, flags: int) -> tuple[Any, ...]:
    """Return what `re` makes of an expression, which the machine then takes."""
    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = _compiler._code(parsed, flags)  # noqa: SLF001 - it has no other way in
    flags = int(flags | state.flags)
    return flags, [*map(int, code)], state.groups - 1, state.groupdict, tuple(names)


def _write(path: str, data: bytes) -> None:
    """Write a file at once, where there is room."""
    draft = f"{path}.{_process()}.{threading.get_ident()}"
    with suppress(OSError):
        with _open(draft, "wb") as file:
            file.write(data)
        _replace(draft, path)
