"""Whom an author introduces as the one who speaks on a page."""

import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum, auto

from content.language.sentence_marks import COLONS, SENTENCE_GAP
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.greeted import called_by_office, is_greeted
from content.segment.messages.words import REPRODUCED, sentences_of
from content.segment.names.given_names import (
    han_name_at_end,
    has_given_name,
    is_given_name,
    opens_with_han_surname,
)
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.mentions import mentions_in, people_and_things
from content.segment.names.in_text.publishers import is_publisher
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.turns.page_head.headlines.names import (
    author_in_headline,
    is_tribute,
    name_behind_cjk_office,
)
from content.segment.turns.page_head.korean_speakers import korean_speaker
from content.segment.turns.page_head.presenters import givers, presenter
from content.segment.turns.page_head.speaker_above import named_right_above
from content.segment.voices.words import SPEAKS

# "请邬佩兰老师讲几句", "沢渡清子さんが": a name is parted from what stands before it.
CJK_NAME = WordPattern(
    r"(?:(?<=[的请請由是让讓给給与與和，。、：“「（\s])|(?<=[\u3041-\u3096])|^)"
    # "志村ふみ": a given name may be in kana, without those of particles.
    r"([\u3400-\u9fff々]{2,6}?"
    r"|[\u3400-\u9fff々]{1,3}(?:(?![のがをにでへ])[\u3041-\u3096]){2,3})"
    r"(?:<labels.honorific_suffixes>|<labels.roles_in_words>|<messages.kin_suffixes>"
    r"|[、，（(][\d〇一二三四五六七八九十百]{1,4}<names.behind_ages>(?!的))"
)
_CJK_CALLED = WordPattern("([\u3400-\u9fff]{4})<labels.honorific_suffixes>")
# "国家主席顾怀远通过广播…", "行政長官邵啟棠今日在…": who did something, where or when.
_CJK_CLAUSE = WordPattern(
    "[\u3400-\u9fff]{4,14}?(?=<headlines.behind_givers_in_text>)", re.NOFLAG
)
# "后来校长柯玉珍站起来", "市长梁文慧星期日在…": an office, and what somebody did or when.
_CHINESE_HOLDER = WordPattern(
    "(?:<labels.roles_in_words>)([\u3400-\u9fff]{2,3}?)"
    r"(?=<names.steps_in_words>|<dates.weekday_forms>|\d{1,2}[日号])",
    re.NOFLAG,
)
# "代表取締役社長の矢代慎一が": Japanese joins an office and its holder so.
_JAPANESE_HOLDER = WordPattern(
    "(?:<labels.roles_in_words>)の([\u3400-\u9fff々]{3,5})(?=<names.particles_of_doers>)",
    re.NOFLAG,
)
# "真壁清子の女工たちへの演説", "마경희의 연설", "马静宜对女工的演讲"
_CJK_TITLE = re.compile(
    "([\u3400-\u9fff々]{2,5}|[\uac00-\ud7af]{3})(?=の|의|对|對|在|向|致)"
)
_KANA = re.compile("[\u3041-\u30ff]")
_CAPITALIZED = re.compile(rf"(?<![\w’'-]){CAPITAL}[\w’'-]*[^\W\d_]")
_POSSESSIVE = re.compile(r"['’]s?$")
_MAX_CJK_NAME, _MIN_CJK_NAME = 6, 2
_MAX_HAN = 4
_WEIGHT_OF_OFFICE, _WEIGHT_OF_HEADLINE, _WEIGHT_OF_TELLING, _WEIGHT_OF_LATER = (
    1.5,
    1.0,
    1.0,
    0.5,
)
_WEIGHT_OF_GIVING, _WEIGHT_OF_ONE_GIVER, _MIN_PEOPLE = 2.0, 3.0, 2


class Clarity(Enum):
    """How clearly texts introduce somebody."""

    CLEAR = auto()
    LIKELY = auto()
    GUESSED = auto()  # as much speaks for another, who has no known given name


def introduced(
    above: Sequence[str],
    heads: Sequence[str],
    after: Sequence[str],
    publishers: frozenset[str] = frozenset(),
    *,
    opening: str = "",
) -> tuple[str, Clarity]:
    """Return whom the texts above a speech introduce, and how clearly; empty if nobody.

    For a person speak an office and words of speaking in the same sentence, that the
    headline or the texts after the speech have the name, too, and that it is the last
    before the words that announce the speech: "We print her words". Whoever has a known
    given name goes before who has none. It is clear if nobody else is named so, or one is
    far ahead.

    Args:
        above: The texts above the speech.
        heads: The headlines.
        after: The texts below it.
        publishers: Names of those who print it, and never speak.
        opening: Its first paragraph; whom that greets does not speak.
    """
    if said := presenter([*heads, *above]):
        return _in_full(said, above), Clarity.CLEAR
    authors = [*filter(None, map(author_in_headline, heads))]
    weights, backed = _weigh(above, publishers)
    weights = _without_greeted(weights, above, opening, authored=bool(authors))
    gives = _givers_among(weights, above)
    if any(map(has_given_name, backed & set(weights))):
        # "Bahnhof in Westerfleth", "Banda de Música": things have capitals, too.
        weights = {n: w for n, w in weights.items() if has_given_name(n) or n in gives}
    weights = _without_things(weights, gives, above, heads)
    if headed := _author_beside(weights, above, authors):
        return headed, Clarity.LIKELY
    _add_signs(weights, gives, heads, after, authors)
    if not weights:
        return _by_less_than_full_names(above, heads, authors, opening)
    return _most_likely(weights, above)


def _without_greeted(
    weights: Mapping[str, float], above: Sequence[str], opening: str, *, authored: bool
) -> dict[str, float]:
    """Return the weights of names without whom the first paragraph of a speech greets.

    Whom it calls by an office stays where nobody else is named, unless a headline names
    who speaks (`authored`).
    """
    ungreeted = {n: w for n, w in weights.items() if not is_greeted(n, opening)}
    called = called_by_office(above, opening)
    uncalled = {n: w for n, w in ungreeted.items() if not same_person(n, called)}
    return uncalled if called and (uncalled or authored) else ungreeted


def _givers_among(names: Collection[str], above: Sequence[str]) -> set[str]:
    """Return the names of whom the texts above a speech say that they give it.

    Who is said so last gives it, rather than who opened the day.
    """
    near = CASE_ENDING.sub("", named_right_above(above))
    told = [near] if near else [name for text in above for name in givers(text)]
    return {n for n in names if any(_may_be_one(n, one) for one in told)}


def _author_beside(
    weights: Collection[str], above: Sequence[str], authors: Sequence[str]
) -> str:
    """Return the one author of headlines, if the texts above name others only.

    "Ada Brook's speech": whom the text below tells of opened the day.
    """
    headed = authors[0] if len(set(authors)) == 1 else ""
    given = any(True for text in above for _ in givers(text))
    other = headed and not any(_may_be_one(name, headed) for name in weights)
    return headed if weights and other and has_given_name(headed) and not given else ""


def _most_likely(
    weights: Mapping[str, float], above: Sequence[str]
) -> tuple[str, Clarity]:
    """Return who has most weight, and how clearly."""
    first, *others = sorted(weights, key=weights.__getitem__, reverse=True)
    second = weights[others[0]] if others else 0.0
    if weights[first] == second:
        # "It was Edwin Marr, who kept the light on Skerry Point": one is a place.
        tied = [name for name in weights if weights[name] == second]
        people = [name for name in tied if has_given_name(name)]
        lead = _subject(above, people)
        if lead:
            return lead, Clarity.LIKELY
        return (people[0] if len(people) == 1 else ""), Clarity.GUESSED
    ahead = weights[first] >= 2 * second
    return first, Clarity.CLEAR if ahead else Clarity.LIKELY


def _in_full(name: str, above: Sequence[str]) -> str:
    """Return a surname behind a form of address as the one name that texts have in full.

    "Speech of Mrs Brook", where the text above it has Ada Brook.
    """
    first, _, surname = name.rpartition(" ")
    if first.casefold().rstrip(".") not in label_words().honorifics:
        return name
    whole = {
        one.name
        for text in above
        for one in mentions_in(text)
        if one.name.split()[-1] == surname
        and one.name.split()[0].casefold().rstrip(".") not in label_words().honorifics
    }
    return whole.pop() if len(whole) == 1 else name


def _by_less_than_full_names(
    above: Sequence[str], heads: Sequence[str], authors: Sequence[str], opening: str
) -> tuple[str, Clarity]:
    """Return who speaks where the texts above name nobody in full."""
    if len(set(authors)) == 1:
        # "The speech of Ada Brook", of whom the text above has the surname at most.
        # In scripts without blanks a name has no surname of its own.
        told_of = any(
            authors[0] in text or names_surname(text, authors[0]) for text in above
        )
        return authors[0], Clarity.LIKELY if told_of else Clarity.GUESSED
    if given := _by_given_name(above, heads):
        return given, Clarity.GUESSED
    return introduced_in_cjk(above, heads, opening)


def _without_things(
    weights: Mapping[str, float],
    gives: Collection[str],
    above: Sequence[str],
    heads: Sequence[str],
) -> dict[str, float]:
    """Return the weights of names without those of things, and of whom a headline praises.

    Who is said to give the speech stays.
    """
    things = {
        one.name for text in above for one in people_and_things(text) if one.thing
    }
    return {
        name: weight
        for name, weight in weights.items()
        if name in gives
        or not (
            _is_praised(name, heads) or any(same_person(name, one) for one in things)
        )
    }


def _add_signs(
    weights: dict[str, float],
    gives: Collection[str],
    heads: Sequence[str],
    after: Sequence[str],
    authors: Sequence[str],
) -> None:
    """Add to the weights of names what headlines and the texts after a speech tell."""
    # "The mayor Ada Brook is dead. Tom Ferro spoke.": an office is no word of speaking.
    says = _WEIGHT_OF_ONE_GIVER if len(gives) == 1 else _WEIGHT_OF_GIVING
    titles = [head for head in heads if not is_tribute(head)]
    # What ends in a colon announces somebody else's words.
    later = [text for text in after if not text.rstrip().endswith(COLONS)]
    for name in weights:
        weights[name] += says * (name in gives)
        weights[name] += _WEIGHT_OF_HEADLINE * any(
            _names_word(head, name) for head in titles
        )
        # "Ada Brook's speech" says more than that her niece kept it.
        weights[name] += _WEIGHT_OF_GIVING * any(
            _may_be_one(name, one) for one in authors
        )
        weights[name] += _WEIGHT_OF_LATER * sum(
            names_surname(text, name) for text in later
        )


def _is_praised(name: str, heads: Sequence[str]) -> bool:
    """Return whether a headline praises somebody, and names no author: "Eulogy for Ada"."""
    return any(
        _names_word(head, name)
        for head in heads
        if is_tribute(head) and not author_in_headline(head)
    )


def _subject(above: Sequence[str], people: Sequence[str]) -> str:
    """Return who opens a report that ends by saying that the speech is printed below.

    "Ada Brook left the hall with Tom Ferro. We print her speech.": where neither is
    said to speak, and what announces the speech names nobody, it is hers.
    """
    last = above[-1] if above else ""
    announced = REPRODUCED.is_in(last) and SPEECH_WORD.is_in(last)
    others = [one for one in mentions_in(last) if not SPEECH_WORD.is_in(one.name)]
    if len(people) < _MIN_PEOPLE or not announced or others:
        return ""
    lead = ""
    for text in above:
        for sentence in sentences_of(text):
            for one in mentions_in(sentence):
                name = CASE_ENDING.sub("", one.name)
                met = next((each for each in people if _may_be_one(name, each)), "")
                behind = sentence[one.end :] if met != lead else ""
                if (
                    met
                    and lead
                    and (SPEAKS.is_in(behind) or SPEECH_WORD.is_in(sentence))
                ):
                    return ""
                lead = lead or met
    return lead


def _weigh(
    above: Sequence[str], publishers: frozenset[str]
) -> tuple[dict[str, float], set[str]]:
    """Return how much speaks for each name, and which have an office or a word of speaking."""
    weights: dict[str, float] = {}
    backed: set[str] = set()
    for text in above:
        for sentence in sentences_of(text):
            tells = SPEECH_WORD.is_in(sentence) or REPRODUCED.is_in(sentence)
            for one in mentions_in(sentence):
                name = CASE_ENDING.sub("", one.name)
                own = {word.casefold() for word in name.split()}
                if SPEECH_WORD.is_in(name) or own & label_words().honorifics:
                    continue
                if is_publisher(name, publishers):
                    continue
                known = next((k for k in weights if _may_be_one(k, name)), name)
                if one.office or tells:
                    backed.add(known)
                weight = 1 + _WEIGHT_OF_OFFICE * one.office + _WEIGHT_OF_TELLING * tells
                weights[known] = weights.get(known, 0.0) + weight
    return weights, backed


def _by_given_name(above: Sequence[str], heads: Sequence[str]) -> str:
    """Return the one given name that headlines and the texts above both have: "Ada's"."""
    found = [
        {
            name
            for text in texts
            for word in _CAPITALIZED.findall(text)
            if is_given_name(name := _POSSESSIVE.sub("", word))
        }
        for texts in (above, heads)
    ]
    both = found[0] & found[1]
    return both.pop() if len(both) == 1 else ""


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two names may be one person's: "Nezihe Karaçam", "Nezihe Hanım"."""
    return (
        same_person(name, other)
        or name.split(maxsplit=1)[0] == other.split(maxsplit=1)[0]
    )


def _names_word(head: str, name: str) -> bool:
    """Return whether a headline has a word of a name, in any grammatical case."""
    return any(names_surname(head, word) for word in name.split() if word[0].isupper())


def _without_kin(name: str, text: str) -> str:
    """Return a Chinese name without who somebody is right before it: "儿子江沛然"."""
    known = len(name) <= _MAX_HAN or opens_with_han_surname(name)
    return name if known or _KANA.search(text) else han_name_at_end(name)


def _opening_title(heads: Sequence[str], above: Sequence[str]) -> str:
    """Return who opens the title of a speech, and of whom the text above it tells; else empty.

    >>> _opening_title(["马静宜对缫丝女工的演讲"], ["第四天，马静宜站在石阶上。"])
    '马静宜'
    >>> _opening_title(["市長の年頭の演説"], ["市長は石段に立った。"])
    ''
    """
    offices = tuple(all_words("labels.roles_in_words"))
    for head in heads:
        found = _CJK_TITLE.match(head.strip()) if SPEECH_WORD.is_in(head) else None
        name = found.group(1) if found else ""
        if not name or name.endswith(offices):
            continue
        # "創立記念式で": only who does something is somebody.
        acts = re.compile(rf"{name}(?:は|が|는|은|이|가)")
        if any(
            acts.search(one) or (opens_with_han_surname(name) and name in one)
            for one in above
        ):
            return name
    return ""


def introduced_in_cjk(
    above: Sequence[str], heads: Sequence[str], opening: str = ""
) -> tuple[str, Clarity]:
    """Return the one Chinese or Japanese name before an office or a form of address.

    Whom the first sentence of the speech (`opening`) names is greeted in it.
    """
    korean, alone = korean_speaker(above, heads)
    if korean:
        return korean, Clarity.CLEAR if alone else Clarity.LIKELY
    led = {
        name
        for text in (*above, *heads)
        for found in _CJK_CLAUSE.regex.findall(text)
        if (name := name_behind_cjk_office(found))
    } | {
        name
        for text in above
        for name in _CHINESE_HOLDER.regex.findall(text)
        if opens_with_han_surname(name)
    }
    if len(led) == 1:
        return led.pop(), Clarity.CLEAR
    if led and len(in_heads := [n for n in led if any(n in h for h in heads)]) == 1:
        return in_heads[0], Clarity.LIKELY
    names = dict.fromkeys(
        _without_kin(name, text)
        for text in (above or heads)
        for found in CJK_NAME.regex.finditer(text)
        if _MIN_CJK_NAME <= len(name := found.group(1)) <= _MAX_CJK_NAME
        # "开了一场没有主席台的座谈会": what is longer than names are in China is words, and
        # so is "后来校长": two letters without a family name.
        and (
            _MIN_CJK_NAME < len(name) <= _MAX_HAN
            or _KANA.search(text)
            or opens_with_han_surname(name)
        )
    )
    called_first = SENTENCE_GAP.split(opening)[0]
    # "代表取締役社長": what stands before an office may be another.
    offices = tuple(all_words("labels.roles_in_words"))
    names = {
        n: None for n in names if n not in called_first and not n.endswith(offices)
    }
    names |= {
        found.group(1): None
        for text in above
        for found in _JAPANESE_HOLDER.regex.finditer(text)
        if not SPEECH_WORD.is_in(found.group(1))
    }
    # "退休教师沈怀瑾老师": nothing but the family name shows where the name starts.
    called = dict.fromkeys(
        name
        for text in above
        for found in _CJK_CALLED.regex.finditer(text)
        if (name := han_name_at_end(found.group(1))) != found.group(1)
    )
    names |= {n: None for n in called if not names or any(n in head for head in heads)}
    headed = [n for n in names if any(n in head for head in heads)]
    headed = headed or [n for n in names if any(n[0] in head for head in heads)]
    near = [n for n in names if above and n in above[-1]]
    chosen = list(names) if len(names) == 1 else headed or near
    clear = bool(above) and (len(names) == 1 or bool(headed))
    clarity = Clarity.CLEAR if clear else Clarity.LIKELY
    if not names and (titled := _opening_title(heads, above)):
        return titled, Clarity.LIKELY
    return (chosen[0], clarity) if len(chosen) == 1 else ("", Clarity.GUESSED)
