"""Decisions about excerpts, and how many are offered, as they are worded everywhere."""

from collections.abc import Iterable, Iterator

from content.excerpts.excerpts import Excerpt
from content.review import Decision, ExcerptChoice, ExcerptChoices
from handlers.library.review.wording import review_command
from handlers.text.wording import format_count

MAX_CONTEXT_EXCERPTS = 3
"""Excerpts that are shown of what stands before one."""

FEW_OFFERED = 10
"""Excerpts of a transcript below which whoever imports it is told how to choose more."""


def describe_decision(decision: Decision) -> str:
    """Describe what a decision has written."""
    if decision is Decision.OFFERED:
        return "Written: it is offered."
    return "Written: it is never offered by itself."


def describe_score(choice: ExcerptChoice) -> str:
    """Say whether an excerpt that may be chosen is offered by its score, and that."""
    by_score = "not offered yet"
    if choice.stands_in:
        by_score = "offered as the best of this file until you offer another"
    elif choice.excerpt.offered:
        by_score = "offered by its score"
    return f"{by_score}, {choice.excerpt.score:.2f}"


def with_voices(excerpts: Iterable[Excerpt]) -> Iterator[tuple[str, Excerpt]]:
    """Yield each excerpt with whose words it holds, where another turn begins."""
    turn = -1
    for excerpt in excerpts:
        whose = excerpt.speaker or f"nobody: {excerpt.kind.value}"
        yield (f"{whose}: " if excerpt.turn != turn else ""), excerpt
        turn = excerpt.turn


def format_offered(choices: ExcerptChoices) -> str:
    """Say how many of the excerpts that may be offered are."""
    return f"{_counted(choices)} offered"


def describe_offered(choices: ExcerptChoices, path: str) -> str:
    """Say how many excerpts would be offered, and how to choose more of a few.

    Args:
        choices: Of the file, which has some excerpts that may be offered.
        path: Of the file, in one line.
    """
    themselves = "itself" if choices.offered == 1 else "themselves"
    said = f"{_counted(choices)} would be offered by {themselves}"
    rest = choices.offered < choices.eligible
    said += "; a name or a subject finds the rest." if rest else "."
    if choices.offered >= FEW_OFFERED:
        return said
    return f"{said} `{review_command(path, '--excerpts')}` asks which are good."


def _counted(choices: ExcerptChoices) -> str:
    return f"{choices.offered:,} of {format_count(choices.eligible, 'excerpt')}"
