"""What a button about the voices of a file does, as the words that it carries."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from content.review import CastAnswer, CastChoice
from handlers.contract.reply import Button, command_button, field_button
from handlers.library.review.step import COMMAND


class NamesView(StrEnum):
    """What a button about voices shows, where it gives no answer."""

    LIST = "list"
    """All voices of the file."""
    SHOW = "show"
    """One voice."""
    WHO = "who"
    """The others, of whom it may be one."""


_STEP = re.compile(
    r"names (?P<file>[0-9a-f]{8})"
    r"(?: all (?P<confirms>[0-9a-f]{8})|(?: (?P<voice>[0-9a-f]{8}) (?P<verb>[a-z]+)(?: (?P<other>[0-9a-f]{8}))?)?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesStep:
    """What is done with a voice, or with all of them.

    Attributes:
        file: The id of the file that has it.
        voice: Its id; empty for all voices.
        verb: An answer's choice, or what is shown.
        other: The id of the voice that it is the same as, where the answer needs one.
        confirms: The id of the names as they were, where all are said to be right.
    """

    file: str
    voice: str = ""
    verb: CastChoice | NamesView = NamesView.LIST
    other: str = ""
    confirms: str = ""

    @property
    def words(self) -> str:
        """Return the step as a button carries it."""
        about = f" {self.voice} {self.verb} {self.other}" if self.voice else ""
        if self.confirms:
            about = f" all {self.confirms}"
        return f"step names {self.file}{about}".rstrip()

    def answer(self, name: str) -> CastAnswer | None:
        """Return the answer that is given; None where something is only shown."""
        if isinstance(self.verb, CastChoice):
            return CastAnswer(self.verb, name)
        return None

    def button(
        self, label: str, verb: CastChoice | NamesView, other: str = ""
    ) -> Button:
        """Return a button that does something else with the same voice."""
        words = replace(self, verb=verb, other=other).words
        if verb is CastChoice.RENAME:
            return field_button(label, COMMAND, words=words)
        return command_button(label, COMMAND, words=words)


def parse_names_step(words: str) -> NamesStep | None:
    """Read what a button carries, without its marker; None where it is something else.

    >>> step = NamesStep(
    ...     file="0123abcd", voice="0123abce", verb=CastChoice.SAME, other="0123abcf"
    ... )
    >>> parse_names_step(step.words.removeprefix("step ")) == step
    True
    """
    found = _STEP.fullmatch(words)
    if found is None:
        return None
    if not found["voice"]:
        return NamesStep(file=found["file"], confirms=found["confirms"] or "")
    verbs: dict[str, CastChoice | NamesView] = {
        each.value: each for each in (*CastChoice, NamesView.SHOW, NamesView.WHO)
    }
    verb = verbs.get(found["verb"])
    if verb is None:
        return None
    return NamesStep(
        file=found["file"], voice=found["voice"], verb=verb, other=found["other"] or ""
    )


def confirm_button(file: str, id_: str) -> Button:
    """Return a button that says of all names of a file that they are right."""
    words = NamesStep(file=file, confirms=id_).words
    return command_button("All are right", COMMAND, words=words)


def names_button(file: str) -> Button:
    """Return a button that shows all voices of a file."""
    return command_button("Names", COMMAND, words=NamesStep(file=file).words)
