"""The words with which a text of a body is announced, in one language at a time."""

import re
from collections.abc import Sequence
from functools import cache

from content.language.language_files import Kind, tables
from content.language.word_lists import entries, flag
from content.segment.messages.words import last_sentences
from content.segment.names.text_words import SENT

_MIN_STEM = 5
MAX_SENTENCES = 3
"""How many of the last sentences of an announcement are read."""

# A dash without blanks joins two places: "the Hult–Moen Road Club".
_PART = r"(?:[^.!?,;:()–—]|(?<=\w)–(?=\w))+"
PHRASE = re.compile(rf"{_PART}(?:\.(?=\s?\d){_PART})?")
"""Words up to the sign that ends a clause; a number may have a full stop."""

UNQUOTED_WORD = re.compile(r"[^\s«»„“”\"‘’()]+(?:['’](?=\w)[^\s«»„“”\"]+)*")
"""A word without the marks around it."""


class Words:
    """The patterns of the words of one language with which a text of a body is announced."""

    def __init__(self, language: str) -> None:
        """Put the tables of a language together."""
        self.acts = _any_of(language, "adopts")
        self.receives = _any_of(language, "receives")
        self.text = _any_of(language, "nouns", "documents", "questions", "acts")
        # "Muutosehdotus": a word may stand before it in one with it.
        motion = _any_of(language, "questions").pattern.removeprefix(r"(?<!\w)")
        self.motion = re.compile(motion, re.IGNORECASE)
        text = self.text.pattern
        source = _any_of(language, "from", "of").pattern
        name = r"[\s'’]*(?=[^\W\d_])"
        self.moved = re.compile(
            rf"{_any_of(language, 'moved_by').pattern}{name}", re.IGNORECASE
        )
        self.sent = re.compile(
            rf"{text},?[^.!?,;:()]{{0,40}}?{source}{name}", re.IGNORECASE
        )
        self.owned = re.compile(rf"{text}{name}", re.IGNORECASE)
        self.read = _any_of(language, "read_aloud", "reads_out")
        self.writes = _any_of(language, "writes")
        self.replies = _any_of(language, "replies")
        self.that = _any_of(language, "that")
        self.behind = _any_of(language, "behind_senders")
        relatives = entries(language, "messages.relatives")
        # Up to two small words stand before the verb: "que nos ha".
        that = "|".join(relatives).replace("_", r"\s")
        self.relative = (
            re.compile(
                rf"(?:^|(?<=\s))(?:{that})(?:\S{{1,4}}\s){{0,2}}$", re.IGNORECASE
            )
            if relatives
            else None
        )
        self.came = re.compile(
            rf"{self.receives.pattern}\s(?:\w+\s){{0,3}}?{source}{name}", re.IGNORECASE
        )
        self.following = _any_of(language, "bare_announcements", "wordings")
        moved = _any_of(language, "moved_by").pattern
        self.next = re.compile(rf"\s(?:(?:\w+\s){{0,2}}{text}|{moved})", re.IGNORECASE)
        self.dealt = _any_of(language, "receives", "wordings")


@cache
def words_of_announcements(language: str) -> Words:
    """Return the patterns of a language, put together once."""
    return Words(language)


def _any_of(language: str, *names: str) -> re.Pattern[str]:
    """Return the expression of a word of some tables; it matches nothing without entries."""
    found = [
        part
        if tables()[f"messages.{name}"] is Kind.PATTERN_PARTS
        else re.escape(part).replace("_", " ")
        for name in names
        for part in entries(language, f"messages.{name}")
    ]
    parts = "|".join(found) or "(?!)"
    bounded = rf"(?<!\w)(?:{parts})(?!\w)"
    spaced = flag(language, "spaced")
    return re.compile(bounded if spaced else f"(?:{parts})", re.IGNORECASE)


def is_verb(word: str, language: str) -> bool:
    """Return whether a word is a verb of sending, adopting, reading or dealing with texts."""
    w = words_of_announcements(language)
    verbs = (w.acts, w.read, w.writes, w.dealt)
    return SENT.is_in(word) or any(verb.search(word) for verb in verbs)


def without_relative(words: Sequence[str], language: str) -> list[str]:
    """Return words without a relative pronoun, and what goes with it, at their start.

    “(мишљење) које је Удружење пчелара (доставило)”
    """
    w, kept = words_of_announcements(language), list(words)
    while kept and (
        kept[0] in entries(language, "messages.to_whom") or w.behind.fullmatch(kept[0])
    ):
        kept.pop(0)
    return kept


def names_text(text: str, language: str) -> bool:
    """Return whether words name a letter, a resolution, a decree or the like.

    >>> names_text("DECREE", "en"), names_text("AGENDA", "en")
    (True, False)
    """
    return (
        language != ""
        and words_of_announcements(language).text.search(text) is not None
    )


def names_motion(text: str, language: str) -> bool:
    """Return whether words name a motion or the like, and no question.

    >>> names_motion("I table an amendment:", "en"), names_motion("A question:", "en")
    (True, False)
    >>> names_motion("Ich habe nachzufragen:", "de")
    False
    """
    if not language:
        return False
    nouns = flag(language, "capital_nouns")
    asked = tuple(word[:_MIN_STEM] for word in entries(language, "labels.questions"))
    found = words_of_announcements(language).motion.finditer(text)
    return any(
        not one.group().casefold().startswith(asked)
        and not (nouns and one.group().islower())
        for one in found
    )


def tells_that(sentence: str, language: str) -> bool:
    """Return whether a word leads from who tells something to what is told.

    >>> tells_that("She answers that it rains:", "en"), tells_that("She answers:", "en")
    (True, False)
    """
    return (
        language != ""
        and words_of_announcements(language).that.search(sentence) is not None
    )


def tells_of_text(introduction: str, name: str, language: str) -> bool:
    """Return whether somebody only tells that a text has come, and did not write it.

    >>> tells_of_text("Ada Brook said that the letter had come:", "Ada Brook", "en")
    True
    """
    if not language:
        return False
    w = words_of_announcements(language)
    for sentence in last_sentences(introduction, MAX_SENTENCES):
        head, *tail = w.that.split(sentence, maxsplit=1)
        if tail and name in head and not w.text.search(head):
            return w.text.search(tail[0]) is not None
    return False


def opens_with_verb(name: str, language: str) -> bool:
    """Return whether what was taken for a name opens with a verb of moving a text.

    >>> opens_with_verb("Apresentou à Mesa", "pt"), opens_with_verb("Ana Reis", "pt")
    (True, False)
    """
    first = name.partition(" ")[0]
    verbs = (
        words_of_announcements(language).acts if language and first != name else None
    )
    return verbs is not None and verbs.fullmatch(first) is not None
