"""Find out who wrote a text that is read out, from all that is said around it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import (
    WordPattern,
    all_words,
    entries,
    flag,
    languages,
    words,
)
from content.segment.messages.extents import Extent, Form
from content.segment.messages.senders import names_sender, person_at_start, sender_of
from content.segment.messages.words import (
    NOUN,
    WRITES,
    announces_writing,
    greets_reader,
    is_document,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import BETWEEN_SURNAMES, is_person
from content.segment.names.mentions import (
    mentions_in,
    names_surname,
    same_person,
    stem_of,
)
from content.segment.names.offices import is_role
from content.segment.names.parsing import parse_label
from content.segment.names.words import label_words

SURE = 0.95
_LIKELY = 0.86
_UNSURE = 0.7
"""The second reader says whether that is served."""
_DOUBTFUL = 0.6
"""A person has to check it."""
_MAX_PHRASE_WORDS = 10
_MIN_NAME = 3
_PLACED = frozenset({"i", "of", "din", "aus", "z", "ze", "iz", "из", "з"})
"""Words between a person and a place."""
_INITIAL_AND_SURNAME = re.compile(r"([^\W\d_])\.\s?([^\W\d_][\w’'-]+)")
_NEAR = 60
_MAX_SENTENCES = 8
_FULL = 2

_CALLED = WordPattern(r"(?:<<messages.called>>)[\s:]+")
_SIGNED_BY = WordPattern(r"(?:<<messages.signed>>)[\s:]*")

# "a letter from the women's council of Gerrin, addressed to …"
_SENT_FROM = WordPattern(
    rf"{NOUN}[^.!?,;:]{{0,40}}?(?<!\w)(?:(?:<messages.from>)\s+|(?:<messages.of>)"
    r"(?:\s+|(?<=['’])))(?P<who>[^.!?,;:()–—]{3,90})"
)
# "There the Harbour Works write:", "To pisze koło pszczelarzy z Tuchowa:"
_WRITTEN_BY = WordPattern(rf"{WRITES}\s+(?P<who>[^.!?,;:()–—]{{3,90}})[:：]\s*$")
_WRITER = WordPattern(
    rf"^(?P<who>[^.!?,;:()–—]{{3,90}}?)\s+(?:\w{{1,5}}\s)?{WRITES}(?:\s[^.!?:]{{0,40}})?[:：]\s*$"
)
# "Tom Ferro's", "Ayşe Yılmaz'ın"
# "of the Joint Appendix" is no sender unless a word for a letter stands before it.
_OF = WordPattern(r"(?<!\w)<messages.of>\s(?:[^\W\d_]+\s){0,2}$")
_SENDING = WordPattern(rf"{NOUN}[^.!?]{{0,60}}$")
_CJK_HONOURED = WordPattern(
    "([\u3005\u3400-\u9fff]{2,5}|[\uac00-\ud7a3]{2,4})"
    r"\s?(?:<labels.honorific_suffixes>)(?=[^。.!?]{0,40}(?:<messages.nouns>))"
)
_CJK_OWNER = WordPattern(
    "([\u3400-\u9fff]{3})(?=(?:的|托|寄|写|寫|发|發)[^。！？]{0,10}(?:信|<messages.nouns>))"
)
_POSSESSED = re.compile(r"['’][^\W\d_]{0,4}$")
_WROTE = WordPattern(rf"^(?P<who>[^.!?,;:()–—]{{3,60}}?)\s+(?:\w{{1,4}}\s)?{WRITES}")
_SELF_NAMED = re.compile(
    r"[\W_]{0,3}(?P<article>[^\W\d_]{1,3})\s"
    r"(?P<name>[^\W\d_a-zà-ÿ][\w’'-]+(?:\s(?:[^\W\d_]{1,3}\s)?[^\W\d_a-zà-ÿ][\w’'-]+){0,6})"
)
_NO_LETTERS = re.compile(r"^[\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who sent a text, and how sure that is; nobody where the name is empty."""

    name: str = ""
    confidence: float = _DOUBTFUL


def find_origin(
    introduction: str,
    extent: Extent,
    *,
    sure: bool,
    above: Sequence[str],
    below: Sequence[str],
    titles: dict[str, str],
    reader: str,
    speakers: Collection[str],
    opening: str = "",
) -> Origin:
    """Return who wrote a text.

    Args:
        introduction: The paragraph that announces it.
        extent: Where it ends, and who signs there.
        sure: Whether the introduction surely announces it.
        above: The paragraphs before the introduction, the nearest one last.
        below: The paragraph that follows the text, or all that may follow.
        titles: Full forms of titles of honour.
        reader: Who reads it, and so did not send it.
        speakers: Who speaks in the document; whoever is addressed in passing is no
            sender.
        opening: Its first words; whom they greet did not send it.
    """
    around = [*above[-4:], introduction, *below[:1]]
    near = " ".join(sentences_of(introduction)[-4:])
    telling = sure or speaks_of_message(near) or announces_writing(near)
    telling = telling or names_sender(introduction)
    named = sender_of(introduction, titles) if telling else ""
    named = _plausible(_without_verb(_POSSESSED.sub("", named)), introduction, around)
    if _shares_name(named, reader) or _greets(opening, named):
        named = ""
    if named and _reads_it(named, introduction):
        named = ""
    signed = _signed_origin(extent, named, around)
    if signed is not None:
        return signed
    full = _full_name(named, around) or named
    if full and _is_linked(named, introduction):
        # An institution may stand in a grammatical case: "des Hafenamtes Nordkai".
        plain = is_person(full) or parse_label(full).voice or " " not in full
        plain = plain and not _stands_in_case(named, introduction)
        latin = any("a" <= char <= "ɏ" for char in full.casefold())
        sure = plain or not (latin or _stands_in_case(named, introduction))
        bent = _stands_in_case(named, introduction) or extent.group
        unsure = _DOUBTFUL if bent else _UNSURE
        return Origin(name=full, confidence=SURE if sure and not bent else unsure)
    last = " ".join(sentences_of(introduction)[-1:])
    told = telling or tells_of_writing(near) or says_it_is_read(last)
    for found in _candidates(introduction, above, below, speakers, telling=told):
        if not (_shares_name(found.name, reader) or _greets(opening, found.name)):
            return _surer(found, extent, [introduction, *above[-1:]])
    name = full or extent.first or (_self_named(opening) if telling else "")
    if not name and extent.form in {Form.QUOTED, Form.SET_OFF}:
        name = _only_person([*above[-2:], introduction], reader, speakers, opening)
        return _surer(Origin(name=name), extent, [introduction, *above[-2:]])
    return Origin(name=name)


def _surer(found: Origin, extent: Extent, texts: Sequence[str]) -> Origin:
    """Return a sender, likely where a marked text is by a person who is told of.

    A given name and a surname, and a form of address before them, or a comma behind
    them: "It is from Mrs. Ada Brook.", "from Ada Brook, who lives on Skerry."
    """
    words = found.name.split()
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    if not marked or len(words) != _FULL or any(map(is_role, map(str.casefold, words))):
        return found
    if found.confidence >= _LIKELY or not is_person(found.name):
        return found
    for text in texts:
        place = text.find(found.name)
        if place < 0:
            continue
        upto = text[: place + len(found.name)]
        if _stands_in_case(found.name, upto) or not _is_linked(found.name, upto):
            break
        before = text[:place].split()[-1:]
        title = before[0].rstrip(".").casefold() if before else ""
        told = text[place + len(found.name) :].startswith((",", ";"))
        if told or title in label_words().titles:
            return replace(found, confidence=_LIKELY)
        break
    return found


def _only_person(
    texts: Sequence[str], reader: str, speakers: Collection[str], opening: str
) -> str:
    """Return the one person whom the words above a marked text name in full.

    The nearest paragraph that names anybody is taken. Of several, the one who is named
    beside words of writing, or else the one of whom something is told behind a comma:
    who quotes at length tells whom.
    """
    for text in reversed(texts):
        sentences = sentences_of(text)[-_MAX_SENTENCES:]
        found: list[tuple[str, bool, bool]] = []
        for sentence in sentences:
            tells = tells_of_writing(sentence) or speaks_of_message(sentence)
            for name, end, elsewhere in _persons(sentence, speakers):
                told = sentence[end : end + 1] == ","
                # "I am here with Ada Brook, who is twelve": not all prepositions lead away.
                if (elsewhere and not told) or _shares_name(name, reader):
                    continue
                if not _greets(opening, name) and name not in [one[0] for one in found]:
                    found.append((name, tells, told))
        for chosen in (
            found,
            [one for one in found if one[1]],
            [one for one in found if one[2]],
            [one for one in found if one[1] and one[2]],
        ):
            if len(chosen) == 1:
                return chosen[0][0]
        if found:
            break
    return ""


def _reads_it(name: str, introduction: str) -> bool:
    """Return whether the last sentence opens with somebody who reads: "Brook read …"."""
    last = " ".join(sentences_of(introduction)[-1:])
    if not last.startswith(name) or speaks_of_message(name):
        return False
    return says_it_is_read(" ".join(last[len(name) :].split()[:1]))


def _self_named(opening: str) -> str:
    """Return who writes of itself, as institutions do: "The Agency cannot support …"."""
    found = _SELF_NAMED.match(opening)
    if found is None or found.group("article").casefold() not in _articles():
        return ""
    name = f"{found.group('article')} {found.group('name').strip()}"
    return "" if is_document(name) or speaks_of_message(name) else name


@cache
def _articles() -> frozenset[str]:
    return label_words().articles | label_words().leading_articles


def _signed_origin(extent: Extent, named: str, around: Sequence[str]) -> Origin | None:
    """Return who signs a text; None if nobody does, or only some of those named.

    Args:
        extent: Where it ends, and who signs there.
        named: Whom its introduction names; may be empty.
        around: The paragraphs near it.
    """
    if extent.signer:
        name = _signer(named, extent.signer, around)
        told = any(names_surname(text, name) for text in around)
        sure = told or not extent.bare
        return Origin(name=name, confidence=SURE if sure else _DOUBTFUL)
    if extent.first:
        full = _full_name(extent.first, around)
        if full:
            return _as_signed(extent.first, full)
        if re.search(rf"(?<!\w){re.escape(extent.first)}(?!\w)", " ".join(around)):
            return Origin(name=extent.first, confidence=_LIKELY)
    if extent.group and not is_person(named):
        return Origin(name=extent.group)
    return None


def with_given_name(name: str, texts: Sequence[str]) -> str:
    """Return "Arthur Penhall" for "A. Penhall" where texts name one such person.

    >>> with_given_name("A. Penhall", ["So Arthur Penhall came.", "Mr. Penhall left."])
    'Arthur Penhall'
    """
    found = _INITIAL_AND_SURNAME.fullmatch(name)
    if found is None:
        return name
    initial, surname = found.groups()
    full = re.compile(rf"(?<!\w)({initial}[^\W\d_]+)\s{re.escape(surname)}(?!\w)")
    given = {
        one
        for text in texts
        if surname in text
        for one in full.findall(text)
        if one.casefold() not in label_words().titles and not is_role(one.casefold())
    }
    return f"{given.pop()} {surname}" if len(given) == 1 else name


def as_speaker(name: str, speakers: Collection[str]) -> str:
    """Return the one speaker with a given name whom a title and a surname mean.

    >>> as_speaker("Dr Hall", ["Jane Hall", "Ada Brook"]), as_speaker("Hall", ["Jane Hall"])
    ('Jane Hall', 'Hall')
    """
    title, _, surname = name.partition(" ")
    if title.strip(".").casefold() not in label_words().titles or " " in surname:
        return name
    known = [one for one in speakers if one.endswith(f" {surname}")]
    return known[0] if len(known) == 1 else name


def without_place(name: str, introduction: str) -> str:
    """Return a full name without the place behind it.

    >>> without_place("Solveig Hult i Arjeplog", "Jag har fått ett brev från henne.")
    'Solveig Hult'
    >>> without_place("Josep Puig i Ferrer", "He rebut una carta.")
    'Josep Puig i Ferrer'
    """
    parts = name.split()
    for n, word in enumerate(parts[2:-1], 2):
        if word not in _PLACED:
            continue
        joins = word in BETWEEN_SURNAMES
        northern = _northern_words() & set(_WORD.findall(introduction.casefold()))
        person = is_person(" ".join(parts[:n]))
        if person and (northern or not joins):
            return " ".join(parts[:n])
    return name


@cache
def _northern_words() -> frozenset[str]:
    """Return small words of the languages in which "i" means "in"."""
    tables = ("messages.from", "messages.elsewhere")
    found = {
        word for code in ("da", "nb", "sv") for t in tables for word in words(code, t)
    }
    return frozenset(
        found - {word for t in tables for word in words("ca", t)} - _PLACED
    )


def _shares_name(name: str, reader: str) -> bool:
    own = set(_WORD.findall(reader.casefold()))
    return any(len(w) > _MIN_NAME and w in own for w in _WORD.findall(name.casefold()))


def _greets(opening: str, name: str) -> bool:
    """Return whether a letter opens by greeting somebody, in whatever case."""
    if not (name and greets_reader(opening)):
        return False
    greeting = re.split(
        r"[,!:.，！：。\n]", opening.strip()[: _NEAR + _NEAR], maxsplit=1
    )[0]
    return names_surname(greeting, name)


def _is_linked(name: str, introduction: str) -> bool:
    """Return whether a name is not only what something else is "of"."""
    end = introduction.strip()[-300:]
    place = end.rfind(name.split(maxsplit=1)[0])
    before = end[: max(place, 0)]
    return _OF.regex.search(before) is None or _SENDING.regex.search(before) is not None


def _stands_in_case(name: str, introduction: str) -> bool:
    """Return whether a name follows a word for "from" that bends names.

    "Od pani Zofii Wrony" comes from Zofia Wrona, which only a person can tell.
    """
    place = introduction.rfind(name.split(maxsplit=1)[0])
    before = introduction[max(0, place - _NEAR) : max(place, 0)].casefold()
    return not _words_that_bend().isdisjoint(_WORD.findall(before))


@cache
def _words_that_bend() -> frozenset[str]:
    return frozenset(
        word
        for code in languages()
        if flag(code, "bends_names")
        for word in entries(code, "messages.from")
    )


def _candidates(
    introduction: str,
    above: Sequence[str],
    below: Sequence[str],
    speakers: Collection[str],
    *,
    telling: bool,
) -> Iterator[Origin]:
    """Yield who may have sent a text that nobody signs, the likeliest first."""
    sentences = sentences_of(introduction)
    near = " ".join(sentences[-4:])
    law = is_document(" ".join(sentences[-1:])) and not speaks_of_message(near)
    texts = [introduction, *(t for t in reversed(above[-4:]) if speaks_of_message(t))]
    if law or not (telling or texts[1:]):
        return
    called = (_named_behind(_CALLED, text) for text in texts)
    yield from (Origin(name=n, confidence=_LIKELY) for n in called if n)
    for text in texts[:2]:
        yield from _mentioned(sentences_of(text)[-1:], speakers)
        before = [
            sentence
            for sentence in sentences_of(text)[-4:-1]
            if speaks_of_message(sentence) or tells_of_writing(sentence)
        ]
        yield from _mentioned(before, speakers)
    first = " ".join(sentences_of(below[0])[:2]) if below else ""
    for pattern in (_CALLED, _SIGNED_BY):
        name = _named_behind(pattern, first)
        if name:
            yield Origin(name=name, confidence=_LIKELY)
    for name in filter(None, map(_addressed, below)):
        if not any(same_person(name, other) for other in speakers):
            yield Origin(name=name, confidence=_LIKELY)
    yield from _honoured(near, speakers)
    last = _NO_LETTERS.sub("", (sentences or [""])[-1])
    for pattern, text in [
        (_WRITTEN_BY, last),
        (_WRITER, last),
        *((_SENT_FROM, t[-600:]) for t in texts),
        *((_WROTE, sentence) for sentence in reversed(sentences[-4:])),
    ]:
        found = list(pattern.regex.finditer(text))
        phrase = _phrase(found[-1].group("who")) if found else ""
        if phrase:
            again = any(phrase in other for other in (*above, *below))
            yield Origin(name=phrase, confidence=_UNSURE if again else _DOUBTFUL)


def _mentioned(sentences: Sequence[str], speakers: Collection[str]) -> Iterator[Origin]:
    """Yield the one person whom sentences name in full, if it is one, with doubt."""
    names: list[str] = []
    text = " ".join(sentences)
    for name, _, elsewhere in _persons(text, speakers):
        # "the health council at Lower Pell", "a letter to Ada Brook"
        if not elsewhere and not any(same_person(name, other) for other in names):
            names.append(name)
    if len(names) == 1:
        told = any(
            tells(text)
            for tells in (speaks_of_message, says_it_is_read, tells_of_writing)
        )
        yield Origin(name=names[0], confidence=_UNSURE if told else _DOUBTFUL)


def _persons(text: str, speakers: Collection[str]) -> Iterator[tuple[str, int, bool]]:
    """Yield the full names in a text of who does not speak, and where each ends.

    With each, whether a word such as "to" or "at" stands before it.
    """
    first = text.partition(" ")[0]
    if fold_letters(first.casefold()) in all_words("stop_words"):
        text = (
            f"{text[:1].lower()}{text[1:]}"  # "Es de Ana Lima", "This is Ada Brook's"
        )
    for one in mentions_in(text):
        before = text[: one.start].split()[-1:]
        elsewhere = bool(before) and before[0] in all_words("messages.elsewhere")
        name = _without_office(_without_verb(_POSSESSED.sub("", one.name)))
        known = any(same_person(name, other) for other in speakers)
        if not known and _is_name(name):
            yield name, one.start + len(one.name), elsewhere


def _without_verb(name: str) -> str:
    """Remove a verb of reading with which a sentence starts: "Felolvasom Kis Béla"."""
    first, _, rest = name.partition(" ")
    return rest if " " in rest and says_it_is_read(first) else name


def _without_office(name: str) -> str:
    """Remove what stands before the last office: "Milletvekili Selin Karaca"."""
    tokens = name.split()
    offices = [n for n, token in enumerate(tokens[:-2]) if is_role(token.casefold())]
    return " ".join(tokens[offices[-1] + 1 :]) if offices else name


def _is_name(name: str) -> bool:
    """Return whether a full name in running text is no document, day or heading."""
    words = name.casefold().split()
    dates = all_words("dates.months") | all_words("dates.weekdays")
    if (
        len(words) > 2
        and words[0] in all_words("stop_words")
        and words[1] in _articles()
    ):
        return (
            False  # "I read you the end" in a language with capitals: "Ihnen das Ende"
        )
    small = label_words().never_in_labels | dates | all_words("dates.prepositions")
    return not (
        is_document(name) or name.isupper() or any(word in small for word in words)
    )


def _addressed(text: str) -> str:
    """Return the full name with which a paragraph addresses somebody."""
    head = re.split(r"[,!?]\s", text.strip()[:60], maxsplit=1)
    return head[0] if len(head) > 1 and is_person(head[0]) else ""


def _honoured(text: str, speakers: Collection[str]) -> Iterator[Origin]:
    """Yield whom Chinese, Japanese or Korean words name as the sender."""
    for pattern, confidence in ((_CJK_HONOURED, _LIKELY), (_CJK_OWNER, _DOUBTFUL)):
        found = pattern.regex.search(text)
        if found and found.group(1) not in speakers:
            yield Origin(name=found.group(1), confidence=confidence)


def _named_behind(pattern: WordPattern, text: str) -> str:
    """Return the person whose name follows words such as "named", one word or more."""
    for found in pattern.regex.finditer(text):
        rest = text[found.end() :]
        words: list[str] = []
        for token in rest.split()[:4]:
            bare = token.strip(".,;:!?”“»«\"'")
            if not bare[:1].isupper() and bare not in label_words().particles:
                break
            words.append(bare)
            if bare != token:
                break
        while words and not words[-1][:1].isupper():
            words.pop()
        if words and words[0].casefold() not in label_words().never_in_labels:
            return " ".join(words)
    return ""


def _plausible(name: str, introduction: str, around: Sequence[str]) -> str:
    """Return a sender found in an introduction, unless it is a text, or no name.

    The first word of a sentence has a capital in any case: it is a name if it has one
    elsewhere, too.
    """
    if not name or is_document(name) or speaks_of_message(name):
        return ""
    if any(map(str.isdigit, name)) or fold_letters(name) in all_words("stop_words"):
        return ""
    if " " in name or not name[0].isupper():
        return name
    if parse_label(name).voice and parse_label(name).role:
        return name
    opens = [s for s in sentences_of(introduction) if s.startswith(name)]
    if not opens:
        return name
    stem = name[: max(_MIN_NAME, len(name) - 1)]
    later = [
        word.group()
        for text in around
        for sentence in sentences_of(text)
        for word in list(_WORD.finditer(sentence))[1:]
    ]
    in_small = any(word == name.lower() for word in later)
    again = any(
        word.startswith(stem) and len(word) - len(name) <= _MIN_NAME for word in later
    )
    return name if again and not in_small else ""


def _signer(named: str, signer: str, around: Sequence[str]) -> str:
    """Return the sender of a signed text, by the fuller form of the name.

    A signature has no grammatical case, and so its form is taken where both are full.
    """
    if named.endswith(f" {signer.rsplit(maxsplit=1)[-1]}") and "." in signer:
        return named
    return _full_name(signer, around) or signer


def _as_signed(first: str, full: str) -> Origin:
    """Return a full name with the given name as it is signed, not in another case.

    The surname may stand in that case, too, which only a person can tell.
    """
    given, _, rest = full.partition(" ")
    if given == first or not rest or first in full.split():
        return Origin(name=full, confidence=0.85)
    return Origin(name=f"{first} {rest}", confidence=_DOUBTFUL)


def _full_name(name: str, around: Sequence[str]) -> str:
    """Return the only full name in texts that holds a single name; empty if none."""
    words = [word for word in _WORD.findall(name) if len(word) > 1]
    if len(words) != 1:
        return ""
    stem = stem_of(words[0])
    found: list[str] = []
    for text in around:
        for one in mentions_in(text):
            tokens = one.name.casefold().split()
            held = any(
                token.startswith(stem) and abs(len(token) - len(words[0])) <= _MIN_NAME
                for token in tokens
            )
            if held and not any(same_person(one.name, other) for other in found):
                found.append(one.name)
    return found[0] if len(found) == 1 else ""


def _phrase(words: str) -> str:
    """Return a phrase for a sender without a name, up to its last capital letter."""
    tokens = words.split()
    if any(map(str.isdigit, words)):
        return ""
    while tokens and not tokens[-1][:1].isupper():
        tokens.pop()
    if not 1 <= len(tokens) <= _MAX_PHRASE_WORDS or (
        len(tokens) == 1 and fold_letters(tokens[0]) in all_words("stop_words")
    ):
        return ""
    phrase = " ".join(tokens)
    found = person_at_start(phrase)
    if " " in found:
        return found
    small = [t for t in tokens if t.casefold() in label_words().sentence_words]
    return "" if small or is_document(phrase) or speaks_of_message(phrase) else phrase
