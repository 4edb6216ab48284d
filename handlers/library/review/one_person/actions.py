"""All of a file is one person's, in `/review`: whose, and which paragraphs."""

import asyncio

from content.review import CannotSettleError
from handlers.contract.reply import Reply, private_error
from handlers.contract.request import Request
from handlers.library.review.names.actions import reviewed
from handlers.library.review.names.wording import describe_given
from handlers.library.review.one_person.replies import paragraphs_reply, people_reply
from handlers.library.review.one_person.step import (
    PersonStep,
    PersonVerb,
    person_button,
)
from handlers.library.review.replies import FILE_GONE, WHAT_IS_LEFT
from storage.review.library_reviews import LibraryReviews
from storage.review.reviewed_file import ReviewedFile


async def follow_person(
    request: Request, step: PersonStep, reviews: LibraryReviews
) -> Reply:
    """Show whose all of a file may be, or write it and show the paragraphs.

    Raises:
        UserError: The file has changed since, or the answer does not fit.
        TranscriptFaults: The file has faults.
    """
    file = await reviews.find_file(step.file)
    if file is None:
        raise private_error(FILE_GONE, WHAT_IS_LEFT)
    if step.verb is PersonVerb.LIST:
        shown = await reviewed(reviews, file)
        return await asyncio.to_thread(people_reply, shown)
    typed = request.arguments.text("name")
    try:
        said = await asyncio.to_thread(_give, file, step, typed)
    except CannotSettleError as error:
        asked = step.verb in {PersonVerb.TYPE, PersonVerb.THESE}
        again = [step.button("Type it again")] if asked else []
        raise private_error(str(error), *again, person_button(step.file)) from error
    return await show_paragraphs(reviews, file, said)


async def show_paragraphs(
    reviews: LibraryReviews, file: ReviewedFile, said: str
) -> Reply:
    """Show which paragraphs are the person's whom the last answer named."""
    shown = await reviewed(reviews, file, said)
    base, last = await asyncio.to_thread(file.before_giving)
    if last is None:
        return await asyncio.to_thread(people_reply, shown)
    return paragraphs_reply(shown, base, last)


def _give(file: ReviewedFile, step: PersonStep, typed: str) -> str:
    """Write whose all of a file is; return what was written.

    Args:
        file: The file.
        step: What a button says.
        typed: What was written into its field: a name, or the numbers of paragraphs.

    Raises:
        CannotSettleError: The file has changed since, or the answer does not fit.
    """
    if step.verb in {PersonVerb.ONLY, PersonVerb.THESE}:
        _, last = file.before_giving()
        name, numbers = last.person if last else "", step.numbers or typed
        outcome = file.give_all(name, numbers, step_id=step.answer)
    else:
        outcome = file.give_all(step.name or typed, state=step.state)
    return describe_given(outcome.step, outcome.after)
