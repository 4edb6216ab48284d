"""Paragraphs of a page on which an author tells of a speech, and the signs of who speaks in each."""

import re
from collections.abc import Mapping
from functools import cached_property

from content.language.sentence_marks import COLONS, LINE_ENDS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import fast_pattern, searched_text, words
from content.segment.messages.words import PRINTED_BELOW
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.voices.narration import may_tell, tells_afterwards, unquoted
from content.segment.voices.one_speech.endings import takes_leave
from content.segment.voices.one_speech.salutations import addresses_audience
from content.segment.wording.in_person import (
    FIRST_PERSON,
    SPOKEN_WORDS,
    pattern_of_words,
    speaks_in_person,
)

_SHORT, _MIN_NAME, _MIN_QUOTED = 60, 3, 12
_SEVERAL, _MANY = 2, 4
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_QUESTION = re.compile("[?？]")


class Paragraph:
    """A paragraph of a page, and what it shows by itself of who speaks in it."""

    def __init__(self, piece: Piece, language: str) -> None:
        self.piece = piece
        self.text = piece.text.strip()
        self._language = language

    @cached_property
    def told(self) -> str:
        """Its text without what stands in quotation marks."""
        return unquoted(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are written."""
        return frozenset(_WORD.findall(self.told))

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of the names that it has."""
        return frozenset(
            word
            for mention in mentions_in(self.text)
            for word in mention.name.split()
            if len(word) >= _MIN_NAME and word[0].isupper()
        )

    @cached_property
    def in_person(self) -> bool:
        """Whether somebody speaks in the first person."""
        personal = speaks_in_person(self.told, self._language)
        return personal and FIRST_PERSON.is_in(self.told)

    @cached_property
    def is_quoted(self) -> bool:
        """Whether it opens with a quotation mark."""
        return self.text.startswith(tuple(OPENING_QUOTES))

    @cached_property
    def kept(self) -> int:
        """How many words it has for a sheet, a recording or copying, two at most."""
        return count_words("pages.kept_words", self.told, self._language)

    @cached_property
    def reactions(self) -> int:
        """How many words it has for what people do when somebody spoke, two at most."""
        return count_words("pages.reactions", self.told, self._language)

    @cached_property
    def follows_speech(self) -> bool:
        """Whether it tells what people did when somebody spoke, or what came afterwards."""
        told = self.reactions or tells_afterwards(self.text)
        return bool(told) or may_tell(self.text)

    @cached_property
    def calls(self) -> bool:
        """Whether it opens by calling those who listen."""
        return addresses_audience(self.text)

    def signs(self, named: frozenset[str]) -> Mapping[str, float]:
        """Return the signs of whether somebody speaks in it or an author writes.

        Args:
            named: The words of all names on the page.
        """
        told = self.told
        past, present = self._count_verbs()
        return {
            "spoken": SPOKEN_WORDS.is_in(told),
            "in person": self.in_person,
            "first person": min(_SEVERAL, self._count_first_person()),
            "past": past,
            "present": present,
            "may tell": may_tell(self.text),
            "reactions": self.reactions,
            "kept": self.kept,
            "prints": PRINTED_BELOW.is_in(self.text),
            "speech": SPEECH_WORD.is_in(told),
            "leads": told.rstrip().endswith(COLONS),
            "calls": self.calls,
            "takes leave": takes_leave(self.text),
            "asks": min(_SEVERAL, len(_QUESTION.findall(told))),
            "digits": min(_SEVERAL, len(_NUMBER.findall(told))),
            "named": min(_SEVERAL, len(self.words & named)),
            "quotes": len(self.text) - len(told) >= _MIN_QUOTED,
            "quoted": self.is_quoted,
            "italic": self.piece.italic,
            "short": len(self.text) < _SHORT,
            "sentence": self.text.endswith((*LINE_ENDS, *'”»"')),
        }

    def _count_verbs(self) -> tuple[int, int]:
        """Return how many verbs of the past it has, and of the present, four at most."""
        if not self._language:
            return 0, 0
        parts = [word.casefold() for word in _WORD.findall(self.told)]
        past, present = (
            min(_MANY, sum(map(words(self._language, table).__contains__, parts)))
            for table in ("pages.past_verbs", "pages.present_verbs")
        )
        return past, present

    def _count_first_person(self) -> int:
        own = pattern_of_words(self._language, "labels.first_person")
        return len(own.findall(self.told)) if own else int(self.in_person)


def reports_words(text: str) -> bool:
    """Return whether a paragraph quotes somebody, with an author's words beside the quotation.

    >>> reports_words("“It is not so, and it never was”, said the mayor.")
    True
    >>> reports_words("My mother said: “It is not so, and it never was.”")
    False
    """
    bare = text.strip()
    told = unquoted(bare)
    quotes = len(bare) - len(told) >= _MIN_QUOTED
    beside = sum(map(str.isalpha, told)) >= _MIN_QUOTED
    opens = bare.startswith(tuple(OPENING_QUOTES))
    return quotes and beside and (opens or any(mentions_in(told)))


def count_words(table: str, text: str, language: str) -> int:
    """Return how many different words of a table of a language a text has, two at most."""
    pattern = fast_pattern(language, table) if language else None
    if pattern is None:
        return 0
    found = {one.group() for one in pattern.finditer(searched_text(text, language))}
    return min(_SEVERAL, len(found))
