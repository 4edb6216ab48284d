"""Several people who sign a letter together, by a word for them and what they are of.

"the crew of the Seabright", "børnene i Møllegade", "Lokin miehistö": what has a capital
there is a place or a ship, and nobody's name.
"""

import re
from functools import cache

from content.language.word_lists import all_words
from content.segment.names.given_names import is_given_name
from content.segment.names.words import articles, label_words

_MAX_BEFORE, _MAX_WORDS, _MAX_OWNERS = 2, 8, 3
_ENDS = re.compile(r"[;,(]\s?|\.\s")
_ELIDED = re.compile(r"[^\W\d_]{1,4}['’](?=[^\W\d_]{3})")


def group_signing(text: str, *, led: bool = False) -> str:
    """Return the words for several people with which a signature opens; empty if none do.

    Args:
        text: The signature.
        led: Whether an article or a word for whose they are has to stand before them, and
            behind an article a place or a ship; else they may be called: "Thanks, friends of
            Moor", "Merci, les enfants".

    >>> group_signing("the crew of the Seabright."), group_signing("børnene i Møllegade, 4. B")
    ('the crew of the Seabright', 'børnene i Møllegade')
    >>> group_signing("Lokin miehistö"), group_signing("l'équipage de la Mouette")
    ('Lokin miehistö', "l'équipage de la Mouette")
    >>> group_signing("your friends Ada and Tom"), group_signing("friends")
    ('', '')
    >>> group_signing("Thomas Fischer"), group_signing("les enfants", led=True)
    ('', '')
    """
    phrase = _ENDS.split(text.strip(), maxsplit=1)[0].strip(" .\n")
    words = phrase.split()
    if not 1 < len(words) <= _MAX_WORDS or "\n" in phrase:
        return ""
    head = next((n for n in range(len(words)) if _is_group(words[n])), -1)
    if head < 0 or any(map(is_given_name, words[head + 1 : head + 2])):
        return ""
    before = [word.casefold() for word in words[:head]]
    elided = _ELIDED.match(words[head]) is not None
    owners = all_words("messages.possessives")
    leads = articles() | all_words("messages.articles") | owners
    if head == len(words) - 1 and words[0][0].isupper() and before[0] not in leads:
        # "Myllykadun lapset": owners stand first; "Thomas Fischer" is a person.
        person = any(map(is_given_name, words[:head]))
        return phrase if head <= _MAX_OWNERS and not led and not person else ""
    if head > _MAX_BEFORE or any(not w.islower() for w in words[1:head]):
        return ""
    opened = elided or not leads.isdisjoint(before)
    placed = any(not word.islower() for word in words[head + 1 :])
    told = placed or not owners.isdisjoint(before)
    return phrase if not led or (opened and told) else ""


def open_group(text: str) -> str:
    """Return several people who sign a text as its last words, without a formula or a stop.

    >>> open_group("De dames van de woensdagkring"), open_group("The children sing in June")
    ('De dames van de woensdagkring', '')
    """
    group = group_signing(text) if text[:1].isupper() else ""
    words = group.split()
    head = next((n for n, word in enumerate(words) if _is_group(word)), 0)
    rest = words[head + 1 :]
    whole = len(group) >= len(text.strip(" .")) and len(rest) > 1
    return group if whole and rest[0].islower() and joins_group(rest[0]) else ""


def joins_group(word: str) -> bool:
    """Return whether a word joins people and what they are of, and is no verb.

    >>> joins_group("of"), joins_group("Moor"), joins_group("trägt")
    (True, True, False)
    """
    joined = word.casefold() in _joining_words() or _ELIDED.match(word) is not None
    return joined or not word[0].islower()


@cache
def _joining_words() -> frozenset[str]:
    return (
        label_words().particles
        | articles()
        | all_words("messages.of")
        | all_words("places.prepositions")
        | all_words("messages.elsewhere")
        | all_words("messages.from")
    )


def _is_group(word: str) -> bool:
    bare = word.casefold().replace("’", "'")
    groups = all_words("messages.signing_groups")
    return bare in groups or _ELIDED.sub("", bare) in groups
