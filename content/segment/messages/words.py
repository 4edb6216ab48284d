"""What words say of texts that are read aloud: what announces, greets, dates and ends one."""

import re
from functools import lru_cache

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS, LINE_ENDS, SENTENCE_GAP
from content.language.word_lists import (
    WordPattern,
    all_words,
    fast_pattern,
    searched_text,
)
from content.segment.names.document_language import guess_language
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import articles
from content.segment.wording.in_person import pattern_of_words

_DIRECTION_LAST = re.compile(r"(?<=[.!?”\"»“’])\s[(\[][^()\[\]]{2,80}[)\]]\s*$")

NOUN = "(?:<<messages.nouns>>)"
"""A part of patterns: a word for a message."""

WRITES = "(?:<<messages.writes>>)"
"""A part of patterns: a verb of writing."""

_READ = "(?:<<messages.read_aloud>>)"

INTRODUCED = WordPattern(
    rf"{_READ}[^.!?。]{{0,90}}?{NOUN}|{NOUN}(?:[^.!?。]{{0,60}}?{_READ}|"
    r"\s(?:\w+\s){0,3}(?:<messages.from_behind_nouns>)\s)",
    by_words=True,
)

REPORTED = WordPattern(
    r"(?:<messages.announcements>)\s*[:：.。]?\s*$", for_every_line=True
)

# "As follows" introduces lists and motions, too; `TEXT` says that it is a text.
AMBIGUOUS_INTRODUCTION = WordPattern("<messages.bare_announcements>")

TEXT = WordPattern(rf"\b{NOUN}|<<messages.texts>>")

SALUTATION = WordPattern(
    r"(?:<<messages.salutations>>).{0,120}[,!:，！：]\s*$", for_every_line=True
)

_SALUTATION_WORDS = WordPattern(r"(?:<<messages.salutations>>)(?!\w)")
_MAX_READS = 40
_MAX_LINE, _MAX_DATE, _MAX_HEADING_WORDS = 60, 50, 6
_GREETING = WordPattern(
    r"[\W_]{0,3}(?:<<messages.salutations>>)[^,!:.،，！：。\n]{0,70}[,!:.،，！：。\n]",
    for_every_line=True,
)

# "Sir:", "船长先生：", "Mayor and Council:"
_ADDRESS = re.compile(
    r"[\W_]{0,3}[^\W\d_][^.,!?:：。，！？\n]{1,40}[:：](?:\s|$|(?<=：))"
)

GOODBYE = WordPattern(r"(?:<<pages.goodbyes>>)(?![a-zß-ž])")
"""Words of thanks with which somebody ends, and which sign nothing."""

_DOCUMENT = WordPattern("<<messages.documents>>")

MESSAGE = WordPattern(NOUN, for_every_line=True)

_OTHER_TEXT = WordPattern("<<messages.texts>>")

_WORDING = WordPattern(r"(?:<<messages.wordings>>)[^.!?。]{0,40}[:：]\s*$")

_WORDING_STOPPED = WordPattern(r"(?:<<messages.wordings>>)[^.!?。]{0,40}[.。]\s*$")

_QUESTION = WordPattern("<<messages.questions>>", for_every_line=True)

_WRITTEN = WordPattern(rf"{WRITES}[^.!?。:：]{{0,80}}[:：]\s*$", by_words=True)

_WRITING = WordPattern(WRITES, for_every_line=True)

READING = WordPattern(rf"(?:{_READ})", for_every_line=True)
"""Verbs of reading aloud."""

_READS_OUT = WordPattern("<<messages.reads_out>>", for_every_line=True)
_READS_ALONE = WordPattern(r"[.!]\s+(?:<messages.reads_out>)\s*[:：]\s*$")
REPRODUCED = WordPattern("<<pages.reproductions>>")
"""Words that say that a text is printed as it was given."""

PRINTED_BELOW = WordPattern("<<pages.reproductions>>|<<pages.introductions>>")
"""The same, and words with which an author introduces a speech."""

_LAST_WORDS = 100
_BRACKETS = " ()（）"
_MAX_BARE, _MAX_BARE_WORDS = 30, 2

DELIVERY_NOTICE = WordPattern("<<pages.delivery_notices>>", by_words=True)
"""Words that say how a printed speech goes with what was spoken."""

_READ_BY = WordPattern(
    r",?\s(?:<<messages.read_by>>)\s"
    r"(?:[^\W\d_]{1,4}\.|[^,.:;!?])+",
    by_words=True,
)
_SHORT_ADDRESS = re.compile(
    r"[^\W\d_](?:[^.,!:;?。，！：？\n]|\.(?=\w)){2,40}[.,!:。，！：](?=\s+\S|\s*$)"
)
_MAX_ADDRESS_WORDS = 4

_READER_ENDS = WordPattern(r"[\W_]{0,3}(?:<messages.ends>)(?!\w)", for_every_line=True)

_ITEM = WordPattern(
    r"(?:[-•·–—*]|§+|\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})[.)](?![0-5]\d(?!\d|\.\d)))\s?\S"
    r"|(?:(?:<messages.documents>)\.?|<messages.items>)\s?\d{1,4}",
    for_every_line=True,
)

# "6. klasse", "Mr. Vesely": no sentence ends there, but behind a Korean "했다." one does.
_MAX_SHORT = 6
_ABBREVIATED = re.compile(
    rf"(?:^|\s)(?:\d{{1,3}}|{CAPITAL}[^\W\d_]{{0,2}}(?<![\uac00-\ud7af]))\.$"
)
_NUMBERED = WordPattern(r"(?:^|\s)(?:<labels.number_signs>)\.$")
_MAX_LEAD = 260
MAX_ANNOUNCEMENT_CHARS = 600
CACHED_TEXTS = 256
"""How many paragraphs are remembered: each may stand below several announcements."""
_MAX_RETURN_WORDS = 8
_NEAR_SENTENCES = 3
_MAX_REMARK_WORDS = 5


def sentences_of(text: str) -> list[str]:
    """Split a paragraph into sentences, but not behind short forms and ordinals.

    >>> sentences_of("It came. Mr. Vesely wrote it, of the 3. form:")
    ['It came.', 'Mr. Vesely wrote it, of the 3. form:']
    >>> sentences_of("Vēstuli 1911. gadā rakstīja Kalve. Tur bija rakstīts:")
    ['Vēstuli 1911. gadā rakstīja Kalve.', 'Tur bija rakstīts:']
    """
    return [*_sentences_of(text)]


@lru_cache(CACHED_TEXTS)  # Several rules ask what stands above one paragraph.
def _sentences_of(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in SENTENCE_GAP.split(text.strip()):
        # Only the end is searched.
        near = max(0, len(found[-1]) - _MAX_SHORT) if found else 0
        if found and (
            _ABBREVIATED.search(found[-1], near)
            or (part[:1].isdigit() and _NUMBERED.regex.search(found[-1], near))
            or (part[:1].islower() and found[-1][-2:-1].isdigit())
        ):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return tuple(found)


def without_direction(text: str) -> str:
    """Remove a direction behind what somebody said: "… yours, Ada Brook.” (Applause.)"."""
    if not text.rstrip().endswith((")", "]")):
        return text  # Few have one: a quick check first.
    return _DIRECTION_LAST.sub("", text)


def last_sentences(announcement: str, most: int) -> list[str]:
    """Return the last sentences of an announcement, of which only the end is read.

    >>> last_sentences("It rained. A letter came. It reads:", 2)
    ['A letter came.', 'It reads:']
    """
    return sentences_of(announcement[-MAX_ANNOUNCEMENT_CHARS:])[-most:]


def announces_text(text: str) -> bool:
    """Return whether a paragraph ends by announcing a document, word for word.

    >>> announces_text("Section 4 of the Harbour Act provides:")
    True
    >>> announces_text("I have a message for you:")
    False
    """
    end = text.strip()[-_MAX_LEAD:]
    if not end.endswith(COLONS):
        return False
    sentences = SENTENCE_GAP.split(end)
    last = sentences[-1]
    near = " ".join(sentences[-2:])
    named = speaks_of_message(near) or names_document(near) or _OTHER_TEXT.is_in(near)
    return named and (_WORDING.is_in(last) or introduces_message(last))


def announces_question(text: str) -> bool:
    """Return whether a paragraph ends by announcing a question or a motion, word for word.

    >>> announces_question("The first question comes from Mr Hall. It reads:")
    True
    >>> announces_question("I have a question for Mr Hall:")
    False
    """
    end = text.strip()[-_MAX_LEAD:]
    if not (end.endswith(COLONS) and _QUESTION.is_in(end)):
        return False
    near = sentences_of(end)[-2:]
    return _WORDING.is_in(near[-1]) and _QUESTION.is_in(" ".join(near))


def speaks_of_question(text: str) -> bool:
    """Return whether the last sentence of a paragraph names a question or a motion."""
    return _QUESTION.is_in(" ".join(sentences_of(text[-_MAX_LEAD:])[-1:]))


def introduces_message(text: str) -> bool:
    """Return whether words introduce a message: who reads it, or who sent it."""
    # Most name no letter: a quick check first.
    return speaks_of_message(text) and INTRODUCED.is_in(text)


def is_message_itself(sentence: str) -> bool:
    """Return whether a sentence that ends in a colon has a message as its subject.

    >>> is_message_itself("The letter, sent to Mayor Ada Brook, too, says:")
    True
    >>> is_message_itself("Ada Brook answers the letter:"), is_message_itself("The letter.")
    (False, False)
    """
    bare = sentence.strip()
    # Where no blanks part words, the first two of them are not known.
    if not bare.endswith(COLONS) or " " not in bare:
        return False
    return speaks_of_message(" ".join(bare.split(maxsplit=2)[:2]).rstrip(",:"))


def announces_writing(text: str) -> bool:
    """Return whether a paragraph ends in a colon and says who writes what follows.

    >>> announces_writing("I carry it with me. She wrote:")
    True
    >>> announces_writing("My mother used to say:")
    False
    """
    end = text.strip()[-_MAX_LEAD:]
    # Most have no verb of writing: a quick check first.
    return end.endswith(COLONS) and tells_of_writing(end) and _WRITTEN.is_in(end)


def tells_of_writing(text: str) -> bool:
    """Return whether words say that somebody writes or wrote something."""
    return _WRITING.is_in(text)


def introduces_wording(sentence: str) -> bool:
    """Return whether a sentence ends in a colon behind words such as "it reads"."""
    return _WORDING.is_in(sentence)


def writes_what_follows(sentence: str) -> bool:
    """Return whether a sentence without a colon says that somebody writes what follows.

    >>> writes_what_follows("She wrote the following."), writes_what_follows("She wrote to me.")
    (True, False)
    """
    return tells_of_writing(sentence) and _WORDING_STOPPED.is_in(sentence)


@lru_cache(maxsize=CACHED_TEXTS)
def speaks_of_message(text: str) -> bool:
    """Return whether a text names a letter or another message."""
    return MESSAGE.is_in(text)


def is_speech_heading(text: str) -> bool:
    """Return whether a short line is a heading for a speech: "Full text of the speech".

    >>> is_speech_heading("Full text of the speech"), is_speech_heading("Her letter on the speech")
    (True, False)
    """
    words = text.split()
    if len(words) > _MAX_HEADING_WORDS or text.rstrip().endswith(LINE_ENDS):
        return False
    return SPEECH_WORD.is_in(text) and not speaks_of_message(without_texts(text))


def without_texts(text: str) -> str:
    """Return words without those for a text, which a letter has, and a speech as well."""
    texts = all_words("labels.texts_of")
    return " ".join(
        word for word in text.split() if word.strip(_BRACKETS).casefold() not in texts
    )


def heads_full_text(text: str) -> bool:
    """Return whether a short line is a heading for the words of a speech, and no title.

    >>> heads_full_text("Full text of the speech"), heads_full_text("Speech in Moor")
    (True, False)
    >>> heads_full_text("Speech (full text)"), heads_full_text("Puhe kokonaisuudessaan")
    (True, True)
    """
    bare = text.rstrip(_BRACKETS)
    if not is_speech_heading(bare):
        return False
    # "The speech", "A beszéd": nothing else.
    if len(bare) <= _MAX_BARE and len(bare.split()) <= _MAX_BARE_WORDS:
        *article, noun = bare.casefold().split()
        if SPEECH_WORD.is_all_of(noun) and articles().issuperset(article):
            return True
    texts = all_words("labels.texts_of")
    named = any(word.strip(_BRACKETS).casefold() in texts for word in bare.split())
    return named or PRINTED_BELOW.is_in(bare)


def leads_on(text: str) -> bool:
    """Return whether a text ends by telling that somebody went on, and of no letter.

    "Лист" is a sheet of paper in other languages than Ukrainian.

    >>> leads_on("She turned the page and went on:"), leads_on("Her letter continued:")
    (True, False)
    """
    language = guess_language([text])
    resumes = fast_pattern(language, "pages.resumes") if language else None
    last = searched_text(text.strip()[-_LAST_WORDS:], language)
    if resumes is None or resumes.search(last) is None:
        return False
    own = pattern_of_words(language, "messages.nouns")
    return own.search(text) is None if own else not speaks_of_message(text)


def may_announce_letter(text: str) -> bool:
    """Return whether a text may name a letter or say who writes: a quick check."""
    return MESSAGE.may_be_in(text) or _WRITING.may_be_in(text)


def may_tell_of_text(text: str) -> bool:
    """Return whether a text may tell of a letter, or of reading: a quick check."""
    return may_announce_letter(text) or _READS_OUT.may_be_in(text)


def says_it_is_read(text: str) -> bool:
    """Return whether words say that somebody reads something aloud."""
    return READING.is_in(text)


def says_it_is_read_now(text: str) -> bool:
    """Return whether words say that somebody reads a text now: "I will read it."."""
    return _READS_OUT.is_in(text)


def may_say_it_is_read(text: str) -> bool:
    """Return whether words may say that somebody reads something: a quick check."""
    return READING.may_be_in(text)


def names_document(text: str) -> bool:
    """Return whether words name a document that nobody sent: "the Harbour Act"."""
    return _DOCUMENT.is_in(text)


@lru_cache(maxsize=CACHED_TEXTS)
def greets_reader(text: str) -> bool:
    """Return whether a text opens with a salutation: "Dear Governor, my teacher …"."""
    return _GREETING.opens(text.strip(), 100)


def may_date_letter(text: str) -> bool:
    """Return whether a line may say where and when a letter was written: "Moor, 5 May 1911"."""
    return len(text) <= _MAX_DATE and text[-1:].isdigit()


def opens_with_salutation(text: str) -> bool:
    """Return whether words of a salutation open a text: "Dear Ada", "High Assembly"."""
    return _SALUTATION_WORDS.opens(text)


@lru_cache(maxsize=CACHED_TEXTS)
def is_salutation_line(text: str) -> bool:
    """Return whether a short line is a salutation alone, with or without a sign behind.

    >>> is_salutation_line("Dear Ms Brook"), is_salutation_line("Dear me. It rains.")
    (True, False)
    >>> is_salutation_line("Dear Ms Brook, dear friends,")
    True
    """
    bare = text.strip()
    return len(bare) <= _MAX_LINE and (
        _greets_throughout(bare)
        or all(map(_greets_throughout, bare.rstrip(",，").split(", ")))
    )


def _greets_throughout(text: str) -> bool:
    end = _GREETING.opening_end(f"{text}\n")
    return end > 0 and end >= len(text)


def may_address_reader(text: str) -> bool:
    """Return whether a text that is announced opens with a few words and a colon.

    >>> may_address_reader("Sir: Yours of the 19th is before me.")
    True
    """
    return greets_reader(text) or _ADDRESS.match(text.strip()[:100]) is not None


def announces_reading(text: str) -> bool:
    """Return whether the end of a paragraph says that a text is read aloud now.

    >>> announces_reading("A motion has come in. He can't be here, so I'll read it as it is.")
    True
    >>> announces_reading("I read the motion. It has a good point. We saw that, too.")
    False
    """
    end = text.strip()[-MAX_ANNOUNCEMENT_CHARS:]
    if not _READS_OUT.is_in(end):
        return False  # Few texts say so: a quick check first.
    sentences = sentences_of(end)
    if not sentences or asks(sentences[-1]):
        return False
    brief = len(sentences[-1].split()) <= _MAX_REMARK_WORDS
    told = " ".join(sentences[-2 if brief else -1 :])
    return _READS_OUT.is_in(told)


def prints_in_full(sentence: str) -> bool:
    """Return whether a sentence says that a text is printed as it was written.

    >>> prints_in_full("We print the letter in full.")
    True
    """
    return REPRODUCED.is_in(sentence)


def without_reader(text: str) -> str:
    """Return an announcement without who only reads the text: "…, read by Tom Ferro:".

    >>> without_reader("Ada Brook sent a letter, read by Mr. Tom Ferro:")
    'Ada Brook sent a letter:'
    >>> without_reader("La escribió Ada Brook. Leo:")
    'La escribió Ada Brook:'
    """
    text = _READ_BY.regex.sub("", text) if _READ_BY.is_in(text) else text
    # "Leo:" is a name, too.
    alone = _READS_ALONE.regex.search(text[-_MAX_READS:])
    return f"{text[: alone.start() - len(text[-_MAX_READS:])]}:" if alone else text


@lru_cache(maxsize=CACHED_TEXTS)
def tells_of_text_read(text: str) -> bool:
    """Return whether the last sentences of a paragraph tell of a text that is read.

    >>> tells_of_text_read("I read you this letter. It is from Ada Brook, of Skerry.")
    True
    >>> tells_of_text_read("I read in the evening. It is good for the eyes.")
    False
    """
    if asks(text):
        return False
    end = text[-MAX_ANNOUNCEMENT_CHARS:]
    if not MESSAGE.may_be_in(end):
        return False
    near = " ".join(sentences_of(end)[-_NEAR_SENTENCES:])
    return speaks_of_message(near) and (says_it_is_read(near) or tells_of_writing(near))


def opens_as_address(text: str) -> bool:
    """Return whether a paragraph opens with a few words that stand by themselves.

    >>> opens_as_address("To the meeting. I move that the floor is kept.")
    True
    >>> opens_as_address("I move that the floor of the old dance hall is kept.")
    False
    """
    found = _SHORT_ADDRESS.match(text.strip()[:60])
    return found is not None and len(found.group().split()) <= _MAX_ADDRESS_WORDS


@lru_cache(maxsize=CACHED_TEXTS)
def reader_ends(text: str) -> bool:
    """Return whether a paragraph starts by saying that what was read out ends.

    Where no words for that are known, a short sentence about the letter does.

    >>> reader_ends("End of quote. I thank you."), reader_ends("That letter is here. I")
    (True, True)
    """
    bare = text.strip()
    if _READER_ENDS.opens(bare, 80):
        return True
    if not MESSAGE.may_be_in(bare):
        return False
    first, *_ = sentences_of(bare[:200]) or [""]
    short = len(first.split()) <= _MAX_RETURN_WORDS and first.endswith((".", "!", "。"))
    return short and speaks_of_message(first)


def is_item(text: str) -> bool:
    """Return whether a paragraph is an item of a list, or an article of a law."""
    return _ITEM.opens(text.strip(), 40)
