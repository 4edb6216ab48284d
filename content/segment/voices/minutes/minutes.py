"""What minutes are known by, and whom the list of those present names.

Minutes say in their head what they are, or who was present.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from content.document import Document
from content.language.guessing import guess_language as likely_language
from content.language.sentence_marks import FULL_STOPS
from content.segment.basis import Basis
from content.segment.labels.attendance import people_present
from content.segment.lines import Line
from content.segment.names.document_language import language_of_document
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.voices.minutes.clerk import is_title_of_record, is_verbatim

_HEAD_LINES, _LANGUAGE_LINES = 16, 400
_MIN_SHARED = 2
_GAP = re.compile(r"\s{2,}")


class Minutes(NamedTuple):
    """What minutes are known by.

    Attributes:
        code: Their language; empty if it does not show.
        listed: Who is present, or writes, as their head says.
    """

    code: str
    listed: tuple[str, ...]


def find_minutes(lines: Sequence[Line], document: Document) -> Minutes | None:
    """Return what a document is known by to be minutes; None if it is something else.

    It calls itself so in its head, or lists there who is present.
    """
    code, likely = _languages(lines, document)
    head = _head(lines)
    if is_verbatim(head, [likely]):
        return None
    titled = any(
        is_title_of_record(title, likely) for line in head for title in _titles_in(line)
    )
    listed = people_present(lines, titled=titled)
    return Minutes(code, listed) if titled or listed else None


def is_verbatim_record(lines: Sequence[Line], document: Document) -> bool:
    """Return whether the head of a document says that it has every word that was said."""
    return is_verbatim(_head(lines), [_languages(lines, document)[1]])


def _head(lines: Sequence[Line]) -> list[str]:
    return [line.text.strip() for line in lines[:_HEAD_LINES]]


def _languages(lines: Sequence[Line], document: Document) -> tuple[str, str]:
    """Return the language of a document, empty if it does not show, and the likely one.

    Short minutes have few of the words that make sure of it.
    """
    texts = [one.text for one in lines[:_LANGUAGE_LINES]]
    code = language_of_document(document, texts)
    return code, code or likely_language(texts).language


def _titles_in(line: str) -> Iterator[str]:
    """Yield a line of the head, and what stands alone between wide gaps in it.

    "SKERRY  COUNCIL   MINUTES   5/2013   1 (9)"
    """
    # "na ata do primeiro ano encontrei uma frase." is said, below a line of address.
    if not (line[:1].islower() and line.endswith(FULL_STOPS)):
        yield line
    columns = _GAP.split(line)
    yield from (one for one in columns[1:] if not one.endswith((",", ":")))


@lru_cache(maxsize=4)
def names_by_last_word(listed: tuple[str, ...]) -> dict[str, list[str]]:
    """Return names by their last words; not those of signs alone, which have none."""
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for name in listed:
        for last in label_key(name).split()[-1:]:
            ends[last].append(name)
    return dict(ends)


def with_listed_names(
    pieces: Sequence[Piece], minutes: Minutes, *, labelled: bool
) -> list[Piece]:
    """Return pieces whose speaker running text names by a part of the name, named whole.

    "Dr Brandt" is the one T. Brandt whom the list of those present has, and "Ada" the one
    Ada. Whom labels name is known already.
    """
    ends = {
        last: {name for name in names if " " in name}
        for last, names in names_by_last_word(minutes.listed).items()
    }
    opens: defaultdict[str, set[str]] = defaultdict(set)
    for one in chain.from_iterable(ends.values()):
        opens[label_key(one).split()[0]].add(one)
    titles = label_words().titles_and_roles
    speakers = {p.speaker for p in pieces if p.speaker and p.label} if labelled else ()
    by_word = _by_word(speakers)

    def whole(name: str) -> str:
        words = label_key(name).split()
        while len(words) > 1 and words[0] in titles:
            del words[0]
        # "Hall Roca" has both surnames of "Pedro Hall Roca".
        found = {
            one
            for one in ends.get("".join(words[-1:]), ())
            if label_key(one).endswith(f" {' '.join(words)}")
        }
        # "Ada", "Jens Kr.": a given name, and what stands behind it.
        found = found or {
            one
            for one in opens.get(words[0], ())
            if label_key(one).startswith(f"{' '.join(words)} ")
        }
        one = min(found) if len(found) == 1 else name
        return _as_label(one, by_word)

    return [
        replace(piece, speaker=whole(piece.speaker))
        if piece.speaker
        and (
            piece.kind is SegmentKind.MESSAGE
            or (piece.spoken and not (labelled and piece.reason.basis is Basis.LABEL))
        )
        else piece
        for piece in pieces
    ]


def _by_word(names: Collection[str]) -> Mapping[str, set[str]]:
    """Return names by each word of their keys."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in label_key(name).split():
            found[word].add(name)
    return found


def _as_label(name: str, by_word: Mapping[str, set[str]]) -> str:
    """Return the one speaker whose name is a name with words more or less; else the name.

    >>> _as_label("Ana Lima Roca", _by_word({"Ana Lima"}))
    'Ana Lima'
    >>> _as_label("Ana", _by_word({"Ana Lima"}))
    'Ana'
    """
    own = {*label_key(name).split()}
    # Who shares two words stands under another one than that which most have.
    *rarer, commonest = sorted((by_word.get(w, set()) for w in own), key=len) or [set()]
    if len(own) < _MIN_SHARED or name in commonest:
        return name
    like = {
        one
        for one in set().union(*rarer)
        for words in [{*label_key(one).split()}]
        if len(words & own) >= _MIN_SHARED and (words <= own or own <= words)
    }
    return like.pop() if len(like) == 1 else name
