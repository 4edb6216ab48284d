"""Who says what a report quotes: by the words before it, behind it, or above it.

Words before a quotation lead to it (`leads.py`), a tag goes on behind it (`tags.py`), and
where neither names anybody, the end of the paragraph may quote the same person again.
"""

import re
from dataclasses import replace

from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import words as words_of
from content.segment.messages.words import sentences_of
from content.segment.names.in_text.people.cast import Cast
from content.segment.turns.quotations.clauses import (
    MAX_BARE_TAG,
    MAX_TITLE,
    MIN_STATEMENT,
    PARTING_SIGN,
    SENTENCE_END,
    goes_on,
    is_one_clause,
)
from content.segment.turns.quotations.leads import Leads
from content.segment.turns.quotations.marks import (
    QUOTED,
    closed_where_it_goes_on,
    is_sentence,
)
from content.segment.turns.quotations.saying_words import TAKES_FLOOR
from content.segment.turns.quotations.subject import NOBODY, Quotation, Subject
from content.segment.turns.quotations.subject_finder import (
    SubjectFinder,
    has_strange_given_name,
)
from content.segment.turns.quotations.tags import Tags

_ENDS_WORDS = frozenset(".,!?…")


class QuotationReader:
    """Reads the quotations of one document, paragraph by paragraph.

    Attributes:
        finder: Finds whom the sentences read so far are about.
    """

    def __init__(self, cast: Cast, language: str, *, reported: bool) -> None:
        """Start without anything told.

        Args:
            cast: The people of the document.
            language: Its language; empty if it is not known.
            reported: Whether it is minutes, in which all else is reported speech.
        """
        self.finder = SubjectFinder(cast, language, reported=reported)
        self._leads, self._tags = Leads(self.finder), Tags(self.finder)
        self._above = ""
        self._spoke = NOBODY
        self._open = False

    def part(self) -> None:
        """Forget what stands above a heading."""
        self._above, self._spoke, self._open = "", NOBODY, False

    def read(
        self, text: str, *, set_off: bool = False, below: str = ""
    ) -> list[Quotation]:
        """Return the quotations of a paragraph of which it can be told who speaks.

        Args:
            text: The paragraph.
            set_off: Whether the page sets all of it off as a quotation.
            below: The next paragraph, in which its last quotation may go on.
        """
        # Names and verbs may be broken over lines.
        bare = text.replace("\n", " ")
        # A speech of its own is read as such, whatever marks open its paragraphs.
        opens = bare.lstrip()[:1] in OPENING_QUOTES and not QUOTED.match(bare.lstrip())
        within = self._open or not opens
        text = closed_where_it_goes_on(bare, below) if within else bare
        found = self._read(text, set_off=set_off)
        self._open = text != bare
        return found

    def _read(self, text: str, *, set_off: bool) -> list[Quotation]:
        """Return the quotations of a paragraph, all of which are closed."""
        if set_off:
            return self._read_set_off(text)
        goes_on = self._open and text.lstrip()[:1] in OPENING_QUOTES
        quoted = [
            one
            for n, one in enumerate(QUOTED.finditer(text))
            if (goes_on and not n) or self._is_said(one, text)
        ]
        ends = [one.start() for one in quoted[1:]] + [len(text)]
        found: list[Quotation] = []
        end = 0
        for one, limit in zip(quoted, ends, strict=False):
            before = text[end : one.start()]
            self.finder.tell(before)
            parts: list[tuple[int, int, Subject]] = self._tags.parted_by_dashes(one)
            alone = not before.strip(" -–—") and not found
            after = text[one.end() : limit]
            who = (
                parts[0][2]
                if parts
                else self._whose(
                    one.group(), before, after, text[one.end() :], alone=alone
                )
            )
            last = found[-1] if found and found[-1].end >= end else None
            if last and self._goes_on_behind(last, before, who):
                who = last.who
            if not who.name and last and not text[one.end() :].strip(" ."):
                who = self._told_on(last, before, one.group())
            near = who.name and who.named
            if not near and (commas := self._tags.parted_by_commas(one)):
                parts, who = commas, commas[0][2]
            end = one.end() + (text[one.end() : one.end() + 1] in {",", "."})
            # What a colon leads to stands by itself: it may be a letter.
            apart = self.finder.reported and before.rstrip().endswith(COLONS)
            if who.name or (apart and end - one.start() >= MIN_STATEMENT):
                bounds = [one.start(), *(p for part in parts for p in part[:2]), end]
                spans = zip(bounds[::2], bounds[1::2], strict=True)
                found += [Quotation(start, stop, who) for start, stop in spans]
        self.finder.tell(text[end:])
        closed = bool(quoted) and not text[end:].strip(" .")
        self._above = "" if closed else text
        self._spoke = found[-1].who if found and closed else NOBODY
        return found

    def _goes_on_behind(self, one: Quotation, between: str, who: Subject) -> bool:
        """Return whether a quotation is of who said the one before.

        Args:
            one: The one before.
            between: What stands between them.
            who: Who says it by the words around it alone.
        """
        if not who.name:
            return goes_on(between) or self._is_tag_between(one, between)
        return (
            not who.named
            and who.name == one.who.name
            and self._is_tag_between(one, between)
        )

    def _is_said(self, one: re.Match[str], text: str) -> bool:
        """Return whether somebody may say a quotation: it is no title and no lone word.

        A shorter one than a sentence stands beside a verb of saying.
        """
        if is_sentence(one.group()):
            return True
        before = text[: one.start()].rstrip()
        after = text[one.end() : one.end() + MAX_BARE_TAG]
        ended = one.group()[-2:-1] in _ENDS_WORDS
        if ended and before.endswith(COLONS):
            return self.finder.says(before[-MAX_BARE_TAG:])
        tag = SENTENCE_END.split(after.lstrip(",. –—-\u00a0"))[0]
        if (ended or PARTING_SIGN.match(after)) and tag[:1].islower():
            verb = self.finder.first_verb(tag)
            return verb is not None and verb.start() <= MAX_TITLE
        return False

    def _is_tag_between(self, one: Quotation, behind: str) -> bool:
        """Return whether nothing but a tag stands between a quotation and the next."""
        if not (one.who.named and one.who.name and is_one_clause(behind)):
            return False
        surname = one.who.name.split()[-1]
        return self.finder.first_verb(behind) is not None or surname in behind

    def _told_on(self, one: Quotation, between: str, quoted: str) -> Subject:
        """Return who said a quotation, if the end of the paragraph quotes them again.

        "“…”, said Ada Brook. Her ship needs water. “I will not risk it.”": what stands
        between tells of nobody else, and nobody else takes the floor.
        """
        ends = (between.rstrip()[-1:], quoted[:-1].rstrip()[-1:])
        whole = all(end in FULL_STOPS for end in ends)
        if not (whole and one.who.name and one.who.named and one.who.sure):
            return NOBODY
        _tag, *told = sentences_of(between.lstrip(",. –—-\u00a0"))
        if not told or any(self._may_be_others(sentence) for sentence in told):
            return NOBODY
        # “Ihr Schiff”: a noun with a capital is nobody.
        noun = words_of(self.finder.language, "topics.determiners")
        others = [
            named
            for named in self.finder.cast.named(between)
            if named.name != one.who.name
            and named.name.partition(" ")[0].casefold() not in noun
        ]
        sure = any(map(self.finder.has_pronoun, told)) and self.finder.is_personal(
            quoted
        )
        return NOBODY if others else replace(one.who, named=False, sure=sure)

    def _may_be_others(self, sentence: str) -> bool:
        """Return whether a sentence may lead to what somebody else says."""
        if self.finder.first_verb(sentence) or TAKES_FLOOR.is_in(sentence):
            return True
        first = sentence.split(maxsplit=1)[0].casefold()
        unknown = words_of(self.finder.language, "labels.indefinite_articles")
        return first in unknown or has_strange_given_name(sentence)

    def _read_set_off(self, text: str) -> list[Quotation]:
        """Return all of a paragraph if the one above leads to it."""
        above, self._above, self._spoke = self._above, "", NOBODY
        who = self._leads.led(above, text, apart=True) if above else NOBODY
        return [Quotation(0, len(text), who)] if who.name else []

    def _whose(
        self, quoted: str, before: str, after: str, rest: str, *, alone: bool
    ) -> Subject:
        """Return who says a quotation, by what stands around it in its paragraph.

        Args:
            quoted: The quotation with its marks.
            before: What stands between it and the one before.
            after: What stands between it and the next one.
            rest: What stands behind it.
            alone: Whether nothing stands before it in its paragraph.
        """
        if not alone:
            led = self._leads.led(before, quoted)
            # "“…”, said Ada. “…”, said Tom."
            own = self._tags.tagged(quoted, after) if led.name and led.named else led
            if led.name:
                colon = before.rstrip().endswith(COLONS)
                return own if own.name and own.named and not colon else led
        framed = NOBODY if alone else self._tags.framed(before, quoted, rest)
        tagged = framed if framed.name else self._tags.tagged(quoted, after)
        if alone and self._open and not (tagged.name and tagged.named):
            tagged = replace(self._spoke, named=False)
        if tagged.name:
            return tagged
        if not alone:
            return self._leads.told_of(before, quoted, after)
        if any(map(str.isalpha, after)):
            return NOBODY
        led = self._leads.led(self._above, quoted, apart=True)
        if not led.name and self._spoke.name and not self._above:
            return replace(self._spoke, named=False, sure=False)
        return led if led.name else self._leads.below(self._above, quoted)
