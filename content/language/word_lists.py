"""Word lists of languages, read from `languages/<code>.toml`; see docs/languages.md.

A file belongs to one language, by its primary tag; `mul.toml` holds what belongs to no
one language. Files are read when they are first asked for, and once. A new language
needs a file and nothing else; a new table needs a line in `TABLES`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property, lru_cache
from pathlib import Path

from content.language.folding import fold_letters

FOLDER = Path(__file__).with_name("languages")


class Kind(Enum):
    """What the entries of a table are."""

    WORDS = auto()  # as written
    FOLDED_WORDS = auto()  # in lower case, without accents
    PATTERN = auto()  # regular expressions of whole words, in any case
    REGEX = auto()  # regular expressions, taken exactly as written
    PART = auto()  # parts of regular expressions, which the program puts together


TABLES = {
    "stop_words": Kind.FOLDED_WORDS,
    "endings": Kind.FOLDED_WORDS,
    "sentences.titles": Kind.WORDS,
    "sentences.before_numbers": Kind.WORDS,
    "excerpts.announcements": Kind.PATTERN,
    "openings.references": Kind.PATTERN,
    "openings.connectives": Kind.PATTERN,
    "openings.enumerators": Kind.PATTERN,
    "openings.independent": Kind.PATTERN,
    "openings.late_references": Kind.PATTERN,
    "formulas.address": Kind.PATTERN,
    "formulas.never_in_address": Kind.PATTERN,
    "formulas.phrases": Kind.PATTERN,
    "formulas.conjunctions": Kind.WORDS,
    "dates.months": Kind.WORDS,
    "dates.weekdays": Kind.WORDS,
    "dates.after_weekdays": Kind.WORDS,
    "dates.prepositions": Kind.WORDS,
    "places.prepositions": Kind.WORDS,
    "places.before_articles": Kind.WORDS,
    "places.articles": Kind.WORDS,
    "places.event_words": Kind.WORDS,
    "places.buildings": Kind.WORDS,
    "names.titles": Kind.FOLDED_WORDS,
    "names.ranks": Kind.FOLDED_WORDS,
    "names.suffixes": Kind.WORDS,
    "names.particles": Kind.FOLDED_WORDS,
    "names.about": Kind.WORDS,
    "topics.links": Kind.FOLDED_WORDS,
    "topics.infinitive": Kind.FOLDED_WORDS,
    "topics.before_verbs": Kind.FOLDED_WORDS,
    "topics.determiners": Kind.FOLDED_WORDS,
    "topics.prepositions": Kind.FOLDED_WORDS,
    "topics.never": Kind.FOLDED_WORDS,
    "topics.never_as_printed": Kind.FOLDED_WORDS,
    "topics.never_unspaced": Kind.WORDS,
    "topics.generic": Kind.FOLDED_WORDS,
    "topics.in_names": Kind.FOLDED_WORDS,
    "topics.adverbs": Kind.REGEX,
    "topics.adjectives": Kind.REGEX,
    "topics.never_last": Kind.REGEX,
    "labels.honorifics": Kind.WORDS,
    "labels.leading_articles": Kind.WORDS,
    "labels.articles": Kind.WORDS,
    "labels.academic_titles": Kind.WORDS,
    "labels.roles": Kind.WORDS,
    "labels.roles_in_words": Kind.WORDS,
    "labels.honorific_suffixes": Kind.WORDS,
    "labels.questions": Kind.WORDS,
    "labels.answers": Kind.WORDS,
    "labels.unnamed_speakers": Kind.WORDS,
    "labels.crowds": Kind.WORDS,
    "labels.chairs": Kind.WORDS,
    "labels.particles": Kind.WORDS,
    "labels.sentence_words": Kind.WORDS,
    "labels.greetings": Kind.WORDS,
    "labels.numbered": Kind.WORDS,
    "labels.never_speakers": Kind.WORDS,
    "labels.forms_of_address": Kind.WORDS,
    "labels.office_endings": Kind.WORDS,
    "labels.sovereigns": Kind.WORDS,
    "labels.sovereigns_as_surnames": Kind.WORDS,
    "labels.never_holders": Kind.WORDS,
    "labels.departments": Kind.WORDS,
    "labels.surname_particles": Kind.WORDS,
    "labels.offices_before_surnames": Kind.WORDS,
    "labels.deputies": Kind.WORDS,
    "labels.never_in_names": Kind.PART,
    "labels.never_holders_in_words": Kind.PART,
    "labels.first_person": Kind.PART,
    "labels.conversation": Kind.PART,
    "labels.abbreviations": Kind.PART,
    "stage.directions": Kind.PART,
    "stage.directions_in_words": Kind.PART,
    "stage.minutes": Kind.PART,
    "stage.printed_text": Kind.PART,
    "stage.votes": Kind.PART,
    "stage.endings": Kind.PART,
    "messages.nouns": Kind.PART,
    "messages.read_aloud": Kind.PART,
    "messages.announcements": Kind.PART,
    "messages.bare_announcements": Kind.PART,
    "messages.texts": Kind.PART,
    "messages.salutations": Kind.PART,
    "messages.speeches": Kind.PART,
    "messages.from": Kind.WORDS,
    "messages.occasions": Kind.WORDS,
    "messages.closings": Kind.PART,
    "headlines.interviews": Kind.PART,
    "headlines.messages": Kind.PART,
    "headlines.speeches": Kind.PART,
    "headlines.sent": Kind.PART,
    "headlines.function_words": Kind.WORDS,
    "headlines.by": Kind.PART,
    "headlines.of": Kind.PART,
    "headlines.introductions": Kind.PART,
    "pages.emphasis_notes": Kind.PART,
    "pages.plugs": Kind.PART,
    "pages.comment_headings": Kind.PART,
    "pages.numbered_comments": Kind.PART,
    "pages.comments": Kind.PART,
    "pages.page_lines": Kind.PART,
    "pages.goodbyes": Kind.PART,
    "pages.author_phrases": Kind.PART,
    "pages.speaker_phrases": Kind.PART,
    "pages.occupations": Kind.PART,
}
"""Every table that a file may have, as ``section.table``."""

FRAGMENTS = "fragments."
"""The section of parts of regular expressions, under names of the file's own choice."""

_FRAGMENT = re.compile(r"<([A-Z_]+)>")
_TABLE = re.compile(r"<<([a-z_.]+)>>")
_PART = re.compile(r"<([a-z_]+\.[a-z_]+)>")


class LanguageFileError(ValueError):
    """A language file that can't be used: which file, which table and which entry."""

    def __init__(self, path: Path, problem: str, *, table: str = "") -> None:
        where = f"{path.name}, {table}" if table else path.name
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What one file says about its language.

    Attributes:
        tables: The entries of each table, in the file's order.
        fragments: Parts of regular expressions, by name.
        spaced: Whether it puts spaces between words.
        capital_nouns: Whether it prints every noun with a capital letter.
    """

    path: Path
    tables: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, str]
    spaced: bool = True
    capital_nouns: bool = False


FLAGS = ("spaced", "capital_nouns")


@cache
def languages() -> Mapping[str, Path]:
    """Return the file of each language by its primary tag."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


@cache
def language_file(language: str) -> Language:
    """Return what is known of a language that has a file.

    Raises:
        KeyError: It has none.
        LanguageFileError: The file can't be used.
    """
    return read_language(languages()[language])


def flag(language: str, name: str) -> bool:
    """Return one of the `FLAGS` of a language, with or without a file."""
    if language in languages():
        return bool(getattr(language_file(language), name))
    return name == "spaced"


@lru_cache(maxsize=4096)
def entries(language: str, table: str) -> tuple[str, ...]:
    """Return the entries of a table in the file's order; none where there is no such."""
    kind = TABLES[table]
    if language not in languages():
        return ()
    found = language_file(language).tables.get(table, ())
    if kind is Kind.FOLDED_WORDS:
        return tuple(map(fold_letters, found))
    return found


@lru_cache(maxsize=4096)
def words(language: str, table: str) -> frozenset[str]:
    """Return the entries of a table as a set; empty where there is no such table."""
    return frozenset(entries(language, table))


@cache
def all_entries(table: str) -> tuple[str, ...]:
    """Return the entries of a table in all languages, each once."""
    found = (entry for code in languages() for entry in entries(code, table))
    return tuple(dict.fromkeys(found))


@cache
def all_words(table: str) -> frozenset[str]:
    """Return the entries of a table in all languages as a set."""
    return frozenset(all_entries(table))


@lru_cache(maxsize=4096)
def pattern(language: str, table: str) -> re.Pattern[str] | None:
    """Return one regular expression of a table's entries; None without such a table.

    Raises:
        LanguageFileError: It can't be compiled.
    """
    if TABLES[table] not in {Kind.PATTERN, Kind.REGEX}:
        raise ValueError(f"{table} holds words")
    alternatives = entries(language, table)
    return _compiled(language_file(language), table) if alternatives else None


@cache
def all_patterns(table: str) -> re.Pattern[str]:
    """Return one regular expression of a table's entries in all languages."""
    found = filter(None, (pattern(code, table) for code in languages()))
    return re.compile("|".join(each.pattern for each in found), re.IGNORECASE)


class WordPattern:
    """A regular expression with tables of parts in it, compiled when it is first used.

    In its text ``<table>`` stands for the entries of a table in all languages, and
    ``<<table>>`` for the same between word boundaries in languages that have spaces.
    """

    def __init__(self, text: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.text, self.flags = text, flags

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        text = _TABLE.sub(lambda found: _whole_words(found[1]), self.text)
        text = _PART.sub(lambda found: _alternatives(found[1]), text)
        return re.compile(text, self.flags)


def read_language(path: Path) -> Language:
    """Read a language's file, and check all of it but its regular expressions.

    Raises:
        LanguageFileError: It can't be read, or holds what is not known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageFileError(path, f"can't be read: {error}") from error
    flags: dict[str, bool] = {}
    tables: dict[str, tuple[str, ...]] = {}
    fragments: dict[str, str] = {}
    for table, value in _flat(data):
        if table in FLAGS:
            if not isinstance(value, bool):
                raise LanguageFileError(path, "must be true or false", table=table)
            flags[table] = value
        elif not isinstance(value, str):
            raise LanguageFileError(path, "must be a string", table=table)
        elif table.startswith(FRAGMENTS):
            name = table.removeprefix(FRAGMENTS)
            if not _FRAGMENT.fullmatch(f"<{name}>"):
                raise LanguageFileError(path, "must be in capitals", table=table)
            whole = "".join(value.split())
            fragments[name] = _with_fragments(path, table, whole, fragments)
        elif table in TABLES:
            tables[table] = _entries(path, table, value)
        else:
            raise LanguageFileError(path, "there is no such table", table=table)
    return Language(path=path, tables=tables, fragments=fragments, **flags)


def check_patterns(language: Language) -> None:
    """Compile each entry of a language's regular expressions by itself.

    Raises:
        LanguageFileError: One of them can't be compiled.
    """
    for table in language.tables:
        if TABLES[table] in {Kind.PATTERN, Kind.REGEX, Kind.PART}:
            _check_entries(language, table)


def _alternatives(table: str) -> str:
    return "|".join(filter(None, (_parts(code, table) for code in languages())))


def _whole_words(table: str) -> str:
    return "|".join(
        rf"\b(?:{parts})\b" if flag(code, "spaced") else parts
        for code in languages()
        if (parts := _parts(code, table))
    )


def _parts(language: str, table: str) -> str:
    return "|".join(
        _expression(language_file(language), table, entry)
        for entry in entries(language, table)
    )


def _flat(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value of a file with the names of its section and table."""
    for name, value in data.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, f"{name}.")
        else:
            yield f"{prefix}{name}", value


def _entries(path: Path, table: str, text: str) -> tuple[str, ...]:
    found = text.split()
    if not found:
        raise LanguageFileError(path, "has no entry", table=table)
    if TABLES[table] in {Kind.WORDS, Kind.FOLDED_WORDS}:
        found = [entry.replace("_", " ") for entry in found]
    seen: set[str] = set()
    for entry in found:
        if entry in seen:
            raise LanguageFileError(path, f"{entry!r} is there twice", table=table)
        seen.add(entry)
    return tuple(found)


def _compiled(language: Language, table: str) -> re.Pattern[str]:
    alternatives = [
        _expression(language, table, entry) for entry in language.tables[table]
    ]
    try:
        return _compile(language, table, "|".join(alternatives))
    except re.error as error:
        _check_entries(language, table)
        problem = f"no regular expression: {error}"
        raise LanguageFileError(language.path, problem, table=table) from error


def _compile(language: Language, table: str, expression: str) -> re.Pattern[str]:
    if TABLES[table] in {Kind.REGEX, Kind.PART}:
        return re.compile(expression)
    whole = rf"(?<!\w)(?:{expression})(?!\w)" if language.spaced else expression
    return re.compile(whole, re.IGNORECASE)


def _check_entries(language: Language, table: str) -> None:
    for entry in language.tables[table]:
        try:
            _compile(language, table, _expression(language, table, entry))
        except re.error as error:
            problem = f"{entry!r} is no regular expression: {error}"
            raise LanguageFileError(language.path, problem, table=table) from error


def _expression(language: Language, table: str, entry: str) -> str:
    """Return an entry with its fragments put in and its underscores read."""
    whole = _with_fragments(language.path, table, entry, language.fragments)
    if TABLES[table] is Kind.PART:
        return whole.replace("_", " ")
    return whole if TABLES[table] is Kind.REGEX else whole.replace("_", r"[\s,]+")


def _with_fragments(
    path: Path, table: str, entry: str, fragments: Mapping[str, str]
) -> str:
    def fragment(name: re.Match[str]) -> str:
        if name[1] not in fragments:
            problem = f"{entry!r} names {name[0]}, which is no fragment before it"
            raise LanguageFileError(path, problem, table=table)
        return fragments[name[1]]

    return _FRAGMENT.sub(fragment, entry)
