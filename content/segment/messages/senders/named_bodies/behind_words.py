"""The body behind words for its text, or for who moved or sent it.

"Motion of the Harbour Group", "moved by the Council of Lower Pell". Where bodies are
declined, they are put into the nominative.
"""

import re
from collections.abc import Sequence
from functools import cache

from content.language.sentence_marks import COLONS
from content.language.word_lists import all_words, entries, flag
from content.segment.messages.senders.named_bodies.announcing_words import (
    PHRASE,
    UNQUOTED_WORD,
    is_verb,
    without_relative,
    words_of_announcements,
)
from content.segment.names.body_names import (
    ELIDED_WORD,
    bends_nouns,
    is_inflected_body,
    nominative_body,
    nominative_of_head,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.words import articles, label_words

_MAX_NAME, _MAX_LEADING, _MAX_LED = 80, 2, 4


def body_behind(pattern: re.Pattern[str], sentence: str, language: str) -> str:
    """Return the body behind words such as "moved by"; empty if none is there."""
    for found in pattern.finditer(sentence):
        phrase = PHRASE.match(sentence, found.end())
        if phrase is None or _is_person_behind(sentence, phrase.end()):
            continue
        if _opens_with_title(phrase[0]):
            continue  # "Mrs. Brook of the Harbour Club"
        start = _body_before(sentence, found, language)
        told = sentence[start : phrase.end()].split()
        words = without_relative(_up_to_verb(told, language), language)
        # "Jménem petičního výboru text petice:"
        led = sentence[phrase.end() : phrase.end() + 1] in ("", *COLONS)
        whole = led and len(words) == len(told)
        near = _is_led_beside(sentence, found, language)
        name = nominative_body(" ".join(words), language, surely=near, whole=whole)
        name = name or _body_beside(sentence, phrase, language)
        if name:
            return name
    return ""


def _body_beside(sentence: str, phrase: re.Match[str], language: str) -> str:
    """Return the body that a comma parts from the one word for what it is, in the same case.

    "dopis dopravce, společnosti Rychlé lodě": in the nominative it would open a clause.
    """
    one = phrase[0].strip()
    lone = (
        one.islower()
        and " " not in one
        and sentence[phrase.end() : phrase.end() + 1] == ","
    )
    beside = PHRASE.match(sentence, phrase.end() + 1) if lone else None
    if beside is None or not bends_nouns(language):
        return ""
    words = _up_to_verb(beside[0].split(), language)
    inflected = bool(words) and is_inflected_body(words[0], language)
    return nominative_body(" ".join(words), language, surely=True) if inflected else ""


def sender_before(sentence: str, language: str) -> str:
    """Return the body from which somebody received the text behind it.

    “J'ai reçu de la Chambre d'agriculture la lettre suivante”
    """
    return body_behind(words_of_announcements(language).came, sentence, language)


def is_owned_behind(language: str) -> bool:
    """Return whether the owner of a text may stand behind it without a small word."""
    return bends_nouns(language) and not flag(language, "owner_first")


def _body_before(sentence: str, found: re.Match[str], language: str) -> int:
    """Return where a body starts of which what was found is the end, or what was found.

    "the letter that came from the Association of Rowers": not from "Rowers".
    """
    away = leading_elsewhere(language)
    small = articles() | all_words("messages.articles") | all_words("messages.of")
    small -= away
    for word in UNQUOTED_WORD.finditer(sentence, found.start(), found.end()):
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
def leading_elsewhere(language: str) -> frozenset[str]:
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
    w = words_of_announcements(language)
    text = w.text
    for n, word in enumerate(words):
        before = words[n - 1] if n else ""
        led = before.islower() and len(before) <= _MAX_LEADING
        led = led and before not in articles()
        verb = word[:1].islower() and is_verb(word, language)
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
