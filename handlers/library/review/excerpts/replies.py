"""The replies about the excerpts of a file: one and its answers, and the end."""

from collections.abc import Iterator

from content.review import Decision, ExcerptChoice, ExcerptChoices
from handlers.contract.reply import (
    Paragraph,
    Reply,
    actions,
    command_button,
    heading,
    navigation,
    paragraph,
    results,
    small,
    strong,
    with_numbers,
)
from handlers.library.review.excerpts.card import card_paragraphs
from handlers.library.review.excerpts.step import (
    ExcerptsStep,
    ExcerptsView,
    excerpts_button,
)
from handlers.library.review.excerpts.wording import (
    MAX_CONTEXT_EXCERPTS,
    describe_score,
    format_offered,
    with_voices,
)
from handlers.library.review.replies import (
    RELOAD_BUTTONS,
    Reviewed,
    draft_buttons,
    not_served,
    said_paragraphs,
    undo_buttons,
)
from handlers.library.review.step import COMMAND
from handlers.library.review.wording import shorten_from_start

MAX_CONTEXT_CHARS = 400
"""Characters that are shown of each of them."""

_BACK_NUMBER = 5
"""Of the button "Back", also where "Context" is missing before it."""


def excerpt_reply(
    shown: Reviewed, choice: ExcerptChoice | None, *, context: bool = False
) -> Reply:
    """Return an excerpt as its card is, with the answers; for None, that there is none.

    Args:
        shown: The file that has it.
        choice: The excerpt.
        context: Whether what stands before it is shown.
    """
    if choice is None:
        return _end_reply(shown)
    review, choices = shown.review, shown.review.choices
    step = ExcerptsStep(file=shown.file_id, excerpt=choice.id)
    left = 1 + len(choices.after(choice.id))
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            heading(f"{shown.name}: {format_offered(choices)} · {left:,} left"),
            *(_context(choices, choice) if context else ()),
            *card_paragraphs(choice.excerpt, review.transcript),
            paragraph(small(_capitalised(describe_score(choice)))),
            *([not_served(shown)] if shown.last_step else ()),
        ),
        groups=(
            results(
                step.button("Offer it", Decision.OFFERED, review.state),
                step.button("Never", Decision.NOT_OFFERED, review.state),
                step.button("Leave it", ExcerptsView.NEXT),
            ),
            actions(
                *([] if context else [step.button("Context", ExcerptsView.CONTEXT)])
            ),
            navigation(
                *with_numbers(
                    _BACK_NUMBER,
                    command_button("Back", COMMAND, words=shown.name),
                    *undo_buttons(shown),
                )
            ),
        ),
    )


def _end_reply(shown: Reviewed) -> Reply:
    """Return what can be done once no excerpt is left to ask about."""
    choices = shown.review.choices
    count = len(choices.open)
    rest = f" {count:,} without an answer, left to the score." if count else ""
    state = f": {format_offered(choices)}.{rest}"
    if not choices.eligible:
        state = ": no excerpt may be offered. Settle names and doubts first."
    again = [excerpts_button(shown.file_id, "From the top")] if count else []
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            paragraph(strong(shown.name), state),
            not_served(shown),
        ),
        groups=(
            actions(
                *again,
                *(draft_buttons(shown.draft) if shown.draft else RELOAD_BUTTONS),
            ),
            navigation(
                command_button("Back", COMMAND, words=shown.name),
                *undo_buttons(shown),
            ),
        ),
    )


def _context(choices: ExcerptChoices, choice: ExcerptChoice) -> Iterator[Paragraph]:
    before = choices.context(choice, MAX_CONTEXT_EXCERPTS)
    if not before:
        yield paragraph(small("Nothing stands before it."))
    for whose, excerpt in with_voices(before):
        words = shorten_from_start(excerpt.text, MAX_CONTEXT_CHARS)
        yield paragraph(small(f"{whose}{words}"))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
