"""People whom labels call by a surname, a given name or initials, and texts by the whole name.

A surname behind an office, or beside initials, is looked for anywhere: in lists, headings,
captions, signatures, running text. One behind a form of address alone is not looked for in
what others say, nor in the headline; a bare name only in lists of the head and roll calls.
If two people fit, the short name stays.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from content.language.folding import fold_letters
from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import all_words, flag
from content.language.word_lists import words as words_of
from content.language.words.word_counts import WordCounts
from content.segment.names.document_language import guess_language, nominative_endings
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.mentions import people_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.offices import bare_word, is_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words

_MAX_WORDS = 4
_MAX_LINES = 400
_UNABBREVIATED = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_INITIAL = re.compile(r"([^\W\d_])\.")
LISTS = re.compile(r"[:：;]\s|\t|,\s.*,\s")
"""What a field or a list has."""
_COLUMNS = re.compile(r"\s{2,}|\t+|[|•·]")
_SMALL = re.compile(r"\s[^\W\d_A-Z]+[\s.,]")
_FULL_NAME_WORDS = 2
_CALLING = ("queries.thanks", "queries.greetings", "labels.conversation")
"""The tables of words with which people thank and greet each other."""

# A word of running text before a name in another case: "z Anną Lund", "про Анну".
_ENDS_IN_WORD = re.compile(r"[^\W\d_]\s$")
# "GR Lund", "StR Lund", "GRin Lund", "Cllr Lund": offices that no table has, cut to some
# letters.
_CUT_OFFICE = re.compile(
    r"(?=[^\W\d_]+$)[A-Z][a-z]?[A-Z][a-z]{0,2}|[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Short:
    """A short name: its surname or given name folded, its title, its initials, its cut office."""

    name: str
    words: tuple[str, ...]
    title: str = ""
    initials: str = ""
    surname: bool = False
    official: bool = False
    cut: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A longer name in a text, and whether nothing before it can change its case."""

    name: str
    words: tuple[str, ...]
    nominative: bool


def whole_names_of(
    names: Collection[str],
    surnames: Collection[str],
    texts: Sequence[str],
    turns: Mapping[int, int],
    head: int,
) -> dict[str, str]:
    """Return whole names by the shorter ones that mean one person each.

    Args:
        names: How labels call people.
        surnames: Those of them that an office was parted from: surely surnames.
        texts: The lines of the document.
        turns: Where the label ends, by the index of each line with one.
        head: How many lines stand above all turns.
    """
    initialled = sum(bool(_INITIAL.match(name)) for name in names) > 1
    wanted: defaultdict[str, list[_Short]] = defaultdict(list)
    for name in names:
        short = _short(name, surname=name in surnames, initialled=initialled)
        if short is not None:
            wanted[short.words[-1]].append(short)
    if not wanted:
        return {}
    language = guess_language(texts)
    found: defaultdict[str, list[_Found]] = defaultdict(list)
    seen: set[str] = set()
    small: set[str] = set()
    for n, word, near, one in _mentions(wanted.keys(), texts, turns, small):
        seen.add(one.name)
        own = _UNABBREVIATED.findall(texts[n][: turns.get(n, 0)])
        said = n in turns and word not in map(fold_letters, own)
        listed = n < head and LISTS.search(texts[n]) is not None
        rolled = len(_COLUMNS.split(texts[n].strip())) > 1
        told = n >= head or texts[n].rstrip().endswith(FULL_STOPS)
        for short in wanted[word]:
            sure = bool(short.initials) or short.official
            tells = listed or rolled or (short.surname and not said and told)
            longer = one
            if short.cut:
                # "GR Lund" is whom the text has as "GR Ada Lund".
                longer = _without_cut(one, short.cut)
                tells = short.cut in near and longer.words[-1] == word
            if (sure or tells) and _fits(short, longer, _title(near), language):
                found[short.name].append(longer)
    surely = {short.name: short for own in wanted.values() for short in own}
    return _one_name_each(found, surely, small, {*names, *seen}, language)


def _one_name_each(
    found: Mapping[str, Sequence[_Found]],
    shorts: Mapping[str, _Short],
    small: AbstractSet[str],
    printed: Collection[str],
    language: str,
) -> dict[str, str]:
    """Return the whole name by each short one, where one person alone is meant by it.

    Args:
        found: The longer names that each short one may mean.
        shorts: The short names.
        small: The words that the document also has in small letters, folded.
        printed: All names, short and longer.
        language: The language; empty if it is not known.
    """
    whole: dict[str, str] = {}
    for name, people in found.items():
        # "Hello Jane" has a word that others write small.
        named = [one for one in people if small.isdisjoint(one.words)]
        if person := _one_person(named, language):
            bare = _without_trade(person, printed, language)
            whole[name] = _in_order(bare, shorts[name], language)
    times = Counter(whole.values())
    return {
        name: full for name, full in whole.items() if times[full] == 1 and full != name
    }


def _without_trade(name: str, printed: Collection[str], language: str) -> str:
    """Return a whole name without the trade before it: "Imkerin Rosa Thiel".

    A known given name shows where it starts, or the document has it without the trade.
    """
    first, _, rest = name.partition(" ")
    if is_given_name(first) or flag(language or "en", "surname_first"):
        return name
    if " " in rest and rest in printed:
        return rest
    return without_trade_before(name, language)


def _short(name: str, *, surname: bool, initialled: bool) -> _Short | None:
    """Return a name as one that a longer one may hold; None if it is whole, or no name."""
    if not name or WITHOUT_CASE.search(name) or is_unnamed_voice(name):
        return None
    w = label_words()
    rest, title, initials, cut, led = name.split(), "", "", "", False
    behind = [bare_word(word) for word in rest[1:-1]]
    if (
        len(rest) > 1
        and w.titles.issuperset(behind)
        and _CUT_OFFICE.fullmatch(rest[0])
        and rest[0].casefold() not in w.titles
    ):
        cut, surname = rest.pop(0), False
    while len(rest) > 1:
        folded = bare_word(rest[0])
        initial = _INITIAL.fullmatch(rest[0])
        if initial and (initialled or folded not in w.titles):
            initials += folded
        elif folded in w.titles or is_role(folded):
            title = title or folded
        elif folded in w.leading_articles | w.articles:
            led = True
        else:
            break
        rest = rest[1:]
    if led and not (title or initials):
        # "The Court" is nobody's surname.
        return None
    while rest and rest[-1:] != rest[:1] and _INITIAL.fullmatch(rest[-1]):
        initials += rest.pop()[0].casefold()
    capitals = [word for word in rest if word[:1].isupper()]
    sure = bool(title or initials or surname)
    folded = rest[-1].casefold()
    if (
        not capitals
        or len(capitals) > 1 + bool(title)
        or (len(rest) > 1 and not sure)
        or not all(word.isalpha() for word in re.split("[-’']", rest[-1]))
        or len(rest[-1]) <= _FULL_NAME_WORDS
        or is_role(folded)
        or folded in w.titles
        or folded in w.sentence_words
    ):
        return None
    words = tuple(fold_letters(word) for word in rest)
    return _Short(
        name=name,
        words=words,
        title=title,
        initials=initials,
        surname=sure or bool(cut),
        official=surname,
        cut=cut,
    )


def _without_cut(one: _Found, office: str) -> _Found:
    """Return a longer name without the cut office that opens it."""
    first, _, rest = one.name.partition(" ")
    if first != office or not rest:
        return one
    name = strip_titles(rest)
    return replace(one, name=name, words=one.words[-len(name.split()) :])


def _mentions(
    wanted: Collection[str],
    texts: Sequence[str],
    turns: Mapping[int, int],
    small: set[str],
) -> Iterator[tuple[int, str, Sequence[str], _Found]]:
    """Yield longer names with their line, the wanted word in each and the words around its start.

    Args:
        wanted: The words, folded.
        texts: The lines of the document.
        turns: Where the label ends, by the index of each line with one.
        small: Filled with the words that stand in small letters.
    """
    never = label_words().surname_particles
    bodies = [text[max(0, turns.get(n, 0)) :] for n, text in enumerate(texts)]
    counts = WordCounts(bodies, _UNABBREVIATED)
    folded = {word: fold_letters(word) for word in counts.times}
    small.update(
        plain for word, plain in folded.items() if word.islower() and plain not in never
    )
    known = {word: plain for word, plain in folded.items() if plain in wanted}
    parts = counts.parts_with(known.keys())
    lines: Counter[str] = Counter()
    for n, words in enumerate(bodies):
        # Most lines have none of the words, which is found out faster.
        if parts.isdisjoint(words.split()):
            continue
        said = {known[word] for word in _UNABBREVIATED.findall(words) if word in known}
        here = [word for word in said if lines[word] < _MAX_LINES]
        if not here:
            continue
        lines.update(here)
        if any(lines[word] == _MAX_LINES for word in here):
            known = {
                word: plain
                for word, plain in known.items()
                if lines[plain] < _MAX_LINES
            }
            parts = frozenset(
                part
                for part in parts
                if not known.keys().isdisjoint(_UNABBREVIATED.findall(part))
            )
        for column in _COLUMNS.split(words):
            for near, one in _people_in_column(column):
                yield from ((n, word, near, one) for word in here if word in one.words)


def _people_in_column(column: str) -> Iterator[tuple[Sequence[str], _Found]]:
    """Yield the people whom a part of a line names, with the words around their start."""
    for one in people_in(column):
        name = _without_lead(strip_titles(one.name))
        own = tuple(fold_letters(part) for part in name.split())
        before = column[: one.start]
        if len(own) > _FULL_NAME_WORDS and _opens_sentence(before, column):
            # "Later Ana Lund went home"
            continue
        near = [*before.split()[-1:], *one.name.split()[:1]]
        nominative = _ENDS_IN_WORD.search(before) is None
        yield near, _Found(name=name, words=own, nominative=nominative)


def _opens_sentence(before: str, text: str) -> bool:
    last = before.split()[-1:]
    # "D. Pedro Hall Roca": a title ends no sentence.
    titled = last and (
        _INITIAL.fullmatch(last[0]) or bare_word(last[0]) in label_words().titles
    )
    opens = not last or (last[0][-1:] in ".!?…" and not titled)
    return opens and _SMALL.search(text) is not None


def _without_lead(name: str) -> str:
    """Return a name without what "of" or the like joins to it: "Statement of Ada Brook"."""
    words = name.split()
    w = label_words()
    joined = [
        n
        for n, word in enumerate(words)
        if word.casefold() in w.particles - w.surname_particles
    ]
    return " ".join(words[joined[-1] + 1 :] if joined else words)


def _title(tokens: Sequence[str]) -> str:
    folded = (bare_word(token) for token in tokens)
    return next((word for word in folded if word in label_words().titles), "")


def _fits(short: _Short, one: _Found, title: str, language: str) -> bool:
    """Return whether a longer name may be that of whom a label calls by a short one."""
    given = [word for word in one.words if word not in short.words]
    return (
        _may_be_addressed(short, title)
        and _stands_in(short, one.words, language)
        and _may_be_given(given, one.words)
        and not _thanks(given, language)
        and _initials_agree(short, given)
    )


def _thanks(given: Sequence[str], language: str) -> bool:
    """Return whether words beside a name thank or greet whom it names: "Thanks Jane"."""
    return any(
        word in words_of(language, table) for word in given for table in _CALLING
    )


def _may_be_addressed(short: _Short, title: str) -> bool:
    """Return whether the title before a longer name may be that of a short one."""
    w = label_words()
    # Whoever has a degree there may be called so in full.
    degree = title in w.academic_titles | w.degrees
    honorifics = w.honorifics - w.degrees
    others = short.title != title and honorifics.issuperset({short.title, title})
    if title in all_words("labels.before_given_names"):
        # "Sra. Lund" is "doña Ana Lund", and not "don Ana Lund".
        others = short.title.endswith("a") != title.endswith(("a", "ª"))
    return not others and (short.surname or not degree)


def _stands_in(short: _Short, words: tuple[str, ...], language: str) -> bool:
    """Return whether a short name stands in a longer one where such names do."""
    own = short.words
    size = len(own)
    if not size < len(words) < _MAX_WORDS + size:
        return False
    opens = words[:size] == own
    second = flag(language, "two_surnames") and words[-1 - size : -1] == own
    first = opens and not (short.surname and len(words) > _FULL_NAME_WORDS)
    return words[-size:] == own or first or (second and not opens)


def _may_be_given(given: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether the words beside a surname may be given names, and no office."""
    w = label_words()
    if any(
        is_role(word) or (bare := word.rstrip(".")) in w.titles or bare in w.greetings
        for word in given
    ):
        return False
    if any(word.upper() in all_words("names.letters_behind") for word in given):
        return False  # "Hall SC"
    # "A call of Mrs Hall" in any language.
    return not any(
        word in w.particles and word in given and after in given
        for word, after in pairwise(words)
    )


def _initials_agree(short: _Short, given: Sequence[str]) -> bool:
    if short.initials:
        particles = label_words().surname_particles
        letters = "".join(word[0] for word in given if word not in particles)
        return letters.startswith(short.initials)
    return any(len(word.rstrip(".")) > 1 for word in given)


def _one_person(people: Sequence[_Found], language: str) -> str:
    """Return the one whole name among mentions in any case; empty if they are of two."""
    if not people:
        return ""
    first = people[0]
    if not all(
        same_person(first.name, one.name)
        or _is_part(first, one)
        or _is_part(one, first)
        for one in people
    ):
        return ""
    times = Counter(one.name for one in people if _is_nominative(one, language))
    name = max(
        times, key=lambda name: (not name.isupper(), times[name], len(name)), default=""
    )
    return with_middle_names(name, times)


def with_middle_names(name: str, others: Collection[str]) -> str:
    """Return the one longer form of a name, which has more words in its middle.

    A headline leaves out what an introduction tells: of `Ada Brook` and `Ada Jane Brook`
    she is the latter. Two such forms may be of two people.

    >>> with_middle_names("Ada Brook", ["Ada Jane Brook", "Ada Brook Hall"])
    'Ada Jane Brook'
    >>> with_middle_names("Eva Lima Reis", ["Eva Rosa Lima Reis", "Eva Paz Reis"])
    'Eva Rosa Lima Reis'
    """
    words = name.split()
    if len(words) < _FULL_NAME_WORDS:
        return name
    longer = {
        other
        for other in others
        if len(parts := other.split()) > len(words)
        and [parts[0], parts[-1]] == [words[0], words[-1]]
        and all(word.isalpha() and word[0].isupper() for word in parts)
        and _are_in_order(words, parts)
    }
    return longer.pop() if len(longer) == 1 else name


def _are_in_order(words: Sequence[str], parts: Sequence[str]) -> bool:
    """Return whether a name has all words, in their order."""
    left = iter(parts)
    return all(word in left for word in words)


def _is_part(one: _Found, other: _Found) -> bool:
    """Return whether all words of one name are in another, initials left aside."""
    bare = {word for word in one.words if not word.endswith(".") and len(word) > 1}
    return bare <= set(other.words)


def _is_nominative(one: _Found, language: str) -> bool:
    if one.nominative or (language and not flag(language, "bends_names")):
        return True
    endings = nominative_endings(language)
    return endings is not None and endings.search(one.name.split()[0]) is not None


def _is_rolled(first: str, last: str) -> bool:
    return is_given_name(last) and not is_given_name(first)


def _in_order(full: str, short: _Short, language: str) -> str:
    """Return a whole name as people write it: lists put the surname first.

    Its capitals tell a surname, or the given name behind it: "HALL Ada", "Hall Ada".
    """
    words = full.split()
    two = len(words) == _FULL_NAME_WORDS and short.surname
    if (
        two
        and (words[0].isupper() or _is_rolled(*words))
        and not flag(language, "surname_first")
        and fold_letters(words[0]) == short.words[-1]
    ):
        words = words[::-1]
    name = as_written(" ".join(words))
    return parse_label(name).name
