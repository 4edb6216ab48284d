"""Labels that the document prints above turns, for words that lose their speaker.

A label is no part of a turn's words: the file has it as the speaker's name or an alias of
theirs. Where the words are nobody's, or go on what another said, it is a word of the
document like the others.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import groupby

from content.language.word_lists import all_words
from content.model import Speaker, Turn, TurnKind
from content.names.parsing import fold_name
from content.reasons import SPEAKER_UNNAMED, SPEECH_UNNAMED, label_of_reason
from content.review.cast import is_form_of
from content.transcript_file.parser import Layout
from content.transcript_file.text import tidy_line
from content.transcript_file.turns import Place
from content.transcript_file.writer import heading_line


def labels_of_speaker(
    lines: Sequence[str], layout: Layout, speaker: Speaker, printed: str
) -> dict[int, str]:
    """Return the labels of a speaker's turns, by the number of the turn.

    A name that the document does not print so is normalized, and the printed forms are
    its aliases. Where each turn has one of its own, they are in order; else the first is
    the usual one, unless the heading in the file has another.

    Args:
        lines: Of the file.
        layout: Of these lines.
        speaker: The speaker.
        printed: The name, or what it was before a person gave another.
    """
    turns = layout.transcript.turns
    first = [
        run[0]
        for run in _runs(layout)
        if turns[run[0]].speaker == speaker.name
        and _stands_under_label(turns[run[0]], speaker)
    ]
    forms = speaker.aliases
    if len(forms) != len(first):
        forms = len(first) * (*speaker.aliases, printed)[:1]
    return {
        number: label_of_reason(turns[number].doubt)
        or _alias_in_heading(lines, layout.places[number], speaker)
        or form
        for number, form in zip(first, forms, strict=True)
    }


def labels_of_passages(layout: Layout, numbers: Collection[int]) -> dict[int, str]:
    """Return the labels above passages, where nothing else stands under them.

    Only those that the doubt names: other passages were found to be somebody's without a
    label, or are a part of a turn.
    """
    turns = layout.transcript.turns
    found = {
        run[0]: label_of_reason(turns[run[0]].doubt)
        for run in _runs(layout)
        if all(number in numbers for number in run)
    }
    return {number: label for number, label in found.items() if label}


def is_said(label: str, speaker: Speaker, *, goes_on: bool) -> bool:
    """Return whether a label is a part of what a speaker says, and calls nobody.

    Where they speak just before or after, it is unless it calls them; elsewhere it may be
    what the document calls them, and only words of sentences tell.

    Args:
        label: What is printed above the words.
        speaker: Whose words they are found to be.
        goes_on: Whether they speak just before or after them.

    >>> brook = Speaker(name="Ada Brook", role="Mayor of Dorn")
    >>> is_said("My point is this", brook, goes_on=False)
    True
    >>> is_said("Mr Brook", brook, goes_on=True), is_said("Mayor", brook, goes_on=True)
    (False, False)
    >>> is_said("Time", brook, goes_on=True), is_said("A guest", brook, goes_on=False)
    (True, False)
    """
    words = _words(label)
    names = (speaker.name, *speaker.aliases)
    if any(name == label or is_form_of(label, name) for name in names):
        return False
    if set(words) <= {word for name in (*names, speaker.role) for word in _words(name)}:
        return False
    return goes_on or not _sentence_words().isdisjoint(words)


def _words(text: str) -> list[str]:
    return fold_name(text).split()


@cache
def _sentence_words() -> frozenset[str]:
    """Return words of sentences that stand in no name, office or description."""
    others = ("particles", "articles", "leading_articles", "in_descriptions")
    in_labels = frozenset().union(*(all_words(f"labels.{table}") for table in others))
    return frozenset(map(fold_name, all_words("labels.sentence_words") - in_labels))


def _alias_in_heading(lines: Sequence[str], place: Place, speaker: Speaker) -> str:
    if place.opening is None:
        return ""
    written = tidy_line(lines[place.opening.line - 1])
    return next(
        (
            alias
            for alias in speaker.aliases
            if written == heading_line(place.opening.kind, alias)
        ),
        "",
    )


def _stands_under_label(turn: Turn, speaker: Speaker) -> bool:
    """Return whether a turn under a heading is likely to have had a label.

    Of the turns of a few hundred documents, nine in ten have; of questions whose voice
    has no printed form, and of messages, hardly any.
    """
    if turn.kind is TurnKind.QUESTION:
        return not speaker.voice or bool(speaker.aliases)
    unnamed = turn.doubt.startswith((SPEAKER_UNNAMED, SPEECH_UNNAMED))
    return turn.kind is TurnKind.SPEECH and not unnamed


def _runs(layout: Layout) -> Iterator[list[int]]:
    """Yield the turns that a speaker takes without another in between.

    Those that open under no heading of their own go on what stood above them.
    """
    turns, places = layout.transcript.turns, layout.places
    voices = ((n, turn) for n, turn in enumerate(turns) if turn.kind.attributed)
    above = 0
    for _, group in groupby(voices, key=lambda one: one[1].speaker):
        run = [number for number, _ in group]
        opening = places[run[0]].opening
        if opening and opening.line > above:
            yield run
        above = places[run[-1]].last
