"""Who signs a text, or what body or person the words around it link with it.

This is asked last, where no other rule knows who sent a text.
"""

from dataclasses import replace

from content.language.word_lists import flag
from content.segment.messages.described.phrases import goes_on_with_noun
from content.segment.messages.senders.bare_names import stands_in_case
from content.segment.messages.senders.bodies.agreed_bodies import (
    agreed_body,
    ending_lines,
    opening_words,
    signs_alone,
)
from content.segment.messages.senders.bodies.announced_body import announced_body
from content.segment.messages.senders.bodies.body_words import body_named, whole_body
from content.segment.messages.senders.named_around import named_origin
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, SURE, Origin
from content.segment.messages.senders.read_text import ReadText, may_be_reader
from content.segment.messages.words import (
    MAX_ANNOUNCEMENT_CHARS,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.offices import is_role
from content.segment.names.text_words import SENT
from content.segment.names.words import NAME_WORD

_MIN_NAME = 3


def linked_origin(text: ReadText) -> Origin:
    """Return who signs a text, or what body or person the words around it link with it."""
    found = named_origin(text)
    near = " ".join(sentences_of(text.introduction)[-3:])
    tells = (speaks_of_message, says_it_is_read, tells_of_writing, SENT.is_in)
    telling = text.sure or any(told(near) for told in tells)
    body = _agreed_body(text, found) if telling else ""
    if body and not may_be_reader(body, text.reader):
        return _origin_of_agreed(body, text, near)
    if text.extent.signed:
        return found
    return _unsigned_origin(text, found, near, telling=telling)


def _agreed_body(text: ReadText, found: Origin) -> str:
    """Return the body that the announcement and the text both name; empty if a person sent it."""
    introduction, extent = text.introduction, text.extent
    body = agreed_body(
        introduction[-MAX_ANNOUNCEMENT_CHARS:],
        ending_lines(text.words),
        opening=opening_words(text.words),
        signer=extent.signer,
    )
    # "Ada Brook of the Harbour Works writes": who is named and signs sent it.
    if extent.signer and (
        is_person(extent.signer)
        if body.rstrip(".") == extent.signer
        else names_surname(introduction, extent.signer)
    ):
        return ""
    if body == extent.first and found.name.endswith(f" {body}"):
        return ""  # A surname signs, and the words above have the whole name.
    return body


def _origin_of_agreed(body: str, text: ReadText, near: str) -> Origin:
    """Return a body that announcement and text both name, and how sure it is that it sent it."""
    group = text.extent.group
    if group.startswith(f"{body} "):  # "Crew of the Elbe 7"
        return Origin(name=group, confidence=DOUBTFUL)
    longer = body in group or group in body
    if _share_word(group, body) and not longer:
        # Who signs "The Dairymen of Hollow" may not be "Hollow Dairy" told of above.
        return Origin(name=body, confidence=DOUBTFUL)
    if body in text.introduction and not stands_in_case(body, near):
        return Origin(name=body, confidence=SURE)
    signs = signs_alone(body, ending_lines(text.words))
    return Origin(name=body, confidence=LIKELY if signs else DOUBTFUL)


def _unsigned_origin(
    text: ReadText, found: Origin, near: str, *, telling: bool
) -> Origin:
    """Return the body that the announcement of an unsigned text names, or who was found."""
    told = announced_body(text.introduction, text.language) if telling else None
    if told is not None and not may_be_reader(told.name, text.reader):
        person = found.confidence >= LIKELY and is_person(found.name)
        kept = person or found.name in told.name
        if not (found.name and kept) or _is_place_in(told.name, found.name):
            return told
    if not found.name:
        name = body_named(near, text.opening) if telling and not text.loose else ""
        nouns = text.language != "" and flag(text.language, "capital_nouns")
        if nouns and not may_be_named_body(name):
            name = ""  # "an vier Abenden Reisende"
        return Origin(name="" if may_be_reader(name, text.reader) else name)
    whole = whole_body(found.name, near)
    if whole != found.name and not may_be_reader(whole, text.reader):
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


def _share_word(one: str, two: str) -> bool:
    """Return whether two names have a long word in common."""
    words = set(NAME_WORD.findall(one.casefold())) & set(
        NAME_WORD.findall(two.casefold())
    )
    return any(len(word) > _MIN_NAME for word in words)
