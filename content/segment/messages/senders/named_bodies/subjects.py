"""The body that is the subject of a sentence which says that it adopted or sent a text."""

import re
from functools import cache

from content.language.calendar_words import full_days_and_months
from content.language.sentence_marks import COLONS
from content.language.word_lists import entries, flag
from content.segment.messages.senders.named_bodies.announcing_words import (
    PHRASE,
    is_verb,
    without_relative,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.behind_words import leading_elsewhere
from content.segment.messages.words import says_it_is_read
from content.segment.names.body_names import (
    as_plain_body,
    as_whole_body,
    head_of_body,
    is_inflected_head,
    is_small,
    nominative_body,
    nominative_of_head,
    without_articles,
    without_small_words,
)
from content.segment.names.text_words import SENT

_MAX_BEHIND_VERB = 6
_CLAUSE_ENDS = re.compile(r"[!?,;:()]\s|(?<=\d)\.\s(?=[^\W\d_])")


def subject_of_sentence(sentence: str, language: str, *, last: bool) -> str:
    """Return the body that opens a sentence and adopts, publishes or sends a text.

    One word names it in the last sentence only: "The council adopted this resolution:".
    """
    w = words_of_announcements(language)
    reply = _reply(sentence, language) if last else None
    acts = _acts(sentence, language) or [one for one in (reply,) if one]
    if not acts or w.receives.search(sentence):
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
    told = any(is_verb(word, language) or w.text.search(word) for word in first)
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
    words = without_relative(words, language)
    while words and (
        words[-1].endswith("-") or words[-1] in entries(language, "messages.to_whom")
    ):
        words.pop()  # “Društvo Gorje nam je poslalo”, “Primarul mi-a trimis”
    words = without_small_words(words, language)
    place = head_of_body(words, language)
    if place is None or is_inflected_head(words[place], language):
        return ""
    # "The chair read a letter that was sent by …" is of nobody who opens it.
    if any(is_verb(w, language) for w in words):
        return ""
    plain = reply is not None and len(parts) == 1 and not any(map(is_small, words))
    lone = last and (len(words) == 1 or plain)
    return as_whole_body(words) or (as_plain_body(words) if lone else "")


def subject_behind(sentence: str, language: str) -> str:
    """Return the body in the nominative right behind a verb that says that it sent a text.

    “dopis, který obci zaslal Sbor dobrovolných hasičů”: where other cases show.
    """
    w = words_of_announcements(language)
    told = w.text.search(sentence) or says_it_is_read(sentence)
    if not flag(language, "bends_names") or not told:
        return ""
    sent = (*SENT.regex.finditer(sentence), *w.acts.finditer(sentence))
    found = (_body_at(sentence, one.end(), language) for one in sent)
    return next(filter(None, found), "")


def subject_of_clause(sentence: str, language: str) -> str:
    """Return the body behind a relative pronoun and the verb of a clause about a text.

    “la carta que nos envía la Asociación de Vecinos”
    """
    w = words_of_announcements(language)
    if w.relative is None or not w.text.search(sentence):
        return ""
    sent = (*SENT.regex.finditer(sentence), *w.acts.finditer(sentence))
    for found in sent:
        if w.relative.search(sentence[: found.start()]):
            name = _body_at(sentence, found.end(), language)
            # What stands between the verb and the body may be whom it was sent.
            behind = sentence[found.end() :]
            first = re.split(r"[\s'’]", behind.strip(), maxsplit=1)[0]
            to_whom = first.casefold() in leading_elsewhere(language)
            if name and not to_whom and without_articles(behind).startswith(name):
                return name
    return ""


def _body_at(sentence: str, place: int, language: str) -> str:
    """Return the body in the nominative that stands at a place; empty if none does."""
    phrase = PHRASE.match(sentence, place)
    words = phrase[0].split() if phrase else []
    if words[:1] and words[0] in entries(language, "stop_words"):
        words = words[1:]  # "mnenje je dal tudi Državni svet"
    head = head_of_body(words, language)
    if head is None or is_inflected_head(words[head], language):
        return ""
    return nominative_body(" ".join(words), language)


def _acts(sentence: str, language: str) -> list[re.Match[str]]:
    """Return the verbs with which a sentence says that a text was adopted or sent."""
    w = words_of_announcements(language)
    if not w.text.search(sentence):
        return []
    return [one for one in (w.acts.search(sentence), SENT.search(sentence)) if one]


def _reply(sentence: str, language: str) -> re.Match[str] | None:
    """Return the verb of answering near the colon that ends a sentence; None without one.

    "The transport department of the county answered us:"
    """
    bare = sentence.rstrip()
    if not bare.endswith(COLONS):
        return None
    found = words_of_announcements(language).replies.search(bare)
    near = found is not None and len(bare[found.end() :].split()) <= _MAX_BEHIND_VERB
    return found if near else None


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
