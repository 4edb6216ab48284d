"""Who moves a text that a council is asked to adopt, where nobody signs it.

"Moved by Ada Brook, seconded by Tom Ferro:", "I beg leave to present this motion:"
"""

from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, flag
from content.segment.messages.extent import Form
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_motion,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, SURE, Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.words import announces_reading, sentences_of
from content.segment.names.given_names import is_han_surname
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.spelling.capitals import HAN_OR_KANA, HANGUL
from content.segment.names.words import CJK_ROLE
from content.segment.wording.in_person import FIRST_PERSON

_MOVES = WordPattern("<<messages.moves>>")
_FOR_OTHERS = WordPattern(r"(?<!\w)(?:<messages.on_behalf>)(?!\w)")
_MAX_TITLE = 12
"""Letters between "moved by" and the name, such as those of a title."""


def named_mover(text: ReadText) -> Origin | None:
    """Return who moves an unsigned text by its last words: "Moved by A, seconded by B:"."""
    last = " ".join(sentences_of(text.introduction)[-1:])
    if text.extent.signed or not text.language or not last.endswith(COLONS):
        return None
    moved = words_of_announcements(text.language).moved.match(last)
    rest = last[moved.end() :] if moved else ""
    one = next(mentions_in(rest), None)
    if one is None or one.start > _MAX_TITLE or text.rules_out(one.name):
        return None
    return Origin(name=one.name, confidence=SURE)


def mover_for_others(text: ReadText) -> Origin | None:
    """Return who reads a motion that he or she moves for others as well.

    "I also move a motion on behalf of the Harbour Group. I read it:"
    """
    own = None if text.extent.signed else mover_who_reads(text)
    if own is None or not own.name or own.confidence < LIKELY:
        return None
    told = sentences_of(text.introduction)[-2:]
    personal = [one for one in told if FIRST_PERSON.is_in(one)]
    return own if any(map(_FOR_OTHERS.is_in, personal)) else None


def mover_of_own_text(text: ReadText) -> Origin | None:
    """Return who says to move an unsigned text in marks, which asks a council.

    "I beg leave to present the following motion: “That the Assembly …”"
    """
    last = " ".join(sentences_of(text.introduction)[-1:])
    told = last.rstrip().endswith(COLONS) and FIRST_PERSON.is_in(last)
    marked = text.extent.form is Form.QUOTED and not text.extent.signed
    if not (told and marked and _MOVES.is_in(last)):
        return None
    own = mover_who_reads(text)
    return replace(own, confidence=LIKELY) if own.name else None


def mover_who_reads(text: ReadText) -> Origin:
    """Return who reads a motion or an amendment that is said to be of nobody else.

    "I table an amendment, which I shall read. Point one: “…”"
    """
    told = " ".join(sentences_of(text.introduction)[-2:])
    # "Please read the motion.", says somebody else.
    asked = text.introduction in text.above
    own = text.reader != "" and not asked and names_motion(told, text.language)
    # A chair reads out the motions of others: "The motion from Moor reads:"
    sure = LIKELY if FIRST_PERSON.is_in(told) else DOUBTFUL
    return Origin(name=text.reader if own else "", confidence=sure)


def speaker_whose_motion(text: ReadText) -> Origin | None:
    """Return the one other speaker whose motion a text in marks is said to be, right above it.

    "Councillor Brook's motion reads:", where Ada Brook speaks. Of two texts, as of an
    amendment to a motion, nobody knows which it is.
    """
    last = " ".join(sentences_of(text.introduction)[-1:])
    marked = text.extent.form is Form.QUOTED and not text.extent.signed
    led = marked and (last.endswith(COLONS) or text.sure)
    if not (led and names_motion(last, text.language)) or announces_reading(last):
        return None  # "Ada Brook reads the motion:", of whomever it is.
    w = words_of_announcements(text.language)
    # "Ada Brook reads the motion that the Harbour Group moves:"
    if len(w.motion.findall(last)) > 1 or named_body(last, text.language):
        return None
    named = [name for name in text.speakers if _is_named(name, last, text.language)]
    if len(named) != 1 or text.rules_out(named[0]):
        return None
    return Origin(name=named[0], confidence=SURE)


def _is_named(name: str, sentence: str, language: str) -> bool:
    """Return whether a sentence names a speaker by the surname, in whatever case.

    In Han letters a form of address stands behind it: “蔡議員”.
    """
    if HAN_OR_KANA.match(name) or HANGUL.match(name):
        surname = next((name[:n] for n in (1, 2) if is_han_surname(name[:n])), "")
        called = sentence.partition(surname)[2] if surname else ""
        return name in sentence or CJK_ROLE.regex.match(called) is not None
    words = name.split()
    last_is_given = bool(language) and flag(language, "surname_first")
    surnames = words[:-1] if last_is_given else words[1:]
    return any(names_surname(sentence, word) for word in surnames if word.isalpha())
