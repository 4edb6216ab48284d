"""Who of those whom a page names most likely gives the speech that its author tells of.

Each person named above the speech is weighed by signs: how near, in which sentence,
beside an office or an age, in a headline, whether the author goes on about the person,
or has quoted him or her before, and names the person again below; and whether the speech
itself opens with the name, or speaks of the person. The weights are fitted to pages on
which the speaker is known (`python -m bench.told_speeches`).
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from operator import itemgetter
from pathlib import Path

from content.document import Document
from content.language.word_lists import (
    WordPattern,
    fast_pattern,
    flag,
    searched_text,
    words,
)
from content.language.words.word_patterns import WORD
from content.segment.fitted_weights import log_odds, read_fitted
from content.segment.messages.greeted import called_by_office, is_greeted
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import has_given_name
from content.segment.names.in_text.cases.given_cases import given_in_nominative
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.things import is_placed, is_surely_person
from content.segment.names.in_text.titled_surnames import is_day_or_month
from content.segment.names.lone_titles import is_titled_alone
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.headlines.names import (
    author_in_headline,
    is_tribute,
)
from content.segment.turns.page_head.own_speech import page_author
from content.segment.turns.page_head.presenters import givers, presenter
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.title_lines import (
    is_title_line,
    without_by_lines,
)
from content.segment.voices.one_speech.told.people_named import (
    Named,
    names_word_of,
    people_named,
    people_quoted,
    sentences_of,
)
from content.segment.voices.words import SPEAKS

SPEAKER_WEIGHTS = Path(__file__).with_name("likely_speaker.toml")
"""What each sign counts for whoever it speaks for."""

_AGE = WordPattern(
    r",? \(?\d{2}\b(?! [^\W\d_]+ \d{4})|, [^\W\d_A-Z]+ \d{2}\b"
    r"|[、，（(]<names.before_ages>?[\d〇一二三四五六七八九十百]{1,4}",
    re.NOFLAG,
)
_MAX_TIMES, _LAST_SENTENCES, _MAX_ABOVE = 3, 2, 40
_OPENING_CHARS, _MAX_CALL = 160, 60
_FAR_MORE, _NOT_MUCH_MORE, _MORE_THAN_NOT = 0.7, 0.55, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Somebody who may speak, and how likely that is, among all who may, from 0 to 1.

    The weight is how much speaks for it, as log odds.
    """

    name: str
    share: float
    weight: float


def likely_speaker(
    pieces: Sequence[Piece], start: int, end: int, document: Document
) -> Likely | None:
    """Return who most likely gives the speech from one piece up to another; None if nobody is named."""
    return _most_likely(signs_of_speakers(pieces, start, end, document))


def likely_person(
    pieces: Sequence[Piece],
    start: int,
    end: int,
    document: Document,
    is_person: Callable[[str], bool],
) -> Likely | None:
    """Return who most likely gives a speech of those whose names are people's; None if nobody is.

    Args:
        pieces: All of the page.
        start: Where the speech starts.
        end: The piece behind its last.
        document: The page.
        is_person: Whether a name is a person's.
    """
    signs = signs_of_speakers(pieces, start, end, document)
    return _most_likely({name: signs[name] for name in signs if is_person(name)})


def _most_likely(signs: Mapping[str, Mapping[str, float]]) -> Likely | None:
    weights = read_fitted(SPEAKER_WEIGHTS)
    scores = {name: log_odds(found, weights) for name, found in signs.items()}
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None:
        return None
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return Likely(name=best, share=1 / total, weight=scores[best])


def far_more_likely(
    name: str, pieces: Sequence[Piece], start: int, end: int, document: Document
) -> str:
    """Return who is far more likely to speak than whom other signs show; empty if nobody.

    Where these show nobody, it is who is more likely than not. Somebody with a known given
    name has to be among those who may speak, or all that speaks for him or her is unknown.
    """
    return _far_more_likely(name, _Page(pieces, start, end, document))


def weigh_speaker(
    name: str, pieces: Sequence[Piece], start: int, end: int, document: Document
) -> tuple[str, bool]:
    """Return who speaks, whom other signs show or who is far likelier, and whether unsurely.

    It is unsure where somebody else is likelier, however little, or nearly as likely.
    """
    page = _Page(pieces, start, end, document)
    if likely := _far_more_likely(name, page):
        return likely, True
    likeliest = _most_likely(page.signs)
    needed = _MORE_THAN_NOT if page.heads_only(name) else _NOT_MUCH_MORE
    other = likeliest is not None and (
        _may_be_other(likeliest.name, name) or likeliest.share < needed
    )
    weighed = any(_is_called(one, name) for one in page.signs)
    return name, weighed and other and not page.says(name)


def _far_more_likely(name: str, page: "_Page") -> str:
    likely = _most_likely(page.signs)
    needed = _FAR_MORE if name else _MORE_THAN_NOT
    if likely is None or likely.share < needed or not _may_be_other(likely.name, name):
        return ""
    if name and page.says(name):
        return ""
    weighed = any(_is_called(one, name) for one in page.signs)
    if not weighed and WITHOUT_CASE.match(name):
        return ""  # What looks like a name in Han may be any word: "石阶上".
    return likely.name if weighed or not has_given_name(name) else ""


def _may_be_other(likely: str, name: str) -> bool:
    """Return whether a likely name is another's, and no less surely a person's."""
    known = has_given_name(likely) or not has_given_name(name)
    return known and not _is_called(likely, name)


def _is_called(short: str, name: str) -> bool:
    """Return whether somebody with a name may be called so, also by one word of it."""
    return same_person(short, name) or short in name.split()


def signs_of_speakers(
    pieces: Sequence[Piece], start: int, end: int, document: Document
) -> Mapping[str, Mapping[str, float]]:
    """Return everybody who may give a speech, and the signs that speak for each."""
    return _Page(pieces, start, end, document).signs


class _Page:
    """What a page has around a speech, and whom it names there."""

    def __init__(
        self, pieces: Sequence[Piece], start: int, end: int, document: Document
    ) -> None:
        # What another wrote before, "> Who has the text?", tells of nobody who speaks.
        top = [p for p in pieces[:start] if not p.quoted]
        prose = [p.text for p in top if is_prose(p) and not is_by_line(p.text)]
        prose = prose[-_MAX_ABOVE:]  # every name is looked for in every sentence
        above = [text for text in prose if not is_title_line(text)]
        heads = [p.text for p in top if p.kind is SegmentKind.HEADING]
        heads += [text for text in prose if is_title_line(text)]
        self._heads = without_by_lines([document.title, *heads], above)
        self._below = [p.text for p in pieces[end:] if is_prose(p)]
        self._spoken = [p.text for p in pieces[start:end] if is_prose(p)]
        self._language = language_of_document(document, [*above, *self._spoken])
        self._publishers = publishers_of(document)
        self._above = above
        self._sentences = sentences_of(above)
        self._texts = [sentence.text for sentence in self._sentences]
        self._givers = [name for text in above for name in givers(text)]
        self._authors = [*filter(None, map(author_in_headline, self._heads))]
        self._presented = presenter([*self._heads, *above])
        self._own = own_name(self._spoken)
        self._by_line = page_author(document)[0]
        known = [*self._authors, self._own]
        self.named = people_named(self._sentences, self._heads, known, self._language)
        told = [one for one in self.named if one.places]
        self._quoted = people_quoted(self.named, self._sentences, above)
        told = [one for one in told if one.name not in self._quoted] or told
        self._first = min((one.first() for one in told), default=None)
        self._last = max((one.last() for one in told), default=None)
        self._who_rises = self._find_who_rises()
        self._told_of = {n for one in self.named for n in one.sentences}

    def says(self, name: str) -> bool:
        """Return whether a line says that somebody gives the speech: "Ada Brook's speech"."""
        author = any(same_person(one, name) for one in self._authors)
        return author or self._presented == name

    def heads_only(self, name: str) -> bool:
        """Return whether headlines name somebody, and nobody else who is told of."""
        own = {
            one.name
            for one in self.named
            if self.signs.get(one.name, {}).get("headline")
        }
        return bool(own) and all(_is_called(one, name) for one in own)

    @cached_property
    def signs(self) -> Mapping[str, Mapping[str, float]]:
        """The signs for each, without whom the first words of the speech greet.

        Who says in it who they are is the only one.
        """
        own = [one for one in self.named if same_person(one.name, self._own)]
        if own:
            return {one.name: self._signs_of(one) for one in own}
        opening = next(iter(self._spoken), "")
        called = called_by_office(self._above, opening)
        # "Minister," and below it "Dear Ada Brook,"
        calls = [opening, *takewhile(_is_short, self._spoken[1:])]
        return {
            one.name: self._signs_of(one)
            for one in self.named
            if not self._only_signs(one)
            and not any(is_greeted(one.name, call) for call in calls)
            and not same_person(one.name, called)
        }

    def _only_signs(self, one: Named) -> bool:
        """Return whether a by-line names somebody, and nothing that is told does."""
        told = one.places or self.says(one.name)
        return not told and same_person(one.name, self._by_line)

    def _signs_of(self, one: Named) -> Mapping[str, float]:
        """Return the signs that speak for somebody, or against."""
        return {
            **self._signs_of_place(one),
            **self._signs_of_name(one),
            **self._signs_of_words(one),
            **self._signs_of_speech(one),
        }

    def _signs_of_place(self, one: Named) -> Mapping[str, float]:
        """Return where the page names somebody."""
        last = len(self._texts) - _LAST_SENTENCES
        paragraph = self._sentences[-1].paragraph if self._sentences else 0
        paragraphs = {self._sentences[n].paragraph for n in one.sentences}
        return {
            "last paragraph": paragraph in paragraphs,
            "last sentences": any(n >= last for n in one.sentences),
            "named last": bool(one.places) and one.last() == self._last,
            "named first": bool(one.places) and one.first() == self._first,
            "times": min(_MAX_TIMES, len(one.sentences)),
            "named below": any(map(one.pattern.search, self._below)),
            "named next below": any(map(one.pattern.search, self._below[:1])),
        }

    def _signs_of_name(self, one: Named) -> Mapping[str, float]:
        """Return what the name itself and the words beside it show."""
        full = [(self._texts[p.n], p) for p in one.places if p.whole]
        names = one.name.split()
        last = flag(self._language or "en", "surname_first")
        first = names[-1] if last else names[0]
        given = [name for name in names if given_in_nominative(name, self._language)]
        return {
            "lone": one.lone and not is_titled_alone(one.name, self._above),
            "led": any(p.led for p in one.places),
            "given name": bool(given),
            "given first": first in given or is_surely_person(names),
            "capitals": one.name.isupper(),
            "called": any(_calls(first, unquoted(text)) for text in self._spoken),
            "office": any(p.office for p in one.places),
            "shown": any(p.shown for p in one.places),
            "age": any(_is_aged(text, p.end) for text, p in full),
            "placed": any(is_placed(text, p.start) for text, p in full),
            "publisher": is_publisher(one.name, self._publishers),
        }

    def _signs_of_words(self, one: Named) -> Mapping[str, float]:
        """Return what headlines and sentences that name somebody tell.

        Whom the page has quoted has spoken before.
        """
        told = [self._texts[n] for n in one.sentences]
        heads = [head for head in self._heads if one.pattern.search(head)]
        quoted = one.name in self._quoted
        given = any(same_person(giver, one.name) for giver in self._givers)
        return {
            "headline": bool(heads),
            "title": any(map(one.pattern.search, self._heads[:1])),
            "headline of a speech": any(map(SPEECH_WORD.is_in, heads)),
            "author in headline": any(same_person(a, one.name) for a in self._authors),
            "praised": any(map(is_tribute, heads)),
            "dies": any(self._has(text, "pages.deaths") for text in told),
            "acts": any(self._has(text, "pages.reactions") for text in told),
            "rises": one is self._who_rises,
            "speech": any(map(SPEECH_WORD.is_in, told)),
            "quoted": quoted,
            "speaks": not quoted and any(map(SPEAKS.is_in, told)),
            "gives": not quoted and given,
            "he": not quoted and any(map(self._goes_on_about, one.sentences)),
        }

    def _signs_of_speech(self, one: Named) -> Mapping[str, float]:
        """Return whether who speaks says the whole name at once, or speaks of the given name."""
        names = one.name.split()
        if len(names) == 1:
            return {}
        said = " ".join(self._spoken)
        return {
            "says the name": one.name in said[: _OPENING_CHARS + len(one.name)],
            "spoken of": names_word_of(said, names[0]),
        }

    def _find_who_rises(self) -> Named | None:
        """Return of whom the page says last that they rise, or take the microphone."""
        pattern = self._language and fast_pattern(self._language, "pages.rises")
        for n in reversed(range(len(self._texts))):
            text = searched_text(self._texts[n], self._language)
            found = pattern.search(text) if pattern else None
            if found:
                return self._named_nearest(n, *found.span())
        return None

    def _named_nearest(self, n: int, start: int, end: int) -> Named | None:
        """Return who is named nearest to a place in a sentence, or last before that one."""
        inside = [
            (max(p.start - end, start - p.end), one)
            for one in self.named
            for p in one.places
            if p.n == n
        ]
        if inside:
            return min(inside, key=itemgetter(0))[1]
        before = [
            ((p.n, p.start), one) for one in self.named for p in one.places if p.n < n
        ]
        return max(before, key=itemgetter(0))[1] if before else None

    def _goes_on_about(self, n: int) -> bool:
        """Return whether the next sentence names nobody, and has a pronoun for somebody."""
        if n + 1 >= len(self._texts) or n + 1 in self._told_of:
            return False
        pronouns = words(self._language, "messages.pronouns") if self._language else ()
        told = WORD.findall(self._texts[n + 1].casefold())
        return any(pronoun in told for pronoun in pronouns)

    def _has(self, sentence: str, table: str) -> bool:
        """Return whether a sentence has words of a table of the page's language."""
        pattern = fast_pattern(self._language, table) if self._language else None
        searched = searched_text(sentence, self._language)
        return bool(pattern and pattern.search(searched))


def _is_short(text: str) -> bool:
    return len(text) <= _MAX_CALL


def _calls(given: str, text: str) -> bool:
    """Return whether a text calls somebody: "Ada, sit down", "my dear, Ada!"."""
    called = re.escape(given)
    return re.search(rf"(?:^|[.!?:…,]\s){called}[,!?]\s", text) is not None


def _is_aged(text: str, end: int) -> bool:
    """Return whether an age stands behind a name: no day, as in "Ada Brook, 12 May"."""
    found = _AGE.regex.match(text, end)
    behind = NAME_WORD.match(text, found.end() + 1) if found else None
    return found is not None and not (behind and is_day_or_month(behind.group()))
