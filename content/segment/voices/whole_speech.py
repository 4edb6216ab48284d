"""Pages that hold one speech: a salutation opens it, and nobody else has a label.

It goes from its salutation to its last thanks. Notes, contact data and what tells of
the speaker before and after are the page's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.document import Document
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.messages.words import (
    OPENING_QUOTES,
    REPRODUCED,
    says_it_is_read,
    speaks_of_message,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import names_surname, same_person
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.titles import strip_titles
from content.segment.names.words import SPEECH, label_words
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import COUNTED, is_prose
from content.segment.turns.page_head.author import (
    HEADLINE_CONFIDENCE,
    find_author,
    signer_of,
)
from content.segment.turns.page_head.own_speech import (
    OWN_SPEECH,
    is_own_speech,
    page_author,
)
from content.segment.turns.page_head.presenters import name_beside_office, presenter
from content.segment.turns.page_head.speaker_above import office_above, speaker_above
from content.segment.voices.narration import SENTENCES, tells_afterwards, tells_aside
from content.segment.voices.words import (
    INTRODUCTION,
    is_comments_heading,
    says_goodbye,
)

_AUDIENCE = WordPattern(r"[\W_]{0,3}(?:<headlines.audiences>)")
_MESSAGE = WordPattern("(?:<<headlines.messages>>)")
_ENDS = (",", "!", "，", "！", ":", "：", "、")
_BARE_ENDS = (",", "，", "!", "！")
_MAX_SALUTATION, _MAX_BARE_SALUTATION = 220, 90
_MAX_INTRODUCTION = 14
_MIN_SPOKEN = 3
_MIN_QUOTED = 4
_MIN_QUOTED_SHARE = 0.4
_MIN_FRAME_CHARS = 60
_MIN_LED_CHARS = 160
_MAX_EXCLAMATION = 60
_MAX_LEAVE = 2
_MAX_WISH = 120
_MAX_HEAD, _MIN_NAME, _MAX_NAME, _AROUND_NAME = 10, 5, 60, " +†*_,–—-"
_DOUBTED, _UNNAMED_CONFIDENCE = 0.6, 0.5
# Whether the page agrees on the name, the second reader says.
_UNCLEAR = 0.8
_GREETING = WordPattern(
    r"(?<!\w)(?:<<messages.salutations>>|<pages.speaker_phrases>)(?!\w)"
)
# The first words up to a sign of calling; "Mr." ends no sentence.
_FIRST_CALL = re.compile(
    r"(?:[^.?。？\n]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\.){0,250}?(?:[!！:：]|[,，]\s*$)",
    re.MULTILINE,
)
_WISH = WordPattern(r"[\W_]{0,3}(?:<pages.wishes>)")
_NOTE_NUMBER = re.compile(r"[\[(]?\d{1,3}[.)\]]?\s+\S")
_MAX_WORDS_BEFORE = 6
_MAX_GREETING = 60
_AROUND, _MAX_OFFICE = " .,!:，！：", 5
_NOTE = re.compile(
    r"\s*(?:\[\d{1,3}\]|[¹²³⁴-⁹*†‡]\s?\w|\d{1,2}\s*[↩^]|https?://|www\.)"
    r"|.{0,200}(?:[\w.-]+@[\w.-]+\.\w|\bhttps?://|©)",
    re.DOTALL,
)
FIELD = re.compile(r"[^\W\d_][^.!?:：]{2,40}[:：]\s*\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    name: str
    confidence: float
    reason: str


def attribute_whole_speech(
    pieces: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return the pieces of a page that is one speech; None if it is not plainly one.

    A salutation opens it, somebody says "I" or "we" in it, and a headline, an
    introduction, or thanks at its end speak for it. What stands before the salutation
    introduces it; notes, and what follows the thanks, are nobody's.
    """
    start = find_salutation(pieces)
    quoted = start is None
    start = _long_quotation(pieces) if quoted else start
    if start is None:
        return None
    before = [p for p in pieces[:start] if p.text.strip()]
    limit = _limit(pieces, start)
    spoken = [n for n in range(start, limit) if is_prose(pieces[n])]
    texts = [pieces[n].text for n in spoken]
    personal = any(FIRST_PERSON.search(text) for text in texts)
    addressed = opens_with_audience(texts[0])
    heads = [document.title, *(piece.text for piece in before)]
    speech = any(SPEECH.search(text) or OWN_SPEECH.regex.search(text) for text in heads)
    letter = not speech and any(_MESSAGE.regex.search(text) for text in heads)
    thanked = any(map(says_goodbye, texts[1:]))
    enough = len(spoken) >= _MIN_SPOKEN and (personal or addressed)
    signed = signer_of(pieces[start:limit]) != ""
    called = not signed and calls_listeners(texts[0])
    if not enough or letter or not (speech or thanked or quoted or called):
        return None
    framed = [p.text for p in before if is_prose(p) and len(p.text) > _MIN_FRAME_CHARS]
    who = _who(pieces, start, framed, document)
    end = _end(pieces, spoken, who.name, framed=bool(framed))
    end = _up_to_applause(pieces, end, limit)
    signs = _heads_and_signs(pieces, start)
    end = signs[1] if signs else end
    wishes = len(pieces) if framed else _last_wishes(pieces, spoken, end, who.name)
    end = max(end, min(limit, len(pieces))) if wishes < len(pieces) else end
    left = [n for n in spoken if n < end]
    closed = any(takes_leave(pieces[n].text) for n in left[-2:])
    attributed: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n < start:
            found = piece
            if is_prose(piece):
                found = replace(piece, reason="introduces the speech", confidence=1.0)
            attributed.append(found)
        elif framed and n in left and tells_aside(piece.text):
            aside = unattribute(
                piece, SegmentKind.COMMENTARY, "tells what happened during the speech"
            )
            attributed.append(replace(aside, turn=1))
        elif not start <= n < end or not is_prose(piece):
            outside = n >= end and is_prose(piece)
            found = (
                unattribute(piece, SegmentKind.COMMENTARY, "after the speech")
                if outside
                else piece
            )
            attributed.append(replace(found, turn=int(n < end)))
        else:
            edge = (n == left[-1] and framed and not closed) or n >= wishes
            confidence = min(who.confidence, _DOUBTED) if edge else who.confidence
            attributed.append(
                replace(
                    piece,
                    kind=SegmentKind.SPEECH,
                    speaker=who.name,
                    turn=1,
                    confidence=confidence,
                    reason=who.reason,
                )
            )
    return attributed


def find_salutation(pieces: Sequence[Piece]) -> int | None:
    """Return the piece that addresses those who listen; None if none does near the top."""
    prose = [n for n, piece in enumerate(pieces) if is_prose(piece)]
    for place, n in enumerate(prose[:_MAX_INTRODUCTION]):
        text = pieces[n].text.strip()
        if not text or text[0] in OPENING_QUOTES or place + 1 >= len(prose):
            continue
        addressed = opens_with_audience(text) or calls_listeners(text)
        ends = text.endswith(_ENDS) and len(text) <= _MAX_SALUTATION
        bare = text.endswith(_BARE_ENDS) and len(text) <= _MAX_BARE_SALUTATION
        led = place == 0 or pieces[prose[place - 1]].text.rstrip().endswith((":", "："))
        printed = place > 0 and prints_speech(pieces[prose[place - 1]].text)
        after = pieces[prose[place + 1]].text
        if (led or printed) and bare and calls_office(text):
            return n
        speaks = FIRST_PERSON.search(text) or FIRST_PERSON.search(after)
        if addressed and (ends or (led and speaks)):
            return n
        greets = _GREETING.regex.search(text[:_MAX_GREETING]) is not None
        if place and pieces[n].ruled and (greets or addressed) and speaks:
            return n
        if bare and led and text[0].isupper() and len(after) > len(text):
            return n
    return None


def calls_office(text: str) -> bool:
    """Return whether a line only calls whoever presides: "Madam President,".

    >>> calls_office("Mr. Speaker,"), calls_office("Mr. Brook,")
    (True, False)
    """
    words = [word.strip(_AROUND).casefold() for word in text.split()]
    if not 0 < len(words) <= _MAX_OFFICE:
        return False
    w = label_words()
    known = w.role_words | w.titles | w.forms_of_address | w.articles | w.chairs
    return all(word in known or is_role(word) for word in words) and any(
        is_role(word) or word in w.chairs for word in words
    )


def prints_speech(text: str) -> bool:
    """Return whether a paragraph ends by saying that a speech is printed below."""
    ending = SENTENCES.split(text.strip())[-1]
    return any(p.regex.search(ending) for p in (REPRODUCED, OWN_SPEECH, INTRODUCTION))


def opens_below_frame(pieces: Sequence[Piece], block: int, line: int) -> bool:
    """Return whether a salutation opens a speech, and a paragraph below a line leads to it.

    A label on that line names nobody who speaks then, but who made the page.
    """
    start = find_salutation(pieces)
    if start is None:
        return False
    between = [
        p.text
        for p in pieces[:start]
        if (p.block, p.line) > (block, line)
        and is_prose(p)
        and len(p.text) > _MIN_LED_CHARS
    ]
    return bool(between) and calls_listeners(pieces[start].text)


def heads_message(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a heading speaks of a message that a paragraph below it announces.

    The paragraph ends in a colon, and nobody speaks in person in it: an author's.
    """
    if not (_MESSAGE.is_in(pieces[n].text) or speaks_of_message(pieces[n].text)):
        return False
    below = pieces[n + 1].text.strip() if n + 1 < len(pieces) else ""
    return below.endswith((":", "：")) and not FIRST_PERSON.search(below)


def calls_listeners(text: str) -> bool:
    """Return whether a paragraph opens by calling those who listen.

    >>> calls_listeners("Mr. President, Captain Lund, Ladies and Gentlemen:")
    True
    >>> calls_listeners("Good evening, dear friends! It rained.")
    True
    >>> calls_listeners("Dear friends are what the harbour lives on, she said.")
    False
    """
    call = _FIRST_CALL.match(text.strip())
    if call is None:
        return False
    return any(
        (greeting := _GREETING.regex.search(part)) is not None
        and len(part[: greeting.start()].split()) < _MAX_WORDS_BEFORE
        for part in re.split(r"[,，]", call.group())
    )


def opens_with_audience(text: str) -> bool:
    """Return whether a paragraph opens with words for those who listen."""
    return _AUDIENCE.regex.match(text.strip()) is not None


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
        SPEECH.search(t) or INTRODUCTION.is_in(t) or says_it_is_read(t) for t in above
    )
    long = end - start >= _MIN_QUOTED and quoted > _MIN_QUOTED_SHARE * total
    return start if announced and long else None


def _limit(pieces: Sequence[Piece], start: int) -> int:
    """Return where the page's own words start after a speech at the latest."""
    quoted = pieces[start].quoted
    for n in range(start + 1, len(pieces)):
        piece = pieces[n]
        text = piece.text.strip()
        left = quoted and not piece.quoted and piece.kind is not SegmentKind.STAGE
        counted = piece.kind is SegmentKind.HEADING and (
            COUNTED.fullmatch(text) or heads_message(pieces, n)
        )
        ended = (
            piece.kind is SegmentKind.COMMENT or counted or is_comments_heading(text)
        )
        if left or ended:
            return n
    return len(pieces)


def _end(
    pieces: Sequence[Piece], spoken: Sequence[int], name: str, *, framed: bool
) -> int:
    """Return where the speech ends: after the last thanks, or before notes on it."""
    spoken = _without_letters(pieces, spoken)
    last = [
        place
        for place, n in enumerate(spoken)
        if place > 0
        and (2 * place >= len(spoken) or (framed and _claps(pieces, spoken, place + 1)))
        and takes_leave(pieces[n].text)
    ]
    for first in last:
        rest = [pieces[n].text for n in spoken[first + 1 :]]
        if not any(FIRST_PERSON.search(text) for text in rest):
            # "Thanks to them. … Have a good day!" takes its leave twice.
            place = max(n for n in last if n <= first + _MAX_LEAVE)
            return spoken[place] + 1
    if last and framed:
        return spoken[last[-1]] + 1
    for n in range(spoken[len(spoken) // 2], spoken[-1] + 1):
        piece = pieces[n]
        parted = piece.rule or piece.ruled or piece.kind is SegmentKind.HEADING
        if parted and _is_page_on(pieces[n : spoken[-1] + 1], name):
            return n
    surname = name if name != UNNAMED else ""
    if framed:
        for place, n in enumerate(spoken):
            named = surname and names_surname(pieces[n].text, surname)
            late = 2 * place >= len(spoken) and tells_afterwards(pieces[n].text)
            if place and (named or late):
                return n
    end = len(spoken)
    while end > _MIN_SPOKEN and _is_note(pieces[spoken[end - 1]], surname):
        end -= 1
    return spoken[end - 1] + 1


def _without_letters(pieces: Sequence[Piece], spoken: Sequence[int]) -> Sequence[int]:
    """Return the paragraphs of a speech without what the page quotes below it.

    A letter there takes no leave for the speaker.
    """
    if pieces[spoken[0]].quoted:
        return spoken
    return [n for n in spoken if not pieces[n].quoted]


def _claps(pieces: Sequence[Piece], spoken: Sequence[int], place: int) -> bool:
    """Return whether a paragraph tells what people did when the speech was over."""
    return place < len(spoken) and tells_aside(pieces[spoken[place]].text)


def _last_wishes(
    pieces: Sequence[Piece], spoken: Sequence[int], end: int, name: str
) -> int:
    """Return where a last line stands behind the last thanks; the length if none does.

    It is a wish, on a page on which nobody else writes: "Přeji vám klidný rok."
    """
    rest = [n for n in spoken if n >= end]
    if rest != [end] or pieces[end].rule or pieces[end].ruled or pieces[end].italic:
        return len(pieces)
    text = pieces[end].text.strip()
    about = name != UNNAMED and names_surname(text, name)
    wishes = len(text) <= _MAX_WISH and _WISH.regex.match(text) and not about
    return end if wishes else len(pieces)


def _up_to_applause(pieces: Sequence[Piece], end: int, limit: int) -> int:
    """Return where a speech ends if a direction stands below its next paragraph.

    Nobody claps for what the page says.
    """
    below = pieces[end : min(end + 2, limit)]
    claps = [p.kind for p in below] == [SegmentKind.COMMENTARY, SegmentKind.STAGE]
    return end + 1 if claps else end


def _is_page_on(rest: Sequence[Piece], speaker: str) -> bool:
    """Return whether what is left is the page's: notes, fields, words about the speaker."""
    prose = [p.text.strip() for p in rest if p.kind is SegmentKind.COMMENTARY]
    notes = sum(bool(_NOTE_NUMBER.match(t) or FIELD.match(t)) for t in prose)
    about = speaker != UNNAMED and any(names_surname(t, speaker) for t in prose)
    personal = sum(bool(FIRST_PERSON.search(text)) for text in prose)
    return about or notes * 2 >= len(prose) or personal * 3 < len(prose)


def takes_leave(text: str) -> bool:
    """Return whether a paragraph thanks at its end, or is a short exclamation."""
    bare = text.strip()
    exclaims = len(bare) <= _MAX_EXCLAMATION and bare.endswith(("!", "！"))
    return exclaims or says_goodbye(text)


def _is_note(piece: Piece, surname: str) -> bool:
    """Return whether a paragraph at the end is a note, contact data, or on the speaker."""
    text = piece.text.strip()
    if FIRST_PERSON.search(text):
        return False
    return bool(
        piece.italic
        or _NOTE.match(text)
        or FIELD.match(text)
        or (surname and names_surname(text, surname))
    )


def _heads_and_signs(pieces: Sequence[Piece], start: int) -> tuple[str, int] | None:
    """Return whose name is a line above a speech and another below it, and where.

    "DR. ADA BROOK" at the top, and "Ada Brook", or "+ Ada Brook", behind the last words.
    Who stands above an introduction wrote that.
    """
    long = (n for n in range(start) if len(pieces[n].text) > _MIN_LED_CHARS)
    top = max(start - _MAX_HEAD, max(long, default=-1) + 1, 0)
    heads = {key for piece in pieces[top:start] if (key := _name_key(piece.text))}
    if not heads:
        return None
    for n in range(start + _MIN_SPOKEN - 1, len(pieces)):
        text = pieces[n].text.strip()
        if _name_key(text) in heads:
            name = parse_label(strip_titles(text.strip(_AROUND_NAME))).name
            return name, n
    return None


def _name_key(text: str) -> str:
    """Return a line that is only a name, folded and without titles; else empty."""
    bare = text.strip().strip(_AROUND_NAME)
    if not _MIN_NAME <= len(bare) <= _MAX_NAME or bare.endswith(_ENDS):
        return ""
    plain = strip_titles(as_written(bare))
    named = is_person(plain) and not has_role(plain.casefold().split())
    return " ".join(re.findall(r"\w+", fold_letters(plain))) if named else ""


def _own(document: Document) -> _Speaker:
    """Return the author of a page on which the author says "my speech"."""
    name, agreed = page_author(document)
    if not name:
        return _Speaker(
            name=UNNAMED,
            confidence=_UNNAMED_CONFIDENCE,
            reason="the author's own speech, and nothing names the author",
        )
    return _Speaker(
        name=name,
        confidence=0.9 if agreed else _UNCLEAR,
        reason=f"the author's own speech, on the page of {name}",
    )


def _who(
    pieces: Sequence[Piece], start: int, framed: Sequence[str], document: Document
) -> _Speaker:
    lines = [p.text.strip() for p in pieces[:start] if not is_prose(p)]
    if is_own_speech(framed, [document.title, *lines]):
        return _own(document)
    return _told(pieces, start, framed, document)


def _told(  # noqa: PLR0911 - one line a sign reads best
    pieces: Sequence[Piece], start: int, framed: Sequence[str], document: Document
) -> _Speaker:
    """Return whom the lines above a speech name, or else who signs it."""
    lines = [p.text.strip() for p in pieces[:start] if not is_prose(p)]
    signed = _heads_and_signs(pieces, start)
    if signed:
        return _Speaker(
            name=signed[0], confidence=0.92, reason="who signs it stands at the top"
        )
    said = presenter([*lines, *(p.text.strip() for p in pieces[:start] if is_prose(p))])
    if said:
        return _Speaker(name=said, confidence=0.92, reason="the head says who speaks")
    after = [p.text for p in pieces[start:] if is_prose(p)]
    name, clear = speaker_above(
        pieces[:start],
        after[-_MIN_SPOKEN:],
        document,
        opening=next(iter(after), ""),
    )
    author = find_author(pieces, document)
    if (
        author
        and name
        and same_person(author.name, name)
        and (len(author.name) < len(name))
        and is_given_name(author.name.partition(" ")[0])
    ):
        # The headline's grammar tells how the name is written.
        name = author.name
    if name and (clear or framed):
        return _Speaker(
            name=name,
            confidence=0.9 if clear else _UNCLEAR,
            reason=f"announced by words about {name}",
        )
    named = author is not None and author.confidence >= HEADLINE_CONFIDENCE
    plain = [line for line in lines[1:6] if not any(map(str.isdigit, line))]
    beside = "" if named else next(filter(None, map(name_beside_office, plain)), "")
    if beside:
        return _Speaker(
            name=beside, confidence=0.85, reason="a line at the top names the speaker"
        )
    if author is not None and not framed:
        return _Speaker(
            name=author.name, confidence=author.confidence, reason=author.reason
        )
    if name or (name := office_above(pieces[:start], document)):
        return _Speaker(
            name=name, confidence=_DOUBTED, reason=f"the head speaks of {name}"
        )
    return _Speaker(
        name=UNNAMED,
        confidence=_UNNAMED_CONFIDENCE,
        reason="a speech, and nobody is named who gives it",
    )
