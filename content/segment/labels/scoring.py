"""Scores of possible labels: how likely each is to name a speaker.

A score starts from the words of a label (`name_score`). The document then corrects it:
words that it also writes in small letters name nobody, a label that comes back names
somebody, and so does one that the front matter or a list in the head declares.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from content.language.word_lists import WordPattern, all_words
from content.language.words.word_counts import WordCounts
from content.records import record
from content.segment.kinds import HEADING_BLOCK, ITEM_BLOCK
from content.segment.labels.candidates import label_candidates
from content.segment.labels.label import (
    CIRCLE_ENDING,
    COLON_ENDING,
    LETTER_ENDING,
    LINE_ENDING,
    PLAIN_STYLE,
    STOP_ENDING,
    VOICE_ENDING,
    Ending,
    Label,
)
from content.segment.labels.receivers import receivers
from content.segment.lines import Line
from content.segment.names.descriptions import may_be_described, split_description
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.joint_labels import (
    JointLabel,
    joint_labels,
    may_be_joint,
)
from content.segment.names.in_labels.office_beside_name import offices_beside_name
from content.segment.names.in_labels.small_forms import (
    CAPITALS_IN_PARTY,
    INITIALLED_IN_PARTY,
    PARTY_IN_BRACKETS,
    is_initialled,
    is_titled,
)
from content.segment.names.in_labels.split_by_form import FORM_SCORE, form_tells_name
from content.segment.names.in_labels.units import holder_in, split_unit
from content.segment.names.name_score import (
    is_crowd,
    is_unnamed_voice,
    label_key,
    name_score,
    without_brackets,
)
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words

_MIN_CANDIDATE_SCORE = 0.1
DESCRIBED_SCORE = 0.56
"""The score of a name behind a description that stands once; likely, but doubtful."""
PARTED_SCORE = 0.62
"""The score where a comma parts the two."""
_SUPPORTED_SCORE = 0.7
_MIN_FLATS = 2
_DECLARED_SCORE = 0.95
_CONTINUED_MALUS = 0.3
_MAX_CONTINUED = 0.2
_MAX_DESCRIBED_CHARS = 320
_MIN_OFFICE_CHARS, _MAX_OFFICE_CHARS = 4, 80
_BEHIND_NUMBERS = {Ending.DASH, Ending.STOP, Ending.LINE, Ending.BOLD}
_COLON = re.compile("[:：]")
_ENDS_IN_SPEECH = WordPattern(r"(?:<<headlines.speeches>>)\W*$", re.NOFLAG)
_OF_AUTHOR = WordPattern(r"(?:<pages.author_headings>)\W*", re.NOFLAG)
_MAX_HEADING = 60
ROMAN_NUMERAL = re.compile(r"[IVXL]{1,7}\.?")
_WORD_WITHOUT_DIGITS = re.compile(r"\b[^\W\d_]{3,}\b")
_CACHED_LABELS, _CACHED_LINES = 32_768, 2_048
_MIN_SMALL_WORDS = 4
_PARTICLE_CHARS = 2
_MIN_SENTENCE_WORDS = 8
_SENTENCE_INSIDE = re.compile(r"\s\S+\s[^\W\d_]*[^\W\d_A-Z]{5}[.]\s+[^\W\d_a-z]\w+\s")


@record
class ScoredLabel:
    """A possible label with its score.

    Attributes:
        line: Index of the line it stands on.
        score: From 0 to 1, how likely it names a speaker.
        key: The label case-folded, so that its printings compare equal.
    """

    line: int
    label: Label
    score: float
    key: str

    def with_score(self, score: float) -> "ScoredLabel":
        """Return the label with another score; `replace` takes three times as long."""
        return ScoredLabel(line=self.line, label=self.label, score=score, key=self.key)


_ScoredCandidate = tuple[Label, float, bool]
"""A possible label, its score, and whether it is kept."""


def count_words(lines: Sequence[Line]) -> WordCounts:
    """Return how often each word stands in the lines."""
    return count_words_of(line.text for line in lines)


def count_words_of(texts: Iterable[str]) -> WordCounts:
    """Return how often each word stands in texts."""
    return WordCounts(texts, _WORD_WITHOUT_DIGITS)


def lowercase_words(counts: WordCounts) -> frozenset[str]:
    """Return words that the document mostly writes in lower case: they name nobody."""
    times = counts.times
    capitalized: Counter[str] = Counter()
    for word, n in times.items():
        if not word.islower():
            capitalized[word.lower()] += n
    return frozenset(
        word
        for word, n in times.items()
        if word.islower() and 2 * n > capitalized[word]
    )


def score_candidates(
    lines: Sequence[Line],
    lowercase: frozenset[str],
    declared: frozenset[str] = frozenset(),
) -> list[ScoredLabel]:
    """Return all possible labels of all lines, but for those that score almost nothing.

    Those in small letters are kept, since they may be names in a chat.
    """
    found: list[ScoredLabel] = []
    unlikely: list[tuple[int, Label]] = []
    for index, (label, score, likely) in _scored_candidates(lines, lowercase):
        if not likely and len(label.printed) <= _MAX_OFFICE_CHARS:
            unlikely.append((index, label))
        if not likely and not declared:
            continue
        key = label_key(label.printed)
        if key in declared:
            least = max(score, _DECLARED_SCORE)
            found.append(ScoredLabel(line=index, label=label, score=least, key=key))
        elif likely:
            found.append(ScoredLabel(line=index, label=label, score=score, key=key))
    to_whom = receivers([(one.line, one.label) for one in found], lines)
    named = [one for one in found if one.label.printed not in to_whom]
    return _with_offices(named, unlikely)


def _scored_candidates(
    lines: Sequence[Line], lowercase: frozenset[str]
) -> Iterator[tuple[int, _ScoredCandidate]]:
    """Yield each possible label of each line, by index."""
    scores: dict[str, float] = {}

    def score_of(printed: str) -> float:
        if printed not in scores:
            scores[printed] = _score(printed, lowercase)
        return scores[printed]

    def weighed(line: Line) -> Iterator[_ScoredCandidate]:
        for label in _candidates_of(line):
            score = _score_with_ending(label, line, score_of)
            if label.ending is COLON_ENDING and score < PARTED_SCORE:
                score = max(score, _described_score(label, line, lowercase))
            yield label, score, _is_likely(label.printed, score)

    known: dict[tuple[object, ...], Sequence[_ScoredCandidate]] = {}
    for index, line in enumerate(lines):
        # "Thank you." comes back, and nothing else of a line tells what it opens with.
        looks = line.text, line.kind, line.bold, line.italic, line.enclosed, line.voice
        each = known.get(looks)
        if each is None:
            if len(known) >= _CACHED_LINES:
                known.clear()
            each = known[looks] = tuple(weighed(line))
        for one in each:
            yield index, one


def _candidates_of(line: Line) -> Iterable[Label]:
    """Return the possible labels of a line, none of a heading of words that somebody says."""
    heads = line.kind is HEADING_BLOCK and _heads_words(line.text)
    return () if heads else label_candidates(line)


def _heads_words(text: str) -> bool:
    """Return whether a heading without capitals ends in a word for a speech, or is an author's.

    >>> _heads_words("久木田真理校長のスピーチ"), _heads_words("나의 생각"), _heads_words("Speech")
    (True, True, False)
    """
    if WITHOUT_CASE.search(text[:_MAX_HEADING]) is None:
        return False
    return _ENDS_IN_SPEECH.is_in(text) or _OF_AUTHOR.is_all_of(text.strip())


def _is_likely(printed: str, score: float) -> bool:
    """Return whether what may be a label is kept, for its score or for its form."""
    return (
        score > _MIN_CANDIDATE_SCORE
        or printed.islower()
        or is_titled(printed)
        or PARTY_IN_BRACKETS.fullmatch(printed) is not None
        or (printed.endswith((")", "）")) and bool(holder_in(printed)))
    )


def _score(printed: str, lowercase: frozenset[str]) -> float:
    if label_key(printed) in all_words("labels.resuming_speakers"):
        return 0.0 if printed[:1].islower() else _DECLARED_SCORE
    score = name_score(printed, lowercase)
    return max(score, FORM_SCORE) if form_tells_name(printed) else score


def _described_score(label: Label, line: Line, lowercase: frozenset[str]) -> float:
    """Return the score of a name behind words that say who it is, however many; or 0."""
    printed = label.printed
    goes_on = line.text[label.end :].lstrip()[:1].islower()
    too_long = len(printed) > _MAX_DESCRIBED_CHARS
    if goes_on or too_long or not may_be_described(printed):
        return 0.0
    text = without_brackets(printed)
    found = split_description(text)
    if found is None or any(char in text for char in "?!;。？！；"):
        return 0.0
    name, description = found
    if lowercase.issuperset(name.casefold().split()):
        return 0.0
    words = description.replace(",", " ").split()
    if not _never_in_descriptions().isdisjoint(words):
        return 0.0
    parted = f", {name}" in text
    # "JANE HALL deputy state secretary": an office ends what stands behind a name.
    parted |= text.startswith(name) and has_role(label_key(words[-1]).split())
    return PARTED_SCORE if parted else DESCRIBED_SCORE


def declared_keys(declared: Sequence[str]) -> frozenset[str]:
    """Return the keys of labels that are declared names, or the ends of one."""
    names = [label_key(name).split() for name in declared]
    return frozenset(
        " ".join(part) for words in names for part in (words, words[:1], words[-1:])
    )


@cache
def _never_in_descriptions() -> frozenset[str]:
    """Return words of no label but those of "winner of the first cup from Dorn"."""
    return label_words().never_in_labels - all_words("labels.in_descriptions")


def support_described(
    found: Sequence[ScoredLabel], lines: Sequence[Line], counts: WordCounts
) -> list[ScoredLabel]:
    """Raise the scores of described labels whose names the document has elsewhere, too.

    Args:
        found: All possible labels.
        lines: The lines of the document.
        counts: The words of the lines.
    """
    names = {
        _surname_of(one): one.line
        for one in found
        if one.score in {DESCRIBED_SCORE, PARTED_SCORE}
    }
    if not names:
        return list(found)
    spelled = {word for word in counts.times if word.casefold() in names}
    parts = counts.parts_with(spelled)
    known = {
        word
        for n, line in enumerate(lines)
        if not parts.isdisjoint(line.text.split())
        for word in map(str.casefold, _WORD_WITHOUT_DIGITS.findall(line.text))
        if names.get(word, n) != n
    }
    return [
        replace(one, score=_SUPPORTED_SCORE)
        if one.score in {DESCRIBED_SCORE, PARTED_SCORE} and _surname_of(one) in known
        else one
        for one in found
    ]


def _surname_of(one: ScoredLabel) -> str:
    """Return the surname in a described label: the last word, or of a name in front."""
    found = split_description(without_brackets(one.label.printed))
    if found is None or not one.label.printed.startswith(found[0]):
        return one.key.rpartition(" ")[2]
    first, *_, last = found[0].casefold().split()
    return last if is_given_name(first, surely=True) else first


def _with_offices(
    found: list[ScoredLabel], unlikely: Sequence[tuple[int, Label]]
) -> list[ScoredLabel]:
    """Raise the scores of words that stand beside a name in another label as an office does.

    "Lamplighter Jane Hall: …", and then "Lamplighter: …": no word of it need be known.
    """
    whole = _labels_by_office(found)
    if not whole:
        return found
    keyed = [
        ScoredLabel(line=n, label=label, score=0.0, key=label_key(label.printed))
        for n, label in unlikely
    ]
    known = [one for one in keyed if (one.key, one.label.ending) in whole]
    raised = []
    for one in (*found, *known):
        keys = whole.get((one.key, one.label.ending))
        if keys:
            # Where one label has it in full, that one comes back.
            key = min(keys) if len(keys) == 1 else one.key
            score = max(one.score, _SUPPORTED_SCORE)
            raised.append(replace(one, score=score, key=key))
        else:
            raised.append(one)
    return sorted(raised, key=lambda one: one.line)


def _labels_by_office(
    found: Sequence[ScoredLabel],
) -> dict[tuple[str, Ending], set[str]]:
    """Return the keys of labels with an office and a whole name, by office and ending."""
    whole: defaultdict[tuple[str, Ending], set[str]] = defaultdict(set)
    for one in found:
        if one.score >= DESCRIBED_SCORE and not _COLON.search(one.label.printed):
            for office, _ in offices_beside_name(one.label.printed):
                # Letters stand for initials, parties and what is asked.
                if len(office) >= _MIN_OFFICE_CHARS or WITHOUT_CASE.match(office):
                    whole[label_key(office), one.label.ending].add(one.key)
    return dict(whole)


def support_holders(found: Sequence[ScoredLabel]) -> list[ScoredLabel]:
    """Raise the scores of offices with a surname in brackets beside labels of flats.

    "Flat 4 (Hall): …", "Flat 9 (Lund): …", "Board (Ferro): …"
    """
    flats = {one.key for one in found if split_unit(one.label.printed)}
    if len(flats) < _MIN_FLATS:
        return list(found)
    return [
        replace(one, score=_SUPPORTED_SCORE)
        if one.score < _SUPPORTED_SCORE
        and one.label.ending is COLON_ENDING
        and holder_in(one.label.printed)
        else one
        for one in found
    ]


def _score_with_ending(
    label: Label, line: Line, score_of: Callable[[str], float]
) -> float:
    """Return a label's score, adjusted for what its ending tells.

    Most endings that can't be a label's are sentences: their words are not scored.
    """
    ending = label.ending
    if ending is VOICE_ENDING:
        return 1.0
    if ending is LETTER_ENDING:
        return 0.9
    if ending is STOP_ENDING and not _may_end_in_full_stop(label.printed):
        return 0.0
    sentence = ending is COLON_ENDING and _holds_sentence(label.printed)
    # "В.К. Бадмаев, член Комитета по …": the name tells enough.
    told = ending is STOP_ENDING and is_initialled(label.printed)
    printed = label.printed.partition(",")[0] if told else label.printed
    score = 0.0 if sentence else score_of(printed)
    if ending in _BEHIND_NUMBERS and ROMAN_NUMERAL.fullmatch(label.printed):
        # "IV.- Communications" is a heading.
        return 0.0
    if ending is CIRCLE_ENDING:
        return max(score, 0.7)
    if ending is LINE_ENDING and label.style is PLAIN_STYLE:
        score -= 0.1
    if line.kind is ITEM_BLOCK:
        score -= 0.2
    if label.stamped and score > 0.2:
        score += 0.15
    return score


@lru_cache(maxsize=_CACHED_LABELS)
def _holds_sentence(printed: str) -> bool:
    """Return whether a sentence ends inside of words before a colon, which are long.

    >>> _holds_sentence("Next is our old member Ms. Ada Ferrobrook. Time to speak")
    True
    >>> _holds_sentence("Ada Brook, Parl. Secretary of the Board of the Harbour")
    False
    """
    ends = _SENTENCE_INSIDE.search(printed) if ". " in printed else None
    return ends is not None and len(printed.split()) >= _MIN_SENTENCE_WORDS


def _goes_on_behind_comma(text: str) -> bool:
    """Return whether a sentence goes on behind an office and its holder.

    >>> _goes_on_behind_comma("The mayor, Ada Brook, left on Monday after heavy rain")
    True
    >>> _goes_on_behind_comma("The Minister of State, Department of Health")
    False
    """
    w = label_words()
    behind = text.partition(",")[2].replace(",", " ").split()
    small = [
        t for t in behind if t.islower() and t not in w.particles and t not in w.roles
    ]
    return len(small) >= _MIN_SMALL_WORDS


def _has_office_behind_comma(text: str) -> bool:
    """Return whether words of offices stand behind a comma: "Mr. Hall, head of the port"."""
    w = label_words()
    behind = label_key(text.partition(",")[2]).split()
    return any(t in w.roles or t in w.role_words for t in behind)


@lru_cache(maxsize=_CACHED_LABELS)
def _may_end_in_full_stop(printed: str) -> bool:
    """Return whether words that end in a full stop can be a label.

    A sentence may be as short as a name, so it must have a form of address, be in
    capitals, or be the chair's label.
    """
    text = without_brackets(printed)
    if is_unnamed_voice(printed) or is_crowd(printed) or _is_office_and_holder(text):
        return True
    tokens = text.replace(",", " ").split()
    first = tokens[0].casefold().strip(".")
    name = text.partition(",")[0].split()
    if first in label_words().honorifics and len(tokens) > 1:
        # "Judge Novak served as Counsel." names him, and goes on.
        # "Madam Hall, this lamp is quite heavy." calls her.
        says = _goes_on_behind_comma(text) and not _has_office_behind_comma(text)
        return len(name) <= 12 and not (says or any(map(_is_of_sentences, name)))
    initialled = _INITIALS_LAST.fullmatch(" ".join(name)) or is_initialled(text)
    noted = INITIALLED_IN_PARTY.fullmatch(printed) or CAPITALS_IN_PARTY.fullmatch(
        printed
    )
    if initialled or noted:
        return True
    short = 1 < len(name) <= 4 and all(token[:1].isupper() for token in name)
    if first in label_words().roles and short:
        # "Secretary Lindqvist." names an office and its holder; a sentence goes on.
        return not _goes_on_behind_comma(text) or _has_office_behind_comma(text)
    if first in label_words().leading_articles and len(name) > 1:
        told = any(map(_is_all_capitals, name[1:])) or first not in {"a", "o"}
        return told and not _goes_on_behind_comma(text)
    # Initials beside a surname in capitals say nothing either way.
    name = [token for token in name if sum(map(str.isalpha, token)) > 1]
    if len(name) > 1 and name[0].isupper() and len(name[0]) == _PARTICLE_CHARS:
        name = name[1:]  # "LO CASTRO"
    return (
        bool(name)
        and _is_all_capitals(name[0])
        and sum(map(_is_all_capitals, name)) * 2 > len(name)
    )


def _is_office_and_holder(text: str) -> bool:
    """Return whether a label is "Mme la ministre chargée des Ponts, Anne Roux"."""
    found = split_description(text) if "," in text else None
    words = label_key(found[1]).split() if found else []
    return any(word in label_words().roles for word in words[:3])


def _is_of_sentences(token: str) -> bool:
    """Return whether a word in small letters is in no name and no office."""
    w, bare = label_words(), token.strip(".")
    known = bare in w.role_words or bare in w.academic_titles
    return token.islower() and not known


_INITIALS_LAST = re.compile(
    r"(?:[^\W\d_]+['’])?[^\W\d_]{2,}(?:-[^\W\d_]+)?\s[^\W\d_](?:\.?\s|\.)[^\W\d_]\.?"
)


def _is_all_capitals(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    # "McCONNELL" is written in capitals too.
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= len(letters) - 1


def support_joint(found: Sequence[ScoredLabel]) -> list[ScoredLabel]:
    """Raise the scores of labels of several people to those of their own labels.

    "Ada & Tom: …" comes back where "Ada: …" does.
    """
    joint: dict[str, JointLabel] = {}
    if any(may_be_joint(one.label.printed) for one in found):
        joint = joint_labels(one.label.printed for one in found)
    if not joint:
        return list(found)
    scores: defaultdict[tuple[str, Ending], float] = defaultdict(float)
    for one in found:
        place = one.key, one.label.ending
        scores[place] = max(scores[place], one.score)
    raised = []
    for one in found:
        people = joint[one.label.printed].people if one.label.printed in joint else ()
        keys = [label_key(person) for person in people]
        own = [scores.get((key, one.label.ending), 0.0) for key in keys]
        least = min(filter(None, own), default=0.0)
        raised.append(
            replace(one, score=max(one.score, least), key=keys[own.index(least)])
            if least
            else one
        )
    return raised


def boost_recurring(found: list[ScoredLabel]) -> list[ScoredLabel]:
    """Raise the scores of labels that recur: names do, headings do not."""
    kinds = [(one.label.ending, one.key) for one in found]
    times = Counter(kinds)
    bonus = {1: 0.0, 2: 0.15, 3: 0.3}
    scores = [
        min(1.0, one.score + bonus.get(times[kind], 0.45))
        for one, kind in zip(found, kinds, strict=True)
    ]
    return [
        one if score == one.score else one.with_score(score)
        for one, score in zip(found, scores, strict=True)
    ]


def goes_on_small(one: ScoredLabel, lines: Sequence[Line]) -> bool:
    """Return whether a small letter stands behind a possible label."""
    return lines[one.line].text[one.label.end :].lstrip()[:1].islower()


def lower_continued(
    found: list[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Lower the scores of single labels before small letters, where others have capitals.

    "Listen to the keeper, Tom Ferro: he said …" is a sentence that goes on.
    """
    times = Counter(one.key for one in found)
    colons = {one.line for one in found if one.label.ending is COLON_ENDING}
    capital = {
        one.line
        for one in found
        if one.label.ending is COLON_ENDING and not goes_on_small(one, lines)
    }
    small = colons - capital
    continued = {
        one.line for one in found if one.line in small and goes_on_small(one, lines)
    }
    if not continued or len(continued) > _MAX_CONTINUED * len(colons):
        return found
    return [
        replace(one, score=one.score - _CONTINUED_MALUS)
        if one.line in continued and times[one.key] == 1
        else one
        for one in found
    ]
