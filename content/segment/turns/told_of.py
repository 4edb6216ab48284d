"""Whether paragraphs tell of whoever speaks, in place of the words: "She began with the roof."."""

from collections.abc import Sequence

from content.segment.names.document_language import guess_language
from content.segment.turns.quotations.saying_words import pronouns
from content.segment.wording.in_person import says_i

_OPENING_WORDS = 4


def tells_of_speaker(texts: Sequence[str]) -> bool:
    """Return whether one of some paragraphs opens as an author's about a speaker.

    >>> tells_of_speaker(["We sat at the back.", "She began with the first lighthouse."])
    True
    >>> tells_of_speaker(["We thank her.", "She told me of the lighthouse."])
    False
    """
    language = guess_language(texts)
    opening = pronouns(language)
    return any(
        opening.match(text.lstrip())
        and not says_i(" ".join(text.split()[:_OPENING_WORDS]), language)
        for text in texts
    )
