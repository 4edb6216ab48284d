"""Who wrote a text and is not named, but described: "a listener from Moor", "the mayor".

The words stand beside the verb of writing or sending, or behind a word for a pen name.
They are taken as printed, without an article, for a person to check.
"""

import re
from collections.abc import Sequence
from functools import cache

from content.language.calendar_words import full_days_and_months
from content.language.word_lists import WordPattern, entries, flag
from content.segment.messages.senders.likeliest import sender_told_of_in_cjk
from content.segment.messages.senders.origin import DOUBTFUL, Origin
from content.segment.messages.words import (
    WRITES,
    is_document,
    last_sentences,
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.body_names import nominative_body, nominative_of_head
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import HEBREW_OR_ARABIC, WITHOUT_CASE
from content.segment.names.words import SENT, articles, label_words

_MAX_SENTENCES, _MAX_PASSED_WORDS = 3, 8
_MAX_WORDS, _MAX_BEHIND, _FULL = 8, 10, 2
_MAX_LEAD_WORDS = 4
_VERB = WordPattern(rf"(?<!\w){WRITES}(?!\w)")
_PEN_NAME = WordPattern(
    r"(?:<<messages.pen_names>>)[\s:]+[«„“”\"']?(?P<who>[^\W\d_][^.!?,;:()«»„“”\"]{2,40})"
)
_INDEFINITE = WordPattern("(?:<messages.indefinite>)")
_SENDS = WordPattern(r"(?<!\w)(?:<<messages.adopts>>)(?!\w)")
# "A listener from Moor, who gave no name, wrote"
_APPOSITION = re.compile(r",[^,.;:!?]+,\s*$")
_APOSTROPHE = re.compile(r"['’](?=[^\W\d_])")
_CLAUSE = re.compile(r"[,;:()–—«»„“”\"!?]|\s-\s|\.\s")
_UNSPACED = WordPattern(
    "(?P<who>[\u3005\u30a1-\u30fa\u30fc\u3400-\u9fff]{0,16}?[の的]?"
    "(?:<labels.roles_in_words>|<messages.people>)(?:先生|さん|氏|様|女士)?)"
    "(?=(?:から|より)[^。]{0,16}(?:<messages.nouns>)|[がは][^。]{0,16}(?:<messages.writes>)"
    "|(?:昨天|上[周週])?[給给跟對对]?(?:我[們们]?|本席)?[寫写來来寄發发留](?:[信來来了給给道到的過过下]))"
)
_UNSPACED_LEAD = re.compile(
    "一[封份張张條条位名個个則则]|[收接]到了?|[這这那]是|[來来]自|[我這这][裡里手上邊边]*有|手上有"
    "|[上這这][個个]?(?:禮拜|礼拜|星期|[週周月])|[昨今前]天|今早|日前|最近|[去今]年|[剛刚][剛刚才]|^[由請请]"
)
_UNSPACED_THEY = re.compile(
    "[她他彼](?:女)?(?:[給给]我)?(?:[寫写寄傳传留]|の手紙|から)"
)
_KOREAN_ENDING = re.compile(
    "(?<=[\uac00-\ud7a3])(?:님|씨)?(?:께서는?|에게서|[이가은는의])$"
)
_MAX_UNSPACED = 200
_MARKS = "«»„“”\"'’.,;:!?()"


def described_sender(introduction: str, language: str) -> Origin | None:
    """Return who wrote a text, as the sentences that announce it describe them.

    Args:
        introduction: The paragraph that announces the text.
        language: Of the document; nobody is found where it is not known.

    >>> described_sender("The mayor of Lower Pell wrote to us in May. I quote:", "en").name
    'mayor of Lower Pell'
    >>> described_sender("We had a letter from a listener in Moor. It says:", "en").name
    'listener in Moor'
    >>> described_sender("You warned the mayor. He wrote to us:", "en").name
    'mayor'
    >>> described_sender("He wrote to us:", "en")
    """
    if not language:
        return None
    if not flag(language, "spaced"):
        return _described_unspaced(introduction)
    near = last_sentences(introduction, _MAX_SENTENCES)
    for n, sentence in reversed([*enumerate(near)]):
        name = _pen_name(sentence) or _beside_verb(sentence, language)
        name = name or _from_whom(sentence, language)
        if not name and _opens_with_pronoun(sentence, language):
            name = _told_of_before(near[:n], language)
        if name:
            return Origin(name=name, confidence=DOUBTFUL)
        if len(sentence.split()) > _MAX_PASSED_WORDS:
            break
    return None


def described_speaker(lead: str, verb: re.Match[str], language: str) -> str:
    """Return the body or the person without a name who says what a lead ends in.

    Args:
        lead: The sentence before a quotation.
        verb: Its verb of saying.
        language: Of the document; nobody is found where it is not known.

    >>> said = re.compile("replied|erklärte")
    >>> lead = "The mayor of Lower Pell, who likes a joke, replied:"
    >>> described_speaker(lead, said.search(lead), "en")
    'mayor of Lower Pell'
    >>> lead = "Das Ministerium erklärte auf Anfrage:"
    >>> described_speaker(lead, said.search(lead), "de")
    'Ministerium'
    """
    if not language or not flag(language, "spaced"):
        return ""
    before = lead[: verb.start()].split()
    # “Le maire, qui est venu, a répondu”: what helps the verb stands behind the comma.
    while before and before[-1][-1] != "," and _is_small(before[-1], language):
        before.pop()
    told = _CLAUSE.split(_APPOSITION.sub("", f"{' '.join(before)} "))[-1]
    name = nominative_body(told, language, surely=True, whole=False)
    name = name or _subject_before(told.split(), language)
    name = name or _subject_behind(lead[verb.end() :], language)
    return name or _after_article(told.split(), language)


def _after_article(words: Sequence[str], language: str) -> str:
    """Return what all words before a verb name behind their article: "The harbour master"."""
    article = words[0].casefold() if words else ""
    some = bool(words) and _INDEFINITE.fullmatch(words[0])
    if article not in entries(language, "messages.articles") or some:
        return ""
    return _as_name(words[1:]) if len(words) <= _MAX_LEAD_WORDS else ""


def _described_unspaced(introduction: str) -> Origin | None:
    """Return who wrote a text in Chinese or Japanese words, by an office or the like.

    >>> _described_unspaced("我手上有一封白沙漁會總幹事寫來的信：").name
    '白沙漁會總幹事'
    >>> _described_unspaced("岬小学校の校長先生から手紙をいただきました。").name
    '岬小学校の校長先生'
    """
    near = introduction[-_MAX_UNSPACED:]
    found = [*_UNSPACED.regex.finditer(near)]
    if not found:
        called = sender_told_of_in_cjk(near, ()) if _UNSPACED_THEY.search(near) else ""
        return Origin(name=called, confidence=DOUBTFUL) if called else None
    name = _UNSPACED_LEAD.split(found[-1].group("who"))[-1]
    return Origin(name=name, confidence=DOUBTFUL) if len(name) > 1 else None


def _pen_name(sentence: str) -> str:
    """Return what follows a word for a pen name: “nimimerkiltä Lesken metsä”."""
    found = _PEN_NAME.search(sentence)
    return found.group("who").strip() if found else ""


def _from_whom(sentence: str, language: str) -> str:
    """Return who is described behind a word for "from": “un mot d'une auditrice de Brest”."""
    if flag(language, "bends_names") or not speaks_of_message(sentence):
        return ""
    words = _APOSTROPHE.sub("’ ", sentence).split()
    leads = {*entries(language, "messages.from"), *entries(language, "messages.of")}
    for n, word in enumerate(words):
        folded = word.casefold()
        led = folded in leads or folded.replace("'", "’") in leads
        if not led or not any(map(_is_text, words[:n])):
            continue
        rest = _CLAUSE.split(" ".join(words[n + 1 :]), maxsplit=1)[0].split()
        some = bool(rest) and _INDEFINITE.fullmatch(rest[0])
        if rest and rest[0].strip("’'").casefold() in articles():
            rest = rest[1:]
        if some and _is_anybody(rest, language):
            return ""
        if rest and _person_in(rest[:1], language) == 0:
            return _as_name(_up_to_name(rest, 0, language))
    return ""


def _opens_with_pronoun(sentence: str, language: str) -> bool:
    """Return whether a sentence says that he or she writes."""
    first = sentence.split(maxsplit=1)[0].casefold() if sentence else ""
    tells = (_VERB.is_in, SENT.is_in, speaks_of_message)
    return any(told(sentence) for told in tells) and first in entries(
        language, "messages.pronouns"
    )


def _told_of_before(sentences: Sequence[str], language: str) -> str:
    """Return the first person whom the last of some sentences describes."""
    for sentence in reversed(sentences):
        words = sentence.split()
        place = _person_in(words, language)
        if place is not None:
            led = place > 0 and words[place - 1].casefold() in articles()
            own = led or not entries(language, "messages.articles")
            return _as_name([words[place]]) if own else ""
    return ""


def _beside_verb(sentence: str, language: str) -> str:
    """Return who is described before a verb of writing or sending, or behind it."""
    patterns = [SENT]
    if tells_of_writing(sentence):
        patterns.append(_VERB)
    if speaks_of_message(sentence):
        patterns.append(_SENDS)
    verbs = {place for one in patterns for place in one.places_in(sentence)}
    for start, end in sorted(verbs, reverse=True):
        told = _APPOSITION.sub("", sentence[:start])
        before = _CLAUSE.split(told)[-1].split()
        name = _subject_before(before, language)
        name = name or _subject_behind(sentence[end:], language)
        if name:
            return name
    return ""


def _subject_before(words: Sequence[str], language: str) -> str:
    """Return the person described by the words before a verb, up to the verb."""
    words = _without_small_words(words, language)
    place = _person_in(words, language)
    if place is None or says_it_is_read(" ".join(words[place + 1 :])):
        return ""  # "The secretary reads what …"
    if flag(language, "owner_first"):
        upto = words[: place + 1]
        led = [n for n, w in enumerate(upto) if _is_small(w, language)]
        return _as_name(upto[led[-1] + 1 if led else 0 :] or [words[place]])
    before = [n for n, w in enumerate(words[:place]) if w.casefold() in articles()]
    start = before[-1] + 1 if before else place
    found = _up_to_name(words[start:], place - start, language)
    some = before and _INDEFINITE.fullmatch(words[before[-1]])
    return "" if some and _is_anybody(found, language) else _as_name(found)


def _subject_behind(text: str, language: str) -> str:
    """Return the person described right behind a verb, up to a mark or what goes on."""
    words = _CLAUSE.split(text, maxsplit=1)[0].split()[:_MAX_BEHIND]
    while words and (_is_small(words[0], language) or _is_text(words[0])):
        words = words[1:]
    if words and words[0].casefold() in articles():
        words = words[1:]
    place = _person_in(words, language)
    if place is None:
        # A name behind a word of no table: “parašė daraktorė Ona Barkutė:”
        named = " ".join(words[-_FULL:])
        led = len(words) == _FULL + 1 and words[0].islower()
        titles = all(word.istitle() for word in words[-_FULL:])
        return named if led and titles and is_person(named) else ""
    if place and not flag(language, "owner_first"):
        return ""
    return _as_name(_up_to_name(words, place, language))


def _is_anybody(words: Sequence[str], language: str) -> bool:
    """Return whether one word describes somebody who holds no office: "(a) girl"."""
    found = _up_to_name(words, 0, language) if words else words
    return len(found) == 1 and not is_role(found[0].casefold())


def _up_to_name(words: Sequence[str], place: int, language: str) -> Sequence[str]:
    """Return words up to the last name behind what somebody is, or that word alone.

    What a word such as "of" leads to belongs to it, too: "director of the hospital".
    """
    if WITHOUT_CASE.search(words[place]) or HEBREW_OR_ARABIC.search(words[place]):
        return words  # No capitals show where a name ends.
    last = max((n for n, w in enumerate(words) if w[:1].isupper()), default=place)
    end = max(last, place) + 1
    if last <= place and place + 1 < len(words):
        leads = {
            *entries(language, "messages.of"),
            *entries(language, "messages.placed"),
        }
        if words[place + 1].casefold() in leads:
            behind = words[place + 2 : place + 4]
            several = behind and behind[0].casefold() in articles()
            end = place + 2 + (2 if several else 1)
    return words[:end]


def _as_name(words: Sequence[str]) -> str:
    """Return a description as a name; empty where it is none, or names a person.

    Whom it names stands behind what he or she is: "the teacher Ada Brook".
    """
    if not words or len(words) > _MAX_WORDS:
        return ""
    bare = [word.strip(_MARKS) for word in words]
    name = _KOREAN_ENDING.sub("", " ".join(words).strip(_MARKS))
    dated = not full_days_and_months().isdisjoint(w.casefold() for w in bare)
    if dated or any(map(str.isdigit, name)) or is_document(name):
        return ""
    if says_it_is_read(bare[0]) or speaks_of_message(bare[0]):
        return ""
    given = next((n for n, w in enumerate(bare) if n and is_given_name(w)), len(bare))
    named = bare[given:]
    if len(named) >= _FULL and all(word[:1].isupper() for word in named):
        return " ".join(named)
    return name


def _person_in(words: Sequence[str], language: str) -> int | None:
    """Return the place of the word that says what a person is; None if none does.

    The first one; where owners stand first, the last.
    """
    last = flag(language, "owner_first")
    for n, word in reversed([*enumerate(words)]) if last else enumerate(words):
        folded = _KOREAN_ENDING.sub("", word.strip(_MARKS).casefold())
        if folded in _people(language) or is_role(folded):
            return n
        if nominative_of_head(word.strip(_MARKS), language):
            return None  # A body, not its head.
    return None


def _without_small_words(words: Sequence[str], language: str) -> list[str]:
    """Return words without those at their end that stand between a subject and its verb."""
    kept = list(words)
    while kept and (
        kept[-1].endswith("-")
        or _is_small(kept[-1], language)
        or _is_text(kept[-1])
        or kept[-1].casefold() in articles()
    ):
        kept.pop()
    return kept


def _is_small(word: str, language: str) -> bool:
    """Return whether a word says to whom somebody writes, or is a verb's other half."""
    bare = word.strip(_MARKS).casefold()
    return bare in _small_words(language)


def _is_text(word: str) -> bool:
    return speaks_of_message(word) and not is_role(word.casefold())


@cache
def _small_words(language: str) -> frozenset[str]:
    tables_of = ("messages.to_whom", "stop_words", "messages.pronouns", "names.and")
    return frozenset(w for name in tables_of for w in entries(language, name))


@cache
def _people(language: str) -> frozenset[str]:
    """Return the words of a language for who may write without a name."""
    people = frozenset(entries(language, "messages.people"))
    return people | frozenset(entries(language, "labels.kin")) | label_words().chairs
