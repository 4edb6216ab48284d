"""Speeches of several people, each below a line that only says who speaks.

"Speech by the mayor, Ada Brook" as a heading, "Mr. Hall then rose and said:", "The floor
was given to Tom Ferro.": no label, but the document does it again and again. Such a line
is short, names one person, and says neither "I" nor "you"; somebody does below it. Two
such lines that name two people are the sign, whatever the language.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from itertools import islice

from content.language.sentence_marks import COLONS
from content.language.word_lists import WordPattern
from content.segment.labels.evidence import FIRST_PERSON, SPOKEN_WORDS
from content.segment.messages.words import (
    REPRODUCED,
    greets_reader,
    speaks_of_message,
)
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.nominatives import nominative_of
from content.segment.names.in_text.same_person import (
    names_surname,
    stem_of,
    surnames_behind,
    without_ending,
)
from content.segment.names.titles import strip_titles
from content.segment.names.words import MESSAGE_HEADING, SPEECH
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headline_names import author_in_headline
from content.segment.turns.page_head.presenters import name_behind_cjk_speech
from content.segment.voices.narration import tells_afterwards
from content.segment.voices.one_speech.salutations import (
    is_call,
    is_notice,
)
from content.segment.voices.reports.notes import tells_of
from content.segment.voices.reports.people_met import PeopleMet, full_names
from content.segment.voices.words import is_comments_heading

LINE_ABOVE = "a line above says that"
"""How the reason begins why the words below such a line are given to somebody."""

_SURE, _UNSURE = 0.85, 0.6
_MIN_PEOPLE, _MIN_TOLD = 2, 3
_MAX_CHARS, _MAX_HEAD_CHARS = 320, 120
_MIN_PERSONAL = 0.6
_MAX_HEADS = 20
_DESCRIBED = 2
# Beyond, a page has too many names to look for each in all of it.
_MAX_GIVEN, _MAX_STEM = 200, 40
_WORD = re.compile(r"\w+")
_SAYS = WordPattern(
    "<<messages.takes_floor>>|<<messages.says>>|<<headlines.speeches>>"
    "|<<messages.speeches>>"
)
_KOREAN_END = re.compile(r"(?<![니])다\.")
_BULLET = re.compile(r"^\s*[•*–—▪■◆●►▸-]\s+")
_QUOTED = re.compile('(?:[“„«"「]|”(?=\\w))[^“”„«»"「」]*[”“»"」]')
# "Speech Night 2022" is nobody's name.
_DATED = re.compile(r"(?<!\d)1\d{3}\.?$|(?<!\d)20\d\d\.?$")
_OPENING_MARK = re.compile(r"[\"“„«「]")
# A word of three letters ends many a sentence, and a line of several introduces nobody.
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?…])\s+(?=[^\W\d_])|(?<=[。！？])")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"”»)]?$")
_MARK = re.compile(r"[\"“”„«»「」|·•/]|::")
_SMALL_WORD = re.compile(r"(?<![\w'’])[^\W\d_A-Z][^\W\d_A-Z]+")
_NOBODY = "below a line that heads a speech, and names nobody alone; somebody's"
_PROSE = frozenset({SegmentKind.COMMENTARY, SegmentKind.HEADING})


class _Shape(Enum):
    """What an introduction looks like."""

    HEAD = auto()
    COLON = auto()
    SENTENCE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Introduction:
    """A line that says who speaks below it.

    Attributes:
        name: Empty where the line is the head of somebody whom it does not name.
        shape: What it looks like, besides the words.
        says: Whether it has a word of speaking.
        opens: Whether the line opens with the name.
        cut: Whether a first word was taken from the name.
    """

    place: int
    name: str
    shape: _Shape
    says: bool
    opens: bool = False
    cut: bool = False


class _Page:
    """What introductions of a page have in common, though there may be thousands."""

    def __init__(self, pieces: Sequence[Piece], people: Collection[str]) -> None:
        self._texts = [piece.text for piece in pieces]
        self.end = _end(pieces)
        self._surnames: dict[tuple[str, ...], set[str]] = {}
        self._people: defaultdict[str, list[str]] = defaultdict(list)
        for name in people:
            opening = _WORD.match(stem_of(name.split()[-1]))
            self._people[opening.group()[:_MAX_STEM] if opening else ""].append(name)

    @cached_property
    def language(self) -> str:
        """The language of the page; empty if it does not show."""
        return guess_language(self._texts)

    def unbent(self, name: str) -> str:
        """Return a name without the ending of its case, where the page has it so."""
        given = tuple(name.split()[:-1])
        if given not in self._surnames:
            if len(self._surnames) >= _MAX_GIVEN:
                return name
            self._surnames[given] = surnames_behind(given, self._texts)
        return without_ending(name, self._surnames[given])

    def names_somebody(self, text: str) -> bool:
        """Return whether a text has the surname of anybody introduced, in any case."""
        openings = {""} | {
            word[:size]
            for word in _WORD.findall(text.casefold())
            for size in range(1, min(len(word), _MAX_STEM) + 1)
        }
        return any(
            names_surname(text, name)
            for opening in openings
            for name in self._people.get(opening, ())
        )


def attribute_introduced_turns(
    pieces: Sequence[Piece], letters: Collection[int] = ()
) -> list[Piece] | None:
    """Return pieces with what stands below each introduction given to whom it names.

    None where there are not two of different people with words in person below them.

    Args:
        pieces: The pieces of a document without labels.
        letters: Where letters stand that the page prints; who signs one is introduced
            nowhere.
    """
    introductions = _without_headline(pieces, _introductions(pieces))
    found = _repeated(
        one
        for one in introductions
        if one.place not in letters
        # "Ada Brook presided, and a message was read:" introduces the message.
        and (
            one.place + 1 not in letters
            or (one.says and not speaks_of_message(pieces[one.place].text))
        )
    )
    people = {one.name for one in found if one.name}
    if len(people) < _MIN_PEOPLE:
        return None
    ends = [one.place for one in found[1:]] + [_end(pieces)]
    turns = list(zip(found, ends, strict=True))
    personal = sum(_speaks_within(pieces, one, end) for one, end in turns)
    writes = _author_speaks(pieces[: found[0].place])
    told = [one for one in found if one.shape is _Shape.SENTENCE]
    if personal < _MIN_PERSONAL * len(turns) or (told and writes):
        return None
    several = len(found) > _MIN_PEOPLE
    headed = _are_heads_of_speeches(pieces, found) and all(
        _speaks_within(pieces, one, end) or SPEECH.is_in(one.name) for one, end in turns
    )
    attributed = list(pieces)
    page = _Page(pieces, people)
    for number, (one, end) in enumerate(turns, start=1):
        # "Then Ada Brook gave this speech:" says all by itself.
        sure = several or headed or (one.says and one.shape is _Shape.COLON)
        # "We print the speeches" is no speech.
        sure = sure and (headed or not writes)
        _give(
            attributed,
            one,
            end,
            number=number,
            sure=sure,
            headed=headed,
            page=page,
        )
    return attributed


def _are_heads_of_speeches(
    pieces: Sequence[Piece], found: Sequence[_Introduction]
) -> bool:
    """Return whether all introductions are heads which say that they are of speeches.

    "Speech by Ada Brook", "Speech by Tom Ferro"; or headings, "Ada Brook, mayor", of a page
    that is headed "The speeches at the opening".
    """
    # "The speeches of Remembrance Day" heads them all.
    own = found[1:] if SPEECH.is_in(found[0].name) else found
    if any(one.shape is not _Shape.HEAD or not one.name for one in own):
        return False
    above = [p.text for p in pieces[: own[0].place]]
    return all(one.says for one in own) or (
        all(pieces[one.place].kind is SegmentKind.HEADING for one in own)
        and any(SPEECH.search(text) for text in above)
    )


def _end(pieces: Sequence[Piece]) -> int:
    """Return where the readers' comments begin; at the end if there are none."""
    return next(
        (n for n, p in enumerate(pieces) if is_comments_heading(p.text.strip())),
        len(pieces),
    )


def _repeated(introductions: Iterable[_Introduction]) -> list[_Introduction]:
    """Return introductions without those of a shape that names only one person.

    A word of speaking makes up for that.
    """
    found = list(introductions)
    names: dict[_Shape, set[str]] = {}
    for one in found:
        names.setdefault(one.shape, set()).add(one.name.partition(" ")[0])
    enough = {_Shape.SENTENCE: _MIN_TOLD}
    return [
        one
        for one in found
        if one.says or len(names[one.shape]) >= enough.get(one.shape, _MIN_PEOPLE)
    ]


def _without_headline(
    pieces: Sequence[Piece], found: list[_Introduction]
) -> list[_Introduction]:
    """Return introductions without the page's headline, below which the page speaks.

    "Our jubilee: the speeches" stands above words that say what is printed, and these
    above the headings of those who speak.
    """
    few = len(found) <= _MIN_PEOPLE
    if len(found) < _MIN_PEOPLE or found[0].shape is not _Shape.HEAD:
        return found
    first, second = found[0].place, found[1].place
    above = [p for p in pieces[:first] if p.kind is SegmentKind.COMMENTARY]
    texts = [p.text for p in pieces[first + 1 : second] if p.kind in _PROSE]
    if above or not texts or is_call(texts[0]):
        return found
    printed = any(
        REPRODUCED.is_in(text)
        or (SPEECH.is_in(text) and (len(texts) == 1 or not FIRST_PERSON.search(text)))
        for text in texts
    )
    told = not found[0].says and not any(map(_is_personal, texts))
    if few:
        # "Farewell to Ada Brook" heads the page on which another's speech is printed.
        headed = printed and found[1].says and not found[0].says
        return found[1:] if headed else found
    return found[1:] if printed or told else found


def _introductions(pieces: Sequence[Piece]) -> list[_Introduction]:
    """Return the lines that may introduce the words directly below them."""
    found: list[_Introduction] = []
    people = PeopleMet()
    small: set[str] = set()
    unread: list[str] = []
    for n, text in _impersonal(pieces):
        unread.append(text)
        read = _read(text) if _stands_above_words(pieces, n) else None
        if read is None:
            continue
        shape, says, sentence = read
        while unread:
            people.meet(unread.pop(0))
        # What stands in quotation marks is a ship, or a petition.
        bare = _QUOTED.sub("", sentence)
        named = people.named(bare) or (people.named(text) if says else [])
        named = [strip_titles(one) for one in named if not _is_office(one)]
        if shape is _Shape.HEAD and (spaceless := name_behind_cjk_speech(text)):
            named = [spaceless]
        if shape is _Shape.HEAD and len(named) > 1:
            named = _first_of(sentence, named, says=says)
        if shape is _Shape.HEAD and not says:
            small = small or _small_words(pieces)
            named = [one for one in named if small.isdisjoint(one.casefold().split())]
            heads = text.isupper() or text != pieces[n].text.strip()
            if len(named) != 1 and heads and 0 < len(found) < _MAX_HEADS:
                named = [_holder(text, pieces)]
        if len(named) == 1:
            opens = bool(named[0]) and text.startswith(named[0])
            # "Message from the minister, Ada Brook"
            says = says or (shape is _Shape.HEAD and MESSAGE_HEADING.is_in(sentence))
            found.append(
                _Introduction(
                    place=n, name=named[0], shape=shape, says=says, opens=opens
                )
            )
    return _without_descriptions(found)


def _first_of(line: str, named: Sequence[str], *, says: bool) -> list[str]:
    """Return who speaks of several whom a head names: "Ada Brook, niece of Tom Ferro".

    That is who opens it, before a comma, or who stands beside the word for a speech.
    """
    author = author_in_headline(line) if says else ""
    if author:
        return [author]
    first = [one for one in named if line.startswith(f"{one},")]
    return first or list(named)


def _is_office(name: str) -> bool:
    """Return whether what seems to be a name is an office: "préfet de la Marne"."""
    first, _, rest = name.partition(" ")
    return first.islower() and rest[:1].islower()


def _impersonal(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """Yield short paragraphs in which nobody speaks in person, without their bullets."""
    for n, piece in enumerate(pieces[: _end(pieces)]):
        if piece.kind in _PROSE and not piece.quoted and len(piece.text) <= _MAX_CHARS:
            text = _BULLET.sub("", piece.text, count=1).strip()
            # "– said Ada Brook." goes with the words above it.
            tags = text[:1].islower() and text != piece.text.strip()
            if not tags and not _is_personal(_QUOTED.sub("", text)):
                yield n, text


def _read(text: str) -> tuple[_Shape, bool, str] | None:
    """Return a line's shape, whether it has a word of speaking, and its last sentence.

    None where it can't introduce anybody.
    """
    shape = _shape(text)
    if shape is None:
        return None
    # A head is no sentence: "Lecture by Prof. Ada Brook".
    parts = [text] if shape is _Shape.HEAD else _SENTENCES.split(text)
    *before, sentence = (part.strip() for part in parts)
    says = _SAYS.is_in(sentence)
    # A salutation ends in a comma, or in nothing; "Scott Co. Iowa, 4 May 1882" heads a
    # letter.
    unlikely = before if shape is _Shape.SENTENCE else greets_reader(text)
    unlikely = unlikely or (shape is _Shape.HEAD and _DATED.search(text) is not None)
    return None if unlikely and not says else (shape, says, sentence)


def _without_descriptions(found: Sequence[_Introduction]) -> list[_Introduction]:
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


def _shape(text: str) -> _Shape | None:
    """Return what shape of introduction a line may have; None if it has none."""
    if text.endswith(COLONS):
        return _Shape.COLON
    if _ENDS_SENTENCE.search(text):
        return _Shape.SENTENCE
    head = len(text) <= _MAX_HEAD_CHARS and not text.endswith((",", ";", "–", "—"))
    return _Shape.HEAD if head and not _MARK.search(text) else None


def _stands_above_words(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether prose is next below a piece, and no other head."""
    for piece in pieces[n + 1 : n + 4]:
        if piece.kind in _PROSE:
            text = _BULLET.sub("", piece.text, count=1).strip()
            if is_notice(text):
                continue
            return _shape(text) is not _Shape.HEAD or greets_reader(text)
        if piece.kind is not SegmentKind.STAGE:
            return False
    return False


def _holder(office: str, pieces: Sequence[Piece]) -> str:
    """Return whom the text names right behind an office: "The Mayor, Ada Brook"."""
    behind = re.compile(rf"(?<!\w)(?i:{re.escape(office)}),?\s(?=[^\W\d_a-z])")
    for piece in pieces:
        found = behind.search(piece.text)
        if found and not piece.text.isupper():
            return next(full_names(piece.text[found.end() :]), "")
    return ""


def _notes(
    pieces: Sequence[Piece], prose: Sequence[int], name: str, language: str
) -> frozenset[int]:
    """Return the paragraphs that tell of who speaks before anybody does."""
    told = (tells_of(pieces[n].text, name, language) for n in prose)
    said = next((m for m, tells in enumerate(told) if not tells), 0)
    return frozenset(prose[:said])


def _is_personal(text: str) -> bool:
    # Korean narration ends its sentences as talk may: "말했다."
    return SPOKEN_WORDS.is_in(_KOREAN_END.sub("", text))


def _speaks_within(pieces: Sequence[Piece], one: _Introduction, end: int) -> bool:
    """Return whether somebody speaks in person, calls listeners, or is quoted at first."""
    below = (pieces[n] for n in range(one.place + 1, end))
    prose = (p.text for p in below if p.kind in _PROSE and not is_notice(p.text))
    said = list(islice(prose, 3))
    first = said[0].strip() if said else ""
    quoted = _OPENING_MARK.match(first) is not None
    return quoted or is_call(first) or any(map(_is_personal, said))


def _author_speaks(pieces: Sequence[Piece]) -> bool:
    """Return whether whoever writes above the speeches says "I"."""
    return any(
        FIRST_PERSON.search(_QUOTED.sub("", piece.text))
        for piece in pieces
        if piece.kind is SegmentKind.COMMENTARY
    )


def _give(
    pieces: list[Piece],
    one: _Introduction,
    end: int,
    *,
    number: int,
    sure: bool,
    headed: bool,
    page: _Page,
) -> None:
    """Give the words below an introduction to whom it names, up to where they end.

    Args:
        pieces: All of the page, which are changed.
        one: The introduction.
        end: Where the next one stands, or the page's end.
        number: The number of the turn.
        sure: Whether the introductions are plainly some.
        headed: Whether they head all that stands below them.
        page: What all of the page has.
    """
    prose = [n for n in range(one.place + 1, end) if pieces[n].kind in _PROSE]
    if not one.name or SPEECH.is_in(one.name):
        for n in prose:
            pieces[n] = replace(pieces[n], confidence=_UNSURE, reason=_NOBODY)
        return
    plain_name = strip_titles(one.name) or one.name
    name = page.unbent(plain_name) if " " in plain_name else plain_name
    if name == plain_name and one.says and one.shape is _Shape.HEAD and not one.opens:
        # "Projev ředitele Tomáše Říhy"
        name = nominative_of(name, page.language, bent=True)
    last = end == page.end
    personal = [n for n in prose if _is_personal(pieces[n].text)]
    closed = max([*personal, *prose[:1]], default=one.place)
    reason = f"{LINE_ABOVE} {name} speaks"
    told = False
    notes = _notes(pieces, prose, name, page.language)
    for n in prose:
        if n in notes:
            continue
        after = n > closed
        told = told or (after and tells_afterwards(pieces[n].text))
        if told and pieces[n].kind is SegmentKind.HEADING:
            continue
        if told or (
            after and (last or (not headed and page.names_somebody(pieces[n].text)))
        ):
            reason_after = "tells what came after the speech"
            pieces[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, reason_after)
            continue
        # Below one of several headings, all is whose speech it heads.
        plain = (
            sure
            and (not after or (headed and not last))
            and not one.cut
            and (one.says or one.shape is not _Shape.SENTENCE)
        )
        pieces[n] = replace(
            pieces[n],
            kind=SegmentKind.SPEECH,
            speaker=name,
            turn=number,
            confidence=_SURE if plain else _UNSURE,
            reason=reason,
        )
