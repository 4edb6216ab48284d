"""Read a query as one library understands it: its spelling, and whom and when it names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from content.language.words.terms import folded_words
from content.language.words.tokens import tokens
from content.names.index import NameIndex
from content.names.mentions import find_mention
from content.query.asked_dates import find_asked_date
from content.query.query import Query
from content.query.wording import (
    in_lower_case,
    is_code,
    is_question,
    without_courtesies,
)
from storage.index.reader import Index
from storage.semantic.encoders.encoder import Encoder
from storage.semantic.encoders.minilm import is_english_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """Whose words, and of which time, go before others, as the words of a query name them.

    Attributes:
        words: What is asked about them; nothing where they are all that is asked for.
        speakers: Names in the library; empty for anybody.
        after: First date, as of `Query.after`; 0 for any.
        before: First date that is too late, the same.
    """

    words: str
    speakers: tuple[str, ...] = ()
    after: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A query as one library understands it.

    Attributes:
        query: Without words that only ask, and with its spelling corrected where
            nobody says any word of it.
        question: Its words as typed, as encoders understand typing errors, and languages
            that the library lacks; corrected where the answer says that they are.
        corrections: Words that are not in the library, each with the one searched for.
        suggestions: The same, but each with one that may have been meant instead.
        missing_words: Words that are not in the library, and like none in it.
        is_gibberish: Whether it has only words that surely nobody says anywhere.
        preference: Whose words go before others; None where nobody is named.
    """

    query: Query
    question: str
    corrections: Mapping[str, str]
    suggestions: Mapping[str, str]
    missing_words: tuple[str, ...]
    is_gibberish: bool = False
    preference: Preference | None = None

    @property
    def suggested_words(self) -> str:
        """The words of the query with its suggestions in them; empty without any."""
        if not self.suggestions:
            return ""
        return replace_words(self.query.words, self.suggestions)


def interpret(
    index: Index,
    query: Query,
    encoder: Encoder | None = None,
    names: NameIndex | None = None,
    common: Collection[str] = (),
) -> Interpretation:
    """Read a query: what it asks for, and which of its words the library lacks.

    Args:
        index: What is said in the library.
        query: As typed.
        encoder: Tells words of other languages from slips; None where there is none.
        names: Of its speakers; None to look for no names.
        common: Words of the query that are surnames, and common words as well.
    """
    if query.phrases and is_question(query.words):
        # A name in quotation marks inside a question is no filter.
        query = replace(query, phrases=())
    question = question_of(query)
    if not query.phrases:
        query = replace(query, words=without_courtesies(query.words))
    words = index.analyse(query.words)
    vocabulary = index.vocabulary
    mended = vocabulary.corrections(words, query.verbatim, partial(_is_word, encoder))
    missing = vocabulary.missing_words(words)
    # Beside words that are said, a word is searched for as typed: it may be right.
    said = any(not word.maybe_stop_word and index.count_saying(word) for word in words)
    corrections = {} if said else mended
    if corrections:
        query = replace(query, words=replace_words(query.words, corrections))
        question = question_of(query)
        words = index.analyse(query.words)
        missing = vocabulary.missing_words(words)
    return Interpretation(
        query=query,
        question=question,
        corrections=corrections,
        suggestions=mended if said else {},
        missing_words=missing,
        is_gibberish=bool(
            encoder
            and words
            and len(missing) == len(words)
            and all(is_code(word) or encoder.is_gibberish(word) for word in missing)
        ),
        preference=_preference(query, names, common),
    )


def _is_word(encoder: Encoder | None, word: str) -> bool:
    """Return whether a word is one of some language, and so no typing error."""
    return is_english_word(word) or bool(encoder and encoder.is_word(word))


def question_of(query: Query) -> str:
    """Return what is encoded of a query."""
    return in_lower_case(without_courtesies(query.words))


def _preference(
    query: Query, names: NameIndex | None, common: Collection[str]
) -> Preference | None:
    """Return whom and when the words of a query name, where nothing else restricts it."""
    if query.phrases or query.speaker:
        return None
    words = query.words
    date = None if query.after or query.before else find_asked_date(words)
    if date:
        words = date.rest
    mention = find_mention(words, names, common) if names else None
    if mention:
        words = without_courtesies(mention.rest) if mention.rest else ""
    if not (date or mention):
        return None
    return Preference(
        words=words,
        speakers=tuple(map(names.name, mention.keys)) if mention and names else (),
        after=date.after if date else 0,
        before=date.before if date else 0,
    )


def uses_meaning(query: Query) -> bool:
    """Return whether to search by meaning too: phrases alone want exactly their words."""
    quoted = {form for phrase in query.phrases for form in folded_words(phrase)}
    return any(form not in quoted for form in folded_words(query.words))


def replace_words(words: str, replacements: Mapping[str, str]) -> str:
    """Return words with some of them replaced, and what stands between them as it is."""
    parts = []
    at = 0
    for token in tokens(words):
        parts += [words[at : token.start], replacements.get(token.form, token.form)]
        at = token.end
    return "".join([*parts, words[at:]])
