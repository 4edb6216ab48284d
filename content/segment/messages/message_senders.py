"""Who sent a message, by the fullest name that the document has, and how sure that is."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content.language.word_lists import flag
from content.segment.messages.announcements.announcements import Announced
from content.segment.messages.extent import Extent, Form
from content.segment.messages.found_message import DOUBT, paragraphs_below
from content.segment.messages.senders.bare_names import (
    behind_address,
    from_given_name,
    without_ending_place,
    without_noun,
    without_opening,
    without_owner,
    without_pen_name_word,
    without_senders_place,
)
from content.segment.messages.senders.fuller_names import (
    NamesInTexts,
    as_speaker,
    call_so,
    with_small_letters,
    with_surname,
    with_title_before,
    with_whole_body,
    without_genitive,
)
from content.segment.messages.senders.office_holders import holder_in
from content.segment.messages.senders.origin import Origin
from content.segment.messages.senders.origin_finder import find_origin
from content.segment.messages.senders.read_text import ReadText
from content.segment.messages.signatures.signatures import BEFORE_NAME
from content.segment.messages.starts.announced_text import Announcement
from content.segment.messages.words import without_reader
from content.segment.names.body_names import is_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.same_person import has_word_of
from content.segment.names.spelling.capitals import CAPITAL, HAN_OR_KANA
from content.segment.names.titles import strip_titles
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_MESSAGE = SegmentKind.MESSAGE
_MAX_OPENING_CHARS = 120
_YEAR = re.compile(r"(?<=\s)1[5-9]\d\d(?!\d)|(?<=\s)20\d\d(?!\d)")
_MIN_NAMED, _MIN_END = 2, 4
_BODY_SIGNS = 0.8


@dataclass(frozen=True, kw_only=True)
class SenderFinder:
    """A search for the senders of a document's messages.

    Attributes:
        texts: All words of the document.
        titles: Full forms of titles of honour.
        speakers: Who speaks in the document.
        language: Of the document; empty if it is not known.
    """

    texts: Sequence[str]
    titles: dict[str, str]
    speakers: Collection[str]
    language: str

    @cached_property
    def _names(self) -> NamesInTexts:
        return NamesInTexts(self.texts)

    def origin(
        self,
        turn: Sequence[Piece],
        start: int,
        extent: Extent,
        told: Announcement,
        before: Sequence[Piece],
    ) -> Origin:
        """Return who sent a text, by the fullest name."""
        read, loose = turn[start : extent.end], told.loose
        text = ReadText(
            introduction=without_reader(told.intro),
            extent=extent,
            sure=told.announced is Announced.SURE,
            loose=loose,
            above=[p.text for p in before if p.kind is not SegmentKind.STAGE],
            below=paragraphs_below(turn, start, extent),
            titles=self.titles,
            reader=read[0].speaker or "",
            speakers=self.speakers,
            opening=read[0].text[:_MAX_OPENING_CHARS],
            words=[piece.text for piece in read if piece.spoken],
            language=self.language,
            sent_above=next(
                (p.speaker or "" for p in reversed(before) if p.kind is _MESSAGE), ""
            ),
        )
        origin = find_origin(text)
        certainty = origin.confidence
        plain = told.announced is Announced.LIKELY or HAN_OR_KANA.match(extent.group)
        if plain and _signs_as_body(read, extent):
            certainty = max(certainty, _BODY_SIGNS)
        if extent.for_another:
            certainty = min(certainty, DOUBT)
        name = self.full_name(origin.name, extent, told.intro)
        surnamed = bool(origin.name) and name.startswith(f"{origin.name} ")
        sent = (told.intro, *text.words)
        if surnamed and not call_so(self._names.calling(origin.name), sent):
            # "Emma has written." may be another one than the Emma Stone of the page.
            certainty = min(certainty, DOUBT)
        named = " " in name and not name.islower()
        named = named and is_named_body(name, self.language)
        unsaid = name and not (extent.signed or named)
        if unsaid and _is_of_others(name, read):
            certainty = min(certainty, DOUBT)
        several = " " in name and not is_person(name)
        if loose and extent.form is Form.SET_OFF and several and not extent.signed:
            name = ""  # The page may set off an oath, or a list.
        return replace(origin, name=name, confidence=certainty)

    def full_name(self, name: str, extent: Extent, intro: str) -> str:
        """Return a sender's name, as full as the document has it and without a place."""
        name = behind_address(without_owner(_with_short_form(name, intro)))
        name = _without_titles(_behind_field(name))
        name = with_whole_body(name, intro, self.texts, self.language)
        if is_named_body(name, self.language):
            return with_small_letters(name, self.texts) if name.isupper() else name
        name = as_speaker(name.lstrip(BEFORE_NAME), self.speakers)
        name = name if extent.signed else _without_year(name)
        if name != extent.group:  # What is signed is as long as its name.
            name = without_pen_name_word(without_opening(without_noun(name), intro))
            name = without_senders_place(from_given_name(name), intro)
            if not extent.signed:
                name = _without_place(name, intro, self.language)
        name = self._names.long_title(self._names.given_name(name))
        titled = with_title_before(name, intro)
        whole = self._names.long_title(titled)
        name = name if whole == titled else whole
        named = self._names.full_names(name) if name and " " not in name else ()
        name = with_surname(name, intro, named, self.speakers)
        if not extent.signed:
            name = without_genitive(name, intro, self.texts, self.language)
        # Who goes by the office under a label is known by it.
        known = extent.signed or name in self.speakers
        return name if known else holder_in(name, self.texts)


def _behind_field(name: str) -> str:
    """Return a name without the field in which it stands.

    >>> _behind_field("Підпис: Ліза"), _behind_field("Ліза")
    ('Ліза', 'Ліза')
    """
    return name.rpartition(": ")[2]


def _without_place(name: str, intro: str, language: str) -> str:
    """Return a name without the place behind it, with the surname that stands before it.

    >>> _without_place("Anna Szegedről", "Ezt írta Kiss Anna Szegedről:", "hu")
    'Kiss Anna'
    """
    bare = without_ending_place(name, language)
    if bare == name or " " in bare or not flag(language, "surname_first"):
        return bare
    found = re.search(rf"({CAPITAL}[\w-]+\s{re.escape(bare)})\s", intro)
    return found[1] if found else bare


def _without_titles(name: str) -> str:
    """Return a person's name without the titles of several in small letters.

    >>> _without_titles("señores diputados Ferreira Techera")
    'Ferreira Techera'
    >>> _without_titles("señores accionistas"), _without_titles("Club Techera")
    ('señores accionistas', 'Club Techera')
    """
    bare = strip_titles(name) if name[:1].islower() else name
    return bare if is_person(bare) else name


def _with_short_form(name: str, intro: str) -> str:
    """Return a name with all of what a firm is in short: "A/S".

    >>> _with_short_form("Fjordline A", "Fjordline A/S wrote to us:")
    'Fjordline A/S'
    """
    if not name or f"{name}/" not in intro:
        return name
    form = re.search(rf"{re.escape(name)}/[A-Z](?!\w)", intro)
    return form.group() if form else name


def _without_year(name: str) -> str:
    """Return a name without the year in which its bearer spoke.

    >>> _without_year("Ants Tamm 1842"), _without_year("Szép Ilona az 1842-es")
    ('Ants Tamm', 'Szép Ilona')
    """
    year = _YEAR.search(name)
    if year is None:
        return name
    words = name[: year.start()].split()
    while len(words) > _MIN_NAMED and words[-1].islower():
        words.pop()
    return " ".join(words) if len(words) >= _MIN_NAMED else name


def _signs_as_body(read: Sequence[Piece], extent: Extent) -> bool:
    """Return whether several or a body sign the last paragraph of a marked text.

    Words that only may lead to a text are borne out by its signature; below words that
    surely do, what stands last may be anything, but in Han letters and kana.
    """
    marked = extent.form in {Form.QUOTED, Form.SET_OFF, Form.LETTER}
    return marked and extent.group != "" and extent.group in read[-1].text


def _is_of_others(name: str, read: Sequence[Piece]) -> bool:
    """Return whether a body's text neither says "we" nor names the body.

    "France joined the following statement: “The members of the group regret …”"
    """
    if is_person(name):
        return False
    texts = [piece.text for piece in read if piece.spoken]
    return not any(
        FIRST_PERSON.is_in(text) or has_word_of(text, name) or _is_called_in(text, name)
        for text in texts
    )


def _is_called_in(text: str, name: str) -> bool:
    """Return whether a text has the end of a name of one word for whole.

    >>> _is_called_in("“The Bund was told …”", "Sängerbund")
    True
    """
    folded = name.casefold()
    return " " not in name and any(
        folded.endswith(word.casefold())
        for word in NAME_WORD.findall(text)
        if len(word) >= _MIN_END
    )
