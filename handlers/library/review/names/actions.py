"""The voices of a file in `/review`: they are listed, and wrong names put right."""

import asyncio

from content.review import CannotSettleError, CastChoice, CastVoice
from handlers.contract.reply import Reply, private_error
from handlers.contract.request import Request
from handlers.library.review.names.replies import (
    MAX_VOICES,
    names_reply,
    others_reply,
    voice_reply,
)
from handlers.library.review.names.step import NamesStep, NamesView, names_button
from handlers.library.review.names.wording import describe_confirmed, describe_recast
from handlers.library.review.replies import FILE_GONE, WHAT_IS_LEFT, Reviewed, with_undo
from storage.review.library_reviews import LibraryReviews
from storage.review.reviewed_file import ReviewedFile

_CHANGED = (
    "That voice has another name or other words by now. Nothing was written; look at the "
    "names again."
)


async def follow_names(
    request: Request, step: NamesStep, reviews: LibraryReviews
) -> Reply:
    """Show the voices of a file or one of them, or write an answer about one.

    Raises:
        UserError: The file or the voice has changed since, or the answer does not fit.
        TranscriptFaults: The file has faults.
    """
    file = await reviews.find_file(step.file)
    if file is None:
        raise private_error(FILE_GONE, WHAT_IS_LEFT)
    if step.confirms:
        return await _confirm(reviews, file, step)
    shown = await reviewed(reviews, file)
    if not step.voice:
        return names_reply(shown, request.page)
    voice = shown.review.find_voice(step.voice)
    if voice is None:
        raise private_error(_CHANGED, names_button(step.file))
    if step.verb is NamesView.SHOW:
        return voice_reply(shown, voice)
    if step.verb is NamesView.WHO:
        return others_reply(shown, voice, request.page)
    name = request.arguments.text("name")
    if step.verb is CastChoice.SAME:
        other = shown.review.find_voice(step.other)
        if other is None:
            raise private_error(_CHANGED, names_button(step.file))
        name = other.name
    return await _recast(reviews, file, step, voice, name)


async def reviewed(
    reviews: LibraryReviews, file: ReviewedFile, said: str = ""
) -> Reviewed:
    """Read a file, and return it as a reply shows it."""
    return await asyncio.to_thread(lambda: with_undo(reviews, file, file.read(), said))


async def _recast(
    reviews: LibraryReviews,
    file: ReviewedFile,
    step: NamesStep,
    voice: CastVoice,
    name: str,
) -> Reply:
    """Write an answer, and show the voices again.

    Raises:
        UserError: The answer does not fit the voice.
    """
    answer = step.answer(name)
    if answer is None:
        raise private_error(_CHANGED, names_button(step.file))
    try:
        outcome = await asyncio.to_thread(file.recast, voice.id, answer)
    except CannotSettleError as error:
        renames = step.verb is CastChoice.RENAME
        again = [step.button("Type it again", step.verb)] if renames else []
        raise private_error(str(error), *again, names_button(step.file)) from error
    cast = outcome.before.cast
    place = next((n for n, each in enumerate(cast) if each.id == voice.id), 0)
    said = describe_recast(outcome.step, outcome.after)
    return names_reply(await reviewed(reviews, file, said), place // MAX_VOICES)


async def _confirm(
    reviews: LibraryReviews, file: ReviewedFile, step: NamesStep
) -> Reply:
    """Write that all names are right, and show the voices again.

    Raises:
        UserError: They are not those that the button was under any more.
    """
    try:
        outcome = await asyncio.to_thread(file.confirm, step.confirms)
    except CannotSettleError as error:
        raise private_error(str(error), names_button(step.file)) from error
    return names_reply(
        await reviewed(reviews, file, describe_confirmed(outcome.step)), 0
    )
