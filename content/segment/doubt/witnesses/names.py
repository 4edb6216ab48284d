"""Witnesses about the name of a speaker: who holds it, and whether in this form."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from content.reasons import (
    ANOTHER_IS_NAMED,
    HEADLINE_NAMES_ANOTHER,
    MAY_BE_NO_PERSON,
    NAME_IS_BENT,
    NAME_IS_COMMON,
    NAME_IS_CUT,
)
from content.segment.basis import Basis
from content.segment.doubt.names.signs import OF_SPEAKER
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.doubt.witnesses.labels import label_once
from content.segment.kinds import MESSAGE
from content.segment.labels.evidence import MIN_SCORE
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.names.name_score import is_unnamed_voice
from content.segment.result import SegmentKind
from content.segment.turns.bare_labels import is_answer_label
from content.segment.voices.one_speech.interruptions import CALLED_OUT

_ENOUGH = 2


def _own(reading: Reading, turn: Turn) -> Iterator[tuple[str, int]]:
    """Yield the pieces in which a named person speaks, without what is read out.

    "Question" needs no name; without a label, any other voice does. Of the sender of
    what is read out where people have labels other witnesses speak.
    """
    for n in range(turn.start, turn.end):
        piece = reading.pieces[n]
        if not piece.speaker or not piece.spoken or piece.read_by:
            continue
        if piece.kind is MESSAGE and reading.labels:
            continue
        voice = turn.label is not None or piece.kind is SegmentKind.QUESTION
        if not (voice and is_unnamed_voice(piece.speaker)):
            yield piece.speaker, n


def _labelled(reading: Reading) -> Iterator[tuple[str, int, ScoredLabel]]:
    for turn, label in reading.labelled:
        for name, n in _own(reading, turn):
            yield name, n, label


def _unlabelled(reading: Reading) -> Iterator[tuple[str, int]]:
    for turn in reading.turns:
        if turn.label is None:
            yield from _own(reading, turn)


def _unlabelled_where(
    reading: Reading, holds: Callable[[str], object]
) -> Iterator[Span]:
    """Yield words without a label given to a name of which something holds."""
    told: dict[str, bool] = {}
    for name, n in _unlabelled(reading):
        if name not in told:
            told[name] = bool(holds(name))
        if told[name]:
            yield n, n + 1


def _count(reading: Reading, name: str, label: ScoredLabel) -> int:
    """Return how many signs hold the name of whoever speaks under a label."""
    signs = reading.names
    own = signs.of_label(name, label)
    if not signs.is_in_label(name, label):
        # The label has an office: who holds it, other places tell.
        return len(signs.of_text(name)) + bool(own)
    if len(own) >= _ENOUGH:
        return len(own)
    text = signs.of_text(name, labelled=True)
    # A lone label is a sign where the page speaks of its speaker, too.
    return len(own) + len(text) + (not text.isdisjoint(OF_SPEAKER))


@opposes("only its label has the name, and no other sign agrees")
def name_has_one_sign(reading: Reading) -> Iterator[Span]:
    """Find words under a label whose name nothing else in the document holds.

    A weak label that is not plainly a name needs more than that others look like it.
    """
    count = lru_cache(maxsize=4096)(lambda name, label: _count(reading, name, label))
    odd = {start for start, _ in label_once.spans(reading)}
    for turn, label in reading.labelled:
        weak = label.score < MIN_SCORE and turn.start in odd
        few: dict[str, bool] = {}
        for name, n in _own(reading, turn):
            if name not in few:
                few[name] = weak or count(name, label) < _ENOUGH
            if few[name]:
                yield n, n + 1


@opposes("only one place of the page names who speaks")
def author_has_one_sign(reading: Reading) -> Iterator[Span]:
    """Find words without a label whose speaker one place of the page names."""
    signs = reading.names
    yield from _unlabelled_where(reading, lambda n: len(signs.of_text(n)) < _ENOUGH)


def _printed(reading: Reading) -> set[str]:
    """Return the names that the labels of a document have, also of labels read by another sign.

    So has a line that names who holds an office: its head, in the nominative.
    """
    names = {
        name
        for turn, label in reading.labelled
        for name in {name for name, _ in _own(reading, turn)}
        if name.casefold() in label.label.printed.casefold()
    }
    return names | {
        piece.speaker
        for piece in reading.pieces
        if piece.speaker
        and (
            piece.reason.basis is Basis.HOLDER
            or (piece.label and piece.speaker.casefold() in piece.label.casefold())
        )
    }


@opposes(NAME_IS_BENT, decides=True)
def name_may_be_bent(reading: Reading) -> Iterator[Span]:
    """Find words without a label whose speaker's name may be in another case.

    A label that has the name shows how it is written.
    """
    names, printed = reading.names, _printed(reading)
    yield from _unlabelled_where(
        reading, lambda name: name not in printed and not names.forms.is_upright(name)
    )


@opposes(NAME_IS_CUT, decides=True)
def name_may_be_cut(reading: Reading) -> Iterator[Span]:
    """Find words without a label whose speaker's name has not two words.

    What a label has is all of the name that the page prints.
    """
    forms, printed = reading.names.forms, _printed(reading)
    yield from _unlabelled_where(
        reading, lambda name: name not in printed and not forms.is_whole(name)
    )


@opposes(NAME_IS_COMMON, decides=True)
def name_has_common_word(reading: Reading) -> Iterator[Span]:
    """Find words without a label whose speaker's name has words with small letters."""
    yield from _unlabelled_where(reading, reading.names.forms.has_common_word)


@opposes(MAY_BE_NO_PERSON, decides=True)
def may_be_no_person(reading: Reading) -> Iterator[Span]:
    """Find words without a label given to a name that nothing shows to be a person's."""
    signs = reading.names
    yield from _unlabelled_where(
        reading,
        lambda name: not (signs.is_shown_as_person(name) or signs.forms.is_body(name)),
    )


@opposes(ANOTHER_IS_NAMED)
def another_is_named(reading: Reading) -> Iterator[Span]:
    """Find words without a label where as many places of the page name somebody else.

    A body whose text a page prints does not write the page. Of two who each sign a text
    there, neither may have written the other's.
    """
    names = reading.names
    signers = {
        piece.speaker
        for piece in reading.pieces
        if piece.reason.basis is Basis.SIGNATURE
    }

    def has_rival(name: str) -> bool:
        rivals = set() if names.forms.is_body(name) else {*names.rivals(name)}
        return bool(rivals - signers if name in signers else rivals)

    yield from _unlabelled_where(reading, has_rival)


_BESIDE_SPEECH = frozenset((Basis.LINE_ABOVE, Basis.TAG))


@opposes(HEADLINE_NAMES_ANOTHER, decides=True)
def headline_has_another(reading: Reading) -> Iterator[Span]:
    """Find words without a label where a headline's "Speech by …" names somebody else.

    Where several speak, each below a line of its own, one is the first; and neither who
    calls out during the speech nor whom a report of it quotes gives it. Nor does who answers
    the letter that the page prints above.
    """
    others = reading.names.other_authors
    printed = next(
        (
            n
            for n, piece in enumerate(reading.pieces)
            if piece.kind is MESSAGE and piece.speaker and not others(piece.speaker)
        ),
        len(reading.pieces),
    )
    for start, end in _unlabelled_where(reading, others):
        piece, reason = reading.pieces[start], reading.pieces[start].reason
        answers = (
            start > printed
            and piece.kind is MESSAGE
            and reason.basis in {Basis.SENDER, Basis.SIGNATURE}
        )
        beside = reason.basis in _BESIDE_SPEECH or reason.words == CALLED_OUT
        if not (beside or answers):
            yield start, end


@opposes("elsewhere the name stands without its first word")
def name_is_shorter_elsewhere(reading: Reading) -> Iterator[Span]:
    """Find words of speakers whose name of three words or more is shorter elsewhere."""
    shorter = lru_cache(maxsize=4096)(reading.names.forms.is_shorter_elsewhere)
    for turn in reading.turns:
        for name, n in _own(reading, turn):
            if shorter(name):
                yield n, n + 1


@opposes("the label has no name, and few places name who this is")
def holder_is_named_once(reading: Reading) -> Iterator[Span]:
    """Find words under an office or initials of whom one place tells whose they are."""
    for name, n, label in _labelled(reading):
        signs = reading.names
        if not signs.is_in_label(name, label) and len(signs.of_text(name)) < _ENOUGH:
            yield n, n + 1


@opposes(
    "its label only marks an answer, and who answers is not made out", decides=True
)
def answer_is_unnamed(reading: Reading) -> Iterator[Span]:
    """Find words of whoever is called as the letter before answers, "A"."""
    for turn, label in reading.labelled:
        if label.label.ending is Ending.LETTER:
            for n in range(turn.start, turn.end):
                piece = reading.pieces[n]
                if piece.spoken and is_answer_label(piece.speaker or ""):
                    yield n, n + 1


WITNESSES: tuple[Witness, ...] = (
    name_has_one_sign,
    author_has_one_sign,
    name_may_be_bent,
    name_may_be_cut,
    name_has_common_word,
    may_be_no_person,
    another_is_named,
    headline_has_another,
    name_is_shorter_elsewhere,
    holder_is_named_once,
    answer_is_unnamed,
)
