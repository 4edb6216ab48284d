"""What is wrong with a file, where, and how a person mends it."""

from dataclasses import dataclass
from typing import Any, NoReturn

from rapidfuzz import fuzz, process

MOST_FAULTS = 1000  # a file this broken is the wrong file


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Say what is wrong at one place.

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
    """Carry every fault of one file, in the order of its lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)


class FaultList:
    """Collect the faults of one file while reading goes on."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[Fault] = []

    def add(self, line: int, problem: str, fix: str) -> None:
        """Note a fault; give up on a file that has too many.

        Raises:
            TranscriptFaults: If the file reached `MOST_FAULTS`.
        """
        self._faults.append(Fault(file=self._file, line=line, problem=problem, fix=fix))
        if len(self._faults) == MOST_FAULTS:
            self.raise_any()

    def stop(self, line: int, problem: str, fix: str) -> NoReturn:
        """Note a fault that makes it pointless to read on.

        Raises:
            TranscriptFaults: With all faults noted so far and this one.
        """
        self.add(line, problem, fix)
        raise self._all()

    def raise_any(self) -> None:
        """Stop here if there was any fault.

        Raises:
            TranscriptFaults: With all faults noted so far.
        """
        if self._faults:
            raise self._all()

    def _all(self) -> TranscriptFaults:
        return TranscriptFaults(tuple(sorted(self._faults, key=lambda f: f.line)))


def nearest(word: str, known: list[str]) -> str | None:
    """Find the known word that `word` was probably meant to be."""
    found = process.extractOne(
        word[:100], known, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=60
    )
    return found[0] if found else None


def short(text: str) -> str:
    """Cut a text to what a message has room for.

    >>> short("A name that nobody would have in a place like this one")
    'A name that nobody would have in a plac…'
    """
    return text if len(text) <= 40 else text[:39] + "…"
