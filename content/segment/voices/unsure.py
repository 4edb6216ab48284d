"""Words that are given to nobody, but may be somebody's: a person should look at them.

What is left out without a mark is lost without a trace. So words in person, words that
are quoted at length, and reported speech are marked where nobody has them.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS, SENTENCE_ENDS, SENTENCE_GAP
from content.language.word_lists import WordPattern
from content.segment.kinds import COMMENTARY
from content.segment.names.name_score import is_crowd, is_unnamed_voice
from content.segment.names.words import articles, label_words
from content.segment.pieces import Piece, doubted
from content.segment.result import LEFT_TO_NOBODY, SegmentKind
from content.segment.turns.below_answers import BELOW_ANSWERS
from content.segment.turns.unspoken.lists_and_counts import is_name_list
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_UNSURE = 0.6
_MIN_CHARS = 80
_MIN_TURNS = 4
_MIN_REPORTED = 3
_MIN_QUOTING, _MIN_WORDS = 2, 4
_MIN_REPORTED_SHARE = 0.3
_ITEM_NUMBER = re.compile(r"\s*+(?:\d{1,4}[.)]?|\([a-z0-9]{1,3}\))\s+")
_QUOTED = re.compile('(?:[“„«"「『]|[”»](?=\\w))[^“”„«»"「」『』]{1,400}[”“»«"」』]')
_SAYS = WordPattern("(?:<<messages.says>>)")
_DASHED = re.compile(r"\s*(?:[―—–-]{1,2})\s*[^\s\d-]")
_MIN_GAPS = 3
_MIN_ASKED, _MIN_ANSWERED, _MIN_OWN = 3, 0.6, 2
_REPORTED = "says what people said, and does not quote them; nobody's here"
_BEFORE = "before the first label, and yet as people talk; somebody's, perhaps"
_QUOTES = "quotes somebody at length; whose words these are, a person must say"
_ASKED = "paragraphs ask and others answer, and nobody is named; somebody's, perhaps"
_DIALOGUE = "opens with a dash as talk does, and nobody is named; somebody's, perhaps"
_DASHES = "opens with a dash as talk does; somebody's, perhaps"
_UNNAMED = "in the first person, and nobody is named; somebody's, perhaps"


def doubt_nobodys_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Lower the confidence of commentary that may be somebody's words.

    Minutes in reported speech hold what people said, but not their words. Where people
    take turns, what stands before the first label may be a turn whose label is missing.
    Where nobody has a label, whoever says "I" has no name.
    """
    sentences = [n for n, piece in enumerate(pieces) if _is_prose(piece)]
    # A letter that is read out says nothing of who talks around it.
    spoken = any(
        piece.spoken and piece.kind is not SegmentKind.MESSAGE for piece in pieces
    )
    turns = len({piece.turn for piece in pieces if piece.turn})
    reasons: dict[int, str] = {}
    if not spoken or turns >= _MIN_TURNS:
        words = SPOKEN_WORDS if spoken else FIRST_PERSON
        above = [n for n in sentences if not pieces[n].turn]
        in_person = (n for n in above if _has_at_length(pieces[n].text, words))
        reasons = dict.fromkeys(in_person, _BEFORE if spoken else _UNNAMED)
    set_off = _set_off_at_length(pieces)
    for n, piece in enumerate(pieces):
        if piece.kind is not COMMENTARY:
            continue
        if n in set_off or _quotes_at_length(piece.text):
            reasons.setdefault(n, _QUOTES)
        elif _opens_as_talk(pieces, n):
            reasons.setdefault(n, _DASHES)
    if not spoken:
        found = {**_asked_by_nobody(pieces), **_said_by_nobody(pieces)}
        found |= _between(reasons, sentences, pieces)
        reasons |= {n: r for n, r in found.items() if n not in reasons}
    if not turns:
        reported = [n for n in sentences if reports(pieces[n].text)]
        enough = _MIN_REPORTED_SHARE * len(sentences)
        if len(reported) >= max(_MIN_REPORTED, enough):
            reasons |= dict.fromkeys(range(reported[0], reported[-1] + 1), _REPORTED)
    return [
        doubted(piece, _UNSURE, reasons[n])
        if n in reasons and piece.kind in LEFT_TO_NOBODY
        else piece
        for n, piece in enumerate(pieces)
    ]


def _has_at_length(text: str, words: WordPattern) -> bool:
    """Return whether a paragraph has words of its own, of some length, beside quotations."""
    own = _QUOTED.sub("", text)
    return len(own) >= _MIN_CHARS and words.is_in(own)


def _opens_as_talk(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph opens with a dash, and somebody talks or is announced."""
    text = pieces[n].text
    if len(text) < _MIN_CHARS or not (_DASHED.match(text) and _is_prose(pieces[n])):
        return False
    announced = n > 0 and pieces[n - 1].text.rstrip().endswith(COLONS)
    goes_on = len(SENTENCE_GAP.findall(text)) >= _MIN_GAPS
    return announced or goes_on or SPOKEN_WORDS.is_in(text)


def _set_off_at_length(pieces: Sequence[Piece]) -> set[int]:
    """Return the pieces of nobody that are set off as a quotation of some length together."""
    found: set[int] = set()
    for quoted, run in groupby(
        range(len(pieces)),
        key=lambda n: (
            pieces[n].quoted
            and pieces[n].kind is COMMENTARY
            and pieces[n].reason.words != BELOW_ANSWERS
        ),
    ):
        places = list(run)
        if quoted and sum(len(pieces[n].text) for n in places) >= _MIN_CHARS:
            found.update(places)
    return found


def _said_by_nobody(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return why paragraphs may be somebody's where the document gives nobody a word.

    Quotations of a few words stand beside a verb of saying, or dashes open lines in turn.
    """
    prose = [n for n, piece in enumerate(pieces) if piece.kind in LEFT_TO_NOBODY]
    dashed = [n for n in prose if _DASHED.match(pieces[n].text)]
    quoting = [n for n in prose if _is_quoting(pieces[n].text)]
    reasons = dict.fromkeys(quoting, _QUOTES) if len(quoting) >= _MIN_QUOTING else {}
    if len(dashed) >= _MIN_TURNS and any(asks(pieces[n].text) for n in dashed):
        reasons |= dict.fromkeys(dashed, _DIALOGUE)
    return reasons


def _asked_by_nobody(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return why paragraphs may be somebody's that ask, with others below that answer."""
    prose = [
        n for n, p in enumerate(pieces) if p.kind in LEFT_TO_NOBODY and p.text.strip()
    ]
    places = [place for place, n in enumerate(prose) if asks(pieces[n].text)]
    answered = [
        place for place in places if place + 1 < len(prose) and place + 1 not in places
    ]
    if len(answered) < _MIN_ASKED or len(answered) < _MIN_ANSWERED * len(places):
        return {}
    return dict.fromkeys(prose[places[0] :], _ASKED)


def _between(
    reasons: Mapping[int, str], sentences: Sequence[int], pieces: Sequence[Piece]
) -> dict[int, str]:
    """Return why sentences may be somebody's that stand between words in person.

    Where most of a page is in person, somebody speaks on it.
    """
    own = [n for n in sentences if reasons.get(n) == _UNNAMED]
    if len(own) < _MIN_OWN:
        return {}
    among = [n for n in sentences if own[0] <= n <= own[-1]]
    total = sum(len(pieces[n].text) for n in among)
    if 2 * sum(len(pieces[n].text) for n in own) < total:
        return {}
    return dict.fromkeys(among, _UNNAMED)


def _is_quoting(text: str) -> bool:
    quoted = any(
        len(one.group().split()) >= _MIN_WORDS for one in _QUOTED.finditer(text)
    )
    return quoted and _SAYS.is_in(_QUOTED.sub("", text))


def _quotes_at_length(text: str) -> bool:
    """Return whether a paragraph quotes a whole sentence of somebody."""
    return any(len(one.group()) >= _MIN_CHARS for one in _QUOTED.finditer(text))


def _is_prose(piece: Piece) -> bool:
    if piece.kind not in LEFT_TO_NOBODY:
        return False
    text = piece.text.strip()
    return text.endswith(SENTENCE_ENDS) and not is_name_list(text)


def reports(text: str) -> bool:
    """Return whether a paragraph opens with who spoke, as minutes do.

    >>> reports("12. Ms. Brook (Northmoor) said that the bridge was closed.")
    True
    >>> reports("The chair, 12 years in office, said so."), reports("It is closed.")
    (True, False)
    """
    number = _ITEM_NUMBER.match(text)
    words = (text[number.end() :] if number else text).split()[:4]
    folded = [word.strip(".,()").casefold() for word in words]
    w = label_words()
    start = 1 if folded[:1] and folded[0] in articles() else 0
    if len(folded) < start + 2:
        return False
    titled = folded[start] in w.honorifics and words[start + 1][:1].isupper()
    opening = " ".join(folded[: start + 1])
    chair = is_unnamed_voice(opening) and not is_crowd(opening)
    return titled or chair
