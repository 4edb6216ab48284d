"""Who says what a report quotes: by the words before it, behind it, or above it.

A lead ends in a colon (“Ada Brook asks to have it put on record: …”), a tag goes on
behind the closing mark (“…”, said the mayor), and a quotation may stand alone below a
sentence that tells of one person.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.word_lists import (
    WordPattern,
    all_entries,
    all_words,
    entries,
    flag,
)
from content.language.word_lists import words as words_of
from content.segment.basis import Basis, Reason
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.announcements.leading_bodies import body_in_lead
from content.segment.messages.described.phrases import words_of as words_of_phrase
from content.segment.messages.quotations import CLOSING_MARKS
from content.segment.messages.words import (
    OPENING_QUOTES,
    greets_reader,
    introduces_message,
    is_document,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.document_language import (
    nominative_endings,
    nominative_pairs,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_among
from content.segment.names.in_text.cast import Cast, Named, without_titles
from content.segment.names.in_text.uncased.cjk_cast import may_name_behind_office
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import CAPITAL, HAN_OR_KANA, WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.turns.dropped_subjects import drops_subject

# What may mean another is not to be pardoned, however plain the name is.
_NAMED, _BELOW, _MEANT, _GUESSED = 0.85, 0.8, 0.55, 0.5
_MIN_WORDS, _MIN_SIGNS, _MIN_SYLLABLES = 4, 12, 10
_MIN_VERB = 4
_MIN_BELOW, _MIN_TOLD_WORDS = 40, 3
_MAX_TAG, _MAX_BARE_TAG = 160, 60
_MAX_LEAD = 400
_MAX_BEFORE_VERB = 60
_MAX_TOLD, _MAX_SENTENCES, _MAX_LEADING = 3, 4, 4
_MAX_TITLE = 40
_ENDS_WORDS = frozenset(".,!?…")
_BRIEF, _MAX_BESIDE, _MAX_SIGNS = 3, 2, 14
QUOTED = re.compile(
    r"“[^“”]+”|„[^„“”\"]+[“”\"]|«(?:[^«»]|«[^«»]{1,80}»)+»|»[^«»]+«|(?<!\w)\"[^\"]+\"(?![^\W\uac00-\ud7af])|「[^「」]+」"
    r"|”[^”]+”(?!\w)"
    # Apostrophes stand inside: ‘Het is zo’n dag’, 'I don't know,'
    r"|(?<!\w)‘(?=\S)(?:[^‘’]|(?<=\w)’(?=\w)|(?<=\s)’(?=\w))+?(?<=\S)’(?!\w)"
    r"|(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w))+?"
    r"(?:(?<=[.,!?…])'(?!\w)|(?<=\w)'(?=,\s))"
)
"""What quotation marks that belong together hold."""

ANY_MARK = re.compile("[“„«»\"「”‘]|(?<!\\w)'(?=\\w)")

_OPENS = re.compile(
    r"(?:^|[:：])\s{0,2}(?P<mark>[“„«»\"「”])(?=[^\s.,])[^“”„«»\"「」]*$"
)
_TWO_CAPITALS = re.compile(rf"({CAPITAL}[\w’'-]+)\s(?={CAPITAL})")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LONGER_WORD = re.compile(r"[^\W\d_][\w’'-]+")
# A topic in Korean, and in Japanese, where kana part it from what is before it.
_TOPIC = re.compile(
    r"(?P<who>[\uac00-\ud7af\w·]+(?:\s[\uac00-\ud7af\w·]+)?)(?:께서는?|은|는|이|가)\s*$"
    r"|(?P<that>[\u3400-\u9fff々ァ-ヶー・]{2,16})(?:[（(][^（()）]{1,12}[)）])?(?:は|も)"
    r"(?:[^「」。は]{1,16}[、で])?$"
)
# “…”, rekao je. Behind two letters a vowel shows that no short form ends there.
_VOWELS = "aeiouyàáâãäåæèéêëěēėęìíîïīòóôõöøőùúûüūůűýÿαεηιοωυάέήίόύώаеёєиіїоуъыэюя"
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_][^\W\d_][\w)])[.!?](?:\s|$)|\n\n|[。！？]"
    rf"|(?<=\s[^\W\d_][{_VOWELS}])[.!?](?=\s+{CAPITAL})"
)
_INSIDE = re.compile(
    r"(?<=[\w,!?….])\s?[–—-]\s(?P<tag>[^\W\d_][^–—“”„«»]{2,80}?)"
    r"(?:[.,]?\s?[–—]|[.,]?\s-),?\s"
)
# "“It is, says Ada Brook, quite safe.”"
_INSIDE_COMMAS = re.compile(r",\s(?P<tag>[^\W\d_][^,.“”„«»]{2,60}),(?=\s)")
_PARTS = re.compile(r"\s?[,–—-]|[、，]")
_NUMBERED = re.compile(r"\d[^.!?]{0,40}$|§")
# "For Ada Brook, chair of the club, “…”"
_HOLDS = WordPattern(r"\s*(?:<messages.opinions>)\s")
# "Ada Brookin mukaan “…”"
_HELD = WordPattern(r"\s(?:<messages.opinions_behind>),?\s*$")
_SPEAKS = WordPattern("<<messages.takes_floor>>|<<messages.wordings>>")
_TAKES_FLOOR = WordPattern("<<messages.takes_floor>>")
_RECORD = WordPattern("<stage.records>")


def without_quotations(text: str) -> str:
    """Return a text with blanks in place of what quotation marks hold."""
    return QUOTED.sub(lambda found: " " * len(found.group()), text)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence is about, and how that is known; nobody without a name.

    Attributes:
        named: Whether the name stands beside the quotation.
        sure: Whether nobody else may be meant.
        guessed: Whether nothing but a name nearby shows it.
        tagged: Whether a verb of saying behind the quotation means who is named above.
    """

    name: str = ""
    named: bool = True
    sure: bool = True
    guessed: bool = False
    tagged: bool = False

    @property
    def confidence(self) -> float:
        """How sure it is that what is quoted beside the sentence is theirs."""
        if self.guessed:
            return _GUESSED
        surely = _NAMED if self.named else _BELOW
        return surely if self.sure else _MEANT

    @property
    def reason(self) -> Reason:
        """Why it is theirs."""
        if self.guessed:
            return Reason(f"quoted, and {self.name} is named nearest; a guess")
        if self.named:
            words = f"quoted beside a verb of saying and the name of {self.name}"
            return Reason(words, Basis.TAG)
        if self.tagged:
            words = f"quoted beside a verb of saying that means {self.name}"
            return Reason(words, Basis.TAG)
        return Reason(f"quoted behind words about {self.name}", Basis.ANNOUNCEMENT)


_NOBODY = Subject()


class Quotation(NamedTuple):
    """Where a quotation, or a part of one, stands in its paragraph, and who speaks."""

    start: int
    end: int
    who: Subject


def opens_quotation(text: str) -> str:
    """Return the marks that may close a quotation which a paragraph leaves open.

    It opens the paragraph, or stands behind a colon.

    >>> opens_quotation("Ada Brook said: “Dear friends,"), opens_quotation("“It is so.”")
    ('”', '')
    """
    found = _OPENS.search(text)
    return CLOSING_MARKS[found["mark"]] if found else ""


def closed_where_it_goes_on(text: str, below: str) -> str:
    """Return a paragraph with the mark that its last quotation lacks, if it goes on below.

    Newspapers open each paragraph of what they quote, and close the last one alone.

    >>> closed_where_it_goes_on("She left. “I ran.", "“I fell.”")
    'She left. “I ran.”'
    >>> closed_where_it_goes_on("She left. “I ran.", "Nobody fell.")
    'She left. “I ran.'
    """
    first = below.lstrip()[:1]
    if first not in OPENING_QUOTES or first not in text:
        return text
    if first in CLOSING_MARKS.get(first, ""):
        return text + first * (text.count(first) % 2)
    last = text[text.rfind(first) + 1 :]
    closing = CLOSING_MARKS.get(first, "")
    return text if any(mark in last for mark in closing) else text + closing[:1]


class QuotationReader:
    """Reads the quotations of one document, paragraph by paragraph."""

    def __init__(self, cast: Cast, language: str, *, reported: bool) -> None:
        """Start without anything told.

        Args:
            cast: The people of the document.
            language: Its language; empty if it is not known.
            reported: Whether it is minutes, in which all else is reported speech.
        """
        self._cast, self._language, self._reported = cast, language, reported
        self._above = ""
        self._spoke = _NOBODY
        self._open = False
        self._told: list[str] = []

    def part(self) -> None:
        """Forget what stands above a heading."""
        self._above, self._spoke, self._open = "", _NOBODY, False

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
            self._tell(before)
            parts: list[tuple[int, int, Subject]] = self._parted_inside(one)
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
            if not near and (commas := self._parted_by_commas(one)):
                parts, who = commas, commas[0][2]
            end = one.end() + (text[one.end() : one.end() + 1] in {",", "."})
            # What a colon leads to stands by itself: it may be a letter.
            apart = self._reported and before.rstrip().endswith(COLONS)
            if who.name or (apart and end - one.start() >= _MIN_BELOW):
                bounds = [one.start(), *(p for part in parts for p in part[:2]), end]
                spans = zip(bounds[::2], bounds[1::2], strict=True)
                found += [Quotation(start, stop, who) for start, stop in spans]
        self._tell(text[end:])
        closed = bool(quoted) and not text[end:].strip(" .")
        self._above = "" if closed else text
        self._spoke = found[-1].who if found and closed else _NOBODY
        return found

    def _is_said(self, one: re.Match[str], text: str) -> bool:
        """Return whether somebody may say a quotation: it is no title and no lone word.

        A shorter one than a sentence stands beside a verb of saying.
        """
        if _is_sentence(one.group()):
            return True
        before = text[: one.start()].rstrip()
        after = text[one.end() : one.end() + _MAX_BARE_TAG]
        ended = one.group()[-2:-1] in _ENDS_WORDS
        if ended and before.endswith(COLONS):
            return self._says(before[-_MAX_BARE_TAG:])
        tag = _SENTENCE_END.split(after.lstrip(",. –—-\u00a0"))[0]
        if (ended or _PARTS.match(after)) and tag[:1].islower():
            verb = self._verb(tag)
            return verb is not None and verb.start() <= _MAX_TITLE
        return False

    def _goes_on_behind(self, one: Quotation, between: str, who: Subject) -> bool:
        """Return whether a quotation is of who said the one before.

        Args:
            one: The one before.
            between: What stands between them.
            who: Who says it by the words around it alone.
        """
        if not who.name:
            return _goes_on(between) or self._tags(one, between)
        return not who.named and who.name == one.who.name and self._tags(one, between)

    def _tags(self, one: Quotation, behind: str) -> bool:
        """Return whether nothing but a tag stands between a quotation and the next."""
        if not (one.who.named and one.who.name and _is_one_clause(behind)):
            return False
        surname = one.who.name.split()[-1]
        return self._verb(behind) is not None or surname in behind

    def _told_on(self, one: Quotation, between: str, quoted: str) -> Subject:
        """Return who said a quotation, if the end of the paragraph quotes them again.

        "“…”, said Ada Brook. Her ship needs water. “I will not risk it.”": what stands
        between tells of nobody else, and nobody else takes the floor.
        """
        ends = (between.rstrip()[-1:], quoted[:-1].rstrip()[-1:])
        whole = all(end in FULL_STOPS for end in ends)
        if not (whole and one.who.name and one.who.named and one.who.sure):
            return _NOBODY
        _tag, *told = sentences_of(between.lstrip(",. –—-\u00a0"))
        if not told or any(self._may_be_others(sentence) for sentence in told):
            return _NOBODY
        # “Ihr Schiff”: a noun with a capital is nobody.
        noun = words_of(self._language, "topics.determiners")
        others = [
            named
            for named in self._cast.named(between)
            if named.name != one.who.name
            and named.name.partition(" ")[0].casefold() not in noun
        ]
        sure = any(map(self._means, told)) and self._is_personal(quoted)
        return _NOBODY if others else replace(one.who, named=False, sure=sure)

    def _may_be_others(self, sentence: str) -> bool:
        """Return whether a sentence may lead to what somebody else says."""
        if self._verb(sentence) or _TAKES_FLOOR.is_in(sentence):
            return True
        first = sentence.split(maxsplit=1)[0].casefold()
        unknown = words_of(self._language, "labels.indefinite_articles")
        return first in unknown or _names_stranger(sentence)

    def _read_set_off(self, text: str) -> list[Quotation]:
        """Return all of a paragraph if the one above leads to it."""
        above, self._above, self._spoke = self._above, "", _NOBODY
        who = self._led(above, text, apart=True) if above else _NOBODY
        return [Quotation(0, len(text), who)] if who.name else []

    def _tell(self, text: str) -> None:
        """Keep the last of what the report tells, by which a pronoun is understood."""
        if text.strip():
            self._told = [*self._told[-_MAX_TOLD:], text]

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
            led = self._led(before, quoted)
            # "“…”, said Ada. “…”, said Tom."
            own = self._tagged(quoted, after) if led.name and led.named else led
            if led.name:
                colon = before.rstrip().endswith(COLONS)
                return own if own.name and own.named and not colon else led
        framed = _NOBODY if alone else self._framed(before, quoted, rest)
        tagged = framed if framed.name else self._tagged(quoted, after)
        if alone and self._open and not (tagged.name and tagged.named):
            tagged = replace(self._spoke, named=False)
        if tagged.name:
            return tagged
        if not alone:
            return self._told_of(before, quoted, after)
        if any(map(str.isalpha, after)):
            return _NOBODY
        led = self._led(self._above, quoted, apart=True)
        if not led.name and self._spoke.name and not self._above:
            return replace(self._spoke, named=False, sure=False)
        return led if led.name else self._below(quoted)

    def _led(self, before: str, quoted: str, *, apart: bool = False) -> Subject:
        """Return who a sentence before a quotation leads to, with a colon or a verb.

        Args:
            before: What stands before the quotation.
            quoted: The quotation.
            apart: Whether it stands by itself, as texts do that somebody has sent.
        """
        bare = before.rstrip()[-_MAX_LEAD:]
        *above, lead = sentences_of(bare) or [""]
        # "The mayor said: “Dear neighbours, …”" is no letter.
        said = bare.endswith(COLONS) and self._verb(lead) is not None
        letter = not said and greets_reader(quoted.lstrip(OPENING_QUOTES))
        if letter or not lead.strip():
            return _NOBODY
        message = introduces_message(lead) or announces_act(lead, self._language)
        # "He tells that the Club's letter has come. It reads:"
        if message or (
            self._leads_on(lead) and speaks_of_message(" ".join(above[-1:]))
        ):
            # It is read as what is read out is, unless it stands within a report.
            return _NOBODY if self._reported or apart else self.described(lead)
        held = self._holding(lead)
        return self._led_to(above, lead, quoted, apart=apart) if held is None else held

    def _holding(self, lead: str) -> Subject | None:
        """Return whose opinion a sentence leads to: "For Ada Brook, …"; None if nobody's."""
        holds = _HOLDS.regex.match(lead)
        if holds and (named := self._cast.named(lead[holds.end() :])):
            near = named[0].start <= _MAX_TITLE
            return self._upright(named[0], lead[holds.end() :]) if near else _NOBODY
        held = _HELD.regex.search(lead)
        if held and (named := self._cast.named(lead[: held.start()])):
            return self._upright(named[-1], lead)
        return None

    def _led_to(
        self, above: Sequence[str], lead: str, quoted: str, *, apart: bool
    ) -> Subject:
        """Return whom a sentence with a verb of saying, or a colon, leads to."""
        leads = self._leads_by_verb(lead, quoted) or self._leads_by_colon(lead, quoted)
        rule = is_document(lead) or _NUMBERED.search(lead) is not None
        if not leads or (rule and not self._is_personal(quoted)):
            return _NOBODY
        who = self._subject(lead, brief=self._says(lead))
        told = " ".join([*above[-1:], lead] if apart else above[-1:])
        if not who.name and not speaks_of_message(told):
            who = self.described(lead)
        if not (self._reported or self._says(lead)):
            sure = who.sure and self._is_personal(quoted)
            return replace(who, named=False, sure=sure)
        return replace(who, sure=False) if self._is_object(lead, who) else who

    def described(self, lead: str) -> Subject:
        """Return who is described, or which body is named, in a lead that names nobody."""
        leads = lead.rstrip().endswith(COLONS) and not self._reported
        if not leads or any(one.name for one in self._cast.named(lead)):
            return _NOBODY
        name = body_in_lead(lead, tagging_verbs(self._language), self._language)
        return Subject(name, named=False, sure=False)

    def _is_object(self, lead: str, who: Subject) -> bool:
        """Return whether a whole sentence has a name behind its verb: "All thanked Ada."."""
        ended = lead.rstrip()[-1:] in FULL_STOPS
        verb = self._verb(lead) or _SPEAKS.regex.search(lead) if ended else None
        if verb is None or not who.name or not who.named or WITHOUT_CASE.search(lead):
            return False
        before = lead[: verb.start()].strip()
        return before[:1].isupper() and who.name.split()[-1] not in before

    def _told_of(self, before: str, quoted: str, after: str) -> Subject:
        """Return the one person whom the sentence before the last quotation tells of.

        "Beekeeper Ada Brook is delighted. “I …”": nothing but the words of one name opens
        the sentence, and nothing stands behind the quotation.
        """
        bare = before.rstrip()[-_MAX_LEAD:]
        *_, lead = sentences_of(bare) or [""]
        ended = bare[-1:] in FULL_STOPS and not any(map(str.isalpha, after))
        if not ended or introduces_message(lead) or announces_act(lead, self._language):
            return _NOBODY
        named = self._cast.named(bare)
        if len(named) != 1 or greets_reader(quoted.lstrip(OPENING_QUOTES)):
            return _NOBODY
        at = next((one.start for one in self._cast.named(lead)), -1)
        who = self._subject(lead, brief=False)
        if who.name != named[0].name or not _is_brief_title(lead[:at]):
            return _NOBODY
        told = self._is_personal(quoted) or len(sentences_of(quoted)) > 1
        # "Ada Brook was thanked. “We owe her much.”"
        told = told and not self._means(quoted[:_MAX_TITLE])
        return Subject(who.name, named=False, sure=who.sure and told)

    def _leads_on(self, lead: str) -> bool:
        """Return whether a brief sentence before a colon names nobody: "It reads:"."""
        brief = len(lead.split()) <= _MAX_LEADING and lead.rstrip().endswith(COLONS)
        return brief and not (self._cast.named(lead) or self._means(lead))

    def _leads_by_verb(self, lead: str, quoted: str) -> bool:
        """Return whether a verb of saying stands before a colon, or right before the mark."""
        bare = lead.rstrip()
        if bare.endswith(COLONS) or (
            bare[-1:] in FULL_STOPS and WITHOUT_CASE.search(bare)
        ):
            return self._says(bare)
        # "The sign says “No dogs”": beside the verb stands who speaks, or a comma.
        near = " ".join(bare.split()[-_BRIEF:])
        beside = bare.endswith(",") or self._cast.named(near) or self._means(near)
        told = bool(self._cast.named(lead)) and _is_sentence(quoted)
        if told and bare.endswith(",") and self._says(lead):
            return True  # "As Ada Brook says, “it is so”"
        first = next(filter(str.isalnum, quoted), "")
        small = first.islower() and not told
        return bool(beside) and not small and self._says(near)

    def _means(self, clause: str) -> bool:
        """Return whether a pronoun in a clause means who speaks."""
        return pronouns(self._language).search(clause) is not None

    def _leads_by_colon(self, lead: str, quoted: str) -> bool:
        """Return whether a sentence leads to words for the record, or of whom it opens with.

        Elsewhere "Council: “…”" may be a headline; "Ada Brook is not convinced: “…”" tells
        of her alone.
        """
        colon = lead.rstrip().endswith(COLONS)
        if not self._reported:
            named = self._cast.named(lead) if colon and _is_sentence(quoted) else []
            opens = len(named) == 1 and named[0].start <= _MAX_TITLE // 2
            behind = lead[named[0].end :] if opens else ""
            # "Ada Brook, beekeeper: “…”", "Brook: “…”", below what is no headline.
            told = len(self._told) > 1 and opens and not named[0].start
            person = told and " " in named[0].name
            if person and (behind[:1] == "," or not behind.strip(" :：")):
                return True
            return len(_LONGER_WORD.findall(behind)) >= _MIN_TOLD_WORDS
        told = self._is_personal(quoted) or len(sentences_of(quoted)) > 1
        return _RECORD.is_in(lead) or (colon and told)

    def _tagged(self, quoted: str, after: str) -> Subject:
        """Return who a clause behind a quotation says to speak."""
        bare = after.lstrip(",. –—-\n\u00a0、，")
        # "said Mr. Hall"
        stops = (one.start() for one in _SENTENCE_END.finditer(bare[:_MAX_TAG]))
        end = next((at for at in stops if not _ends_in_title(bare[:at])), len(bare))
        end += WITHOUT_CASE.search(bare[:end]) is not None
        tag = bare[:end][:_MAX_TAG]
        if not tag or tag[:1].isdigit():
            return _NOBODY
        verb = self._verb(tag)
        far = verb is None or verb.start() > _MAX_BEFORE_VERB
        # "…”, she promised.": any short clause that a comma parts.
        if far and not (self._is_brief(tag) and _is_parted(quoted, after)):
            return _NOBODY
        # "“…” The mayor said on Monday": a sentence of its own tells of something else.
        stopped = after.lstrip()[:1] == "." or after[:1] == ""
        stopped = stopped or (quoted[-2:-1] in FULL_STOPS and not _PARTS.match(after))
        if stopped and not tag[:1].islower() and not HAN_OR_KANA.match(tag):
            return _NOBODY
        if verb is not None and self._is_strangers(tag, verb):
            return _NOBODY
        who = self._subject(self._first_clause(tag), brief=verb is not None)
        means = verb is not None and who.sure and not who.named
        return replace(who, tagged=True) if who.name and means else who

    def _first_clause(self, tag: str) -> str:
        """Return a tag without what a comma adds, if it names no one, or has its verb.

        "he began, amid some whistles", "snapped Ada Brook, who had come by boat"; but
        "said the chair, Ada Brook".
        """
        first = tag.partition(",")[0]
        verb, named = self._verb(first), self._cast.named(first)
        if verb is None or (not named and self._cast.named(tag)):
            return tag
        return first

    def _is_strangers(self, tag: str, verb: re.Match[str]) -> bool:
        """Return whether a verb of saying is of somebody without a name: "said a woman"."""
        behind = tag[verb.end() :].casefold().split(maxsplit=1)[:1]
        stranger = {word.strip(".,!?") for word in behind}
        unknown = words_of(self._language, "labels.indefinite_articles")
        # Where no article stands, "řekl rybář" may mean one of whom the report tells.
        if not flag(self._language or "en", "bends_names"):
            unknown |= label_words().strangers
        return not stranger.isdisjoint(unknown) and not self._cast.named(tag)

    def _has_pronoun_beside(self, tag: str, verb: re.Match[str]) -> bool:
        """Return whether a pronoun is right before or behind a verb, which opens a tag."""
        behind = tag[verb.end() :].split(maxsplit=1)[:1]
        near = f"{tag[: verb.end()]} {behind[0].rstrip(',.') if behind else ''}"
        return self._means(near) and not self._cast.named(near)

    def _framed(self, before: str, quoted: str, rest: str) -> Subject:
        """Return whom a clause names that goes on behind the quotation: "Ada, “…” said.".

        So tell languages whose verb stands last, perhaps behind a next quotation.
        """
        clause = _open_clause(before)
        behind = without_quotations(rest[:_MAX_LEAD]) if clause else ""
        bare = behind.lstrip(",. –—-\n\u00a0、，")
        end = _SENTENCE_END.search(bare)
        tag = " ".join((bare[: end.end()] if end else bare).split())[:_MAX_TAG]
        verb = self._verb(tag)
        if not clause or verb is None or not _ends_in_verb(tag, verb):
            return _NOBODY
        if greets_reader(quoted.lstrip(OPENING_QUOTES)) or self._cast.named(tag):
            return _NOBODY
        named = self._cast.named(clause)
        if named:
            return self._first(named, clause)
        return self._meant(clause) if self._means(clause) else _topic(clause)

    def _is_brief(self, tag: str) -> bool:
        """Return whether a clause has hardly a word beside who it names."""
        if "," in tag or len(tag) > _MAX_BARE_TAG:
            return False
        for one in reversed(self._cast.named(tag)):
            tag = tag[: one.start] + tag[one.end :]
        return len(_LONGER_WORD.findall(tag)) <= _MAX_BESIDE

    def _parted_inside(self, one: re.Match[str]) -> list[tuple[int, int, Subject]]:
        """Return the tags between dashes within a quotation: “It, – he says, – is so.”."""
        found: list[tuple[int, int, Subject]] = []
        for inside in _INSIDE.finditer(one.group()):
            tag = inside["tag"]
            if not (tag[:1].islower() and self._says(tag)):
                continue
            who = self._subject(tag, brief=True)
            if who.name:
                start, end = (
                    one.start() + inside.start("tag"),
                    one.start() + inside.end(),
                )
                found.append((start, end, who))
        return found

    def _parted_by_commas(self, one: re.Match[str]) -> list[tuple[int, int, Subject]]:
        """Return the tag between commas within a quotation: "It is, says Ada, quite safe"."""
        for inside in _INSIDE_COMMAS.finditer(one.group()):
            tag = inside["tag"]
            verb = self._verb(tag)
            named = self._cast.named(tag)
            if verb is None or verb.start() or len(named) != 1 or not named[0].name:
                continue
            start, end = inside.span("tag")
            return [
                (one.start() + start, one.start() + end + 1, Subject(named[0].name))
            ]
        return []

    def _below(self, quoted: str) -> Subject:
        """Return whom the paragraph above tells of, where a quotation stands alone."""
        above = sentences_of(self._above[-_MAX_LEAD:])
        if not above or len(quoted) < _MIN_BELOW or self._above.rstrip()[-1:] in COLONS:
            return _NOBODY
        last = above[-1]
        if introduces_message(last) or greets_reader(quoted.lstrip(OPENING_QUOTES)):
            return _NOBODY
        personal = self._is_personal(quoted)
        who = self._subject(last, brief=False)
        # "Ada Brook has seen it all.": the sentence is about nobody else.
        named = self._cast.named(without_quotations(self._above))
        opens = len(named) == 1 and bool(who.name) and who.name == named[0].name
        about = opens and last.find(who.name.split()[-1]) in range(_MAX_BEFORE_VERB)
        shown = self._reported or self._says(last) or about
        return Subject(who.name, named=False, sure=who.sure and personal and shown)

    def _is_personal(self, quoted: str) -> bool:
        """Return whether somebody speaks in person in a quotation."""
        own = _first_person(self._language) if self._language else FIRST_PERSON
        return own.search(quoted) is not None or quoted[-2:-1] in {"?", "!"}

    def _says(self, text: str) -> bool:
        return self._verb(text) is not None or _SPEAKS.is_in(text)

    def _verb(self, text: str) -> re.Match[str] | None:
        """Return the first verb of saying in a text, or what else may tag a quotation."""
        said = verbs_of_saying(self._language).search(text)
        return said or _tags(self._language).search(text)

    def _subject(self, sentence: str, *, brief: bool) -> Subject:
        """Return whom a sentence is about, or a pronoun in it means.

        Args:
            sentence: The sentence, or a clause.
            brief: Whether a verb of saying with hardly a word beside it leaves out who
                speaks: "Dodala:".
        """
        bare = without_quotations(sentence)
        verb = self._verb(bare)
        if verb and self._has_pronoun_beside(bare, verb):
            return self._meant(bare)  # "she told the Morning Post"
        named = self._cast.named(bare)
        if named:
            return self._first(named, bare)
        beside = bare if verb is None else bare[: verb.start()] + bare[verb.end() :]
        left_out = brief and len(_LONGER_WORD.findall(bare)) <= _BRIEF
        # "设计师马志强介绍：" has no blanks.
        left_out = left_out and len(HAN_OR_KANA.findall(beside)) <= _BRIEF
        left_out = left_out or (brief and self._leaves_out_speaker(bare, verb))
        left_out = left_out and not self._opens_with_subject(bare, verb)
        if not (left_out or self._means(bare)):
            return _NOBODY
        return self._meant(bare)

    def _leaves_out_speaker(self, text: str, verb: re.Match[str] | None) -> bool:
        """Return whether a clause tells to whom, and not who: "ha detto ai cronisti".

        So does "ha detto, e ha aggiunto", and the end of a lead behind a comma.
        """
        if verb is None:
            return False
        if text.rstrip().endswith(COLONS):
            *opening, last = text.rpartition(",")
            short = len(_LONGER_WORD.findall(last)) <= _BRIEF
            return any(opening) and short and self._verb(last) is not None
        opens = len(text[: verb.start()].split()) <= _MAX_BESIDE
        behind = words_of_phrase(text[verb.end() :].partition(",")[0])
        and_adds = any(
            one.casefold() in all_words("names.and") and self._verb(two)
            for one, two in pairwise(behind[:_BRIEF])
        )
        return opens and (and_adds or drops_subject(behind, self._language))

    def _opens_with_subject(self, text: str, verb: re.Match[str] | None) -> bool:
        """Return whether a word that may be who speaks opens a lead: "Ministry replied:".

        "Then replied:" leaves out who does, and "The motion reads:" in minutes does.
        """
        leads = text.rstrip().endswith(COLONS) and not self._reported
        before = text[: verb.start()].split() if leads and verb else []
        if not before or not before[0][:1].isupper():
            return False
        first = before[0].casefold().strip(",")
        if first in words_of(self._language, "messages.articles"):
            return True
        tables = ("stop_words", "labels.sentence_openers", "messages.elsewhere")
        return not any(first in words_of(self._language, table) for table in tables)

    def _first(self, named: list[Named], sentence: str) -> Subject:
        """Return the one person whom a sentence names, or the first of several."""
        first = named[0]
        printed = sentence[first.start : first.end]
        # "Beekeeper Ada Brook"
        if not (printed.endswith(first.name) or self._is_upright(printed)):
            return _NOBODY
        # "said Ada Brook to Tom Ferro"
        verb = self._verb(sentence)
        led = sentence[verb.end() if verb and not verb.start() else 0 : first.start]
        if _is_for_another(led, printed):
            return _NOBODY
        before = _LONGER_WORD.findall(led.casefold())
        opens = label_words().articles_before_titles.issuperset(before)
        others = [one for one in named[1:] if one.name or not opens]
        if not others:
            return Subject(first.name)
        between = sentence[first.end : others[0].start].strip(" ,").casefold()
        joined = not between or between in all_words("names.and")
        sure = opens and not joined and self._says(sentence)
        return Subject(first.name, sure=sure)

    def _meant(self, clause: str) -> Subject:
        """Return whom the sentences before mean, of which the last is the clause."""
        looked, another = 0, False
        for text in reversed(self._told):
            for sentence in reversed(sentences_of(text[-_MAX_LEAD:])):
                if sentence.strip() in clause:
                    continue
                looked += 1
                bare = without_quotations(sentence)
                named = self._cast.named(bare)
                if named:
                    who = self._first(named, bare)
                    sure = who.sure and not (another or self._has_relative(bare, named))
                    return Subject(who.name, named=False, sure=sure)
                if bent := self._cast.bent(bare):
                    sure = len(bent) == 1 and not another
                    return Subject(bent[0], named=False, sure=sure)
                # "Then the floor went to the doctor.": she is whom no table knows.
                another = another or _TAKES_FLOOR.is_in(bare) or _names_stranger(bare)
                another = another or self._has_relative(bare, named)
                if looked >= _MAX_SENTENCES:
                    return _NOBODY
        return _NOBODY

    def _has_relative(self, sentence: str, named: list[Named]) -> bool:
        """Return whether a sentence tells of a relative apart from whom it names.

        "My aunt Ada Brook told my father": he is whom nobody names.
        """
        kin = words_of(self._language, "labels.kin") if self._language else frozenset()
        return any(
            word.group().casefold() in kin
            and not any(
                one.start - len(word.group()) - 2
                <= word.start()
                <= one.end + _MAX_BESIDE
                for one in named
            )
            for word in _LONGER_WORD.finditer(sentence)
        )

    def _upright(self, one: Named, text: str) -> Subject:
        """Return whom a text names in another case, in the nominative as the page has it."""
        bends = bool(self._language) and flag(self._language, "bends_names")
        if not bends or not one.name or one.name not in text:
            return Subject(one.name)
        plain = nominative_among(one.name, self._cast.people, self._language)
        return Subject(plain or one.name, sure=bool(plain))

    def _is_upright(self, printed: str) -> bool:
        """Return whether a name can be in the nominative, as far as endings show."""
        if self._language and not flag(self._language, "bends_names"):
            return True
        given, *surname = without_titles(printed).split() or [""]
        endings = nominative_endings(self._language)
        if not surname or endings is None or endings.search(given):
            return True
        pairs = nominative_pairs(self._language)
        paired = pairs is not None and pairs.fullmatch(printed.casefold()) is not None
        return paired or is_given_name(given)


def _is_for_another(before: str, name: str) -> bool:
    """Return whether words before a name lead to who speaks for somebody, or is near.

    >>> _is_for_another("a spokesman for Senator ", "Brook")
    True
    >>> _is_for_another("the senator ", "Brook"), _is_for_another("Minister van ", "Dalen")
    (False, False)
    """
    words = [word.casefold() for word in _LONGER_WORD.findall(before)]
    whole = " " in name
    while words and (is_role(words[-1]) or words[-1] in label_words().titles):
        words.pop()
        whole = True
    *_, office, particle = ["", "", *words]
    return whole and particle in label_words().particles and is_role(office)


def _names_stranger(sentence: str) -> bool:
    """Return whether a sentence has a given name that is no person's of the document."""
    if may_name_behind_office(sentence):
        return True
    return any(is_given_name(one[1]) for one in _TWO_CAPITALS.finditer(sentence))


def _is_brief_title(before: str) -> bool:
    """Return whether hardly more than an article and an office open a sentence.

    >>> _is_brief_title("The beekeeper "), _is_brief_title("The people thanked ")
    (True, False)
    >>> _is_brief_title("The harbour master, ")
    True
    """
    words = [word.casefold() for word in _LONGER_WORD.findall(before)]
    w = label_words()
    article = bool(words) and words[0] in w.articles | w.articles_before_titles
    # "The harbour master, Ada Brook, …"
    apposed = article and before.rstrip().endswith(",") and len(words) <= _BRIEF
    return len(words) - article <= 1 or apposed or any(map(is_role, words[:2]))


def _is_one_clause(text: str) -> bool:
    """Return whether a text is the rest of one sentence."""
    bare = text.strip(" ,.–—-\u00a0\n")
    brief = 0 < len(bare) <= _MAX_TAG and not bare[:1].isupper()
    return brief and not _SENTENCE_END.search(bare[:-1])


def _topic(clause: str) -> Subject:
    """Return the subject of a clause that goes on behind a quotation, if no name.

    Where an ending shows it: “교육청 관계자는 “…”라고 밝혔다”, “鈴木町長は「…」と述べた”.
    """
    found = _TOPIC.search(clause)
    name = (found["who"] or found["that"]).strip() if found else ""
    return Subject(name, named=False, sure=False)


def _open_clause(text: str) -> str:
    """Return the end of a text behind its last sentence; empty if a sentence ends it."""
    bare = text.rstrip()
    if not bare or bare[-1] in FULL_STOPS or bare.endswith(COLONS):
        return ""
    return (sentences_of(bare[-_MAX_LEAD:]) or [""])[-1]


def _ends_in_verb(tag: str, verb: re.Match[str]) -> bool:
    """Return whether hardly a word stands before or behind a verb in a clause."""
    before, behind = tag[: verb.start()], tag[verb.end() :]
    signs = len(HAN_OR_KANA.findall(before)) + len(HAN_OR_KANA.findall(behind))
    words = len(_LONGER_WORD.findall(before)) + len(_LONGER_WORD.findall(behind))
    return words <= _BRIEF and signs <= _MAX_SIGNS and not tag[:1].isupper()


def _ends_in_title(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1:]
    short = label_words().titles | all_words("labels.abbreviations")
    return bool(last) and last[0].casefold() in short


def _is_parted(quoted: str, after: str) -> bool:
    """Return whether a comma or a dash stands between a quotation and what follows."""
    comma = (
        quoted[-2:-1] in {",", "，"} or HAN_OR_KANA.search(after[:_BRIEF]) is not None
    )
    return comma or _PARTS.match(after) is not None


def _is_sentence(quoted: str) -> bool:
    """Return whether a quotation has as many words as a short sentence."""
    words = len(_LONGER_WORD.findall(quoted))
    signs, syllables = HAN_OR_KANA.findall(quoted), _HANGUL.findall(quoted)
    long = len(signs) >= _MIN_SIGNS or len(syllables) >= _MIN_SYLLABLES
    return words >= _MIN_WORDS or long


def _goes_on(between: str) -> bool:
    """Return whether a quotation goes on behind some words within a sentence."""
    ended = _SENTENCE_END.search(between.rstrip()[:-1]) is not None
    return not ended and len(between) <= _MAX_TAG


@cache
def verbs_of_saying(language: str) -> re.Pattern[str]:
    """Return the verbs of saying of all languages, short ones of this language alone."""
    longer = [v for v in all_entries("messages.says") if len(v) >= _MIN_VERB]
    own = entries(language, "messages.says") if language else ()
    return _any_of([*own, *longer], language="")


@cache
def tagging_verbs(language: str) -> re.Pattern[str]:
    """Return the verbs of saying, and what else may stand behind a quotation."""
    said, tags = verbs_of_saying(language).pattern, _tags(language).pattern
    return re.compile(f"{said}|{tags}", re.IGNORECASE)


@cache
def _tags(language: str) -> re.Pattern[str]:
    """Return what else may stand beside a quotation in a language."""
    own = entries(language, "messages.tags") if language else ()
    return _any_of(own, language=language)


@cache
def _first_person(language: str) -> re.Pattern[str]:
    """Return the words of a language with which people speak in person."""
    talk = entries(language, "labels.conversation")
    return _any_of(
        (
            *entries(language, "labels.first_person"),
            *entries(language, "labels.first_person_here"),
            *talk,
        ),
        language=language,
    )


@cache
def pronouns(language: str) -> re.Pattern[str]:
    """Return the pronouns of a language that mean who speaks."""
    own = entries(language, "messages.pronouns") if language else ()
    return _any_of(own, language=language)


def _any_of(parts: Iterable[str], *, language: str) -> re.Pattern[str]:
    """Return an expression for parts, of whole words; it matches nothing without any."""
    either = "|".join(part.replace("_", r"\s") for part in dict.fromkeys(parts))
    spaced = not language or flag(language, "spaced")
    word = r"(?<!\w)(?:%s)(?!\w)" if spaced else "(?:%s)"
    return re.compile(word % (either or "(?!)"), re.IGNORECASE)
