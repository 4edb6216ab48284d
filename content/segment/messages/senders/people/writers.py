"""Find whom the last sentence before a text names as its writer."""

import re
from collections.abc import Sequence

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_words, any_words
from content.segment.messages.words import (
    WRITES,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.office_words import is_what_office_is_of
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL, WITHOUT_CASE
from content.segment.names.text_words import SENT
from content.segment.names.words import label_words

_FULL = 2
_MAX_CHARS, _MAX_NAME_WORDS = 160, 4
_NAMED = rf"{CAPITAL}[\w’'-]+(?:\s{CAPITAL}[\w’'.-]+){{1,4}}"
_LAST = WordPattern(
    rf"(?<!\w)(?:(?P<before>{_NAMED})\s(?i:{WRITES})"
    rf"|(?i:{WRITES})\s(?P<behind>{_NAMED}))\s?[:：]$",
    re.NOFLAG,
)
# "Píše mi starosta Hornej Lehoty pán Ján Malý:", "Nous écrit la maire de Moor, Ada Brun :"
_HOLDER = WordPattern(
    rf"^(?:\w{{1,4}}\s){{0,2}}(?i:{WRITES})\s(?P<office>(?:[^\s.:!?]+\s){{1,8}}?)"
    rf"(?P<behind>{_NAMED})\s?[:：]$",
    re.NOFLAG,
)
# "Agnes Tully writes to her husband.", "Es schreibt Agnes Tuller an ihren Mann."
_TOLD = WordPattern(
    rf"^(?:[^\W\d_]{{1,4}}\s)?(?:(?P<before>{_NAMED})\s(?i:{WRITES})"
    rf"|(?i:{WRITES})\s(?P<behind>{_NAMED}))(?:\s[^\s.:!?]+){{0,5}}\s?\.$",
    re.NOFLAG,
)
# "Margaret from Whitby:", "And Tom:"
_POSTED = re.compile(
    rf"(?:[^\W\d_]{{1,3}}\s)?(?P<name>{CAPITAL}[\w’'-]+(?:\s{CAPITAL}[\w’'-]+)?)"
    rf"(?:\s(?P<link>[^\W\d_]{{1,5}})\s{CAPITAL}[\w’'-]+(?:\s[\w’'-]+){{0,3}})?\s?[:：]"
)
# "From Sister Agnes in Nairobi:"
_FROM_LINE = WordPattern(
    rf"^(?i:(?:<messages.from>))\s(?:[^\W\d_]{{1,3}}\s)?{CAPITAL}[^.!?:：]{{1,60}}[:：]\s*$",
    re.NOFLAG,
)
_MAX_FROM_LINE = 80
_NEAR = 400


_MAX_SENT_SENTENCES, _MAX_OFFICE_WORDS = 3, 8


def writer_at_end(introduction: str) -> str:
    """Return the person whose name stands beside the verb of writing that leads to a text.

    Whatever body stands before: "Aus der Schule am Moor schreibt Mia Huber:". Or of whom
    a message is said to be: "We have had some mail. Margaret from Whitby:".
    """
    last = " ".join(sentences_of(introduction)[-1:])[-_MAX_CHARS:].strip()
    # Both have a verb of writing, which most have not, and end in their own sign.
    beside_verb = (_LAST if last.endswith(COLONS) else _TOLD).regex
    found = beside_verb.search(last) if tells_of_writing(last) else None
    if found is None or WITHOUT_CASE.search(found.group()):
        return _holder_at_end(last) or poster_at_end(introduction)
    words = (found.group("before") or found.group("behind")).split()
    first = next((n for n, word in enumerate(words) if is_given_name(word)), None)
    if first is None:
        name = " ".join(words)
        return name if len(words) == _FULL and is_person(name) else ""
    # In Hungarian the family name stands first.
    start = first if len(words) - first > 1 else max(0, first - 1)
    name = " ".join(words[start:])
    return name if is_person(name) and len(name.split()) <= _MAX_NAME_WORDS else ""


def _holder_at_end(sentence: str) -> str:
    """Return the person who writes as the subject behind the verb, behind an office.

    >>> _holder_at_end("Píše mi starosta Hornej Lehoty pán Ján Malý:")
    'Ján Malý'
    >>> _holder_at_end("Píše o starostovi Jánovi Malom:")
    ''
    """
    found = None
    if sentence.endswith(COLONS) and tells_of_writing(sentence):
        found = _HOLDER.regex.match(sentence)
    if found is None or WITHOUT_CASE.search(found.group()):
        return ""
    words = [word.strip(".,").casefold() for word in found.group("office").split()]
    w = label_words()
    office = next((n for n, word in enumerate(words) if is_role(word)), -1)
    # "writes to the mayor, Ada Brook:", "writes of the mayor"
    told = not any_words("messages.elsewhere", "messages.to").isdisjoint(words[:office])
    beside = words[-1] in w.honorifics or office == len(words) - 1
    parted = found.group("office").rstrip().endswith(",")
    if office < 0 or told or not (beside or parted):
        return ""
    name = found.group("behind")
    return name if is_given_name(name.split()[0]) and is_person(name) else ""


def poster_at_end(introduction: str) -> str:
    """Return who alone, or with a place, leads to one of the messages just told of.

    >>> poster_at_end("We have had some messages. Margaret from Whitby:")
    'Margaret'
    >>> poster_at_end("We have had a storm. Margaret from Whitby:")
    ''
    """
    sentences = sentences_of(introduction[-_NEAR:])
    found = _POSTED.fullmatch(sentences[-1]) if sentences else None
    if found is None or not speaks_of_message(" ".join(sentences[-3:-1])):
        return ""
    if found.group("link") in all_words("names.and"):
        return ""
    name = found.group("name")
    return name if is_given_name(name.split()[0]) else ""


def is_from_line(text: str) -> bool:
    """Return whether a short line only says from whom the next words are.

    >>> is_from_line("From Sister Agnes in Nairobi:"), is_from_line("From here on: rain.")
    (True, False)
    """
    return len(text) <= _MAX_FROM_LINE and _FROM_LINE.opens(text)


def tells_who_writes(text: str) -> bool:
    """Return whether the last sentence only tells that a person writes something.

    >>> tells_who_writes("I have it here. Agnes Tully writes to her husband.")
    True
    """
    last = " ".join(sentences_of(text[-_NEAR:])[-1:])
    told = tells_of_writing(last) and _TOLD.is_in(last)
    return told and writer_at_end(last) != ""


def subject_sends(introduction: str) -> str:
    """Return the person of whom one of the last sentences tells that he or she sent it.

    The subject opens the sentence, mostly behind an office; whom the text condoles is
    named behind it.

    >>> subject_sends("President Ada Brook sent a letter to the family of Tom Ferro. It reads:")
    'Ada Brook'
    >>> subject_sends("The Mayor of Upper Moor, Ada Brook, has sent Tom Ferro a letter:")
    'Ada Brook'
    >>> subject_sends("The Mayor of Harlow Fen has sent Tom Ferro a letter. It reads:")
    ''
    >>> subject_sends("The family of Tom Ferro has sent us this letter:")
    ''
    """
    for sentence in reversed(sentences_of(introduction)[-_MAX_SENT_SENTENCES:]):
        if not SENT.is_in(sentence):
            continue
        sent = SENT.regex.search(sentence)
        if sent is None:
            continue
        named = [one for one in mentions_in(sentence) if one.end <= sent.start()]
        if not named:
            continue
        first = _subject(named, sentence[: sent.start()])
        if says_it_is_read(sentence[first.end : sent.start()]):
            continue  # "Ada Brook read out a letter that Tom Ferro had sent."
        before = sentence[: first.start].split()
        office = first.office or any(is_role(word.casefold()) for word in before)
        alone = not before and len(first.name.split()) == _FULL
        name = _without_place(_before_receiver(first.name))
        if name == first.name and is_what_office_is_of(sentence, first.start):
            continue  # A place: "The Mayor of Harlow Fen has sent Tom Ferro a letter".
        if (office and len(before) <= _MAX_OFFICE_WORDS) or alone:
            return name
    return ""


def _subject(named: Sequence[Mention], clause: str) -> Mention:
    """Return who of those named before a verb of sending is its subject.

    It is the first of them, or the last, if it has a given name and nothing stands
    between it and the verb, nor more than a comma before it: "The Mayor of Upper Moor,
    Ada Brook, has sent".
    """
    last = named[-1]
    beside = not clause[last.end :].strip(" ,")
    apart = clause[: last.start].rstrip().endswith(",")
    return last if beside and apart and has_given_name(last.name) else named[0]


def _without_place(name: str) -> str:
    """Return a name without the place of an office before its given name.

    >>> _without_place("Новоселиці Леся Дорошинська"), _without_place("Kovács Anna Mária")
    ('Леся Дорошинська', 'Kovács Anna Mária')
    """
    words = name.split()
    given = next((n for n, word in enumerate(words) if is_given_name(word)), 0)
    named = len(words) - given >= _FULL and not is_given_name(words[-1])
    return " ".join(words[given:]) if named else name


def _before_receiver(name: str) -> str:
    """Return the subject of a name into which the receiver runs: "Larsen de Dinç’e".

    >>> _before_receiver("Larsen de Meclis Başkanı Dinç’e"), _before_receiver("Ana de Paz")
    ('Larsen', 'Ana de Paz')
    """
    also = all_words("messages.also")
    words = name.split() if CASE_ENDING.search(name) else []
    end = next((n for n, word in enumerate(words) if n and word in also), 0)
    return " ".join(words[:end]) or name
