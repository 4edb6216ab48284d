"""The labels of a document, from what shows by its form to what is settled."""

from collections.abc import Mapping, Sequence

from content.document import Document
from content.segment.labels.attendance import fields_below, listed_offices
from content.segment.labels.conventions import find_labels
from content.segment.labels.declared import (
    declared_initials,
    initials_of_declared,
    initials_of_named,
    letters_of_parts,
)
from content.segment.labels.exclusions.fields import (
    find_fields,
    is_record_field,
    without_inner_fields,
)
from content.segment.labels.exclusions.leads import without_leads
from content.segment.labels.exclusions.letter_lines import (
    without_addressed,
    without_signatures,
)
from content.segment.labels.exclusions.votes import holds_votes, is_brief_count
from content.segment.labels.label import Ending
from content.segment.labels.parting.line_breaks import split_at_labels
from content.segment.labels.parting.words_behind_bold import with_words_behind_bold
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.captions.arrows import with_own_names_behind_arrows
from content.segment.labels.shapes.chats.poster_cards import with_posters
from content.segment.labels.shapes.named_answers import with_named_answers
from content.segment.labels.shapes.questions.answers_below import with_answers_below
from content.segment.labels.shapes.questions.first_pair import with_first_pair
from content.segment.labels.shapes.questions.house_names import with_house_names
from content.segment.labels.shapes.questions.set_off import with_set_off_questions
from content.segment.labels.shapes.questions.signs import with_signed_questions
from content.segment.line_roles.roles import Roles, surely_opens
from content.segment.lines import Line
from content.segment.messages.announcements.labels_of_address import without_salutations
from content.segment.names.words import label_words
from content.segment.speakers.chairs import (
    find_presiding,
    with_chairs_in_turn,
    without_presided,
)
from content.segment.speakers.dashed_answers import with_dashed_answers
from content.segment.speakers.examinations import with_examiners
from content.segment.speakers.holders import find_named_holders
from content.segment.speakers.known_names import KnownNames, first_that_recurs
from content.segment.speakers.movers import with_movers
from content.segment.speakers.resumed_turns import with_resumed_turns
from content.segment.speakers.signed_offices import signed_offices
from content.segment.turns.page_head.headlines.label_like import without_headlines
from content.segment.turns.questions import are_answers_words
from content.segment.voices.commentary import labels_of_speakers, without_readers_labels
from content.segment.voices.minutes.agenda_items import without_agenda_items
from content.segment.voices.minutes.labels import (
    doubt_reported,
    fields_of_minutes,
    with_listed_alone,
)
from content.segment.voices.minutes.minutes import Minutes
from content.segment.voices.minutes.statements import without_stated
from content.segment.voices.minutes.titles_of_texts import without_titles_of_texts
from content.segment.voices.one_speech.head_fields import without_head_fields


def known_labels(
    lines: Sequence[Line], document: Document, minutes: Minutes | None
) -> dict[int, ScoredLabel]:
    """Return the labels that a document shows by their form."""
    listed = minutes.listed if minutes else ()
    declared = [*document.speakers, *letters_of_parts(lines)]
    found = find_labels(lines, declared=declared, listed=listed)
    return without_leads(with_words_behind_bold(found, lines), lines)


def complete_labels(
    labels: dict[int, ScoredLabel],
    lines: Sequence[Line],
    document: Document,
    minutes: Minutes | None,
    *,
    is_first: bool,
) -> dict[int, ScoredLabel]:
    """Return labels with those that others lead to, and without those of nobody.

    Args:
        labels: The labels that show by themselves.
        lines: The lines.
        document: The document or the part.
        minutes: What it is known by to be minutes, if it is.
        is_first: Whether the headlines are in it.
    """
    labels = with_signed_questions(with_named_answers(labels, lines), lines)
    labels = with_set_off_questions(labels, lines)
    labels = labels_of_speakers(labels, lines)
    if is_first:
        labels = with_house_names(without_headlines(labels, lines), lines)
        labels = with_answers_below(with_first_pair(labels, lines), lines)
        labels = with_own_names_behind_arrows(labels, lines)
        labels = {} if are_answers_words(labels, lines) else labels
        if minutes is None:
            labels = without_agenda_items(labels, lines, document)
        labels = without_head_fields(labels, lines)
        labels = without_titles_of_texts(
            labels, lines, document, in_minutes=minutes is not None
        )
        if minutes is not None:
            labels = with_listed_alone(labels, lines, minutes)
    return labels


def _without_calls_below_names(
    labels: Mapping[int, ScoredLabel],
) -> dict[int, ScoredLabel]:
    """Return labels without "Chair." right below a name alone, whose words open so."""
    chairs = label_words().chairs
    return {
        n: one
        for n, one in labels.items()
        if one.label.ending is not Ending.STOP
        or one.key not in chairs
        or n - 1 not in labels
        or not labels[n - 1].label.alone
    }


def settle_labels(
    lines: list[Line],
    labels: Mapping[int, ScoredLabel],
    minutes: Minutes | None,
    roles: Roles,
) -> tuple[list[Line], dict[int, ScoredLabel], frozenset[int], dict[str, str]]:
    """Return lines split at their labels, the labels, the fields, and who holds offices.

    What surely looks as if somebody began to speak is no field, unless it counts votes.
    """
    lines, found = with_dashed_answers(lines, _without_calls_below_names(labels))
    lines, labels = split_at_labels(lines, with_examiners(found, lines))
    # Names inside of lines are found by now: "Hall: “Never.” That is not true!"
    labels = without_readers_labels(labels, lines)
    labels = without_addressed(without_signatures(labels, lines), lines)
    labels = with_movers(labels, lines)
    labels = without_salutations(labels, lines)
    labels, told = with_posters(labels, lines)
    fields = find_fields(labels, lines) - told
    labels = without_inner_fields(labels, lines, fields)
    presiding = find_presiding(labels, lines, fields)
    labels, chaired = with_chairs_in_turn(labels, lines, fields)
    if minutes is not None:
        fields |= fields_of_minutes(labels, lines, minutes)
    fields -= {
        n
        for n in fields
        if n in labels
        and surely_opens(lines[n], roles)
        and not (
            is_record_field(labels[n].label.printed)
            and (
                minutes is not None
                or holds_votes(lines[n].text)
                or is_brief_count(lines[n].text[labels[n].label.end :])
            )
        )
    }
    alone = {n for n, one in labels.items() if one.label.alone}
    fields |= chaired | fields_below(lines, first_that_recurs(labels), alone)
    labels = {n: one for n, one in labels.items() if n not in fields}
    if minutes is not None:
        labels = doubt_reported(labels, lines, minutes)
        labels = without_stated(labels, lines, minutes.code)
    holders = without_presided(find_named_holders(labels, lines), presiding)
    holders = signed_offices(lines) | holders | presiding
    if minutes is not None:
        holders = listed_offices(lines, min(labels, default=len(lines))) | holders
    return lines, with_resumed_turns(labels, lines), fields | told, holders


def initials_of(lines: Sequence[Line], document: Document) -> dict[str, str]:
    """Return the names that a document declares, or has on top, by their initials."""
    declared = initials_of_declared(document.speakers) | declared_initials(lines)
    return initials_of_named(lines) | letters_of_parts(lines) | declared


def names_known_in(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> KnownNames:
    """Return what names a document has in its labels and its lines."""
    return KnownNames(
        [line.text for line in lines],
        first_that_recurs(labels),
        {n: one.label.end for n, one in labels.items()},
        {
            n: line.bold
            for n, line in enumerate(lines)
            if 0 < line.bold < len(line.text)
        },
    )
