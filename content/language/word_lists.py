"""Word lists of languages, read from `languages/<code>.toml`; see docs/languages.md.

A file belongs to one language, by its primary tag; `mul.toml` holds what belongs to no
one language. Files are read when they are first asked for, and once. A new language
needs a file and nothing else; a new table needs a line in `tables.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path

from content.language.alternatives import grouped, whole_words
from content.language.folding import fold_letters

FOLDER = Path(__file__).with_name("languages")


class Kind(StrEnum):
    """The kinds of entries that a table may have."""

    WORDS = "words"  # as written
    FOLDED_WORDS = "folded words"  # in lower case, without accents
    PATTERNS = "patterns"  # regular expressions of whole words, in any case
    EXACT_PATTERNS = "exact patterns"  # regular expressions, taken exactly as written
    PATTERN_PARTS = "pattern parts"  # which the program puts together


FLAGS = ("spaced", "capital_nouns", "bends_names", "two_surnames", "surname_first")

_FRAGMENTS = "fragments."
"""The section of parts of regular expressions, under names of the file's own choice."""

_FRAGMENT = re.compile(r"<([A-Z_]+)>")
_TABLE = re.compile(r"<<([a-z_.]+)>>")
_ESCAPED_OR_NOT = re.compile(r"\\.|[^\\]+", re.DOTALL)
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
        flags: Whether it puts spaces between words (`spaced`), prints every noun with
            a capital letter (`capital_nouns`), changes names with their grammatical case
            (`bends_names`), gives people two surnames (`two_surnames`), and puts the
            surname before the given name (`surname_first`), where the file says so.
    """

    path: Path
    tables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)


@cache
def tables() -> Mapping[str, Kind]:
    """Return the kind of every table that a file may have, by ``section.table``."""
    text = FOLDER.with_name("tables.toml").read_text(encoding="utf-8")
    return {table: Kind(str(kind)) for table, kind in _flat(tomllib.loads(text))}


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
    flags = language_file(language).flags if language in languages() else {}
    return flags.get(name, name == "spaced")


@lru_cache(maxsize=4096)
def entries(language: str, table: str) -> tuple[str, ...]:
    """Return the entries of a table in the file's order; none where there is no such."""
    if table not in tables():
        raise KeyError(table)
    if language not in languages():
        return ()
    return language_file(language).tables.get(table, ())


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
    if tables()[table] not in {Kind.PATTERNS, Kind.EXACT_PATTERNS}:
        raise ValueError(f"{table} holds words")
    return _compiled(language, table, _compile)


@lru_cache(maxsize=4096)
def fast_pattern(language: str, table: str) -> re.Pattern[str] | None:
    """Return what finds in a `searched_text` what `pattern` finds in the text, faster.

    Raises:
        LanguageFileError: It can't be compiled.
    """
    if tables()[table] is not Kind.PATTERNS:
        raise ValueError(f"{table} holds no patterns that ignore case")
    return _compiled(language, table, _compile_fast)


def searched_text(text: str, language: str) -> str:
    """Return a text as a `fast_pattern` is searched for in it; its length is the same.

    It is in lower case, since to ignore case takes several times as long, but for a
    language of which a pattern minds the case of some word.
    """
    return text if _minds_case(language) else lower_letters(text)


@cache
def _minds_case(language: str) -> bool:
    if language not in languages():
        return False
    return any(
        "(?-i:" in entry
        for table, found in language_file(language).tables.items()
        if tables()[table] is Kind.PATTERNS
        for entry in found
    )


def lower_letters(text: str) -> str:
    """Return a text in lower case; letters that `re.IGNORECASE` takes for one are one."""
    if text.isascii():
        return text.lower()
    lower = text.replace("İ", "i").lower()
    return lower.replace("ı", "i").replace("ς", "σ").replace("ſ", "s")


def _compiled(
    language: str,
    table: str,
    compile_entries: Callable[[str, str, Sequence[str]], re.Pattern[str]],
) -> re.Pattern[str] | None:
    """Compile a table's entries together; where that fails, say which is wrong."""
    found = entries(language, table)
    if not found:
        return None
    try:
        return compile_entries(language, table, found)
    except (re.error, ValueError):
        for entry in found:
            try:
                compile_entries(language, table, [entry])
            except (re.error, ValueError) as error:
                problem = f"{entry!r} is no regular expression: {error}"
                path = languages()[language]
                raise LanguageFileError(path, problem, table=table) from error
        raise


def _compile(language: str, table: str, found: Sequence[str]) -> re.Pattern[str]:
    expression = "|".join(found)
    if tables()[table] is Kind.EXACT_PATTERNS:
        return re.compile(expression)
    expression = _with_gaps(expression)
    if flag(language, "spaced"):
        expression = rf"(?<!\w)(?:{expression})(?!\w)"
    return re.compile(expression, re.IGNORECASE)


def _compile_fast(language: str, _table: str, found: Sequence[str]) -> re.Pattern[str]:
    minds_case = _minds_case(language)
    put_together = whole_words if flag(language, "spaced") else grouped
    alternatives = [
        _with_gaps(each if minds_case else _lower_expression(each)) for each in found
    ]
    together = put_together(alternatives, ignore_case=minds_case)
    return re.compile(together, re.IGNORECASE if minds_case else re.NOFLAG)


def _with_gaps(expression: str) -> str:
    """Return an expression with what may part words for each low line."""
    return expression.replace("_", r"[\s,]+")


@cache
def all_patterns(table: str) -> re.Pattern[str]:
    """Return one regular expression of a table's entries in all languages."""
    found = filter(None, (pattern(code, table) for code in languages()))
    return re.compile("|".join(each.pattern for each in found), re.IGNORECASE)


class WordPattern:
    """A regular expression with tables of parts in it, compiled when it is first used.

    In its text ``<table>`` stands for the entries of a table in all languages: of a
    table of words for any of them, the longest first, in brackets of their own.
    ``<<table>>`` puts word boundaries around them in languages that have spaces.
    """

    def __init__(
        self,
        text: str,
        flags: re.RegexFlag = re.IGNORECASE,
        *,
        for_every_line: bool = False,
    ) -> None:
        """Keep the text of a pattern.

        Args:
            text: The expression.
            flags: The flags it is compiled with.
            for_every_line: Whether it is searched for in every line of a document, so
                that it is worth more time to compile.
        """
        self.text, self.flags = text, flags
        self._grouped = for_every_line

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        ignore_case = bool(self.flags & re.IGNORECASE)
        return re.compile(self._expression(ignore_case=ignore_case), self.flags)

    @cached_property
    def _lower(self) -> re.Pattern[str]:
        """The expression for texts in lower case, which is several times as fast."""
        if not self.flags & re.IGNORECASE:
            raise ValueError("the pattern minds the case")
        return re.compile(_lower_expression(self._expression(lower=True)))

    def _expression(self, *, ignore_case: bool = False, lower: bool = False) -> str:
        """Return the text with the entries of its tables put in."""

        def whole(found: re.Match[str]) -> str:
            return self._whole_words(found[1], ignore_case=ignore_case, lower=lower)

        def alternatives(found: re.Match[str]) -> str:
            return self._alternatives(found[1], ignore_case=ignore_case, lower=lower)

        return _PART.sub(alternatives, _TABLE.sub(whole, self.text))

    def _alternatives(self, table: str, *, ignore_case: bool, lower: bool) -> str:
        found = all_entries(table)
        plain = tables()[table] is Kind.WORDS
        if plain:
            found = tuple(map(re.escape, sorted(found, key=len, reverse=True)))
        found = tuple(map(_lower_expression, found)) if lower else found
        if self._grouped:
            joined = grouped(found, ignore_case=ignore_case)
        else:
            joined = "|".join(found)
        return f"(?:{joined})" if plain else joined

    def _whole_words(self, table: str, *, ignore_case: bool, lower: bool) -> str:
        spaced: dict[str, None] = {}
        unspaced: dict[str, None] = {}
        for code in languages():
            found = entries(code, table)
            into = spaced if flag(code, "spaced") else unspaced
            into |= dict.fromkeys(map(_lower_expression, found) if lower else found)
        if self._grouped:
            whole = whole_words(tuple(spaced), ignore_case=ignore_case)
        else:
            whole = rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"
        return "|".join([whole] * bool(spaced) + list(unspaced))

    def is_in(self, text: str) -> bool:
        """Return whether the expression matches anywhere in a text, in any case."""
        return self._lower.search(lower_letters(text)) is not None

    def opens(self, text: str) -> bool:
        """Return whether the expression matches at the start of a text, in any case."""
        return self._lower.match(lower_letters(text)) is not None

    def is_all_of(self, text: str) -> bool:
        """Return whether the expression matches a whole text, in any case."""
        return self._lower.fullmatch(lower_letters(text)) is not None

    def ends_in(self, text: str) -> list[int]:
        """Return where the expression's matches in a text end, in any case."""
        return [found.end() for found in self._lower.finditer(lower_letters(text))]

    def count_in(self, text: str) -> int:
        """Return how often the expression matches in a text, in any case."""
        return sum(1 for _ in self._lower.finditer(lower_letters(text)))


def _lower_expression(expression: str) -> str:
    """Return an expression in lower case, but for what stands behind a backslash."""
    parts = _ESCAPED_OR_NOT.findall(expression)
    return "".join(
        part if part.startswith("\\") else lower_letters(part) for part in parts
    )


def read_language(path: Path) -> Language:
    """Read a language's file, and check all of it but its regular expressions.

    Raises:
        LanguageFileError: It can't be read, or holds what is not known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageFileError(path, f"can't be read: {error}") from error
    file = Language(path=path)
    # Fragments come first, wherever they stand: all tables may name them.
    for table, value in sorted(_flat(data), key=lambda each: _FRAGMENTS not in each[0]):
        try:
            _read_value(file, table, value)
        except ValueError as error:
            raise LanguageFileError(path, str(error), table=table) from error
    return file


def _flat(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value of a file with the names of its section and table."""
    for name, value in data.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, f"{name}.")
        else:
            yield f"{prefix}{name}", value


def _read_value(file: Language, table: str, value: object) -> None:
    """Add one value of a file to what is known of its language.

    Raises:
        ValueError: The value is wrong, or there is no such table.
    """
    fragment = table.removeprefix(_FRAGMENTS)
    if table in FLAGS:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        file.flags[table] = value
    elif not isinstance(value, str):
        raise ValueError("must be a string")
    elif fragment != table:
        if not _FRAGMENT.fullmatch(f"<{fragment}>"):
            raise ValueError("must be in capitals")
        file.fragments[fragment] = _expanded("".join(value.split()), file.fragments)
    elif table in tables():
        file.tables[table] = _entries(value, tables()[table], file.fragments)
    else:
        raise ValueError("there is no such table")


def _entries(text: str, kind: Kind, fragments: Mapping[str, str]) -> tuple[str, ...]:
    """Return the entries of a table as they are compared or compiled."""
    found = text.split()
    if not found:
        raise ValueError("has no entry")
    if len({*found}) < len(found):
        twice = next(entry for entry in found if found.count(entry) > 1)
        raise ValueError(f"{twice!r} is there twice")
    if kind not in {Kind.WORDS, Kind.FOLDED_WORDS} and "<" in text:
        found = [_expanded(entry, fragments) for entry in found]
    if kind not in {Kind.PATTERNS, Kind.EXACT_PATTERNS} and "_" in text:
        found = [entry.replace("_", " ") for entry in found]
    if kind is Kind.FOLDED_WORDS:
        found = [fold_letters(entry) for entry in found]
    return tuple(found)


def _expanded(entry: str, fragments: Mapping[str, str]) -> str:
    """Return an entry with its fragments put in."""
    for name in _FRAGMENT.findall(entry):
        if name not in fragments:
            problem = f"{entry!r} names <{name}>, which is no fragment before it"
            raise ValueError(problem)
    return _FRAGMENT.sub(lambda name: fragments[name[1]], entry)
