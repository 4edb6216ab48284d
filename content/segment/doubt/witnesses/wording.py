"""Witnesses about the language of a passage: its script, its words, its tense."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from content.language.guessing import guess_language
from content.language.word_lists import words
from content.language.words.word_patterns import WORD
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes

_LATIN = "LATIN"
_MIN_SCRIPT_CHARS = 12
_MAX_SAMPLE = 80
_OTHER_LETTER = re.compile(
    "[^\x00-\x7f\xa0\xa7\xab\xb0\xb7\xbb\xc0-\u024f\u2010-\u206f]"
)
"""What may be a letter of another script: neither a Latin one nor usual punctuation."""

_MAX_WORDS_CHARS, _CACHED_TEXTS = 240, 1_024
_MIN_WORDS, _MIN_OWN_WORDS = 12, 5
_FEW_COMMON, _MANY_COMMON = 0.1, 0.3
"""The share of words that are among a language's commonest, in another and in its own."""

_MIN_TOLD, _MIN_PRESENT, _MORE_PRESENT = 2, 3, 2


@opposes("it is in another script than the rest of the turn")
def script_changes(reading: Reading) -> Iterator[Span]:
    """Find passages whose letters are of another script than their turn's first."""
    for turn, _ in reading.labelled:
        first = _script(reading.pieces[turn.start].text)
        if first:
            for n in turn.inside:
                text = reading.pieces[n].text
                if first == _LATIN and not _OTHER_LETTER.search(text, 0, _MAX_SAMPLE):
                    continue  # Most texts are so: a quick check first.
                own = _script(text)
                if own and own != first:
                    yield n, n + 1


def _script(text: str) -> str:
    text = text[:_MAX_SAMPLE]
    if text.isascii():  # most texts are, and that takes a tenth of the time
        return _LATIN if sum(map(str.isalpha, text)) >= _MIN_SCRIPT_CHARS else ""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < _MIN_SCRIPT_CHARS:
        return ""
    sample = letters[:: max(1, len(letters) // 20)]
    names = Counter(unicodedata.name(char, "?").partition(" ")[0] for char in sample)
    name, _ = names.most_common(1)[0]
    return "CJK" if name in {"HIRAGANA", "KATAKANA"} else name


@opposes("it is in another language than the document's turns")
def language_changes(reading: Reading) -> Iterator[Span]:
    """Find passages inside turns in a language in which no turn of the document opens."""
    texts = reading.texts
    language = reading.names.forms.language
    common = words(language, "commonest") if language else frozenset()
    if not common:
        return
    foreign = lru_cache(_CACHED_TEXTS)(partial(_foreign, common=common))
    usual = {foreign(texts[turn.start]) for turn, _ in reading.labelled}
    for turn in reading.turns:
        for n in turn.inside:
            other = foreign(texts[n])
            if other and other not in usual:
                yield n, n + 1


def _foreign(text: str, common: frozenset[str]) -> str:
    """Return which other language a text is in; empty where it may be in the usual one."""
    said = WORD.findall(text[:_MAX_WORDS_CHARS].lower())
    if len(said) < _MIN_WORDS or _share(said, common) > _FEW_COMMON:
        return ""
    found = guess_language([text[:_MAX_WORDS_CHARS]])
    sure = found.words >= _MIN_OWN_WORDS and found.words > _MANY_COMMON * len(said)
    return found.language if sure else ""


def _share(said: Sequence[str], common: frozenset[str]) -> float:
    return sum(map(common.__contains__, said)) / len(said)


@opposes("it tells what was, unlike the turn so far, and nobody speaks in person")
def tense_changes(reading: Reading) -> Iterator[Span]:
    """Find the ends of turns that go over from what is to what was."""
    language = reading.names.forms.language
    past = words(language, "pages.past_verbs") if language else frozenset()
    present = words(language, "pages.present_verbs") if language else frozenset()
    if not past or not present:
        return
    for turn in reading.turns:
        if turn.inside:
            yield from _told_ends(reading, turn, past, present)


def _told_ends(
    reading: Reading, turn: Turn, past: frozenset[str], present: frozenset[str]
) -> Iterator[Span]:
    """Yield the last paragraphs of a turn told in the past, if those above are not."""
    last = len(turn.inside)
    while last and _is_told(reading, turn.inside[last - 1], past, present):
        last -= 1
    told = turn.inside[last:]
    if not told:
        return
    above = [
        word
        for n in range(turn.start, told[0])
        if reading.pieces[n].spoken
        for word in WORD.findall(reading.texts[n].lower())
    ]
    now, then = (sum(word in each for word in above) for each in (present, past))
    if now >= max(_MIN_PRESENT, _MORE_PRESENT * then):
        yield from ((n, n + 1) for n in told)


def _is_told(
    reading: Reading, n: int, past: frozenset[str], present: frozenset[str]
) -> bool:
    text = reading.texts[n]
    said = WORD.findall(text.lower())
    return (
        sum(word in past for word in said) >= _MIN_TOLD
        and present.isdisjoint(said)
        and not reading.is_personal(text)
    )


WITNESSES: tuple[Witness, ...] = (script_changes, language_changes, tense_changes)
