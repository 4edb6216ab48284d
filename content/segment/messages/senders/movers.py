"""Who moves a text that a council is asked to adopt, where nobody signs it.

"Moved by Ada Brook, seconded by Tom Ferro:", "I beg leave to present this motion:"
"""

from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern, all_words, flag
from content.language.words.word_patterns import WORD
from content.segment.messages.extent import Form
from content.segment.messages.senders.bodies.headed_bodies import headed_body
from content.segment.messages.senders.bodies.self_named import opens_as_resolution
from content.segment.messages.senders.named_bodies.announcing_words import (
    is_verb,
    names_motion,
    words_of_announcements,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, SURE, Origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.words import (
    announces_reading,
    introduces_wording,
    sentences_of,
)
from content.segment.names.given_names import is_given_name, is_han_surname
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.offices import is_office_in_some_case, is_role
from content.segment.names.spelling.capitals import HAN_OR_KANA, HANGUL
from content.segment.names.words import CJK_ROLE, articles, label_words
from content.segment.wording.in_person import FIRST_PERSON, says_i

# What parts a mover in Han letters or Hangul from the motion: “丁議員的動議”
_OWNS = tuple("的之の의")
_MIN_OFFICE, _MAX_ENDING = 5, 3
_MOVES = WordPattern("<<messages.moves>>")
_FOR_OTHERS = WordPattern(r"(?<!\w)(?:<messages.on_behalf>)(?!\w)")
_BRIEF, _SHORT, _ASIDE = 6, 5, 3
_REASONS = WordPattern(r"(?<!\w)(?:<messages.reasons>)(?!\w)")
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


def mover_of_text_above(text: ReadText) -> Origin | None:
    """Return who moved the text above, where the reasons for it are read: "Gerekçe: …".

    The words that lead to them name nobody else and tell of nothing else: "The office
    speaks against it. I read the statement of reasons." Long ones may say whose they are,
    unless reasons head the text, too: "I read the statement of reasons of the court."
    """
    *others, last = sentences_of(text.introduction)[-2:] or [""]
    headed = _REASONS.opens(text.opening.strip()) and last.endswith(COLONS)
    led = headed or (_REASONS.is_in(last) and announces_reading(last))
    if text.extent.signed or not text.sent_above or not led:
        return None
    named = (one.name for one in mentions_in(text.introduction))
    if any(not names_surname(one, text.sent_above) for one in named):
        return None
    if any(len(one.split()) > _ASIDE for one in others) or named_body(
        last, text.language
    ):
        return None
    surely = headed or len(last.split()) <= _SHORT
    return Origin(name=text.sent_above, confidence=SURE if surely else DOUBTFUL)


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

    "I beg leave to present the following motion: “That the Assembly …”", "I move a
    motion. I shall read it. “The Assembly …”"
    """
    marked = text.extent.form is Form.QUOTED and not text.extent.signed
    *before, last = sentences_of(text.introduction)[-2:] or [""]
    led = last.rstrip().endswith(COLONS)
    moves = last if led else ""
    if before and len(last.split()) <= _BRIEF and (led or announces_reading(last)):
        moves = moves if _MOVES.is_in(moves) else _of_nobody_else(before[0])
    told = _MOVES.is_in(moves) and _says_i(moves, text.language)
    if not (told and marked):
        return None
    own = mover_who_reads(text)
    return replace(own, confidence=LIKELY) if own.name else None


def mover_of_resolution(text: ReadText) -> Origin | None:
    """Return who says to read an unsigned motion in marks, worded as what a body resolves.

    "We have agreed on an amendment, which I read: “The Assembly calls on …”"
    """
    last = " ".join(sentences_of(text.introduction)[-1:])
    marked = text.extent.form is Form.QUOTED and not text.extent.signed
    led = announces_reading(last) or introduces_wording(last)
    if not marked or not last.endswith(COLONS) or not led:
        return None
    if not opens_as_resolution(text.opening, text.language):
        return None
    alone = (not _is_behind_with(last, one.start) for one in mentions_in(last))
    if any(alone) or named_body(last, text.language):
        return None
    own = mover_who_reads(text)
    return own if own.name and own.confidence >= LIKELY else None


def _of_nobody_else(sentence: str) -> str:
    """Return a sentence that names nobody, else nothing."""
    return "" if any(True for _ in mentions_in(sentence)) else sentence


def mover_who_reads(text: ReadText) -> Origin:
    """Return who reads a motion or an amendment that is said to be of nobody else.

    "I table an amendment, which I shall read. Point one: “…”"
    """
    told = " ".join(sentences_of(text.introduction)[-2:])
    # "Please read the motion.", says somebody else.
    asked = text.introduction in text.above
    own = text.reader != "" and not asked and names_motion(told, text.language)
    # A chair reads out the motions of others: "The motion from Moor reads:"
    sure = LIKELY if _says_i(told, text.language) else DOUBTFUL
    return Origin(name=text.reader if own else "", confidence=sure)


def _is_behind_with(sentence: str, place: int) -> bool:
    """Return whether a word for "with" stands before a name, and a form of address between.

    >>> told = "I agreed with Ms. Hall on a motion of Mr. Ferro:"
    >>> [_is_behind_with(told, told.find(name)) for name in ("Hall", "Ferro")]
    [True, False]
    """
    before = sentence[: max(place, 0)].split()
    w = label_words()
    while before and before[-1].strip(".").casefold() in w.honorifics | w.articles:
        before.pop()
    return before[-1:] != [] and before[-1].casefold() in all_words("headlines.with")


def _says_i(text: str, language: str) -> bool:
    return FIRST_PERSON.is_in(text) or says_i(text, language)


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
    place = last.find(named[0].split()[-1])
    between = _before_motion(named[0], last, text.language)
    if (
        # "I have agreed with Ms Hall on an amendment, which reads:"
        (_says_i(last, text.language) and _is_behind_with(last, place))
        or _is_subject(named[0], last, text.language)
        or _is_read_for_body(between, text)
    ):
        return None
    other = _does_something_else(between, text.language)
    return Origin(name=named[0], confidence=DOUBTFUL if other else SURE)


def _is_named(name: str, sentence: str, language: str) -> bool:
    """Return whether a sentence names a speaker by the surname, in whatever case.

    In Han letters a form of address stands behind it: “丁議員”.
    """
    if HAN_OR_KANA.match(name) or HANGUL.match(name):
        surname = next((name[:n] for n in (1, 2) if is_han_surname(name[:n])), "")
        called = sentence.partition(surname)[2] if surname else ""
        return name in sentence or CJK_ROLE.regex.match(called) is not None
    words = name.split()
    last_is_given = bool(language) and flag(language, "surname_first")
    surnames = words[:-1] if last_is_given else words[1:]
    return any(names_surname(sentence, word) for word in surnames if word.isalpha())


def _is_subject(name: str, sentence: str, language: str) -> bool:
    """Return whether a motion is about a speaker: "The motion to dismiss Ms Brook reads:".

    Between the word for it and the name of its mover stand only small words and offices;
    in Han letters the mover stands before it: “丁議員的動議”, not “丁議員的不信任動議”.
    """
    moved = words_of_announcements(language)
    motion = moved.motion.search(sentence)
    if motion is None:
        return False
    if HAN_OR_KANA.match(name) or HANGUL.match(name):
        before = sentence[: motion.start()].rstrip()
        led = before.endswith((*_OWNS, name))
        return not led and CJK_ROLE.regex.search(before[-4:]) is None
    behind = moved.moved.split(sentence[motion.end() :])[-1]
    small = articles() | label_words().particles | label_words().honorifics
    small |= all_words("messages.of") | all_words("messages.from")
    for word in WORD.findall(behind):
        if names_surname(word, name):
            return False
        known = word in name.split() or word.casefold() in small
        known = known or _is_office(word.casefold())
        if not known and not is_given_name(word):
            return names_surname(behind, name)
    return False


def _before_motion(name: str, sentence: str, language: str) -> str:
    """Return what stands between a speaker's name and the word for a motion behind it.

    Nothing in Han letters and Hangul, where no blanks part its words.
    """
    motion = words_of_announcements(language).motion.search(sentence)
    if motion is None or HAN_OR_KANA.match(name) or HANGUL.match(name):
        return ""
    behind = max(sentence.find(word) + len(word) for word in name.split())
    return sentence[behind : motion.start()]


def _is_read_for_body(between: str, text: ReadText) -> bool:
    """Return whether a speaker reads what the title above names as a body's motion."""
    if not words_of_announcements(text.language).read.search(between):
        return False
    return headed_body(text.introduction, text.above, text.language) is not None


def _does_something_else(between: str, language: str) -> bool:
    """Return whether a speaker may do something else with a motion than move it.

    "Ms Brook opposes the motion, which reads:", not "Ms Brook has tabled a motion:".
    """
    small = articles() | label_words().particles | label_words().honorifics
    told = [
        word
        for word in WORD.findall(between)
        if word.islower() and len(word) > 1 and word not in small
    ]
    return not (all(map(_is_office, told)) or is_verb(between, language))


def _is_office(word: str) -> bool:
    """Return whether a word is an office, in whatever case: "radnej" is of "radna"."""
    return (
        is_role(word)
        or is_office_in_some_case(word)
        or any(
            len(role) >= _MIN_OFFICE
            and word.startswith(role[:-1])
            and len(word) <= len(role) + _MAX_ENDING
            for role in label_words().roles
        )
    )
