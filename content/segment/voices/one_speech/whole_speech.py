"""Pages that hold one speech: a salutation opens it, and nobody else has a label.

It goes from its salutation to its last thanks. Notes, contact data and what tells of
the speaker before and after are the page's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.document import Document
from content.segment.basis import Reason
from content.segment.messages.words import says_it_is_read
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.author import signer_of
from content.segment.turns.page_head.own_speech import OWN_SPEECH
from content.segment.turns.page_head.presenters import presenter
from content.segment.voices.narration import tells_aside
from content.segment.voices.one_speech.cjk_speakers import start_of_cjk_signature
from content.segment.voices.one_speech.endings import (
    behind_wish,
    end_below_applause,
    end_of_speech,
    is_wish,
    start_of_wishes,
    starts_page_text,
    takes_leave,
)
from content.segment.voices.one_speech.openings import (
    find_opening,
    find_unmarked_opening,
)
from content.segment.voices.one_speech.salutations import (
    calls_listeners,
    is_notice,
    opens_with_audience,
    salutation_of_letter,
)
from content.segment.voices.one_speech.speakers import (
    Speaker,
    heads_and_signs,
    who_speaks,
)
from content.segment.voices.one_speech.told.likely_speaker import weigh_speaker
from content.segment.voices.words import INTRODUCTION, says_goodbye
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_MIN_SPOKEN = 3
_MIN_QUOTED = 4
_MIN_QUOTED_SHARE = 0.4
_MIN_FRAME_CHARS = 60
_MAX_LONE_THANKS = 40
_CLEAR, _DOUBTED, _LEAST = 0.9, 0.6, 0.55
_TOLD_OF = Reason("the page tells most of this person")
_LETTER = "words for a letter lead to this; somebody else's, perhaps"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speech:
    """Where a page has its one speech, and who gives it.

    Attributes:
        end: The piece after the last one of the speech.
        unsure: The first piece that may be the page's, at most `end`.
        left: The first piece below thanks that are a paragraph; past all if none is.
        framed: Whether the page's own words introduce it.
        letter: The first piece of a letter that may stand above it; else its start.
    """

    start: int
    end: int
    unsure: int
    left: int
    framed: bool
    who: Speaker
    letter: int


def attribute_whole_speech(
    pieces: Sequence[Piece],
    document: Document,
    *,
    unmarked: bool = False,
    message: bool = False,
) -> list[Piece] | None:
    """Return the pieces of a page that is one speech; None if it is not plainly one.

    A salutation opens it, or a note that it is to be checked against delivery. Somebody
    says "I" or "we" in it, and a headline, an introduction, or thanks at its end speak
    for it. What stands before the salutation introduces it; notes, and what follows the
    thanks, are nobody's.

    Args:
        pieces: All of the page.
        document: The page.
        unmarked: Whether a headline may be all that says that a speech follows.
        message: Whether it may be called a message, as one to the nation is.
    """
    opening = find_unmarked_opening if unmarked else find_opening
    start = opening(pieces, document.title)
    speech = _find_speech(pieces, document, start, message=message)
    if speech is None:
        return None
    return [_give(piece, n, speech) for n, piece in enumerate(pieces)]


def _find_speech(
    pieces: Sequence[Piece], document: Document, start: int | None, *, message: bool
) -> _Speech | None:
    quoted = start is None
    start = _long_quotation(pieces) if quoted else start
    if start is None:
        return None
    limit = _limit(pieces, start)
    spoken = [n for n in range(start, limit) if is_prose(pieces[n])]
    before = [p for p in pieces[:start] if p.text.strip()]
    heads = [document.title, *(piece.text for piece in before)]
    if not _is_one_speech(pieces[start:limit], heads, quoted=quoted, message=message):
        return None
    framed = [p.text for p in before if is_prose(p) and _frames(p.text)]
    who = who_speaks(pieces, start, framed, document)
    end = end_of_speech(pieces, spoken, who.name, framed=bool(framed))
    told = framed and not who.own and who.name != UNNAMED
    if told and who.confidence <= _CLEAR:
        name, unsure = weigh_speaker(who.name, pieces, start, end, document)
        if unsure:
            reason = who.reason if name == who.name else _TOLD_OF
            who = Speaker(name=name, confidence=_LEAST, reason=reason)
    end = behind_wish(pieces, end_below_applause(pieces, end, limit), limit)
    signs = heads_and_signs(pieces, start)
    end = start_of_cjk_signature(pieces, signs[1] if signs else end)
    wishes = len(pieces) if framed else start_of_wishes(pieces, spoken, end, who.name)
    end = max(end, limit) if wishes < len(pieces) else end
    said = [n for n in spoken if n < end]
    closed = any(takes_leave(pieces[n].text) for n in said[-2:])
    last_is_unsure = bool(framed and said and not closed)
    left = _below_lone_thanks(pieces, said) if framed else len(pieces)
    return _Speech(
        start=start,
        end=end,
        unsure=min(wishes, said[-1]) if last_is_unsure else wishes,
        left=left,
        framed=bool(framed),
        who=who,
        letter=salutation_of_letter(pieces, start),
    )


def _below_lone_thanks(pieces: Sequence[Piece], said: Sequence[int]) -> int:
    """Return the first piece below thanks that are a paragraph; the length if none is.

    Of an author's page, what stands there may be the author's.
    """
    for n, below in pairwise(said[len(said) // 2 :]):
        text = pieces[n].text
        lone = len(text) <= _MAX_LONE_THANKS and says_goodbye(text)
        if lone and not is_wish(pieces[below].text):
            return below
    return len(pieces)


def _frames(text: str) -> bool:
    """Return whether a paragraph above a speech introduces it, and is no lone line."""
    return len(text) > _MIN_FRAME_CHARS or OWN_SPEECH.is_in(text)


def _is_one_speech(
    pieces: Sequence[Piece], heads: Sequence[str], *, quoted: bool, message: bool
) -> bool:
    """Return whether pieces are a speech, by themselves and what stands above them."""
    texts = [piece.text for piece in pieces if is_prose(piece)]
    personal = any(FIRST_PERSON.is_in(text) for text in texts)
    if len(texts) < _MIN_SPOKEN or not (personal or opens_with_audience(texts[0])):
        return False
    if any(
        SPEECH_WORD.is_in(text) or OWN_SPEECH.is_in(text) or is_notice(text)
        for text in heads
    ) or presenter(heads):
        return True
    if any(MESSAGE_HEADING.is_in(text) for text in heads):
        # "Message to the nation": everybody is greeted, and nobody signs.
        return message and opens_with_audience(texts[0]) and not signer_of(pieces)
    thanked = any(map(says_goodbye, texts[1:]))
    return thanked or quoted or (not signer_of(pieces) and calls_listeners(texts[0]))


def _give(piece: Piece, n: int, speech: _Speech) -> Piece:
    """Return a piece as the speaker's, or as the page's."""
    if n < speech.start:
        if not is_prose(piece):
            return piece
        letter = n >= speech.letter
        return replace(
            piece,
            reason=Reason(_LETTER if letter else "introduces the speech"),
            confidence=_LEAST if letter else 1.0,
        )
    turn = int(n < speech.end)
    if not is_prose(piece):
        return replace(piece, turn=turn)
    if not turn:
        after = unattribute(piece, SegmentKind.COMMENTARY, "after the speech")
        return replace(after, turn=turn)
    if speech.framed and tells_aside(piece.text):
        aside = unattribute(
            piece, SegmentKind.COMMENTARY, "tells what happened during the speech"
        )
        return replace(aside, turn=turn)
    who, unsure = speech.who, n >= min(speech.unsure, speech.left)
    edge = _LEAST if n >= speech.left else _at_edge(piece)
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=who.name,
        turn=turn,
        confidence=min(who.confidence, edge) if unsure else who.confidence,
        reason=who.reason,
    )


def _at_edge(piece: Piece) -> float:
    """Return how sure last words may be: they may tell what came after the speech."""
    return _DOUBTED if SPOKEN_WORDS.is_in(piece.text) else _LEAST


def _long_quotation(pieces: Sequence[Piece]) -> int | None:
    """Return where a block quotation of many paragraphs starts that somebody announces."""
    spoken = [n for n, p in enumerate(pieces) if p.kind is SegmentKind.COMMENTARY]
    start = next((n for n in spoken if pieces[n].quoted), None)
    if start is None:
        return None
    end = next((n for n in spoken if n > start and not pieces[n].quoted), len(pieces))
    total = sum(len(pieces[n].text) for n in spoken)
    quoted = sum(len(p.text) for p in pieces[start:end])
    above = [pieces[n].text for n in spoken if n < start][-2:]
    announced = any(
        SPEECH_WORD.is_in(t) or INTRODUCTION.is_in(t) or says_it_is_read(t)
        for t in above
    )
    long = end - start >= _MIN_QUOTED and quoted > _MIN_QUOTED_SHARE * total
    return start if announced and long else None


def _limit(pieces: Sequence[Piece], start: int) -> int:
    """Return where the page's own words start after a speech at the latest."""
    quoted = pieces[start].quoted
    for n in range(start + 1, len(pieces)):
        piece = pieces[n]
        left = quoted and not piece.quoted and piece.kind is not SegmentKind.STAGE
        if left or starts_page_text(pieces, n):
            return n
    return len(pieces)
