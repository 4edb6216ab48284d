"""The replies about whose all of a file is: the likely people, and the paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.review import Paragraph as Prose
from content.review import Review, Step
from content.review.one_person.paragraphs import (
    format_numbers,
    parse_numbers,
    shown_numbers,
)
from handlers.contract.reply import (
    Button,
    Paragraph,
    Reply,
    actions,
    heading,
    navigation,
    paragraph,
    results,
    row,
    small,
    strong,
)
from handlers.library.review.names.step import NamesStep, NamesView, names_button
from handlers.library.review.names.wording import describe_owner
from handlers.library.review.one_person.step import PersonStep, PersonVerb
from handlers.library.review.replies import (
    MAX_LABEL_CHARS,
    Reviewed,
    not_served,
    said_paragraphs,
    undo_buttons,
)
from handlers.text.wording import shorten

MAX_PARAGRAPHS = 12
"""Paragraphs whose first words are shown."""

RIGHT = "That's right"

_MAX_OPENING_CHARS = 70


def people_reply(shown: Reviewed) -> Reply:
    """Return whom the file names as one who may have said all of it."""
    people = shown.review.likely_people if shown.review.paragraphs else ()
    give = PersonStep(
        file=shown.file_id, verb=PersonVerb.GIVE, state=shown.review.state
    )
    typed = replace(give, verb=PersonVerb.TYPE)
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            heading(f"{shown.name}: whose words is all of it?"),
            paragraph(
                "Then you see which paragraphs are theirs. What is surely another's "
                "stays; so do headings and directions."
            ),
        ),
        groups=(
            results(
                *(
                    replace(give, name=name).button(shorten(name, MAX_LABEL_CHARS))
                    for name in people
                )
            ),
            actions(typed.button("Another name" if people else "Type a name")),
            navigation(names_button(shown.file_id), *undo_buttons(shown)),
        ),
    )


def paragraphs_reply(shown: Reviewed, base: Review, last: Step) -> Reply:
    """Return which paragraphs were given to a person, and buttons for others.

    Args:
        shown: The file.
        base: Of the file as it was before.
        last: The answer.
    """
    theirs = parse_numbers(last.paragraphs)
    own, prose = {*theirs}, base.paragraphs
    step = PersonStep(file=shown.file_id, verb=PersonVerb.ONLY, answer=last.id)
    typed = replace(step, verb=PersonVerb.THESE).button("Type the numbers")
    other = PersonStep(file=shown.file_id, verb=PersonVerb.TYPE).button("Another name")
    listed = shown_numbers(len(prose), theirs, MAX_PARAGRAPHS)
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            heading(f"{last.person}: paragraphs {format_numbers(theirs)}"),
            *(_row(n, prose[n], last.person if n in own else "") for n in listed),
            not_served(shown),
        ),
        groups=(
            results(NamesStep(file=shown.file_id).button(RIGHT, NamesView.LIST)),
            actions(*_ranges(step, theirs, prose), typed, other),
            navigation(*undo_buttons(shown)),
        ),
    )


def _row(number: int, prose: Prose, person: str) -> Paragraph:
    words = shorten(prose.text, _MAX_OPENING_CHARS)
    owner = describe_owner(prose, person)
    owner = f"{owner} " if owner else ""
    if person:
        return row(strong(f"{number + 1}"), f" {owner}{words}")
    return row(small(f"{number + 1} {owner}{words}"))


def _ranges(
    step: PersonStep, theirs: Sequence[int], prose: Sequence[Prose]
) -> Iterator[Button]:
    """Yield the buttons that take a paragraph away at either end, or add one.

    Args:
        step: Which gives the person other paragraphs.
        theirs: The paragraphs that are the person's, counted from 0.
        prose: All paragraphs.
    """
    above = [n for n in range(theirs[0]) if prose[n].can_be(())][-1:]
    below = [n for n in range(theirs[-1] + 1, len(prose)) if prose[n].can_be(())][:1]
    choices = (
        ("Not the first", theirs[1:]),
        ("Not the last", theirs[:-1]),
        ("One more above", [*above, *theirs] if above else []),
        ("One more below", [*theirs, *below] if below else []),
    )
    for label, numbers in choices:
        if numbers:
            yield replace(step, numbers=format_numbers(numbers)).button(label)
