"""A transcript file under review: each answer is written at once, and can be undone."""

import codecs
import fcntl
import glob
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from content.review import (
    Answer,
    CannotSettleError,
    CannotUndoError,
    CastAnswer,
    Decision,
    ExcerptChoice,
    Passage,
    Review,
    Settlement,
    Step,
    undo,
)
from content.review.steps import names_before
from content.transcript_file.files import decode, read_bytes
from storage.database.errors import StorageError

MAX_STEPS = 100
"""Answers that can be taken back; older ones are forgotten."""

MAX_KEPT_BYTES = 4_000_000
"""Bytes of a file whose review is kept in memory, where it takes some eight times as much."""

NEW_FILE_MODE = 0o644

_TEMPORARY = ".tmp"
_LEFTOVER_S = 3600

MAX_ATTEMPTS = 5
"""How often an answer starts over because others wrote to the file meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was written.

    Attributes:
        before: The review of the file as the answer found it.
        after: The review of the file as it is now.
        step: What was written, or taken back.
        left: How many passages that are alike an answer to all of them does not fit.
    """

    before: Review
    after: Review
    step: Step
    left: int = 0

    @property
    def reopened(self) -> Passage | None:
        """Return the first passage about which an undo asks again."""
        doubtful = (
            each for each in self.after.passages if not self.before.find(each.id)
        )
        nobodys = (
            each
            for each in self.after.nobodys
            if " ".join(each.turn.text.split()).startswith(self.step.opening)
            and not self.before.find_nobodys(each.id)
        )
        return next(chain(doubtful, nobodys), None)

    @property
    def reopened_excerpt(self) -> ExcerptChoice | None:
        """Return the likeliest excerpt about which an undo asks again."""
        before = {each.id for each in self.before.choices.open}
        after = self.after.choices.open
        return next((each for each in after if each.id not in before), None)


class ReviewedFile:
    """A transcript file under review.

    Its bytes are read for each answer, so what others write to it meanwhile stays. The
    answers lie beside it in ``.NAME.review``, for this process and later ones.

    Args:
        path: Of the file; a link stays a link.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.resolve()
        self._journal = self._file.with_name(f".{path.stem}.review")

    def read(self) -> Review:
        """Return the review of the file as it is.

        Raises:
            TranscriptFaults: It can't be read, or has faults.
        """
        return self._review(read_bytes(self.path))

    def settle(self, id_: str, answer: Answer, *, alike: bool = False) -> Outcome:
        """Write an answer to a passage into the file.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotSettleError: There is no such passage, or the answer does not fit it.
            StorageError: The file can't be written; it stays as it was.
        """

        def change(before: Review) -> Settlement:
            return before.settle(id_, answer, alike=alike)

        return self._answer(change)

    def confirm(self, id_: str) -> Outcome:
        """Write into the file that all its names are right.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotSettleError: The names have changed since, or nothing is to be settled.
            StorageError: The file can't be written; it stays as it was.
        """
        return self._answer(lambda before: before.confirm(id_))

    def recast(self, id_: str, answer: CastAnswer) -> Outcome:
        """Write an answer about a voice into the file, unless it changes nothing.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotSettleError: There is no such voice, or the answer does not fit it.
            StorageError: The file can't be written; it stays as it was.
        """
        former = names_before(self.steps())
        return self._answer(lambda before: before.recast(id_, answer, former=former))

    def choose(self, id_: str, decision: Decision, *, state: str = "") -> Outcome:
        """Write a decision about an excerpt into the file.

        Args:
            id_: Of the choice.
            decision: Whether the excerpt is offered, or never.
            state: Of the file as it was when the excerpt was shown; empty for any.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotSettleError: There is no such excerpt, the file can't name it, or has
                changed since.
            StorageError: The file can't be written; it stays as it was.
        """

        def change(before: Review) -> Settlement:
            _check_state(before, state)
            return before.choose(id_, decision)

        return self._answer(change)

    def teach(
        self, label: str, *, left_out: Callable[[int], bool], state: str = ""
    ) -> Outcome:
        """Write into the file who speaks under labels like one.

        Args:
            label: As it is printed.
            left_out: Tells of the number of a voice, counted from 0, whether it is none.
            state: Of the file as it was when the voices were shown; empty for any.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotSettleError: There is no such label, nobody is left, or the file has
                changed since.
            StorageError: The file can't be written; it stays as it was.
        """

        def change(before: Review) -> Settlement:
            _check_state(before, state)
            return before.teach(label, left_out=left_out)

        return self._answer(change)

    def before_giving(self) -> tuple[Review, Step | None]:
        """Return the review of the file as it was before all of it was one person's.

        That is the file as it is, and None, unless that was the last answer and can be
        taken back: another such answer then takes its place.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
        """
        review, steps = self.read(), self.steps()
        if not steps or not steps[-1].person:
            return review, None
        try:
            before = undo(review.text, steps[-1])
        except CannotUndoError:
            return review, None
        return self._review(before.encode()), steps[-1]

    def give_all(
        self, name: str, numbers: str = "", *, state: str = "", step_id: str = ""
    ) -> Outcome:
        """Write into the file that all of it is one person's.

        Where the last answer said so, of whomever, this one takes its place; another
        name then has the same paragraphs.

        Args:
            name: The person's, perhaps with a role in brackets.
            numbers: Of the paragraphs that are theirs; empty for all that may be.
            state: Of the file as it was shown; empty for any.
            step_id: Of the answer whose place it takes; empty for any, or none.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotSettleError: The answer does not fit, or the file was changed since.
            StorageError: The file can't be written; it stays as it was.
        """
        shown = self.read()
        _check_state(shown, state)
        base, last = self.before_giving()
        if step_id and (last is None or last.id != step_id):
            raise CannotSettleError(
                "Others answered since, or the file was changed. Nothing was written; "
                "look again."
            )
        if last and not numbers and base.give_all(name).step.person != last.person:
            numbers = last.paragraphs
        base.give_all(name, numbers)  # what does not fit leaves the last answer
        if last:
            try:
                self.undo(last.id)
            except CannotUndoError as error:
                raise CannotSettleError(str(error)) from error
        outcome = self._answer(lambda before: before.give_all(name, numbers))
        return replace(outcome, before=shown)

    def undo(self, step_id: str = "") -> Outcome:
        """Undo the last answer, which is the one with an id if one is given.

        Raises:
            TranscriptFaults: The file can't be read, or has faults.
            CannotUndoError: There is no such answer, or the file was edited there.
            StorageError: The file can't be written; it stays as it was.
        """
        steps = self.steps()
        if not steps:
            raise CannotUndoError("There is no answer to take back in this file.")
        last = steps[-1]
        if step_id and last.id != step_id:
            raise CannotUndoError(
                "That is not the last answer any more: it was taken back already, or "
                "others came after it."
            )

        def change(before: Review) -> Settlement:
            return Settlement(text=undo(before.text, last), step=last)

        def note(old: bytes, new: bytes, _step: Step) -> None:
            noted = self._noted(old)
            if not noted or noted[-1].step != last:
                raise CannotUndoError("Others answered meanwhile. Try again.")
            self._write_journal([*noted[:-1], _Noted(last, _state(new))])

        outcome = self._change(change, note)
        self._write_journal(self._noted())
        return outcome

    def replace(self, old: bytes, new: bytes) -> bool:
        """Put a newer version in place of the file; return whether it was as it is said.

        Args:
            old: The bytes of the file as it was read.
            new: Of the newer version.

        Raises:
            OSError: The file can't be written; it stays as it was.
        """
        return self._replace(old, new, lambda: None)

    def steps(self) -> list[Step]:
        """Return the answers that can be taken back, the last one last."""
        return [each.step for each in self._noted()]

    def _noted(self, data: bytes | None = None) -> list["_Noted"]:
        """Return the answers of the journal that are in the file.

        Args:
            data: The file as it is; it is read if left out.
        """
        try:
            lines = self._journal.read_text(encoding="utf-8").splitlines()
            noted = [_Noted.from_line(line) for line in lines]
            if noted and noted[-1].without == _state(data or self._file.read_bytes()):
                # The process died before it wrote the answer, or took it back.
                return noted[:-1]
        except (OSError, ValueError):
            # Nobody needs it but for taking answers back: a broken one is started anew.
            return []
        return noted

    def _review(self, data: bytes) -> Review:
        # The folder's name tells a draft from the transcript that it is to replace.
        name = f"{self._file.parent.name}/{self._file.name}"
        if len(data) > MAX_KEPT_BYTES:
            return _review_of.__wrapped__(data, name)
        return _review_of(data, name)

    def _answer(self, change: Callable[[Review], Settlement]) -> Outcome:
        """Write an answer, after a note of how it is taken back."""

        def note(old: bytes, _new: bytes, step: Step) -> None:
            noted = [*self._noted(old), _Noted(step, _state(old))]
            self._write_journal(noted[-MAX_STEPS:])

        return self._change(change, note)

    def _change(
        self,
        change: Callable[[Review], Settlement],
        note: Callable[[bytes, bytes, Step], None],
    ) -> Outcome:
        """Write what changes the file, if it changes anything.

        Args:
            change: What it is.
            note: Writes the journal right before the file, which then has the bytes that
                it is given second in place of the first.
        """
        for _ in range(MAX_ATTEMPTS):
            data = read_bytes(self.path)
            before = self._review(data)
            made = change(before)
            if not made.step.changes:
                return Outcome(before=before, after=before, step=made.step)
            mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
            new = mark + made.text.encode()
            after = self._review(new)  # nothing is written that could not be read again
            try:
                if self._replace(data, new, partial(note, data, new, made.step)):
                    return Outcome(
                        before=before, after=after, step=made.step, left=made.left
                    )
            except OSError as error:
                raise StorageError(
                    f"{self.path.name} can't be written ({error.strerror}). It is as "
                    "it was; free its folder to be written to, then answer again."
                ) from error
        raise StorageError(
            f"Others keep writing to {self.path.name}. Answer again when they are done."
        )

    def _replace(self, old: bytes, new: bytes, note: Callable[[], None]) -> bool:
        """Put new bytes in place of the file; return whether it still had the old ones."""
        with temporary_beside(self._file, new) as temporary, _locked(self._file.parent):
            if self._file.read_bytes() != old:
                return False
            note()
            temporary.replace(self._file)
        return True

    def _write_journal(self, noted: Sequence["_Noted"]) -> None:
        lines = "".join(each.line for each in noted)
        # An answer counts without it, too; it only can't be taken back.
        with suppress(OSError):
            if not noted:
                self._journal.unlink(missing_ok=True)
                return
            with temporary_beside(self._journal, lines.encode()) as temporary:
                temporary.replace(self._journal)


@dataclass(frozen=True, slots=True)
class _Noted:
    """An answer in the journal, which is written before the file.

    Attributes:
        step: What takes it back.
        without: The state of the file as it is without the answer; empty if unknown.
    """

    step: Step
    without: str

    @property
    def line(self) -> str:
        return f"{self.without} {self.step.to_json()}\n"

    @classmethod
    def from_line(cls, line: str) -> "_Noted":
        without, _, step = line.partition(" ")
        known = not without.startswith("{")
        return cls(Step.from_json(step if known else line), without if known else "")


def _state(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _check_state(before: Review, state: str) -> None:
    """Check that a file is as it was shown.

    Raises:
        CannotSettleError: It was changed since.
    """
    if state and state != before.state:
        raise CannotSettleError(
            "The file was changed since that was shown. Nothing was written; look again."
        )


@lru_cache(maxsize=2)
def _review_of(data: bytes, name: str) -> Review:
    """Return the review of a file, from memory where it was asked for lately.

    Who answers presses button after button. What a review finds out (its likely labels,
    the scores of its excerpts) can take seconds of a long file, and depends on the
    file's bytes alone.
    """
    return Review(decode(data, file=name), file=name)


@contextmanager
def temporary_beside(target: Path, data: bytes) -> Iterator[Path]:
    """Write a file beside another, with its rights, to be put in its place.

    It is deleted if it is still there at the end; if the process is killed before that,
    by who writes to the same file an hour later.
    """
    prefix = f".{target.stem}."
    _delete_leftovers(target.parent, prefix)
    descriptor, name = tempfile.mkstemp(
        prefix=prefix, suffix=_TEMPORARY, dir=target.parent
    )
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(target.stat().st_mode if target.exists() else NEW_FILE_MODE)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _delete_leftovers(folder: Path, prefix: str) -> None:
    """Delete the temporary files of processes that were killed an hour ago or more."""
    before = time.time() - _LEFTOVER_S
    for path in folder.glob(f"{glob.escape(prefix)}*{_TEMPORARY}"):
        with suppress(OSError):  # its process may end now
            if path.stat().st_mtime < before:
                path.unlink()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other reviews, of this process and others, from writing into a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
