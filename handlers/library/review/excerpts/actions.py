"""The excerpts of a file in `/review`: a person says which of them are offered."""

import asyncio

from content.review import CannotSettleError, Decision
from handlers.contract.reply import Reply, private_error
from handlers.library.review.excerpts.replies import excerpt_reply
from handlers.library.review.excerpts.step import (
    ExcerptsStep,
    ExcerptsView,
    excerpts_button,
)
from handlers.library.review.excerpts.wording import describe_decision
from handlers.library.review.names.wording import describe_undone
from handlers.library.review.replies import FILE_GONE, WHAT_IS_LEFT, with_undo
from storage.review.library_reviews import LibraryReviews
from storage.review.reviewed_file import Outcome, ReviewedFile

_CHANGED = (
    "That excerpt was answered meanwhile, or it has other words by now. Nothing was "
    "written."
)


async def follow_excerpts(step: ExcerptsStep, reviews: LibraryReviews) -> Reply:
    """Show an excerpt of a file, or write an answer about one and show the next.

    Raises:
        UserError: The file or the excerpt has changed since.
        TranscriptFaults: The file has faults.
    """
    file = await reviews.find_file(step.file)
    if file is None:
        raise private_error(FILE_GONE, WHAT_IS_LEFT)
    # A file is cut and rated as soon as a reply speaks of its excerpts.
    return await asyncio.to_thread(_follow, reviews, file, step)


def reopened_reply(
    reviews: LibraryReviews, file: ReviewedFile, outcome: Outcome
) -> Reply:
    """Return the excerpt whose answer was taken back; it takes time."""
    shown = with_undo(reviews, file, outcome.after, describe_undone(outcome.step))
    likeliest = next(iter(outcome.after.choices.open), None)
    return excerpt_reply(shown, outcome.reopened_excerpt or likeliest)


def _follow(reviews: LibraryReviews, file: ReviewedFile, step: ExcerptsStep) -> Reply:
    """Do what a button says.

    Raises:
        UserError: The excerpt has changed since.
        TranscriptFaults: The file has faults.
    """
    read = file.read()
    shown, choices = with_undo(reviews, file, read), read.choices
    if not step.excerpt:
        return excerpt_reply(shown, next(iter(choices.open), None))
    choice = choices.find(step.excerpt)
    if choice is None:
        raise private_error(_CHANGED, excerpts_button(step.file))
    if isinstance(step.verb, Decision):
        return _choose(reviews, file, step, step.verb)
    if step.verb is ExcerptsView.NEXT:
        return excerpt_reply(shown, next(iter(choices.after(choice.id)), None))
    return excerpt_reply(shown, choice, context=step.verb is ExcerptsView.CONTEXT)


def _choose(
    reviews: LibraryReviews, file: ReviewedFile, step: ExcerptsStep, decision: Decision
) -> Reply:
    """Write an answer, and show the excerpt that came after it.

    Raises:
        UserError: The file has changed since, or can't name the excerpt.
        TranscriptFaults: The file has faults.
    """
    try:
        outcome = file.choose(step.excerpt, decision, state=step.state)
    except CannotSettleError as error:
        again = step.button("Look again", ExcerptsView.SHOW)
        raise private_error(str(error), again) from error
    after = outcome.after.choices
    later = outcome.before.choices.after(step.excerpt)
    following = (found for each in later if (found := after.find(each.id)))
    shown = with_undo(reviews, file, outcome.after, describe_decision(decision))
    return excerpt_reply(shown, next(following, None))
