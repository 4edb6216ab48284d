"""The salutation that opens a speech: "Madam President, ladies and gentlemen,"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from content.language.sentence_marks import CALL_ENDS, COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.lines import Position
from content.segment.messages.words import (
    DELIVERY_NOTICE,
    REPRODUCED,
    speaks_of_message,
)
from content.segment.names.offices import is_role
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.own_speech import OWN_SPEECH
from content.segment.voices.words import INTRODUCTION
from content.segment.wording.in_person import FIRST_PERSON

# "Hej, alla" is a call, "Hejtman" an office; words of Han letters go on behind it.
_AUDIENCE = WordPattern(
    r"[\W_]{0,3}(?:<headlines.audiences>)(?:(?<=[\s,.])|(?![a-zß-ɏͰ-ӿ]))"
)
# "教職員の皆さん、学生の皆さん。": a full stop may end a call.
_CJK_CALL = WordPattern(
    "(?:[^。、]{1,20}、){0,4}[^。、]{0,12}(?:<headlines.audiences>)。"
)
# What is called ends right there: "Gentlemen, ten years ago …".
_AUDIENCE_CALL = WordPattern(
    r"[\W_]{0,3}(?:<headlines.audiences>)(?!\w)[^.?:\n,!]{0,60}(?:[!:：]|,(?=\s\w))"
)
_GREETING = WordPattern(
    r"(?<!\w)(?:<<messages.salutations>>|<pages.speaker_phrases>)(?!\w)"
)
# The first words up to a sign of calling; "Mr." ends no sentence.
_FIRST_CALL = re.compile(
    r"(?:[^.?。？\n]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\.){0,400}?(?:[!！:：]|[,،，]\s*$)",
    re.MULTILINE,
)
_MAX_NOTICE, _MAX_ENDING = 160, 1000
# Nothing but short exclamations, two or more.
_CALLS = re.compile(r"(?:[^.!?,;:\n]{3,60}!\s+){1,8}[^.!?,;:\n]{3,60}!")
_BARE_ENDS = (",", "،", "，", "!", "！")
_MAX_SALUTATION, _MAX_BARE_SALUTATION = 220, 90
_MAX_INTRODUCTION = 14
_MIN_LED_CHARS = 160
_MAX_WORDS_BEFORE = 6
_MAX_GREETING = 60
_AROUND_WORDS, _MAX_OFFICE = " .,!:，！：", 5


def find_salutation(pieces: Sequence[Piece]) -> int | None:
    """Return the piece that addresses those who listen; None if none does near the top.

    Where words for a letter and a colon lead to one ("she wrote in her letter:"), it is
    another below.
    """
    found = _salutations(pieces)
    first = next(found, None)
    if first is None or not _opens_letter(pieces, first):
        return first
    return next((n for n in found if not _opens_letter(pieces, n)), first)


def salutation_of_letter(pieces: Sequence[Piece], start: int) -> int:
    """Return the piece with which a letter opens above a speech; its start if none does."""
    first = next(_salutations(pieces), start)
    return first if first < start and _opens_letter(pieces, first) else start


def _opens_letter(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether the paragraph above a salutation leads to a letter, and no speech."""
    above = next((p.text.strip() for p in reversed(pieces[:n]) if is_prose(p)), "")
    last = SENTENCE_GAP.split(above)[-1]
    letter = last.endswith(COLONS) and speaks_of_message(last)
    return letter and not SPEECH_WORD.is_in(last)


def _salutations(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield the pieces near the top that address those who listen."""
    found = (
        n
        for n, piece in enumerate(pieces)
        if is_prose(piece) and not is_notice(piece.text)
    )
    prose = list(islice(found, _MAX_INTRODUCTION + 1))
    for place, n in enumerate(prose[:_MAX_INTRODUCTION]):
        text = pieces[n].text.strip()
        if not text or text[0] in OPENING_QUOTES or place + 1 >= len(prose):
            continue
        addressed = addresses_audience(text)
        ends = text.endswith(CALL_ENDS) and len(text) <= _MAX_SALUTATION
        bare = text.endswith(_BARE_ENDS) and len(text) <= _MAX_BARE_SALUTATION
        led = place == 0 or pieces[prose[place - 1]].text.rstrip().endswith(COLONS)
        printed = place > 0 and prints_speech(pieces[prose[place - 1]].text)
        after = pieces[prose[place + 1]].text
        if (led or printed) and bare and calls_office(text):
            yield n
            continue
        above = (p.text for p in pieces[:n] if p.kind is SegmentKind.HEADING)
        headed_above = any(SPEECH_WORD.is_in(line) for line in above)
        headed = led and headed_above
        speaks = headed or FIRST_PERSON.is_in(text) or FIRST_PERSON.is_in(after)
        if addressed and (ends or (led and speaks)):
            yield n
            continue
        # Below a note on a manuscript: "Brothers and sisters! Five years ago we …".
        calls = addressed or _calls_first(text)
        if speaks and calls and _is_headed(pieces, n):
            yield n
            continue
        greets = _GREETING.is_in(text[:_MAX_GREETING])
        if place and pieces[n].ruled and (greets or addressed) and speaks:
            yield n
            continue
        called = text[0].isupper() and len(after) > len(text)
        told = place > 0 and _tells_of_speech(pieces[prose[place - 1]].text)
        exclaims = text.endswith(("!", "！")) and told and headed_above
        if bare and (led or exclaims) and called and not SPEECH_WORD.is_in(text):
            yield n


def _tells_of_speech(text: str) -> bool:
    """Return whether a paragraph above a speech has a word for it, and nobody says "I"."""
    return SPEECH_WORD.is_in(text) and not FIRST_PERSON.is_in(text)


def _calls_first(text: str) -> bool:
    """Return whether a paragraph calls those who listen, and goes on behind the sign."""
    found = _AUDIENCE_CALL.regex.match(text)
    return found is not None and not FIRST_PERSON.is_in(found.group())


def _is_headed(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a headline calls a page a speech, and nobody speaks below it.

    It is the first line, or stands below what the site has on every page.
    """
    above = [p for p in pieces[:n] if p.text.strip()]
    heads = [
        place
        for place, p in enumerate(above)
        if (not place or p.kind is SegmentKind.HEADING) and SPEECH_WORD.is_in(p.text)
    ]
    return bool(heads) and not any(
        FIRST_PERSON.is_in(p.text) for p in above[heads[0] + 1 :]
    )


def is_notice(text: str) -> bool:
    """Return whether a line says how a text goes with what was spoken.

    >>> is_notice("*** Check against delivery ***"), is_notice("We check deliveries.")
    (True, False)
    """
    return len(text) <= _MAX_NOTICE and DELIVERY_NOTICE.is_in(text)


def calls_office(text: str) -> bool:
    """Return whether a line only calls whoever presides: "Madam President,".

    >>> calls_office("Mr. Speaker,"), calls_office("Mr. Brook,")
    (True, False)
    """
    words = [word.strip(_AROUND_WORDS).casefold() for word in text.split()]
    if not 0 < len(words) <= _MAX_OFFICE:
        return False
    known, chairs = _words_of_calls(), label_words().chairs
    return all(word in known or is_role(word) for word in words) and any(
        is_role(word) or word in chairs for word in words
    )


@cache
def _words_of_calls() -> frozenset[str]:
    """Return the words of calls of whoever presides, but for offices in other forms."""
    w = label_words()
    return w.role_words | w.titles | w.forms_of_address | w.articles | w.chairs


def prints_speech(text: str) -> bool:
    """Return whether a paragraph ends by saying that a speech is printed below.

    A note about it may follow: "The headings are ours."
    """
    ending = " ".join(SENTENCE_GAP.split(text.strip())[-2:])[-_MAX_ENDING:]
    return any(p.is_in(ending) for p in (REPRODUCED, OWN_SPEECH, INTRODUCTION))


def opens_below_frame(pieces: Sequence[Piece], position: Position) -> bool:
    """Return whether a salutation opens a speech, and a paragraph below a line leads to it.

    A label on that line names nobody who speaks then, but who made the page.
    """
    start = find_salutation(pieces)
    if start is None:
        return False
    between = [
        p.text
        for p in pieces[:start]
        if p.position > position and is_prose(p) and len(p.text) > _MIN_LED_CHARS
    ]
    return bool(between) and calls_listeners(pieces[start].text)


def calls_listeners(text: str) -> bool:
    """Return whether a paragraph opens by calling those who listen.

    >>> calls_listeners("Mr. President, Captain Lund, Ladies and Gentlemen:")
    True
    >>> calls_listeners("Good evening, dear friends! It rained.")
    True
    >>> calls_listeners("Panie Prezydencie! Pani Premier! Wysoka Izbo!")
    True
    >>> calls_listeners("Mr. Secretary of the county; Madam President, good people: welcome.")
    True
    >>> calls_listeners("Genau das, meine Damen und Herren, ist ein Hafen:")
    False
    >>> calls_listeners("Dear friends are what the harbour lives on, she said.")
    False
    """
    bare = text.strip()
    if _CALLS.fullmatch(bare) or _CJK_CALL.regex.fullmatch(bare):
        return True
    call = _FIRST_CALL.match(bare)
    if call is None:
        return False
    if call.group() == bare and opens_with_audience(bare):
        return len(bare) <= _MAX_SALUTATION
    parts = [part.strip() for part in re.split(r"[,;،，]", call.group())]
    if sum(map(_calls_officer, parts)) > 1:
        return True
    greets = [
        (greeting := _GREETING.regex.search(part)) is not None
        and len(part[: greeting.start()].split()) < _MAX_WORDS_BEFORE
        for part in parts
    ]
    if True not in greets or greets[0]:
        return greets[0]
    # "That, ladies and gentlemen, is what we need:" goes on.
    behind = range(greets.index(True) + 1, len(parts))
    return not any(parts[n][:1].islower() and not greets[n] for n in behind)


def _calls_officer(part: str) -> bool:
    """Return whether words open with a form of address and an office: "Señor alcalde de …"."""
    first, *others = part.split()[:2] or [""]
    known = first.strip(_AROUND_WORDS).casefold() in label_words().forms_of_address
    return known and bool(others) and is_role(others[0].strip(_AROUND_WORDS).casefold())


def is_call(text: str) -> bool:
    """Return whether a line calls those who listen and says no more: "Dear neighbours!".

    >>> is_call("Ladies and gentlemen,"), is_call("Ladies and gentlemen came.")
    (True, False)
    """
    bare = text.strip()
    return bare.endswith(CALL_ENDS) and addresses_audience(bare)


def addresses_audience(text: str) -> bool:
    """Return whether a paragraph opens by calling those who listen, or with words for them."""
    return opens_with_audience(text) or calls_listeners(text)


def opens_with_audience(text: str) -> bool:
    """Return whether a paragraph opens with words for those who listen."""
    return _AUDIENCE.opens(text.strip())
