"""Who of those whom a page names most likely gives the speech that its author tells of.

Each person named above the speech is weighed by signs: how near, in which sentence,
beside an office or an age, in a headline, and whether the author names the person again
below. The weights are fitted to pages on which the speaker is known
(`python -m bench.told_speeches`).
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from content.document import Document
from content.language.sentence_marks import GAP_BEHIND_WORD
from content.language.word_lists import all_words, fast_pattern, searched_text
from content.segment.messages.greeted import is_greeted
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import has_given_name
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.mentions import Mention, mentions_in
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.in_text.same_person import same_person
from content.segment.names.words import SPEECH
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.headline_names import author_in_headline
from content.segment.turns.page_head.presenters import givers, presenter
from content.segment.voices.one_speech.title_lines import is_title_line
from content.segment.voices.words import SPEAKS

SPEAKER_WEIGHTS = Path(__file__).with_name("likely_speaker.toml")
"""What each sign counts for whoever it speaks for."""

_AGE = re.compile(r",? \(?\d{2}\b(?! [^\W\d_]+ \d{4})|, [^\W\d_A-Z]+ \d{2}\b")
_MIN_WORD, _MIN_BENT, _MAX_ENDING, _MAX_TIMES, _LAST_SENTENCES = 3, 5, 4, 3, 2
_MAX_ABOVE, _MAX_NAMED = 40, 40
_FAR_MORE, _MORE_THAN_NOT = 0.8, 0.5
_SUBJECT = 3
"""How many characters at most stand before the subject of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Somebody who may speak, and how likely that is, among all who may, from 0 to 1."""

    name: str
    share: float


@dataclass(slots=True, kw_only=True)
class _Named:
    """A person whom the texts above a speech name, and in which of their sentences.

    The first place and the last are a sentence and a character in it.
    """

    name: str
    sentences: dict[int, Mention | None] = field(default_factory=dict)
    first: tuple[int, int] = (0, -1)
    last: tuple[int, int] = (0, -1)

    def add(self, n: int, start: int, mention: Mention | None) -> None:
        """Add a sentence that names the person at some place in it."""
        self.sentences.setdefault(n, mention)
        places = [place for place in (self.first, self.last) if place[1] >= 0]
        self.first = min([(n, start), *places])
        self.last = max([(n, start), *places])

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds a word of the name in whatever case: "Eilan" of Eila Kokkonen."""
        stems = "|".join(
            rf"{re.escape(word[:-2])}\w{{0,{_MAX_ENDING}}}"
            if len(word) >= _MIN_BENT
            else rf"{re.escape(word)}\w{{0,2}}"
            for word in self.words
        )
        return re.compile(rf"(?<!\w)(?:{stems})(?!\w)")

    @property
    def words(self) -> list[str]:
        """The words of the name that alone may stand for the person."""
        words = self.name.split()
        return [w for w in words if len(w) >= _MIN_WORD and w[0].isupper()] or words


def likely_speaker(
    pieces: Sequence[Piece], start: int, end: int, document: Document
) -> Likely | None:
    """Return who most likely gives the speech from one piece up to another; None if nobody is named."""
    return _most_likely(signs_of_speakers(pieces, start, end, document))


def _most_likely(signs: Mapping[str, Mapping[str, float]]) -> Likely | None:
    weights = _weights()
    scores = {
        name: sum(weights.get(sign, 0.0) * much for sign, much in found.items())
        for name, found in signs.items()
    }
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None:
        return None
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return Likely(name=best, share=1 / total)


def far_more_likely(
    name: str, pieces: Sequence[Piece], start: int, end: int, document: Document
) -> str:
    """Return who is far more likely to speak than whom other signs show; empty if nobody.

    Where these show nobody, it is who is more likely than not. Somebody with a known given
    name has to be among those who may speak, or all that speaks for him or her is unknown.
    """
    page = _Page(pieces, start, end, document)
    signs = page.signs()
    likely = _most_likely(signs)
    needed = _FAR_MORE if name else _MORE_THAN_NOT
    if likely is None or likely.share < needed or same_person(likely.name, name):
        return ""
    if name and page.presented == name:
        return ""
    weighed = any(same_person(name, one) for one in signs)
    return likely.name if weighed or not has_given_name(name) else ""


def signs_of_speakers(
    pieces: Sequence[Piece], start: int, end: int, document: Document
) -> Mapping[str, Mapping[str, float]]:
    """Return everybody who may give a speech, and the signs that speak for each."""
    return _Page(pieces, start, end, document).signs()


@cache
def _weights() -> Mapping[str, float]:
    text = SPEAKER_WEIGHTS.read_text(encoding="utf-8")
    weights: Mapping[str, float] = tomllib.loads(text)
    return weights


class _Page:
    """What a page has around a speech, and whom it names there."""

    def __init__(
        self, pieces: Sequence[Piece], start: int, end: int, document: Document
    ) -> None:
        top = pieces[:start]
        prose = [p.text for p in top if is_prose(p) and not is_by_line(p.text)]
        prose = prose[-_MAX_ABOVE:]  # every name is looked for in every sentence
        self._above = [text for text in prose if not is_title_line(text)]
        heads = [p.text for p in top if p.kind is SegmentKind.HEADING]
        heads += [text for text in prose if is_title_line(text)]
        self._heads = [document.title, *heads]
        self._below = [p.text for p in pieces[end:] if is_prose(p)]
        spoken = [p.text for p in pieces[start:end] if is_prose(p)]
        self._opening = next(iter(spoken), "")
        self._language = language_of_document(document, [*self._above, *spoken])
        self._publishers = publishers_of(document)
        parts = [GAP_BEHIND_WORD.split(text) for text in self._above]
        self._sentences = [sentence for part in parts for sentence in part]
        self._last_paragraph = len(self._sentences) - len(parts[-1]) if parts else 0
        self._givers = [name for text in self._above for name in givers(text)]
        self._authors = [*filter(None, map(author_in_headline, self._heads))]
        self.presented = presenter([*self._heads, *self._above])
        """Whom a line says to give the speech: "A speech by Ada Brook"."""
        self.named = [*self._find_named()]
        told = [one for one in self.named if one.sentences]
        self._first = min((one.first for one in told), default=None)
        self._last = max((one.last for one in told), default=None)

    def _find_named(self) -> Iterator[_Named]:
        """Yield everybody whom the texts above or the headlines name in full, unless many."""
        found: list[_Named] = []
        for n, text in enumerate([*self._sentences, *self._heads]):
            told = n < len(self._sentences)
            for mention in mentions_in(text):
                name = CASE_ENDING.sub("", mention.name)
                if " " not in name or SPEECH.search(name) or _is_kin(name):
                    continue
                one = next((f for f in found if same_person(f.name, name)), None)
                if one is None:
                    if len(found) == _MAX_NAMED:
                        return
                    one = _Named(name=name)
                    found.append(one)
                if told:
                    one.add(n, mention.start, mention)
        for one in found:
            self._add_short_names(one, found)
            yield one

    def _add_short_names(self, one: _Named, found: Sequence[_Named]) -> None:
        """Add the sentences with a part of a name that nobody else has: "Then Ada rose"."""
        others = {word for other in found if other is not one for word in other.words}
        own = _Named(name=" ".join(w for w in one.words if w not in others))
        if not own.name:
            return
        pattern = own.pattern
        for n, sentence in enumerate(self._sentences):
            found_in = pattern.search(sentence)
            if found_in and n not in one.sentences:
                one.add(n, found_in.start(), None)

    def signs(self) -> Mapping[str, Mapping[str, float]]:
        """Return the signs for each, without whom the first words of the speech greet."""
        return {
            one.name: self._signs_of(one)
            for one in self.named
            if not is_greeted(one.name, self._opening)
        }

    def _signs_of(self, one: _Named) -> Mapping[str, float]:
        """Return the signs that speak for somebody."""
        told = [(self._sentences[n], mention) for n, mention in one.sentences.items()]
        full = [(text, mention) for text, mention in told if mention is not None]
        heads = [head for head in self._heads if one.pattern.search(head)]
        last = len(self._sentences) - _LAST_SENTENCES
        return {
            "last paragraph": any(n >= self._last_paragraph for n in one.sentences),
            "last sentences": any(n >= last for n in one.sentences),
            "named last": bool(one.sentences) and one.last == self._last,
            "named first": bool(one.sentences) and one.first == self._first,
            "times": min(_MAX_TIMES, len(told)),
            "headline": bool(heads),
            "headline of a speech": any(map(SPEECH.search, heads)),
            "author in headline": any(same_person(a, one.name) for a in self._authors),
            "speech": any(SPEECH.search(text) for text, _ in told),
            "speaks": any(SPEAKS.is_in(text) for text, _ in told),
            "acts": any(map(self._tells_of_act, (text for text, _ in told))),
            "gives": any(same_person(giver, one.name) for giver in self._givers),
            "subject": any(mention.start < _SUBJECT for _, mention in full),
            "office": any(mention.office for _, mention in full),
            "shown": any(mention.shown for _, mention in full),
            "age": any(_AGE.match(text, mention.end) for text, mention in full),
            "known given name": has_given_name(one.name),
            "named below": any(map(one.pattern.search, self._below)),
            "publisher": is_publisher(one.name, self._publishers),
        }

    def _tells_of_act(self, sentence: str) -> bool:
        """Return whether a sentence tells of a sheet, or of who rises or sits down."""
        searched = searched_text(sentence, self._language)
        tables = ("pages.reactions", "pages.kept_words") if self._language else ()
        patterns = (fast_pattern(self._language, table) for table in tables)
        return any(pattern and pattern.search(searched) for pattern in patterns)


def _is_kin(name: str) -> bool:
    """Return whether a name is a word for kin behind another: "Mein Sohn", "Ma mère"."""
    return name.casefold().split()[-1] in all_words("labels.kin")
