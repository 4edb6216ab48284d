"""Texts that somebody sent in, told of by who reads them, to which no colon leads.

"We have had a letter from Ada Brook of Skerry.", and below it what she wrote.
"""

from collections.abc import Collection, Mapping, Sequence

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.words.word_patterns import WORD
from content.segment.messages.senders.announced_person import announced_person
from content.segment.messages.senders.introductions import sender_of
from content.segment.messages.senders.likeliest import sender_told_of_in_cjk
from content.segment.messages.words import (
    may_announce_letter,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
    without_reader,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.pieces import Piece
from content.segment.wording.in_person import says_i

_MAX_TOLD, _MAX_NEAR, _MAX_BRIEF = 2, 400, 80


def sent_in_by(
    turn: Sequence[Piece],
    start: int,
    *,
    speakers: Collection[str],
    titles: Mapping[str, str],
    language: str,
) -> str:
    """Return whose text the piece above tells of; empty if it tells of none.

    The text is a quotation, or in a conversation a paragraph in the first person. Who
    speaks there did not send it.

    Args:
        turn: The turn.
        start: Where the text may start.
        speakers: Who speaks in the document.
        titles: Full forms of titles of honour.
        language: Of the document; empty if it is not known.
    """
    above, text = turn[start - 1], turn[start].text[:_MAX_NEAR]
    end = above.text[-_MAX_NEAR:].rstrip()
    told = above.spoken and may_announce_letter(end)
    if not told or end.endswith(COLONS) or asks(end):
        return ""
    quoted = text.lstrip()[:1] in OPENING_QUOTES
    if not (quoted or len(speakers) > 1):
        return ""
    near = " ".join(sentences_of(end)[-_MAX_TOLD:])
    if not (speaks_of_message(near) or tells_of_writing(near)):
        return ""
    if not (quoted or says_i(text, language) or WITHOUT_CASE.search(text)):
        return ""
    found = announced_person(without_reader(near), language)
    name = found.name if found else sender_told_of_in_cjk(near, speakers)
    name = name or _named_sender(near, titles)
    name = name or (_named_behind(turn, start) if quoted else "")
    full = " " in name or WITHOUT_CASE.search(name) is not None
    return name if full and not any(name in one for one in speakers) else ""


def _named_behind(turn: Sequence[Piece], start: int) -> str:
    """Return the one person of whom a brief sentence behind a text says that she wrote it.

    "We had a message from a listener. “…” That was Ada Brook writing to us."
    """
    if start + 1 >= len(turn) or not turn[start + 1].spoken:
        return ""
    behind = sentences_of(turn[start + 1].text[:_MAX_NEAR])[:1]
    if not behind or len(behind[0]) > _MAX_BRIEF or not tells_of_writing(behind[0]):
        return ""
    named = [one.name for one in mentions_in(behind[0])]
    known = len(named) == 1 and is_given_name(named[0].partition(" ")[0])
    return named[0] if known else ""


def _named_sender(near: str, titles: Mapping[str, str]) -> str:
    """Return the person whom words behind "a letter of" name, with a known name."""
    known = any(is_given_name(w) for w in WORD.findall(near) if w[0].isupper())
    if not (known or WITHOUT_CASE.search(near)):
        return ""
    name = sender_of(near, dict(titles))
    if opens_with_han_surname(name):
        return name
    return name if is_given_name(name.partition(" ")[0]) and is_person(name) else ""
