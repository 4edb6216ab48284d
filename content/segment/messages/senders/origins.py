"""Find out who wrote a text that is read out, from all that is said around it.

A body that the announcement and the letter both name comes first, then who signs, then
whom the announcement names, then the likeliest of those who are named around it, with
doubt. Never whom the letter greets, nor who reads it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.extent import Extent, Form
from content.segment.messages.greeted import is_greeted
from content.segment.messages.senders.agreed_bodies import (
    agreed_body,
    ending_lines,
    opening_words,
    signs_alone,
)
from content.segment.messages.senders.announced_body import announced_body
from content.segment.messages.senders.announced_person import (
    announced_person,
    goes_on_with_noun,
)
from content.segment.messages.senders.bodies import body_named, whole_body
from content.segment.messages.senders.introductions import names_sender, sender_of
from content.segment.messages.senders.likeliest import (
    given_name_signed,
    is_closed,
    likeliest_sender,
    signed_in_cjk,
    signed_in_last_words,
)
from content.segment.messages.senders.named_bodies import named_body
from content.segment.messages.senders.names import (
    full_name,
    fuller_signer,
    holds_place,
    stands_in_case,
    without_opening,
    without_trade,
)
from content.segment.messages.senders.unsigned import (
    DOUBTFUL,
    LIKELY,
    POSSESSED,
    UNSURE,
    Origin,
    persons_in,
    unsigned_origins,
    without_verb,
)
from content.segment.messages.senders.writers import subject_sends, writer_at_end
from content.segment.messages.words import (
    NOUN,
    announces_writing,
    is_document,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    is_given_name,
    is_han_surname,
)
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import CJK_ROLE, SENT, articles, label_words

SURE = 0.95
_MIN_NAME = 3
_MAX_ADDRESS = 80
_MAX_ANNOUNCEMENT = 600
_MAX_SENTENCES = 8
_FULL = 2
_MAX_OFFICE_WORDS = 2

# "of the Joint Appendix" is no sender unless a word for a letter stands before it.
_OF = WordPattern(r"(?<!\w)<messages.of>\s(?:[^\W\d_]+\s){0,2}$")
_SENDING = WordPattern(rf"{NOUN}[^.!?]{{0,60}}$")
_UNDERSIGNED = WordPattern(r"\W*(?:<messages.undersigned>)(?!\w)")
_MAX_TITLE = 12
_SELF_NAMED = re.compile(
    r"[\W_]{0,3}(?P<article>[^\W\d_]{1,3})\s"
    rf"(?P<name>{CAPITAL}[\w’'-]+(?:\s(?:[^\W\d_]{{1,3}}\s)?{CAPITAL}[\w’'-]+){{0,6}})"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_HAN = re.compile("[\u3400-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text that is read out, and what is said around it.

    Attributes:
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
        words: Its paragraphs.
        loose: Whether only its length shows that it is another's.
        language: Of the document; empty if it is not known.
    """

    introduction: str
    extent: Extent
    sure: bool
    above: Sequence[str]
    below: Sequence[str]
    titles: dict[str, str]
    reader: str
    speakers: Collection[str]
    opening: str = ""
    words: Sequence[str] = ()
    loose: bool = False
    language: str = ""

    @property
    def closing(self) -> str:
        """Its last paragraph."""
        return self.words[-1] if self.words else ""


def find_origin(text: ReadText) -> Origin:
    """Return who wrote a text: a person, a body, or what words link with it."""
    if own := _undersigned(text.opening):
        return Origin(name=own, confidence=SURE)
    return (
        _named_body(text)
        or _told_to_write(text)
        or _told_to_send(text)
        or _announced(text)
        or _linked_origin(text)
    )


def _named_body(text: ReadText) -> Origin | None:
    """Return the body that the announcement of an unsigned text surely names."""
    if text.extent.signed or text.loose:
        return None
    found = named_body(text.introduction, text.language)
    if found is None or _shares_name(found.name, text.reader):
        return None
    return None if _greets(text.opening, found.name) else found


def _announced(text: ReadText) -> Origin | None:
    """Return the one person whom the announcement of an unsigned text may mean."""
    if text.extent.signed:
        return None
    found = announced_person(text.introduction, text.language)
    if found is None or _shares_name(found.name, text.reader):
        return None
    return None if _greets(text.opening, found.name) else found


def _told_to_send(text: ReadText) -> Origin | None:
    """Return the subject of the sentence that says that a text was sent.

    It stands in the announcement, or in the paragraph above a short one. None where a
    person signs the text.
    """
    if text.extent.signer or text.extent.first:
        return None
    brief = len(sentences_of(text.introduction)) == 1
    above = text.above[-1:] if brief else ()
    for told in (text.introduction, *above):
        name = subject_sends(told) if speaks_of_message(told) else ""
        if name and not (
            _shares_name(name, text.reader) or _greets(text.opening, name)
        ):
            return Origin(name=name, confidence=SURE)
    return None


def _told_to_write(text: ReadText) -> Origin | None:
    """Return who is named beside the verb of writing above a text that nobody signs."""
    writer = "" if text.extent.signed else writer_at_end(text.introduction)
    reads = _shares_name(writer, text.reader) or _greets(text.opening, writer)
    if not writer or reads:
        return None
    known = any(map(is_given_name, writer.split()))
    return Origin(name=writer, confidence=SURE if known else LIKELY)


def _linked_origin(text: ReadText) -> Origin:
    """Return who signs a text, or what body or person the words around it link with it."""
    introduction, extent, reader = text.introduction, text.extent, text.reader
    found = _named_origin(text)
    near = " ".join(sentences_of(introduction)[-3:])
    lines = ending_lines(text.words)
    tells = (speaks_of_message, says_it_is_read, tells_of_writing, SENT.is_in)
    telling = text.sure or any(told(near) for told in tells)
    body = ""
    if telling:
        body = agreed_body(
            introduction[-_MAX_ANNOUNCEMENT:],
            lines,
            opening=opening_words(text.words),
            signer=extent.signer,
        )
    # "Ada Brook of the Harbour Works writes": who is named and signs sent it.
    if extent.signer and (
        is_person(extent.signer)
        if body.rstrip(".") == extent.signer
        else names_surname(introduction, extent.signer)
    ):
        body = ""
    if body and not _shares_name(body, reader):
        plain = body in introduction and not stands_in_case(body, near)
        signs = signs_alone(body, lines)
        longer = body in extent.group or extent.group in body
        if _share_word(extent.group, body) and not longer:
            # Who signs "The Dairymen of Hollow" may not be "Hollow Dairy" told of above.
            return Origin(name=body, confidence=DOUBTFUL)
        return Origin(
            name=body, confidence=SURE if plain else LIKELY if signs else DOUBTFUL
        )
    if extent.signed:
        return found
    return _unsigned_origin(text, found, near, telling=telling)


def _unsigned_origin(
    text: ReadText, found: Origin, near: str, *, telling: bool
) -> Origin:
    """Return the body that the announcement of an unsigned text names, or who was found."""
    told = announced_body(text.introduction, text.language) if telling else None
    if told is not None and not _shares_name(told.name, text.reader):
        person = found.confidence >= LIKELY and is_person(found.name)
        kept = person or found.name in told.name
        if not (found.name and kept) or _is_place_in(told.name, found.name):
            return told
    if not found.name:
        name = body_named(near, text.opening) if telling and not text.loose else ""
        return Origin(name="" if _shares_name(name, text.reader) else name)
    whole = whole_body(found.name, near)
    if whole != found.name and not _shares_name(whole, text.reader):
        return Origin(name=whole)
    _, _, behind = text.introduction.rpartition(found.name)
    if goes_on_with_noun(behind, text.language):
        # In which case the name of a body stands, only a person can tell.
        return replace(found, confidence=min(found.confidence, DOUBTFUL))
    return found


def _is_place_in(body: str, name: str) -> bool:
    """Return whether a name is of a place inside a body's, and not of who has an office.

    >>> _is_place_in("rowers of Lower Pell", "Lower Pell")
    True
    >>> _is_place_in("mayor Ada Brook", "Ada Brook")
    False
    """
    before = body[: max(body.find(name), 0)].split()[-1:]
    return (
        before != []
        and before[0].islower()
        and not is_role(before[0])
        and not is_given_name(name.partition(" ")[0])
    )


def _named_origin(text: ReadText) -> Origin:
    """Return who signs a text, or is named around it."""
    introduction, extent, reader = text.introduction, text.extent, text.reader
    above, opening, closing = text.above, text.opening, text.closing
    around = [*above[-4:], introduction, *text.below[:1]]
    near = " ".join(sentences_of(introduction)[-4:])
    telling = text.sure or speaks_of_message(near) or announces_writing(near)
    telling = telling or names_sender(introduction)
    named = sender_of(introduction, text.titles) if telling else ""
    named = _plausible(without_verb(POSSESSED.sub("", named)), introduction, around)
    if _shares_name(named, reader) or _greets(opening, named):
        named = ""
    if named and _reads_it(named, introduction):
        named = ""
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    told = [*above, introduction]
    signed = _signed_origin(extent, named, around, text)
    if signed is None and marked:
        signed = _signed_in_last_words(closing, told, around, reader)
    if signed is not None:
        return signed
    full = full_name(named, around) or without_opening(named, introduction)
    if full and _is_linked(named, introduction):
        # An institution may stand in a grammatical case: "des Hafenamtes Nordkai".
        plain = is_person(full) or parse_label(full).voice or " " not in full
        plain = plain and not stands_in_case(named, introduction)
        latin = any("a" <= char <= "ɏ" for char in full.casefold())
        sure = plain or not (latin or stands_in_case(named, introduction))
        bent = stands_in_case(named, introduction) or holds_place(full)
        bent = bent or bool(extent.group)
        unsure = DOUBTFUL if bent else UNSURE
        return Origin(name=full, confidence=SURE if sure and not bent else unsure)
    last = " ".join(sentences_of(introduction)[-1:])
    telling_of = telling or tells_of_writing(near) or says_it_is_read(last)
    for found in unsigned_origins(
        introduction, above, text.below, text.speakers, telling=telling_of
    ):
        if not (_shares_name(found.name, reader) or _greets(opening, found.name)):
            return _surer(found, extent, [introduction, *above[-1:]])
    name = full or extent.first or (_self_named(opening) if telling else "")
    if name or not (marked or extent.form is Form.READ):
        return Origin(name=name)
    only = _only_person(told[-3:], reader, text.speakers, opening)
    if only or not (extent.form is Form.SET_OFF or is_closed(closing)):
        return _surer(Origin(name=only), extent, [introduction, *above[-2:]])
    name = likeliest_sender(
        closing=closing,
        told=told,
        reader=reader,
        speakers=text.speakers,
        opening=opening,
    )
    return Origin(name="" if _shares_name(name, reader) else name)


def _signed_in_last_words(
    closing: str, told: Sequence[str], around: Sequence[str], reader: str
) -> Origin | None:
    """Return who signs a marked text in its last words; None if nobody does."""
    name = signed_in_last_words(closing)
    if name and not _shares_name(name, reader):
        near = any(names_surname(text, name) for text in around)
        return Origin(name=name, confidence=LIKELY if near else DOUBTFUL)
    if (cjk := signed_in_cjk(closing, told)) and not _shares_name(cjk, reader):
        return Origin(name=cjk, confidence=LIKELY)
    given = given_name_signed(closing, told)
    return Origin(name=given) if given and not _shares_name(given, reader) else None


def _surer(found: Origin, extent: Extent, texts: Sequence[str]) -> Origin:
    """Return a sender, likely where a marked text is by a person who is told of.

    A given name and a surname, and a form of address before them, or a comma behind
    them: "It is from Mrs. Ada Brook.", "from Ada Brook, who lives on Skerry."
    """
    words = found.name.split()
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    if not marked or len(words) != _FULL or any(map(is_role, map(str.casefold, words))):
        return found
    if found.confidence >= LIKELY or not is_person(found.name):
        return found
    for text in texts:
        place = text.find(found.name)
        if place < 0:
            continue
        upto = text[: place + len(found.name)]
        if stands_in_case(found.name, upto) or not _is_linked(found.name, upto):
            break
        before = text[:place].split()[-1:]
        title = before[0].rstrip(".").casefold() if before else ""
        told = text[place + len(found.name) :].startswith((",", ";"))
        if told or title in label_words().titles:
            return replace(found, confidence=LIKELY)
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
            for name, end, elsewhere in persons_in(sentence, speakers):
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


def _undersigned(opening: str) -> str:
    """Return who writes of themselves by name: "I, the undersigned Ada Brook, ask …"."""
    found = _UNDERSIGNED.regex.match(opening)
    one = next(mentions_in(opening[found.end() :]), None) if found else None
    return one.name if one is not None and one.start <= _MAX_TITLE else ""


def _self_named(opening: str) -> str:
    """Return who writes of itself, as institutions do: "The Agency cannot support …"."""
    found = _SELF_NAMED.match(opening)
    if found is None or found.group("article").casefold() not in articles():
        return ""
    name = f"{found.group('article')} {found.group('name').strip()}"
    return "" if is_document(name) or speaks_of_message(name) else name


def _signed_origin(
    extent: Extent, named: str, around: Sequence[str], read: ReadText
) -> Origin | None:
    """Return who signs a text; None if nobody does, or only some of those named.

    Args:
        extent: Where it ends, and who signs there.
        named: Whom its introduction names; may be empty.
        around: The paragraphs near it.
        read: The text; who signs it for others has more words in its last paragraph.
    """
    if extent.signer:
        name = fuller_signer(named, without_trade(extent.signer), around)
        told = any(names_surname(text, name) for text in around)
        if _HAN.fullmatch(name):  # Nothing parts such a name from other words.
            if CJK_ROLE.regex.fullmatch(name):
                return _called_by_office(name, read.introduction)
            told = told or name in read.introduction
        # A known given name behind the last sentence of a quotation signs it.
        given, _, rest = name.partition(" ")
        signature = (sentences_of(read.closing)[-1:] or [""])[0].split()
        brief = len(signature) <= len(name.split()) + _MAX_OFFICE_WORDS
        plain = rest != "" and brief and extent.form is Form.QUOTED
        plain = plain and is_given_name(given, surely=True)
        sure = told or plain or not extent.bare
        return Origin(name=name, confidence=SURE if sure else DOUBTFUL)
    if extent.first:
        full = full_name(extent.first, around)
        if full:
            return _as_signed(extent.first, full)
        if re.search(rf"(?<!\w){re.escape(extent.first)}(?!\w)", " ".join(around)):
            return Origin(name=extent.first, confidence=LIKELY)
    if extent.group and not is_person(named):
        return Origin(name=extent.group)
    return None


def _called_by_office(office: str, introduction: str) -> Origin:
    """Return who signs with a form of address alone: the one who has it there, surname first.

    >>> _called_by_office("師傅", "是邱師傅寄給她的。").name
    '邱師傅'
    """
    place = introduction.rfind(office)
    surname = introduction[max(0, place - 1) : max(0, place)]
    named = surname if surname and is_han_surname(surname) else ""
    return Origin(name=named + office, confidence=LIKELY if named else DOUBTFUL)


def _share_word(one: str, two: str) -> bool:
    """Return whether two names have a long word in common."""
    words = set(_WORD.findall(one.casefold())) & set(_WORD.findall(two.casefold()))
    return any(len(word) > _MIN_NAME for word in words)


def _shares_name(name: str, reader: str) -> bool:
    """Return whether a name may be the reader's own; of a family, each has another."""
    own = _WORD.findall(reader.casefold())
    words = _WORD.findall(name.casefold())
    if not any(len(word) > _MIN_NAME and word in own for word in words):
        return False
    return not _are_relatives(words, own)


def _are_relatives(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether two names differ in the given name, and agree in the surname alone."""
    if min(len(one), len(two)) < _FULL or not is_person(" ".join(two).title()):
        return False
    titles = label_words().titles | label_words().honorifics
    given = (one[0], two[0])
    told = any(word in titles or is_role(word) or len(word) == 1 for word in given)
    shared = set(one) & set(two)
    return (
        not told
        and given[0][:_MIN_NAME] != given[1][:_MIN_NAME]
        and shared == {one[-1]}
    )


def _greets(opening: str, name: str) -> bool:
    """Return whether a letter opens by greeting somebody, in whatever case.

    So does a line of its own: "To the council of Lower Pell"
    """
    if not name:
        return False
    line, parted, _ = opening.strip().partition("\n")
    if parted and len(line) <= _MAX_ADDRESS and names_surname(line, name):
        return True
    return is_greeted(name, opening)


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


def _as_signed(first: str, full: str) -> Origin:
    """Return a full name with the given name as it is signed, not in another case.

    The surname may stand in that case, too, which only a person can tell.
    """
    given, _, rest = full.partition(" ")
    if given == first or not rest or first in full.split():
        return Origin(name=full, confidence=LIKELY)
    if rest.startswith(first) and " " not in rest:
        # "Bodnár Gergőtől": Hungarian puts the given name last.
        return Origin(name=f"{given} {first}", confidence=DOUBTFUL)
    return Origin(name=f"{first} {rest}", confidence=DOUBTFUL)
