"""The places in which a document prints the names of its speakers, beside labels."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from content.document import Document
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.typography.leaders import LEADER_AND_PAGE
from content.language.words.word_counts import WordCounts
from content.segment.kinds import COMMENT
from content.segment.labels.attendance import lists_people
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.in_text.same_person import (
    loses_vowel,
    same_person,
    stem_of,
)
from content.segment.names.text_words import SENT, SPEECH_WORD
from content.segment.names.words import NAME_WORD, label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.page_top import lead_lines, title_lines
from content.segment.turns.page_head.speaker_above import is_thing, stands_beside_speech

LINES = frozenset(("head", "line", "field", "foot"))
PROSE = frozenset(("top", "announced"))
GIVEN = frozenset(("author", "declared", "signed"))
"""Kinds of places: single lines, what stands above the speech, and names by themselves."""

_ENDS_SENTENCE = re.compile(r"[.!?…。！？]\W*$")
FIELD = re.compile(r"[:：]\s*\S")
"""A colon inside a line, which is a field then: "Speaker: Ada Brook"."""

_WORD_BEFORE_COLON = re.compile(r"[^\W\d_]{3,20}\s?[:：]\s*")
_BESIDE = re.compile(r"[\s\u00a0]*(?:[^\W\d_]\.[\s\u00a0]*)?")
_PARTED = re.compile(r"\s*(?:[:：|,，–—(（]|-\s|$)")
_PARTS = re.compile(r"[:：|–—]")
_LISTED = re.compile(r"[,;(]")
_SIGN = re.compile(r"[,;:(（)）|–—]?")
_MAX_LINE = 110
_MAX_SIGNATURE = 4  # Name, office, place and date
_KEY = 3
_FEW_NAMES = 2
_MIN_SMALL = 5
_MAX_ENDING = 3
_MAX_AHEAD = 60
_MAX_BESIDE = 200


class Text(NamedTuple):
    """A text of the document.

    Attributes:
        kind: ``head``, ``line``, ``field``, ``top`` and ``announced`` are the page's words
            up to the speech, the last of them right above it, ``contents`` entries of a
            table of contents, ``foot`` and ``below`` its later lines and texts; ``said`` are people's words, ``signed`` a short line at their end, ``author``
            and ``declared`` what the page declares.
        speaker: Whose words it holds; empty if nobody's.
    """

    kind: str
    text: str
    speaker: str = ""


class Place(NamedTuple):
    """The last word of a name in a text, and the words beside it.

    Attributes:
        kind: The kind of the text.
        speaker: Whose words the text holds; empty if nobody's.
        farther: The word before the one before.
        led: That word if nothing but a blank parts it from the one before.
        ahead: What the page's words have before it all.
        upright: Whether it stands there as nobody bends it.
        told: Whether it opens a sentence about a speech or a message.
    """

    kind: str
    speaker: str
    farther: str
    before: str
    last: str
    after: str
    upright: bool = False
    told: bool = False
    led: str = ""
    ahead: str = ""


class Named(NamedTuple):
    """A full name in the page's words, the kind of its place, and what stands beside it.

    Attributes:
        parted: Whether signs or small words part it from those before and behind it.
        shown: Whether something in or beside it shows that it is a person's.
    """

    name: str
    kind: str
    office: bool
    beside_speech: bool
    parted: bool
    shown: bool


class NamePlaces:
    """The texts of a document, and where they name its speakers."""

    def __init__(
        self, pieces: Sequence[Piece], document: Document, counts: WordCounts
    ) -> None:
        """Keep what is read when somebody asks.

        Args:
            pieces: What the first reader gave to whom.
            document: The document.
            counts: The words of the pieces.
        """
        self._pieces = pieces
        self._pieces_counts = counts
        self._index: dict[str, Mapping[str, set[Place]]] = {}
        self.document = document

    @cached_property
    def texts(self) -> Sequence[Text]:
        """All texts but labels and readers' comments, with the kind of each."""
        return list(self._all_texts())

    def _page_texts(self) -> Iterator[Text]:
        """Yield what stands above the pieces, or is declared."""
        document = self.document
        for line in title_lines(document):
            yield Text(kind="field" if _is_by_line(line) else "head", text=line)
        yield from (Text(kind="top", text=line) for line in lead_lines(document))
        yield Text(kind="author", text=document.author)
        yield from (Text(kind="declared", text=name) for name in document.speakers)

    def _all_texts(self) -> Iterator[Text]:
        pieces = self._pieces
        spoken = [n for n, piece in enumerate(pieces) if piece.spoken]
        first, last = (spoken[0], spoken[-1]) if spoken else (len(pieces), -1)
        yield from self._page_texts()
        prose = (n for n in range(first) if pieces[n].kind is SegmentKind.COMMENTARY)
        above = max(prose, default=-1)
        for n, piece in enumerate(pieces):
            text = piece.text.strip()
            if piece.kind is COMMENT or not text:
                continue
            # "The member Ada Brook made this statement, which is printed here:"
            leads = n == above and text.endswith(COLONS) and _is_sentence(text)
            if piece.spoken:
                if n > last - _MAX_SIGNATURE and _is_short_line(text):
                    yield Text(kind="signed", text=text)
                yield Text(kind="said", text=text, speaker=piece.speaker or "?")
            elif piece.kind is SegmentKind.HEADING:
                kind = "field" if _is_by_line(text) else "head"
                yield Text(kind=kind if n < first else "below", text=text)
            elif not leads and _is_short_line(text):
                yield _short_line(text, above=n < first)
            elif n == above:
                yield Text(kind="announced", text=text)
            else:
                yield Text(kind="top" if n < first else "below", text=text)

    def of(self, name_words: Sequence[str]) -> Iterator[Place]:
        """Yield the places of a name's last word, in any grammatical case."""
        if name_words:
            folded = name_words[-1].casefold()
            like = self._with_letters(folded[:_KEY])
            for place in like.get(folded[: _shortest(folded)], ()):
                if is_form(place.last, folded):
                    yield place

    def _with_letters(self, letters: str) -> Mapping[str, set[Place]]:
        """Return the places of words with some first letters, if a speaker's name has them.

        They stand below what a word and a form of it have in common at the least.
        A document may have many speakers, and often is asked for one or two of them.
        """
        if letters not in self._letters:
            return {}
        if letters not in self._index:
            few = len(self._index) < _FEW_NAMES
            self._index |= self._find({letters} if few else self._letters)
        return self._index[letters]

    @cached_property
    def _letters(self) -> frozenset[str]:
        """The first letters of the last words of speakers' names."""
        names = dict.fromkeys(p.speaker for p in self._pieces if p.speaker)
        last = (own[-1] for name in names if (own := words_of(name)))
        return frozenset(word.casefold()[:_KEY] for word in last)

    def _find(self, wanted: Collection[str]) -> dict[str, Mapping[str, set[Place]]]:
        """Return the places of words by their first letters, and by more of them."""
        keys = {
            word: key
            for word in self._counts.times
            if word[0].isupper() and (key := word.casefold()[:_KEY]) in wanted
        }
        parts = self._counts.parts_with(keys.keys())
        found: dict[str, defaultdict[str, set[Place]]] = {
            letters: defaultdict(set) for letters in wanted
        }
        for one in self.texts:
            # Most texts have none of these words: a quick check first.
            if parts.isdisjoint(one.text.split()):
                continue
            tokens = list(NAME_WORD.finditer(one.text))
            for n, token in enumerate(tokens):
                if token.group() in keys:
                    place = _place(one, tokens, n)
                    for start in _starts(token.group().casefold()):
                        found[keys[token.group()]][start].add(place)
        return {**found}

    @cached_property
    def mentions(self) -> Sequence[Named]:
        """The full names in the page's words, without ships and places in headlines."""
        return [
            Named(
                name=mention.name,
                kind=one.kind,
                office=mention.office,
                beside_speech=stands_beside_speech(one.text, mention),
                parted=_is_parted(one.text, mention, is_prose=one.kind not in LINES),
                shown=mention.shown,
            )
            for one in self.texts
            if one.kind not in {"said", "declared"} and one.text
            for mention in mentions_in(one.text)
            if not is_thing(one.text, mention, is_prose=one.kind not in LINES)
        ]

    def mentions_of(self, name: str) -> Sequence[Named]:
        """Return where the page's words have a full name in just this form."""
        return self._mentions_by_name.get(name, ())

    @cached_property
    def _mentions_by_name(self) -> Mapping[str, Sequence[Named]]:
        found: defaultdict[str, list[Named]] = defaultdict(list)
        for one in self.mentions:
            found[one.name].append(one)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, without regard to case."""
        return frozenset(self._counts.folded)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """All words that stand in small letters."""
        return frozenset(filter(str.islower, self._counts.times))

    @cached_property
    def _counts(self) -> WordCounts:
        """All words, as they are written."""
        if any(piece.kind is COMMENT for piece in self._pieces):
            return WordCounts((one.text for one in self.texts), NAME_WORD)
        # Without comments, whose words are left out, the pieces' are counted already.
        page = (one.text for one in self._page_texts())
        return self._pieces_counts.by(NAME_WORD).with_texts(page)


def _is_parted(text: str, one: Mention, *, is_prose: bool) -> bool:
    """Return whether something shows where a name starts, and a sign where it ends.

    It starts behind a sign, an office, a title or a word in small letters: "Speech by the
    Mayor, Ada Luz Brook, at the fair", "Pregonero: D. Juan Ruiz Mora", "† Juan Ruiz Mora,
    obispo". In prose the end of a sentence is a sign, too; in a line it may be that of a
    short word.
    """
    # Beside it is enough: a paragraph may name many, and be long.
    before = text[max(0, one.start - _MAX_BESIDE) : one.start].rstrip()
    behind = text[one.end : one.end + _MAX_BESIDE].lstrip()
    led = before.rsplit(maxsplit=1)[-1:]
    # "Secretária de Estado Leonor Lobo Sá": a known given name opens what is behind offices.
    known = one.office and is_given_name(one.name.partition(" ")[0])
    starts = known or _SIGN.fullmatch(before[-1:]) or any(map(_leads_to_name, led))
    ends = _SIGN.fullmatch(behind[:1]) is not None or behind[0].islower()
    ends = ends or (is_prose and behind[0] in SENTENCE_ENDS)
    return bool(starts) and ends


def _leads_to_name(word: str) -> bool:
    bare = word.casefold().strip(".")
    # "D. Juan Ruiz": a letter is a title, as an initial would be part of the name.
    titled = len(bare) == 1 or bare in label_words().titles
    return titled or word.islower() or is_office_word(word)


def _is_sentence(text: str) -> bool:
    return sum(map(str.islower, text.split())) >= _MIN_SMALL


def _is_short_line(text: str) -> bool:
    """Return whether a text is short, and no sentence.

    "Written by: Ada Brook | 30 May 2022." ends as one does.
    """
    return len(text) <= _MAX_LINE and (
        _ENDS_SENTENCE.search(text) is None or names_makers(text)
    )


def _short_line(text: str, *, above: bool) -> Text:
    """Return a short line that nobody speaks, by its form and where it stands."""
    if entry := LEADER_AND_PAGE.search(text):
        return Text(kind="contents", text=text[: entry.start()].strip())
    kind = "field" if FIELD.search(text) else "line"
    return Text(kind=kind if above else "foot", text=text)


def _is_by_line(text: str) -> bool:
    """Return whether a name follows a word and a colon: "Author: Ada Brook — all posts"."""
    found = _WORD_BEFORE_COLON.match(text)
    rest = text[found.end() :] if found else ""
    return not SPEECH_WORD.is_in(text) and any(
        not one.start for one in mentions_in(rest)
    )


def _place(one: Text, tokens: Sequence[re.Match[str]], n: int) -> Place:
    text, last = one.text, tokens[n]
    first = n
    if n and _BESIDE.fullmatch(text, tokens[n - 1].end(), last.start()):
        # "John F. Kennedy"
        first = n - 2 if len(tokens[n - 1].group()) == 1 and n > 1 else n - 1
    end, after = last.end(), ""
    if n + 1 < len(tokens) and _BESIDE.fullmatch(text, end, tokens[n + 1].start()):
        after = tokens[n + 1].group()
        end = tokens[n + 1].end() if one.kind in LINES else end
    led = n > first > 0 and text[tokens[first - 1].end() : tokens[first].start()]
    opens = one.kind in LINES | PROSE and _opens(one, tokens[first].start())
    parted = any(_PARTED.match(text, at) for at in {last.end(), end})
    return Place(
        kind=one.kind,
        speaker=one.speaker,
        farther=tokens[first - 1].group() if 0 < first < n else "",
        before=tokens[first].group() if first < n else "",
        last=last.group(),
        after=after,
        upright=one.kind in GIVEN or (opens and parted),
        told=opens and one.kind in PROSE and _tells(text),
        led=tokens[first - 1].group() if led and led.isspace() else "",
        ahead="" if one.kind == "said" else _ahead(text, tokens[first].start()),
    )


def _opens(one: Text, start: int) -> bool:
    """Return whether a name opens a text, or a part of a line, but for an office."""
    before = one.text[:start]
    if one.kind in LINES:
        before = _PARTS.split(before)[-1]
    if "," in before and lists_people(one.text):
        before = _LISTED.split(before)[-1]
    titles, roles = label_words().titles, label_words().roles
    words = (found.group().casefold() for found in NAME_WORD.finditer(before))
    return all(word in titles or word in roles for word in words)


def _ahead(text: str, place: int) -> str:
    return text[max(0, place - _MAX_AHEAD) : place]


def _tells(text: str) -> bool:
    """Return whether a text has words for a speech, or for a message that was sent."""
    return SPEECH_WORD.is_in(text) or SENT.is_in(text)


def words_of(name: str) -> list[str]:
    """Return the words of a name without titles, initials and particles."""
    known = label_words().titles | label_words().particles
    return [
        word
        for word in NAME_WORD.findall(name)
        if len(word) > 1 and word.casefold() not in known
    ]


def _shortest(folded: str) -> int:
    """Return how many letters a word has at the least in common with a form of it."""
    return max(_KEY, len(folded) - 2 * _MAX_ENDING)


def _starts(folded: str) -> Iterator[str]:
    """Yield the letters that a word may have to share with one of which it is a form."""
    longest = max(_KEY, len(folded) - _MAX_ENDING)
    shortest = max(_KEY, len(folded) - 3 * _MAX_ENDING)
    return (folded[:size] for size in range(shortest, longest + 1))


def is_form(found: str, word: str) -> bool:
    """Return whether a word may be another in some grammatical case."""
    one, two = found.casefold(), word.casefold()
    return one == two or (
        abs(len(one) - len(two)) <= _MAX_ENDING
        and (
            one.startswith(stem_of(two))
            or two.startswith(stem_of(one))
            or loses_vowel(one, two)
            or loses_vowel(two, one)
        )
    )


def are_one(name: str, other: str) -> bool:
    """Return whether two names may be one person's, but for cases and initials."""
    one, two = (" ".join(words_of(each)) for each in (name, other))
    return bool(one and two) and same_person(one, two)
