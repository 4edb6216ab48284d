"""What a button of a review does, as the words that it carries."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from content.review import Answer, Choice
from handlers.contract.reply import Button, command_button, field_button

COMMAND = "review"


class View(StrEnum):
    """What a button of a review shows, where it gives no answer."""

    SHOW = "show"
    """The passage."""
    NEXT = "next"
    """The one below it, leaving this aside."""
    ALL = "all"
    """The answers that settle all that are like it."""
    WHO = "who"
    """The speakers of the file."""


TOP = "0" * 8
"""Stands for what is above the first passage of a file."""

_STEP = re.compile(
    r"(?:(?P<file>[0-9a-f]{8})/)?"
    r"(?P<id>[0-9a-f]{8})(?:\*(?P<alike>[0-9]{1,6}))? (?P<verb>[a-z]+)(?: (?P<name>.*))?"
)
# A label has room for 45 characters; a question has no comma.
_MAX_OPENING_BYTES = 20
_ENDS = ".,;:!?…"
_NO_OPENING = re.compile(r"[,:“”()?]")
_UNDO = re.compile(r"undo (?P<id>[0-9a-f]{8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStep:
    """What is done with a passage.

    Attributes:
        id: The passage's, or `TOP`.
        verb: An answer's choice, or what is shown.
        alike: How many passages an answer settles, where it settles all like it; else 0.
        file: The id of its file, where nobody was given the passage; empty for a
            doubtful one, which is found among all files.
        name: The speaker's, where an answer needs one.
        opening: The first words of the passage, for the question who says it.
    """

    id: str
    verb: Choice | View
    alike: int = 0
    file: str = ""
    name: str = ""
    opening: str = field(default="", compare=False)

    @property
    def words(self) -> str:
        """Return the step as a button carries it."""
        alike = f"*{self.alike}" if self.alike else ""
        file = f"{self.file}/" if self.file else ""
        return f"step {file}{self.id}{alike} {self.verb} {self.name}".rstrip()

    @property
    def answer(self) -> Answer | None:
        """Return the answer that is given; None where something is only shown."""
        return Answer(self.verb, self.name) if isinstance(self.verb, Choice) else None

    def button(self, label: str, verb: Choice | View, name: str = "") -> Button:
        """Return a button that does something else with the same passage."""
        words = replace(self, verb=verb, name=name).words
        if verb is Choice.NEW:
            if opening := _short(self.opening):
                words = f"{words} {opening}"
            return field_button(label, COMMAND, words=words)
        return command_button(label, COMMAND, words=words)


def parse_step(words: str) -> ReviewStep | None:
    """Read what a button carries, without its marker; None where it is something else.

    >>> step = ReviewStep(id="0123abcd", verb=Choice.SPEAKER, alike=3, name="Ada Brook")
    >>> parse_step(step.words.removeprefix("step ")) == step
    True
    """
    found = _STEP.fullmatch(words)
    if found is None:
        return None
    verbs: dict[str, Choice | View] = {each.value: each for each in (*Choice, *View)}
    verb = verbs.get(found["verb"])
    if verb is None:
        return None
    alike = int(found["alike"] or 0)
    # What stands behind "new" are words of the passage: its name is typed.
    name = "" if verb is Choice.NEW else found["name"] or ""
    return ReviewStep(
        id=found["id"], verb=verb, alike=alike, file=found["file"] or "", name=name
    )


def _short(opening: str) -> str:
    """Return first words that a button and a question have room for.

    >>> _short("What I told the hall that evening"), _short("Yes, of course")
    ('What I told the…', 'Yes…')
    """
    words, room = [], _MAX_OPENING_BYTES
    for word in opening.split():
        room -= len(word.encode()) + 1
        if room < 0:
            break
        words.append(word)
        if word[-1] in _ENDS:
            break
    short = " ".join(words).rstrip(_ENDS)
    return f"{short}…" if short and not _NO_OPENING.search(short) else ""


def nobodys_button(file_id: str) -> Button:
    """Return a button that shows the first passage of a file that nobody was given."""
    step = ReviewStep(id=TOP, verb=View.NEXT, file=file_id)
    return step.button("Nobody's words", View.NEXT)


def undo_button(label: str, step_id: str) -> Button:
    """Return a button that takes an answer back."""
    return command_button(label, COMMAND, words=f"step undo {step_id}")


def parse_undo(words: str) -> str:
    """Return the id of the answer that a button takes back; empty if it does not."""
    found = _UNDO.fullmatch(words)
    return found["id"] if found else ""
