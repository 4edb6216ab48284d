"""Features of one sentence, read once, so that many excerpts can be tried with it."""

import re
from functools import cached_property

from content.excerpts.features.context_dependence import context_dependence
from content.excerpts.sentences.sentence import Sentence, is_function_word
from content.language.question_marks import OUTER_MARKS
from content.language.word_lists import fast_pattern, flag

_NUMBER = re.compile(r"\d[\d.,/:%]*")

_SCRAP_SIZE, _SMALL_SIZE = 60, 110
"""Sizes (see `text_size`) of a scrap, and of little."""

_LONG_WORD = 11
"""Letters of a long word, in languages that don't add endings to endings."""

_MAX_PRINCIPLES, _MAX_NAMES = 3, 4
"""Words of what people hold dear, and names, that are counted; more say no more."""


class SentenceFeatures(Sentence):
    """The features of one sentence, each read when it is first asked for."""

    @cached_property
    def long_words(self) -> int:
        """How many of its words are as long as learned and technical ones."""
        return sum([len(word) >= _LONG_WORD for word in self.words])

    @cached_property
    def large_words(self) -> int:
        """How many words but the first begin with a capital letter."""
        return sum([len(word) > 1 and word[0].isupper() for word in self.words[1:]])

    @cached_property
    def own_words(self) -> int:
        """How many words are function words of its language."""
        return sum([is_function_word(word, self.language) for word in self.words])

    @cached_property
    def figures(self) -> int:
        """How many numbers it holds."""
        return len(_NUMBER.findall(self.text))

    @cached_property
    def procedure(self) -> int:
        """How many words it holds with which an assembly or an office is run."""
        return self._count("excerpts.procedure")

    @cached_property
    def chairing(self) -> int:
        """How many words it holds of those who lead a meeting or a show."""
        return self._count("excerpts.chairing")

    @cached_property
    def claims(self) -> int:
        """How many words it holds of what people hold dear, fear or ought to do."""
        return self._count("excerpts.claims")

    @cached_property
    def offices(self) -> int:
        """How many words it holds of the business of governments and their offices."""
        return self._count("excerpts.offices")

    @cached_property
    def courtesies(self) -> int:
        """How many words it holds that thank, wish, welcome or invite."""
        return self._count("excerpts.courtesies")

    @cached_property
    def measures(self) -> int:
        """How many words it holds that go with the figures of an account."""
        return self._count("excerpts.measures")

    @cached_property
    def listeners(self) -> int:
        """How many words it holds that speak to somebody."""
        return self._count("excerpts.listeners")

    @cached_property
    def commas(self) -> int:
        """How many commas it holds."""
        return self.text.count(",") + self.text.count("、")

    @cached_property
    def opening_features(self) -> dict[str, float]:
        """The features of an excerpt that it opens."""
        return {
            "scrap_opening": float(self.is_scrap),
            "short_opening": float(self.size < _SMALL_SIZE),
            "principle": capped_share(self.claims, _MAX_PRINCIPLES),
            "named": self.named,
            "dangling": float(
                self._count("excerpts.dangling") > 0
                or self._opens("excerpts.dangling_openings")
            ),
            "adversative": float(self._opens("excerpts.adversatives")),
            "resolve": float(self._opens("excerpts.resolves")),
            "replies": float(
                self._opens("excerpts.replies")
                # "It is time that …" is no answer.
                and not self._opens("openings.independent")
            ),
            **context_dependence(self),
        }

    @cached_property
    def greets(self) -> bool:
        """Whether it begins by greeting."""
        return self._opens("excerpts.greetings") or self.is_salutation

    @cached_property
    def prefaces(self) -> bool:
        """Whether it introduces its speaker, announces a speech or tries a microphone."""
        return self._count("excerpts.prefaces") > 0

    @cached_property
    def told(self) -> bool:
        """Whether it says that something has been said: "as I have mentioned"."""
        return self._count("excerpts.told") > 0

    @cached_property
    def named(self) -> float:
        """How many names it holds, as far as capital letters tell, up to 1."""
        if flag(self.language, "capital_nouns"):
            return 0.0
        return capped_share(self.large_words, _MAX_NAMES)

    @property
    def is_scrap(self) -> bool:
        """Whether it is no longer than half an exchange."""
        return self.size < _SCRAP_SIZE

    def _opens(self, table: str) -> bool:
        found = fast_pattern(self.language, table)
        return bool(found and found.match(self.searched.lstrip(OUTER_MARKS)))

    def _count(self, table: str) -> int:
        found = fast_pattern(self.language, table)
        return len(found.findall(self.searched)) if found else 0


def capped_share(count: int, most: int) -> float:
    """Return how near a count comes to where more of it says no more, from 0 to 1."""
    return min(count, most) / most
