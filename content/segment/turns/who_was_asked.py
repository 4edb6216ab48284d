"""Who was asked in an interview that does not print it beside the answers.

It is the person whom the headline quotes or names as asked, whom the questions address,
or of whom the page writes; never whom a by-line names, who asks. Where that is nobody,
the answers are "Answer"'s: somebody's who is not yet made out.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from content.document import Document
from content.language.word_lists import WordPattern, all_words, flag
from content.segment.basis import Basis, Reason
from content.segment.kinds import PROSE
from content.segment.messages.described.phrases import goes_on_with_noun
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.credits import names_makers, without_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import (
    same_person,
    stem_of,
    without_case_ending,
)
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.turns.announced import is_by_line
from content.segment.turns.page_head.headlines.interviewees import (
    person_asked,
    who_wrote_it_down,
)
from content.segment.turns.page_head.written_about import (
    most_told_of_in_cjk,
    most_written_about,
    person_of_note,
    without_trade,
)

UNNAMED_CONFIDENCE = 0.5
# Whether the page agrees on who was asked, the second reader says.
NAMED_CONFIDENCE = 0.8
_MAX_ADDRESS_WORDS = 4
_INTERVIEW_FIRST = WordPattern(
    r"^[\W_]*(?:<headlines.interviews>|<headlines.interview_words>)(?:[\W_]+)(?=\w)"
)
_COUNT = re.compile(r"^\s*\d{1,2}[.)]\s+")
_MAX_SMALL_WORDS, _FOOT, _WITH_NOUN = 3, 5, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who was asked in an interview, how surely, and how that is known.

    Attributes:
        guessed: Whether the page only writes about the person.
    """

    name: str
    confidence: float
    reason: Reason
    guessed: bool = False

    @property
    def known(self) -> bool:
        """Whether it is somebody who has a name."""
        return self.confidence == NAMED_CONFIDENCE


def who_was_asked(
    pieces: Sequence[Piece], places: Sequence[int], document: Document
) -> Asked:
    """Return whom the page names as asked, the questions address, or the page is about.

    Args:
        pieces: Of the whole page.
        places: Where the questions are.
        document: The document.
    """
    texts = [piece.text for piece in pieces]
    language = language_of_document(document, texts)
    below = [p.text for p in pieces[places[-1] + 2 :][-_FOOT:]]
    who = person_asked(pieces, document)
    reason, guessed = "the headline names who was asked", False
    if who:
        who = without_trade(without_case_ending(who, texts), texts)
    elif who == "" and (addressed := _person_addressed(pieces, places)):
        who = without_trade_before(addressed, language)
        reason = f"the questions address {who}"
    elif who == "":
        guessed = True
        about = _person_written_about(pieces, places) or _person_of_note(below)
        who = without_trade_before(about, language)
        reason = f"the page writes about {who}"
    if who:
        plain = _without_noun(who, texts, language)
        reason = f"answers a question; {reason.replace(who, plain)}"
        who = plain
        return Asked(
            name=who,
            confidence=NAMED_CONFIDENCE,
            reason=Reason(reason, Basis.ASKED),
            guessed=guessed,
        )
    return Asked(
        name="Answer",
        confidence=UNNAMED_CONFIDENCE,
        reason=Reason(
            "answers a question, and nobody is named who was asked", Basis.ASKED
        ),
    )


def _without_noun(name: str, texts: Sequence[str], language: str) -> str:
    """Return a full name without a word behind it that is no part of it.

    "Ausma Tiltiņa Skrīveru arhīvā" is Ausma Tiltiņa in the archive of Skrīveri; where
    nouns have capitals, a third word most likely is one.
    """
    given, *rest = name.split()
    if len(rest) != _WITH_NOUN or not is_given_name(given) or is_given_name(rest[0]):
        return name
    behind = (text[text.index(name) + len(name) :] for text in texts if name in text)
    placed = flag(language or "en", "place_before_noun") and goes_on_with_noun(
        next(behind, ""), language
    )
    noun = flag(language or "en", "capital_nouns") and not is_given_name(rest[1])
    return f"{given} {rest[0]}" if placed or noun else name


def _person_addressed(pieces: Sequence[Piece], places: Sequence[int]) -> str:
    """Return the one person of the top whom questions address: "Mrs Brook, how …?"."""
    asked = [pieces[n].text for n in places]
    named = [
        one.name
        for piece in pieces[: places[0]]
        if piece.kind in PROSE
        for one in mentions_in(without_makers(piece.text))
    ]
    people: list[str] = []
    for name in named:
        known = any(same_person(name, other) for other in people)
        if not known and any(addresses(text, name) for text in asked):
            people.append(name)
    return people[0] if len(people) == 1 else ""


def addresses(question: str, name: str) -> bool:
    """Return whether a question calls somebody: "Mrs Brook, how …?", "And you, Ada Brook?".

    The whole name, or a form of address and one of its words, stands at either end of the
    question, set off by a comma; in some languages the form of address is behind the name.
    """
    stems = [*map(stem_of, name.split())]
    # "1. Mrs Brook, how …?"
    first, _, rest = _COUNT.sub("", question).strip(" –—-").partition(",")
    last = question.rpartition(",")[2].strip(" ?.!;")
    return any(
        1 < len(words := part.split()) <= _MAX_ADDRESS_WORDS
        and ([*map(stem_of, words)] == stems or _calls(words, stems))
        for part in (first if rest else "", last if rest else "")
    )


def is_called(form: str, name: str) -> bool:
    """Return whether a form of address and a word of a name call somebody: "Mrs Brook"."""
    return len(words := form.split()) > 1 and _calls(
        words, [*map(stem_of, name.split())]
    )


def _calls(words: Sequence[str], stems: Collection[str]) -> bool:
    """Return whether words are a form of address beside a word of a name."""
    before = words[0].casefold().rstrip(".")
    behind = words[-1].casefold() in all_words("labels.behind_names")
    w = label_words()
    return (stem_of(words[-1]) in stems and before in w.honorifics | w.titles) or (
        behind and stem_of(words[-2]) in stems
    )


def _person_written_about(pieces: Sequence[Piece], places: Sequence[int]) -> str:
    """Return the one person of whom the page writes before the questions; else empty."""
    above = [p.text for p in pieces[: places[0]] if p.kind in PROSE]
    asked, wrote = {*places}, who_wrote_it_down(above)
    top = [
        without_makers(_INTERVIEW_FIRST.regex.sub("", t))
        for t in above
        if not (_is_makers_line(t) or (wrote and wrote in t))
    ]
    # A name alone below the headline is a by-line where others are spoken of.
    told = [
        t
        for n, t in enumerate(top)
        if not n or not (_is_bare_name(t) or _ends_in_name(t))
    ]
    top = told if any(next(mentions_in(t), None) for t in told) else top
    written = [
        p.text
        for n, p in enumerate(pieces)
        if p.kind in PROSE and n not in asked and not names_makers(p.text)
    ]
    about = most_written_about(top, written) or most_told_of_in_cjk(above)
    return about or _person_of_note(above)


def _person_of_note(below: Sequence[str]) -> str:
    """Return the one person with whose name notes below the answers open.

    They go on about the person: "Ada Brook (born 1958) has drawn maps".
    """
    found = {
        name
        for text in below
        if not _is_makers_line(text)
        if (name := person_of_note(text.strip()))
    }
    return found.pop() if len(found) == 1 else ""


def _is_bare_name(text: str) -> bool:
    """Return whether names are all of a line: "Ada Brook, Tom Ferro"."""
    parts = [part.strip() for part in text.split(",")]
    return all([one.name for one in mentions_in(part)] == [part] for part in parts)


def _ends_in_name(text: str) -> bool:
    """Return whether a line is a full name behind a word or two: "Asked by Ada Brook"."""
    named = [*mentions_in(text)]
    before = text[: named[0].start].split() if len(named) == 1 else []
    ends = bool(before) and named[0].end == len(text.rstrip())
    return ends and len(before) <= _MAX_SMALL_WORDS - 1


def _is_makers_line(text: str) -> bool:
    """Return whether a line is a by-line or credits, and no sentence about somebody."""
    told = sum(word.islower() for word in text.split()) > _MAX_SMALL_WORDS
    return names_makers(text) or (is_by_line(text) and not told)
