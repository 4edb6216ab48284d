"""What the reviews of a transcript file share: they ask, read answers, write and undo."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.progress import err, print_wrapped
from bot.rendering.sanitize import clean, one_line, without_surrogates
from content.review import CannotSettleError, CannotUndoError, Review
from content.transcript_file import TranscriptFaults
from handlers.library.review.wording import format_left, review_command
from handlers.text.wording import format_count
from storage.review.reviewed_file import Outcome, ReviewedFile

MAX_FAULTS_SHOWN = 10

out = Console(highlight=False)

_BAR = "▌ "


@dataclass(slots=True)
class ReviewSession:
    """A file, and what the person has seen of it.

    Attributes:
        file: The file.
        library: The folder that is served.
        review: Of the file, as the person has seen it last.
    """

    file: ReviewedFile
    library: Path
    review: Review = field(init=False)

    def __post_init__(self) -> None:
        """Read the file.

        Raises:
            TranscriptFaults: It can't be read, or has faults.
        """
        self.review = self.file.read()

    def load_command(self) -> str:
        """Return the command that puts the file into the library."""
        return load_command(self.file.path.parent, self.library)

    def print_state(self) -> None:
        """Print what is left, and how to go on."""
        count = len(self.review.passages)
        name = one_line(str(self.file.path))
        if count:
            go_on = f"`{review_command(name)}` goes on there."
        else:
            go_on = f"`{self.load_command()}` puts it into the library."
        print_wrapped(out, f"{name}: {format_left(count)}. {go_on}")

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


def load_command(folder: Path, library: Path) -> str:
    """Return the command that loads the transcripts of a folder, to be copied.

    Args:
        folder: Of the transcripts.
        library: The folder that is served.

    >>> load_command(Path("my talks"), Path("mine"))
    "ROSTRA_LIBRARY='my talks' rostra load"
    """
    if folder.resolve() == library.resolve():
        return "rostra load"
    return f"ROSTRA_LIBRARY={shlex.quote(one_line(str(folder)))} rostra load"


def quoted(text: str) -> Text:
    """Return what somebody says, with a bar before each line."""
    lines = Text(clean(text), "bold").wrap(out, max(1, out.width - len(_BAR)))
    return Text("\n").join(Text(_BAR, "bold").append_text(line) for line in lines)


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
