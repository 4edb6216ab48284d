"""Find acts of a body that a record holds, as its clerk reads them out when asked.

"Please read the draft resolution.", and the next turn is that resolution: of the body
that its title or the line above names, and that acts in it ("The Council of Moor
regrets …"), or that signs it below a date; or of whom the words above name as its mover.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import all_words
from content.reasons import READ_OUT_FOR
from content.segment.basis import Basis, Reason
from content.segment.kinds import HEADING, STAGE
from content.segment.messages.addresses import addresses_body
from content.segment.messages.announcements.splitting import directs_to_read
from content.segment.messages.quotations import first_quotation_end
from content.segment.messages.senders.bodies.agreed_bodies import agreed_body
from content.segment.messages.senders.bodies.body_words import (
    as_printed,
    body_words,
    end_of_body,
    may_be_body,
)
from content.segment.messages.senders.bodies.opening_bodies import body_at_own_meeting
from content.segment.messages.senders.named_bodies.announcing_words import (
    words_of_announcements,
)
from content.segment.messages.signatures.signatures import (
    is_office,
    person_above_office,
)
from content.segment.messages.words import (
    greets_reader,
    may_date_letter,
    may_say_it_is_read,
    names_document,
    says_it_is_read,
    sentences_of,
    speaks_of_question,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.name_score import label_key
from content.segment.names.offices import has_role
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words
from content.segment.pieces import READ_FOR_UNNAMED, Piece
from content.segment.result import SegmentKind
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_PIECES, _NEAR_PIECES = 40, 3
_MIN_CALLS = 3
_MIN_LETTER, _MAX_SIGNATURE = 4, 4
_MAX_TITLE, _MAX_SUBJECT_WORDS = 300, 8
_MAX_DATE, _MAX_HAN_BODY, _MAX_MOVER = 20, 16, 80
_HAN_BODY = re.compile("[\u3400-\u9fff\u30a0-\u30ff]{4,16}")
_HAN_DATE = re.compile(r"[\s\d年月日元〇一二三四五六七八九十\u3400-\u9fff]{4,20}日")
_ASIDE = re.compile(r"\([^()]*\)")
# "… of our town”. (Applause.)"
_LAST_ASIDE = re.compile(r"\s\([^()]{1,60}\)[\s.]*$")
_LEADING = re.compile(r"(?:^|(?<![\W\d_ºª])(?=[\W\d_ºª]))[\W\d_ºª]*[^\W\d_]+\s+")
# "WHEREAS it has rained; and"
_CLAUSE_ENDS = re.compile(r"[,;]\W*(?:[^\W\d_]{1,4}\W*)?$")
_FORMULA = re.compile(r"\W*(?:[^\W\d_a-z]{2,}[\s,]+){2,}")
_MAX_TO_BODY, _MAX_WORD = 4, 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OVER_A_STOP = re.compile(r"(?:\d|[^\W\d_]{4})\.\s")
_CLAUSES = re.compile(r"[,;:]\s+")
_PARTS = re.compile("[.,;:!?]")
_AGREED, _SIGNED, _ACTING = 0.85, 0.9, 0.7


def with_acts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, what a body resolved given to it where somebody reads it out."""
    result = list(pieces)
    speakers = {piece.speaker for piece in pieces if piece.speaker}
    # "Mr. President, members."
    openings = Counter(piece.text for piece in pieces if piece.label)
    calls = {text for text, times in openings.items() if times >= _MIN_CALLS}
    n, language = 0, ""
    while n < len(result):
        text = result[n].text
        read = may_say_it_is_read(text) and says_it_is_read(
            " ".join(sentences_of(text)[-2:])
        )
        asked = read and (result[n].spoken or _prints(result, n))
        found = _act_below(result, n, speakers) if asked else None
        if read and not asked:
            language = language or guess_language([p.text for p in pieces])
            found = _reported_below(result, n, language)
        if found is None or result[found[0]].text in calls:
            n += 1
            continue
        start, end, name, confidence = found
        for m in range(start, end):
            result[m] = _as_message(result[m], name, confidence)
        n = end
    return result


def _act_below(
    pieces: Sequence[Piece], n: int, speakers: Collection[str]
) -> tuple[int, int, str, float] | None:
    """Return where the act that a piece announces starts and ends, and whose it is."""
    signed = _signed_below(pieces, n)
    if signed is not None:
        return signed
    printed = _prints(pieces, n)
    start = n + 1 if printed else _next_turn(pieces, n)
    if start is None:
        return None
    end = start
    while end < len(pieces) and pieces[end].turn == pieces[start].turn:
        end += 1
    start = next(
        (
            m + 1
            for m in range(start, min(end - 1, start + _NEAR_PIECES))
            if directs_to_read(pieces[m])
        ),
        start,
    )
    near = pieces[max(0, n - _NEAR_PIECES) : n + 1]
    start, end = _quoted(pieces, start, end)
    act = [p for p in pieces[start:end] if printed or _may_be_given(p)]
    if not 0 < len(act) <= end - start <= _MAX_PIECES:
        return None
    if signer := _signer_of_letter(act):
        return start, end, signer, _SIGNED
    if _is_none(act, printed=printed):
        return None
    name, confidence = _whose(act, near, speakers)
    return (start, end, name, confidence) if name else None


def _whose(
    act: Sequence[Piece], near: Sequence[Piece], speakers: Collection[str]
) -> tuple[str, float]:
    """Return whose an act is, and how sure that is; the name is empty if nothing says it.

    Args:
        act: Its paragraphs.
        near: What stands above it, up to who announces it.
        speakers: Who speaks anywhere.
    """
    quoted = act[0].text.lstrip()[:1] in OPENING_QUOTES
    if mover := _mover([p.text for p in near], speakers) if quoted else "":
        return mover, _SIGNED
    if resolving := _resolving(act[-1].text):
        return resolving, _ACTING
    first = act[0].text if len(act) > 1 else ""
    title = "" if len(first) > _MAX_TITLE or _CLAUSE_ENDS.search(first) else first
    announcement = ". ".join(
        _told(text) for text in (*(p.text for p in near[-2:]), title)
    )
    for piece in act[1:] if title else act:
        for clause in _openings(piece.text):
            name = agreed_body(announcement, [], opening=clause)
            if _may_be_body(name):
                return name, _AGREED
    return _acting(act[-1].text) or _declaring(act[0].text, near[-2:]), _ACTING


def _signer_of_letter(act: Sequence[Piece]) -> str:
    """Return who signs a turn that a date or an address opens, above the office.

    "6 May 2025", "To the Council of Moor,", …, "Ada BROOK", "Mayor".
    """
    if len(act) < _MIN_LETTER or _is_given(act):
        return ""
    first = act[0].text.strip()
    body = first.endswith(",") and may_be_named_body(first.rstrip(","))
    if not (body or may_date_letter(first) or addresses_body(first)):
        return ""
    texts = [piece.text.strip() for piece in act]
    # The party may stand between the name and the office.
    for n in range(len(texts) - 2, max(1, len(texts) - _MAX_SIGNATURE) - 1, -1):
        below = texts[n + 1 :]
        words = (word.strip(",.").casefold() for line in below for word in line.split())
        if any(map(is_office, words)) and (
            name := person_above_office(texts[n], below[0])
        ):
            return _first_of_two(name)
    return ""


def _first_of_two(name: str) -> str:
    """Return the first of two people whom columns without a gap name.

    >>> _first_of_two("Ada BROOK Tom FERRO"), _first_of_two("Ada Tom Brook Hall")
    ('Ada BROOK', 'Ada Tom Brook Hall')
    """
    words = name.split()
    capitals = [n for n, word in enumerate(words) if len(word) > 1 and word.isupper()]
    several = len(capitals) > 1 and capitals[0] and capitals[1] > capitals[0] + 1
    return " ".join(words[: capitals[0] + 1]) if several else name


def _mover(told: Sequence[str], speakers: Collection[str]) -> str:
    """Return the person whom words near an act name as who moves it; empty if they name nobody.

    A title and a surname name the one speaker who has it.

    >>> told = ["We have the motion tabled by Ms Ada Brook, of Moor.", "Please read it."]
    >>> _mover(told, ())
    'Ada Brook'
    >>> _mover(["We come to the motion lodged by Deputy Hall."], ["Tom Hall", "The Chair"])
    'Tom Hall'
    """
    words = words_of_announcements(guess_language(told))
    for text in reversed(told):
        for moved in words.moved.finditer(text):
            behind = text[moved.end() : moved.end() + _MAX_MOVER]
            one = next(mentions_in(behind), None)
            name = strip_titles(one.name) if one else ""
            if one and has_given_name(name) and not _PARTS.search(behind[: one.start]):
                return name
            if surname := _titled_surname(behind):
                own = [who for who in speakers if who.split()[-1:] == [surname]]
                if len(own) == 1:
                    return own[0]
    return ""


def _titled_surname(text: str) -> str:
    """Return the surname behind the title with which a text opens; empty if none does."""
    title, surname, *_ = [*text.split(maxsplit=2), "", ""]
    titled = label_key(title) in label_words().titles_and_roles
    bare = surname.rstrip(".,;:")
    return bare if titled and bare.istitle() else ""


def _is_none(act: Sequence[Piece], *, printed: bool) -> bool:
    """Return whether a text is somebody's already, a letter, or said and not read."""
    first = act[0].text
    letter = greets_reader(first) or _is_address(act)
    quoted = first.lstrip()[:1] in OPENING_QUOTES
    said = not (printed or quoted) and SPOKEN_WORDS.is_in(first)
    # "“Dusted” is to say wiped. Ivo Ribot laughs."
    end = first_quotation_end(first)
    word = 0 < end <= _MAX_WORD and len(first.strip()) > 2 * end
    return letter or said or word or _is_given(act)


def _told(text: str) -> str:
    """Return a line without asides, its number and its first word.

    That says what kind of text it is: "3. Motion of the Harbour Group".
    """
    return _LEADING.sub("", _ASIDE.sub(" ", text), count=1).strip(" .")


def _prints(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line of minutes leads to a text in quotation marks below it."""
    return (
        pieces[n].kind is SegmentKind.COMMENTARY
        and pieces[n].text.rstrip().endswith(COLONS)
        and n + 1 < len(pieces)
        and pieces[n + 1].text.lstrip()[:1] in OPENING_QUOTES
    )


def _reported_below(
    pieces: Sequence[Piece], n: int, language: str
) -> tuple[int, int, str, float] | None:
    """Return the quotation below a clerk's line that a text was read, if a body opens it.

    "The report was read.", and “At its meeting of 3 May our Committee of Works …”.
    """
    if pieces[n].spoken or n + 1 >= len(pieces) or pieces[n + 1].label:
        return None
    if pieces[n + 1].text.lstrip()[:1] not in OPENING_QUOTES:
        return None
    body = body_at_own_meeting(pieces[n + 1].text, language)
    start, end = _quoted(pieces, n + 1, min(len(pieces), n + 1 + _MAX_PIECES))
    return (start, end, body, _AGREED) if body and start == n + 1 else None


def _next_turn(pieces: Sequence[Piece], n: int) -> int | None:
    """Return where the turn of whoever is asked to read starts; None if it is not next."""
    between = 0
    for m in range(n + 1, len(pieces)):
        piece = pieces[m]
        if piece.kind in {HEADING, STAGE}:
            continue
        if piece.turn != pieces[n].turn:
            return m if piece.speaker != pieces[n].speaker else None
        between += 1
        if between > _NEAR_PIECES:
            return None
    return None


def _quoted(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """Return the part of a turn that quotation marks hold; all of it if none do."""
    first = next(
        (
            m
            for m in range(start, min(end, start + _NEAR_PIECES))
            if pieces[m].text.lstrip()[:1] in OPENING_QUOTES
        ),
        None,
    )
    if first is None:
        return start, end
    for m in range(first, end):
        if _LAST_ASIDE.sub("", pieces[m].text).rstrip(" .")[-1:] in CLOSING_QUOTES:
            return first, m + 1
    return start, end


def _signed_below(
    pieces: Sequence[Piece], n: int
) -> tuple[int, int, str, float] | None:
    """Return the act in the same turn that a body signs below a date, in Han letters."""
    start = n + 1
    for m in range(start, min(len(pieces), start + _MAX_PIECES)):
        if pieces[m].turn != pieces[n].turn:
            return None
        text = pieces[m].text.strip()
        if len(text) > _MAX_HAN_BODY or not _HAN_BODY.fullmatch(text):
            continue
        above = pieces[m - 1].text.strip()
        if m > start + 1 and len(above) <= _MAX_DATE and _HAN_DATE.fullmatch(above):
            return start, m + 1, text, _SIGNED
    return None


def _openings(text: str) -> list[str]:
    """Return what a paragraph, its sentences and their clauses open with."""
    bare = text.strip(OPENING_QUOTES + CLOSING_QUOTES + " ")
    return [part for s in sentences_of(bare) for part in [s, *_CLAUSES.split(s)[1:3]]]


def _acting(text: str) -> str:
    """Return the body that a sentence opens with behind an article, and that acts there.

    "The Assembly of Moor regrets …"; before a comma, its name may have small words.
    """
    bare = text.strip(OPENING_QUOTES + CLOSING_QUOTES + " ")
    subject, comma, _ = bare.partition(",")
    article, _, name = subject.partition(" ")
    if article.casefold() not in all_words("messages.articles"):
        return ""
    if not comma or len(name.split()) > _MAX_SUBJECT_WORDS:
        words = body_words(bare)
        end = end_of_body(words, 1) if len(words) > 1 else 0
        name = as_printed(bare, words, 1, end) if end > 1 else ""
    named = name[:1].isupper() and not is_given_name(name.partition(" ")[0])
    return name if named and _may_be_body(name) else ""


def _declaring(text: str, told: Sequence[Piece]) -> str:
    """Return the body that opens a declaration in quotation marks, which somebody asks for.

    What somebody moves is worded as the council's, and is not of the council.
    """
    near = [piece.text for piece in told]
    declared = any(map(names_document, near)) and not any(map(speaks_of_question, near))
    return _acting(text) if declared and text.lstrip()[:1] in OPENING_QUOTES else ""


def _resolving(text: str) -> str:
    """Return the body behind a formula in capitals, and behind an article.

    "NOW, THEREFORE, BE IT RESOLVED that the Council of Moor regrets …"
    """
    formula = _FORMULA.match(text)
    words = text[formula.end() :].split()[:_MAX_TO_BODY] if formula else []
    names = (_acting(text[text.find(f" {w} ") + 1 :].replace(",", "")) for w in words)
    return next(filter(None, names), "")


def _is_address(act: Sequence[Piece]) -> bool:
    """Return whether a line of address opens a text: it ends in a comma."""
    return len(act) > 1 and act[0].text.rstrip().endswith((",", ":", "!"))


def _may_be_body(name: str) -> bool:
    """Return whether a name may be a body's, and is nobody's whom a speaker calls.

    >>> list(map(_may_be_body, ("Council of Moor", "Onur Bey", "Señora Ruiz", "Clause 1. We")))
    [True, False, False, False]
    """
    words = name.casefold().split()
    return (
        1 < len(words) <= _MAX_SUBJECT_WORDS
        and _OVER_A_STOP.search(name) is None
        # "Of the Council, on 5 May 2025, …"
        and _YEAR.search(name) is None
        and name[0].isalpha()
        and not (is_given_name(name.split(maxsplit=1)[0]) and not may_be_body(name))
        and not has_role(words)
        and words[0] not in label_words().honorifics
        and words[-1] not in all_words("labels.behind_names")
    )


def _may_be_given(piece: Piece) -> bool:
    return piece.spoken or piece.reason.words.startswith(READ_FOR_UNNAMED)


def _is_given(act: Sequence[Piece]) -> bool:
    """Return whether a text is surely somebody's already."""
    return any(
        piece.kind is SegmentKind.MESSAGE and piece.confidence >= _AGREED
        for piece in act
    )


def _as_message(piece: Piece, name: str, confidence: float) -> Piece:
    if not _may_be_given(piece) and piece.kind is not SegmentKind.COMMENTARY:
        return piece
    reader = piece.read_by or (
        piece.speaker if piece.kind is not SegmentKind.MESSAGE else None
    )
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=name,
        read_by=reader,
        confidence=confidence,
        # A doubt about who sent it ends here: an act says itself whose it is.
        reason=Reason(f"{READ_OUT_FOR}{name}", Basis.SENDER),
    )
