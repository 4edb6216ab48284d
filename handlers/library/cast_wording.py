"""The voices of a transcript and the answers about them, as they are worded everywhere."""

from content.review import CastVoice, Review, Step
from handlers.text.wording import format_count, in_quotes

NO_WORDS = "Nobody is given any words, so /quote has none of it."

_MAX_NAME_CHARS = 60


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


def describe_undone(step: Step) -> str:
    """Describe what was taken back."""
    if step.voice:
        return f"Taken back: what was said about {_named(step.voice)}."
    if not step.settled:
        return f"Taken back: what was said about {_named(step.opening)}."
    return f"Taken back: {format_count(step.settled, 'passage')}."


def _named(name: str) -> str:
    return in_quotes(name, _MAX_NAME_CHARS)
