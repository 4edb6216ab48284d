"""The words by which labels, names and offices are recognized, of all languages."""

import re
from dataclasses import dataclass, fields
from functools import cache, cached_property
from unicodedata import normalize

from content.language.word_lists import WordPattern, all_words

_GREEK = re.compile("[\u0370-\u03ff]")
_ACCENT = re.compile("[\u0300-\u036f]")

NAME_WORD = re.compile(r"[^\W\d_][\w’'-]*")
"""A word as names have it, with apostrophes and hyphens."""
CJK_NEVER_IN_NAMES = WordPattern("<labels.never_in_names>")
CJK_NEVER_HOLDER = WordPattern("<labels.never_holders_in_words>")
"""A body or an act behind an office."""
CJK_ROLE = WordPattern("<labels.roles_in_words>|<labels.honorific_suffixes>", re.NOFLAG)
"""A role or form of address inside a word."""


@dataclass(frozen=True, kw_only=True)
class LabelWords:
    """The tables ``labels.…`` of the language files; docs/languages.md explains each.

    All words are in lower case, without a full stop at the end.
    """

    academic_titles: frozenset[str]
    answer_letters: frozenset[str]
    answers: frozenset[str]
    articles: frozenset[str]
    between_surnames: frozenset[str]
    chairs: frozenset[str]
    crowds: frozenset[str]
    departments: frozenset[str]
    degrees: frozenset[str]
    deputies: frozenset[str]
    forms_of_address: frozenset[str]
    greetings: frozenset[str]
    honorifics: frozenset[str]
    indefinite_articles: frozenset[str]
    interjections: frozenset[str]
    lasting_titles: frozenset[str]
    leading_articles: frozenset[str]
    never_holders: frozenset[str]
    never_speakers: frozenset[str]
    numbered: frozenset[str]
    office_endings: frozenset[str]
    particles: frozenset[str]
    parties: frozenset[str]
    plural_addresses: frozenset[str]
    questions: frozenset[str]
    roles: frozenset[str]
    sentence_words: frozenset[str]
    shared_offices: frozenset[str]
    sovereigns: frozenset[str]
    sovereigns_as_surnames: frozenset[str]
    strangers: frozenset[str]
    surname_particles: frozenset[str]
    unnamed_speakers: frozenset[str]
    voices_from: frozenset[str]
    witnesses: frozenset[str]

    @cached_property
    def titles(self) -> frozenset[str]:
        """What stands before a name and is no part of it."""
        return self.honorifics | self.academic_titles

    @cached_property
    def inside_surnames(self) -> frozenset[str]:
        """Small words that stand inside surnames, or between two."""
        return self.surname_particles | self.between_surnames

    @cached_property
    def dropped_titles(self) -> frozenset[str]:
        """Titles that are no part of a full name."""
        return self.titles - self.lasting_titles

    @cached_property
    def addresses(self) -> frozenset[str]:
        """What stands before a name, or before several: "Councillors A. Brook, T. Hall"."""
        return self.titles | self.plural_addresses

    @cached_property
    def titles_and_roles(self) -> frozenset[str]:
        """What stands before a name: titles and offices."""
        return self.titles | self.roles

    @cached_property
    def articles_before_titles(self) -> frozenset[str]:
        """What may stand before a title or an office: "El Sr. BROOK"."""
        return self.articles | self.leading_articles | self.particles

    @cached_property
    def role_words(self) -> frozenset[str]:
        """What a label may hold beside a name."""
        return self.particles | self.honorifics | self.roles

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Whole labels of speakers without a name."""
        # One word may be a name or head a field: the Dutch "stem" is a vote, too.
        breaking_in = frozenset(word for word in self.interjections if " " in word)
        named_by_turn = (
            self.questions | self.answers | self.unnamed_speakers | breaking_in
        )
        return named_by_turn | self.chairs | self.crowds | self.witnesses | self.parties

    @cached_property
    def never_in_labels(self) -> frozenset[str]:
        """Words of sentences that are in no role ("Minister of State for …")."""
        return self.sentence_words - self.particles


@cache
def articles() -> frozenset[str]:
    """Return the articles of all languages, those before a label too."""
    return label_words().articles | label_words().leading_articles


@cache
def label_words() -> LabelWords:
    """Return the words of all languages; the files are read on the first call."""
    return LabelWords(
        **{
            table.name: frozenset(
                form
                for word in all_words(f"labels.{table.name}")
                for form in _forms(word)
            )
            for table in fields(LabelWords)
        }
    )


def _forms(word: str) -> set[str]:
    """Return a word case-folded as labels are, also as it comes from capitals.

    "υπουργός" ends in another sigma, "ß" is "ss", the Turkish "bakanı" has a dot when it
    comes from "BAKANI", and Greek capitals have no accents.
    """
    forms = {word.casefold(), word.upper().casefold()}
    if _GREEK.search(word):
        forms |= {_ACCENT.sub("", normalize("NFD", form)) for form in forms}
    return forms
