"""Who gives a speech, as the lines above it name people: headlines, by-lines, leads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.document import Document
from content.language.sentence_marks import COLONS, GAP_BEHIND_WORD
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern, all_words
from content.segment.messages.greeted import called_by_office, is_greeted
from content.segment.messages.words import REPRODUCED, sentences_of
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import language_of_document
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.cases.given_cases import (
    given_word,
    is_nominative_given,
)
from content.segment.names.in_text.cases.nominatives import may_be_given
from content.segment.names.in_text.credits import without_recorder
from content.segment.names.in_text.mentions import (
    Mention,
    mentions_in,
    people_and_things,
)
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.names.in_text.shown_people import is_shown_person
from content.segment.names.offices import is_role
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headlines.names import (
    BY_LINE,
    author_in_headline,
    is_tribute,
    who_praises,
    without_quoted_title,
)
from content.segment.turns.page_head.headlines.office_and_surname import (
    heads_speech,
    is_headed_by_part,
    is_office_with_part,
)
from content.segment.turns.page_head.korean_speakers import korean_speaker
from content.segment.turns.page_head.page_top import title_lines
from content.segment.turns.page_head.presenters import givers
from content.segment.turns.unspoken.menus import is_site, site_lines

_INITIAL = re.compile(r"(?<=\s)[^\W\d_]\.\s")
_PARTS = re.compile(r"\s[|›»·>–—-]\s|\n")
_OWN_LINE, _OFFICE = 3.0, 1.5
_BY_LINED = 0.25
_MIN_LEAD = 160
_CLEAR, _AHEAD = 2.0, 1.5
"""What must speak for somebody, and how many times more than for anybody else."""
_MIN_STEM = 4
_POSSESSIVE = re.compile(r"['’]s?$")
_MIN_LINKS = 3
_THING, _BESIDE, _TOLD, _SUBJECT, _ANNOUNCED = 0.3, 2.0, 1.0, 1.0, 2.0
_MAX_PREPOSITION = 3
_MAX_TOLD = 4
_UNSHOWN = 0.3
"""The share of a weight that counts of a name that nothing shows to be a person's."""
_SPEAKS = WordPattern("<<messages.takes_floor>>|<<messages.says>>")
_OF = WordPattern("(?:<headlines.by>|<headlines.of>)")
# Wikis and archives have a table of what a text is.
_AUTHOR_FIELD = WordPattern(r"(?:<pages.author_fields>)\s*[:：]\s*")


def speaker_above(
    before: Sequence[Piece],
    later: Sequence[str],
    document: Document,
    *,
    opening: str = "",
) -> tuple[str, bool]:
    """Return whom the title and the pieces above a speech name, and whether clearly.

    Empty where they name nobody. A name on a line of its own says most, then one beside
    an office; texts behind the speech (`later`) that name somebody count, too. Whom the
    speech greets (`opening`, its first paragraph) does not give it.
    """
    told_by = [p for p in before if p.kind is SegmentKind.COMMENTARY]
    # What a block quote has above the speech is another's words.
    prose = [p.text for p in told_by if not p.quoted] or [p.text for p in told_by]
    language = language_of_document(document, [*prose, *later])
    titles = title_lines(document)
    lines = _lines_above(before, titles)
    dated = _date_lines(before)
    names = _Names()
    publishers = publishers_of(document)
    speeches = [*filter(heads_speech, lines)]
    authors = _add_own_lines(names, lines, [p.text for p in before], prose, language)
    for text in (*prose, *lines):
        # A line such as "Eastport, 3 May" or "Posted by Ada Brook" tells of the page.
        speech = SPEECH_WORD.search(text)
        told = (text in prose or text in titles or speech) and (
            len(_PARTS.split(text)) < _MIN_LINKS
        )
        bare = without_quoted_title(text) if text in lines else text
        bare = without_recorder(BY_LINE.regex.sub("", bare))
        praised = text in lines and is_tribute(text)
        people = _people_in(bare, text, praised=praised, is_dated=text in dated)
        headed = speech and text not in prose
        owner = author_in_headline(text) if headed and not praised else ""
        for one in (m for m in people if not is_publisher(m.name, publishers)):
            by_part = is_headed_by_part(speeches, one.name)
            weight = 1.0 + _OFFICE * one.office if told else 0.5
            shown = one.shown or bool(headed and _is_case_of_given(one.name, language))
            if any(same_person(one.name, author) for author in authors):
                weight = _BY_LINED
            elif is_thing(bare, one, is_prose=text in prose):
                weight = _THING
            elif headed and (one.name == owner or stands_beside_speech(bare, one)):
                weight += _BESIDE + (shown and not one.shown)
            elif by_part:
                weight += _OWN_LINE
            elif text in prose and _tells_of_speech(text, one):
                weight += _TOLD
                # "Po privítaní Darinou Štofkovou vystúpil …": who speaks is the subject.
                given = given_word(one.name, language)
                weight += _SUBJECT * is_nominative_given(given, language)
            mention = replace(one, office=one.office or by_part, shown=shown)
            names.add_mention(mention, weight, is_headline=text not in prose)
    _add_introduced(names, prose)
    names.leave_out(called_by_office(prose, opening))
    plain = [line for line in lines if not is_tribute(line)]
    name, clear = names.best(later, opening)
    return (name, clear) if name else korean_speaker(prose, plain)


def _is_case_of_given(name: str, language: str) -> bool:
    """Return whether a name has a given name in any case: "Proslov Zdenky Kořínkové"."""
    return may_be_given(given_word(name, language), language)


def _lines_above(before: Sequence[Piece], titles: Sequence[str]) -> list[str]:
    """Return the lines of a page's head, part by part, without links and the site's name."""
    site = site_lines(before)
    heads = (p.text for p in before if p.kind is not SegmentKind.COMMENTARY)
    tops = [*titles, *(text for text in heads if text.strip() not in site)]
    parts = [_PARTS.split(top) for top in tops]
    # "Home | Speeches | Letters" leads to other pages.
    lines = (
        line.strip(" ,:")
        for split in parts
        if len(split) < _MIN_LINKS
        for line in split
    )
    return [*dict.fromkeys(lines)]


def _add_own_lines(
    names: "_Names",
    lines: Sequence[str],
    shown: Sequence[str],
    prose: Sequence[str],
    language: str,
) -> list[str]:
    """Count whom a line of its own names; return who introduces somebody else instead.

    The name of a blog, or a heading, stands so, too.
    """
    authors: list[str] = []
    for line in lines:
        name = _author_in_field(line) or _name_alone(line, shown)
        if name and _is_authors(name, prose):
            authors.append(name)
        elif name and is_shown_person(name, (*lines, *prose), language):
            names.add(name, _OWN_LINE)
    return authors


def _people_in(
    bare: str, text: str, *, praised: bool, is_dated: bool
) -> Iterator[Mention]:
    """Yield whom a text names; of a headline of praise, who gives the praise.

    "Eulogy of Tom Ferro": whom a headline praises does not speak. What a line of a date
    and a place names without an office is a place.
    """
    by = who_praises(text) if praised else ""
    for one in people_and_things(bare):
        if praised and not (by and one.name.endswith(by)):
            continue
        if one.office or one.thing or not is_dated:
            yield one


def _date_lines(before: Sequence[Piece]) -> set[str]:
    """Return the lines that tell a date and a place: "New Quay, 3 May 2019"."""
    return {
        line.strip(" ,:")
        for p in before
        if p.kind is SegmentKind.BOILERPLATE
        for line in (p.text, *_PARTS.split(p.text))
    }


def _add_introduced(names: "_Names", prose: Sequence[str]) -> None:
    """Count whom an introduction says to have spoken, or names right above the words."""
    for text in prose:
        for name in givers(text):
            names.add(name, _ANNOUNCED, surely=True)
    last = named_right_above(prose) or _who_speaks_before_colon(prose)
    names.add(last, _ANNOUNCED, surely=True)


def named_right_above(texts: Sequence[str]) -> str:
    """Return the one person of whom texts tell last, if they end by announcing a speech.

    The sentence that says that it is printed has a word of the name, or the one before
    has it and this one has nobody's: "Ada spoke freely; we print it all.", "Ada spoke.
    We print her words." Of several people it is whom the last sentence with a name has
    beside a word for a speech: "Tom Ferro opened the day. Ada Brook gave the speech."
    """
    text = texts[-1] if texts else ""
    if not REPRODUCED.is_in(text):
        return ""
    people = {one.name for one in mentions_in(text)}
    name = people.pop() if len(people) == 1 else ""
    sentences = GAP_BEHIND_WORD.split(text)
    last = [s for s in sentences if REPRODUCED.is_in(s)]
    if last[-1:] == sentences[-1:]:
        last += sentences[-2:-1]
    if any(word in s for s in last for word in name.split()):
        return name
    before = sentences_of(texts[-2]) if len(texts) > 1 else []
    return _told_last([*before, *sentences_of(text)])


def _who_speaks_before_colon(texts: Sequence[str]) -> str:
    """Return the one person whom a sentence that ends in a colon says to speak."""
    sentence = GAP_BEHIND_WORD.split(texts[-1].rstrip())[-1] if texts else ""
    if not sentence.endswith(COLONS) or not _SPEAKS.is_in(sentence):
        return ""
    people = {one.name for one in mentions_in(sentence)}
    return people.pop() if len(people) == 1 else ""


def _told_last(sentences: Sequence[str]) -> str:
    """Return whom the last sentence with a name has alone beside a word for a speech."""
    for sentence in reversed(sentences[-_MAX_TOLD:]):
        people = {one.name for one in people_and_things(sentence) if not one.thing}
        if people:
            # "The speech was given by Ada Brook. The warden, Tom Ferro, welcomed the guests."
            given = any(SPEECH_WORD.is_in(s) and any(mentions_in(s)) for s in sentences)
            speaks = SPEECH_WORD.is_in(sentence)
            speaks = speaks or (not given and _SPEAKS.is_in(sentence))
            alone = len(people) == 1 and speaks
            return people.pop() if alone else ""
    return ""


def _author_in_field(line: str) -> str:
    """Return whom a field names as the author, "Author: Ada Brook"; empty if none."""
    field = _AUTHOR_FIELD.regex.match(line)
    name = line[field.end() :].strip() if field else ""
    return parse_label(name).name if is_person(name) else ""


def _name_alone(line: str, shown: Sequence[str]) -> str:
    """Return the name that is all of a line which the page shows; empty if none."""
    first = next(mentions_in(line), None)
    whole = first is not None and (first.start, first.end) == (0, len(line))
    # A part of the title that the page has nowhere is the site's name.
    whole = whole and any(line in text for text in shown) and not is_site(line)
    alone = whole and is_person(line) and not BY_LINE.regex.match(line)
    return parse_label(line).name if alone else ""


def _is_authors(name: str, prose: Sequence[str]) -> bool:
    """Return whether a name on a line of its own is of who introduces somebody else.

    The introduction is long, and names others, but not the person.
    """
    if sum(map(len, prose)) < _MIN_LEAD:
        return False
    told = any(True for text in prose for _ in mentions_in(text))
    return told and not any(names_surname(text, name) for text in prose)


def is_thing(text: str, one: Mention, *, is_prose: bool) -> bool:
    """Return whether a mention is a ship, in quotation marks, or in a headline a place.

    A place stands behind "in", which in running text may stand before anybody.
    """
    before = text[: one.start].rstrip()
    quoted = before[-1:] in OPENING_QUOTES and before != ""
    word = (
        before.rsplit(maxsplit=1)[-1:] if text[one.start - 1 : one.start] == " " else []
    )
    w = label_words()
    return quoted or any(
        not is_prose
        and each.islower()
        and len(each) <= _MAX_PREPOSITION
        and not (each in w.articles or each in w.titles or _OF.regex.fullmatch(each))
        for each in word
    )


def _tells_of_speech(text: str, one: Mention) -> bool:
    """Return whether the sentence has a word for a speech before a name or behind it."""
    before = GAP_BEHIND_WORD.split(text[: one.start])[-1]
    behind = GAP_BEHIND_WORD.split(text[one.end :])[0]
    return any(SPEECH_WORD.is_in(part) for part in (before, behind))


def stands_beside_speech(text: str, one: Mention) -> bool:
    """Return whether the word for a speech is the next one before or behind a mention."""
    before = text[: one.start].rsplit(maxsplit=1)[-1:]
    beside = [*before, *text[one.end :].split(maxsplit=1)[:1]]
    return any(SPEECH_WORD.is_in(word) for word in beside)


def office_above(before: Sequence[Piece], document: Document) -> str:
    """Return the office beside the word for a speech in a headline; else empty."""
    tops = [*title_lines(document), *(p.text for p in before)]
    return next(_offices(tops), "")


class _Names:
    """The people whom the words above an address name, and how much speaks for each."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}
        self._headlines: set[str] = set()
        self._shown: set[str] = set()
        self._surely: set[str] = set()
        self._things: set[str] = set()

    def add_mention(self, one: Mention, weight: float, *, is_headline: bool) -> None:
        """Count a mention, or keep that its name is a place's or the like here."""
        if one.thing:
            self._things.add(CASE_ENDING.sub("", one.name))
        else:
            self.add(
                one.name,
                weight,
                is_headline=is_headline,
                shown=one.shown,
                surely=one.office,
            )

    def add(
        self,
        name: str,
        weight: float,
        *,
        is_headline: bool = False,
        shown: bool = False,
        surely: bool = False,
    ) -> None:
        """Count one mention; prose tells better than a headline how a name is written.

        Args:
            name: The name.
            weight: How much speaks for it.
            is_headline: Whether it stands in a headline.
            shown: Whether its given name shows that it is a person's.
            surely: Whether an office does, or that somebody by this name gave a speech.
        """
        name = CASE_ENDING.sub("", name)
        if " " not in name or SPEECH_WORD.is_in(name):
            return
        plain = _INITIAL.sub("", name)
        known = next(
            (one for one in self._weights if same_person(_INITIAL.sub("", one), plain)),
            name,
        )
        if known in self._headlines and not is_headline:
            self._weights[name] = self._weights.pop(known)
            self._headlines.discard(known)
            known = name
        if known not in self._weights and is_headline:
            self._headlines.add(known)
        weight += self._weights.pop(known, 0.0)
        # "Президент України Остап …": a country in the genitive is no part of a name.
        words = _INITIAL.sub("", known).split()
        if len(words) > len(plain.split()):
            known = " ".join(known.split()[len(words) - len(plain.split()) :])
        self._weights[known] = self._weights.get(known, 0.0) + weight
        if surely:
            self._surely.add(known)
        elif shown:
            self._shown.add(known)

    def _drop_things(self) -> None:
        """Drop names that are of things elsewhere, unless somebody surely has them."""
        for name in [*self._weights]:
            thing = any(same_person(name, one) for one in self._things)
            if thing and not any(same_person(name, one) for one in self._surely):
                del self._weights[name]

    def _is_shown(self, name: str) -> bool:
        return any(same_person(name, one) for one in self._shown | self._surely)

    def leave_out(self, called: str) -> None:
        """Leave out whom the speech calls, where somebody else is named, too."""
        own = [one for one in self._weights if called and same_person(one, called)]
        if len(own) < len(self._weights):
            for name in own:
                del self._weights[name]

    def best(self, later: Sequence[str], opening: str) -> tuple[str, bool]:
        """Return the name for which most speaks, and whether no other comes near.

        Texts behind the address that name somebody speak for that person, too. Little
        speaks for what nothing shows to be a person, beside somebody who is one.
        """
        for name in [n for n in self._weights if is_greeted(n, opening)]:
            del self._weights[name]
        self._drop_things()
        for name in self._weights:
            self._weights[name] += 0.5 * sum(names_surname(t, name) for t in later)
        counted = {
            name: weight if self._is_shown(name) else weight * _UNSHOWN
            for name, weight in self._weights.items()
        }
        first = max(counted, key=counted.__getitem__, default="")
        others = [
            self._weights[name]
            for name in counted
            if name != first and not is_office_with_part(name, first)
        ]
        weight = self._weights.get(first, 0.0)
        return first, weight >= _CLEAR and weight >= max(others, default=0.0) * _AHEAD


def _offices(lines: Sequence[str]) -> Iterator[str]:
    """Yield the offices that stand beside the word for a speech: "Vice President"."""
    roles, deputies = all_words("labels.roles"), label_words().deputies
    for line in lines:
        if not SPEECH_WORD.is_in(line):
            continue
        before = ""
        for found in re.findall(r"[^\W\d_][\w’'-]+", line):
            word = _POSSESSIVE.sub("", found)
            folded = word.casefold()
            if is_role(folded):
                stems = range(max(_MIN_STEM, len(folded) - 3), len(folded))
                cut = (n for n in stems if folded[:n] in roles)
                whole = folded in roles and folded.isascii()
                end = len(word) if whole else next(cut, len(word))
                deputy = f"{before} " if before.casefold() in deputies else ""
                yield f"{deputy}{word[:end]}"
            before = found
