"""A sentence of a turn, and what cutting and rating both ask of it, read once."""

import re
from functools import cached_property, lru_cache

from content.excerpts.sentences.fillers import (
    is_formula,
    is_heading,
    is_salutation,
    is_stage_remark,
)
from content.excerpts.sentences.openings import Opening, classify_opening
from content.language.folding import fold_letters
from content.language.question_marks import asks
from content.language.word_lists import fast_pattern, searched_text, words
from content.language.words.text_size import text_size

MIN_THOUGHT_SIZE = 40
"""Size (see `text_size`) below which words are a fragment, not a thought."""

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


class Sentence:
    """A sentence of which each property is read when it is first asked for."""

    def __init__(self, text: str, language: str) -> None:
        """Keep a sentence.

        Args:
            text: With the white space around it.
            language: Primary tag.
        """
        self.text, self.language = text, language

    @cached_property
    def searched(self) -> str:
        """Its text as patterns are searched for in it."""
        return searched_text(self.text, self.language)

    @cached_property
    def masked(self) -> str:
        """The same with dots for what only looks as if it pointed back."""
        text = self.searched
        for table in ("openings.independent", "excerpts.excepted"):
            if found := fast_pattern(self.language, table):
                text = found.sub(lambda match: "·" * len(match[0]), text)
        return text

    @cached_property
    def size(self) -> float:
        """Its size; see `text_size`."""
        return text_size(self.text)

    @cached_property
    def opening(self) -> Opening:
        """How much it needs what was said before it, by its first words."""
        return classify_opening(self.text, self.language)

    @cached_property
    def ends_paragraph(self) -> bool:
        """Whether an empty line follows it."""
        return ends_paragraph(self.text)

    @cached_property
    def is_remark(self) -> bool:
        """Whether it is a remark in brackets."""
        return is_stage_remark(self.text)

    @cached_property
    def is_formula(self) -> bool:
        """Whether it only greets, thanks or manages the meeting."""
        return is_formula(self.text, self.language)

    @cached_property
    def is_salutation(self) -> bool:
        """Whether it only names whom it speaks to."""
        return is_salutation(self.text, self.language)

    @cached_property
    def is_empty(self) -> bool:
        """Whether it is a formula, or heads a text."""
        return self.is_formula or is_heading(self.text, self.language)

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question."""
        return asks(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words, where words are parted."""
        return WORD.findall(self.text)


def ends_paragraph(text: str) -> bool:
    """Return whether an empty line follows what is said."""
    return text[len(text.rstrip()) :].count("\n") > 1


@lru_cache(maxsize=65_536)
def is_function_word(word: str, language: str) -> bool:
    """Return whether a word is a function word of a language."""
    return fold_letters(word) in words(language, "stop_words")
