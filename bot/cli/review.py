"""`rostra review`: settle the doubtful passages of a transcript file, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from bot.cli.progress import err, print_wrapped
from bot.cli.review_excerpts import ExcerptsSession
from bot.cli.review_names import NamesSession
from bot.cli.review_session import (
    ReviewSession,
    load_command,
    out,
    print_faults,
    quoted,
    read_answer,
)
from bot.cli.segment import EXIT_UNREADABLE
from bot.rendering.sanitize import clean, one_line
from content.model import Turn
from content.review import (
    Answer,
    Choice,
    Passage,
)
from content.review.answers import voice_of
from content.transcript_file import TranscriptFaults, markdown_files, read_folder
from content.transcript_file.tokenizer import CHECK_START
from handlers.library.review.names.wording import describe_undone
from handlers.library.review.wording import (
    NUMBERS,
    Offer,
    describe_voice,
    first_words,
    format_left,
    format_nobodys,
    last_words,
    offers,
    review_command,
)
from handlers.text.wording import format_count
from storage.review.reviewed_file import ReviewedFile

EXIT_INTERRUPTED = 130

MAX_PASSAGE_CHARS = 1500
"""Characters of a passage that are shown before ? asks for all of it."""

KEYS = {
    Choice.RIGHT: "r",
    Choice.BEFORE: "b",
    Choice.AFTER: "a",
    Choice.SPEAKER: "o",
    Choice.NEW: "n",
    Choice.COMMENTARY: "c",
    Choice.STAGE: "s",
    Choice.HEADING: "h",
}
_CHOICES = {key: choice for choice, key in KEYS.items()}


def review_file(
    path: Path,
    *,
    library: Path,
    names: bool = False,
    excerpts: bool = False,
    everything: bool = False,
    listed: bool = False,
) -> int:
    """Ask about a file's doubtful passages, voices or excerpts; return the exit code.

    An answer is written before the next question; the end of input and Ctrl-C stop.

    Args:
        path: Of the file.
        library: The folder that is served.
        names: Whether to ask about its voices.
        excerpts: Whether to ask about its excerpts.
        everything: Whether to ask about passages that nobody was given, too.
        listed: Whether its voices were listed just now.
    """
    try:
        file = ReviewedFile(path)
        session: NamesSession | ExcerptsSession | _PassagesSession
        if names:
            session = NamesSession(file, library, listed=listed)
        elif excerpts:
            session = ExcerptsSession(file, library)
        else:
            session = _PassagesSession(file, library, everything=everything)
    except TranscriptFaults as error:
        print_faults(error)
        return EXIT_UNREADABLE
    code = 0
    try:
        session.run()
    except EOFError:
        out.print()
    except KeyboardInterrupt:
        out.print()
        code = EXIT_INTERRUPTED
    session.print_state()
    return code


def review(
    path: Path,
    *,
    library: Path,
    names: bool = False,
    excerpts: bool = False,
    everything: bool = False,
) -> int:
    """Review a file, or those of a folder one after the other; return the exit code.

    Of a folder's files, those without doubtful passages are asked about only where it is
    about voices, excerpts, or what nobody was given.

    Args:
        path: Of the file or the folder.
        library: The folder that is served.
        names: Whether to ask about voices.
        excerpts: Whether to ask about excerpts.
        everything: Whether to ask about passages that nobody was given, too.
    """
    ask = partial(
        review_file,
        library=library,
        names=names,
        excerpts=excerpts,
        everything=everything,
    )
    if not path.is_dir():
        return ask(path)
    of_all = names or excerpts or everything
    there = markdown_files(path)
    files = [one for one in there if of_all or _has_marks(one)]
    if not there:
        _complain(
            f"{path}: there is no transcript file; `rostra import` makes one of a "
            "document."
        )
        return EXIT_UNREADABLE
    if not files:
        return _say_none_left(path, library)
    for place, file in enumerate(files):
        if place and not _goes_on(len(files) - place):
            break
        if code := ask(file):
            return code
    return 0


def _say_none_left(folder: Path, library: Path) -> int:
    """Say that nothing is doubtful in a folder, if it can be loaded; return the exit code."""
    try:
        read_folder(folder)
    except TranscriptFaults as error:
        print_faults(error)
        return EXIT_UNREADABLE
    load = f"`{load_command(folder, library)}` puts its files into the library."
    _say(f"{one_line(str(folder))}: no doubtful passage left. {load}")
    return 0


def _goes_on(left: int) -> bool:
    """Ask whether to go on with the next of a folder's files."""
    try:
        typed = read_answer(
            f"{format_count(left, 'file')} left; Enter goes on, q stops: "
        )
    except (EOFError, KeyboardInterrupt):
        out.print()
        return False
    return typed.lower() not in {"q", "quit", "n"}


def _has_marks(path: Path) -> bool:
    try:
        return CHECK_START.encode() in path.read_bytes()
    except OSError:
        return False


def _hint(sentence: str) -> None:
    print_wrapped(out, sentence, style="dim")


def _complain(sentence: str) -> None:
    print_wrapped(err, one_line(sentence))


def _say(sentence: str) -> None:
    print_wrapped(out, sentence)


@dataclass(slots=True)
class _PassagesSession(ReviewSession):
    """A review of the doubtful passages of a file, by one person.

    Attributes:
        everything: Whether it is about what nobody was given, too.
        number: Of the turn below which the next passage is asked about.
    """

    everything: bool = False
    number: int = field(default=-1, init=False)

    def run(self) -> None:
        """Ask until nothing is left but what is left aside, or the person stops.

        Raises:
            EOFError: The input has ended.
        """
        going_on = True
        if cast := self.review.cast:
            voices = format_count(len(cast), "voice")
            command = review_command(one_line(str(self.file.path)), "--names")
            _hint(f"{voices}: `{command}` shows who they are.")
        nobodys = len(self.review.nobodys)
        if nobodys and not self.everything:
            command = review_command(one_line(str(self.file.path)), "--all")
            _hint(f"{format_nobodys(nobodys)}: `{command}` asks about them, too.")
        while going_on:
            passage = self._next()
            if passage is None:
                going_on = self._ask_at_the_end()
            else:
                self._show(passage)
                going_on = self._ask(passage)

    def _passages(self) -> list[Passage]:
        """Return all that is asked about, in order."""
        nobodys = self.review.nobodys if self.everything else ()
        return sorted((*self.review.passages, *nobodys), key=lambda each: each.number)

    def _next(self) -> Passage | None:
        return next((one for one in self._passages() if one.number > self.number), None)

    def _ask_at_the_end(self) -> bool:
        """Offer to undo once there is nothing more to ask; return whether to go on."""
        if not self.file.steps():
            return False
        if self.review.passages:
            aside = format_count(len(self.review.passages), "passage")
            out.print(f"The others are settled; {aside} left aside.")
        while True:
            typed = read_answer("u takes the last answer back, Enter ends: ").lower()
            if typed in {"", "q"}:
                return False
            if typed == "u":
                self._undo()
                return True

    def _ask(self, passage: Passage) -> bool:
        """Read and follow one answer; return whether to go on."""
        listed = list(offers(passage))
        while True:
            typed = read_answer("> ")
            key, _, words = typed.partition(" ")
            alike = key.endswith("*")
            key = key.removesuffix("*").lower()
            if key in {"q", "quit"}:
                return False
            if key == "l" or (key in {"", "r"} and not passage.turn.doubt):
                self.number = passage.number
                return True
            if key == "u":
                self._undo()
                return True
            if key == "?":
                out.print(quoted(passage.turn.text))
                continue
            choice = _choice(key, listed)
            if choice is None:
                out.print("Type one of the letters or numbers above.")
                continue
            name = self._name(choice, words.strip(), passage)
            if name is not None:
                self._settle(passage, Answer(choice, name), alike=alike)
                return True

    def _name(self, choice: Choice, words: str, passage: Passage) -> str | None:
        """Return the name that an answer needs, asking for it; None for none given."""
        if choice is Choice.NEW:
            return words or read_answer("Name (Enter goes back): ") or None
        if choice is not Choice.SPEAKER:
            return ""
        names = self.review.speakers_near(passage)
        if not words:
            for number, name in enumerate(names, start=1):
                out.print(f"  {number}  {one_line(name)}", markup=False)
            words = read_answer("Name or number (Enter goes back): ")
        if words.isdecimal() and words not in names and 0 < int(words) <= len(names):
            return names[int(words) - 1]
        if words and not self.review.declared_name(words):
            name = one_line(words)
            out.print(
                f"No speaker of the file is called “{name}”. Type n {name} to add them, "
                "or o for a list of those who are.",
                markup=False,
            )
            return None
        return words or None

    def _settle(self, passage: Passage, answer: Answer, *, alike: bool) -> None:
        outcome = self.change(
            partial(self.file.settle, passage.id, answer, alike=alike)
        )
        if outcome is None:
            return
        if alike and passage.alike < 2:
            out.print("No passage below is in doubt for this reason.", style="dim")
        done = format_count(outcome.step.settled, "passage")
        left = f", {outcome.left} that it does not fit stay" if outcome.left else ""
        out.print(f"Written: {done} settled{left}; {self._left()}.", style="green")

    def _left(self) -> str:
        left = format_left(len(self.review.passages))
        if not self.everything:
            return left
        return f"{left}, {format_nobodys(len(self.review.nobodys))}"

    def _undo(self) -> None:
        outcome = self.change(self.file.undo)
        if outcome is None:
            return
        self.number = outcome.reopened.number - 1 if outcome.reopened else -1
        out.print(clean(describe_undone(outcome.step)), markup=False, style="green")

    def _show(self, passage: Passage) -> None:
        """Print a passage between its neighbours, why it is doubtful, and the offers."""
        turn, passages = passage.turn, self._passages()
        place = passages.index(passage) + 1
        title = f"{one_line(self.file.path.name)} · line {passage.line:,}"
        out.rule(f"[dim]{place:,} of {len(passages):,}", style="dim")
        out.print(title, markup=False, style="dim")
        if passage.previous:
            out.print(_neighbour(passage.previous, last_words(passage.previous)))
        shown = turn.text
        if len(shown) > MAX_PASSAGE_CHARS:
            shown = f"{shown[:MAX_PASSAGE_CHARS]}… (? shows all of it)"
        out.print(quoted(shown))
        out.print(f"  — {clean(describe_voice(voice_of(turn)))}?", markup=False)
        if passage.following:
            out.print(_neighbour(passage.following, first_words(passage.following)))
        why = f"Doubtful: {one_line(turn.doubt)}" if turn.doubt else "Given to nobody."
        print_wrapped(out, why, style="yellow")
        for line in _menu(passage, list(offers(passage))):
            out.print(line)


def _menu(passage: Passage, listed: list[Offer]) -> Iterator[Text]:
    for offer in listed:
        keys = f"  {NUMBERS[offer.choice]}, {KEYS[offer.choice]}  "
        yield Text.assemble((keys, "bold cyan"), clean(offer.label))
    leave = "l leave aside" if passage.turn.doubt else "Enter leave it so"
    yield Text(f"  {leave} · u undo · ? all of it · q stop", "dim")
    if passage.alike > 1:
        fits = any(offer.choice is Choice.COMMENTARY for offer in listed)
        example = KEYS[Choice.COMMENTARY if fits else Choice.RIGHT]
        sign = "" if passage.sign == passage.turn.doubt else f" ({passage.sign})"
        yield Text(
            f"  All {passage.alike} like this at once{clean(sign)}: a * after the "
            f"answer, such as {example}*",
            "dim",
        )


def _choice(key: str, listed: list[Offer]) -> Choice | None:
    numbers = {str(NUMBERS[offer.choice]): offer.choice for offer in listed}
    return numbers.get(key) or _CHOICES.get(key)


def _neighbour(turn: Turn, words: str) -> Padding:
    whose = describe_voice(voice_of(turn))
    return Padding(Text(clean(f"{whose}: {words}"), "dim"), (1, 0, 1, 2))
