"""What a button about whose all of a file is does, as the words that it carries."""

import re
from dataclasses import dataclass
from enum import StrEnum

from handlers.contract.reply import Button, command_button, field_button
from handlers.library.review.step import COMMAND


class PersonVerb(StrEnum):
    """What a button about whose all of a file is does."""

    LIST = "list"
    """Show whose it may be, or which paragraphs are theirs."""
    TYPE = "type"
    """Ask for a name."""
    GIVE = "as"
    """Give all of it to a person."""
    ONLY = "only"
    """Give the person whom the last answer named other paragraphs."""
    THESE = "these"
    """Ask for their numbers."""


_STEP = re.compile(
    r"person (?P<file>[0-9a-f]{8})"
    r"(?: (?P<type>type)| as (?P<state>[0-9a-f]{8}) (?P<name>.+)"
    r"| only (?P<answer>[0-9a-f]{8}) (?P<numbers>[0-9 -]+)"
    r"| these (?P<last>[0-9a-f]{8}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStep:
    """What is done with a file of which all is one person's.

    Attributes:
        file: The id of the file.
        verb: What is done.
        name: The person's, where all is given to them.
        state: Of the file as it was shown, where all of it is given to a person.
        answer: The id of the answer whose place another takes.
        numbers: Of the paragraphs that are this person's.
    """

    file: str
    verb: PersonVerb = PersonVerb.LIST
    name: str = ""
    state: str = ""
    answer: str = ""
    numbers: str = ""

    @property
    def words(self) -> str:
        """Return the step as a button carries it."""
        about = {
            PersonVerb.LIST: "",
            PersonVerb.TYPE: " type",
            PersonVerb.GIVE: f" as {self.state} {self.name}",
            PersonVerb.ONLY: f" only {self.answer} {self.numbers}",
            PersonVerb.THESE: f" these {self.answer}",
        }
        return f"step person {self.file}{about[self.verb]}"

    def button(self, label: str) -> Button:
        """Return a button that does this."""
        if self.verb in {PersonVerb.TYPE, PersonVerb.THESE}:
            return field_button(label, COMMAND, words=self.words)
        return command_button(label, COMMAND, words=self.words)


def parse_person_step(words: str) -> PersonStep | None:
    """Read what a button carries, without its marker; None where it is something else.

    >>> step = PersonStep(
    ...     file="0123abcd", verb=PersonVerb.GIVE, state="0123abce", name="Ada Brook"
    ... )
    >>> parse_person_step(step.words.removeprefix("step ")) == step
    True
    """
    found = _STEP.fullmatch(words)
    if found is None:
        return None
    file = found["file"]
    if found["type"]:
        return PersonStep(file=file, verb=PersonVerb.TYPE)
    if found["name"]:
        return PersonStep(
            file=file, verb=PersonVerb.GIVE, state=found["state"], name=found["name"]
        )
    if found["last"]:
        return PersonStep(file=file, verb=PersonVerb.THESE, answer=found["last"])
    if found["answer"]:
        return PersonStep(
            file=file,
            verb=PersonVerb.ONLY,
            answer=found["answer"],
            numbers=found["numbers"].strip(),
        )
    return PersonStep(file=file)


def person_button(file: str) -> Button:
    """Return a button that shows whose all of a file may be."""
    return PersonStep(file=file).button("All of it is one person's")
