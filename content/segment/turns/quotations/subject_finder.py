"""Whom a sentence of a report is about: whom it names, or whom a pronoun in it means.

What the report told last is kept, since "she said" is about whom it told of before.
"""

import re
from dataclasses import replace
from itertools import pairwise

from content.language.calendar_words import full_days_and_months
from content.language.sentence_marks import COLONS
from content.language.word_lists import all_words, flag
from content.language.word_lists import words as words_of
from content.segment.messages.announcements.leading_bodies import body_in_lead
from content.segment.messages.described.phrases import words_of as words_of_phrase
from content.segment.messages.words import sentences_of
from content.segment.names.document_language import nominative_endings, nominative_pairs
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_among
from content.segment.names.in_text.people.cast import Cast, Named
from content.segment.names.in_text.people.printed_names import without_titles
from content.segment.names.in_text.uncased.cjk_cast import may_name_behind_office
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL, HAN_OR_KANA
from content.segment.names.words import label_words
from content.segment.turns.dropped_subjects import drops_subject
from content.segment.turns.quotations.clauses import (
    FEW_WORDS,
    LONGER_WORD,
    MAX_BESIDE,
    MAX_LEAD,
)
from content.segment.turns.quotations.marks import without_quotations
from content.segment.turns.quotations.saying_words import (
    SPEAKS_OR_READS,
    TAKES_FLOOR,
    first_person_of,
    pronouns,
    tagging_verbs,
    tags_of,
    verbs_of_saying,
)
from content.segment.turns.quotations.subject import NOBODY, Subject
from content.segment.wording.in_person import FIRST_PERSON

_MAX_TOLD = 3
_MAX_SENTENCES = 4
_NOUN_PHRASE = 3
_TWO_CAPITALS = re.compile(rf"({CAPITAL}[\w’'-]+)\s(?={CAPITAL})")


class SubjectFinder:
    """Finds whom the sentences of one document are about."""

    def __init__(self, cast: Cast, language: str, *, reported: bool) -> None:
        """Start without anything told.

        Args:
            cast: The people of the document.
            language: Its language; empty if it is not known.
            reported: Whether it is minutes, in which all else is reported speech.
        """
        self.cast, self.language, self.reported = cast, language, reported
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        """Keep the last of what the report tells, by which a pronoun is understood."""
        if text.strip():
            self.told = [*self.told[-_MAX_TOLD:], text]

    def says(self, text: str) -> bool:
        """Return whether somebody says something in a text, or takes the floor."""
        return self.first_verb(text) is not None or SPEAKS_OR_READS.is_in(text)

    def first_verb(self, text: str) -> re.Match[str] | None:
        """Return the first verb of saying in a text, or what else may tag a quotation."""
        said = verbs_of_saying(self.language).search(text)
        return said or tags_of(self.language).search(text)

    def has_pronoun(self, clause: str) -> bool:
        """Return whether a pronoun in a clause means who speaks."""
        return pronouns(self.language).search(clause) is not None

    def is_personal(self, quoted: str) -> bool:
        """Return whether somebody speaks in person in a quotation."""
        own = first_person_of(self.language) if self.language else FIRST_PERSON
        return own.search(quoted) is not None or quoted[-2:-1] in {"?", "!"}

    def subject_of(self, sentence: str, *, brief: bool) -> Subject:
        """Return whom a sentence is about, or a pronoun in it means.

        Args:
            sentence: The sentence, or a clause.
            brief: Whether a verb of saying with hardly a word beside it leaves out who
                speaks: "Dodala:".
        """
        bare = without_quotations(sentence)
        verb = self.first_verb(bare)
        if verb and self._has_pronoun_beside(bare, verb):
            return self.meant_by(bare)  # "she told the Morning Post"
        named = self.cast.named(bare)
        if named:
            return self.first_named(named, bare)
        beside = bare if verb is None else bare[: verb.start()] + bare[verb.end() :]
        left_out = brief and len(LONGER_WORD.findall(bare)) <= FEW_WORDS
        # "设计师马志强介绍：" has no blanks.
        left_out = left_out and len(HAN_OR_KANA.findall(beside)) <= FEW_WORDS
        left_out = left_out or (brief and self._leaves_out_speaker(bare, verb))
        left_out = left_out and not self._opens_with_subject(bare, verb)
        if not (left_out or self.has_pronoun(bare)):
            return NOBODY
        who = self.meant_by(bare)
        # "And the paper adds": whether the poet or the paper is who was told of, nobody knows.
        noun = self._noun_before(bare, verb)
        is_theirs = any(f"{noun} {who.name}" in text for text in self.told)
        return replace(who, sure=False) if noun and not is_theirs else who

    def described(self, lead: str) -> Subject:
        """Return who is described, or which body is named, in a lead that names nobody."""
        leads = lead.rstrip().endswith(COLONS) and not self.reported
        if not leads or any(one.name for one in self.cast.named(lead)):
            return NOBODY
        name = body_in_lead(lead, tagging_verbs(self.language), self.language)
        return Subject(name, named=False, sure=False)

    def first_named(self, named: list[Named], sentence: str) -> Subject:
        """Return the one person whom a sentence names, or the first of several."""
        first = named[0]
        printed = sentence[first.start : first.end]
        # "Beekeeper Ada Brook"
        if not (printed.endswith(first.name) or self._may_be_nominative(printed)):
            return NOBODY
        # "said Ada Brook to Tom Ferro"
        verb = self.first_verb(sentence)
        led = sentence[verb.end() if verb and not verb.start() else 0 : first.start]
        if _is_for_another(led, printed):
            return NOBODY
        before = LONGER_WORD.findall(led.casefold())
        opens = label_words().articles_before_titles.issuperset(before)
        others = [one for one in named[1:] if one.name or not opens]
        if not others:
            return Subject(first.name)
        between = sentence[first.end : others[0].start].strip(" ,").casefold()
        joined = not between or between in all_words("names.and")
        sure = opens and not joined and self.says(sentence)
        return Subject(first.name, sure=sure)

    def meant_by(self, clause: str) -> Subject:
        """Return whom the sentences before mean, of which the last is the clause."""
        looked, another = 0, False
        for text in reversed(self.told):
            for sentence in reversed(sentences_of(text[-MAX_LEAD:])):
                if sentence.strip() in clause:
                    continue
                looked += 1
                bare = without_quotations(sentence)
                named = self.cast.named(bare)
                if named:
                    who = self.first_named(named, bare)
                    sure = who.sure and not (another or self._has_relative(bare, named))
                    return Subject(who.name, named=False, sure=sure)
                if inflected := self.cast.people.inflected_in(bare):
                    sure = len(inflected) == 1 and not another
                    return Subject(inflected[0], named=False, sure=sure)
                # "Then the floor went to the doctor.": she is whom no table knows.
                another = (
                    another or TAKES_FLOOR.is_in(bare) or has_strange_given_name(bare)
                )
                another = another or self._has_relative(bare, named)
                if looked >= _MAX_SENTENCES:
                    return NOBODY
        return NOBODY

    def in_nominative(self, one: Named, text: str) -> Subject:
        """Return whom a text names in another case, in the nominative as the page has it."""
        bends = bool(self.language) and flag(self.language, "bends_names")
        if not bends or not one.name or one.name not in text:
            return Subject(one.name)
        plain = nominative_among(one.name, self.cast.people.names, self.language)
        return Subject(plain or one.name, sure=bool(plain))

    def _has_pronoun_beside(self, tag: str, verb: re.Match[str]) -> bool:
        """Return whether a pronoun is right before or behind a verb, which opens a tag."""
        behind = tag[verb.end() :].split(maxsplit=1)[:1]
        near = f"{tag[: verb.end()]} {behind[0].rstrip(',.') if behind else ''}"
        return self.has_pronoun(near) and not self.cast.named(near)

    def _leaves_out_speaker(self, text: str, verb: re.Match[str] | None) -> bool:
        """Return whether a clause tells to whom, and not who: "ha detto ai cronisti".

        So does "ha detto, e ha aggiunto", and the end of a lead behind a comma.
        """
        if verb is None:
            return False
        if text.rstrip().endswith(COLONS):
            *opening, last = text.rpartition(",")
            short = len(LONGER_WORD.findall(last)) <= FEW_WORDS
            return any(opening) and short and self.first_verb(last) is not None
        opens = len(text[: verb.start()].split()) <= MAX_BESIDE
        behind = words_of_phrase(text[verb.end() :].partition(",")[0])
        and_adds = any(
            one.casefold() in all_words("names.and") and self.first_verb(two)
            for one, two in pairwise(behind[:FEW_WORDS])
        )
        return opens and (and_adds or drops_subject(behind, self.language))

    def _opens_with_subject(self, text: str, verb: re.Match[str] | None) -> bool:
        """Return whether a word that may be who speaks opens a lead: "Ministry replied:".

        "Then replied:" leaves out who does, and "The motion reads:" in minutes does.
        """
        leads = text.rstrip().endswith(COLONS) and not self.reported
        before = text[: verb.start()].split() if leads and verb else []
        if not before or not before[0][:1].isupper():
            return False
        first = before[0].casefold().strip(",")
        if first in words_of(self.language, "messages.articles"):
            return True
        tables = ("stop_words", "labels.sentence_openers", "messages.elsewhere")
        return not any(first in words_of(self.language, table) for table in tables)

    def _noun_before(self, text: str, verb: re.Match[str] | None) -> str:
        """Return the noun behind an article before a verb: "and the paper adds".

        "On the next day adds" tells when.
        """
        if verb is None or not self.language:
            return ""
        *before, noun = text[: verb.start()].split()[-_NOUN_PHRASE:] or [""]
        article = before[-1].casefold() if before else ""
        led = before[-2].casefold() if len(before) > 1 else ""
        when = words_of(self.language, "messages.phrase_ends")
        found = (
            noun.isalpha()
            and article in words_of(self.language, "messages.articles")
            and led not in words_of(self.language, "messages.elsewhere")
            and noun.casefold() not in when | full_days_and_months()
        )
        return noun if found else ""

    def _has_relative(self, sentence: str, named: list[Named]) -> bool:
        """Return whether a sentence tells of a relative apart from whom it names.

        "My aunt Ada Brook told my father": he is whom nobody names.
        """
        kin = words_of(self.language, "labels.kin") if self.language else frozenset()
        return any(
            word.group().casefold() in kin
            and not any(
                one.start - len(word.group()) - 2
                <= word.start()
                <= one.end + MAX_BESIDE
                for one in named
            )
            for word in LONGER_WORD.finditer(sentence)
        )

    def _may_be_nominative(self, printed: str) -> bool:
        """Return whether a name can be in the nominative, as far as endings show."""
        if self.language and not flag(self.language, "bends_names"):
            return True
        given, *surname = without_titles(printed).split() or [""]
        endings = nominative_endings(self.language)
        if not surname or endings is None or endings.search(given):
            return True
        pairs = nominative_pairs(self.language)
        paired = pairs is not None and pairs.fullmatch(printed.casefold()) is not None
        return paired or is_given_name(given)


def _is_for_another(before: str, name: str) -> bool:
    """Return whether words before a name lead to who speaks for somebody, or is near.

    >>> _is_for_another("a spokesman for Senator ", "Brook")
    True
    >>> _is_for_another("the senator ", "Brook"), _is_for_another("Minister van ", "Dalen")
    (False, False)
    """
    words = [word.casefold() for word in LONGER_WORD.findall(before)]
    whole = " " in name
    while words and (is_role(words[-1]) or words[-1] in label_words().titles):
        words.pop()
        whole = True
    *_, office, particle = ["", "", *words]
    return whole and particle in label_words().particles and is_role(office)


def has_strange_given_name(sentence: str) -> bool:
    """Return whether a sentence has a given name that is no person's of the document."""
    if may_name_behind_office(sentence):
        return True
    return any(is_given_name(one[1]) for one in _TWO_CAPITALS.finditer(sentence))
