"""What a button about the excerpts of a file does, as the words that it carries."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from content.review import Decision
from handlers.contract.reply import Button, command_button
from handlers.library.review.step import COMMAND


class ExcerptsView(StrEnum):
    """What a button about excerpts shows, where it gives no answer."""

    FIRST = "first"
    """The likeliest that has no answer."""
    SHOW = "show"
    """One excerpt."""
    NEXT = "next"
    """The one that comes after it, leaving this as it is."""
    CONTEXT = "context"
    """What stands before it, too."""


_STEP = re.compile(
    r"excerpts (?P<file>[0-9a-f]{8})"
    r"(?: (?P<excerpt>[0-9a-f]{8}) (?P<verb>[a-z_]+)(?: (?P<state>[0-9a-f]{8}))?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptsStep:
    """What is done with an excerpt.

    Attributes:
        file: The id of the file that has it.
        excerpt: Its id; empty for the likeliest one.
        verb: An answer, or what is shown.
        state: Of the file as the answer was offered; empty where something is shown.
    """

    file: str
    excerpt: str = ""
    verb: Decision | ExcerptsView = ExcerptsView.FIRST
    state: str = ""

    @property
    def words(self) -> str:
        """Return the step as a button carries it."""
        about = f" {self.excerpt} {self.verb} {self.state}" if self.excerpt else ""
        return f"step excerpts {self.file}{about}".rstrip()

    def button(
        self, label: str, verb: Decision | ExcerptsView, state: str = ""
    ) -> Button:
        """Return a button that does something with the same excerpt."""
        words = replace(self, verb=verb, state=state).words
        return command_button(label, COMMAND, words=words)


def parse_excerpts_step(words: str) -> ExcerptsStep | None:
    """Read what a button carries, without its marker; None where it is something else.

    >>> step = ExcerptsStep(
    ...     file="0123abcd", excerpt="0123abce", verb=Decision.OFFERED, state="0123abcf"
    ... )
    >>> parse_excerpts_step(step.words.removeprefix("step ")) == step
    True
    """
    found = _STEP.fullmatch(words)
    if found is None:
        return None
    if not found["excerpt"]:
        return ExcerptsStep(file=found["file"])
    answers: dict[str, Decision | ExcerptsView] = {
        each.value: each for each in Decision
    }
    views: dict[str, Decision | ExcerptsView] = {
        each.value: each for each in ExcerptsView if each is not ExcerptsView.FIRST
    }
    state = found["state"] or ""
    # An answer says of which state of the file it is; what is only shown is of any.
    verb = (answers if state else views).get(found["verb"])
    if verb is None:
        return None
    return ExcerptsStep(
        file=found["file"], excerpt=found["excerpt"], verb=verb, state=state
    )


def excerpts_button(file: str, label: str = "Excerpts") -> Button:
    """Return a button that shows the likeliest excerpt of a file without an answer."""
    return command_button(label, COMMAND, words=ExcerptsStep(file=file).words)
