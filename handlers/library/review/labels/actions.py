"""Labels that nobody took for some, in `/review`: one is shown, and the others found."""

import asyncio

from content.review import CannotSettleError, TaughtLabel
from handlers.contract.reply import Reply, private_error
from handlers.contract.request import Request
from handlers.library.review.labels.replies import label_reply, labels_reply
from handlers.library.review.labels.step import LabelsStep, LabelsVerb, labels_button
from handlers.library.review.names.actions import reviewed
from handlers.library.review.names.replies import names_reply
from handlers.library.review.names.wording import describe_written
from handlers.library.review.replies import FILE_GONE, WHAT_IS_LEFT, Reviewed
from storage.review.library_reviews import LibraryReviews
from storage.review.reviewed_file import ReviewedFile


async def follow_labels(
    request: Request, step: LabelsStep, reviews: LibraryReviews
) -> Reply:
    """Show what may be labels, who speaks under one and its like, or write their turns.

    Raises:
        UserError: The file has changed since, or has no such label.
        TranscriptFaults: The file has faults.
    """
    file = await reviews.find_file(step.file)
    if file is None:
        raise private_error(FILE_GONE, WHAT_IS_LEFT)
    try:
        if step.verb is LabelsVerb.WRITE:
            return await _write(reviews, file, step)
        shown = await reviewed(reviews, file)
        if step.verb is LabelsVerb.LIST:
            return await asyncio.to_thread(labels_reply, shown)
        # A label that was written into a field comes without one in the button.
        typed = step.label or request.arguments.text("name")
        found = await asyncio.to_thread(_find, shown, typed)
    except CannotSettleError as error:
        raise private_error(str(error), labels_button(step.file)) from error
    return label_reply(shown, found, step, request.page)


def _find(shown: Reviewed, typed: str) -> TaughtLabel:
    return shown.review.find_label(typed)


async def _write(
    reviews: LibraryReviews, file: ReviewedFile, step: LabelsStep
) -> Reply:
    """Write the turns under labels, and show the voices again.

    Raises:
        CannotSettleError: The file was changed since, or nobody is left.
    """
    outcome = await asyncio.to_thread(
        file.teach, step.label, left_out=step.is_out, state=step.state
    )
    return names_reply(
        await reviewed(reviews, file, describe_written(outcome.step, outcome.after)), 0
    )
