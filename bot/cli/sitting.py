"""One sitting of a person over a transcript file, at a terminal or through a pipe."""

from collections.abc import Callable
from dataclasses import dataclass, field

from rich.console import Console

from bot.cli.progress import err
from bot.rendering.sanitize import clean, one_line, without_surrogates
from content.review import CannotSettleError, CannotUndoError, Review
from content.transcript_file import TranscriptFaults
from handlers.text.wording import format_count
from storage.review.reviewed_file import Outcome, ReviewedFile

MAX_FAULTS_SHOWN = 10

out = Console(highlight=False)


@dataclass(slots=True)
class Sitting:
    """A file, and what the person has seen of it.

    Attributes:
        file: The file.
        review: Of the file, as the person has seen it last.
    """

    file: ReviewedFile
    review: Review = field(init=False)

    def __post_init__(self) -> None:
        """Read the file.

        Raises:
            TranscriptFaults: It can't be read, or has faults.
        """
        self.review = self.file.read()

    def change(self, change: Callable[[], Outcome]) -> Outcome | None:
        """Change the file and go on from there; None where it can't be changed so."""
        try:
            outcome = change()
        except (CannotSettleError, CannotUndoError) as error:
            out.print(clean(str(error)), markup=False, style="yellow")
            self._read_again()
            return None
        except TranscriptFaults as error:
            self._wait_for_mending(error)
            return None
        if outcome.before.text != self.review.text:
            self._say_changed()
        self.review = outcome.after
        return outcome

    def _read_again(self) -> None:
        before = self.review.text
        try:
            self.review = self.file.read()
        except TranscriptFaults as error:
            self._wait_for_mending(error)
            return
        if self.review.text != before:
            self._say_changed()

    def _say_changed(self) -> None:
        out.print(
            "The file was changed by others meanwhile; here it is as it is now.",
            style="yellow",
        )

    def _wait_for_mending(self, error: TranscriptFaults) -> None:
        """Wait until faults that came into the file meanwhile are mended."""
        while True:
            print_faults(error)
            read_answer("Mend the file in an editor, then press Enter: ")
            try:
                self.review = self.file.read()
            except TranscriptFaults as still:
                error = still
            else:
                return


def read_answer(prompt: str) -> str:
    """Read a line.

    Raises:
        EOFError: The input has ended.
    """
    try:
        return without_surrogates(input(prompt)).strip()
    except UnicodeDecodeError:
        return "�"


def print_faults(error: TranscriptFaults) -> None:
    """Print why a file can't be reviewed."""
    for fault in error.faults[:MAX_FAULTS_SHOWN]:
        err.print(one_line(str(fault)), markup=False, soft_wrap=True)
    if (more := len(error.faults) - MAX_FAULTS_SHOWN) > 0:
        err.print(f"… and {format_count(more, 'fault')} more")
