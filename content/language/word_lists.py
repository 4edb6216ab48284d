"""Word lists of languages: their entries, and regular expressions of them."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from threading import Lock

from content.language.language_files import (
    Kind,
    LanguageFileError,
    language_file,
    languages,
    tables,
)
from content.language.patterns.alternatives import grouped, top_level, whole_words
from content.language.patterns.letter_case import lower_letters
from content.language.patterns.needed_words import ANY, WordFilter, needed_pieces
from content.language.patterns.word_search import (
    is_searchable,
    unspaced_search,
    word_searches,
)

_MAX_REMEMBERED = 256
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<!\w)", r"(?!\w)"
_TABLE = re.compile(r"<<([a-z_.]+)>>")
_ESCAPED_OR_NOT = re.compile(r"\\.|[^\\]+", re.DOTALL)
_PART = re.compile(r"<([a-z_]+\.[a-z_]+)>")
# What a search finds of a pattern, alternative by alternative.
_TABLE_ALONE = re.compile(r"(?:\(\?:)*<<([a-z_.]+)>>\)*")
_PART_ALONE = re.compile(
    r"(\(\?<!(?:\\w|\[\^\\W\\d_\])\))\(\?:<([a-z_]+\.[a-z_]+)>\)(\(\?![^()]*\))?"
)

# Words that ignore the case whatever the flags are.
_CASELESS_TABLE = re.compile(r"\(\?i:(<<[a-z_.]+>>)\)")
_ESCAPED = re.compile(r"\\.", re.DOTALL)


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
    """Return the entries of a table as a set; empty where there is no such table.

    Those in small letters are there as `str.casefold` makes them, too: "πρόεδροσ".
    """
    return _with_folded(entries(language, table))


@cache
def all_entries(table: str) -> tuple[str, ...]:
    """Return the entries of a table in all languages, each once."""
    found = (entry for code in languages() for entry in entries(code, table))
    return tuple(dict.fromkeys(found))


@cache
def all_words(table: str) -> frozenset[str]:
    """Return the entries of a table in all languages as a set, as `words` does."""
    return _with_folded(all_entries(table))


@cache
def any_words(*tables: str) -> frozenset[str]:
    """Return the entries of several tables in all languages as one set."""
    return frozenset().union(*map(all_words, tables))


def _with_folded(found: Iterable[str]) -> frozenset[str]:
    found = frozenset(found)
    return found | {entry.casefold() for entry in found if entry == entry.lower()}


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


class _EveryLine:
    """The patterns that are searched for in every line, and what admits them."""

    def __init__(self) -> None:
        self.patterns: list[WordPattern] = []
        self.admitted: Callable[[str], int] = self._first_admitted
        self._filter = WordFilter([])
        # Modules with patterns are loaded while other threads ask for those of others.
        self._lock = Lock()

    def add(self, one: "WordPattern") -> None:
        """Take in a pattern."""
        with self._lock:
            self.patterns.append(one)
            self.admitted = self._first_admitted

    def _first_admitted(self, text: str) -> int:
        """Return the sum of the numbers that a text admits, which the patterns get first."""
        with self._lock:
            if self.admitted == self._first_admitted:
                self._number()
            return self._filter.admitted(text)

    def _number(self) -> None:
        """Give each pattern its number."""
        found = WordFilter(
            [one.needed_pieces() for one in self.patterns],
            [one.matching_words(ignore_case=True) for one in self.patterns],
            [one.matching_words(ignore_case=False) for one in self.patterns],
        )
        numbers = zip(self.patterns, found.numbers, found.sure, strict=True)
        for one, number, sure in numbers:
            one.number, one.sure = number, sure
        self._filter, self.admitted = found, found.admitted

    def forget_texts(self) -> None:
        """Keep no text in memory that was asked for words."""
        self._filter.admitted.cache_clear()


_EVERY_LINE = _EveryLine()


_ASKED: "set[WordPattern]" = set()
"""The patterns that were searched for in texts, which they keep."""


def forget_texts() -> None:
    """Keep no text in memory that was asked for words."""
    _EVERY_LINE.forget_texts()
    while True:
        try:
            _ASKED.pop().forget_texts()
        except KeyError:  # Another thread may forget them, too.
            return


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
        by_words: bool = False,
    ) -> None:
        """Keep the text of a pattern.

        Args:
            text: The expression.
            flags: The flags it is compiled with.
            for_every_line: Whether it is searched for in every line of a document, so
                that it is worth more time to compile.
            by_words: Whether a text is asked first for the words that a match has, as
                it also is for the sake of every line.
        """
        self.text, self.flags = text, flags
        # Texts are then searched in lower case, which is several times as fast.
        self._ignores_case = bool(flags & re.IGNORECASE)
        self._rest_ignores_case = self._ignores_case
        self._grouped = for_every_line
        self._filtered = for_every_line or by_words
        # Several rules ask the same line of a page.
        self._is_found = lru_cache(_MAX_REMEMBERED)(self._find)
        self._is_at_start = lru_cache(_MAX_REMEMBERED)(self._starts)
        self._times = lru_cache(_MAX_REMEMBERED)(self._count)
        self.number, self.sure = ANY, 0
        if self._filtered:
            _EVERY_LINE.add(self)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        expression = self._expression(self.text, ignore_case=self._ignores_case)
        return re.compile(expression, self.flags)

    @cached_property
    def _lower(self) -> re.Pattern[str]:
        """The expression for texts as `_searched` returns them."""
        return self._compiled(self.text) if self._ignores_case else self.regex

    def _compiled(self, text: str) -> re.Pattern[str]:
        """Compile the text of a pattern for texts as `_searched` returns them."""
        if not self._ignores_case:
            return re.compile(self._expression(text), self.flags)
        return re.compile(_lower_expression(self._expression(text, lower=True)))

    def needed_pieces(self) -> frozenset[str] | None:
        """Return pieces of words of which each match has one; None if none is known."""
        grouped, self._grouped = self._grouped, False
        try:
            return needed_pieces(
                _lower_expression(self._expression(self.text, lower=True))
            )
        finally:
            self._grouped = grouped

    def matching_words(self, *, ignore_case: bool) -> frozenset[str]:
        """Return words that match by themselves where they stand alone.

        Args:
            ignore_case: Whether they are to match in any case, or only as they are.
        """
        if self._ignores_case != ignore_case:
            return frozenset()
        tables_alone = filter(None, map(_TABLE_ALONE.fullmatch, top_level(self.text)))
        return frozenset(
            word
            for table in tables_alone
            for word in _by_spaces(table[1], lower=ignore_case)[0]
            if word.isalpha()
        )

    def _expression(
        self, text: str, *, ignore_case: bool = False, lower: bool = False
    ) -> str:
        """Return the text of a pattern with the entries of its tables put in."""

        def whole(found: re.Match[str]) -> str:
            return self._whole_words(found[1], ignore_case=ignore_case, lower=lower)

        def alternatives(found: re.Match[str]) -> str:
            return self._alternatives(found[1], ignore_case=ignore_case, lower=lower)

        return _PART.sub(alternatives, _TABLE.sub(whole, text))

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
        spaced, unspaced = _by_spaces(table, lower=lower)
        if self._grouped:
            whole = whole_words(spaced, ignore_case=ignore_case)
        else:
            whole = rf"{_NO_WORD_BEFORE}(?:{'|'.join(spaced)}){_NO_WORD_AFTER}"
        return "|".join([whole] * bool(spaced) + [*unspaced])

    @cached_property
    def _searches(self) -> tuple[re.Pattern[str], ...]:
        """Expressions of which one is in a text, behind a line end, if a table is."""
        lower = self._ignores_case
        found: list[re.Pattern[str]] = []
        unspaced: list[str] = []
        # The words that are to stand between the same signs.
        between: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for part in top_level(self.text):
            if not _is_searched_apart(part):
                continue
            if table := _TABLE_ALONE.fullmatch(part):
                parted, joined = _by_spaces(table[1], lower=lower)
                between[_NO_WORD_BEFORE, _NO_WORD_AFTER] += parted
                unspaced += joined
            elif named := _PART_ALONE.fullmatch(part):
                own = all_entries(named[2])
                own = tuple(map(_lower_expression, own)) if lower else own
                between[named[1], named[3] or ""] += own
            else:
                found.append(re.compile(_lower_expression(part) if lower else part))
        for (before, after), alternatives in between.items():
            found += word_searches(alternatives, before, after)
        if unspaced:
            found.append(unspaced_search(unspaced))
        return tuple(found)

    @cached_property
    def _rest(self) -> re.Pattern[str] | None:
        """The expression for what is more than alternatives of tables; None for nothing."""
        parts = list(top_level(self.text))
        rest = [part for part in parts if not _is_searched_apart(part)]
        if not rest or rest == parts:
            return self._lower if rest else None
        if not self._ignores_case and all(map(_is_caseless, rest)):
            self._rest_ignores_case = True
            together = _CASELESS_TABLE.sub(r"(?:\1)", "|".join(rest))
            lower = _lower_expression(self._expression(together, lower=True))
            return re.compile(lower)
        return self._compiled("|".join(rest))

    def may_be_in(self, text: str) -> bool:
        """Return False where the words of a text show that the expression can't match.

        That is found out much faster than whether it matches.
        """
        if not self._filtered:
            return True
        # The first text gives the pattern its number.
        return bool(_EVERY_LINE.admitted(text) & self.number)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, as an expression does, but faster."""
        return self.regex.search(text) if self.may_be_in(text) else None

    def match(self, text: str, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at the start of a text, as an expression does, but faster.

        Args:
            text: The text.
            end: How many of its characters are looked at.
        """
        return self.regex.match(text, 0, end) if self.may_be_in(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match that is all of a text, as an expression does, but faster."""
        return self.regex.fullmatch(text) if self.may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text, as an expression does, but faster."""
        return self.regex.finditer(text) if self.may_be_in(text) else iter(())

    # What follows finds no words, but says whether they are there and where. An
    # expression that ignores the case is asked in lower case.

    def is_in(self, text: str) -> bool:
        """Return whether the expression matches anywhere in a text."""
        if self._filtered:
            # The first text gives the pattern its numbers.
            admitted = _EVERY_LINE.admitted(text)
            if admitted & self.sure and admitted & self.number:
                return True
            if not admitted & self.number:
                return False
        return self._is_found(text)

    def _find(self, text: str) -> bool:
        _ASKED.add(self)
        searched = self._searched(text)
        behind = f"\n{searched}" if self._searches else ""
        for one in self._searches:
            if one.search(behind) is not None:
                return True
        rest = self._rest
        if rest is None:
            return False
        if self._rest_ignores_case and not self._ignores_case:
            searched = lower_letters(text)
        return rest.search(searched) is not None

    def forget_texts(self) -> None:
        """Keep no text in memory that was searched."""
        self._is_found.cache_clear()
        self._is_at_start.cache_clear()
        self._times.cache_clear()

    def opens(self, text: str, end: int | None = None) -> bool:
        """Return whether the expression matches at the start of a text.

        Args:
            text: The text.
            end: How many of its characters are looked at; None for all.
        """
        return self.may_be_in(text) and self._is_at_start(text, end)

    def _starts(self, text: str, end: int | None) -> bool:
        _ASKED.add(self)
        return self._lower.match(self._searched(text[:end])) is not None

    def opening_end(self, text: str) -> int:
        """Return where the match at the start of a text ends; 0 where there is none."""
        if not self.may_be_in(text):
            return 0
        found = self._lower.match(self._searched(text))
        return found.end() if found else 0

    def is_all_of(self, text: str) -> bool:
        """Return whether the expression matches a whole text."""
        if not self.may_be_in(text):
            return False
        return self._lower.fullmatch(self._searched(text)) is not None

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Return where the expression's matches in a text start and end."""
        if not self.may_be_in(text):
            return []
        return [found.span() for found in self._lower.finditer(self._searched(text))]

    def count_in(self, text: str) -> int:
        """Return how often the expression matches in a text."""
        if not (self.is_in(text) if self._searches else self.may_be_in(text)):
            return 0  # Most texts have none, which is found out faster.
        return self._times(text)

    def _count(self, text: str) -> int:
        _ASKED.add(self)
        return sum(1 for _ in self._lower.finditer(self._searched(text)))

    def _searched(self, text: str) -> str:
        """Return a text as it is searched."""
        return lower_letters(text) if self._ignores_case else text


def _is_searched_apart(part: str) -> bool:
    """Return whether an alternative of a pattern has expressions that find it faster."""
    if table := _TABLE_ALONE.fullmatch(part):
        return is_searchable(_by_spaces(table[1])[0], _NO_WORD_BEFORE)
    if named := _PART_ALONE.fullmatch(part):
        words_alone = tables()[named[2]] is Kind.WORDS
        return not words_alone and is_searchable(all_entries(named[2]), named[1])
    return "<" not in part and is_searchable([part], _NO_WORD_BEFORE)


def _is_caseless(part: str) -> bool:
    """Return whether an alternative has no letters but words that ignore the case."""
    others = _ESCAPED.sub("", _CASELESS_TABLE.sub("", part))
    return not any(map(str.isalpha, others))


@cache
def _by_spaces(
    table: str, *, lower: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a table's entries of languages with spaces between words, and of others."""
    spaced: dict[str, None] = {}
    unspaced: dict[str, None] = {}
    for code in languages():
        found = entries(code, table)
        into = spaced if flag(code, "spaced") else unspaced
        into |= dict.fromkeys(map(_lower_expression, found) if lower else found)
    return tuple(spaced), tuple(unspaced)


def _lower_expression(expression: str) -> str:
    """Return an expression in lower case, but for what stands behind a backslash."""
    if "\\" not in expression:
        return lower_letters(expression)
    parts = _ESCAPED_OR_NOT.findall(expression)
    return "".join(
        part if part.startswith("\\") else lower_letters(part) for part in parts
    )
