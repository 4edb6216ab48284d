"""One line on how search compares, and how much of the library is embedded."""

from dataclasses import replace

from content.query.query import Query
from handlers.contract.reply import Reply, paragraph
from handlers.text.wording import format_count
from storage.semantic.coverage import Coverage, EmbeddingProblem, SearchMode

_MODE_WORDS = {
    SearchMode.WORDS: "by words",
    SearchMode.WORD_VECTORS: "by words and, roughly, by meaning",
    SearchMode.MEANING: "by words and meaning",
}


def search_state(coverage: Coverage | None, *, running: bool = True) -> str:
    """Return how search compares, and how much of the library is embedded.

    Args:
        coverage: How much is embedded; None where no encoder is installed.
        running: Whether a bot is known to run; only a bot embeds.

    >>> search_state(Coverage(mode=SearchMode.WORDS, embedded=300, total=6_300, seconds_left=300))
    'by words; 300 of 6,300 excerpts embedded, about 5 min to go'
    >>> search_state(Coverage(mode=SearchMode.WORDS, embedded=0, total=9), running=False)
    'by words; 0 of 9 excerpts embedded, a running bot does the rest in under a minute'
    >>> search_state(Coverage(mode=SearchMode.WORDS, embedded=9, total=9, refined=9))
    'by words; 9 of 9 excerpts embedded, so that meaning joins in shortly'
    >>> search_state(Coverage(mode=SearchMode.WORDS, embedded=9, total=9, refined=3), running=False)
    'by words; 9 of 9 excerpts embedded, so that meaning joins in once a bot runs'
    >>> search_state(Coverage(mode=SearchMode.WORDS, embedded=0, total=0))
    'by words; there is nothing to embed'
    >>> search_state(Coverage(mode=SearchMode.MEANING, embedded=9, total=9, refined=3, seconds_left=90))
    'by words and meaning; questions in other languages find 3 of 9 excerpts, about 2 min to go'
    >>> search_state(Coverage(mode=SearchMode.MEANING, embedded=9, total=9, refined=9, rejected=2))
    'by words and meaning; 2 excerpts can’t be embedded and are found by words alone'
    """
    if coverage is None:
        return "by words; meaning needs rostra[semantic]"
    text = _MODE_WORDS[coverage.mode]
    if coverage.rejected:
        count = format_count(coverage.rejected, "excerpt")
        are = "is" if coverage.rejected == 1 else "are"
        text += f"; {count} can’t be embedded and {are} found by words alone"
    if not coverage.total:
        return f"{text}; there is nothing to embed"
    is_embedded = coverage.embedded == coverage.total
    if coverage.mode is SearchMode.MEANING and is_embedded:
        if coverage.refined < coverage.total:
            count = format_count(coverage.total, "excerpt")
            return (
                f"{text}; questions in other languages find {coverage.refined:,} of "
                f"{count}, {_time_left(coverage, running=running)}"
            )
        return text + (
            f", but {_problem(coverage.problem)}" if coverage.problem else ""
        )
    return (
        f"{text}; {coverage.embedded:,} of {format_count(coverage.total, 'excerpt')} "
        f"embedded, {_time_left(coverage, running=running)}"
    )


def embedding_note(coverage: Coverage | None) -> str:
    """Return a sentence on when search by meaning begins; empty where it has or won't.

    >>> embedding_note(Coverage(mode=SearchMode.WORDS, embedded=300, total=6_300, seconds_left=300))
    'Search by meaning is still being prepared: ask again in about 5 min.'
    >>> embedding_note(Coverage(mode=SearchMode.MEANING, embedded=9, total=9))
    ''
    """
    if coverage is None or coverage.problem or not coverage.total:
        return ""
    if coverage.mode is SearchMode.MEANING and coverage.embedded == coverage.total:
        return ""
    time = _time(coverage.seconds_left)
    return f"Search by meaning is still being prepared: ask again in {time}."


def with_embedding_note(reply: Reply, query: Query, coverage: Coverage | None) -> Reply:
    """Return the reply to a search without results, with when meaning joins in.

    What a restriction leaves nothing of, meaning does not find either.
    """
    coming = "" if query.has_filters else embedding_note(coverage)
    notes = (paragraph(coming),) if coming else ()
    return replace(reply, paragraphs=(*reply.paragraphs, *notes))


def _time_left(coverage: Coverage, *, running: bool) -> str:
    if coverage.problem:
        return _problem(coverage.problem)
    is_meaning = coverage.mode is SearchMode.MEANING
    if (coverage.refined if is_meaning else coverage.embedded) < coverage.total:
        time = _time(coverage.seconds_left)
        return f"{time} to go" if running else f"a running bot does the rest in {time}"
    if running:
        return "so that meaning joins in shortly"
    return "so that meaning joins in once a bot runs"


def _problem(problem: EmbeddingProblem) -> str:
    return f"stuck since {problem.since:%Y-%m-%d %H:%M} UTC ({problem.reason})"


def _time(seconds: float) -> str:
    if seconds < 60:
        return "under a minute"
    if seconds < 7200:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.0f} h"
