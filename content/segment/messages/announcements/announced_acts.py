"""Whether words announce an act of a body: a resolution that it adopted, a text that it sent."""

from content.language.sentence_marks import COLONS
from content.language.word_lists import flag
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_text,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import KNOWN, named_body
from content.segment.messages.words import last_sentences

_MAX_BRIEF = 7


def announces_act(introduction: str, language: str) -> bool:
    """Return whether words end in a colon and say that a body adopted or sent a text.

    >>> announces_act("The Council of Pell adopted the following resolution:", "en")
    True
    >>> announces_act("The Council of Pell adopted the following agenda:", "en")
    False
    """
    ends = COLONS if flag(language, "spaced") else (*COLONS, "。")
    if not introduction.rstrip().endswith(ends):
        return False
    last = last_sentences(introduction, 2)
    # "The answer of the Council of Pell came. The clerk read it:"
    brief = last != [] and len(last[-1].split()) <= _MAX_BRIEF
    reads = (
        brief
        and language != ""
        and words_of_announcements(language).read.search(last[-1])
    )
    told = " ".join(last if reads else last[-1:])
    if not names_text(told, language):  # A quick check first.
        return False
    found = named_body(told, language)
    return found is not None and (found.confidence >= KNOWN or not reads)


def announces_reply(introduction: str, language: str) -> bool:
    """Return whether the last sentence ends in a colon and says that a body answered.

    >>> announces_reply("I asked twice. The Council of Pell answered us:", "en")
    True
    >>> announces_reply("I asked twice. The mayor answered us:", "en")
    False
    """
    if not language or not introduction.rstrip().endswith(COLONS):
        return False
    told = " ".join(last_sentences(introduction, 1))
    replies = words_of_announcements(language).replies.search(told)
    found = named_body(told, language) if replies else None
    return found is not None and found.confidence >= KNOWN
