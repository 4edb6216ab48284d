"""The voices of a transcript and the answers about them, as they are worded everywhere."""

from content.model import Transcript, TurnKind
from content.review import (
    CastVoice,
    Paragraph,
    Review,
    Step,
    TaughtLabel,
    TaughtVoice,
)
from content.review.one_person.paragraphs import parse_numbers
from content.transcript_file.fields import MAX_TITLE_CHARS
from handlers.text.wording import format_count, in_quotes

NO_WORDS = "Nobody is given any words, so /quote has none of it."

MAY_BE_ONE_PERSONS = "All of it may be one person's words."

NO_LIKELY_LABELS = (
    "No line inside a passage looks like the label of somebody who speaks. If one is, type "
    "its start as it is printed."
)

_MAX_NAME_CHARS = 60


def describe_event(transcript: Transcript) -> str:
    """Name a transcript by its title, and say when and where it was said.

    >>> describe_event(Transcript(slug="fen", title="The Fen", date="2029-03-14"))
    '“The Fen” (2029-03-14; no place)'
    >>> describe_event(Transcript(slug="fen", title='"Mend it": a talk', place="Fenby"))
    '“Mend it”: a talk (no date; Fenby)'
    """
    title = in_quotes(transcript.title, MAX_TITLE_CHARS)
    return f"{title} ({describe_date_and_place(transcript)})"


def describe_date_and_place(transcript: Transcript) -> str:
    """Say when and where a transcript was said, also that nothing tells."""
    return f"{transcript.date or 'no date'}; {transcript.place or 'no place'}"


def describe_size(voice: CastVoice) -> str:
    """Describe how much a voice is given, and how much of it is in doubt."""
    turns, words = format_count(voice.turns, "turn"), format_count(voice.words, "word")
    doubtful = describe_doubt(voice)
    return f"{turns}, {words}" + (f", {doubtful} doubtful" if doubtful else "")


def describe_doubt(voice: CastVoice) -> str:
    """Say how many words of a voice are in doubt; empty for none."""
    if not voice.doubtful:
        return ""
    return "all" if voice.doubtful == voice.words else f"{voice.doubtful:,}"


def describe_nobodys(kind: str) -> str:
    """Say what words that nobody is given are."""
    return f"nobody: {kind}"


def describe_recast(step: Step, after: Review) -> str:
    """Describe what an answer about a voice has written, and what it leaves in doubt.

    Args:
        step: What was written.
        after: The file as it is now.
    """
    left = sum(one.turn.speaker == step.becomes for one in after.passages)
    passages = format_count(left, "passage")
    beside = f" {passages} of theirs still to review." if left else ""
    return _describe_recast(step) + beside


def _describe_recast(step: Step) -> str:
    voice, becomes = _named(step.voice), _named(step.becomes)
    settled = format_count(step.settled, "passage") if step.settled else ""
    beside = f" {settled} settled." if settled else ""
    if not step.changes:
        return f"{voice} stays as it is. Nothing was to be written."
    if not step.becomes:
        return f"Written: the words of {voice} are nobody's.{beside}"
    if step.becomes == step.voice:
        return f"Written: {voice} is right.{beside}"
    return f"Written: {voice} is {becomes}.{beside}"


def describe_confirmed(step: Step) -> str:
    """Describe what it has written that all names are right."""
    settled = format_count(step.settled, "passage")
    return f"Written: all names are right. {settled} settled."


def describe_found(found: TaughtLabel) -> str:
    """Describe how much is found under labels like one."""
    turns, voices = (
        format_count(count, what)
        for count, what in ((found.turns, "turn"), (len(found.voices), "voice"))
    )
    return f"{turns}, {voices}"


def describe_taught(voice: TaughtVoice) -> str:
    """Describe a voice under labels: its turns, and whether the list has it."""
    turns = format_count(len(voice.lines), "turn")
    return turns if voice.known else f"{turns}, new"


def describe_written(step: Step, after: Review) -> str:
    """Describe what was written of labels, and what is left in doubt."""
    turns, left = format_count(step.settled, "turn"), len(after.passages)
    beside = f" {format_count(left, 'doubtful passage')} left." if left else ""
    return f"Written: {turns} under labels like {_named(step.label)}.{beside}"


def describe_given(step: Step, after: Review) -> str:
    """Describe what was written of all of a file's being one person's."""
    if not step.changes:
        return (
            f"All of it is {_named(step.person)}'s already. Nothing was to be written."
        )
    count = len(parse_numbers(step.paragraphs))
    given = "1 paragraph is" if count == 1 else f"{count:,} paragraphs are"
    settled = format_count(step.settled, "passage") if step.settled else ""
    left = len(after.passages)
    return " ".join(
        (
            f"Written: {given} {_named(step.person)}'s.",
            *([f"{settled} settled."] if settled else ()),
            *([f"{format_count(left, 'doubtful passage')} left."] if left else ()),
        )
    )


def describe_owner(paragraph: Paragraph, person: str) -> str:
    """Say whose words a paragraph was taken for; empty where that tells nothing.

    Args:
        paragraph: As it was before all was one person's.
        person: Whose it is now; empty where it stays as it was.
    """
    if not paragraph.speaker:
        return "" if person else "(nobody)"
    doubt = ", in doubt" if paragraph.doubtful else ""
    if not person:
        return f"({paragraph.speaker}{doubt})"
    sent = paragraph.kind is TurnKind.MESSAGE and paragraph.speaker != person
    return f"(was read out for {paragraph.speaker}{doubt})" if sent else ""


def describe_undone(step: Step) -> str:
    """Describe what was taken back."""
    if step.person:
        return f"Taken back: that all of it is {_named(step.person)}'s."
    if step.label:
        turns = format_count(step.settled, "turn")
        return f"Taken back: {turns} under labels like {_named(step.label)}."
    if step.voice:
        return f"Taken back: what was said about {_named(step.voice)}."
    if not step.settled:
        return f"Taken back: what was said about {_named(step.opening)}."
    return f"Taken back: {format_count(step.settled, 'passage')}."


def _named(name: str) -> str:
    return in_quotes(name, _MAX_NAME_CHARS)
