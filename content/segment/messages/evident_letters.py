"""Letters that show what they are by their form alone, whatever announces them.

What people say ends in a full stop. A paragraph that opens with a few words of address
and ends without a stop, in a few words behind its last sentence, is signed there:
"Dear all, the roof holds. Don Piero".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.language.sentence_marks import STOPS
from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.language.word_lists import all_words
from content.segment.messages.signatures.sign_off import SignOff
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.words import (
    greets_reader,
    introduces_wording,
    is_item,
    may_date_letter,
    speaks_of_message,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece

_ADDRESS = re.compile(r"[^\W\d_][^.,!:;?。，！：？\n]{2,40}[,!:，！：](?:\s|$)")
_MAX_ADDRESS_WORDS = 5
_GOES_ON = (",", "，")
_STOPS = frozenset((*STOPS, *")）]–—-"))
_LAST_PART = re.compile(r"(?<=[^\W\d_]{2}[.!?…])\s+(?=[^\W\d_])(?P<last>[^.!?…]+)$")
_MAX_SIGNATURE, _MAX_SIGNATURE_WORDS = 70, 8
_MAX_GROUP_WORDS = 8
_MAX_PIECES = 8
_MAX_CHARS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidentLetter:
    """Where a letter ends (exclusive), and how it is signed."""

    end: int
    signs: SignOff


def opens_with_address(text: str) -> bool:
    """Return whether a text opens with a few words that address somebody.

    >>> opens_with_address("Carissimi, una caviglia mi tiene lontano da voi.")
    True
    >>> opens_with_address("The bridge, which is old, holds.")
    True
    """
    found = _ADDRESS.match(text.strip()[:60])
    return found is not None and len(found.group().split()) <= _MAX_ADDRESS_WORDS


def may_be_evident(text: str) -> bool:
    """Return whether an evident letter may open with a paragraph: a quick check.

    >>> may_be_evident("Dear all, the roof holds. Don Piero")
    True
    >>> may_be_evident("The first, of May 5, reads as follows:")
    False
    """
    bare = text.rstrip().rstrip(CLOSING_QUOTES)
    short = len(bare) <= _MAX_SIGNATURE and bare[-1:] in _STOPS
    opens = (short or bare[-1:] not in _STOPS) and opens_with_address(text)
    # "The first, of May 5, says:" leads to a letter.
    return opens and not introduces_wording(text)


def evident_letter(turn: Sequence[Piece], start: int) -> EvidentLetter | None:
    """Return the letter at a piece inside a turn; None where its form shows none."""
    if not start or not may_be_evident(turn[start].text):
        return None
    above = turn[start - 1].text.rstrip()
    stopped = above.endswith(tuple(_STOPS)) and not above.endswith(_GOES_ON)
    if not (stopped or may_date_letter(above)):
        return None  # Nobody sets stops here, or a salutation of several lines goes on.
    greeted = greets_reader(turn[start].text)
    for n in range(start, min(len(turn), start + _MAX_PIECES)):
        text = turn[n].text.strip()
        if not turn[n].spoken or is_item(text):
            break
        signature = _signature(text, alone=n > start)
        if not signature:
            continue
        if n > start and _heads_text(signature):
            return None  # "Letter from Toronto"
        signs = sign_off([text], letter=True)
        below = turn[n + 1].text.strip(" .,") if n + 1 < len(turn) else ""
        if n > start and not (signs.name or signs.first) and is_given_name(below):
            # "I embrace you" / "Renzo"
            return EvidentLetter(end=n + 2, signs=SignOff(first=below, closed=True))
        if not signs and n > start and is_given_name(signature.rstrip(".,")):
            led = turn[n - 1].text.rstrip().endswith(",")
            signs = SignOff(first=signature.rstrip(".,"), closed=led)
        if not signs and greeted and len(signature.split()) <= _MAX_GROUP_WORDS:
            signs = SignOff(group=signature)
        signs = _without_possessive(signs)
        return EvidentLetter(end=n + 1, signs=signs) if signs else None
    return None


def _heads_text(line: str) -> bool:
    """Return whether a line opens with a word for a letter or a speech, and signs nothing.

    >>> _heads_text("Letter from Toronto"), _heads_text("Lettie from Toronto")
    (True, False)
    """
    first = line.split(maxsplit=1)[0]
    return speaks_of_message(first) or SPEECH_WORD.is_in(first)


def _without_possessive(signs: SignOff) -> SignOff:
    """Return who signs as "Your Ada" under the name alone."""
    first, _, rest = (signs.name or signs.group).partition(" ")
    if first.casefold() not in all_words("messages.possessives"):
        return signs
    return SignOff(first=rest, closed=True) if rest and " " not in rest else signs


def _signature(text: str, *, alone: bool) -> str:
    """Return the words behind the last sentence of a paragraph that ends without a stop.

    Below other paragraphs they may be all of it.
    """
    bare = text.rstrip(CLOSING_QUOTES + " ")
    if bare[-1:] in _STOPS or len(bare) > _MAX_CHARS or "|" in bare:
        return ""
    found = _LAST_PART.search(bare)
    last = found.group("last") if found else bare if alone else ""
    words = last.split()
    short = len(last) <= _MAX_SIGNATURE and len(words) <= _MAX_SIGNATURE_WORDS
    named = any(word[:1].isupper() for word in words) and "  " not in last
    return last.strip() if short and named and not any(map(str.isdigit, last)) else ""
