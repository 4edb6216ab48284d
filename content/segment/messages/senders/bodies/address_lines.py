"""The body that a text names behind its receiver, on the line of address that opens it.

“Голові обласної ради від колективу лікарні”, "To the Mayor from the workers of Moor Mill".
"""

from collections.abc import Sequence

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import entries
from content.segment.messages.senders.origin import SURE, Origin
from content.segment.messages.words import greets_reader
from content.segment.names.body_names import nominative_body

_MAX_LINE = 140


def sender_on_address_line(texts: Sequence[str], language: str) -> Origin | None:
    """Return the body behind "from" on a text's first line, if the next one greets.

    >>> texts = ["To the Mayor from the workers of Moor Mill.", "Dear Sir, it rains in."]
    >>> sender_on_address_line(texts, "en").name
    'workers of Moor Mill'
    >>> sender_on_address_line([texts[0], "It rains in."], "en")
    """
    lines = [line.strip() for text in texts[:2] for line in text.split("\n")]
    head = lines[0].lstrip(OPENING_QUOTES).rstrip(" .,:") if lines else ""
    greeted = len(lines) > 1 and greets_reader(lines[1]) and not greets_reader(head)
    if not greeted or not language or not head[:1].isupper() or len(head) > _MAX_LINE:
        return None
    words = head.split()
    sources = {*entries(language, "messages.from")}
    for n, word in enumerate(words):
        if n and word in sources:
            name = nominative_body(" ".join(words[n + 1 :]), language, surely=True)
            if name:
                return Origin(name=name, confidence=SURE)
    return None
