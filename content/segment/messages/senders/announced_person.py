"""The person whom the announcement of a text names as its writer.

Apart from whom the text goes to, whom somebody else is of, and where the writer lives:
"The widow of the captain, Ada Brook of Skerry, wrote to the minister, Sir Hugh Payne:".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.word_lists import (
    WordPattern,
    all_words,
    any_words,
    entries,
    flag,
)
from content.segment.messages.described.phrases import goes_on_with_noun
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.senders.people.name_parts import surname_behind
from content.segment.messages.senders.unsigned import without_verb
from content.segment.messages.words import (
    CACHED_TEXTS,
    MESSAGE,
    NOUN,
    READING,
    WRITES,
    announces_reading,
    last_sentences,
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.in_text.cases.case_shown import is_shown_inflected
from content.segment.names.in_text.cases.given_cases import is_nominative_given
from content.segment.names.in_text.cases.nominatives import (
    is_surely_nominative_of,
    may_be_given,
    nominative_given,
    nominative_of,
)
from content.segment.names.in_text.mentions import people_and_things
from content.segment.names.in_text.things import is_body_word, is_thing_word
from content.segment.names.offices import is_office_in_some_case, is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.text_words import SENT
from content.segment.names.words import articles, label_words

_SURE = 0.95
_MAX_SENTENCES = 3
_MAX_PASSED_WORDS = 10
"""Words of a sentence that names nobody and may stand behind the telling one."""

_MAX_BACK = 6
"""Words between a name and the preposition that it stands behind."""

_FULL, _MAX_BEFORE_VERB, _MAX_NEAR, _MAX_BRIEF, _MIN_BODY = 2, 2, 90, 4, 3
_MAX_NEAR_BODY = 4
_ENDING = re.compile(r"^['’][^\W\d_]{1,5}(?=\s)")
# "Ada", "Jean-Luc"
_LONE = re.compile(rf"(?<![\w-]){CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?(?![\w’'-])")
_CAPITAL_LAST = re.compile(rf"{CAPITAL}[\w’'-]+\s$")
_APPOSITION = re.compile(r"^,(?:\s[^\s,.;:]{1,30}){1,3},")
_PREPOSITIONS = (
    "messages.elsewhere",
    "messages.from",
    "messages.of",
    "messages.placed",
)
_AROUND_WORDS = ',.;:()«»„“”"'
_VERB = WordPattern(rf"(?<!\w){WRITES}(?!\w)")
_MESSAGE_OF = WordPattern(rf"{NOUN}\s(?:<messages.of>|<messages.from>)(?!\w)")
# "the note that Tom hid", "den Brief, den Hanna …"
_CLAUSE_ABOUT_TEXT = WordPattern(
    rf"(?i:{NOUN}),?\s(?P<small>[^\W\d_A-Z]{{2,8}})\s(?={CAPITAL})", re.NOFLAG
)
_SIGNED_BY = WordPattern(r"(?:<<messages.signed>>)[^.!?;]{0,60}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A person whom a sentence names.

    Attributes:
        start: Where the name stands in the sentence.
        source: Whether a word for "from", or one for a signature, leads to the name.
        bent: Whether the name stands in another case than the nominative.
    """

    name: str
    start: int
    source: bool
    bent: bool = False


# Asked where a text may end its turn, and then for its sender.
@lru_cache(maxsize=CACHED_TEXTS)
def announced_person(introduction: str, language: str) -> Origin | None:
    """Return the person who wrote a text, as the sentences that announce it say.

    None where they name nobody, or more than one who may have written it.

    Args:
        introduction: The paragraph that announces the text.
        language: Of the document; empty if it is not known.

    >>> announced_person("A note from a listener, Carla from Millford. She writes:", "en").name
    'Carla'
    >>> announced_person("The captain's widow, Ellen Moore, wrote to Sir Hugh Payne:", "en").name
    'Ellen Moore'
    >>> announced_person("I wrote this letter to Ellen Moore:", "en")
    """
    sentence = _telling_sentence(introduction, language)
    named = _people_in(sentence, language)
    sources = [one for one in named if one.source]
    chosen: Sequence[_Named] = sources if len(sources) == 1 else named
    if len(chosen) > 1:
        chosen = _before_verb(chosen, sentence)
    return _in_nominative(chosen[0], language) if len(chosen) == 1 else None


def person_asking(sentence: str, language: str) -> Origin | None:
    """Return the one person whose question a sentence tells of, in full; None if several.

    >>> person_asking("There is a question in the chat from Ada Brook.", "en").name
    'Ada Brook'
    >>> person_asking("There is a question for Ada Brook.", "en")
    """
    named = [*_names_in(sentence, language)]
    if len(named) != 1 or " " not in named[0][0]:
        return None
    name, start = named[0]
    led_by = preposition_before(sentence[:start], language)
    source = led_by in all_words("messages.from") | all_words("messages.of")
    if led_by and not source:
        return None
    found = _in_nominative(_Named(name=name, start=start, source=source), language)
    certainty = min(found.confidence, LIKELY if source else DOUBTFUL)
    return replace(found, confidence=certainty)


def tells_of_person(introduction: str, language: str) -> bool:
    """Return whether the last sentence names a person who may have written a text.

    Or the one before, where the last is brief: "I read it:".

    >>> tells_of_person("The letter is from my neighbour, Ellen Moore:", "en")
    True
    >>> tells_of_person("Ellen Moore read the answer of the council:", "en")
    False
    """
    near = last_sentences(introduction, _FULL)
    brief = len(near[-1].split()) <= _MAX_BRIEF if near else True
    sentence = " ".join(near if brief else near[-1:])
    to_whom = all_words("messages.elsewhere")
    return any(
        not _reads(sentence[start + len(name) :])
        and not _is_read_by(sentence[:start], language)
        and preposition_before(sentence[:start], language) not in to_whom
        for name, start in _names_in(sentence, language)
        if " " in name
    )


def _telling_sentence(introduction: str, language: str) -> str:
    """Return the last sentence that names a person, if it tells of a text or of writing.

    Behind it only short sentences stand: "She writes:", "I will read it:".
    """
    near = last_sentences(introduction, _MAX_SENTENCES)
    telling = False
    for sentence in reversed(near):
        telling = telling or any(
            tells(sentence)
            for tells in (
                speaks_of_message,
                tells_of_writing,
                announces_reading,
                SENT.is_in,
            )
        )
        if _people_in(sentence, language):
            return sentence if telling else ""
        told = telling and _opens_with_body(sentence, language)
        if told or len(sentence.split()) > _MAX_PASSED_WORDS:
            break
    return ""


def _opens_with_body(sentence: str, language: str) -> bool:
    """Return whether one of the first words of a sentence is for a body: "The Club writes:"."""
    first = [word for word in sentence.split()[:_FULL] if word[:1].isupper()]
    small = entries(language, "stop_words") if language else ()
    return any(
        may_be_named_body(word) and not is_role(word.casefold())
        for word in first
        if len(word) > _MIN_BODY and word.casefold() not in small
    )


# Asked for the sentence that names somebody, and then for whom it names.
@lru_cache(maxsize=CACHED_TEXTS)
def _people_in(sentence: str, language: str) -> Sequence[_Named]:
    """Return whom a sentence names as one who may have written something."""
    return tuple(_may_have_written(sentence, language))


def _may_have_written(sentence: str, language: str) -> Iterator[_Named]:
    writes = tells_of_writing(sentence) or SENT.is_in(sentence)
    end = 0
    for name, start in sorted(_names_in(sentence, language), key=lambda one: one[1]):
        before, behind = sentence[:start], sentence[start + len(name) :]
        led_by = preposition_before(before, language)
        source = led_by in all_words("messages.from") or _SIGNED_BY.is_in(before)
        owns = _owns_text(before, behind, language)
        reads = _reads(behind) and not (source or owns)
        # "Máme od neho list": a verb opens the sentence.
        small = bool(language) and name.lower() in entries(language, "commonest")
        if start < end or reads or (not source and _is_read_by(before, language)):
            continue
        if small or (not source and _is_of_another(behind)):
            continue
        of_message = speaks_of_message(behind) and _MESSAGE_OF.is_in(behind)
        asks = announces_reading(sentence) and not of_message
        read = not (writes or asks or owns) and says_it_is_read(behind)
        end = start + len(name)
        if led_by and goes_on_with_noun(behind, language):
            continue
        if source or not (led_by or read):  # "Ada Brook gave the mayor's greeting"
            bent = owns or is_shown_inflected(before, language)
            yield _Named(name=name, start=start, source=source, bent=bent)


def _is_of_another(behind: str) -> bool:
    """Return whether somebody only has a text that another wrote, as words behind tell.

    "Ada gave me the note that Tom hid in his shoe.": a small word and a name stand
    behind the word for the text, and no verb of writing before it.

    >>> _is_of_another(" gave me the letter that Tom had hidden.")
    True
    >>> _is_of_another(" wrote me the letter that Tom had hidden.")
    False
    """
    found = _CLAUSE_ABOUT_TEXT.regex.search(behind)
    if found is None or found["small"].casefold() in _before_another():
        return False
    return not (tells_of_writing(behind[: found.start()]) or SENT.is_in(behind))


@cache
def _before_another() -> frozenset[str]:
    """Return small words behind a text that lead to whose it is, or to whom it goes."""
    small = any_words(*_PREPOSITIONS, "names.and", "names.and_elsewhere")
    return small | _before_names()


def _owns_text(before: str, behind: str, language: str) -> bool:
    """Return whether a name stands beside the word for a text as its owner, in another case.

    “list wójta Jana Nowaka”, “Nagy Béla polgármester levelét”.
    """
    if not language:
        return False
    if flag(language, "owner_first"):
        return _owns(behind)
    near = before[-_MAX_NEAR:]
    ends = [end for _, end in MESSAGE.places_in(near)]
    between = near[ends[-1] :] if ends else ""
    bends = any(flag(language, name) for name in ("bends_names", "bends_nouns"))
    led = bends or not all_words("messages.of").isdisjoint(between.split())
    return led and between != "" and _are_small(between, language)


def _owns(behind: str) -> bool:
    """Return whether a word for a text stands right behind a name, or behind its office."""
    words = _ENDING.sub("", behind, count=1).split()[: _MAX_BEFORE_VERB + 1]
    return not behind.startswith(",") and speaks_of_message(" ".join(words))


def _is_read_by(before: str, language: str) -> bool:
    """Return whether a name stands behind a verb of reading whose text stands before it.

    “List wójta odczytała sekretarz Ewa Lis:” is read by Ewa Lis.
    """
    near = before[-_MAX_NEAR:]
    verbs = READING.places_in(near)
    if not verbs:
        return False
    start, end = verbs[-1]
    between = near[end:]
    told = before[: len(before) - len(near) + start]
    return (
        speaks_of_message(told)
        and not speaks_of_message(between)
        and _are_small(between, language)
    )


def _are_small(between: str, language: str) -> bool:
    """Return whether words are few and have no capital but an office, or any noun's."""
    words = between.split()
    nouns = language != "" and flag(language, "capital_nouns")
    return len(words) <= _MAX_BACK and all(
        word.isalpha() and (nouns or word.islower() or is_role(word.casefold()))
        for word in words
    )


def _names_in(sentence: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield full names, and known given names that stand alone, without places."""
    full = [*people_and_things(sentence)]
    for one in full:
        name = _without_place(_from_given(one.name, language), language)
        name = name if one.start else _without_first_word(name, language)
        words = name.split()
        last = bool(language) and flag(language, "surname_first")
        known = may_be_given(words[-1 if last else 0], language)
        if len(words) < _FULL and one.office:
            continue  # "King Olav of Nordia" is no Olav.
        named = known or (one.shown and len(words) == _FULL)
        if named and not (one.thing or _is_of_body(sentence[: one.start])):
            yield name, one.start + one.name.index(words[0])
    for found in _LONE.finditer(sentence):
        start, end = found.span()
        # A capital beside it belongs to another name: "the Florence Club".
        beside = _LONE.match(sentence, end + 1) is not None
        above = _is_below_capital(sentence[:start])
        if language and flag(language, "capital_nouns"):
            # Any noun may be a name elsewhere: "my aunt Ada", "a listener, Ada".
            beside = beside or not (
                above
                or sentence[:start].endswith(", ")
                or (not start and _is_from_place(sentence[end:], language))
            )
        else:
            beside = beside or above
        if beside or not _may_be_alone(found.group(), language):
            continue
        around = (
            one
            for one in full
            # "Это Коля": a small word opens the sentence.
            if one.start <= start < one.end
            and one.name.partition(" ")[0].lower() not in _small_words()
        )
        led = sentence[:start].rsplit(maxsplit=1)[-1:]
        if led and led[0].islower() and is_thing_word(led[0]):
            continue  # "the inhabitants of the village Ada"
        verb = _opens_with_verb(sentence[:start])
        if verb or all(one.thing for one in around):
            behind = sentence[end:]
            kin = _kin_behind(behind, language) or surname_behind(behind)
            yield found.group() + kin, start
    yield from _subjects_of_clauses(sentence, language)


def _is_of_body(before: str) -> bool:
    """Return whether the small word before a name is for a body, which is called so.

    Not for one behind an office, whose holder the name is.

    >>> _is_of_body("Građani mjesnih zajednica "), _is_of_body("Dopis starosty obce ")
    (True, False)
    """
    *near, word = ["", *before.split()[-_MAX_NEAR_BODY:]]
    body = word.islower() and may_be_named_body(word)
    return body and not any(map(is_office_in_some_case, (*near, word)))


def _subjects_of_clauses(sentence: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield who alone is the subject of a clause about a text: "the note that Japie hid"."""
    if not language or flag(language, "capital_nouns"):
        return
    for clause in _CLAUSE_ABOUT_TEXT.regex.finditer(sentence):
        found = _LONE.match(sentence, clause.end())
        led = clause["small"].casefold() not in _before_another()
        cased = found is not None and found.group()[0].isupper()
        if (
            found is None
            or not (led and cased)
            or _LONE.match(sentence, found.end() + 1)
        ):
            continue
        word = found.group().casefold()
        if not (is_role(word) or is_body_word(found.group())):
            yield found.group(), found.start()


def _is_from_place(behind: str, language: str) -> bool:
    """Return whether a word such as "from" and a place stand right behind a name."""
    words = behind.split()[:_FULL]
    placed = {
        *entries(language, "messages.placed"),
        *entries(language, "messages.from"),
    }
    return len(words) == _FULL and words[0] in placed and words[1][:1].isupper()


def _kin_behind(behind: str, language: str) -> str:
    """Return what calls somebody an aunt or the like behind a given name: “ néni”."""
    word = behind.split(maxsplit=1)[:1] if behind.startswith(" ") and language else []
    kin = word and word[0] in entries(language, "messages.kin_suffixes")
    return f" {word[0]}" if kin else ""


def _is_below_capital(before: str) -> bool:
    """Return whether a word with a capital stands right before a name.

    But for "And", or a verb of reading, on top: “Gavome Stasės laišką”.
    """
    found = _CAPITAL_LAST.search(before)
    joins = found is not None and found.group().strip().casefold() in all_words(
        "names.and"
    )
    alone = found is not None and not before[: found.start()].strip()
    # "Это Коля писал": the first word of a sentence has a capital in any case.
    small = found is not None and found.group().strip().lower() in _small_words()
    plain = alone and (joins or small)
    return found is not None and not plain and not _opens_with_verb(before)


def _opens_with_verb(before: str) -> bool:
    """Return whether one verb of reading, receiving or writing alone stands before a name."""
    verb = says_it_is_read(before) or tells_of_writing(before)
    return verb and len(before.split()) == 1


def _from_given(name: str, language: str) -> str:
    """Return a full name without a verb, or a country, before its given name."""
    bare = without_verb(name)
    words = bare.split()
    if language and flag(language, "surname_first"):
        return bare
    first = next((n for n, w in enumerate(words) if may_be_given(w, language)), 0)
    return " ".join(words[first:]) if len(words) - first >= _FULL else bare


def _without_first_word(name: str, language: str) -> str:
    """Return a name that opens a sentence from its surname on, where that stands first.

    “Közülük Kiss Anna”: with the sentence's first word a capital says nothing.
    """
    words = name.split()
    if len(words) <= _FULL or not (language and flag(language, "surname_first")):
        return name
    given = may_be_given(words[-1], language)
    surname = given and not may_be_given(words[-_FULL], language)
    return " ".join(words[-_FULL:]) if surname else name


def _may_be_alone(word: str, language: str) -> bool:
    """Return whether a word is surely a given name, and no small word of any language."""
    return (
        may_be_given(word, language)
        and not announces_reading(word)  # "Leo:" in Spanish
        and fold_letters(word) not in _small_words()
        and word.lower() not in _small_words()
    )


@cache
def _small_words() -> frozenset[str]:
    return any_words(
        "stop_words", "messages.from", "messages.elsewhere", "messages.articles"
    )


def _without_place(name: str, language: str) -> str:
    """Return a name without what follows a word such as "from" or "at" inside it."""
    words = name.split()
    places = any_words("messages.placed", "messages.from", "messages.elsewhere")
    small = next((n for n, w in enumerate(words[1:], 1) if w in places), len(words))
    if small == 1 and not may_be_given(words[0], language, surely=True):
        return name
    return " ".join(words[:small])


def _reads(behind: str) -> bool:
    """Return whether a verb right behind a name says who reads: "Brook then reads …".

    Or behind what he is: "Brook, the secretary, reads …".
    """
    behind = _APPOSITION.sub("", behind, count=1)
    verb = " ".join(behind.split()[:_MAX_BEFORE_VERB])
    told = tells_of_writing(verb) or SENT.is_in(verb)
    return says_it_is_read(verb) and not told


def preposition_before(before: str, language: str) -> str:
    """Return the preposition that a name stands behind, with its office; else empty.

    "to the mayor of Skerry, Ada Brook" is led to by "to".
    """
    small = _before_names()
    leading = _leading(language)
    words = before.split()[-_MAX_BACK:]
    for n, word in reversed([*enumerate(words)]):
        bare = word.strip(_AROUND_WORDS).casefold()
        apart = bare in articles() and words[max(0, n - 1)].endswith(",")
        if bare in leading and not apart:  # "uma ouvinte, a Carla"
            return bare
        if not (bare in small or is_role(bare)):
            break
    return ""


@cache
def _leading(language: str) -> frozenset[str]:
    """Return the prepositions of all languages, but for the articles of this one.

    "La" is one in Romanian, and an article in Italian.
    """
    own = frozenset(w for t in _PREPOSITIONS for w in entries(language, t))
    tables_of = ("labels.articles", "labels.leading_articles", "messages.articles")
    articles_here = frozenset(w for t in tables_of for w in entries(language, t))
    return (any_words(*_PREPOSITIONS) - articles_here) | own


@cache
def _before_names() -> frozenset[str]:
    w = label_words()
    return articles() | w.titles | w.honorifics | w.particles


def _before_verb(named: Sequence[_Named], sentence: str) -> list[_Named]:
    """Return the one of several who stands last before the first verb of writing."""
    verb = _VERB.search(sentence) or SENT.search(sentence)
    if verb is None:
        return []
    return [one for one in named if one.start < verb.start()][-1:]


def _in_nominative(found: _Named, language: str) -> Origin:
    """Return a person by the name in the nominative, and how sure that is."""
    given, _, rest = found.name.partition(" ")
    if not rest:
        plain = nominative_given(given, language)
        sure = plain == given or is_nominative_given(plain, language)
        return Origin(name=plain, confidence=LIKELY if sure else DOUBTFUL)
    plain = nominative_of(found.name, language, inflected=found.bent)
    if plain != found.name:
        sure = is_surely_nominative_of(
            plain, found.name, language, inflected=found.bent
        )
        # "Dorotę Ziębę": the surname ends as the given name did.
        alike = plain.endswith(rest) and given[-1] == rest[-1]
        certainty = LIKELY if sure and not alike else DOUBTFUL
        return Origin(name=plain, confidence=certainty)
    bends = language != "" and flag(language, "bends_names")
    bends = bends and (found.source or found.bent)
    if bends and not is_nominative_given(given, language):
        return Origin(name=plain, confidence=DOUBTFUL)
    return Origin(name=plain, confidence=_SURE)
