"""What a load changed or would change, and why nothing was loaded, in words."""

from collections.abc import Iterator, Sequence

from content.transcript_file import Fault
from handlers.contract.reply import (
    Paragraph,
    Reply,
    code,
    paragraph,
    row,
    small,
    strong,
)
from handlers.text.wording import format_count
from storage.corpus.comparison import Change, Difference

MAX_LISTED = 10
"""Lines of each kind that are shown; the rest is counted."""


def nothing_loaded(faults: Sequence[Fault], *, served: bool) -> Reply:
    """Return the faults for which nothing was loaded."""
    is_of_lines = len(faults) > 1 or faults[0].line
    count = (
        f": {format_count(len(faults), 'fault')} in the files" if is_of_lines else ""
    )
    after = " The library that was there goes on serving." if served else ""
    return Reply(
        paragraphs=(
            paragraph(strong("Nothing was loaded"), f"{count}.{after}"),
            *(row(code(str(fault))) for fault in faults[:MAX_LISTED]),
            *_more_row(len(faults)),
        ),
        private=True,
    )


def difference_lines(difference: Difference, *, check: bool) -> Iterator[Paragraph]:
    """Yield what a load changed, or would change."""
    if difference.empty:
        yield paragraph(
            f"Nothing to do: {format_count(difference.unchanged, 'transcript')}, all as "
            "they are served."
        )
    else:
        verb = "Would load" if check else "Loaded"
        yield paragraph(
            strong(verb),
            f": {len(difference.added)} added, {len(difference.changed)} changed, "
            f"{len(difference.removed)} removed, {difference.unchanged} unchanged.",
        )
    for sign, changes in (
        ("+", difference.added),
        ("~", difference.changed),
        ("−", difference.removed),
    ):
        yield from (_change_row(sign, change) for change in changes[:MAX_LISTED])
        yield from _more_row(len(changes))
    if difference.doubtful:
        yield paragraph(
            f"{format_count(difference.doubtful, 'passage')} marked for checking: served "
            "to nobody until the mark is deleted from the file."
        )
    if difference.unresolved:
        yield paragraph(strong("Speakers unresolved"))
        yield from (row(unsure) for unsure in difference.unresolved[:MAX_LISTED])
        yield from _more_row(len(difference.unresolved))
    for sentences in (difference.copies, difference.unmatched, difference.ignored):
        yield from (row(small(said)) for said in sentences[:MAX_LISTED])
        yield from _more_row(len(sentences))


def _change_row(sign: str, change: Change) -> Paragraph:
    excerpts = _numbers(
        added=change.added, changed=change.changed, removed=change.removed
    )
    comments = _numbers(added=change.comments_added, removed=change.comments_removed)
    counted = (("excerpts", excerpts), ("comments", comments))
    said = "; ".join(f"{what}: {numbers}" for what, numbers in counted if numbers)
    return row(f"{sign} {change.slug} ", small(f"({said or 'its details'})"))


def _numbers(**counts: int) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)


def _more_row(count: int) -> Iterator[Paragraph]:
    if count > MAX_LISTED:
        yield row(small(f"… and {count - MAX_LISTED:,} more"))
