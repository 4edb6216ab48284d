"""Labels of an interview that prints one at the first question and the first answer only.

"Moor Post: You began early." in bold, and "Ada Brook: I did." below it, then bold questions
and answers without a name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.wording.in_person import SPOKEN_WORDS

_QUESTION, _SPEECH = SegmentKind.QUESTION, SegmentKind.SPEECH
_UNNAMED = "Question"
_GREETINGS = 2
_STEM = 4
_WORD = re.compile(r"\w+")
_COLON = re.compile("[:：]")
_SIGN = r"(?:\s?[:：]|\s[—–-])\s+(?=\S)"
_ASKS = re.compile(rf"((?:[^\W\d_][\w'’.&-]*+\s){{0,3}}[^\W\d_][\w'’.&-]*+){_SIGN}")


def with_first_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the names that open the first answer, and the question, as labels.

    The answer has to open with the name of whom it is given to, or the surname.
    """
    found = _with_first_asker(pieces)
    pieces = list(found)
    spoken = [n for n, piece in enumerate(pieces) if piece.spoken and piece.speaker]
    for asked, answered in pairwise(spoken):
        if pieces[asked].kind is not _QUESTION or pieces[answered].kind is _QUESTION:
            continue
        end = _end_of_name(pieces[answered])
        if not end:
            return found
        found[answered] = _labelled(pieces[answered], end)
        asks = _ASKS.match(pieces[asked].text)
        # "Moor Post: …"; "One thing first: …" is asked.
        if asks is not None and all(w[0].isupper() for w in asks[1].split()):
            found[asked] = _labelled(pieces[asked], asks.end())
        return found
    return found


def _with_first_asker(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with all questions given to the person whose name opens the first one.

    A host may greet a guest above the first question, "Ada Brook: Good morning, Tom Ferro!",
    and the guest greets back without a label.
    """
    found = list(pieces)
    asked = [n for n, piece in enumerate(pieces) if _asks_unnamed(piece)]
    if not asked:
        return found
    first = asked[0]
    guest = next((p for p in pieces[first:] if p.spoken and p.kind is _SPEECH), None)
    above = [n for n in range(first) if is_prose(pieces[n])][-_GREETINGS:]
    greeted = len(above) == _GREETINGS and not any(p.spoken for p in pieces[:first])
    for n in (first, *(above[:1] if greeted else ())):
        opened = _ASKS.match(pieces[n].text)
        host = opened[1] if opened is not None else ""
        if opened is None or guest is None or _COLON.search(opened.group()) is None:
            continue
        if not _is_host(host, guest.speaker or ""):
            continue
        said = pieces[n].text[opened.end() :]
        if n != first and not SPOKEN_WORDS.is_in(said):
            continue
        told = any(host in piece.text for piece in pieces[:n])
        if not (told or _names_guest(said, guest.speaker or "")):
            continue  # "Eva Kern: a stroke of luck for Europe?" is about her.
        found[n] = _labelled(pieces[n], opened.end())
        for m in (n, *asked):
            found[m] = replace(
                found[m],
                kind=_QUESTION,
                speaker=host,
                confidence=pieces[first].confidence,
                reason=pieces[first].reason,
            )
        for m in above[1:] if n != first else ():
            own = pieces[m]
            found[m] = own.attributed(
                _SPEECH, guest.speaker, None, guest.confidence, guest.reason
            )
        return found
    return found


def _asks_unnamed(piece: Piece) -> bool:
    return piece.kind is _QUESTION and piece.speaker == _UNNAMED and not piece.label


def _is_host(name: str, guest: str) -> bool:
    """Return whether a name is a person's, and shares no word with who answers."""
    others = set(name.split()).isdisjoint(guest.split())
    return others and is_person(name) and has_given_name(name)


def _names_guest(said: str, guest: str) -> bool:
    """Return whether words have a word of a guest's name, in whatever case.

    >>> _names_guest("Kiss Annát köszöntöm.", "Kiss Anna"), _names_guest("Who?", "Ada Hall")
    (True, False)
    """
    stems = {word[:_STEM] for word in guest.split()}
    return any(word[:_STEM] in stems for word in _WORD.findall(said))


def _end_of_name(piece: Piece) -> int:
    """Return where the name of its speaker, and a sign, end at the start of an answer."""
    name = piece.speaker or ""
    forms = "|".join(map(re.escape, (name, name.rpartition(" ")[2])))
    opened = re.match(rf"\s*(?:{forms}){_SIGN}", piece.text, re.IGNORECASE)
    # "A" is what the page's elements say.
    return opened.end() if opened and len(piece.label) <= len("A") else 0


def _labelled(piece: Piece, end: int) -> Piece:
    label = piece.text[:end].strip()
    return replace(piece, text=piece.text[end:], label=label)
