"""The body that an announcement names as the sender, by a word for what it is.

"The Council of Lower Pell has adopted the following resolution:", "I have a letter from
the Parents' Association:". Where bodies are declined, its word and what agrees with it
are put into the nominative: “dopis Místního výboru Horní Lhoty” is of Místní výbor
Horní Lhoty.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile

from content.language.calendar_words import full_days_and_months
from content.language.language_files import Kind, tables
from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.word_lists import all_words, entries, flag
from content.segment.messages.senders.origin import DOUBTFUL, Origin
from content.segment.messages.senders.uncased_bodies import uncased_body
from content.segment.messages.words import (
    CACHED_TEXTS,
    last_sentences,
)
from content.segment.names.body_names import (
    ELIDED_WORD,
    MAX_BODY_WORDS,
    as_plain_body,
    as_whole_body,
    bends_nouns,
    head_of_body,
    is_bent_head,
    nominative_body,
    nominative_of_head,
    without_articles,
    without_small_words,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role
from content.segment.names.words import SENT, articles, label_words

KNOWN = 0.92
_MAX_SENTENCES = 3
_MAX_SMALL, _MAX_NAME, _MAX_LEADING, _MAX_BRIEF = 3, 80, 2, 7
_MAX_LED = 4
# A dash without blanks joins two places: "the Hult–Moen Road Club".
_PART = r"(?:[^.!?,;:()–—]|(?<=\w)–(?=\w))+"
_PHRASE = re.compile(rf"{_PART}(?:\.(?=\s?\d){_PART})?")
# A name that marks enclose behind the word for a body: "kluba “Līdaka” vēstule".
_OWN_NAME = re.compile(r"\s[«„“\"”][^«»„“”\"]{2,60}[»“”\"]")
_CLAUSE_ENDS = re.compile(r"[!?,;:()]\s|(?<=\d)\.\s(?=[^\W\d_])")
_UNQUOTED_WORD = re.compile(r"[^\s«»„“”\"‘’()]+(?:['’](?=\w)[^\s«»„“”\"]+)*")


class _Words:
    """The patterns of the words of one language with which a text of a body is announced."""

    def __init__(self, language: str) -> None:
        """Put the tables of a language together."""
        self.acts = _any_of(language, "adopts")
        self.receives = _any_of(language, "receives")
        self.text = _any_of(language, "nouns", "documents", "questions", "acts")
        text = self.text.pattern
        source = _any_of(language, "from", "of").pattern
        name = r"[\s'’]*(?=[^\W\d_])"
        self.moved = re.compile(
            rf"{_any_of(language, 'moved_by').pattern}{name}", re.IGNORECASE
        )
        self.sent = re.compile(
            rf"{text},?[^.!?,;:()]{{0,40}}?{source}{name}", re.IGNORECASE
        )
        self.owned = re.compile(rf"{text}{name}", re.IGNORECASE)
        self.read = _any_of(language, "read_aloud", "reads_out")
        self.writes = _any_of(language, "writes")
        self.that = _any_of(language, "that")
        relatives = entries(language, "messages.relatives")
        # Up to two small words stand before the verb: "que nos ha".
        that = "|".join(relatives).replace("_", r"\s")
        self.relative = (
            re.compile(
                rf"(?:^|(?<=\s))(?:{that})(?:\S{{1,4}}\s){{0,2}}$", re.IGNORECASE
            )
            if relatives
            else None
        )
        self.came = re.compile(
            rf"{self.receives.pattern}\s(?:\w+\s){{0,3}}?{source}{name}", re.IGNORECASE
        )
        self.following = _any_of(language, "bare_announcements", "wordings")
        moved = _any_of(language, "moved_by").pattern
        self.next = re.compile(rf"\s(?:(?:\w+\s){{0,2}}{text}|{moved})", re.IGNORECASE)
        self.dealt = _any_of(language, "receives", "wordings")


@cache
def _words_of(language: str) -> _Words:
    return _Words(language)


def _any_of(language: str, *names: str) -> re.Pattern[str]:
    """Return the expression of a word of some tables; it matches nothing without entries."""
    found = [
        part
        if tables()[f"messages.{name}"] is Kind.PATTERN_PARTS
        else re.escape(part).replace("_", " ")
        for name in names
        for part in entries(language, f"messages.{name}")
    ]
    parts = "|".join(found) or "(?!)"
    bounded = rf"(?<!\w)(?:{parts})(?!\w)"
    spaced = flag(language, "spaced")
    return re.compile(bounded if spaced else f"(?:{parts})", re.IGNORECASE)


@lru_cache(maxsize=CACHED_TEXTS)
def named_body(introduction: str, language: str) -> Origin | None:
    """Return the body that surely sent what an announcement leads to; None if unsure.

    >>> named_body("The Council of Lower Pell has adopted this resolution:", "en").name
    'Council of Lower Pell'
    >>> named_body("Obdrželi jsme dopis od Místního výboru Horní Lhoty:", "cs").name
    'Místní výbor Horní Lhoty'
    >>> named_body("A letter to the Council of Lower Pell came from Ada Brook:", "en")
    """
    if not language or not entries(language, "messages.bodies"):
        return None
    w = _words_of(language)
    near = last_sentences(introduction, _MAX_SENTENCES)
    if entries(language, "messages.behind_bodies"):
        names = (uncased_body(s, w.text, language) for s in reversed(near))
        name = next(filter(None, names), "")
        return Origin(name=name, confidence=KNOWN) if name else None
    for sentence in reversed(near):
        if asks(sentence):
            continue  # "Is there an answer from the school?"
        name = (
            _behind(w.moved, sentence, language)
            or _subject_of_clause(sentence, language)
            or _behind(w.sent, sentence, language)
            or (_behind(w.owned, sentence, language) if _owned_behind(language) else "")
            or _owner(sentence, language)
            or _owner_beside(sentence, language)
            or _subject(sentence, language, last=sentence is near[-1])
            or _subject_behind(sentence, language)
            or _sender_before(sentence, language)
        )
        if name:
            # Which "minister of fish" it is, a person has to tell.
            office = name.islower() and any(map(is_role, name.split()))
            return Origin(name=name, confidence=DOUBTFUL if office else KNOWN)
    return None


def names_text(text: str, language: str) -> bool:
    """Return whether words name a letter, a resolution, a decree or the like.

    >>> names_text("DECREE", "en"), names_text("AGENDA", "en")
    (True, False)
    """
    return language != "" and _words_of(language).text.search(text) is not None


def tells_that(sentence: str, language: str) -> bool:
    """Return whether a word leads from who tells something to what is told.

    >>> tells_that("She answers that it rains:", "en"), tells_that("She answers:", "en")
    (True, False)
    """
    return language != "" and _words_of(language).that.search(sentence) is not None


def body_behind_text(title: str, language: str) -> str:
    """Return the body behind a word for a text and "of" in a title, in the nominative.

    >>> body_behind_text("Motion of the Harbour Group regarding the pier", "en")
    'Harbour Group'
    """
    w = _words_of(language)
    name = _behind(w.moved, title, language) or _behind(w.sent, title, language)
    owned = _owned_behind(language)
    name = name or (_behind(w.owned, title, language) if owned else "")
    return name or _subject_of_clause(title, language)


def announces_act(introduction: str, language: str) -> bool:
    """Return whether words end in a colon and say that a body adopted or sent a text.

    >>> announces_act("The Council of Pell adopted the following resolution:", "en")
    True
    >>> announces_act("The Council of Pell adopted the following agenda:", "en")
    False
    """
    ends = COLONS if flag(language, "spaced") else (*COLONS, "。")
    if not introduction.rstrip().endswith(ends):
        return False
    last = last_sentences(introduction, 2)
    # "The answer of the Council of Pell came. The clerk read it:"
    brief = last != [] and len(last[-1].split()) <= _MAX_BRIEF
    reads = brief and language != "" and _words_of(language).read.search(last[-1])
    told = " ".join(last if reads else last[-1:])
    found = named_body(told, language) if told else None
    sure = found is not None and (found.confidence >= KNOWN or not reads)
    return sure and names_text(told, language)


def _owned_behind(language: str) -> bool:
    """Return whether the owner of a text may stand behind it without a small word."""
    return bends_nouns(language) and not flag(language, "owner_first")


def _behind(pattern: re.Pattern[str], sentence: str, language: str) -> str:
    """Return the body behind words such as "moved by"; empty if none is there."""
    for found in pattern.finditer(sentence):
        phrase = _PHRASE.match(sentence, found.end())
        if phrase is None or _is_person_behind(sentence, phrase.end()):
            continue
        if _opens_with_title(phrase[0]):
            continue  # "Mrs. Brook of the Harbour Club"
        start = _body_before(sentence, found, language)
        told = sentence[start : phrase.end()].split()
        words = _up_to_verb(told, language)
        # "Jménem petičního výboru text petice:"
        led = sentence[phrase.end() : phrase.end() + 1] in ("", *COLONS)
        whole = led and len(words) == len(told)
        near = _is_led_beside(sentence, found, language)
        name = nominative_body(" ".join(words), language, surely=near, whole=whole)
        if name:
            return name
    return ""


def _body_before(sentence: str, found: re.Match[str], language: str) -> int:
    """Return where a body starts of which what was found is the end, or what was found.

    "the letter that came from the Association of Rowers": not from "Rowers".
    """
    away = _elsewhere(language)
    small = articles() | all_words("messages.articles") | all_words("messages.of")
    small -= away
    for word in _UNQUOTED_WORD.finditer(sentence, found.start(), found.end()):
        elided = ELIDED_WORD.match(word[0])
        bare = word[0][elided.end() :] if elided else word[0]
        if not bare[:1].isupper() or nominative_of_head(bare, language) != bare:
            continue
        between = sentence[word.end() : found.end()].split()
        *_, led = ["", *(w for w in sentence[: word.start()].split() if w not in small)]
        led = word[0][: elided.end()].rstrip("'’").casefold() if elided else led
        if led in away or led in all_words("messages.elsewhere"):
            break  # "A letter to the Council of Lower Pell"
        if all(w[:1].isupper() or w.casefold() in small for w in between):
            return word.end() - len(bare)
    return found.end()


@cache
def _elsewhere(language: str) -> frozenset[str]:
    """Return the words that lead to whom a text goes, but for articles: not “a” in “a Junta”."""
    found = entries(language, "messages.elsewhere")
    return frozenset(found).difference(entries(language, "messages.articles"))


def _is_led_beside(sentence: str, found: re.Match[str], language: str) -> bool:
    """Return whether a word for a text leads to what stands behind it, and none leads to it.

    Not “he read the oath to the members of the government”, nor “by decision of the
    council”: a preposition stands before that.
    """
    before = sentence[: found.start()].split()
    while before and before[-1].casefold() in articles():
        before.pop()
    small = {
        word
        for name in ("messages.elsewhere", "messages.from", "dates.prepositions")
        for word in entries(language, name)
    }
    led = before != [] and before[-1].casefold() in small
    brief = len(found.group().split()) <= _MAX_LED and "," not in found.group()
    return brief and not led


def _up_to_verb(words: Sequence[str], language: str) -> Sequence[str]:
    """Return words up to a verb, or a word for a text that no small word leads to.

    No body is called after the text: "the group, I move the text of a letter"; but
    “комісія з питань бюджету”.
    """
    w = _words_of(language)
    text = w.text
    for n, word in enumerate(words):
        before = words[n - 1] if n else ""
        led = before.islower() and len(before) <= _MAX_LEADING
        led = led and before not in articles()
        verb = word[:1].islower() and _is_verb(word, language)
        following = w.following.fullmatch(word) is not None
        if verb or following or (text.search(word) and not led):
            return words[:n]
    return words


def _is_person_behind(sentence: str, place: int) -> bool:
    """Return whether a comma and a full name stand there: "the chair of …, Ada Brook,".

    Or a name behind a form of address: "the chair of …, Mrs. Brook".
    """
    if sentence[place : place + 1] != ",":
        return False
    behind = sentence[place + 1 : place + _MAX_NAME]
    first, *rest = behind.split() or [""]
    full = bool(rest) and rest[0][:1].isupper() and is_given_name(first)
    return full or _opens_with_title(behind)


def _opens_with_title(phrase: str) -> bool:
    """Return whether a form of address opens a phrase, behind an article or not."""
    w = label_words()
    small = articles() | all_words("messages.articles")
    words = [word.casefold().rstrip(".") for word in phrase.split()[:2]]
    first = next((word for word in words if word not in small), "")
    return first in w.titles | w.honorifics


def _subject(sentence: str, language: str, *, last: bool) -> str:
    """Return the body that opens a sentence and adopts, publishes or sends a text.

    One word names it in the last sentence only: "The council adopted this resolution:".
    """
    w = _words_of(language)
    acts = [f for f in (w.acts.search(sentence), SENT.search(sentence)) if f]
    if not acts or not w.text.search(sentence) or w.receives.search(sentence):
        return ""
    before = sentence[: min(found.start() for found in acts)].strip()
    # "The mayor tells that the Harbour Group has sent a letter:"
    clause = w.that.split(before)[-1].strip()
    if head_of_body(without_articles(clause).split(), language) is not None:
        before = clause
    parts = _CLAUSE_ENDS.split(before)
    # "The Harbour Group, through Ada Brook, moved …"
    first = without_articles(parts[0]).split()
    heads = head_of_body(first, language) is not None
    told = any(_is_verb(word, language) or w.text.search(word) for word in first)
    part = parts[0 if heads and not told else -1]
    words = without_articles(part.rstrip(",")).split()
    if flag(language, "owner_first"):
        while words and not nominative_of_head(words[-1], language):
            words.pop()
    elif words and words[-1] in _ands(language):
        # "The Council of Pell met last night and adopted …"
        while words and not (
            _may_end_name(words[-1]) or nominative_of_head(words[-1], language)
        ):
            words.pop()
    words = without_small_words(words, language)
    place = head_of_body(words, language)
    if place is None or is_bent_head(words[place], language):
        return ""
    # "The chair read a letter that was sent by …" is of nobody who opens it.
    if any(_is_verb(w, language) for w in words):
        return ""
    lone = last and len(words) == 1
    return as_whole_body(words) or (as_plain_body(words) if lone else "")


def _subject_behind(sentence: str, language: str) -> str:
    """Return the body in the nominative right behind a verb that says that it sent a text.

    “dopis, který obci zaslal Sbor dobrovolných hasičů”: where other cases show.
    """
    w = _words_of(language)
    if not flag(language, "bends_names") or not w.text.search(sentence):
        return ""
    sent = (*SENT.regex.finditer(sentence), *w.acts.finditer(sentence))
    found = (_body_at(sentence, one.end(), language) for one in sent)
    return next(filter(None, found), "")


def _subject_of_clause(sentence: str, language: str) -> str:
    """Return the body behind a relative pronoun and the verb of a clause about a text.

    “la carta que nos envía la Asociación de Vecinos”
    """
    w = _words_of(language)
    if w.relative is None or not w.text.search(sentence):
        return ""
    sent = (*SENT.regex.finditer(sentence), *w.acts.finditer(sentence))
    for found in sent:
        if w.relative.search(sentence[: found.start()]):
            name = _body_at(sentence, found.end(), language)
            # What stands between the verb and the body may be whom it was sent.
            behind = sentence[found.end() :]
            first = re.split(r"[\s'’]", behind.strip(), maxsplit=1)[0]
            to_whom = first.casefold() in _elsewhere(language)
            if name and not to_whom and without_articles(behind).startswith(name):
                return name
    return ""


def _body_at(sentence: str, place: int, language: str) -> str:
    """Return the body in the nominative that stands at a place; empty if none does."""
    phrase = _PHRASE.match(sentence, place)
    words = phrase[0].split() if phrase else []
    if words[:1] and words[0] in entries(language, "stop_words"):
        words = words[1:]  # "mnenje je dal tudi Državni svet"
    head = head_of_body(words, language)
    if head is None or is_bent_head(words[head], language):
        return ""
    return nominative_body(" ".join(words), language)


def _sender_before(sentence: str, language: str) -> str:
    """Return the body from which somebody received the text behind it.

    “J'ai reçu de la Chambre d'agriculture la lettre suivante”
    """
    return _behind(_words_of(language).came, sentence, language)


@cache
def _ands(language: str) -> frozenset[str]:
    """Return words for "and" of a language."""
    tables_of = ("names.and", "names.and_elsewhere", "messages.and_in_names")
    return frozenset(word for name in tables_of for word in entries(language, name))


def _may_end_name(word: str) -> bool:
    """Return whether a word may be the last of a name: a capital, a number, a mark."""
    bare = word.strip("«»„“”\"'’")
    named = bare[:1].isupper() or bare.isdigit() or word[-1] in '»“”"'
    return named and bare.casefold() not in full_days_and_months()


def _owner(sentence: str, language: str) -> str:
    """Return the body before the text that it owns: Finnish “kerhon kirje”."""
    if not flag(language, "owner_first") or not flag(language, "spaced"):
        return ""
    heads = [
        found
        for found in _UNQUOTED_WORD.finditer(sentence)
        if nominative_of_head(found.group(), language)
    ]
    w = _words_of(language)
    named = {f.end(): _OWN_NAME.match(sentence, f.end()) for f in heads}
    ends = {end: own.end() if own else end for end, own in named.items()}
    owning = [f for f in heads if w.next.match(sentence, ends[f.end()])]
    surely = owning != []
    told = None if owning else w.text.search(sentence)
    owned = told is not None and sentence[: told.start()].split()[-1:]
    if told and not (owned and owned[0][:1].isupper()):
        # "I have a letter here that comes from the club": one word in some cases. No
        # person's, whose name stands before it: “Antano Gudžiūno laišką”.
        owning = [
            found
            for n, found in enumerate(heads)
            if is_bent_head(found.group(), language)
            and not any(h.start() == found.end() + 1 for h in heads[n + 1 : n + 2])
        ]
    for found in reversed(owning):
        head = found.group()
        before = sentence[: found.start()]
        words = [head, *reversed(re.split(r"[.!?,;:()]", before)[-1].split())]
        kept = small = 0
        for n, word in enumerate(words[:MAX_BODY_WORDS]):
            first = word[:1].islower() or n + 1 == len(words)
            verb = first and _is_verb(word, language)
            that = w.that.fullmatch(word) is not None
            if n and (verb or that or is_role(word.casefold())):
                break
            small = 0 if word[:1].isupper() else small + 1
            if small > _MAX_SMALL:
                break
            kept = kept if small else n + 1
        owner = " ".join(reversed(words[: kept or small]))
        name = nominative_body(owner, language, surely=surely)
        return name and name + sentence[found.end() : ends[found.end()]]
    return ""


def tells_of_text(introduction: str, name: str, language: str) -> bool:
    """Return whether somebody only tells that a text has come, and did not write it.

    >>> tells_of_text("Ada Brook said that the letter had come:", "Ada Brook", "en")
    True
    """
    if not language:
        return False
    w = _words_of(language)
    for sentence in last_sentences(introduction, _MAX_SENTENCES):
        head, *tail = w.that.split(sentence, maxsplit=1)
        if tail and name in head and not w.text.search(head):
            return w.text.search(tail[0]) is not None
    return False


def opens_with_verb(name: str, language: str) -> bool:
    """Return whether what was taken for a name opens with a verb of moving a text.

    >>> opens_with_verb("Apresentou à Mesa", "pt"), opens_with_verb("Ana Reis", "pt")
    (True, False)
    """
    first = name.partition(" ")[0]
    verbs = _words_of(language).acts if language and first != name else None
    return verbs is not None and verbs.fullmatch(first) is not None


def _owner_beside(sentence: str, language: str) -> str:
    """Return the body in another form right before its text: “styrelsens yttrande”.

    Where owners stand before a text, but a body's name may go on behind what it is.
    """
    if flag(language, "owner_first") or bends_nouns(language):
        return ""
    w = _words_of(language)
    for found in _UNQUOTED_WORD.finditer(sentence):
        head = found.group()
        if not is_bent_head(head, language) or not nominative_of_head(head, language):
            continue
        if w.next.match(sentence, found.end()):
            before = reversed(sentence[: found.start()].split())
            named = [*takewhile(lambda w: w[:1].isupper() and w[-1].isalpha(), before)]
            words = [*reversed(named), nominative_of_head(head, language)]
            return as_whole_body(words) or as_plain_body(words[-1:])
    return ""


def _is_verb(word: str, language: str) -> bool:
    w = _words_of(language)
    verbs = (w.acts, w.read, w.writes, w.dealt)
    return SENT.is_in(word) or any(verb.search(word) for verb in verbs)
