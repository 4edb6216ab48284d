"""Whether a text is of who is only described above it, and not of whom other rules find there.

What the rules take for a name may be a part of what somebody is: "The director of the
Harbour Works wrote:" names no Harbour Works.
"""

import re
from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_words, flag
from content.segment.messages.described.people_words import person_in
from content.segment.messages.described.phrases import (
    described_by,
    is_link,
    is_small_word,
    opens_with_title,
    words_of,
)
from content.segment.messages.extent import Form
from content.segment.messages.senders.described import described_sender
from content.segment.messages.senders.movers import mover_who_reads
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.words import sentences_of
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.offices import is_role
from content.segment.names.words import articles, label_words

_CALLED = WordPattern("<<messages.called>>")
_MIN_UNSPACED = 4


def described_instead(text: ReadText, found: Origin) -> Origin:
    """Return who is described above a text, where rules found less than that; else whom they found.

    Only of a text in marks, or one that the page sets off, and that nobody signs. Where
    neither finds anybody, a motion is of who reads it.
    """
    marked = text.extent.form in {Form.QUOTED, Form.SET_OFF}
    if text.extent.signed or text.loose or not marked:
        return found
    described = described_sender(text.introduction, text.language)
    # "A girl wrote to me:", and her letter opens "My name is Tilly".
    called = _CALLED.is_in(text.opening)
    if called or described is None or text.rules_out(described.name):
        return found if found.name else mover_who_reads(text)
    if not _says_less(found, described.name, text):
        return found
    plain = text.sure and _is_plainly_described(described.name, text)
    return replace(described, confidence=LIKELY) if plain else described


def _is_plainly_described(name: str, text: ReadText) -> bool:
    """Return whether the sentence that leads to a text tells whose it is, and of where.

    "I have a letter from the fishermen of Moor:", and not "A teacher wrote to me:"
    """
    last = " ".join(sentences_of(text.introduction)[-1:])
    words = name.split()
    told = last.rstrip().endswith(COLONS) and words[0] in last
    if not flag(text.language, "spaced"):
        return told and len(name) >= _MIN_UNSPACED
    return told and any(word[:1].isupper() for word in words[1:])


def _says_less(found: Origin, described: str, text: ReadText) -> bool:
    """Return whether who was found is nobody, a part of who is described, or a guess."""
    name = found.name
    if not name or _is_called(name, text.introduction):
        return True
    whole = name.startswith(f"{described} ") and name.rsplit(" ", 1)[1][:1].isupper()
    if whole and found.confidence > LIKELY and may_be_named_body(name):
        return False  # "Union of Towns" of "Union of Towns and Villages of Moor"
    guessed = _is_guess(found, described, text)
    guessed |= _is_bare_office(name, described)
    guessed |= _is_home(name, described, text.language)
    if guessed or _is_cut_short(name, described, text.language):
        return True
    if any(map(is_given_name, name.split())):
        return False
    spaced = flag(text.language, "spaced")
    apart = " ".join(words_of(described))  # "directeur de l’Office"
    inside = f" {name} " in f" {apart} " if spaced else name in described
    if inside and name != described:
        return _is_part(found, described)
    person = is_person(described) and " " in described
    told = sentences_of(text.introduction)
    opens = " " not in name and any(one.startswith(name) for one in told)
    # A capital says nothing there: "Tur bija rakstīts:"
    doubted = found.confidence <= DOUBTFUL and not may_be_named_body(name)
    return opens and (person or doubted)


def _is_bare_office(name: str, described: str) -> bool:
    """Return whether a form of address stands before nothing but an office.

    >>> _is_bare_office("Paní starostka", "starostka")
    True
    """
    title, _, office = name.partition(" ")
    return office == described and title.casefold() in label_words().honorifics


def _is_home(name: str, described: str, language: str) -> bool:
    """Return whether a small word leads to a name, as to where somebody is from.

    >>> _is_home("Liptovskej Anny", "čitateľ z Liptovskej Anny", "sk")
    True
    """
    led = described.removesuffix(f" {name}").split()
    ends = described.endswith(f" {name}") and len(led) > 1
    return ends and is_link(led[-1], language) and person_in(led, language) is not None


def _is_guess(found: Origin, described: str, text: ReadText) -> bool:
    """Return whether somebody found is not named above a text, or with an article."""
    told = text.introduction.casefold()
    named = all(stem_of(word) in told for word in found.name.split())
    if not named and found.confidence < LIKELY:
        return True
    # "Egy tanítónő Makóról"
    led = found.name.endswith(f" {described}")
    return led and found.confidence <= DOUBTFUL


def _is_part(found: Origin, described: str) -> bool:
    """Return whether a name is of a place or a body inside what somebody is.

    Not of who holds an office: "President Ada Brook" is Ada Brook.
    """
    head, _, tail = described.partition(found.name)
    before, behind = head.split()[-1:], tail.split()[:1]
    if behind and behind[0] in all_words("messages.kin_suffixes"):
        return False
    if found.confidence >= LIKELY and may_be_named_body(found.name):
        return any(is_role(word.casefold()) for word in words_of(head))
    return not (before and is_role(before[0].casefold()) and is_person(found.name))


def _is_cut_short(name: str, described: str, language: str) -> bool:
    """Return whether a name is a small word, or ends before or behind who is described.

    >>> _is_cut_short("Ein Lokführer", "Lokführer aus dem Moor", "de")
    True
    >>> _is_cut_short("Der Lokführer", "Lokführer", "de"), _is_cut_short("Мені", "мати", "uk")
    (False, True)
    """
    words, whole = words_of(name), words_of(described)
    bare = described_by(words, language)
    shorter = bare != words and bare == whole[: len(bare)] and bare != whole
    rest = words[len(whole) :] if words[: len(whole)] == whole else []
    longer = rest != [] and (
        opens_with_title(whole) or is_small_word(rest[0], language)
    )
    return is_small_word(name, language) or shorter or longer


def _is_called(office: str, introduction: str) -> bool:
    """Return whether a sentence opens by calling somebody by an office.

    "Mr. Minister, I read you what the mayor wrote:"
    """
    first, last = office.split(maxsplit=1)[0], office.rsplit(maxsplit=1)[-1]
    if first.casefold() in articles() or not is_role(last.casefold()):
        return False  # "The director, Mr. Hall, wrote:"
    called = re.search(rf"(?:^|[.!?]\s){re.escape(office)},", introduction)
    return called is not None
