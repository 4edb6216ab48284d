"""Split text into sentences, by a library whose mistakes with speeches are corrected.

`sentencex` knows the abbreviations of many languages. It holds everything between two
quotation marks or brackets for one sentence, though, so that a message read aloud
would be one and a stray mark would swallow what follows: it is shown the text without
them. Some of its cuts are taken back, each for the reason given in `_goes_on`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

import sentencex  # type: ignore[import-untyped]  # it ships no type hints

from content.language.word_lists import WordPattern, words

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n\s*")

_QUOTES_AND_BRACKETS = re.compile(
    r"[\"“”„‟«»‹›「」『』()\[\]（）【】]|(?<!\w)['‘’‚]|['’‘](?!\w)"
)
"""Quotation marks and brackets, but no apostrophe inside a word."""

_MARK_CHARACTERS = frozenset("\"“”„‟«»‹›「」『』()[]（）【】'‘’‚")
_OPENING_MARKS = frozenset("“„‟«‹「『([‘‚（【")

_BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]|（[^（）]{0,100}）")

_SURROGATES = re.compile("[\ud800-\udfff]")

_BREAKS = re.compile(r"[\r\n]")
"""A numbered line after another makes the library take each item for one sentence."""

_WINDOW_CHARS = 2_000
"""Characters shown to the library at once: its time grows with their square."""

_MARGIN_CHARS = 50
"""Characters at a window's end in which a cut is not trusted: the next word may lack."""

_MAX_SENTENCE_CHARS = 32_000
"""Characters without an end of a sentence after which one is cut all the same."""

_ENUMERATOR = re.compile(r"\W*(?:(?:\d{1,3}|[IVXLC]{1,7}|[^\W\d_])[.)]+\W*)?")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.\s*$")
_ORDINAL_LANGUAGES = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl"}
    | {"sk", "sl", "sr", "tr"}
)
_BEFORE_NUMBER = WordPattern(r"(?:^|\W)<sentences.before_numbers>\.\s*$")
_INITIALS = re.compile(r"(?<!\w)[A-ZÀ-ÞА-ЯЁ]\.\s*$")


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Split a text into sentences that, joined, are the text exactly.

    White space belongs to the sentence before it. A paragraph break ends a sentence,
    a line break alone does not.

    Args:
        text: Any text; paragraphs are parted by an empty line.
        language: BCP 47 tag; for an unknown one English abbreviations are used.
    """
    language = re.split(r"[-_]", language.strip().lower())[0]
    cuts = [0] if text else []
    for start, end in _paragraphs(text):
        cuts += (start + cut for cut in _cuts(text[start:end], language))
        cuts.append(end)
    return tuple(text[a:b] for a, b in pairwise(cuts))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs start and end, each with the break that follows it."""
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        if text[start : gap.start()].strip() and gap.end() < len(text):
            yield start, gap.end()
            start = gap.end()
    if start < len(text):
        yield start, len(text)


def _cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield where a paragraph's sentences end, but for the last."""
    marks = [mark.start() for mark in _QUOTES_AND_BRACKETS.finditer(paragraph)]
    sound = _BREAKS.sub(" ", _SURROGATES.sub("\ufffd", paragraph.rstrip()))
    shown = _QUOTES_AND_BRACKETS.sub("", sound)
    # Mark k stands in front of the shown character whose number is places[k].
    places = [mark - k for k, mark in enumerate(marks)]
    brackets = [span.span() for span in _BRACKETED.finditer(paragraph)]
    lower = paragraph.islower()
    start = 0
    for cut in _library_cuts(shown, language):
        end = _between_marks(paragraph, cut + bisect_right(places, cut))
        if end <= start or _is_in_brackets(brackets, end):
            continue
        sentence = paragraph[max(start, end - _MARGIN_CHARS) : end]
        if not _goes_on(
            sentence, paragraph[end : end + _MARGIN_CHARS], language, lower
        ):
            yield end
            start = end


def _library_cuts(shown: str, language: str) -> Iterator[int]:
    """Yield the library's cuts, found window by window, in linear time."""
    start, window = 0, _WINDOW_CHARS
    while start < len(shown):
        piece = shown[start : start + window]
        cuts = list(accumulate(map(len, sentencex.segment(language, piece))))
        if start + window >= len(shown):
            yield from (start + cut for cut in cuts[:-1])
            return
        cuts = [cut for cut in cuts if cut < window - _MARGIN_CHARS]
        if not cuts and window < _MAX_SENTENCE_CHARS:
            window *= 2
            continue
        cuts = cuts or [piece.rfind(" ") + 1 or window]
        yield from (start + cut for cut in cuts)
        start, window = start + cuts[-1], _WINDOW_CHARS


def _between_marks(paragraph: str, end: int) -> int:
    """Move a cut to where closing marks end and opening ones start."""
    start = end
    while start and (
        paragraph[start - 1].isspace() or paragraph[start - 1] in _MARK_CHARACTERS
    ):
        start -= 1
    for place in range(start, end):
        if paragraph[place] in _MARK_CHARACTERS and _opens(paragraph, place):
            return place
    return end


def _opens(paragraph: str, place: int) -> bool:
    """Return whether a mark opens: by the spaces around it, else by its shape."""
    left = paragraph[place - 1 : place].strip()
    right = paragraph[place + 1 : place + 2].strip()
    if bool(left) == bool(right):
        return paragraph[place] in _OPENING_MARKS
    return bool(right)


def _is_in_brackets(brackets: list[tuple[int, int]], place: int) -> bool:
    """Return whether a place is inside a short bracket, whose sentences stay together."""
    before = bisect_right(brackets, (place, 0)) - 1
    return before >= 0 and brackets[before][0] < place < brackets[before][1]


def _goes_on(sentence: str, following: str, language: str, lower: bool) -> bool:
    """Return whether the library cut where a sentence goes on."""
    if _ENUMERATOR.fullmatch(sentence):  # "II. The navy grows.", "3. The schools."
        return True
    first = next((char for char in following if char.isalnum()), "")
    if first.islower() and not lower:  # "At Norfolk, Va. and elsewhere", "Да! — сказал"
        return not sentence.rstrip().endswith(("。", "！", "？"))
    title = _shortened_title(language)
    return bool(
        # "by ch. 12 of the laws"
        (first.isdecimal() and _BEFORE_NUMBER.regex.search(sentence))
        # "der 1. Artikel"
        or (language in _ORDINAL_LANGUAGES and _ORDINAL.search(sentence))
        # "А. Б. Лугов", not "the U.S."
        or (language != "en" and _INITIALS.search(sentence))
        # "M. Lenoir"
        or (title and title.search(sentence))
    )


@lru_cache(maxsize=256)
def _shortened_title(language: str) -> re.Pattern[str] | None:
    """Match a title that is shortened with a point, at the end of a text."""
    titles = words(language, "sentences.titles")
    choices = "|".join(map(re.escape, sorted(titles)))
    return re.compile(rf"(?:^|\W)(?:{choices})\.\s*$") if titles else None
