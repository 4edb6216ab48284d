"""What is wrong with a transcript file, where, and how a person fixes it."""

from dataclasses import dataclass
from typing import Any, NoReturn

from rapidfuzz import fuzz, process

MAX_FAULTS = 1000
"""Faults after which reading stops: it is probably the wrong file."""

_MIN_SIMILARITY = 60  # of 100, for a word to be suggested instead of another
_MAX_SHOWN_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at one place of a file or folder.

    Attributes:
        line: Counted from 1; 0 for the whole of a file or folder.
        fix: What to do about it, as an imperative.
    """

    file: str
    line: int
    problem: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.problem}; {self.fix}"


class TranscriptFaults(ValueError):  # noqa: N818 (it carries faults, it isn't one error)
    """All faults of one file or folder, in the order of their lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)


class FaultList:
    """The faults of one file, collected while reading goes on."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[Fault] = []

    def add(self, line: int, problem: str, fix: str) -> None:
        """Add a fault; give up on a file that has too many.

        Raises:
            TranscriptFaults: If the file reached `MAX_FAULTS`.
        """
        self._faults.append(Fault(file=self._file, line=line, problem=problem, fix=fix))
        if len(self._faults) == MAX_FAULTS:
            self.raise_any()

    def fail(self, line: int, problem: str, fix: str) -> NoReturn:
        """Add a fault that makes it pointless to read on, and raise.

        Raises:
            TranscriptFaults: With all faults so far and this one.
        """
        self.add(line, problem, fix)
        raise self._error()

    def raise_any(self) -> None:
        """Raise if there was any fault.

        Raises:
            TranscriptFaults: With all faults so far.
        """
        if self._faults:
            raise self._error()

    def _error(self) -> TranscriptFaults:
        return TranscriptFaults(tuple(sorted(self._faults, key=lambda f: f.line)))


def nearest_word(word: str, known: list[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, if any."""
    found = process.extractOne(
        word[:100],
        known,
        scorer=fuzz.WRatio,
        processor=str.casefold,
        score_cutoff=_MIN_SIMILARITY,
    )
    return found[0] if found else None


def shorten(text: str) -> str:
    """Cut a text to what a message has room for.

    >>> shorten("A name that nobody would have in a place like this one")
    'A name that nobody would have in a plac…'
    """
    return text if len(text) <= _MAX_SHOWN_CHARS else text[: _MAX_SHOWN_CHARS - 1] + "…"
