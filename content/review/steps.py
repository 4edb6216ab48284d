"""Changes to the lines of a file, and how they are taken back."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from content.transcript_file import TranscriptFaults, parse

_CONTEXT = 2
"""Lines around a change by which it is found again in a file that was edited since."""


class CannotUndoError(ValueError):
    """A step that can't be taken back; its text says why, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """Lines in place of others.

    Attributes:
        at: The index of the first, counted from 0, in the file as it was before.
        old: The lines that were there, with their ends.
        new: The lines that are there now.
    """

    at: int
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A hunk as it is found again: `at` is in the file as it is now."""

    at: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one answer changed.

    Attributes:
        settled: How many passages it settled; of what is about an excerpt, none.
        opening: The first words of the first of them, or of the excerpt.
        voice: The name of the voice that it was about; empty for others.
        becomes: What this voice is called since; empty for a passage, or where its
            words are nobody's.
        merged: Whether another voice was called so already.
        label: The label that it was about; such a step settles the turns under it and
            its like.
        person: Whom all of the file was given to; empty for others.
        paragraphs: The numbers of the paragraphs that are this person's, as they are
            typed, in the file as it was before.
    """

    settled: int
    opening: str
    changes: tuple[Change, ...]
    voice: str = ""
    becomes: str = ""
    merged: bool = False
    label: str = ""
    person: str = ""
    paragraphs: str = ""

    @property
    def about_excerpt(self) -> bool:
        """Return whether it was about an excerpt."""
        return not self.about_names and not self.settled

    @property
    def about_names(self) -> bool:
        """Return whether it was about a voice, a label, or whose all of the file is."""
        return bool(self.voice or self.label or self.person)

    @property
    def id(self) -> str:
        """Return 8 characters that tell this step from others."""
        data = json.dumps(asdict(self), sort_keys=True).encode()
        return hashlib.blake2b(data, digest_size=4).hexdigest()

    def to_json(self) -> str:
        """Write the step as one line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> "Step":
        """Read what `to_json` wrote.

        Raises:
            ValueError: It is something else.
        """
        try:
            data = json.loads(line)
            changes = tuple(
                Change(
                    at=int(each["at"]),
                    **{
                        key: tuple(map(str, each[key]))
                        for key in ("old", "new", "before", "after")
                    },
                )
                for each in data["changes"]
            )
            return cls(
                settled=int(data["settled"]),
                opening=str(data["opening"]),
                changes=changes,
                voice=str(data.get("voice", "")),
                becomes=str(data.get("becomes", "")),
                merged=bool(data.get("merged")),
                label=str(data.get("label", "")),
                person=str(data.get("person", "")),
                paragraphs=str(data.get("paragraphs", "")),
            )
        except (TypeError, KeyError) as error:
            raise ValueError(f"no step of a review: {line[:80]!r}") from error


def names_before(steps: Iterable[Step]) -> dict[str, str]:
    """Return what voices were called before answers renamed them, by their names now.

    What two voices that are one were called is not known of each of their turns.
    """
    names: dict[str, str] = {}
    for step in steps:
        if step.voice != step.becomes:
            former = names.pop(step.voice, step.voice)
            names.pop(step.becomes, None)
            if step.becomes and not step.merged:
                names[step.becomes] = former
        elif step.person and not step.merged:
            # Whom a person named for all of a file, no label calls so.
            names[step.person] = ""
    return names


def difference(at: int, old: Sequence[str], new: Sequence[str]) -> Hunk | None:
    """Return what differs between lines that start at an index; None for nothing."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    hunk = Hunk(
        at=at + start,
        old=tuple(old[start : len(old) - end]),
        new=tuple(new[start : len(new) - end]),
    )
    return hunk if hunk.old or hunk.new else None


def apply_hunks(
    lines: Sequence[str], hunks: Sequence[Hunk]
) -> tuple[list[str], tuple[Change, ...]]:
    """Return the changed lines, and each change as it is found again in them.

    Args:
        lines: Of the file, with their ends.
        hunks: In the order of their places, none over another.
    """
    new: list[str] = []
    starts: list[int] = []
    done = 0
    for hunk in hunks:
        new += lines[done : hunk.at]
        starts.append(len(new))
        new += hunk.new
        done = hunk.at + len(hunk.old)
    new += lines[done:]
    return new, tuple(
        Change(
            at=at,
            old=hunk.old,
            new=hunk.new,
            before=tuple(new[max(0, at - _CONTEXT) : at]),
            after=tuple(new[at + len(hunk.new) : at + len(hunk.new) + _CONTEXT]),
        )
        for at, hunk in zip(starts, hunks, strict=True)
    )


def undo(text: str, step: Step) -> str:
    """Return a file's text without what a step changed; later edits elsewhere stay.

    Raises:
        CannotUndoError: The places were edited since.
    """
    lines = text.splitlines(keepends=True)
    moved = 0
    hunks: list[Hunk] = []
    for change in step.changes:
        at = _find(lines, change, change.at + moved)
        moved = at - change.at
        hunks.append(Hunk(at=at, old=change.new, new=change.old))
    if any(one.at + len(one.old) > two.at for one, two in pairwise(hunks)):
        raise _edited()
    restored = "".join(apply_hunks(lines, hunks)[0])
    try:
        parse(restored)
    except TranscriptFaults as error:
        raise _edited() from error
    return restored


def _find(lines: Sequence[str], change: Change, expected: int) -> int:
    """Return where a change stands now.

    Raises:
        CannotUndoError: Nowhere, or in several places.
    """
    wanted = [*change.before, *change.new, *change.after]
    first = expected - len(change.before)

    def is_at(start: int) -> bool:
        return lines[start : start + len(wanted)] == wanted

    if first >= 0 and is_at(first):
        return expected
    found = [
        start
        for start in range(len(lines) - len(wanted) + 1)
        if lines[start] == wanted[0] and is_at(start)
    ]
    if len(found) != 1:
        raise _edited()
    return found[0] + len(change.before)


def _edited() -> CannotUndoError:
    return CannotUndoError(
        "The file was edited there since, so that the answer can't be taken back any "
        "more. Change it in an editor."
    )
