"""Who speaks by what stands before a quotation.

A lead ends in a colon or a verb of saying (“Ada Brook asks to have it put on record: …”),
or a sentence tells of one person, and the quotation stands behind or below it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.words import (
    greets_reader,
    introduces_message,
    is_message_itself,
    names_document,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.turns.quotations.clauses import (
    FEW_WORDS,
    LONGER_WORD,
    MAX_BEFORE_VERB,
    MAX_LEAD,
    MAX_TITLE,
    MIN_STATEMENT,
)
from content.segment.turns.quotations.marks import is_sentence, without_quotations
from content.segment.turns.quotations.saying_words import SPEAKS_OR_READS
from content.segment.turns.quotations.subject import NOBODY, Subject
from content.segment.turns.quotations.subject_finder import SubjectFinder

_MIN_TOLD_WORDS = 3
_MAX_LEADING = 4
_NUMBERED = re.compile(r"\d[^.!?]{0,40}$|§")
# "For Ada Brook, chair of the club, “…”"
_HOLDS = WordPattern(r"\s*(?:<messages.opinions>)\s")
# "Ada Brookin mukaan “…”"
_HELD = WordPattern(r"\s(?:<messages.opinions_behind>),?\s*$")
_RECORD = WordPattern("<stage.records>")


class Leads:
    """Reads what stands before quotations, in their paragraph or above it."""

    def __init__(self, finder: SubjectFinder) -> None:
        self._finder = finder

    def led(self, before: str, quoted: str, *, apart: bool = False) -> Subject:
        """Return who a sentence before a quotation leads to, with a colon or a verb.

        Args:
            before: What stands before the quotation.
            quoted: The quotation.
            apart: Whether it stands by itself, as texts do that somebody has sent.
        """
        bare = before.rstrip()[-MAX_LEAD:]
        *above, lead = sentences_of(bare) or [""]
        # "The mayor said: “Dear neighbours, …”" is no letter.
        said = bare.endswith(COLONS) and self._finder.first_verb(lead) is not None
        letter = not said and greets_reader(quoted.lstrip(OPENING_QUOTES))
        if letter or not lead.strip():
            return NOBODY
        message = introduces_message(lead) or is_message_itself(lead)
        message = message or announces_act(lead, self._finder.language)
        # "He tells that the Club's letter has come. It reads:"
        if message or (
            self._leads_on(lead) and speaks_of_message(" ".join(above[-1:]))
        ):
            # It is read as what is read out is, unless it stands within a report.
            return (
                NOBODY
                if self._finder.reported or apart
                else self._finder.described(lead)
            )
        held = self._holding(lead)
        return self._led_to(above, lead, quoted, apart=apart) if held is None else held

    def _holding(self, lead: str) -> Subject | None:
        """Return whose opinion a sentence leads to: "For Ada Brook, …"; None if nobody's."""
        holds = _HOLDS.regex.match(lead)
        if holds and (named := self._finder.cast.named(lead[holds.end() :])):
            near = named[0].start <= MAX_TITLE
            return (
                self._finder.in_nominative(named[0], lead[holds.end() :])
                if near
                else NOBODY
            )
        held = _HELD.regex.search(lead)
        if held and (named := self._finder.cast.named(lead[: held.start()])):
            return self._finder.in_nominative(named[-1], lead)
        return None

    def _led_to(
        self, above: Sequence[str], lead: str, quoted: str, *, apart: bool
    ) -> Subject:
        """Return whom a sentence with a verb of saying, or a colon, leads to."""
        leads = self._leads_by_verb(lead, quoted) or self._leads_by_colon(lead, quoted)
        rule = names_document(lead) or _NUMBERED.search(lead) is not None
        if not leads or (rule and not self._finder.is_personal(quoted)):
            return NOBODY
        who = self._finder.subject_of(lead, brief=self._finder.says(lead))
        told = " ".join([*above[-1:], lead] if apart else above[-1:])
        if not who.name and not speaks_of_message(told):
            who = self._finder.described(lead)
        if not (self._finder.reported or self._finder.says(lead)):
            sure = who.sure and self._finder.is_personal(quoted)
            return replace(who, named=False, sure=sure)
        return replace(who, sure=False) if self._is_object(lead, who) else who

    def told_of(self, before: str, quoted: str, after: str) -> Subject:
        """Return the one person whom the sentence before the last quotation tells of.

        "Beekeeper Ada Brook is delighted. “I …”": nothing but the words of one name opens
        the sentence, and nothing stands behind the quotation.
        """
        bare = before.rstrip()[-MAX_LEAD:]
        *_, lead = sentences_of(bare) or [""]
        ended = bare[-1:] in FULL_STOPS and not any(map(str.isalpha, after))
        if (
            not ended
            or introduces_message(lead)
            or announces_act(lead, self._finder.language)
        ):
            return NOBODY
        named = self._finder.cast.named(bare)
        if len(named) != 1 or greets_reader(quoted.lstrip(OPENING_QUOTES)):
            return NOBODY
        at = next((one.start for one in self._finder.cast.named(lead)), -1)
        who = self._finder.subject_of(lead, brief=False)
        if who.name != named[0].name or not _is_brief_title(lead[:at]):
            return NOBODY
        told = self._finder.is_personal(quoted) or len(sentences_of(quoted)) > 1
        # "Ada Brook was thanked. “We owe her much.”"
        told = told and not self._finder.has_pronoun(quoted[:MAX_TITLE])
        return Subject(who.name, named=False, sure=who.sure and told)

    def below(self, above_text: str, quoted: str) -> Subject:
        """Return whom the paragraph above tells of, where a quotation stands alone."""
        above = sentences_of(above_text[-MAX_LEAD:])
        if (
            not above
            or len(quoted) < MIN_STATEMENT
            or above_text.rstrip()[-1:] in COLONS
        ):
            return NOBODY
        last = above[-1]
        if introduces_message(last) or greets_reader(quoted.lstrip(OPENING_QUOTES)):
            return NOBODY
        personal = self._finder.is_personal(quoted)
        who = self._finder.subject_of(last, brief=False)
        # "Ada Brook has seen it all.": the sentence is about nobody else.
        named = self._finder.cast.named(without_quotations(above_text))
        opens = len(named) == 1 and bool(who.name) and who.name == named[0].name
        about = opens and last.find(who.name.split()[-1]) in range(MAX_BEFORE_VERB)
        shown = self._finder.reported or self._finder.says(last) or about
        return Subject(who.name, named=False, sure=who.sure and personal and shown)

    def _leads_on(self, lead: str) -> bool:
        """Return whether a brief sentence before a colon names nobody: "It reads:"."""
        brief = len(lead.split()) <= _MAX_LEADING and lead.rstrip().endswith(COLONS)
        return brief and not (
            self._finder.cast.named(lead) or self._finder.has_pronoun(lead)
        )

    def _leads_by_verb(self, lead: str, quoted: str) -> bool:
        """Return whether a verb of saying stands before a colon, or right before the mark."""
        bare = lead.rstrip()
        if bare.endswith(COLONS) or (
            bare[-1:] in FULL_STOPS and WITHOUT_CASE.search(bare)
        ):
            return self._finder.says(bare)
        # "The sign says “No dogs”": beside the verb stands who speaks, or a comma.
        near = " ".join(bare.split()[-FEW_WORDS:])
        beside = (
            bare.endswith(",")
            or self._finder.cast.named(near)
            or self._finder.has_pronoun(near)
        )
        told = bool(self._finder.cast.named(lead)) and is_sentence(quoted)
        if told and bare.endswith(",") and self._finder.says(lead):
            return True  # "As Ada Brook says, “it is so”"
        first = next(filter(str.isalnum, quoted), "")
        small = first.islower() and not told
        return bool(beside) and not small and self._finder.says(near)

    def _leads_by_colon(self, lead: str, quoted: str) -> bool:
        """Return whether a sentence leads to words for the record, or of whom it opens with.

        Elsewhere "Council: “…”" may be a headline; "Ada Brook is not convinced: “…”" tells
        of her alone.
        """
        colon = lead.rstrip().endswith(COLONS)
        if not self._finder.reported:
            named = (
                self._finder.cast.named(lead) if colon and is_sentence(quoted) else []
            )
            opens = len(named) == 1 and named[0].start <= MAX_TITLE // 2
            behind = lead[named[0].end :] if opens else ""
            # "Ada Brook, beekeeper: “…”", "Brook: “…”", below what is no headline.
            told = len(self._finder.told) > 1 and opens and not named[0].start
            person = told and " " in named[0].name
            if person and (behind[:1] == "," or not behind.strip(" :：")):
                return True
            return len(LONGER_WORD.findall(behind)) >= _MIN_TOLD_WORDS
        told = self._finder.is_personal(quoted) or len(sentences_of(quoted)) > 1
        return _RECORD.is_in(lead) or (colon and told)

    def _is_object(self, lead: str, who: Subject) -> bool:
        """Return whether a whole sentence has a name behind its verb: "All thanked Ada."."""
        ended = lead.rstrip()[-1:] in FULL_STOPS
        verb = (
            self._finder.first_verb(lead) or SPEAKS_OR_READS.regex.search(lead)
            if ended
            else None
        )
        if verb is None or not who.name or not who.named or WITHOUT_CASE.search(lead):
            return False
        before = lead[: verb.start()].strip()
        return before[:1].isupper() and who.name.split()[-1] not in before


def _is_brief_title(before: str) -> bool:
    """Return whether hardly more than an article and an office open a sentence.

    >>> _is_brief_title("The beekeeper "), _is_brief_title("The people thanked ")
    (True, False)
    >>> _is_brief_title("The harbour master, ")
    True
    """
    words = [word.casefold() for word in LONGER_WORD.findall(before)]
    w = label_words()
    article = bool(words) and words[0] in w.articles | w.articles_before_titles
    # "The harbour master, Ada Brook, …"
    apposed = article and before.rstrip().endswith(",") and len(words) <= FEW_WORDS
    return len(words) - article <= 1 or apposed or any(map(is_role, words[:2]))
