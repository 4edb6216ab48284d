"""Whose a page may be: the people whom its title, its first and its last lines name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.language.word_lists import flag
from content.model import Transcript, Turn, TurnKind
from content.names.parsing import fold_name
from content.segment.messages.greeted import is_greeted
from content.segment.messages.signatures.signatures import signature_line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import (
    is_given_name,
    opens_with_han_surname,
)
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import title_parts
from content.segment.names.in_text.same_person import same_person, without_case_ending
from content.segment.names.in_text.uncased.cjk_people import (
    people_in_cjk,
    people_in_korean,
)
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.titles import strip_titles
from content.segment.turns.page_head.headlines.names import (
    author_in_headline,
    name_alone,
    who_praises,
)
from content.segment.turns.page_head.presenters import (
    givers,
    name_beside_office,
    presenter,
)
from content.segment.wording.in_person import FIRST_PERSON
from content.transcript_file.text import tidy_line

MAX_PEOPLE = 5

_MAX_LINE = 110
_MAX_HEAD, _MAX_FOOT, _MAX_LEADS = 12, 8, 4
_MAX_TEXT_CHARS, _MAX_CHARS = 2_000, 100_000
_AROUND_NAME = " +†*_,–—-.:"
_ENDS_SENTENCE = re.compile(r"[.!?…。！？]\W*$")
_CJK_LETTER = re.compile("[\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7af]")
_CJK_NAME = re.compile(f"{_CJK_LETTER.pattern}{{2,6}}")
_BETWEEN_CJK = re.compile("[ \u3000・·]")

# What speaks for somebody, by where the page names them.
_SIGNED, _ALONE, _PRESENTED, _HEADLINE = 3.0, 2.5, 3.0, 3.0
_BESIDE_OFFICE, _MENTIONED, _OFFICE, _DECLARED = 1.5, 1.0, 1.0, 1.0
_GREETED, _UNKNOWN = 0.3, 0.3
"""How much less speaks for whom the words greet, and for whose given name is unknown."""

_MIN_SHARE = 0.1
"""What must speak for somebody beside the likeliest person."""


def likely_people(transcript: Transcript) -> list[str]:
    """Return who may have said all of a page, likeliest first, at most `MAX_PEOPLE`."""
    weights = _Weights(transcript)
    for name, weight in _named(transcript):
        weights.add(name, weight)
    return weights.ranked()


def _named(transcript: Transcript) -> Iterator[tuple[str, float]]:
    """Yield whom the page names, and how much that speaks for them."""
    head, leads, foot = _parts(transcript.turns)
    titles = [transcript.title, *title_parts(transcript.title)]
    for line in dict.fromkeys((*titles, *head)):
        yield author_in_headline(line), _HEADLINE
        yield who_praises(line), _HEADLINE
        yield from _in_line(line)
    yield presenter(head), _PRESENTED
    for text in leads:
        yield from ((name, _PRESENTED) for name in givers(text))
        yield from _mentioned(text)
    for line in foot:
        yield signature_line(line), _SIGNED
        yield from _in_line(line)
    for above, line in pairwise(foot):
        yield signature_line(f"{above}, {line}"), _SIGNED
    for speaker in transcript.speakers:
        if not speaker.voice:
            yield speaker.name, _DECLARED


def _in_line(line: str) -> Iterator[tuple[str, float]]:
    """Yield whom a short line names: by itself, beside an office, or among words."""
    bare = strip_titles(line.strip(_AROUND_NAME))
    if len(line) <= _MAX_LINE:
        yield (bare if is_person(bare) else name_alone(bare)), _ALONE
        yield name_beside_office(line), _BESIDE_OFFICE
    yield from _mentioned(line)


def _mentioned(text: str) -> Iterator[tuple[str, float]]:
    told = SPEECH_WORD.is_in(text)
    for one in mentions_in(text):
        yield one.name, _MENTIONED + _OFFICE * one.office + told
    for name in (*people_in_cjk(text), *people_in_korean(text)):
        yield name, _MENTIONED + told


def _parts(turns: Sequence[Turn]) -> tuple[list[str], list[str], list[str]]:
    """Return a page's first short lines, the paragraphs that introduce it, its last lines."""
    lines = [
        (turn, line.strip()[:_MAX_TEXT_CHARS])
        for turn in turns
        for line in turn.text.split("\n")
        if line.strip()
    ]
    head: list[str] = []
    leads: list[str] = []
    for turn, line in lines[: _MAX_HEAD + _MAX_LEADS]:
        if _is_short(line) or turn.kind in {TurnKind.HEADING, TurnKind.BOILERPLATE}:
            head.append(line)
        elif not FIRST_PERSON.is_in(line) and len(leads) < _MAX_LEADS:
            leads.append(line)
        elif turn.kind is not TurnKind.STAGE:
            break
    foot = [line for _, line in lines[-_MAX_FOOT:] if len(line) <= _MAX_LINE]
    return head, leads, foot


def _is_short(line: str) -> bool:
    return len(line) <= _MAX_LINE and not _ENDS_SENTENCE.search(line)


class _Weights:
    """How much speaks for whom; two forms of a name are one person."""

    def __init__(self, transcript: Transcript) -> None:
        self._language = transcript.language.partition("-")[0]
        self._surname_first = flag(self._language or "en", "surname_first")
        self._texts = [*_first_texts(transcript.turns)]
        self._opening = next(
            (one.text for one in transcript.turns if FIRST_PERSON.is_in(one.text)), ""
        )
        self._names: dict[str, float] = {}

    def add(self, name: str, weight: float) -> None:
        """Count a name for a person."""
        name = self._tidy(name)
        bare = _BETWEEN_CJK.sub("", name)
        cjk = _CJK_LETTER.search(name) is not None
        if not (_CJK_NAME.fullmatch(bare) if cjk else is_person(name)):
            return
        if not self._opens_as_name(name):
            weight *= _UNKNOWN
        known = next((one for one in self._names if _are_one(one, name)), "")
        # What another place leaves out is no name: "Bellfounder Jan Hronec".
        kept = min(known or name, name, key=lambda form: len(form.split()))
        before = self._names.pop(known, 0.0) if known else 0.0
        self._names[kept] = before + weight

    def ranked(self) -> list[str]:
        """Return the likeliest people; whom the words greet is hardly one."""
        weights = {
            name: weight * (_GREETED if is_greeted(name, self._opening) else 1)
            for name, weight in self._names.items()
        }
        least = _MIN_SHARE * max(weights.values(), default=0)
        found = (name for name in weights if weights[name] >= least)
        best = sorted(found, key=lambda name: -weights[name])[:MAX_PEOPLE]
        return list(dict.fromkeys(map(self._nominative, best)))

    def _nominative(self, name: str) -> str:
        shorter = without_case_ending(name, self._texts)
        return nominative_of(shorter, self._language)

    def _opens_as_name(self, name: str) -> bool:
        """Return whether a name opens with a given name, or may be a whole Asian one."""
        first, *others = strip_titles(name).split() or [""]
        given = [first, *(others if self._surname_first else ())]
        return any(map(is_given_name, given)) or (
            not any(map(str.isdigit, name)) and opens_with_han_surname(name)
        )

    def _tidy(self, name: str) -> str:
        """Return a name without the words before a known given name."""
        bare = CASE_ENDING.sub("", tidy_line(name).strip(_AROUND_NAME))
        words = as_written(bare).split()
        if not words or self._surname_first:
            return " ".join(words)
        given = [n for n, word in enumerate(words[:-1]) if is_given_name(word)]
        return " ".join(words[given[0] :] if given else words)


def _first_texts(turns: Sequence[Turn]) -> Iterator[str]:
    """Yield texts as far as a name is looked up in them."""
    room = _MAX_CHARS
    for turn in turns:
        yield turn.text[:room]
        room -= len(turn.text)
        if room <= 0:
            return


def _are_one(one: str, two: str) -> bool:
    if fold_name(one).replace(" ", "") == fold_name(two).replace(" ", ""):
        return True
    return " " in one and " " in two and same_person(one, two)
