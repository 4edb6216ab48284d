"""The body that stands before its text as the owner: “kerhon kirje”, “styrelsens yttrande”."""

import re
from collections.abc import Sequence
from itertools import takewhile

from content.language.word_lists import entries, flag
from content.segment.messages.senders.named_bodies.announcing_words import (
    UNQUOTED_WORD,
    is_verb,
    words_of_announcements,
)
from content.segment.names.body_names import (
    MAX_BODY_WORDS,
    as_plain_body,
    as_whole_body,
    bends_nouns,
    is_inflected_head,
    nominative_body,
    nominative_of_head,
)
from content.segment.names.offices import is_office_in_some_case, is_role

_MAX_SMALL = 3
# A name that marks enclose behind the word for a body: "kluba “Līdaka” vēstule".
_OWN_NAME = re.compile(r"\s[«„“\"”][^«»„“”\"]{2,60}[»“”\"]")


def owner_before(sentence: str, language: str) -> str:
    """Return the body before the text that it owns: Finnish “kerhon kirje”."""
    if not flag(language, "owner_first") or not flag(language, "spaced"):
        return ""
    heads = [
        found
        for found in UNQUOTED_WORD.finditer(sentence)
        if nominative_of_head(found.group(), language)
    ]
    w = words_of_announcements(language)
    named = {f.end(): _OWN_NAME.match(sentence, f.end()) for f in heads}
    ends = {end: own.end() if own else end for end, own in named.items()}
    owning = [
        f
        for f in heads
        if w.next.match(sentence, ends[f.end()])
        and not _is_of_holder(sentence[ends[f.end()] :])
    ]
    surely = owning != []
    told = None if owning else w.text.search(sentence)
    owned = told is not None and sentence[: told.start()].split()[-1:]
    if told and not (owned and owned[0][:1].isupper()):
        # "I have a letter here that comes from the club": one word in some cases. No
        # person's, whose name stands before it: “Antano Gudžiūno laišką”.
        owning = [
            found
            for n, found in enumerate(heads)
            if is_inflected_head(found.group(), language)
            and not any(h.start() == found.end() + 1 for h in heads[n + 1 : n + 2])
            and not _is_of_holder(sentence[found.end() :])
            and not _is_of_people(sentence[found.end() :], language)
        ]
    if not owning:
        return ""
    last = owning[-1]
    owner = _up_to(last.group(), sentence[: last.start()], language)
    name = nominative_body(owner, language, surely=surely)
    return name and name + sentence[last.end() : ends[last.end()]]


def _up_to(head: str, before: str, language: str) -> str:
    """Return the name of a body up to the word for it, its last one.

    Args:
        head: That word.
        before: What stands before it in the sentence.
        language: The language.
    """
    that = words_of_announcements(language).that
    # From right to left.
    words = [head, *reversed(re.split(r"[.!?,;:()]", before)[-1].split())]
    kept = small = 0
    for n, word in enumerate(words[:MAX_BODY_WORDS]):
        if n and _opens_phrase(words, n, language):
            break
        first = word[:1].islower() or n + 1 == len(words)
        verb = first and is_verb(word, language)
        if n and (verb or that.fullmatch(word) or is_role(word.casefold())):
            break
        small = 0 if word[:1].isupper() else small + 1
        if small > _MAX_SMALL:
            break
        kept = kept if small else n + 1
    return " ".join(reversed(words[: kept or small]))


def _opens_phrase(words: Sequence[str], n: int, language: str) -> bool:
    """Return whether an article opens what stands behind it; words are from right to left.

    “ismertetni a szülői munkaközösség (levelét)”, but “Szülők és a Gyerekek Egyesülete”.
    """
    article = words[n].casefold() in entries(language, "messages.articles")
    joined = words[n + 1 : n + 2] and words[n + 1] in entries(language, "names.and")
    return article and not joined


def _is_of_holder(behind: str) -> bool:
    """Return whether an office stands right behind a body, in whatever case.

    Who holds it may read a text: “Saeimas sekretāri nolasīt vēstuli”.

    >>> _is_of_holder(" sekretāri nolasīt vēstuli"), _is_of_holder(" vēstuli")
    (True, False)
    """
    word = (behind.split(maxsplit=1) or [""])[0].strip(".,:;")
    return is_office_in_some_case(word)


def _is_of_people(behind: str, language: str) -> bool:
    """Return whether those from whom a text comes stand right behind their body.

    >>> _is_of_people(" viides- ja kuudesluokkalaisilta.", "fi")
    True
    """
    endings = tuple(entries(language, "messages.source_endings"))
    words = re.split(r"[.!?,;:()]", behind)[0].split()[:_MAX_SMALL]
    return endings != () and any(word.endswith(endings) for word in words)


def owner_beside(sentence: str, language: str) -> str:
    """Return the body in another form right before its text: “styrelsens yttrande”.

    Where owners stand before a text, but a body's name may go on behind what it is.
    """
    if flag(language, "owner_first") or bends_nouns(language):
        return ""
    w = words_of_announcements(language)
    for found in UNQUOTED_WORD.finditer(sentence):
        head = found.group()
        if not is_inflected_head(head, language) or not nominative_of_head(
            head, language
        ):
            continue
        if w.next.match(sentence, found.end()):
            before = reversed(sentence[: found.start()].split())
            named = [*takewhile(lambda w: w[:1].isupper() and w[-1].isalpha(), before)]
            words = [*reversed(named), nominative_of_head(head, language)]
            return as_whole_body(words) or as_plain_body(words[-1:])
    return ""
