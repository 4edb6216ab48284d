"""Questions of somebody who does not speak yet, as a chair calls or reads them."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.word_lists import all_words
from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders.introductions import names_sender
from content.segment.messages.senders.origin import LIKELY, Origin
from content.segment.messages.words import (
    announces_question,
    sentences_of,
    speaks_of_question,
)
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.mentions import mentions_in
from content.segment.pieces import Piece


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


def asker(intro: str, origin: Origin) -> Origin:
    """Return the first person whom the words above a question name, if there is one."""
    last = sentences_of(intro)[-1]
    for one in mentions_in(last):
        before = last[: one.start].split()[-1:]
        if not (before and before[0] in all_words("messages.elsewhere")):
            return replace(origin, name=one.name, confidence=LIKELY)
    return origin if is_person(origin.name) else replace(origin, name="")
