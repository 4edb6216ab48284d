"""Whether anything shows that a name is a person's.

The title of a site, a heading, a thing and a place have capitals as people have: "Wind
and Wares", "the Old Giantess". Somebody has a known given name first, an initial, a
patronymic, a form of address or an office; or a text has one of these, a word for kin or
"by" beside the name.
"""

from collections.abc import Collection, Iterable

from content.language.word_lists import all_words, flag, words
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.given_cases import (
    given_in_nominative,
    given_word,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.things import is_body_word, is_surely_person
from content.segment.names.offices import is_role
from content.segment.names.patronymics import is_patronymic
from content.segment.names.spelling.capitals import HEBREW_OR_ARABIC, WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words

_OF_WIFE = 2


def is_shown_person(name: str, texts: Iterable[str], language: str) -> bool:
    """Return whether a name, or what stands beside it in texts, shows that it is a person's.

    Letters without case show nothing, and any name of them may be a person's.

    Args:
        name: The name, as printed.
        texts: What may name the person.
        language: Of the texts; empty if unknown.

    >>> told = ["The bell founder Wubbo Haitsma spoke.", "His sister, Oda Haitsma, wept."]
    >>> is_shown_person("Ada Brook", told, "en"), is_shown_person("Lamp Quay", told, "en")
    (True, False)
    >>> is_shown_person("Long Table", ["The Long Table | Issue 4"], "en")
    False
    >>> is_shown_person("Jany Novákové", [], "cs"), is_shown_person("Mr. Pell", [], "en")
    (True, True)
    """
    shown = _shows_itself(name, language)
    texts = [*texts] if shown else texts
    if shown and any(_is_titled(name, text, language) for text in texts):
        return False
    if shown is not None:
        return shown
    mentions = (one for text in texts for one in mentions_in(text) if one.shown)
    return any(same_person(one.name, name) for one in mentions)


def names_shown(texts: Iterable[str]) -> frozenset[str]:
    """Return the names in texts beside which something shows that they are people's."""
    return frozenset(
        one.name for text in texts for one in mentions_in(text) if one.shown
    )


def is_shown_among(name: str, people: Collection[str], language: str) -> bool:
    """Return whether a name, or a text in which some names are people's, shows that it is one.

    As `is_shown_person`, for many names of one page.
    """
    shown = _shows_itself(name, language)
    if shown is not None:
        return shown
    return any(same_person(one, name) for one in people)


def _shows_itself(name: str, language: str) -> bool | None:
    """Return whether a name alone shows that it is a person's; None if a text has to tell."""
    if WITHOUT_CASE.search(name) or HEBREW_OR_ARABIC.search(name):
        return True
    own = name.split()
    bare = strip_titles(name).split()
    if not bare or any(map(is_body_word, own)):
        return not bare
    ands = words(language, "names.and") if language else frozenset()
    if not ands.isdisjoint(map(str.casefold, bare[1:-1])) and not flag(
        language, "two_surnames"
    ):
        return False  # "Pine And Pitch"
    titled = bare != own or _is_title(own[0])
    given = given_word(" ".join(bare), language)
    known = given_in_nominative(given, language) or is_surely_person(bare[:1])
    known = known or any(map(is_patronymic, bare[1:]))
    if flag(language or "en", "surname_first"):
        # "Kerekes Mátyásné" is the wife of Mátyás Kerekes.
        known = known or is_given_name(given[:-_OF_WIFE])
    return True if titled or known else None


def _is_titled(name: str, line: str, language: str) -> bool:
    """Return whether an article opens a line before a name that fills it, or ends at a sign.

    >>> _is_titled("Long Table", "The Long Table — Issue 4", "en")
    True
    >>> _is_titled("Long Table", "The Long Table stood here.", "en")
    False
    """
    article, _, rest = line.strip().partition(" ")
    house = words(language, "pages.house_articles") if language else frozenset()
    if article not in house or not rest.startswith(name):
        return False
    behind = rest[len(name) :].strip()
    return not behind or not (behind[0].isalnum() or behind[0] in ",.'’")


def _is_title(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    kin = all_words("labels.kin") | all_words("names.familiar")
    return folded in label_words().titles | kin or is_role(folded)
