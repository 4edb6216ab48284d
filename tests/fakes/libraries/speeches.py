"""Transcripts made up on the spot, for tests of what is kept."""

from dataclasses import replace

from content.model import Comment, Speaker, Transcript, Turn, TurnKind


def speech(
    slug: str,
    *paragraphs: str,
    speaker: str = "Ada Marden",
    aliases: tuple[str, ...] = (),
    comments: tuple[Comment, ...] = (),
) -> Transcript:
    """Return an event at which one person speaks."""
    return Transcript(
        slug=slug,
        title=f"Event {slug}",
        date="1931-05-09",
        place="Orvel",
        source="https://example.org/orvel",
        licence="CC0 1.0",
        speakers=(Speaker(name=speaker, role="Mayor of Orvel", aliases=aliases),),
        turns=(
            Turn(kind=TurnKind.SPEECH, speaker=speaker, text="\n\n".join(paragraphs)),
        ),
        comments=comments,
    )


def sentences(subject: str, count: int) -> tuple[str, ...]:
    """Return paragraphs that differ, each long enough to be an excerpt of its own."""
    return tuple(
        f"The {subject} of winter number {number} cost the free people of Orvel as many "
        f"loaves as there are stones in {number + 7} of its walls. No chronicle of "
        f"the province must forget the {subject} of that year, and nobody should."
        for number in range(count)
    )


def edited(transcript: Transcript, old: str, new: str) -> Transcript:
    """Return the transcript with words of its turns changed."""
    turns = tuple(
        replace(turn, text=turn.text.replace(old, new)) for turn in transcript.turns
    )
    return replace(transcript, turns=turns)
