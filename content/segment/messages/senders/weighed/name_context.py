"""The context of a name: what stands before and behind it in a sentence, or at a text's end."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import all_words
from content.segment.messages.senders.weighed.possible_names import PossibleNames
from content.segment.messages.words import (
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.offices import is_role
from content.segment.names.words import articles, label_words

TOPICS: Mapping[str, Callable[[str], bool]] = {
    "text": speaks_of_message,
    "writes": tells_of_writing,
    "reads": says_it_is_read,
}
"""What words may be about: a text, writing, reading."""

_MAX_WORDS_BESIDE, _MAX_CHARS_BEHIND, _MAX_WORDS_TO_OFFICE = 4, 60, 3
"""How many words before or behind a name are looked at; to an office only three."""
_QUOTES = "“”„«»\"'‘’「"
_MARKS_BEFORE = {",": "behind a comma", **dict.fromkeys(_QUOTES, "quoted")}
_MARKS_BEHIND = {",": "before a comma", "(": "before brackets"}
_MAX_START = 2
"""How many characters, such as a quotation mark, may stand before the first name."""


def signs_beside(
    found: PossibleNames, first: int, last: int, topics: Collection[str]
) -> Iterator[str]:
    """Yield what stands before the name from one word to another, and behind it.

    Args:
        found: The names of a text.
        first: The first word of the name.
        last: Its last word.
        topics: What the text is about, of `TOPICS`.
    """
    yield from _signs_of_edges(found, first, last)
    yield from _signs_before(found, first)
    behind = found.text[found.words[last].end :][:_MAX_CHARS_BEHIND]
    bare = behind.lstrip()
    if bare[:1] in _MARKS_BEHIND:
        yield _MARKS_BEHIND[bare[0]]
    elif bare[:1] in {":", "："} and not bare[1:].strip():
        yield "before the colon"
    elif bare[:1].islower():
        yield "before a small word"
    if not topics:
        return
    lead = " ".join(_words_before(found, first))
    near = " ".join(behind.split()[:_MAX_WORDS_BESIDE])
    for sign in topics:
        if TOPICS[sign](near):
            yield f"{sign} behind"
        if TOPICS[sign](lead):
            yield f"{sign} before"


def _signs_of_edges(found: PossibleNames, first: int, last: int) -> Iterator[str]:
    """Yield whether a name is as long as the capitals around it go."""
    if any(start == first for start, _ in found.runs):
        yield "from the start"
    if any(end == last for _, end in found.runs):
        yield "to the end"


def _words_before(found: PossibleNames, first: int) -> list[str]:
    return [
        word.text for word in found.words[max(0, first - _MAX_WORDS_BESIDE) : first]
    ]


def _signs_before(found: PossibleNames, first: int) -> Iterator[str]:
    """Yield what small word, office or mark stands right before a name."""
    lead = _words_before(found, first)
    word = lead[-1].casefold() if lead and found.words[first].follows_blank else ""
    if word in articles() and len(lead) > 1:
        word = lead[-2].casefold()
        yield "article"
    if "'" in word or "’" in word:
        yield "elided"
    yield from (sign for sign, known in _leading_words().items() if word in known)
    if is_role(word):
        yield "office before"
    elif any(is_role(one.casefold()) for one in lead[-_MAX_WORDS_TO_OFFICE:]):
        yield "office near"
    mark = found.text[: found.words[first].start].rstrip()[-1:]
    if not mark or mark in FULL_STOPS or mark == ":":
        yield "opens"
    elif mark in _MARKS_BEFORE:
        yield _MARKS_BEFORE[mark]


@cache
def _leading_words() -> dict[str, frozenset[str]]:
    """Return the small words that say what a name behind them is to a text."""
    titles = label_words().titles
    return {
        "from": all_words("messages.from"),
        "of": all_words("messages.of"),
        "elsewhere": all_words("messages.elsewhere") | all_words("messages.placed"),
        "titled": titles | {f"{one}." for one in titles},
    }


def signs_in_last_sentence(
    found: PossibleNames, first: int, last: int
) -> Iterator[str]:
    """Yield how the name from one word to another stands in the last sentence of a text."""
    yield from _signs_of_edges(found, first, last)
    yield from _signs_before(found, first)
    rest = found.text[found.words[last].end :].strip(' .”"»“')
    opens = found.words[first].start <= _MAX_START
    if not rest:
        yield "ends"
    if opens:
        yield "opens"
    if opens and not rest:
        yield "whole"
    if rest.startswith(","):
        yield "before a comma"
