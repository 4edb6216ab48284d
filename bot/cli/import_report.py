"""What `rostra import` says of each document, and of what to look at next."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.cli.cast_table import cast_table
from bot.cli.progress import print_wrapped
from bot.cli.review import review_file
from bot.cli.review_session import load_command, read_answer
from bot.cli.segment import out
from bot.rendering.sanitize import one_line
from content.draft.report import Report
from content.model import Transcript
from content.review import CastVoice, ExcerptChoices
from content.review.cast import read_cast
from content.review.one_person.paragraphs import may_be_one_persons
from content.transcript_file import TranscriptFaults, read_file
from handlers.library.review.excerpts.wording import describe_offered
from handlers.library.review.names.wording import (
    MAY_BE_ONE_PERSONS,
    NO_WORDS,
    describe_event,
)
from handlers.library.review.wording import review_command
from handlers.text.wording import format_count

MAX_VOICES_SHOWN = 12
"""Voices named in one sentence; the others are counted."""

MAX_FILES_SHOWN = 5
"""Files that are named at the end as those to begin with."""

MAX_COUNTED_CHARS, MAX_COUNTED_TURNS = 500_000, 10_000
"""Size of a transcript whose excerpts are counted; of more it would take too long."""

_WHY = "A voice under a wrong name is most of what goes wrong"
_WHOSE = "If all of it is one person's words, a name is enough"
_WHY_THESE = "Look at these voices: a wrong name is most of what goes wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one document.

    Attributes:
        same: What it has in common with the document whose file this was: its source
            or its words; empty for a new document.
        like: A file that has much in common with this, which is new; None for none.
        changed: Whether the file is new or differs from what it was.
        kept: How many names, paragraphs and facts stay as a person left them.
        lost: First words of what a person changed and is overwritten; None where nobody
            knows what that was.
        marks: Lines of the file with a mark for a person.
    """

    path: Path
    transcript: Transcript
    report: Report
    same: str = ""
    like: Path | None = None
    changed: bool = True
    kept: int = 0
    lost: tuple[str, ...] | None = ()
    marks: Sequence[int] = ()


@dataclass(slots=True)
class ImportReports:
    """The reports of one import, and what they leave to say at its end.

    Attributes:
        folder: That is written to.
        library: The folder that is served.
        look: The file whose names a person is asked to look at, at a terminal.
        looks_why: Why.
        later: What is said where that look is put off.
        doubted: The files of several documents: doubtful words, all words, and the path.
    """

    folder: Path
    library: Path
    look: Path | None = None
    looks_why: str = ""
    later: str = ""
    doubted: list[tuple[int, int, str]] = field(default_factory=list)

    def show(self, written: Written, *, source: str) -> None:
        """Print one document's report; `source` names it, where there are several."""
        path, cast = one_line(str(written.path)), list(read_cast(written.transcript))
        if source:
            out.print(f"{one_line(source)}:", markup=False, style="bold")
        names = review_command(path, "--names")
        if not written.changed:
            voices = f" `{names}` shows its voices." if cast and not source else ""
            _say(
                f"Imported already: {path} has the same {written.same}. "
                f"Nothing changed.{voices}"
            )
            if source:
                out.print()
            return
        if cast:
            _show_cast(cast, written)
        _say(_describe_event(written.transcript, hint=not source))
        for notice in _notices(written):
            _say(notice)
        looks = bool(cast) or may_be_one_persons(written.transcript)
        asks = looks and not source and sys.stdin.isatty() and out.is_terminal
        asks_about = review_command(path) if written.marks else ""
        if asks_about and not asks:
            each = "each" if len(written.marks) > 1 else "it"
            _say(f"`{asks_about}` asks about {each}.")
        done = f"{'Updated' if written.same else 'Written'}: {path}."
        if cast and source:
            words = sum(voice.words for voice in cast)
            self.doubted.append((sum(voice.doubtful for voice in cast), words, path))
            _say(f"{done} Its names: `{names}`.")
        elif asks:
            self.look = written.path
            self.later = f"Later: `{names}`" + (asks_about and f", then `{asks_about}`")
            self.looks_why = (
                f"{_WHY_THESE}, and two minutes put it right" if cast else _WHOSE
            )
            _say(done)
            return
        else:
            _say(f"{done} {self._what_next(names, cast=bool(cast), looks=looks)}")
        _say_offered(written.transcript, path)
        if source:
            out.print()

    def end(self) -> None:
        """Say which names to look at first; of one document, ask for a look at once."""
        if self.look:
            self._ask_for_a_look(self.look)
        if not self.doubted:
            return
        first = sorted((one for one in self.doubted if one[0]), reverse=True)
        begin = " Most is in doubt in:" if first else ""
        _say(
            f"{_WHY}. Look at the voices of each file before `{self._load()}` puts it "
            f"into the library: `rostra review FILE --names` takes two minutes.{begin}"
        )
        for doubtful, words, path in first[:MAX_FILES_SHOWN]:
            _say(f"  {path} ({doubtful:,} of {format_count(words, 'word')})")

    def _ask_for_a_look(self, path: Path) -> None:
        """Ask whether to look at a file's names, and let a person put them right."""
        name = one_line(str(path))
        _say(f"{self.looks_why}.")
        try:
            typed = read_answer("Enter to look, n for later: ")
        except (EOFError, KeyboardInterrupt):
            out.print()
            typed = "n"
        if typed.lower() in {"", "y", "yes"}:
            review_file(path, library=self.library, names=True, listed=True)
        else:
            _say(f"{self.later}, then `{self._load()}`")
        try:
            _say_offered(read_file(path), name)
        except TranscriptFaults:
            return

    def _what_next(self, names: str, *, cast: bool, looks: bool) -> str:
        """Say what to do with one document, by a command that shows its names."""
        load = f"`{self._load()}` puts it into the library."
        if cast:
            return (
                f"{_WHY_THESE}, and `{names}` puts it right in two minutes. Then {load}"
            )
        if looks:
            return f"{MAY_BE_ONE_PERSONS} `{names}` takes the name. Then {load}"
        return f"Check it, then {load}"

    def _load(self) -> str:
        return load_command(self.folder, self.library)


def _describe_event(transcript: Transcript, *, hint: bool) -> str:
    """Return title, date and place of a transcript, and how to correct them."""
    correct = " Correct them in the first lines of the file." if hint else ""
    return f"{one_line(describe_event(transcript))}.{correct}"


def _show_cast(cast: Sequence[CastVoice], written: Written) -> None:
    voices = dict(enumerate(cast, start=1))
    left_out = written.report.furniture
    table = cast_table(voices, written.transcript, width=out.width, left_out=left_out)
    out.print(table)


def _say(sentences: str) -> None:
    print_wrapped(out, sentences)


def _say_offered(transcript: Transcript, path: str) -> None:
    """Print how many excerpts would be offered, unless none may be, or it is long."""
    turns = transcript.turns
    length = sum(len(turn.text) for turn in turns)
    if length > MAX_COUNTED_CHARS or len(turns) > MAX_COUNTED_TURNS:
        return
    choices = ExcerptChoices(transcript)
    if choices.open:
        _say(describe_offered(choices, path))


def _notices(written: Written) -> Iterator[str]:
    report, marks = written.report, written.marks
    if said := _what_stays(written):
        yield said
    if written.like:
        yield (
            f"It is much like {one_line(str(written.like))}. If it is a newer version of "
            "the same document, delete one of the two files, or both are served."
        )
    if report.guessed_encoding:
        name = report.guessed_encoding.replace("cp125", "windows-125")
        yield (
            f"The text is not UTF-8; it was read as {name}, which is a guess. If "
            "letters look wrong, save the document as UTF-8 and import it again."
        )
    if not written.transcript.speakers:
        yield (
            f"{NO_WORDS} Where several people speak, declare them under `speakers:` and "
            "write `## Name` above."
        )
    voices = {one.name for one in written.transcript.speakers if one.voice}
    if unnamed := [name for name in report.unnamed if name in voices]:
        are = "is this" if len(unnamed) == 1 else "are these"
        yield (
            f"{_listed(unnamed)}: who {are}? Voices without a name are not "
            "offered by /quote. Where you know who it is, give them their name."
        )
    if len(marks) == 1:
        yield (
            "1 doubtful place, marked in the file; it is served to nobody until you "
            f"delete the mark{'.' if written.kept else ':'}"
        )
    elif marks:
        all_of_them = len(report.doubts) == len(marks)
        end = ":" if all_of_them else ". The most doubtful:"
        if written.kept:
            end = "."
        yield (
            f"{len(marks):,} doubtful places, marked in the file; they are "
            f"served to nobody until you delete the marks{end}"
        )
    # Where answers are kept, others are left than those that the report numbers.
    for doubt in report.doubts if not written.kept else ():
        place = f"line {marks[doubt.number]}"
        yield f"  {place}: {one_line(doubt.opening)}… ({one_line(doubt.reason)})"


def _what_stays(written: Written) -> str:
    """Say what was kept and lost of what a person did; "" for nothing of either."""
    if written.lost is None:
        return "What was corrected in the file before is lost."
    if not written.lost:
        kept = "What was answered and corrected in the file before is kept."
        return kept if written.kept else ""
    first = one_line(written.lost[0])
    at = f"at “{first}”"
    if len(written.lost) > 1:
        at = f"in {len(written.lost):,} places, the first at “{first}”,"
    rest = "; the rest is kept" if written.kept else ""
    return f"What was answered or corrected {at} is lost{rest}."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(one_line, names[:MAX_VOICES_SHOWN]))
    more = len(names) - MAX_VOICES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
