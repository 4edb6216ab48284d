"""The replies about the voices of a file: all of them, one, and whom it may be."""

from dataclasses import replace

from content.review import CastChoice, CastVoice
from handlers.contract.reply import (
    Paragraph,
    ParagraphRole,
    Reply,
    actions,
    command_button,
    heading,
    navigation,
    page_buttons,
    paragraph,
    results,
    row,
    small,
    strong,
)
from handlers.library.review.labels.step import labels_button
from handlers.library.review.names.step import NamesStep, NamesView, confirm_button
from handlers.library.review.names.wording import (
    MAY_BE_ONE_PERSONS,
    NO_WORDS,
    describe_event,
    describe_size,
)
from handlers.library.review.one_person.step import person_button
from handlers.library.review.replies import (
    MAX_LABEL_CHARS,
    Reviewed,
    draft_buttons,
    not_served,
    said_paragraphs,
    undo_buttons,
)
from handlers.library.review.step import COMMAND
from handlers.text.wording import format_count, shorten

MAX_VOICES = 8
"""Voices on a page."""

MAX_TURNS = 3
"""Turns of a voice whose first words are shown."""

_MAX_OPENING_CHARS = 80
_MAX_TURN_CHARS = 300


def names_reply(shown: Reviewed, page: int) -> Reply:
    """Return a page of a file's voices, in the order in which they appear."""
    cast = shown.review.cast
    pages = max(1, -(-len(cast) // MAX_VOICES))
    page = min(page, pages - 1)
    step = NamesStep(file=shown.file_id)
    listed = cast[page * MAX_VOICES :][:MAX_VOICES]
    confirms = shown.review.confirm_id
    whose = person_button(shown.file_id)
    opened = shown.review.may_be_one_persons
    back = command_button("Passages", COMMAND, words=shown.name)
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            heading(f"{shown.name}: {format_count(len(cast), 'voice')}"),
            paragraph(small(describe_event(shown.review.transcript))),
            *(_row(voice) for voice in listed),
            *(() if cast else [paragraph(NO_WORDS)]),
            *([paragraph(MAY_BE_ONE_PERSONS)] if opened else ()),
            *([not_served(shown)] if shown.last_step else ()),
        ),
        groups=(
            results(
                *([whose] if opened else ()),
                *(
                    replace(step, voice=voice.id).button(
                        shorten(voice.name, MAX_LABEL_CHARS), NamesView.SHOW
                    )
                    for voice in listed
                ),
            ),
            page_buttons(COMMAND, page=page, pages=pages, words=step.words),
            actions(
                *([confirm_button(shown.file_id, confirms)] if confirms else []),
                labels_button(shown.file_id),
                *([whose] if shown.review.paragraphs and not opened else ()),
                *(draft_buttons(shown.draft) if shown.draft else ()),
            ),
            navigation(back, *undo_buttons(shown)),
        ),
    )


def voice_reply(shown: Reviewed, voice: CastVoice) -> Reply:
    """Return one voice, its first words, and the answers about it."""
    step = NamesStep(file=shown.file_id, voice=voice.id)
    turns = [t for t in shown.review.transcript.turns if t.speaker == voice.name]
    speaker = voice.speaker
    role = "no name" if speaker.voice else speaker.role
    same = [step.button("Same as …", NamesView.WHO)]
    return Reply(
        paragraphs=(
            *said_paragraphs(shown),
            heading(voice.name, *([small(f" ({role})")] if role else ())),
            paragraph(small(f"{shown.name}: {describe_size(voice)}")),
            *(
                paragraph(
                    shorten(turn.text, _MAX_TURN_CHARS), role=ParagraphRole.QUOTATION
                )
                for turn in turns[:MAX_TURNS]
            ),
        ),
        groups=(
            results(
                step.button("Right", CastChoice.RIGHT),
                step.button("Rename", CastChoice.RENAME),
                *(same if len(shown.review.cast) > 1 else ()),
            ),
            actions(
                step.button("Nobody's", CastChoice.COMMENTARY),
                step.button("Headings", CastChoice.HEADING),
            ),
            navigation(
                NamesStep(file=shown.file_id).button("Back", NamesView.LIST),
                *undo_buttons(shown),
            ),
        ),
    )


def others_reply(shown: Reviewed, voice: CastVoice, page: int) -> Reply:
    """Return a page of the other voices, of whom one may be the same person."""
    others = [each for each in shown.review.cast if each.id != voice.id]
    pages = max(1, -(-len(others) // MAX_VOICES))
    page = min(page, pages - 1)
    step = NamesStep(file=shown.file_id, voice=voice.id, verb=NamesView.WHO)
    listed = others[page * MAX_VOICES :][:MAX_VOICES]
    return Reply(
        paragraphs=(heading(f"{voice.name}: the same person as …"),),
        groups=(
            results(
                *(
                    step.button(
                        shorten(other.name, MAX_LABEL_CHARS), CastChoice.SAME, other.id
                    )
                    for other in listed
                )
            ),
            page_buttons(COMMAND, page=page, pages=pages, words=step.words),
            # "Back" would stand beside the button that turns a page back.
            navigation(step.button("Voice", NamesView.SHOW)),
        ),
    )


def _row(voice: CastVoice) -> Paragraph:
    opening = shorten(voice.opening, _MAX_OPENING_CHARS)
    size = describe_size(voice)
    return row(
        strong(voice.name), small(f" ({size}): {opening}" if opening else f" ({size})")
    )
