"""`/review [file]`: settle doubtful passages of the library's files, one at a time."""

import asyncio
from dataclasses import replace

from content.review import (
    CannotSettleError,
    CannotUndoError,
    Choice,
    Passage,
    Review,
)
from content.transcript_file import TranscriptFaults
from handlers.contract.reply import (
    Reply,
    UserError,
    command_button,
    private_error,
    text_reply,
)
from handlers.contract.request import Request
from handlers.library.review.excerpts.actions import follow_excerpts, reopened_reply
from handlers.library.review.excerpts.step import parse_excerpts_step
from handlers.library.review.labels.actions import follow_labels
from handlers.library.review.labels.step import parse_labels_step
from handlers.library.review.names.actions import follow_names, reviewed
from handlers.library.review.names.replies import names_reply
from handlers.library.review.names.step import parse_names_step
from handlers.library.review.names.wording import describe_undone
from handlers.library.review.one_person.actions import follow_person
from handlers.library.review.one_person.step import parse_person_step
from handlers.library.review.replies import (
    FILE_GONE,
    MAX_LABEL_CHARS,
    WHAT_IS_LEFT,
    as_shown,
    end_reply,
    faults_reply,
    files_reply,
    passage_reply,
    same_doubt_reply,
    speakers_reply,
    with_undo,
)
from handlers.library.review.step import (
    COMMAND,
    TOP,
    ReviewStep,
    View,
    parse_step,
    parse_undo,
)
from handlers.text.permission import require_admin
from handlers.text.wording import format_count, in_quotes, shorten_name
from storage.review.library_reviews import FoundPassage, LibraryReviews
from storage.review.reviewed_file import ReviewedFile

_MAX_ALIKE = 4
"""Files that are offered where none has the name that was typed."""

_CHANGED = (
    "That passage was settled meanwhile, or the file was changed there. Nothing was "
    "written."
)
_UNDONE = (
    "That is not the last answer any more: it was taken back already, or others came "
    "after it."
)


async def review(request: Request, *, reviews: LibraryReviews) -> Reply:
    """Show the next doubtful passage, or write an answer to one and show the next.

    Raises:
        UserError: The asker may not, or what a button is about has changed.
    """
    require_admin(request, "review its files")
    words = request.arguments.text("step")
    try:
        if step_id := parse_undo(words):
            reply = await _undo(step_id, reviews)
        elif names := parse_names_step(words):
            reply = await follow_names(request, names, reviews)
        elif labels := parse_labels_step(words):
            reply = await follow_labels(request, labels, reviews)
        elif person := parse_person_step(words):
            reply = await follow_person(request, person, reviews)
        elif excerpts := parse_excerpts_step(words):
            reply = await follow_excerpts(excerpts, reviews)
        elif words:
            reply = await _follow(request, parse_step(words), reviews)
        else:
            reply = await _begin(request, reviews)
    except TranscriptFaults as error:
        raise UserError(replace(faults_reply(error), private=True)) from error
    return replace(reply, private=True, replaces=request.pressed)


async def _begin(request: Request, reviews: LibraryReviews) -> Reply:
    """Show the first doubt of the file that is named, or the files that wait.

    Raises:
        UserError: There is no such file.
    """
    name = request.arguments.text("file")
    files = await reviews.waiting_files()
    if not name and len(files) == 1:
        name = files[0].name
    if name:
        file = await reviews.open(name)
        if file is None:
            raise await _no_file(name, reviews)
        read = await asyncio.to_thread(file.read)
        return await _ask(reviews, file, read, next(iter(read.passages), None))
    if not files:
        return text_reply("No passage in the library's files is doubtful.")
    return files_reply(files, request.page)


async def _no_file(name: str, reviews: LibraryReviews) -> UserError:
    """Return the error of a name that no file bears, with files that are called alike."""
    like = await reviews.names_like(name, _MAX_ALIKE)
    said = f"There is no transcript file {in_quotes(name)} in the library."
    return private_error(
        f"{said} Did you mean one of these?" if like else said,
        *(
            command_button(shorten_name(one, MAX_LABEL_CHARS), COMMAND, words=one)
            for one in like
        ),
        WHAT_IS_LEFT,
    )


async def _follow(
    request: Request, step: ReviewStep | None, reviews: LibraryReviews
) -> Reply:
    """Do what a button says with the passage that it names.

    Raises:
        UserError: The passage, or what is alike, has changed since.
    """
    if step and step.id == TOP:
        return await _first_nobodys(step, reviews)
    found = await _find(step, reviews) if step else None
    if step is None or found is None:
        raise private_error(_CHANGED, WHAT_IS_LEFT)
    file, shown, passage = found.file, found.review, found.passage
    if step.alike and step.alike != passage.alike:
        raise private_error(
            f"There are {passage.alike:,} like this now, not {step.alike:,}. Nothing was "
            "written.",
            replace(step, alike=0).button("Look again", View.SHOW),
        )
    if step.verb is View.SHOW:
        return await _ask(reviews, file, shown, passage)
    if step.verb is View.NEXT:
        return await _ask(reviews, file, shown, _next(shown, passage))
    if step.verb is View.ALL:
        return same_doubt_reply(as_shown(reviews, file, shown), passage)
    if step.verb is View.WHO:
        names = await asyncio.to_thread(shown.speakers_near, passage)
        about = as_shown(reviews, file, shown)
        if not step.alike:
            step = replace(step, opening=passage.turn.text[:200])
        return speakers_reply(about, step, names, request.page)
    # The name of somebody new was written into a field.
    written = request.arguments.text("name")
    return await _settle(reviews, found, replace(step, name=written or step.name))


async def _first_nobodys(step: ReviewStep, reviews: LibraryReviews) -> Reply:
    """Show the first passage of a file that nobody was given.

    Raises:
        UserError: The file is gone.
    """
    file = await reviews.find_file(step.file)
    if file is None:
        raise private_error(FILE_GONE, WHAT_IS_LEFT)
    read = await asyncio.to_thread(file.read)
    return await _ask(reviews, file, read, next(iter(read.nobodys), None))


async def _find(step: ReviewStep, reviews: LibraryReviews) -> FoundPassage | None:
    if step.file:
        return await reviews.find_nobodys(step.file, step.id)
    return await reviews.find(step.id)


def _next(
    shown: Review, passage: Passage, *, after: int | None = None
) -> Passage | None:
    """Return what is asked about after a passage: doubts, or what nobody was given."""
    number = passage.number if after is None else after
    if passage.turn.doubt:
        return shown.next_after(number)
    return shown.next_nobodys(number)


async def _settle(
    reviews: LibraryReviews, found: FoundPassage, step: ReviewStep
) -> Reply:
    """Write an answer, and ask about the next passage.

    Raises:
        UserError: The answer does not fit the passage.
    """
    answer = step.answer
    if answer is None:
        raise private_error(_CHANGED, WHAT_IS_LEFT)
    try:
        outcome = await asyncio.to_thread(
            found.file.settle, step.id, answer, alike=bool(step.alike)
        )
    except CannotSettleError as error:
        step = replace(step, name="", opening=found.passage.turn.text[:200])
        again = [step.button("Type it again", Choice.NEW)]
        back = replace(step, alike=0).button("Back", View.SHOW)
        raise private_error(
            str(error), *(again if answer.choice is Choice.NEW else ()), back
        ) from error
    settled = format_count(outcome.step.settled, "passage")
    stay = f" {outcome.left} that it does not fit stay." if outcome.left else ""
    after = outcome.after
    following = _next(after, found.passage, after=found.passage.number - 1)
    if found.passage.turn.doubt:
        following = following or next(iter(after.passages), None)
    said = f"Written: {settled} settled.{stay}"
    return await _ask(reviews, found.file, after, following, said=said)


async def _undo(step_id: str, reviews: LibraryReviews) -> Reply:
    """Undo the last answer, and ask again.

    Raises:
        UserError: It is not the last any more, or the file was changed there.
    """
    file = await reviews.find_step(step_id)
    if file is None:
        raise private_error(_UNDONE, WHAT_IS_LEFT)
    try:
        outcome = await asyncio.to_thread(file.undo, step_id)
    except CannotUndoError as error:
        raise private_error(str(error), WHAT_IS_LEFT) from error
    if outcome.step.about_excerpt:
        return await asyncio.to_thread(reopened_reply, reviews, file, outcome)
    said = describe_undone(outcome.step)
    if outcome.step.about_names:
        return names_reply(await reviewed(reviews, file, said), 0)
    return await _ask(reviews, file, outcome.after, outcome.reopened, said=said)


async def _ask(
    reviews: LibraryReviews,
    file: ReviewedFile,
    shown: Review,
    passage: Passage | None,
    *,
    said: str = "",
) -> Reply:
    """Ask about a passage; for None, show that nothing more is asked."""
    about = await asyncio.to_thread(with_undo, reviews, file, shown, said)
    return passage_reply(about, passage) if passage else end_reply(about)
