"""Who speaks, as the head of a page says it: "Speaker: Ada Brook", "Delivered by …"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from content.language.word_lists import WordPattern, all_words
from content.segment.messages.words import PRINTED_BELOW, REPRODUCED
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.behind_trades import name_in_capitals
from content.segment.names.in_text.cases.given_cases import (
    given_word,
    is_inflected_given,
)
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.in_text.things import is_placed
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words

_PRESENTER = WordPattern(
    r"[\W_]*(?:<headlines.presenters>)(?![^\W\d_])(?:\(\w{1,3}\))?\s*"
    r"(?P<colon>[:：]?)\s*(?=\S)"
)
_PRESENTER_ALONE = WordPattern(r"[\W_]*(?:<headlines.presenters>)[\s:：]*")
_GIVEN_BY = WordPattern(r"\s(?:<headlines.presenters>)\s(?:\w{1,3}\s)?$")
_SPEAKS = WordPattern(
    "<<messages.takes_floor>>|<<headlines.presenters>>", by_words=True
)
_ANSWERS = WordPattern("<<headlines.answering>>")
CLAUSES = re.compile(
    r"[,;:]\s|\s[–—]\s|(?:(?<=[^\W\d_]{2})|(?<=\d{4})|(?<=[)”»]))[.!?…]\s"
)
"""What parts the clauses of a sentence, and sentences."""
_CJK_LINE = re.compile("[\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7af\\s\u3000·・]{2,40}")
_CJK_CLOSING = WordPattern(r"(?<!\s)\s++(?:<<messages.closings>>)$")
_CJK_PARTS = re.compile("[\\s\u3000:：|–—-]+")
_MIN_CJK_PARTS = 3
_MAX_JOINT = 5  # ", ", " und "
_MAX_LINE = 160
_MAX_BESIDE_CHARS = 60
_MAX_CJK_NAME = 6
_MAX_HANGUL_NAME = 4
_MIN_HAN, _MAX_HAN = 2, 4
_HANGUL = re.compile("[\uac00-\ud7af]+")
_AROUND = " .,*_()（）"
_COLONS = " :："
_MAX_LOUD = 3
_MAX_OFFICE_WORDS = 8
_MAX_TITLES, _MAX_SHORT_TITLE = 4, 6
_MAX_BEFORE = 60
_MAX_CLAUSES = 2
_SEVERAL = 2
_BARE_SHARE = 0.6
"""How much of a clause a name fills that only explains another: ", Ada Brook,"."""


def presenter(lines: Iterable[str]) -> str:
    """Return who speaks, after a word that says so; empty if no line does.

    >>> presenter(["Harrow Falls, May 20", "Delivered by Marian Oyelaran, May 20"])
    'Marian Oyelaran'
    >>> presenter(["Speech by the President, Ada Brook, in the Harbour Hall of Westport"])
    'Ada Brook'
    >>> presenter(["Preacher", "Rev. Ada Brook", "Date", "May 20, 2031"])
    'Ada Brook'
    """
    for line in _with_fields_joined(lines):
        found = _PRESENTER.regex.match(line) if len(line) <= _MAX_LINE else None
        if found is None:
            continue
        rest = line[found.end() :]
        # Capitals do not show where the name starts.
        loud = rest.isupper() and len(rest.split()) > _MAX_LOUD
        named = name_in_capitals(rest) if loud else rest
        # "Delivered by Ada Brook", but not "Speaker rules".
        marked = bool(found.group("colon")) or rest[0].isupper()
        # What a field holds names somebody; in a headline, others may follow.
        alone = bool(found.group("colon")) or _CJK_LINE.fullmatch(named.strip(_AROUND))
        name = named and (
            first_named(named, bare=marked)
            or (name_beside_office(named) if alone else "")
        )
        if name:
            return name
    return ""


def _with_fields_joined(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, and those that only say "Speaker" with the line below them."""
    field = ""
    for line in lines:
        yield f"{field}: {line.strip()}" if field else line
        alone = len(line) <= _MAX_LINE and _PRESENTER_ALONE.fullmatch(line)
        field = line.strip().rstrip(_COLONS) if alone else ""


def first_named(text: str, *, bare: bool = False) -> str:
    """Return who is named first in a phrase, behind an office or, if `bare`, nothing.

    >>> first_named("the Mayor of Westport, Ada Brook, at the opening of Tom Ferro Hall")
    'Ada Brook'
    >>> first_named("the Mayor of Old Quay")
    ''
    """
    people = list(mentions_in(text))
    first = people[0] if people else None
    before = text[: first.start].split() if first else []
    # "ds. Jan Lund, Grote Kerk", "Sr. D. Cirilo Bedoya"
    titled = 0 < len(before) <= _MAX_TITLES and all(map(_is_title, before))
    if first is None or len(before) > _MAX_OFFICE_WORDS:
        return ""
    # "the Rector at the Ada Brook School": where it was names nobody.
    places = all_words("places.prepositions")
    if any(word in places for word in before) and not before[-1].endswith(","):
        return ""
    if before and not (
        titled
        or before[-1].endswith(",")
        or not before[-1].islower()
        or is_office_word(before[-1])
    ):
        return ""
    # "Speakers: Ada Brook, Tom Ferro" are two; "by Ada Brook, in Moor Hall" is one.
    joined = len(people) > 1 and people[1].start - first.end <= _MAX_JOINT
    led = first.office or titled or (bare and not first.start and not joined)
    return parse_label(first.name).name if led else ""


def _is_title(word: str) -> bool:
    """Return whether a word is a title, or cut short as titles are: "Pfr."."""
    short = word.endswith(".") and len(word) <= _MAX_SHORT_TITLE
    return short or word.casefold().strip(".") in label_words().titles


def name_led_by_office(text: str) -> str:
    """Return the one person whom a phrase names beside an office; empty if not one.

    >>> name_led_by_office("Finance Minister Ada Brook (Hull)"), name_led_by_office("Ada Brook")
    ('Ada Brook', '')
    """
    people = list(mentions_in(text))
    alone = len(people) == 1 and people[0].office
    return parse_label(people[0].name).name if alone else ""


def givers(text: str) -> list[str]:
    """Return who gave a speech, as a sentence of running text says it.

    >>> givers("The speech was delivered by Ada Brook. Tom Ferro welcomed her.")
    ['Ada Brook']
    >>> givers("Led by Ada Brook, the guests heard Tom Ferro, who spoke. His speech:")
    ['Tom Ferro']
    """
    if not (SPEECH_WORD.is_in(text) or REPRODUCED.is_in(text)):
        return []
    given = [
        one.name
        for one in mentions_in(text)
        if _GIVEN_BY.is_in(text[max(0, one.start - _MAX_BEFORE) : one.start])
    ]
    return given or _whose_speech_follows(text, _subjects(text, _SPEAKS))


def _whose_speech_follows(text: str, speak: Sequence[str]) -> list[str]:
    """Return of several who speak the one whose speech a text announces; else all.

    It is whose clause has the word for a speech, or who is named last: "The guests were
    welcomed by Ada Brook. Then Tom Ferro rose. Here is his speech:"
    """
    if len(speak) < _SEVERAL or not PRINTED_BELOW.is_in(text):
        return list(speak)
    clauses = [clause for clause in _clauses(text) if SPEECH_WORD.is_in(clause)]
    named = [one for one in speak if any(one in clause for clause in clauses)]
    return (named or list(speak))[-1:]


def who_answers(texts: Iterable[str]) -> str:
    """Return the one person of whom texts say that he or she answers; empty if nobody.

    >>> who_answers(["Your questions were answered by Ada Brook, a vet of Northmoor."])
    'Ada Brook'
    """
    found = {name for text in texts for name in _subjects(text, _ANSWERS)}
    return found.pop() if len(found) == 1 else ""


def _subjects(text: str, does: WordPattern) -> list[str]:
    """Return whom clauses name that have words for what somebody does.

    A clause without a name belongs to the bare name behind it ("addressed by the chair,
    Ada Brook"), or to the next one before it. Where it names two, it says nothing; who
    is named in another case than the subject's does not speak: "Po privítaní Darinou".
    """
    if not does.is_in(text):
        return []
    clauses = _clauses(text)
    # "addressed the guests in Trinity Hall"
    every = [
        [one for one in mentions_in(clause) if not is_placed(clause, one.start)]
        for clause in clauses
    ]
    every = [[one for one in clause if not _is_thing_asked(one)] for clause in every]
    if not any(every):
        return []
    language = guess_language([text])
    named = [
        [one for one in clause if not _is_inflected(one, language)] for clause in every
    ]
    found: dict[str, None] = {}
    for n, clause in enumerate(clauses):
        if not does.is_in(clause):
            continue
        where = n
        if not named[n]:
            behind = range(n + 1, min(len(clauses), n + 1 + _MAX_CLAUSES))
            before = range(n - 1, max(-1, n - 1 - _MAX_CLAUSES), -1)
            follows = bool(every[n]) or any(
                _is_bare(clauses[m], named[m]) for m in behind[:1]
            )
            near = behind if follows else before
            where = next((m for m in near if named[m]), n)
        people = dict.fromkeys(one.name for one in named[where])
        given = {n: None for n in people if is_given_name(n.partition(" ")[0])}
        people = given if len(people) > 1 else people
        if len(people) == 1:
            found |= people
    return list(found)


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text; no title ends one: "Rev. Ada Brook".

    >>> _clauses("The guests met Dr. Ada Brook, a vet. Then Tom Ferro rose.")
    ['The guests met Dr. Ada Brook', 'a vet', 'Then Tom Ferro rose.']
    """
    w = label_words()
    titles = w.titles | w.honorifics
    clauses: list[str] = []
    start = 0
    for gap in CLAUSES.finditer(text):
        last = text[start : gap.start()].rsplit(maxsplit=1)[-1:]
        stop = text[gap.start()] == "."
        if stop and any(word.casefold().strip("(") in titles for word in last):
            continue
        clauses.append(text[start : gap.start()])
        start = gap.end()
    return [*clauses, text[start:]]


def _is_thing_asked(one: Mention) -> bool:
    """Return whether a name is none: "beantwortet Ihre Fragen zu Katzen"."""
    words = {word.casefold() for word in one.name.split()}
    return not words.isdisjoint(label_words().questions | label_words().answers)


def _is_inflected(one: Mention, language: str) -> bool:
    return is_inflected_given(given_word(one.name, language), language)


def _is_bare(clause: str, named: Sequence[Mention]) -> bool:
    """Return whether a name is most of a clause."""
    length = sum(one.end - one.start for one in named)
    return length >= _BARE_SHARE * len(clause.strip())


def name_before_cjk_office(word: str) -> str:
    """Return the Chinese name right before an office; empty if a place or a body stands there.

    >>> name_before_cjk_office("陈国栋馆长"), name_before_cjk_office("高安市市长")
    ('陈国栋', '')
    """
    offices = all_words("labels.roles_in_words")
    name = min((word.removesuffix(one) for one in offices), key=len)
    named = _MIN_HAN <= len(name) <= _MAX_HAN and opens_with_han_surname(name)
    places = tuple(all_words("places.last_letters"))
    return name if named and not name.endswith(places) else ""


def is_hangul_name(word: str) -> bool:
    """Return whether a word may be a Korean name: a family name and a syllable or more.

    >>> is_hangul_name("채인모"), is_hangul_name("항구")
    (True, False)
    """
    families = tuple(all_words("names.families"))
    return (
        _HANGUL.fullmatch(word) is not None
        and 1 < len(word) <= _MAX_HANGUL_NAME
        and word.startswith(families)
    )


def name_beside_office(text: str) -> str:
    """Return the one person whom a short line names, with an office or without.

    >>> name_beside_office("港湾局長　真柴　伊織")
    '真柴伊織'
    """
    bare = text.strip(_AROUND)
    if _CJK_LINE.fullmatch(bare):
        return name_in_cjk_line(bare)
    found = list(mentions_in(bare))
    if len(found) != 1:
        return ""
    one = found[0]
    rest = len(bare) - (one.end - one.start)
    return parse_label(one.name).name if rest <= _MAX_BESIDE_CHARS else ""


def name_behind_cjk_speech(text: str) -> str:
    """Return who gives what a line of words without capitals heads; empty if none is told.

    >>> name_behind_cjk_speech("환영사 – 관장 윤미래"), name_behind_cjk_speech("祝辞　市長　大野木和彦")
    ('윤미래', '大野木和彦')
    """
    parts = [part for part in _CJK_PARTS.split(text) if part]
    if len(parts) < _MIN_CJK_PARTS or not SPEECH_WORD.is_in(parts[0]):
        return ""
    return name_in_cjk_line(" ".join(parts[1:]))


def name_in_cjk_line(text: str) -> str:
    """Return the name that words without capitals have before or behind an office.

    >>> name_in_cjk_line("해양부 장관 채 인 모"), name_in_cjk_line("북쪽 항구")
    ('채인모', '')
    >>> name_in_cjk_line("북쪽교회 목사 채인모 드림"), name_in_cjk_line("채인모 해양부 차관")
    ('채인모', '채인모')
    """
    bare = text.strip(_AROUND)
    cjk = _CJK_LINE.fullmatch(bare) is not None
    words = _CJK_CLOSING.regex.sub("", bare).split() if cjk else []
    offices = tuple(all_words("labels.roles_in_words"))
    # "해양부 장관 민 태 호": the body stands before the office.
    office = next(
        (n for n in (0, 1, 2) if words[n : n + 1] and words[n].endswith(offices)), None
    )
    behind = words[office + 1 :] if office is not None else []
    before = words[office - 1 : office] if office else []
    speech = office is not None and SPEECH_WORD.is_in(" ".join(behind))
    if before and speech and is_hangul_name(before[0]):
        words = before  # "김민호 대통령 현충일 추념사"
    elif speech and office is not None:
        return name_before_cjk_office(words[office])  # "陈国栋馆长 开幕致辞"
    elif behind:
        words = behind
    elif len(words) > 1 and words[-1].endswith(offices):
        # "김민호 해양부 차관": the body stands between.
        words = words[:1] if is_hangul_name(words[0]) else words[:-1]
    elif len(words) == 1 and words[0].endswith(offices):
        return name_before_cjk_office(words[0]) or parse_label(words[0]).name
    else:
        return ""
    name = "".join(words)
    hangul = _HANGUL.fullmatch(name) is not None
    if hangul and not name.startswith(tuple(all_words("names.families"))):
        return ""  # "작성자 홍보담당관": a word for who wrote, and an office.
    return name if 1 < len(name) <= _MAX_CJK_NAME else ""
