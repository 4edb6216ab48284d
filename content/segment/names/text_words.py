"""Words for speeches, letters and messages, as pages and their headlines have them."""

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern

SPEECH_WORD = WordPattern("<<headlines.speeches>>", by_words=True)
"""A word for a speech."""
SENT = WordPattern("<<headlines.sent>>")
"""Words of a headline that say that somebody sent a message."""
MESSAGE_HEADING = WordPattern("<<headlines.messages>>")
"""A word for a letter, a message or a statement, as headlines have it."""


def leads_to_speech(text: str) -> bool:
    """Return whether the page itself says that a speech follows.

    >>> leads_to_speech("Below we print her speech:"), leads_to_speech("Dear friends:")
    (True, False)
    """
    return text.rstrip().endswith(COLONS) and SPEECH_WORD.is_in(text)
