"""Pages in two columns: what was said, and its translation, each below a mark of its own.

"[Text]" stands above the first and "[Translation]" above the second on each page; who spoke
last in a column goes on in it on the next page.
"""

from collections import Counter
from collections.abc import Sequence

from content.language.word_lists import all_words
from content.segment.lines import Line

_MAX_MARK, _MIN_PAGES = 24, 2


def columns_of(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines that head columns, and of each whether it heads translations.

    None do where a page has but one kind: "[Translation]" alone tells that somebody
    speaks another language from there on.
    """
    found: dict[int, int] = {}
    for n, line in enumerate(lines):
        text = line.text.strip()
        if not (text.startswith("[") and text.endswith("]")) or len(text) > _MAX_MARK:
            continue
        word = text[1:-1].strip().casefold()
        if word in all_words("stage.spoken_columns"):
            found[n] = 0
        elif word in all_words("stage.translated_columns"):
            found[n] = 1
    times = Counter(found.values())
    return found if min(times[0], times[1]) >= _MIN_PAGES else {}
