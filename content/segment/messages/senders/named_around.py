"""Who sent a text, by its signature or by whom the words around it name.

Its signature comes first, then whom its introduction names as a sender, then whoever
is named beside words of writing, and at last, with doubt, the likeliest person.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, all_words, flag
from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders.bare_names import (
    holds_place,
    stands_in_case,
    without_opening,
)
from content.segment.messages.senders.fuller_names import full_name
from content.segment.messages.senders.introductions import names_sender, sender_of
from content.segment.messages.senders.likeliest import is_closed, likeliest_sender
from content.segment.messages.senders.origin import (
    DOUBTFUL,
    LIKELY,
    SURE,
    UNSURE,
    Origin,
)
from content.segment.messages.senders.read_text import ReadText, may_be_reader
from content.segment.messages.senders.signed_origin import (
    signed_origin,
    signer_in_last_words,
)
from content.segment.messages.senders.unsigned import (
    POSSESSED,
    persons_in,
    reads_text,
    unsigned_origins,
    without_verb,
)
from content.segment.messages.words import (
    NOUN,
    announces_writing,
    names_document,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.capitalized_runs import MIN_NAME_WORDS
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import NAME_WORD, articles, label_words

_MIN_STEM, _MAX_ENDING = 3, 3
_MAX_SENTENCES = 8
# "of the Joint Appendix" is no sender unless a word for a letter stands before it.
_OF = WordPattern(r"(?<!\w)<messages.of>\s(?:[^\W\d_]+\s){0,2}$")
_SENDING = WordPattern(rf"{NOUN}[^.!?]{{0,60}}$")
_LISTENERS = WordPattern(r"(?:<excerpts.listeners>)(?!\w)")
_ASKS = tuple("?？؟")
# "Ada Brook, Tom Ferro and Eva Kern": nothing is told of who is one of several.
_LISTED = re.compile(rf"[,;]\s{CAPITAL}[\w’'-]+\s{CAPITAL}[\w’'-]+")
_QUOTED_NAME = re.compile(rf"[«„“]{CAPITAL}[^«»„“”]{{2,40}}[»“”]")
_SELF_NAMED = re.compile(
    r"[\W_]{0,3}(?P<article>[^\W\d_]{1,3})\s"
    rf"(?P<name>{CAPITAL}[\w’'-]+(?:\s(?:[^\W\d_]{{1,3}}\s)?{CAPITAL}[\w’'-]+){{0,6}})"
)


def named_origin(text: ReadText) -> Origin:
    """Return who signs a text, or is named around it."""
    introduction, extent, reader = text.introduction, text.extent, text.reader
    above, opening, closing = text.above, text.opening, text.closing
    around = [*above[-4:], introduction, *text.below[:1]]
    near = " ".join(sentences_of(introduction)[-4:])
    telling = text.sure or speaks_of_message(near) or announces_writing(near)
    telling = telling or names_sender(introduction)
    named = sender_of(introduction, text.titles) if telling else ""
    named = _plausible(without_verb(POSSESSED.sub("", named)), introduction, around)
    if text.rules_out(named):
        named = ""
    last = " ".join(sentences_of(introduction)[-1:])
    if named and _opens_with_reader(last, named):
        named = ""
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    told = [*above, introduction]
    signed = signed_origin(extent, named, around, text)
    if signed is None and marked:
        signed = signer_in_last_words(closing, told, around, reader)
    if signed is not None:
        return signed
    full = full_name(named, around) or without_opening(named, introduction)
    if full and _is_linked(named, introduction):
        return _linked_origin(full, named, text)
    telling_of = telling or tells_of_writing(near) or says_it_is_read(last)
    for found in unsigned_origins(
        introduction,
        above,
        text.below,
        text.speakers,
        telling=telling_of,
        nouns=_has_capital_nouns(text),
    ):
        if not text.rules_out(found.name):
            return _surer(found, extent, [introduction, *above[-1:]])
    name = full or extent.first or (_self_named(opening) if telling else "")
    if name:
        return Origin(name=name)
    return _likeliest_origin(text)


def _linked_origin(full: str, named: str, text: ReadText) -> Origin:
    """Return whom the introduction links to the text.

    Args:
        full: The full name.
        named: The name as the introduction has it.
        text: The text.
    """
    # An institution may stand in a grammatical case: "des Hafenamtes Nordkai".
    in_case = stands_in_case(named, text.introduction)
    plain = is_person(full) or parse_label(full).voice or " " not in full
    latin = any("a" <= char <= "ɏ" for char in full.casefold())
    if in_case or holds_place(full) or text.extent.group:
        return Origin(name=full, confidence=DOUBTFUL)
    return Origin(name=full, confidence=SURE if plain or not latin else UNSURE)


def _likeliest_origin(text: ReadText) -> Origin:
    """Return who likely sent a text that nobody is surely said to have sent."""
    introduction, extent, closing = text.introduction, text.extent, text.closing
    told = [*text.above, introduction]
    only = _only_person(told[-3:], text)
    if only or not (extent.form is Form.SET_OFF or is_closed(closing)):
        # An oath or a law has no sender: who is named above hardly is one.
        lawful = names_document(introduction) and not speaks_of_message(introduction)
        # "The firm “Lunch” sent an answer:" is hardly of who is named further up.
        near_texts = () if _QUOTED_NAME.search(introduction) else text.above[-2:]
        telling_texts = () if lawful else (introduction, *near_texts)
        return _surer(Origin(name=only), extent, telling_texts)
    name = likeliest_sender(
        closing=closing,
        told=told,
        reader=text.reader,
        speakers=text.speakers,
        opening=text.opening,
        nouns=_has_capital_nouns(text),
    )
    return Origin(name="" if may_be_reader(name, text.reader) else name)


def _has_capital_nouns(text: ReadText) -> bool:
    return text.language != "" and flag(text.language, "capital_nouns")


def _surer(found: Origin, extent: Extent, texts: Sequence[str]) -> Origin:
    """Return a sender, likely where a marked text is by a person who is told of.

    A given name and a surname, and a form of address before them, or a comma behind
    them: "It is from Mrs. Ada Brook.", "from Ada Brook, who lives on Skerry."

    >>> found, marked = Origin(name="Ada Brook"), Extent(end=1, form=Form.QUOTED)
    >>> _surer(found, marked, ["I read from Ada Brook, who lives here:"]) == found
    False
    >>> _surer(found, marked, ["Absent: Ada Brook, Tom Ferro and Eva Kern."]) == found
    True
    """
    words = found.name.split()
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    if (
        not marked
        or len(words) != MIN_NAME_WORDS
        or any(map(is_role, map(str.casefold, words)))
    ):
        return found
    if found.confidence >= LIKELY or not is_person(found.name):
        return found
    for n, text in enumerate(texts):
        place = text.find(found.name)
        if place < 0:
            continue
        upto = text[: place + len(found.name)]
        if stands_in_case(found.name, upto) or not _is_linked(found.name, upto):
            break
        before = text[:place].split()[-1:]
        title = before[0].rstrip(".").casefold() if before else ""
        behind = text[place + len(found.name) :]
        told = behind.startswith((",", ";")) and not _LISTED.match(behind)
        # Further up, "On the Lower North Shore, people wait." tells of a place.
        told = told and (n == 0 or has_given_name(found.name))
        if told or title in label_words().titles:
            return replace(found, confidence=LIKELY)
        break
    return found


def _only_person(paragraphs: Sequence[str], text: ReadText) -> str:
    """Return the one person whom the paragraphs above a marked text name in full.

    The nearest paragraph that names anybody is taken. Of several, the one who is named
    beside words of writing, or else the one of whom something is told behind a comma:
    who quotes at length tells whom.
    """
    for paragraph in reversed(paragraphs):
        sentences = sentences_of(paragraph)[-_MAX_SENTENCES:]
        found: list[tuple[str, bool, bool]] = []
        for sentence in sentences:
            tells = tells_of_writing(sentence) or speaks_of_message(sentence)
            for name, end, elsewhere in persons_in(
                sentence, text.speakers, nouns=_has_capital_nouns(text)
            ):
                told = sentence[end : end + 1] == "," and not _LISTED.match(
                    sentence, end
                )
                # "I am here with Ada Brook, who is twelve": not all prepositions lead away.
                if (elsewhere and not told) or text.rules_out(name):
                    continue
                if told and _calls(sentence, name):
                    continue
                if name not in [one[0] for one in found]:
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


def _calls(sentence: str, name: str) -> bool:
    """Return whether a sentence calls whom it goes to: "Ada Brook, do you object?".

    >>> _calls("Ada Brook, you asked for the floor.", "Ada Brook")
    True
    >>> _calls("Ada Brook, 12, wrote to you:", "Ada Brook")
    False
    """
    if not sentence.startswith(f"{name},"):
        return False
    behind = sentence[len(name) + 1 :].lstrip()
    return sentence.rstrip().endswith(_ASKS) or _LISTENERS.opens(behind)


def _opens_with_reader(sentence: str, name: str) -> bool:
    """Return whether a sentence opens with a name, and with who reads: "Ms. Hall then read".

    "a letter of the mayor, which reads:" opens with another.
    """
    opens = len(sentence.partition(name)[0].split()) <= 1
    return opens and not speaks_of_message(name) and reads_text(sentence, name)


def _self_named(opening: str) -> str:
    """Return who writes of itself, as institutions do: "The Agency cannot support …"."""
    found = _SELF_NAMED.match(opening)
    if found is None or found.group("article").casefold() not in articles():
        return ""
    name = f"{found.group('article')} {found.group('name').strip()}"
    return "" if names_document(name) or speaks_of_message(name) else name


def _is_linked(name: str, introduction: str) -> bool:
    """Return whether a name is not only what something else is "of"."""
    end = introduction.strip()[-300:]
    place = end.rfind(name.split(maxsplit=1)[0])
    before = end[: max(place, 0)]
    return _OF.regex.search(before) is None or _SENDING.regex.search(before) is not None


def _plausible(name: str, introduction: str, around: Sequence[str]) -> str:
    """Return a sender found in an introduction, unless it is a text, or no name.

    The first word of a sentence has a capital in any case: it is a name if it has one
    elsewhere, too.
    """
    if not name or names_document(name) or speaks_of_message(name):
        return ""
    # "Then I'm ready to make the motion."
    speaks = name.endswith(" I") and any(
        f"{name}{sign}" in introduction for sign in "'’"
    )
    numbered = any(map(str.isdigit, name))
    if speaks or numbered or fold_letters(name) in all_words("stop_words"):
        return ""
    if " " in name or not name[0].isupper():
        return name
    if parse_label(name).voice and parse_label(name).role:
        return name
    opens = [s for s in sentences_of(introduction) if s.startswith(name)]
    if not opens:
        return name
    stem = name[: max(_MIN_STEM, len(name) - 1)]
    later = [
        word.group()
        for text in around
        for sentence in sentences_of(text)
        for word in list(NAME_WORD.finditer(sentence))[1:]
    ]
    in_small = any(word == name.lower() for word in later)
    again = any(
        word.startswith(stem) and len(word) - len(name) <= _MAX_ENDING for word in later
    )
    return name if again and not in_small else ""
