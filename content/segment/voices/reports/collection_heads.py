"""The headings of a collection: which lines say whose text follows.

"1. Speech of the mayor, Ada Brook", "Letter of the director, Mr. Hall", "The mayor's
greeting", "Jane Hall to Tom Ferro, 11 July 1916"; and "2. A telegram from Leeds", which
names nobody, but stands among such lines.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from content.language.folding import fold_letters
from content.language.sentence_marks import GAP_BEHIND_WORD, STOPS
from content.language.typography.leaders import LEADER_AND_PAGE
from content.language.word_lists import all_words, flag
from content.language.words.word_patterns import WORD
from content.segment.messages.words import is_salutation_line, speaks_of_message
from content.segment.names.given_names import opens_with_han_surname
from content.segment.names.in_text.cases.nominatives import (
    may_be_given,
    nominative_among,
    nominative_given,
    nominative_of,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.in_text.same_person import same_person, stem_of
from content.segment.names.spelling.capitals import HAN_NAME
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.names.words import NAME_WORD, articles
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.headlines.names import author_in_headline
from content.segment.turns.page_head.presenters import name_in_cjk_line
from content.segment.voices.one_speech.salutations import (
    calls_listeners,
    is_call,
    opens_with_audience,
)
from content.segment.voices.reports.notes import opens_with, speaks_beside_quotations
from content.segment.voices.reports.people_met import PeopleMet, full_names
from content.segment.wording.in_person import pattern_of_words

_MAX_BARE, _MAX_CJK_HEAD = 2, 24
_MIN_HEADS, _MAX_HEAD_CHARS, _MAX_OFFICE_WORDS, _MAX_LINES = 2, 160, 7, 120
_MIN_ENTRIES = 3
_MAX_LETTER_HEAD = 3  # A line about the letter, its place and date, and its salutation.
_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[IVX]{1,5})\s?[.)–—-]\s*")
_DATE = re.compile(r"[,(]?\s*\b\d{1,4}\b.*$")
_DATE_LAST = re.compile(r"\d\D{0,4}\.$")
_CASE = re.compile(r"['’].*$")
# "Ada Brook (1858–1923)"
_LIVED = re.compile(r"\s?[(\[]\D{0,12}\d{3,4}")
_MIN_OFFICE, _MAX_ENDING, _MIN_STEM, _MIN_BENT = 5, 3, 4, 2
_NEAR_BEFORE, _NEAR_OFFICE, _NEAR_BEHIND, _NEAR_CHARS = 3, 6, 2, 60
_MIN_WORDS, _PAIR_WORDS, _MAX_PAIR_WORDS, _MAX_SMALL = 2, 4, 8, 3
_MAX_PROSE, _MAX_NAME_WORDS, _MAX_PAIRS = 200, 8, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A line that says whose text follows.

    Attributes:
        name: Whose; empty where it names nobody.
        sure: Whether the name surely has this form.
        written: Whether the text is a letter or the like.
        named: Whether the line itself has the name, and no office alone.
        text: Whether it names a text, and is no number with a title alone.
        noted: Whether only the note right below it has the name.
        listed: Whether the table of contents has the line.
    """

    place: int
    name: str = ""
    sure: bool = False
    written: bool = False
    named: bool = True
    text: bool = True
    noted: bool = False
    listed: bool = False


def find_heads(pieces: Sequence[Piece], language: str) -> list[Head]:
    """Return the lines of a page that head texts, where two or more do."""
    lines = [n for n, piece in enumerate(pieces) if _may_head(piece)]
    if not _MIN_HEADS <= len(lines) <= _MAX_LINES:
        return []
    page = _Page(pieces, language)
    listed = _heads_in_contents(pieces, lines, page)
    if len({head.name for head in listed if head.name}) >= _MIN_HEADS:
        return listed
    heads = _heads_of_texts(pieces, lines, page)
    if not heads:
        heads = [head for n in lines if (head := page.head_of_name(n))]
    named = [head for n in lines if (head := page.head_above_call(n))]
    if len(named) >= _MIN_HEADS:
        # Notes and letters with headings of their own may stand beside them.
        own = {head.place for head in named}
        others = [head for head in heads if head.place not in own]
        heads = sorted([*others, *named], key=lambda head: head.place)
    heads = _below_headline(pieces, heads)
    numbered = [h for h in heads if h.text and starts_with_number(pieces[h.place].text)]
    counts = len(numbered) >= _MIN_HEADS
    people = {head.name for head in heads if head.name}
    if not people or (len(people) < _MIN_HEADS and not counts):
        return []
    return [head for head in heads if head.text or counts]


def heads_of_speeches(pieces: Sequence[Piece], language: str) -> list[Head]:
    """Return the headings of a page that say whose speech follows."""
    page = _Page(pieces, language)
    lines = [n for n, p in enumerate(pieces) if _is_heading(p) and _may_head(p)]
    bare = {n: without_number(pieces[n].text) for n in lines[:_MAX_LINES]}
    return [
        page.head_of_text(n, line)
        for n, line in bare.items()
        if is_text(line, language) and _is_spoken(line, language)
    ]


def _below_headline(pieces: Sequence[Piece], heads: list[Head]) -> list[Head]:
    """Return heads with whom the headline names for the text that its first heading heads.

    "Ada Brook's speech to the county", an introduction, and "The speech".
    """
    if len(heads) <= _MIN_HEADS or not heads[0].named or heads[1].name:
        return heads
    headline, first, *others = heads
    above = any(_is_heading(p) for p in pieces[headline.place + 1 : first.place])
    bare = len(pieces[first.place].text.split()) <= _MAX_BARE
    if above or not bare or not _is_heading(pieces[first.place]):
        return heads
    return [replace(headline, place=first.place), *others]


def _heads_in_contents(
    pieces: Sequence[Piece], lines: Sequence[int], page: "_Page"
) -> list[Head]:
    """Return the lines below a table of contents that it has as entries.

    "Ada Brook ...... 3", and below the table "ADA BROOK".
    """
    entries: dict[str, str] = {}
    below = 0
    for n in lines:
        text = pieces[n].text.strip()
        if found := LEADER_AND_PAGE.search(text):
            entry = text[: found.start()].strip()
            entries[fold_letters(entry)] = entry
            below = n
    if len(entries) < _MIN_ENTRIES:
        return []
    return [
        page.head_in_contents(n, listed)
        for n in lines
        if n > below and (listed := entries.get(fold_letters(pieces[n].text.strip())))
    ]


def _heads_of_texts(
    pieces: Sequence[Piece], lines: Sequence[int], page: "_Page"
) -> list[Head]:
    """Return the lines that name a text, or two people, or have a number."""
    pairs = _pairs(pieces[n].text for n in lines)
    headline = next((n for n, piece in enumerate(pieces) if _is_heading(piece)), -1)
    heads: list[Head] = []
    for n in lines:
        text = pieces[n].text.strip()
        bare = _NUMBER.sub("", text)
        if text in pairs:
            heads.append(page.head_of_letter(n, pairs[text]))
        elif sender := page.writes_below(n, bare):
            heads.append(page.head_of_letter(n, sender))
        elif is_text(bare, page.language):
            head = page.head_of_text(n, bare)
            # "The mayor's speech" heads the page.
            heads += [head] if head.named or n != headline else []
        elif bare != text:
            heads.append(Head(place=n, text=False))
    return heads


def starts_with_number(line: str) -> bool:
    """Return whether a line has a number before its words: "1. Speech of the mayor"."""
    return _NUMBER.match(line) is not None


def without_number(line: str) -> str:
    """Return a heading without the number before it."""
    return _NUMBER.sub("", line.strip())


def is_text(words: str, language: str) -> bool:
    """Return whether words name a speech, a letter or another text.

    >>> is_text("List riaditeľa", "sk"), is_text("List of members", "en")
    (True, False)
    """
    if (
        SPEECH_WORD.is_in(words)
        or MESSAGE_HEADING.is_in(words)
        or speaks_of_message(words)
    ):
        return True
    own = pattern_of_words(language, "headlines.accounts", "headlines.letters")
    return own is not None and own.search(words) is not None


def _is_heading(piece: Piece) -> bool:
    return piece.kind is SegmentKind.HEADING


def _may_head(piece: Piece) -> bool:
    text = piece.text.strip()
    if not text or len(text) > _MAX_HEAD_CHARS or piece.quoted:
        return False
    if not (is_prose(piece) or _is_heading(piece)):
        return False
    # "…, 11 July 1916." ends in a date.
    return not text.endswith(STOPS) or _DATE_LAST.search(text) is not None


def _tells(piece: Piece, language: str) -> bool:
    """Return whether a piece is no line that heads a text, with names in any case."""
    return is_prose(piece) and not (_may_head(piece) and is_text(piece.text, language))


class _Page:
    """What a page says about the people whom its headings name."""

    def __init__(self, pieces: Sequence[Piece], language: str) -> None:
        self.language = language
        surname_first = self.language and flag(self.language, "surname_first")
        self._given = -1 if surname_first else 0
        self._pieces = pieces

    @cached_property
    def _told(self) -> list[str]:
        """What the page has beside its headings."""
        told = (p.text for p in self._pieces if _tells(p, self.language))
        return list(islice(told, _MAX_PROSE))

    @cached_property
    def _people(self) -> PeopleMet:
        people = PeopleMet()
        for text in self._told:
            people.meet(text)
        return people

    @cached_property
    def _officers(self) -> list[str]:
        """The people beside whose names the page has an office."""
        told = (one for text in self._told for one in mentions_in(text) if one.office)
        return [one.name for one in told]

    def head_of_text(self, place: int, line: str) -> Head:
        """Return the head that names a text, with whom it names."""
        written = not _is_spoken(line, self.language)
        name, sure = self._named(line)
        if name:
            return Head(place=place, name=name, sure=sure, written=written)
        known = [one for one in self._people.named(line) if self._is_met(one)]
        known = known or self._called(line)
        name = known[0] if len(known) == 1 else self._holder(line)
        noted = "" if name else self._noted(place)
        return Head(
            place=place,
            name=name or noted,
            sure=True,
            written=written,
            named=False,
            noted=bool(noted),
        )

    def head_in_contents(self, place: int, entry: str) -> Head:
        """Return the head that the table of contents has as an entry."""
        text = is_text(entry, self.language)
        named, *others = [*full_names(entry), ""]
        name = self._named_in(entry)[0] or ("" if text or others[1:] else named)
        below = "" if name else self._name_below(place)
        noted = below != "" and is_prose(self._pieces[place + 1])
        return Head(
            place=place + (below != "" and not noted),
            name=name or below,
            sure=bool(below) or not text,
            written=text and not below and not _is_spoken(entry, self.language),
            listed=True,
            noted=noted,
        )

    def _name_below(self, place: int) -> str:
        """Return the person whom the line right below a heading names, and nothing else.

        "2. The old mill", and "Ada Brook, miller", or "館長　王小明".
        """
        below = self._pieces[place + 1 : place + 2]
        line = below[0].text.strip() if below and _may_head(below[0]) else ""
        last = line.split("\u3000")[-1]
        if last != line and HAN_NAME.fullmatch(last) and opens_with_han_surname(last):
            return last
        words = NAME_WORD.findall(line)
        names = [*full_names(line)] if len(words) <= _MAX_NAME_WORDS else []
        known = names and may_be_given(names[0].split()[self._given], self.language)
        return names[0] if known and len(names) == 1 else ""

    def head_of_letter(self, place: int, sender: str) -> Head:
        """Return the head that names who wrote to whom."""
        name = self._known(sender) or sender
        return Head(place=place, name=name, sure=True, written=True)

    def writes_below(self, place: int, line: str) -> str:
        """Return who writes, by a line with a receiver, above a letter's salutation.

        "Ada Brook to her sister Helen", "Moor, 3 May 1911", and "Dear Nell,".
        """
        words = line.split()
        receivers = all_words("messages.to")
        cut = next((n for n, word in enumerate(words) if word in receivers), 0)
        name = " ".join(words[:cut])
        if not _MIN_WORDS <= cut < len(words) or [*full_names(name)] != [name]:
            return ""
        below = self._pieces[place + 1 : place + 1 + _MAX_LETTER_HEAD]
        greeted = any(is_salutation_line(piece.text.strip()) for piece in below)
        known = may_be_given(name.split()[self._given], self.language)
        return name if greeted and known else ""

    def head_of_name(self, place: int) -> Head | None:
        """Return the head that has a name and an office at most: "Ada Brook, mayor".

        Whom it names, the page has to name above it, too.
        """
        line = self._pieces[place].text.strip()
        words = NAME_WORD.findall(line)
        names = [*full_names(line)] if len(words) <= _MAX_NAME_WORDS else []
        if len(names) != 1 or len(names[0].split()) < _MIN_WORDS:
            return None
        name = names[0]
        below = next((p.text for p in self._pieces[place + 1 :] if is_prose(p)), "")
        known = may_be_given(name.split()[self._given], self.language)
        if not (known or opens_with(below, name)):
            return None
        above = (
            p.text for p in self._pieces[:place] if is_prose(p) and not _may_head(p)
        )
        told = any(
            all(stem_of(word) in text.casefold() for word in name.split())
            for text in islice(above, _MAX_PROSE)
        )
        edge = line.startswith(name) or line.endswith(name)
        return Head(place=place, name=name, sure=True) if told and edge else None

    def head_above_call(self, place: int) -> Head | None:
        """Return the head that is an office and a name in Han letters, above a salutation.

        "校长　梁启明", a date in brackets, and "各位老师、同学们：".
        """
        line = self._pieces[place].text.strip()
        name = name_in_cjk_line(line) if len(line) <= _MAX_CJK_HEAD else ""
        if not name or name == line or not opens_with_han_surname(name):
            return None
        below = next((p.text for p in self._pieces[place + 1 :] if is_prose(p)), "")
        calls = is_call(below) or opens_with_audience(below)
        told = any(name in text for text in self._told if text.strip() != line)
        return Head(place=place, name=name, sure=True) if calls and told else None

    def _named(self, line: str) -> tuple[str, bool]:
        """Return a heading's person as the page has the name, and whether that is sure."""
        named, first = self._named_in(line)
        if not named:
            return "", False
        known = [one for one in self._people.named(line) if one in self._people.names]
        same = [one for one in known if same_person(named, one)]
        if named in known or len(same) == 1:
            # "Kerecsényi Boldizsáré" is what he has.
            own = named in known or same[0].startswith(named)
            return (named if own else same[0]), first
        plain = nominative_among(named, self._people.names, self.language)
        if plain:
            return plain, first
        plain = nominative_of(named, self.language, inflected=True)
        return plain, plain == named and first

    def _is_met(self, name: str) -> bool:
        """Return whether the page names somebody so, who has a known given name."""
        given = name.split()[self._given]
        return name in self._people.names and may_be_given(given, self.language)

    def _called(self, line: str) -> list[str]:
        """Return the people of the page whose given name alone stands in a heading."""
        names = {
            form
            for word in WORD.findall(line)
            if word[0].isupper() and not is_text(word, self.language)
            for form in (word, nominative_given(word, self.language))
        }
        return [
            one
            for one in self._people.names
            if one.split()[self._given] in names and self._is_met(one)
        ]

    def _named_in(self, line: str) -> tuple[str, bool]:
        """Return whom a heading names beside the word for a text, and whether at first.

        A given name opens the name, or ends it in Hungarian, or the page presents whom
        it names; "Reply of Mr" is none.
        """
        first = True
        for name in (author_in_headline(line), *full_names(line)):
            words = name.split()
            # "Prejav Eleny Bielej", "Mācītāja Kārļa Vējupes"
            while words and (
                is_text(words[0], self.language)
                or is_office_word(words[0])
                or words[0].islower()
            ):
                words.pop(0)
            told = any(is_text(word, self.language) for word in words)
            if len(words) > 1 and not told:
                bare = " ".join(words)
                known = may_be_given(words[self._given], self.language)
                if known or self._presents(bare):
                    return bare, first
                first = False
        return "", False

    def _presents(self, name: str) -> bool:
        """Return whether a paragraph opens with a name, or has an office beside it."""
        return any(opens_with(text, name) for text in self._told) or (
            name.istitle() and any(same_person(name, one) for one in self._officers)
        )

    def _noted(self, place: int) -> str:
        """Return the one person whom the note right below a numbered heading names.

        "1. Speech at the opening", and "Ada Brook (1858–1923) was the first teacher."
        """
        if not starts_with_number(self._pieces[place].text):
            return ""
        below = self._pieces[place + 1 : place + 2]
        note = below[0].text.strip() if below and is_prose(below[0]) else ""
        if (
            not note
            or speaks_beside_quotations(note, self.language)
            or calls_listeners(note)
        ):
            return ""
        dated = [one for one in full_names(note) if _LIVED.match(note, _end(note, one))]
        names = dict.fromkeys(dated or full_names(note))
        name = names.popitem()[0] if len(names) == 1 else ""
        known = name and may_be_given(name.split()[self._given], self.language)
        return nominative_of(name, self.language) if known else ""

    def _known(self, name: str) -> str:
        """Return a name as the page has it, if only its case differs there."""
        return nominative_among(name, self._people.names, self.language)

    def _holder(self, line: str) -> str:
        """Return the one person beside whom the page has the office of a short heading.

        "The mayor's greeting", and "the mayor, Ada Brook" in the text above it.
        """
        words = WORD.findall(line)
        if len(words) > _MAX_OFFICE_WORDS:
            return ""
        small = all_words("headlines.function_words")
        offices = [
            fold_letters(word)
            for word in words
            if len(word) >= _MIN_OFFICE
            and not is_text(word, self.language)
            # "Speech at the Academy"
            and (word.islower() or word is words[0] or is_office_word(word))
        ]
        offices = [word for word in offices if word not in small]
        holders: dict[str, bool] = {}
        for text in self._told if offices else ():
            named = 0
            for one in mentions_in(text):
                before = text[max(named, one.start - _NEAR_CHARS) : one.start]
                named = one.end
                sentence = GAP_BEHIND_WORD.split(
                    text[one.start : one.end + _NEAR_CHARS]
                )
                behind = sentence[0][one.end - one.start :]
                # "the minister for the old soldiers, Ada Brook"
                size = _NEAR_OFFICE if one.office else _NEAR_BEFORE
                near = WORD.findall(before)[-size:]
                near += WORD.findall(behind)[:_NEAR_BEHIND]
                given = may_be_given(one.name.split()[self._given], self.language)
                if given and any(
                    _same_stem(w, office) for w in near for office in offices
                ):
                    name = self._known(one.name) or one.name
                    same = not {fold_letters(w) for w in near}.isdisjoint(offices)
                    holders[name] = holders.get(name, False) or same
        # "The prefect, Ada Brook", and "the sub-prefect, Tom Ferro"
        exact = [name for name, as_headed in holders.items() if as_headed]
        people = exact if len(exact) == 1 else [*holders]
        return people[0] if len(people) == 1 else ""


def _end(text: str, name: str) -> int:
    return text.find(name) + len(name)


def _is_spoken(line: str, language: str) -> bool:
    if SPEECH_WORD.is_in(line):
        return True
    letters = pattern_of_words(language, "headlines.letters")
    told = pattern_of_words(language, "headlines.accounts")
    written = MESSAGE_HEADING.is_in(line) or (letters and letters.search(line))
    return told is not None and told.search(line) is not None and not written


def _same_stem(word: str, office: str) -> bool:
    """Return whether two words may be cases of one."""
    folded = fold_letters(word)
    size = max(_MIN_STEM, min(len(folded), len(office)) - _MAX_ENDING)
    return len(folded) >= _MIN_OFFICE and folded[:size] == office[:size]


def _pairs(lines: Iterable[str]) -> dict[str, str]:
    """Return who writes, by lines that name two people, and no text, and perhaps a date.

    Two of them name the same people the other way round, or a word or a dash parts them.
    """
    found: dict[str, list[str]] = {}
    for line in lines:
        bare = _DATE.sub("", _NUMBER.sub("", line.strip())).strip(" ,(")
        all_of = [_CASE.sub("", word) for word in NAME_WORD.findall(bare)]
        words = [w for w in all_of if w[0].isupper() and w.casefold() not in articles()]
        small = len(all_of) - len(words)
        if _PAIR_WORDS <= len(words) <= _MAX_PAIR_WORDS and small <= _MAX_SMALL:
            found[line.strip()] = words
    pairs: dict[str, str] = {}
    if len(found) > _MAX_PAIRS:
        return {}
    for line, words in found.items():
        for other in found.values():
            cut = _mirrored(words, other) if other is not words else 0
            if cut:
                pairs[line] = " ".join(words[:cut])
    return pairs


def _mirrored(words: Sequence[str], others: Sequence[str]) -> int:
    """Return where the second of two names starts that other words have before the first."""
    for cut in range(_MIN_WORDS, len(words) - 1):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        behind = " ".join(others[len(words) - cut :])
        before = " ".join(others[: len(words) - cut])
        if _may_be_one(first, behind) and _may_be_one(second, before):
            return cut
    return 0


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two names may be cases of one, with as many words."""
    words, others = fold_letters(name).split(), fold_letters(other).split()
    return len(words) == len(others) and all(
        one[:size] == two[:size]
        for one, two in zip(words, others, strict=True)
        for size in (max(_MIN_BENT, min(len(one), len(two)) - _MAX_ENDING),)
    )
