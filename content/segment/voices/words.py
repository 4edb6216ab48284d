"""Patterns of the words that authors, plugs and pages put around speeches."""

import re
from functools import lru_cache

from content.formats.readers_comments.headings import (
    COMMENT_COUNT,
    COMMENTS_HEADING,
)
from content.language.word_lists import WordPattern
from content.segment.wording.in_person import FIRST_PERSON as SPOKEN_FIRST_PERSON

_CACHED_LABELS = 4096

EMPHASIS_NOTE = WordPattern(
    r"[\[(](?:<pages.emphasis>)(?:\s+(?:<pages.emphasis_by>))?[^\])]{0,30}[\])]"
    r"|[\[(](?:<pages.emphasis_notes>)[^\])]{0,40}[\])]",
    by_words=True,
)

_EMPHASIS_SENTENCE = WordPattern(
    r"(?<!\w)(?:<pages.emphasis>)\s+(?:<pages.emphasis_by>)\W?"
    r"|(?<!\w)(?:<pages.emphasis_notes>)[^.]{3,30}\.?",
    by_words=True,
)

PLUG = WordPattern(r"(?<!\w)(?:<pages.plugs>)(?!\w)", for_every_line=True)

_PLUG_IN_SPEECH = WordPattern(r"(?<!\w)(?:<pages.plugs_in_speech>)(?!\w)")

GOODBYE = WordPattern("<<pages.goodbyes>>", for_every_line=True)

SPEAKS = WordPattern("<<messages.takes_floor>>|<<messages.says>>")

AUTHOR_PHRASE = WordPattern(
    r"(?<!\w)(?:<pages.author_phrases>)(?!\w)", for_every_line=True
)

SPEAKER_PHRASE = WordPattern(
    r"(?<!\w)(?:<pages.speaker_phrases>)(?!\w)", for_every_line=True
)

INTRODUCTION = WordPattern("<<pages.introductions>>")

_TRANSCRIPT_END = WordPattern(
    r"(?<!\w)[\W_]{0,3}(?:<pages.transcript_ends>)\s?(?=[.!:;…。！)\]—–]|$)",
    for_every_line=True,
)

# "Remark A. B."
_NOTED_BY = r"(?:<pages.note_words>)\.?\s\(?(?:[^\W\d_]\.\s?){2,3}\)?"

_NOTE = WordPattern(
    rf"[\[(（]?\s?(?:<pages.note_labels>|{_NOTED_BY})\s?[:：–—]", for_every_line=True
)

_NOTE_LABEL = WordPattern(rf"(?:<pages.note_labels>|{_NOTED_BY})")

NOTE_IN_BRACKETS = WordPattern(
    r"[\[(（]\s?(?:<pages.note_labels>)\s?[:：–—.][^\[\]()（）]{1,800}[\])）][.,;。，]?"
    r"|[\[(（][^\[\]()（）]{2,800}?\s?[-–—.,;:：]\s?(?:<pages.note_signatures>)\s?[\])）][.,;。，]?"
)

BRACKETS = WordPattern("<<pages.brackets>>")

AUTHOR_HEADING = WordPattern(r"(?:<pages.author_headings>)(?!\w).{0,50}")

_NOTES_HEADING = WordPattern(r"(?:<pages.headings_of_notes>)\W{0,3}", by_words=True)
_MAX_NOTES_HEADING = 60

RECORD_HEADING = WordPattern(r"(?:<pages.record_headings>)(?!\w).{0,50}")

FIRST_PERSON = WordPattern(r"\b(?:<pages.author_first_person>)\b", re.NOFLAG)

THIRD_PERSON = WordPattern(r"\b(?:<pages.third_person>)\b", re.NOFLAG, by_words=True)


def is_emphasis_note(text: str) -> bool:
    """Return whether a paragraph only says who emphasized something."""
    bare = text.strip()
    if len(bare) >= 80:
        return False
    if bare.startswith(("[", "(")) and EMPHASIS_NOTE.fullmatch(bare.rstrip(".")):
        return True
    return _EMPHASIS_SENTENCE.is_all_of(bare)


def has_emphasis_note(text: str) -> bool:
    """Return whether brackets anywhere in a text say who emphasized something."""
    return ("[" in text or "(" in text) and EMPHASIS_NOTE.search(text) is not None


def is_transcript_end(text: str) -> bool:
    """Return whether a paragraph starts by saying that the speech or its record ends.

    >>> is_transcript_end("The transcript ends here. It rained.")
    True
    >>> is_transcript_end("The transcript ends here, I think, on page nine.")
    False
    """
    return _TRANSCRIPT_END.opens(text.strip(), 120)


def opens_with_note_label(text: str) -> bool:
    """Return whether a paragraph starts with the label of an author's note."""
    return _NOTE.opens(text.strip(), 80)


@lru_cache(maxsize=_CACHED_LABELS)
def is_note_label(printed: str) -> bool:
    """Return whether a label is an author's over a note.

    >>> [*map(is_note_label, ["My comment", "Anmerkung H. S.", "Update 3.5.", "A. B."])]
    [True, True, True, False]
    """
    return _NOTE_LABEL.is_all_of(printed.strip())


def speaks(text: str) -> bool:
    """Return whether a paragraph has words that speakers use and authors hardly."""
    return SPEAKER_PHRASE.is_in(text) or SPOKEN_FIRST_PERSON.is_in(text)


def is_comments_heading(text: str) -> bool:
    """Return whether a line heads the readers' comments."""
    return len(text) < 120 and bool(
        COMMENTS_HEADING.is_all_of(text) or COMMENT_COUNT.fullmatch(text)
    )


def is_plug(text: str) -> bool:
    """Return whether a paragraph asks readers to subscribe, share or pay."""
    plugs = PLUG.count_in(text) if len(text) <= 900 else 0
    if plugs == 1 and _PLUG_IN_SPEECH.is_in(text) and speaks(text):
        # "I pledge", "our newsletter": the chair's own words.
        return False
    return plugs > (0 if len(text) < 400 else 1)


def says_goodbye(text: str) -> bool:
    """Return whether a paragraph takes its leave."""
    # All words of a text are known, those of its end are not.
    return GOODBYE.may_be_in(text) and GOODBYE.is_in(text.strip()[-120:])


def heads_notes(text: str) -> bool:
    """Return whether a line heads what a page adds below a speech: its source, who spoke.

    >>> heads_notes("About the speaker"), heads_notes("The source of the river")
    (True, False)
    """
    bare = text.strip()
    return len(bare) <= _MAX_NOTES_HEADING and _NOTES_HEADING.is_all_of(bare)
