"""Witnesses about a label: whether it names a speaker, and the right one."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from statistics import median

from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, opposes, supports, turns_under
from content.segment.labels.evidence import MIN_SCORE
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.letters import ANSWER
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.strangers import described_name
from content.segment.names.name_score import (
    NAME_EDGES,
    is_capitalized,
    is_unnamed_voice,
    without_brackets,
)
from content.segment.names.offices import is_role
from content.segment.names.words import label_words

_MIN_NAME_WORDS, _MAX_NAME_WORDS = 2, 4
_SOME_LABELS, _MOST_RECUR = 4, 0.7
# No Chinese or Japanese name holds these; an office may.
_PARTS = re.compile(r"\s*[,—–]\s*|\s-\s")
_OF = re.compile("[\u3400-\u9fff][の的][\u3400-\u9fff]")


@supports("its label occurs again in the document")
def label_recurs(reading: Reading) -> Iterator[Span]:
    """Find turns under a label that the document has more than once."""
    return turns_under(reading, lambda one: reading.times[one.key] > 1)


@supports("the text mentions the name elsewhere")
def label_mentioned(reading: Reading) -> Iterator[Span]:
    """Find turns under a name whose last word stands elsewhere in the text, too."""

    def mentioned(one: ScoredLabel) -> bool:
        last = one.key.rpartition(" ")[2]
        return len(last) > 2 and last in reading.words

    return turns_under(reading, mentioned)


@supports("its label has an office or a form of address")
def label_has_office(reading: Reading) -> Iterator[Span]:
    """Find turns under a label that starts with an office or a form of address."""

    @lru_cache(maxsize=4096)
    def has_office(key: str) -> bool:
        first = key.partition(" ")[0]
        w = label_words()
        return first in w.honorifics or first in w.roles or is_unnamed_voice(key)

    return turns_under(reading, lambda one: has_office(one.key))


@supports("its label ends and looks like the document's other labels")
def label_follows_convention(reading: Reading) -> Iterator[Span]:
    """Find turns under a label of the document's most frequent look."""
    most = reading.signatures.most_common(1)
    if most and most[0][1] > 2:
        yield from turns_under(reading, lambda one: one.label.signature == most[0][0])


def _ends_in_name(tokens: Sequence[str]) -> bool:
    """Return whether two capitalized words that are no roles end a part of a label."""
    last = [token.strip(NAME_EDGES) for token in tokens[-2:]]
    return len(last) > 1 and all(
        token[:1].isupper() and not is_role(token.casefold()) for token in last
    )


@opposes("its label occurs once, and is not plainly a name")
def label_once(reading: Reading) -> Iterator[Span]:
    """Find turns under a label of its own that is neither name nor known office."""

    @lru_cache(maxsize=4096)
    def is_odd(printed: str) -> bool:
        if is_unnamed_voice(printed):
            return False
        if _OF.search(printed):
            return True
        parts = _PARTS.split(without_brackets(printed))
        if any(_ends_in_name(part.split()) for part in parts):
            return False
        tokens = [token.strip(NAME_EDGES) for token in parts[0].split()]
        small = [token for token in tokens if token[:1].islower()]
        office = any(is_role(token.casefold()) for token in tokens)
        names = all(map(is_capitalized, (t for t in tokens if t not in small)))
        if not small or office or label_words().role_words.issuperset(small):
            return not names
        return not lower

    lower = 2 * sum(one.label.printed.islower() for one in reading.labels) > len(
        reading.labels
    )
    return turns_under(
        reading,
        lambda one: (
            reading.times[one.key] == 1
            and one.key not in reading.flats
            and is_odd(one.label.printed)
        ),
    )


@opposes("its label occurs once, and nothing else in the document has the name")
def label_unsupported(reading: Reading) -> Iterator[Span]:
    """Find turns under a label that occurs once and whose name stands nowhere else.

    "ADA BROOK" and "Ada Brook, chair" are one name.
    """
    known = label_words().honorifics | label_words().roles

    def unsupported(one: ScoredLabel) -> bool:
        words = one.key.split()
        first, last = words[:1], words[-1:]
        return (
            reading.times[one.key] == 1
            and one.key not in reading.flats
            and not known.intersection(first)
            and reading.words.isdisjoint(last)
            and not is_unnamed_voice(one.label.printed)
        )

    for turn, label in reading.labelled:
        if unsupported(label) and reading.speaker_under(turn) not in reading.come_back:
            yield turn.start, turn.end


@opposes("its label reads like part of a sentence")
def label_is_sentence(reading: Reading) -> Iterator[Span]:
    """Find turns under a label with a verb, a pronoun, or many words in lower case."""
    never, known = label_words().never_in_labels, label_words().role_words

    @lru_cache(maxsize=4096)
    def is_sentence(printed: str) -> bool:
        if is_unnamed_voice(printed):
            return False
        tokens = [token.strip(NAME_EDGES) for token in printed.split()]
        small = [token for token in tokens if token[:1].islower()]
        if len(tokens) > 2 and any(token in never for token in small):
            return True
        unknown = [token for token in small if token not in known]
        office = any(is_role(token.casefold()) for token in tokens)
        return len(unknown) > 1 and not office and tokens[-1] in small

    return turns_under(reading, lambda one: is_sentence(one.label.printed))


@opposes("its label is much longer than the others")
def label_is_long(reading: Reading) -> Iterator[Span]:
    """Find turns under a label of far more words than its fellows have."""
    lengths = [key.count(" ") + 1 for key in reading.times]
    usual = median(lengths) if lengths else 0

    def is_long(one: ScoredLabel) -> bool:
        length = one.key.count(" ") + 1
        office = one.key.partition(" ")[0] in label_words().roles
        return length > max(5, 2 * usual) and not office

    return turns_under(reading, is_long)


@opposes("its label does not look like the document's other labels")
def label_unlike_others(reading: Reading) -> Iterator[Span]:
    """Find turns under a label that ends or looks as few others do."""
    rare = {
        signature
        for signature, n in reading.signatures.items()
        if 5 * n < len(reading.labels)
    }
    return turns_under(reading, lambda one: one.label.signature in rare)


@opposes("its label holds a number or a quotation mark")
def label_holds_signs(reading: Reading) -> Iterator[Span]:
    """Find turns under a label with a digit or a quotation mark in it."""
    signs = re.compile(r"[\d“”„«»\"]")
    return turns_under(
        reading,
        lambda one: (
            not one.label.stamped
            and one.label.ending is not Ending.LETTER
            and signs.search(one.label.printed) is not None
        ),
    )


@opposes("its label hardly looks like a name or an office")
def label_is_weak(reading: Reading) -> Iterator[Span]:
    """Find turns under a label that hardly looks like a name or a role.

    What marks an answer is none: who answers is known from elsewhere.
    """
    return turns_under(reading, lambda one: one.score < MIN_SCORE and one.key != ANSWER)


@opposes("the name may still hold an office, or lack a part")
def name_is_unclear(reading: Reading) -> Iterator[Span]:
    """Find words of a speaker whose name is long or holds an office and more."""
    roles = label_words().roles - label_words().honorifics
    unclear = set()
    for name, words in reading.speakers.items():
        office = words[:1] and words[0] in roles
        long = len(words) > _MAX_NAME_WORDS or "," in name
        if (long or (office and len(words) > 2)) and not parse_label(name).voice:
            unclear.add(name)
    if unclear:
        yield from _pieces_of(reading, unclear)


@opposes("the name may still begin with a part of the office")
def name_may_hold_office(reading: Reading) -> Iterator[Span]:
    """Find turns whose speaker has three words or more, cut from a longer label."""
    particles = label_words().particles

    @lru_cache(maxsize=4096)
    def is_unclear(printed: str, speaker: str) -> bool:
        tokens = [t for t in speaker.split() if t.casefold() not in particles]
        whole = [t for t in tokens if len(t.strip(NAME_EDGES)) > 1]
        folded, name = without_brackets(printed).casefold(), speaker.casefold()
        before = folded.partition(name)[0].split() if name in folded else []
        if before and before[-1].endswith(","):
            return False
        named = [t for t in before if t.strip(NAME_EDGES) not in titles]
        return len(whole) > 2 and bool(named)

    titles = label_words().titles
    yield from _turns_of(reading, is_unclear)


def _turns_of(reading: Reading, holds: Callable[[str, str], bool]) -> Iterator[Span]:
    """Yield the turns of which it holds, by the printed label and the speaker."""
    for turn, label in reading.labelled:
        speaker = reading.speaker_under(turn)
        if speaker and holds(label.label.printed, speaker):
            yield turn.start, turn.end


@opposes("another speaker's name holds this one, or is held by it")
def name_is_shared(reading: Reading) -> Iterator[Span]:
    """Find words of speakers of whom one's whole name ends another's."""
    named: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, words in reading.speakers.items():
        named[words].add(name)
    shared: set[str] = set()
    for name, words in reading.speakers.items():
        for start in range(1, len(words)):
            if shorter := named.get(words[start:]):
                shared |= {name, *shorter}
    if shared:
        yield from _pieces_of(reading, shared)


def _pieces_of(reading: Reading, names: set[str]) -> Iterator[Span]:
    for n, piece in enumerate(reading.pieces):
        if piece.speaker in names:
            yield n, n + 1


@opposes(
    "its label occurs once and is no name, where most labels come back", decides=True
)
def label_is_stray(reading: Reading) -> Iterator[Span]:
    """Find turns under a lone label of one word or with words of sentences: "Im Ernst: …".

    Nothing else has its last word, and most labels of the document recur.
    """
    if len(reading.labels) < _SOME_LABELS or reading.recurring < _MOST_RECUR:
        return
    unsupported = {start for start, _ in label_unsupported.spans(reading)}
    for turn, one in reading.labelled:
        if turn.start in unsupported and _is_stray(one.label):
            yield turn.start, turn.end


def _is_stray(label: Label) -> bool:
    """Return whether a label is plain, and its words are neither a full name nor an office."""
    bare = without_brackets(label.printed)
    tokens = [token.strip(NAME_EDGES) for token in bare.split()]
    named = any(is_role(token.casefold()) for token in tokens) or bare != label.printed
    named = named or bool(described_name(label.printed))
    plain = label.signature == (Ending.COLON, LabelStyle.PLAIN)
    w = label_words()
    # "Im Ernst", but "Von Berg" and "Recep Ali Tunç"
    small = any(
        token.casefold() in w.sentence_words
        for n, token in enumerate(tokens)
        if not n or token.islower()
    )
    first = tokens[0].casefold() if tokens else ""
    known = first in w.particles - w.surname_particles and first not in w.articles
    small = small or (known and len(tokens) == _MIN_NAME_WORDS)
    alone = len(tokens) == 1 and tokens[0][:1].isupper()
    return plain and not named and (small or alone)


WITNESSES = (
    label_recurs,
    label_mentioned,
    label_has_office,
    label_follows_convention,
    label_once,
    label_unsupported,
    label_is_sentence,
    label_is_long,
    label_unlike_others,
    label_holds_signs,
    label_is_weak,
    name_is_unclear,
    name_may_hold_office,
    name_is_shared,
    label_is_stray,
)


ODD = (
    label_once,
    label_is_sentence,
    label_is_long,
    label_unlike_others,
    label_holds_signs,
)
"""Those that say that a label may be none."""
