"""The replies of a review: a passage and its answers, all like it, the speakers, the end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from content.model import Turn
from content.review import Choice, Passage, Review
from content.review.answers import voice_of
from content.transcript_file import TranscriptFaults
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    actions,
    code,
    command_button,
    heading,
    navigation,
    page_buttons,
    paragraph,
    refinements,
    results,
    row,
    small,
    strong,
    with_numbers,
)
from handlers.library.review.excerpts.step import excerpts_button
from handlers.library.review.names.step import names_button
from handlers.library.review.step import (
    COMMAND,
    ReviewStep,
    View,
    nobodys_button,
    undo_button,
)
from handlers.library.review.wording import (
    NUMBERS,
    describe_voice,
    first_words,
    format_left,
    format_nobodys,
    last_words,
    offers,
)
from handlers.text.wording import format_count, shorten, shorten_name
from storage.review.library_reviews import DRAFT, LibraryReviews, WaitingFile
from storage.review.reviewed_file import ReviewedFile

MAX_LISTED = 10
"""Files on a page; passages and faults in a list."""

MAX_SPEAKERS = 8
"""Speakers on a page."""

MAX_PASSAGE_CHARS = 1500
MAX_LABEL_CHARS = 40

FILE_GONE = "That file is not in the library any more, nor among the drafts."
WHAT_IS_LEFT = command_button("What is left", COMMAND)

_NOT_SERVED = "Answers are served once the library is reloaded."
_NOT_IN_LIBRARY = "Nothing of it is in the library yet."
RELOAD_BUTTONS = (
    command_button("What would change", "reload", words="check"),
    command_button("Reload", "reload"),
)

_VOICES = (Choice.RIGHT, Choice.BEFORE, Choice.AFTER)
_ALIKE_NUMBER = max(NUMBERS.values()) + 1
"""Of the button for all like it; those below it have the next ones."""
_ALL_LABELS = {
    Choice.RIGHT: "Right as they are",
    Choice.BEFORE: "Who speaks before each",
    Choice.AFTER: "Who speaks after each",
    Choice.SPEAKER: "Another speaker",
    Choice.NEW: "Somebody new",
    Choice.COMMENTARY: "Commentary",
    Choice.STAGE: "Stage directions",
    Choice.HEADING: "Headings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A file as a reply shows it.

    Attributes:
        name: Without its extension.
        file_id: What a button calls it.
        review: Of the file as it is.
        last_step: The id of the answer that can be taken back; empty for none.
        said: What was just done.
        draft: The name of a draft's file; empty for one of the library.
    """

    name: str
    file_id: str
    review: Review
    last_step: str = ""
    said: str = ""
    draft: str = ""


def as_shown(
    reviews: LibraryReviews,
    file: ReviewedFile,
    review: Review,
    *,
    last_step: str = "",
    said: str = "",
) -> Reviewed:
    """Return a file as a reply shows it."""
    return Reviewed(
        name=reviews.name_of(file.path),
        file_id=reviews.id_of(file.path),
        review=review,
        last_step=last_step,
        said=said,
        draft=file.path.stem if reviews.is_draft(file.path) else "",
    )


def with_undo(
    reviews: LibraryReviews, file: ReviewedFile, review: Review, said: str = ""
) -> Reviewed:
    """Return a file as a reply shows it that can take the last answer back.

    It reads the answers from their file.
    """
    steps = file.steps()
    last_step = steps[-1].id if steps else ""
    return as_shown(reviews, file, review, last_step=last_step, said=said)


def files_reply(files: Sequence[WaitingFile], page: int) -> Reply:
    """Return a page of the list of drafts and of files with doubtful passages."""
    pages = -(-len(files) // MAX_LISTED)
    page = min(page, pages - 1)
    shown = files[page * MAX_LISTED :][:MAX_LISTED]
    return Reply(
        paragraphs=(
            heading(_what_waits(files)),
            *(
                row(each.name, small(f" ({each.passages:,})" if each.passages else ""))
                for each in shown
            ),
        ),
        groups=(
            results(
                *(
                    command_button(
                        shorten_name(each.name, MAX_LABEL_CHARS),
                        COMMAND,
                        words=each.name,
                    )
                    for each in shown
                )
            ),
            page_buttons(COMMAND, page=page, pages=pages),
        ),
    )


def _what_waits(files: Sequence[WaitingFile]) -> str:
    """Say how many passages are doubtful in how many files, and how many drafts wait.

    >>> _what_waits([WaitingFile(name="talk (draft)", passages=0)])
    'No passage is doubtful; 1 draft to be put into the library'
    >>> _what_waits([WaitingFile(name="talk (draft)", passages=2)])
    '2 doubtful passages in 1 file; 1 draft to be put into the library'
    """
    counts = [each.passages for each in files if each.passages]
    drafts = sum(each.name.endswith(DRAFT) for each in files)
    said = "No passage is doubtful"
    if counts:
        passages = format_count(sum(counts), "doubtful passage")
        said = f"{passages} in {format_count(len(counts), 'file')}"
    waiting = f"; {format_count(drafts, 'draft')} to be put into the library"
    return said + (waiting if drafts else "")


def passage_reply(shown: Reviewed, passage: Passage) -> Reply:
    """Return a passage between its neighbours, why it is doubtful, and the answers."""
    turn, listed = passage.turn, list(offers(passage))
    step = ReviewStep(
        id=passage.id,
        verb=View.SHOW,
        file="" if turn.doubt else shown.file_id,
        opening=turn.text[:200],
    )
    text = turn.text
    if len(text) > MAX_PASSAGE_CHARS:
        text = f"{text[:MAX_PASSAGE_CHARS]}…"
    leave = "Leave aside" if turn.doubt else "Leave it so"
    alike: list[Button] = []
    if passage.alike > 1:
        button = step.button(f"All {passage.alike:,} like this …", View.ALL)
        alike += with_numbers(_ALIKE_NUMBER, button)
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            heading(f"{shown.name}: {_what_is_left(shown, passage)}"),
            *_neighbour(passage.previous, last_words),
            paragraph(text, role=ParagraphRole.QUOTATION),
            paragraph(f"{describe_voice(voice_of(turn))}?", role=ParagraphRole.BYLINE),
            *_neighbour(passage.following, first_words),
            paragraph(
                *(
                    (strong("Doubtful"), f": {turn.doubt} ")
                    if turn.doubt
                    else (strong("Given to nobody"), " ")
                ),
                small(f"(line {passage.line:,})"),
            ),
        ),
        groups=(
            results(
                *(
                    _answer_button(
                        step, each.choice, shorten(each.label, MAX_LABEL_CHARS)
                    )
                    for each in listed
                    if each.choice in _VOICES
                )
            ),
            actions(
                *(
                    _answer_button(step, each.choice, each.label)
                    for each in listed
                    if each.choice not in _VOICES
                )
            ),
            refinements(*alike),
            navigation(
                *with_numbers(
                    _ALIKE_NUMBER + 1,
                    step.button(leave, View.NEXT),
                    names_button(shown.file_id),
                    excerpts_button(shown.file_id),
                    *undo_buttons(shown),
                )
            ),
        ),
    )


def _what_is_left(shown: Reviewed, passage: Passage) -> str:
    """Say how many passages are doubtful, or which of those that are nobody's it is."""
    if passage.turn.doubt:
        return format_left(len(shown.review.passages))
    nobodys = shown.review.nobodys
    return f"{nobodys.index(passage) + 1:,} of {len(nobodys):,} that nobody was given"


def same_doubt_reply(shown: Reviewed, passage: Passage) -> Reply:
    """Return the passages that are doubtful for one sign, and answers to all of them."""
    passages = shown.review.alike(passage)
    step = ReviewStep(id=passage.id, verb=View.SHOW, alike=len(passages))
    return Reply(
        paragraphs=(
            heading(f"{shown.name}: {len(passages):,} like this"),
            paragraph(strong("Doubtful"), f": {passage.sign}"),
            *(
                row(
                    f"{describe_voice(voice_of(each.turn))}? ",
                    small(shorten(each.turn.text, 2 * MAX_LABEL_CHARS)),
                )
                for each in passages[:MAX_LISTED]
            ),
            *_more(len(passages)),
        ),
        groups=(
            results(
                *(_answer_button(step, each, _ALL_LABELS[each]) for each in _VOICES)
            ),
            actions(
                *(
                    _answer_button(step, choice, label)
                    for choice, label in _ALL_LABELS.items()
                    if choice not in _VOICES
                )
            ),
            navigation(replace(step, alike=0).button("Back", View.SHOW)),
        ),
    )


def speakers_reply(
    shown: Reviewed, step: ReviewStep, names: Sequence[str], page: int
) -> Reply:
    """Return a page of the file's speakers, whose words a passage may be."""
    pages = max(1, -(-len(names) // MAX_SPEAKERS))
    page = min(page, pages - 1)
    return Reply(
        paragraphs=(
            heading(f"{shown.name}: whose words are they?"),
            *(() if names else [paragraph("The file has no speaker yet.")]),
        ),
        groups=(
            results(
                *(
                    step.button(shorten(name, MAX_LABEL_CHARS), Choice.SPEAKER, name)
                    for name in names[page * MAX_SPEAKERS :][:MAX_SPEAKERS]
                )
            ),
            page_buttons(COMMAND, page=page, pages=pages, words=step.words),
            navigation(
                step.button(_ALL_LABELS[Choice.NEW], Choice.NEW),
                replace(step, alike=0).button("Passage", View.SHOW),
            ),
        ),
    )


def end_reply(shown: Reviewed) -> Reply:
    """Return what can be done once nothing more is asked about a file."""
    count, nobodys = len(shown.review.passages), len(shown.review.nobodys)
    again = [command_button("From the top", COMMAND, words=shown.name)] if count else []
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            paragraph(strong(shown.name), f": {format_left(count)}."),
            *([paragraph(f"{format_nobodys(nobodys)}.")] if nobodys else ()),
            not_served(shown),
        ),
        groups=(
            actions(
                *again,
                names_button(shown.file_id),
                excerpts_button(shown.file_id),
                *([nobodys_button(shown.file_id)] if nobodys else ()),
                *(draft_buttons(shown.draft) if shown.draft else RELOAD_BUTTONS),
            ),
            navigation(*undo_buttons(shown), command_button("Other files", COMMAND)),
        ),
    )


def not_served(shown: Reviewed) -> Paragraph:
    """Return the reminder that an answer changes nothing of what is served yet."""
    return paragraph(small(_NOT_IN_LIBRARY if shown.draft else _NOT_SERVED))


def draft_buttons(slug: str) -> Iterator[Button]:
    """Yield the buttons that put a draft into the library, or do away with it."""
    for label, verb in (
        ("What would change", "check"),
        ("Put it into the library", "load"),
        ("Discard", "discard"),
    ):
        yield command_button(label, "import", words=f"step {verb} {slug}")


def faults_reply(error: TranscriptFaults) -> Reply:
    """Return the faults for which a file can't be reviewed."""
    count = format_count(len(error.faults), "fault")
    return Reply(
        paragraphs=(
            paragraph(
                strong("The file can't be reviewed"),
                f": {count} in it. Mend it in an editor, then go on.",
            ),
            *(row(code(str(fault))) for fault in error.faults[:MAX_LISTED]),
            *_more(len(error.faults)),
        ),
        groups=(actions(WHAT_IS_LEFT),),
    )


def _answer_button(step: ReviewStep, choice: Choice, label: str) -> Button:
    button = step.button(label, View.WHO if choice is Choice.SPEAKER else choice)
    return replace(button, number=NUMBERS[choice])


def undo_buttons(shown: Reviewed) -> Iterator[Button]:
    """Yield the button that takes the last answer back, if there is one."""
    if shown.last_step:
        yield undo_button("Undo", shown.last_step)


def said_paragraphs(shown: Reviewed) -> Iterator[Paragraph]:
    """Yield what was just done, if anything was."""
    if shown.said:
        yield paragraph(shown.said)


def _neighbour(turn: Turn | None, words: Callable[[Turn], str]) -> Iterator[Paragraph]:
    if turn:
        yield paragraph(small(f"{describe_voice(voice_of(turn))}: {words(turn)}"))


def _more(count: int) -> Iterator[Paragraph]:
    if count > MAX_LISTED:
        yield row(small(f"… and {count - MAX_LISTED:,} more"))
