"""The replies about labels that nobody took for some: likely ones, and who speaks there."""

from dataclasses import replace

from content.review import TaughtLabel, TaughtVoice
from handlers.contract.reply import (
    Paragraph,
    Reply,
    actions,
    heading,
    navigation,
    page_buttons,
    paragraph,
    results,
    row,
    small,
    strong,
)
from handlers.library.review.labels.step import LabelsStep, LabelsVerb
from handlers.library.review.names.step import names_button
from handlers.library.review.names.wording import (
    NO_LIKELY_LABELS,
    describe_found,
    describe_taught,
)
from handlers.library.review.replies import MAX_LABEL_CHARS, Reviewed
from handlers.library.review.step import COMMAND
from handlers.text.wording import shorten

MAX_VOICES = 8
"""Voices on a page."""

_MAX_OPENING_CHARS = 80


def labels_reply(shown: Reviewed) -> Reply:
    """Return the line starts of a file that may be labels."""
    likely = shown.review.likely_labels
    step = LabelsStep(file=shown.file_id, verb=LabelsVerb.SHOW)
    return Reply(
        paragraphs=(
            heading(f"{shown.name}: who else speaks?"),
            paragraph(
                "Lines that start so may be somebody's. Choose one, or type the start of "
                "another as it is printed."
                if likely
                else NO_LIKELY_LABELS
            ),
            *(
                row(
                    strong(each.printed),
                    small(f" ({describe_found(each)}): {_shortened(each.example)}"),
                )
                for each in likely
            ),
        ),
        groups=(
            results(
                *(
                    replace(step, label=each.printed).button(
                        shorten(each.printed, MAX_LABEL_CHARS)
                    )
                    for each in likely
                )
            ),
            actions(replace(step, verb=LabelsVerb.TYPE).button("Type a label")),
            navigation(names_button(shown.file_id)),
        ),
    )


def label_reply(
    shown: Reviewed, found: TaughtLabel, step: LabelsStep, page: int
) -> Reply:
    """Return a page of those who speak under labels like one.

    A button with a voice's name takes it out, or puts it back.
    """
    step = replace(step, label=found.printed, verb=LabelsVerb.SHOW)
    pages = max(1, -(-len(found.voices) // MAX_VOICES))
    page = min(page, pages - 1)
    listed = [*enumerate(found.voices)][page * MAX_VOICES :][:MAX_VOICES]
    write = replace(step, verb=LabelsVerb.WRITE, state=shown.review.state)
    left = any(not step.is_out(number) for number in range(len(found.voices)))
    return Reply(
        paragraphs=(
            heading(f"{found.printed}: {describe_found(found)}"),
            paragraph("Whose button you press is nobody, and stays in the text."),
            *(_row(voice, out=step.is_out(number)) for number, voice in listed),
        ),
        groups=(
            results(
                *(
                    step.turned(number).button(
                        ("+ " if step.is_out(number) else "− ")
                        + shorten(voice.name, MAX_LABEL_CHARS)
                    )
                    for number, voice in listed
                )
            ),
            page_buttons(COMMAND, page=page, pages=pages, words=step.words),
            actions(*([write.button("Write these turns")] if left else [])),
            navigation(LabelsStep(file=shown.file_id).button("Back")),
        ),
    )


def _row(voice: TaughtVoice, *, out: bool) -> Paragraph:
    said = f" ({describe_taught(voice)}): {_shortened(voice.opening)}"
    return (
        row(small(f"{voice.name}: nobody"))
        if out
        else row(strong(voice.name), small(said))
    )


def _shortened(words: str) -> str:
    return shorten(words, _MAX_OPENING_CHARS)
