"""Lines that only say who speaks below them, though they are no labels.

"Speech by the mayor, Ada Brook" as a heading, "Mr. Hall then rose and said:", "The floor
was given to Tom Ferro.": such a line is short, names one person, and says neither "I"
nor "you". Its shape has to come back with another person, unless it has a word of
speaking.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_DASH
from content.language.word_lists import WordPattern
from content.segment.kinds import PROSE
from content.segment.messages.senders.people.writers import subject_sends
from content.segment.messages.words import REPRODUCED, greets_reader, speaks_of_message
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headlines.names import author_in_headline
from content.segment.turns.page_head.presenters import name_behind_cjk_speech
from content.segment.turns.quotations.saying_words import tagging_verbs
from content.segment.voices.one_speech.salutations import is_call, is_notice
from content.segment.voices.reports.people_met import PeopleMet
from content.segment.voices.words import is_comments_heading
from content.segment.wording.in_person import FIRST_PERSON, speaks_in_person

MIN_PEOPLE, _MIN_TOLD = 2, 3
_MAX_CHARS, _MAX_HEAD_CHARS = 320, 120
_DESCRIBED = 2
_SAYS = WordPattern(
    "<<messages.takes_floor>>|<<messages.says>>|<<headlines.speeches>>"
    "|<<messages.speeches>>"
)
_KOREAN_END = re.compile(r"(?<![니])다\.")
_BULLET = re.compile(r"^\s*[•*–—▪■◆●►▸-]\s+")
QUOTED_WORDS = re.compile('(?:[“„«"「]|[”»](?=\\w))[^“”„«»"「」]*[”“»«"」]')
# "Speech Night 2022" is nobody's name.
_DATED = re.compile(r"(?<!\d)1\d{3}\.?$|(?<!\d)20\d\d\.?$")
# A word of three letters ends many a sentence, and a line of several introduces nobody.
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?…])\s+(?=[^\W\d_])|(?<=[。！？])")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"”»)]?$")
_MARK = re.compile(r"[\"“”„«»「」|·•/]|::")
# Dates, places and directions stand between a headline and a speech.
_BETWEEN = frozenset({SegmentKind.STAGE, SegmentKind.BOILERPLATE})
_SMALL_WORD = re.compile(r"(?<![\w'’])[^\W\d_A-Z][^\W\d_A-Z]+")


class Shape(Enum):
    """What an introduction looks like."""

    HEAD = auto()
    COLON = auto()
    SENTENCE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A line that says who speaks below it.

    Attributes:
        name: Empty where the line is the head of somebody whom it does not name, or leads
            to what several say.
        shape: What it looks like, besides the words.
        says: Whether it has a word of speaking.
        opens: Whether the line opens with the name.
        cut: Whether a first word was taken from the name.
    """

    place: int
    name: str
    shape: Shape
    says: bool
    opens: bool = False
    cut: bool = False


def introducing_lines(
    pieces: Sequence[Piece], letters: Collection[int], language: str
) -> list[Introduction]:
    """Return the lines that introduce the words directly below them.

    Args:
        pieces: The pieces of a document without labels.
        letters: Where letters stand that the page prints; who signs one is introduced
            nowhere.
        language: Of the document; empty if it is not known.
    """
    possible = _possible_lines(pieces, language)
    return _repeated(
        one
        for one in _without_headline(pieces, possible, language)
        if one.place not in letters
        # "Ada Brook presided, and a message was read:" introduces the message.
        and (
            one.place + 1 not in letters
            or (one.says and not speaks_of_message(pieces[one.place].text))
        )
    )


def start_of_comments(pieces: Sequence[Piece]) -> int:
    """Return where the readers' comments begin; at the end if there are none."""
    return next(
        (n for n, p in enumerate(pieces) if is_comments_heading(p.text.strip())),
        len(pieces),
    )


def _repeated(introductions: Iterable[Introduction]) -> list[Introduction]:
    """Return introductions without those of a shape that names only one person.

    A word of speaking makes up for that.
    """
    found = list(introductions)
    names: dict[Shape, set[str]] = {}
    for one in found:
        names.setdefault(one.shape, set()).add(one.name.partition(" ")[0])
    enough = {Shape.SENTENCE: _MIN_TOLD}
    return [
        one
        for one in found
        if one.says or len(names[one.shape]) >= enough.get(one.shape, MIN_PEOPLE)
    ]


def _without_headline(
    pieces: Sequence[Piece], found: list[Introduction], language: str
) -> list[Introduction]:
    """Return introductions without the page's headline, below which the page speaks.

    "Our jubilee: the speeches" stands above words that say what is printed, and these
    above the headings of those who speak.
    """
    few = len(found) <= MIN_PEOPLE
    if len(found) < MIN_PEOPLE or found[0].shape is not Shape.HEAD:
        return found
    first, second = found[0].place, found[1].place
    above = [p for p in pieces[:first] if p.kind is SegmentKind.COMMENTARY]
    texts = [p.text for p in pieces[first + 1 : second] if p.kind in PROSE]
    if above or not texts or is_call(texts[0]):
        return found
    printed = any(
        REPRODUCED.is_in(text)
        or (
            SPEECH_WORD.is_in(text)
            and (len(texts) == 1 or not FIRST_PERSON.is_in(text))
        )
        for text in texts
    )
    personal = any(is_in_person(text, language) for text in texts)
    # "The speeches in honour of Ada Brook", where they were given, and "Speech by Tom Ferro".
    headline = len(texts) == 1 and all(
        one.says and pieces[one.place].kind is SegmentKind.HEADING
        for one in found[: MIN_PEOPLE + 1]
    )
    told = not personal and (headline or not found[0].says)
    if few:
        # "Farewell to Ada Brook" heads the page on which another's speech is printed.
        headed = printed and found[1].says and not found[0].says
        return found[1:] if headed else found
    return found[1:] if printed or told else found


def _possible_lines(pieces: Sequence[Piece], language: str) -> list[Introduction]:
    """Return the lines that may introduce the words directly below them."""
    found: list[Introduction] = []
    people = PeopleMet()
    small: set[str] = set()
    unread: list[str] = []
    for n, text in _impersonal(pieces, language):
        unread.append(text)
        read = _read(text) if _stands_above_words(pieces, n) else None
        if read is None:
            continue
        shape, says, sentence = read
        while unread:
            people.meet(unread.pop(0))
        # What stands in quotation marks is a ship, or a petition.
        bare = QUOTED_WORDS.sub("", sentence)
        named = people.named(bare) or (people.named(text) if says else [])
        named = [
            strip_titles(_without_small_words(one, sentence))
            for one in named
            if not (_is_office(one) or speaks_of_message(one.partition(" ")[0]))
        ]
        if shape is Shape.HEAD and (spaceless := name_behind_cjk_speech(text)):
            named = [spaceless]
        if shape is Shape.HEAD and len(named) > 1:
            named = _first_of(sentence, named, says=says)
        if shape is Shape.HEAD and not says:
            small = small or _small_words(pieces)
            named = [one for one in named if small.isdisjoint(one.casefold().split())]
        if not named and shape is Shape.COLON and (sent := subject_sends(text)):
            named, says = people.named(f"{sent}.") or [sent], True
        if len(named) > 1 and shape is Shape.COLON and says:
            named = [""]  # "Ada Brook and Tom Ferro said:"
        if len(named) == 1:
            opens = bool(named[0]) and text.startswith(named[0])
            # "Message from the minister, Ada Brook"
            says = says or (shape is Shape.HEAD and MESSAGE_HEADING.is_in(sentence))
            found.append(
                Introduction(
                    place=n, name=named[0], shape=shape, says=says, opens=opens
                )
            )
    return _without_descriptions(found)


def _without_small_words(name: str, line: str) -> str:
    """Return a name without the small words before it, which look like it in a line of capitals.

    >>> _without_small_words("By Ada Brook", "STATEMENT BY ADA BROOK, CHAIR")
    'Ada Brook'
    """
    own = parse_label(line).name if line.isupper() else ""
    small = own and name.casefold().endswith(f" {own.casefold()}")
    return own if small else name


def _first_of(line: str, named: Sequence[str], *, says: bool) -> list[str]:
    """Return who speaks of several whom a head names: "Ada Brook, niece of Tom Ferro".

    That is who opens it, before a comma, or who stands beside the word for a speech.
    """
    author = author_in_headline(line) if says else ""
    if author:
        return [author]
    plain = line.casefold()  # "ADA BROOK, niece of Tom Ferro"
    first = [one for one in named if plain.startswith(f"{one.casefold()},")]
    # "CLOSING WORDS OF REV. ADA BROOK" looks like two names.
    known = [one for one in named if has_given_name(one)]
    return first or (known if says and len(known) == 1 else list(named))


def _is_office(name: str) -> bool:
    """Return whether what seems to be a name is an office: "préfet de la Marne"."""
    first, _, rest = name.partition(" ")
    return first.islower() and rest[:1].islower()


def _impersonal(pieces: Sequence[Piece], language: str) -> Iterator[tuple[int, str]]:
    """Yield short paragraphs in which nobody speaks in person, without their bullets."""
    for n, piece in enumerate(pieces[: start_of_comments(pieces)]):
        if piece.kind in PROSE and not piece.quoted and len(piece.text) <= _MAX_CHARS:
            text = _BULLET.sub("", piece.text, count=1).strip()
            # "– said Ada Brook." goes with the words above it.
            tags = text[:1].islower() and text != piece.text.strip()
            tags = tags or quotes_with_tag(text) or _ends_in_tag(piece.text, language)
            if not tags and not is_in_person(QUOTED_WORDS.sub("", text), language):
                yield n, text


def _ends_in_tag(text: str, language: str) -> bool:
    """Return whether words behind a dash end in who says them: "– It holds, said Ada Brook."."""
    said, comma, tag = text.rpartition(", ")
    dashed = bool(comma) and OPENING_DASH.match(said) is not None
    return dashed and tagging_verbs(language).match(tag) is not None


def quotes_with_tag(text: str) -> bool:
    """Return whether a line opens with the words that it says to be somebody's.

    >>> quotes_with_tag("«It is safe», said Ada Brook to the council."), quotes_with_tag("«Ada» sails:")
    (True, False)
    """
    quoted = QUOTED_WORDS.match(text)
    behind = text[quoted.end() :].lstrip(" ,–—-") if quoted else ""
    return behind[:1].islower() and not text.endswith(COLONS)


def _read(text: str) -> tuple[Shape, bool, str] | None:
    """Return a line's shape, whether it has a word of speaking, and its last sentence.

    None where it can't introduce anybody.
    """
    shape = _shape(text)
    if shape is None:
        return None
    # A head is no sentence: "Lecture by Prof. Ada Brook".
    parts = [text] if shape is Shape.HEAD else _SENTENCES.split(text)
    *before, sentence = (part.strip() for part in parts)
    says = _SAYS.is_in(sentence)
    # A salutation ends in a comma, or in nothing; "Scott Co. Iowa, 4 May 1882" heads a
    # letter.
    titled = shape is Shape.HEAD and _titled(text)
    unlikely = before if shape is Shape.SENTENCE else greets_reader(text)
    unlikely = unlikely or (shape is Shape.HEAD and _DATED.search(text) is not None)
    unlikely = unlikely and not titled
    return None if unlikely and not says else (shape, says, sentence)


def _titled(text: str) -> bool:
    """Return whether a line opens with a form of address and a name, and a comma follows.

    >>> _titled("Mr Jim Kavanagh, Class of 1978"), _titled("Speech Night 2022")
    (True, False)
    """
    name, comma, _ = text.partition(", ")
    first, _, rest = name.partition(" ")
    known = first.casefold().strip(".") in label_words().honorifics and " " in rest
    return bool(comma) and known and is_person(rest)


def _without_descriptions(found: Sequence[Introduction]) -> list[Introduction]:
    """Return introductions without the first of three words where others lead with an office.

    "Mayor Ada Brook", "Grandson Tom Ferro": what the word means no table has to know.
    """
    led = {one.shape for one in found if one.name and not one.opens}
    return [
        replace(
            one,
            name=one.name.split(maxsplit=1)[1],
            cut=not is_given_name(one.name.split()[1]),
        )
        if one.opens and one.name.count(" ") >= _DESCRIBED and one.shape in led
        else one
        for one in found
    ]


def _small_words(pieces: Sequence[Piece]) -> set[str]:
    return set(_SMALL_WORD.findall(" ".join(piece.text for piece in pieces)))


def _shape(text: str) -> Shape | None:
    """Return what shape of introduction a line may have; None if it has none."""
    if text.endswith(COLONS):
        return Shape.COLON
    if _ENDS_SENTENCE.search(text):
        return Shape.SENTENCE
    head = len(text) <= _MAX_HEAD_CHARS and not text.endswith((",", ";", "–", "—"))
    # "Share:  Telegram  Viber"
    head = head and "  " not in text
    return Shape.HEAD if head and not _MARK.search(text) else None


def _stands_above_words(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether prose is next below a piece, and no other head."""
    for piece in pieces[n + 1 : n + 4]:
        if piece.kind in PROSE:
            text = _BULLET.sub("", piece.text, count=1).strip()
            if is_notice(text):
                continue
            return _shape(text) is not Shape.HEAD or greets_reader(text)
        if piece.kind not in _BETWEEN:
            return False
    return False


def is_in_person(text: str, language: str) -> bool:
    """Return whether somebody speaks in person in a text, and no Korean narrates it."""
    # Korean narration ends its sentences as talk may: "말했다."
    return speaks_in_person(_KOREAN_END.sub("", text), language)
