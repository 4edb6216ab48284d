"""The body that opens its own text as the subject of what it declares there.

"The Harbour Office has no objection …", “La Asociación de Vecinos se dirige a usted …”: in
letters and notes bodies write of themselves so, and who reads them need not say whose
they are. What a body did may be told by another: "The council has closed our school."
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import all_words, entries, flag
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.signatures.signing_groups import joins_group
from content.segment.messages.words import CACHED_TEXTS, greets_reader, sentences_of
from content.segment.names.body_names import (
    ELIDED_WORD,
    MAX_BODY_WORDS,
    as_whole_body,
    head_of_body,
    is_inflected_head,
    is_small,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.words import articles

_MAX_OPENING, _MAX_SENTENCES, _MAX_ADDRESS = 420, 4, 80
_ADDRESS_END = re.compile(r"[:\n]\s*")
_MAX_VERB, _FULL = 7, 2
_EDGES = f"{OPENING_QUOTES} \n"


def self_named_body(text: str, language: str) -> Origin | None:
    """Return the body that a text opens with, and that declares something; None if none.

    >>> self_named_body("The Harbour Office of Pell has no objection. We …", "en").name
    'Harbour Office of Pell'
    >>> self_named_body("To the Mayor: The Harbour Club thanks you.", "en").name
    'Harbour Club'
    >>> self_named_body("La préfecture de Pell prend acte de la grève.", "fr").name
    'préfecture de Pell'
    >>> self_named_body("The Harbour Office closed our pier.", "en")
    >>> self_named_body("Works to mend the Moor pier will begin in May.", "en")
    """
    return _body_as_subject(text, language, "messages.declares")


def deciding_body(text: str, language: str) -> Origin | None:
    """Return the body that a text opens with, and that decided something; None if none.

    >>> deciding_body("“The Harbour Board of Pell decided today to close …”", "en").name
    'Harbour Board of Pell'
    >>> deciding_body("The Harbour Board closed our pier.", "en")
    """
    return _body_as_subject(text, language, "messages.decides")


def opens_as_resolution(text: str, language: str) -> bool:
    """Return whether a text opens with a body that declares, asks or decides something.

    >>> opens_as_resolution("“The Assembly calls on the Ministry to:", "en")
    True
    >>> opens_as_resolution("“The pier is shut.”", "en")
    False
    """
    clause = text[:_MAX_OPENING].strip(_EDGES)
    words = _without_article(clause)
    return any(
        head_of_body(_subject(words, language, table), language) is not None
        for table in ("messages.declares", "messages.decides")
        if language and entries(language, table)
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _body_as_subject(text: str, language: str, table: str) -> Origin | None:
    """Return the body that is the subject of a verb of some table on top of a text."""
    if not language or not entries(language, table):
        return None
    opening = text[:_MAX_OPENING].strip(_EDGES)
    for clause in _clauses(opening):
        name = _subject(_without_article(clause), language, table)
        head = head_of_body(name, language)
        if head is None or is_inflected_head(name[head], language):
            continue
        if not all(word[:1].isupper() for word in name[:head]):
            continue  # "members of the Harbour Group"
        behind = name[head + 1 : head + 3]
        if (
            behind[:1]
            and behind[0] in all_words("messages.elsewhere")
            and behind[-1].islower()
        ):
            continue  # "Works to mend the pier"
        if whole := as_whole_body(name):
            return Origin(name=whole, confidence=LIKELY)
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def we_who_write(text: str, language: str) -> Origin | None:
    """Return the several people as whom a text speaks of its writers; None if none.

    Who is only one of those that signed, as the undersigned are, may be called otherwise.

    >>> we_who_write("Dear Council! We, the residents of Upper Moor, ask you …", "en").name
    'residents of Upper Moor'
    >>> we_who_write("“My, mieszkańcy Olszyn, nie jesteśmy przeciw.”", "pl").name
    'mieszkańcy Olszyn'
    >>> we_who_write("We, the residents, ask you …", "en")
    """
    first = _we(language) if language else None
    found = first.search(text[:_MAX_OPENING]) if first else None
    if found is None:
        return None
    words = _without_article(found.group("who"))
    head = head_of_body(words, language)
    if head is None or is_inflected_head(words[head], language):
        return None
    owned = flag(language, "owner_first")
    name = words if owned else words[head:]
    told = any(word[:1].isupper() or word[:1].isdigit() for word in name[not owned :])
    given = any(
        is_given_name(one, surely=True) and two[:1].isupper()
        for one, two in pairwise(name)
    )
    if len(name) < _FULL or not told or given:
        return None
    described = len(name) < len(words)
    return Origin(name=" ".join(name), confidence=DOUBTFUL if described else LIKELY)


@cache
def _we(language: str) -> re.Pattern[str] | None:
    """Return what finds "we" and who that is, between commas; None without the word."""
    words = "|".join(map(re.escape, entries(language, "messages.we")))
    if not words:
        return None
    opens = rf"(?:^|[.!?:;,\n])[\s{re.escape(OPENING_QUOTES)}]*"
    who = r"(?P<who>[^\s,.;:!?][^,.;:!?\n]{4,120})"
    return re.compile(rf"{opens}(?i:{words})(?:,\s|\s){who},")


def _clauses(opening: str) -> Iterator[str]:
    """Yield what an opening starts with, and what stands behind an address in it."""
    greeted = True
    for sentence in sentences_of(opening)[:_MAX_SENTENCES]:
        if greeted:
            yield sentence
        greeted = greets_reader(sentence) and len(sentence) <= _MAX_ADDRESS
        for found in _ADDRESS_END.finditer(sentence):
            yield sentence[found.end() :]


def _without_article(clause: str) -> list[str]:
    """Return the words of a clause without an article that opens it."""
    elided = ELIDED_WORD.match(clause)
    words = (clause[elided.end() :] if elided else clause).split()
    small = articles() | all_words("messages.articles")
    return words[1:] if words and words[0].casefold() in small else words


def _subject(words: Sequence[str], language: str, table: str) -> Sequence[str]:
    """Return the words before the first verb with which a body declares or decides something.

    A sign ends the name of a body, and so does a word that stands in every text: “nos”.
    """
    verb = _verbs(language, table)
    capitals = flag(language, "capital_nouns")
    for end in range(1, min(len(words), MAX_BODY_WORDS)):
        last = words[end - 1]
        told = capitals and not joins_group(last)  # "Der Rat lehnt den Bau ab, …"
        if verb.match(" ".join(words[end : end + _MAX_VERB])):
            name = [*words[: end - 1], *([] if told else [last.rstrip(",")])]
            while name and name[-1].islower() and name[-1] in all_words("stop_words"):
                name.pop()
            return name
        if last[-1] in ",.;:!?" or (last.islower() and is_small(last)):
            break
        if told:
            break
    return ()


@cache
def _verbs(language: str, table: str) -> re.Pattern[str]:
    parts = "|".join(entries(language, table)).replace("_", r"\s")
    spaced = r"(?!\w)" if flag(language, "spaced") else ""
    return re.compile(f"(?:{parts}){spaced}", re.IGNORECASE)
