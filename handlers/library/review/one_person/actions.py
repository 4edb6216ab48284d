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
    # A name that was written into a field comes without one in the button.
    name = step.name or request.arguments.text("name")
    try:
        said = await asyncio.to_thread(_give, file, step, name)
    except CannotSettleError as error:
        again = PersonStep(file=step.file, verb=PersonVerb.TYPE).button("Type it again")
        typed = [again] if step.verb is PersonVerb.TYPE else []
        raise private_error(str(error), *typed, person_button(step.file)) from error
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


def _give(file: ReviewedFile, step: PersonStep, name: str) -> str:
    """Write whose all of a file is; return what was written.

    Raises:
        CannotSettleError: The file has changed since, or the answer does not fit.
    """
    if step.verb is PersonVerb.ONLY:
        _, last = file.before_giving()
        name = last.person if last else ""
        outcome = file.give_all(name, step.numbers, step_id=step.answer)
    else:
        outcome = file.give_all(name, state=step.state)
    return describe_given(outcome.step, outcome.after)
