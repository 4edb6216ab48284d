"""Questions of somebody who does not speak yet, as a chair calls or reads them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from content.language.question_marks import asks, may_ask
from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import all_words
from content.segment.messages.extent import Extent, Form
from content.segment.messages.quotations import find_quotation_end
from content.segment.messages.senders.announced_person import person_asking
from content.segment.messages.senders.introductions import names_sender
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.words import (
    announces_question,
    is_item,
    sentences_of,
    speaks_of_question,
)
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.offices import is_role
from content.segment.names.words import label_words
from content.segment.pieces import Piece

_MAX_TOLD, _MAX_SENTENCES, _MAX_REMARK = 300, 2, 6
_MIN_SPEAKERS, _MIN_ITEMS, _MAX_PARTS = 2, 2, 3
_CALLED = re.compile(r"(?P<name>[^!?:()]{4,60})!\s*\([^()]{3,40}\)\s?:?")


def up_to_question_mark(
    turn: Sequence[Piece], start: int, extent: Extent, intro: str
) -> tuple[Extent, bool]:
    """Return a text without a marked end up to its last question, and whether it asks.

    A colon leads to it: "I call question 4, from Ada Brook:", or "It reads:".
    """
    led = intro.rstrip().endswith(COLONS) and speaks_of_question(intro)
    if extent.form is not Form.OPEN or not led:
        return extent, False
    if not (announces_question(intro) or names_sender(intro)):
        return extent, False
    end = start
    while end < len(turn) and turn[end].spoken and asks(turn[end].text):
        end += 1
    if end == start:
        return extent, False
    return replace(extent, end=end, form=Form.READ), True


def question_asked_by(
    turn: Sequence[Piece], start: int, *, speakers: Collection[str], language: str
) -> tuple[int, Origin] | None:
    """Return where a question ends that the words above it tell of, and who asks it.

    "There is a question in the chat from Ada Brook. I'll read it.", and below it, as the
    last of the turn, what she asks. Others speak, but she does not.
    """
    text, above = turn[start].text, turn[start - 1]
    if start + 1 != len(turn) or len(speakers) < _MIN_SPEAKERS:
        return None
    end = above.text[-_MAX_TOLD:].rstrip()
    if not above.spoken or end.endswith(COLONS) or asks(end):
        return None
    near = sentences_of(end)[-_MAX_SENTENCES:]
    told = next((one for one in reversed(near) if speaks_of_question(one)), "")
    behind = near[near.index(told) + 1 :] if told else []
    if not told or any(len(one.split()) > _MAX_REMARK for one in behind):
        return None
    found = person_asking(told, language)
    if found is None or any(same_person(found.name, one) for one in speakers):
        return None
    if not may_ask(text):
        # Whoever reads may tell of it: "So what did we do? We …"
        found = replace(found, confidence=DOUBTFUL)
    return start + 1, found


def questions_listed(
    turn: Sequence[Piece], start: int, *, speakers: Collection[str]
) -> tuple[int, Origin] | None:
    """Return where the questions end that somebody answers item by item, and who asked.

    "Mr. Hall has put the following questions to me:", and below it "1) Will you …?", "2) …".
    """
    above = turn[start - 1]
    end = start
    while end < len(turn) and turn[end].spoken and is_item(turn[end].text):
        end += 1
    led = above.spoken and above.text.rstrip().endswith(COLONS)
    if end < start + _MIN_ITEMS or not led or not speaks_of_question(above.text):
        return None
    if not all(may_ask(one.text) for one in turn[start:end]):
        return None
    found = speaker_asking(above.text, speakers)
    return (end, found) if found and found.name != above.speaker else None


def called_to_ask(
    turn: Sequence[Piece], start: int, *, speakers: Collection[str]
) -> tuple[int, Origin] | None:
    """Return where a text in marks ends that a clerk reads behind the name of who asks.

    "Clerk: Ada Brook! (Reads):", and below it what she asks the minister.
    """
    if turn[start].text.lstrip()[:1] not in OPENING_QUOTES:
        return None
    above = "".join(
        one.text.strip() for one in turn[max(0, start - _MAX_PARTS) : start]
    )
    called = _CALLED.fullmatch(above)
    if called is None:
        return None
    asking = [one for one in speakers if one in called["name"]]
    if len(asking) != 1:
        return None
    end, _ = find_quotation_end(turn, start)
    return (end, Origin(name=asking[0], confidence=LIKELY)) if end > start else None


def speaker_asking(intro: str, speakers: Collection[str]) -> Origin | None:
    """Return the one speaker whose surname stands behind an office above a question.

    >>> speaker_asking("The first question is of Member Hall. It reads:", ["Jane Hall"]).name
    'Jane Hall'
    >>> speaker_asking("The first question is to Member Hall. It reads:", ["Jane Hall"])
    """
    near = " ".join(sentences_of(intro[-_MAX_TOLD:])[-_MAX_SENTENCES:])
    words = [word.strip(".,:;") for word in near.split()]
    away = all_words("messages.elsewhere")
    called = label_words().titles | label_words().honorifics
    asking = {
        word
        for n, word in enumerate(words)
        if n
        and word[:1].isupper()
        and (is_role(words[n - 1].casefold()) or words[n - 1].casefold() in called)
        and away.isdisjoint(words[max(0, n - 3) : n - 1])
    }
    found = [one for one in speakers if one.split()[-1] in asking]
    return Origin(name=found[0], confidence=LIKELY) if len(found) == 1 else None


def asker(intro: str, origin: Origin) -> Origin:
    """Return the first person whom the words above a question name, if there is one."""
    last = sentences_of(intro)[-1]
    for one in mentions_in(last):
        before = last[: one.start].split()[-1:]
        if not (before and before[0] in all_words("messages.elsewhere")):
            return Origin(name=one.name, confidence=LIKELY)
    return origin if is_person(origin.name) else replace(origin, name="")
