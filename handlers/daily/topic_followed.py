"""Say what a digest that follows a topic makes of its words."""

from collections.abc import Iterator

from handlers.text.phrasing import quoted
from handlers.text.query_text import culprits, strangers, told, unread
from storage.search.search import SearchPage


def made_of(found: SearchPage) -> Iterator[str]:
    """Yield what was passed over, mended, given up or taken by its meaning."""
    yield from unread(found.query)
    yield from strangers(found.unknown_names)
    if found.dropped:
        without = culprits(found.dropped, found.asked)
        yield f"Nothing {told(found.asked)}: it draws without {without}."
    if not found.has_word_match:
        yield "Nobody uses these words here: it draws from what comes near in meaning."
        return
    if found.corrections:
        typed = ", ".join(quoted(word, 30) for word in found.corrections)
        meant = quoted(found.query.words)
        yield f"Nobody says {typed} here: it draws from what was said about {meant}."
    if missing := [
        word for word in found.missing_words if word not in found.corrections
    ]:
        yield f"Nobody says {', '.join(quoted(word, 30) for word in missing)} here."
