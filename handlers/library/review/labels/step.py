"""What a button about labels that nobody took for some does, as the words it carries."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.contract.reply import Button, command_button, field_button
from handlers.library.review.step import COMMAND


class LabelsVerb(StrEnum):
    """What a button about labels does."""

    LIST = "list"
    """Show line starts that may be labels."""
    TYPE = "type"
    """Ask for one."""
    SHOW = "show"
    """Show who speaks under labels like one."""
    WRITE = "write"
    """Write their turns."""


_STEP = re.compile(
    r"labels (?P<file>[0-9a-f]{8})"
    r"(?: (?P<type>type)| show (?P<out>[0-9a-f]+) (?P<label>.+)"
    r"| write (?P<state>[0-9a-f]{8}) (?P<left_out>[0-9a-f]+) (?P<written>.+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsStep:
    """What is done with a label.

    Attributes:
        file: The id of the file that has it.
        verb: What is done.
        label: As it is printed.
        left_out: A bit for each voice under such labels that is none, the first lowest.
        state: Of the file as it was shown, where turns are written.
    """

    file: str
    verb: LabelsVerb = LabelsVerb.LIST
    label: str = ""
    left_out: int = 0
    state: str = ""

    @property
    def words(self) -> str:
        """Return the step as a button carries it."""
        about = ""
        if self.verb is LabelsVerb.TYPE:
            about = " type"
        elif self.verb is not LabelsVerb.LIST:
            state = f"{self.state} " if self.verb is LabelsVerb.WRITE else ""
            about = f" {self.verb} {state}{self.left_out:x} {self.label}"
        return f"step labels {self.file}{about}"

    def turned(self, voice: int) -> "LabelsStep":
        """Return the step that takes a voice out, or puts it back."""
        return replace(self, left_out=self.left_out ^ (1 << voice))

    def is_out(self, voice: int) -> bool:
        """Return whether a voice is taken out."""
        return bool(self.left_out >> voice & 1)

    def button(self, label: str) -> Button:
        """Return a button that does this."""
        if self.verb is LabelsVerb.TYPE:
            return field_button(label, COMMAND, words=self.words)
        return command_button(label, COMMAND, words=self.words)


def parse_labels_step(words: str) -> LabelsStep | None:
    """Read what a button carries, without its marker; None where it is something else.

    >>> step = LabelsStep(
    ...     file="0123abcd", verb=LabelsVerb.SHOW, label="HALL = 3", left_out=5
    ... )
    >>> parse_labels_step(step.words.removeprefix("step ")) == step
    True
    """
    found = _STEP.fullmatch(words)
    if found is None:
        return None
    file = found["file"]
    if found["type"]:
        return LabelsStep(file=file, verb=LabelsVerb.TYPE)
    if found["label"]:
        return LabelsStep(
            file=file,
            verb=LabelsVerb.SHOW,
            label=found["label"],
            left_out=int(found["out"], 16),
        )
    if found["written"]:
        return LabelsStep(
            file=file,
            verb=LabelsVerb.WRITE,
            label=found["written"],
            left_out=int(found["left_out"], 16),
            state=found["state"],
        )
    return LabelsStep(file=file)


def labels_button(file: str) -> Button:
    """Return a button that shows line starts that may be labels."""
    return LabelsStep(file=file).button("Somebody else speaks")
