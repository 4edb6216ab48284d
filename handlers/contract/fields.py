"""Text fields that a button asks a person to fill in."""

import re
from dataclasses import dataclass

from handlers.contract.action import Action

MAX_COMMENT_CHARS = 2000

MAX_LOOK_UP_CHARS = 300
"""Characters of a name or topic; more than that nobody types to look something up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A text field, shown as a form, a forced reply or a prompt, as a face can.

    Attributes:
        parameter: The parameter of the action's command that it fills.
        label: What to write, in at most 45 characters.
        placeholder: What an empty field shows, in at most 64 characters.
        multiline: Whether it takes more than one line.
        max_chars: The most it takes; a command refuses more.
    """

    parameter: str
    label: str
    placeholder: str
    max_chars: int
    multiline: bool = False


SEARCH_FIELD = Field(
    parameter="words",
    label="What to search for",
    placeholder="A word or a few, such as peace",
    max_chars=MAX_LOOK_UP_CHARS,
)

_COMMENT_LABEL = re.compile(r"Your comment on #([0-9A-Z]{8})")
_ANSWER_LABEL = re.compile(r"Your answer to comment ([0-9]{1,18})")


def field_of(action: Action) -> Field | None:
    """Return the field that an action asks for; None where it needs none.

    It depends on nothing but the action, so a button asks the same after a restart.
    """
    if not action.asks:
        return None
    if action.command == "topic":
        return SEARCH_FIELD
    if action.command == "comment":
        answered = action.words.removeprefix(">")
        label = (
            f"Your answer to comment {answered}"
            if answered
            else f"Your comment on #{action.excerpt}"
        )
        return Field(
            parameter="text",
            label=label,
            placeholder="What would you say?",
            max_chars=MAX_COMMENT_CHARS,
            multiline=True,
        )
    return None


def action_labelled(label: str) -> Action | None:
    """Return the action whose field has a label; None for no label of ours.

    >>> action = Action(command="comment", excerpt="7K3M9QXA", asks=True)
    >>> action_labelled(field_of(action).label) == action
    True
    """
    if label == SEARCH_FIELD.label:
        return Action(command="topic", asks=True)
    if found := _COMMENT_LABEL.fullmatch(label):
        return Action(command="comment", excerpt=found[1], asks=True)
    if found := _ANSWER_LABEL.fullmatch(label):
        return Action(command="comment", words=f">{found[1]}", asks=True)
    return None
