"""Say what search goes by, and how far the embedding is."""

from handlers.phrasing import count_of
from storage.coverage import Coverage, Serving

_GOES_BY = {
    Serving.WORDS: "by words",
    Serving.FIRST: "by words and, roughly, by meaning",
    Serving.MEANING: "by words and meaning",
}


def search_state(coverage: Coverage | None) -> str:
    """Return it in one line; None says that no encoder is installed.

    >>> search_state(Coverage(serving=Serving.WORDS, embedded=300, total=1_500))
    'by words; 300 of 1,500 excerpts embedded, about 1 min to go'
    """
    if coverage is None:
        return "by words; meaning needs rostra[semantic]"
    said = _GOES_BY[coverage.serving]
    if coverage.serving is Serving.MEANING:
        return said
    return (
        f"{said}; {coverage.embedded:,} of {count_of(coverage.total, 'excerpt')} "
        f"embedded, about {_time(coverage.seconds)} to go"
    )


def _time(seconds: float) -> str:
    if seconds < 7200:
        return f"{max(round(seconds / 60), 1)} min"
    return f"{seconds / 3600:.0f} h"
