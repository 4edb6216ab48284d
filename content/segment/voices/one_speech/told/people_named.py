"""Whom the texts around a speech name, in full or by one word, and where.

People on villages' and families' pages have one name: "Grandpa Wim", "aunt Riet", "Ada"
all over the page. In Han letters and Hangul a form of address shows where a name ends.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from content.language.calendar_words import full_days_and_months
from content.language.folding import fold_letters
from content.language.sentence_marks import FULL_STOPS, GAP_BEHIND_WORD
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern, all_entries, all_words, flag, words
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.cases.given_cases import given_in_nominative
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.things import is_body_word, is_thing_word
from content.segment.names.in_text.titled_surnames import is_day_or_month
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL, WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.voices.introduced import CJK_NAME
from content.segment.voices.narration import QUOTED
from content.segment.voices.words import SPEAKS

_MIN_WORD, _MIN_BENT, _MAX_ENDING = 3, 5, 4
_MAX_DAY, _DAY_WORDS = 40, 3
_MAX_NAMED, _MAX_LONE, _CACHED_NAMES = 40, 20, 1024
_MIN_QUOTED, _NEAR, _MAX_BEFORE, _MAX_CHINESE = 25, 60, 30, 4
_CAPITALIZED = re.compile(rf"(?<![\w’'-]){CAPITAL}[\w’'-]*[^\W\d_]")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\.?\s$")
_CAPITAL_BEHIND = re.compile(rf"\s{CAPITAL}")
_POSSESSIVE = re.compile(r"[’']\w{0,2}$")
# "Erzsi néni"
_KIN_BEHIND = WordPattern(r"\s(?:<messages.kin_suffixes>)(?!\w)", re.NOFLAG)
# "大河内喜久江、八十八歳。", "最大的就是邵启元，今年八十九"
_AGED_IN_HAN = WordPattern(
    r"([\u3400-\u9fff々]{3,6})[、，（(]<names.before_ages>?[\d〇一二三四五六七八九十百]{1,4}",
    re.NOFLAG,
)
# "最年长的周桂香说几句", "请周桂香讲"
_LED_IN_HAN = WordPattern(
    "(?:的|<names.leads_in_words>|(?<=[，。、“])|^)([\u3400-\u9fff]{3})"
    "(?=[，。、]|<names.steps_in_words>)",
    re.NOFLAG,
)
_BEFORE_HAN = WordPattern("^.*<names.leads_in_words>", re.NOFLAG)
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence above a speech: its paragraph, and where in that it starts."""

    text: str
    paragraph: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sentence names somebody.

    Attributes:
        n: The number of the sentence.
        whole: Whether the whole name stands there.
        led: Whether a relative or a title stands before a lone name.
    """

    n: int
    start: int
    end: int
    whole: bool = False
    office: bool = False
    shown: bool = False
    led: bool = False


@dataclass(slots=True, kw_only=True)
class Named:
    """A person whom the texts around a speech name, and where those above it do."""

    name: str
    lone: bool = False
    places: list[Place] = field(default_factory=list)

    @property
    def sentences(self) -> list[int]:
        """The numbers of the sentences that name the person."""
        return [*dict.fromkeys(place.n for place in self.places)]

    @property
    def words(self) -> list[str]:
        """The words of the name that alone may stand for the person."""
        words = self.name.split()
        return [w for w in words if len(w) >= _MIN_WORD and w[0].isupper()] or words

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds a word of the name in whatever case: "Eilan" of Eila Kokkonen."""
        return _pattern(tuple(self.words))

    def first(self) -> tuple[int, int]:
        """Return the first place, as a sentence and a character in it."""
        return min((place.n, place.start) for place in self.places)

    def last(self) -> tuple[int, int]:
        """Return the last place, as a sentence and a character in it."""
        return max((place.n, place.start) for place in self.places)


def names_word_of(text: str, name: str) -> bool:
    """Return whether a text has a word of a name, in whatever case.

    >>> names_word_of("Then aunt Ada rose", "Ada Brook"), names_word_of("A brook", "Ada Brook")
    (True, False)
    """
    return Named(name=name).pattern.search(text) is not None


@lru_cache(maxsize=_CACHED_NAMES)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    if len(words) == 1 and WITHOUT_CASE.search(words[0]):
        return _han_pattern(words[0])
    stems = "|".join("-".join(map(_bent, word.split("-"))) for word in words)
    loud = "|".join(re.escape(word.upper()) for word in words)
    return re.compile(rf"(?<!\w)(?:{stems}|{loud})(?!\w)")


def _bent(word: str) -> str:
    """Return an expression for a word in any case; each part of "Wilk-Dąb" has its own."""
    if len(word) >= _MIN_BENT:
        return rf"{re.escape(word[:-2])}\w{{0,{_MAX_ENDING}}}"
    return rf"{re.escape(word)}\w{{0,2}}"


def _han_pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name, or a part of it before a form of address: "节子さん"."""
    parts = {name[:1], name[:2], name[-2:]} - {name}
    before = "|".join(map(re.escape, parts))
    # "봉식이 형님" of 최봉식: a syllable joins a given name to what follows it.
    return re.compile(
        rf"{re.escape(name)}|(?:{before})이?\s?(?:{_form_behind()})|老{name[0]}"
    )


@cache
def _form_behind() -> str:
    """Return an expression for any form of address that stands behind a name."""
    return "|".join(map(re.escape, _forms_behind()))


@cache
def _forms_behind() -> tuple[str, ...]:
    tables = (
        "labels.honorific_suffixes",
        "labels.roles_in_words",
        "messages.kin_suffixes",
    )
    found = {word for table in tables for word in all_words(table)}
    return tuple(sorted(found, key=len, reverse=True))


def sentences_of(paragraphs: Sequence[str]) -> list[Sentence]:
    """Return the sentences of paragraphs."""
    found = []
    for n, text in enumerate(paragraphs):
        start = 0
        for gap in (*GAP_BEHIND_WORD.finditer(text), None):
            end = gap.start() if gap else len(text)
            found.append(Sentence(text=text[start:end], paragraph=n, start=start))
            start = gap.end() if gap else end
    return found


def people_named(
    sentences: Sequence[Sentence],
    heads: Sequence[str],
    authors: Sequence[str],
    language: str,
) -> list[Named]:
    """Return everybody whom the sentences above a speech or headlines name.

    Args:
        sentences: What the page tells above the speech.
        heads: Its headlines.
        authors: Those to whom headlines give a speech.
        language: The page's; empty if unknown.
    """
    texts = [sentence.text for sentence in sentences]
    found: list[Named] = []
    for n, text in enumerate([*texts, *heads]):
        for mention in mentions_in(text):
            if not mention.start and _tells_day(text[mention.end :]):
                continue  # "Upper Moor, 4 May 2019.- The mayor …" is a place.
            place = Place(
                n=n,
                start=mention.start,
                end=mention.end,
                whole=True,
                office=mention.office,
                shown=mention.shown,
            )
            name = CASE_ENDING.sub("", mention.name)
            if _may_be_whole(name):
                _add(found, name, place if n < len(texts) else None)
    for name in authors:
        if " " in name:
            _add(found, name, None)
    for one in found:
        _add_short_names(one, found, texts)
    _add_in_han(texts, heads, found)
    return [*found, *_lone_names(texts, heads, found, language)]


def _tells_day(behind: str) -> bool:
    """Return whether a comma and a day with its month come right behind a name.

    >>> _tells_day(", 4 May 2019.- The mayor …"), _tells_day(", who sat down")
    (True, False)
    """
    words = re.findall(r"\w+", behind[:_MAX_DAY])[:_DAY_WORDS]
    known = full_days_and_months()
    return (
        behind.startswith(",")
        and any(map(str.isdigit, words))
        and any(word.casefold() in known for word in words)
    )


def _may_be_whole(name: str) -> bool:
    """Return whether a name in running text is whole, and of a person."""
    words = name.split()
    initials = all(len(word.strip(".")) == 1 for word in words)
    part = any(word.casefold() in all_words("headlines.parts") for word in words)
    thing = initials or part or SPEECH_WORD.is_in(name) or _is_kin(name)
    return len(words) > 1 and not thing


def _is_kin(name: str) -> bool:
    """Return whether a name is a word for kin behind another: "Mein Sohn", "Ma mère"."""
    return name.casefold().split()[-1] in all_words("labels.kin")


def _add(found: list[Named], name: str, place: Place | None) -> None:
    one = next((f for f in found if _may_be_one(f.name, name)), None)
    if one is None:
        if len(found) == _MAX_NAMED:
            return
        one = Named(name=name)
        found.append(one)
    if place:
        one.places.append(place)


def _may_be_one(name: str, other: str) -> bool:
    """Return whether names are one person's, of which one may leave out words."""
    if same_person(name, other):
        return True
    short, long = sorted((name.split(), other.split()), key=len)
    return short[0] == long[0] and short[-1] in long[1:]


def _add_short_names(one: Named, found: Sequence[Named], texts: Sequence[str]) -> None:
    """Add the sentences with a part of a name that nobody else has: "Then Ada rose"."""
    others = {word for other in found if other is not one for word in other.words}
    words = tuple(word for word in one.words if word not in others)
    if not words:
        return
    own = set(one.sentences)
    for n, text in enumerate(texts):
        met = _pattern(words).search(text) if n not in own else None
        if met:
            one.places.append(Place(n=n, start=met.start(), end=met.end()))


def _lone_names(
    texts: Sequence[str], heads: Sequence[str], known: Sequence[Named], language: str
) -> list[Named]:
    """Return the people whom texts name by one word that is part of nobody's whole name."""
    found: dict[str, Named] = {}
    every = [*texts, *heads]
    # "Talen på kaia", and "hele talen": a noun opens the headline.
    small = {word for text in every for word in text.split() if word.islower()}
    for n, text in enumerate(every):
        for name, place in _lone_in(text, n, language):
            first = name.partition(" ")[0]
            key = _stem(first)
            taken = any(one.pattern.fullmatch(first) for one in known)
            taken = taken or first.casefold() in small
            if taken or (key not in found and len(found) == _MAX_LONE):
                continue
            one = found.setdefault(key, Named(name=name, lone=True))
            if n < len(texts):
                one.places.append(place)
    return [*found.values()]


def _stem(word: str) -> str:
    """Return what is left of a word in any case: "Gann" of "Ганна" and "Ганні"."""
    folded = word.casefold()
    return folded[:-2] if len(folded) > _MIN_BENT else folded[: _MIN_WORD + 1]


def _lone_in(text: str, n: int, language: str) -> Iterator[tuple[str, Place]]:
    """Yield the given names that stand alone, and what a relative or a title leads to."""
    for found in _CAPITALIZED.finditer(text):
        start, end = found.span()
        word, _, relative = _POSSESSIVE.sub("", found.group()).partition("-")
        if relative and relative not in _familiar():
            word = f"{word}-{relative}"  # "Gun-Britt", but "Aili-täti"
        before = _WORD_BEFORE.search(text[max(0, start - _MAX_BEFORE) : start])
        led = before is not None and _leads_to_name(before[1].casefold(), language)
        joined = before is not None and _may_be_of_name(before[1], language)
        beside = (joined and not led) or _CAPITAL_BEHIND.match(text, end)
        if beside or word.isupper() or _is_no_name(word, language):
            continue
        opens = text[:start].rstrip(f"{OPENING_QUOTES} ")[-1:] in {*FULL_STOPS, "", ":"}
        known = word if is_given_name(word, surely=opens) else ""
        name = known or ("" if opens else given_in_nominative(word, language))
        behind = _KIN_BEHIND.regex.match(text, end)
        if behind:
            name = f"{name or word}{behind.group()}"
        if name or led:
            led = led or behind is not None
            yield name or word, Place(n=n, start=start, end=end, led=led)


def _may_be_of_name(word: str, language: str) -> bool:
    """Return whether a word before a name may belong to it: "Tom Ada", not "What Ada"."""
    small = all_words("labels.sentence_openers") | _common(language)
    return word[0].isupper() and word.casefold() not in small


def _common(language: str) -> frozenset[str]:
    return words(language, "commonest") if language else frozenset()


def _is_no_name(word: str, language: str) -> bool:
    """Return whether a word is for a thing, an office, a day, or in all sentences."""
    thing = is_body_word(word) or is_thing_word(word) or is_role(word.casefold())
    small = word.casefold() in _common(language)
    small = small or fold_letters(word) in words(language or "en", "stop_words")
    return thing or small or is_day_or_month(word)


def _leads_to_name(word: str, language: str) -> bool:
    """Return whether a word before a name is a relative, a title or an office."""
    if word in _familiar() or word in label_words().titles or is_role(word):
        return True
    # "бабі Ганні", "stricu Lojzetu"
    bent = flag(language or "en", "bends_names") and len(word) > _MIN_WORD
    return bent and not {word[:-1], word[:-2]}.isdisjoint(_familiar() | _kin_stems())


@cache
def _familiar() -> frozenset[str]:
    return all_words("labels.kin") | all_words("names.familiar")


@cache
def _kin_stems() -> frozenset[str]:
    return frozenset(word[:-1] for word in _familiar() if len(word) > _MIN_WORD)


def _add_in_han(texts: Sequence[str], heads: Sequence[str], found: list[Named]) -> None:
    """Add the people whom texts in Han letters or Hangul name."""
    if not any(map(WITHOUT_CASE.search, texts)):
        return
    # Only Chinese names surely open with one of few family names.
    other = any(map(_KANA_OR_HANGUL.search, texts))
    names: dict[str, None] = {}
    for text in (*texts, *heads):
        met = [one[1] for one in CJK_NAME.regex.finditer(text)]
        met += people_named_in_cjk(text)
        met += [
            _BEFORE_HAN.regex.sub("", one[1]) for one in _AGED_IN_HAN.finditer(text)
        ]
        met += [one[1] for one in _LED_IN_HAN.finditer(text) if not other]
        names |= dict.fromkeys(
            name
            for name in met
            if len(name) > 1
            and not name.endswith(_forms_behind())
            and (other or _is_chinese_name(name))
        )
    whole = [name for name in names if not _is_short_in_hangul(name, names)]
    for name in whole[: _MAX_NAMED - len(found)]:
        places = [
            Place(n=n, start=met.start(), end=met.end(), whole=met.group() == name)
            for n, text in enumerate(texts)
            for met in _han_pattern(name).finditer(text)
        ]
        places += _called_by_title(name, whole, texts)
        found.append(Named(name=name, places=places))


def _called_by_title(
    name: str, names: Sequence[str], texts: Sequence[str]
) -> Iterator[Place]:
    """Yield where texts have nothing but the title of a person: "先生が立たれて"."""
    page = "\n".join(texts)
    titles = [one for one in _forms_behind() if len(one) > 1 and name + one in page]
    for title in titles[:1]:
        if any(other != name and other + title in page for other in names):
            continue
        alone = re.compile(f"(?<![\u3400-\u9fff々\uac00-\ud7af]){re.escape(title)}")
        for n, text in enumerate(texts):
            for met in alone.finditer(text):
                yield Place(n=n, start=met.start(), end=met.end())


def _is_short_in_hangul(name: str, names: Collection[str]) -> bool:
    """Return whether a name is the given name of another: 봉식이 of 최봉식."""
    given = name.removesuffix("이")
    return given != name and any(
        other != name and other.endswith(given) for other in names
    )


def _is_chinese_name(name: str) -> bool:
    """Return whether Han letters may be a Chinese name: two to four, a family name first.

    A verb that is done ends no name: "信读完" is "when the letter was read".

    >>> _is_chinese_name("邵启元"), _is_chinese_name("时间的掌声"), _is_chinese_name("信读完")
    (True, False, False)
    """
    whole = 1 < len(name) <= _MAX_CHINESE and "的" not in name
    whole = whole and not name.endswith(all_entries("names.verb_endings"))
    return whole and opens_with_han_surname(name)


def people_quoted(
    named: Sequence[Named], sentences: Sequence[Sentence], paragraphs: Sequence[str]
) -> frozenset[str]:
    """Return whom paragraphs quote at some length, who so has spoken before."""
    places: dict[int, list[tuple[int, str]]] = {}
    for one in named:
        for place in one.places:
            sentence = sentences[place.n]
            places.setdefault(sentence.paragraph, []).append(
                (sentence.start + place.start, one.name)
            )
    return frozenset(
        name
        for n, around in places.items()
        for name in _quoted_in(paragraphs[n], sorted(around))
    )


def _quoted_in(text: str, places: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield who is named last before each long quotation, or else right behind it."""
    spans = [found.span() for found in QUOTED.finditer(text)]
    outside = [p for p in places if not any(a <= p[0] < b for a, b in spans)]
    for start, end in spans:
        if end - start < _MIN_QUOTED:
            continue
        before = [(place, name) for place, name in outside if place < start]
        behind = [
            (place, name) for place, name in outside if end <= place < end + _NEAR
        ]
        for place, name in before[-1:] or behind[:1]:
            led = text[min(place, start) : start]
            if SPEAKS.is_in(f"{led} {text[end : end + _NEAR]}"):
                yield name
