"""Play a person who looks only at the names of each document's voices, and score it.

    python -m bench.cast [DIR …] [--first-runs] [--each]

DIRs hold documents and gold files, as `bench.segmentation` reads them. The person knows
whose words each voice holds: a voice most of whose words nobody says is nobody's, one
that the gold calls otherwise is renamed, and two of one person are made one. Who spoke
under a wrong label stays there. Then the person teaches labels: where two lines or more
start with one that nobody took for a label, one of them is shown, voices that are none are
taken out of what is found, and the names are looked at again. Printed is how much is
served rightly and wrongly before, after names, and after labels, and how many answers it
took.

A second table has the documents that are offered as one person's words, where one person
says most of it, and nearly all but what is read out: once that is said (with the paragraphs, where those
that are taken by themselves are others), the names are looked at. It has how often the
right name was offered, how often the paragraphs were right at once, and what is served
wrongly and rightly before, after names alone, and after both.

`--first-runs` takes what the first readers of older commits made of sets that they had
not seen (`bench.documents.blind_runs`), weighed as today.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.documents.blind_runs import FirstFound, blind_runs
from bench.scoring.attribution import (
    GoldSegment,
    LineStart,
    Score,
    folded_name,
    line_starts,
    owners,
    score,
    word_offset,
)
from bench.scoring.one_person import Said, say_whose
from bench.segmentation import folder_cases
from content.document import Document, UnreadableDocumentError
from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.model import Transcript
from content.review import (
    CannotSettleError,
    CastAnswer,
    CastChoice,
    CastVoice,
    Review,
    TaughtVoice,
)
from content.segment import Segment, SegmentKind, segment
from content.segment.doubt.messages import trust_messages
from content.segment.doubt.second_reader import weigh
from content.segment.doubt.whole.verdict import weigh_whole
from content.segment.labels.shapes.written_messages import Medium
from content.segment.pieces import merge_pieces
from content.transcript_file import serialize

_DOUBTED, _SURE = 0.5, 1.0
_MAX_LABELS, _MIN_TURNS = 8, 2
_OPENERS = ' \u3000"“„«([「『'
"""What may stand between a label and the first word under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of one document.

    Attributes:
        answers: How many the person gave about names.
        voices: How many they looked at.
        labels: How many labels the person showed.
        offered: How many of these the file offered.
        label_answers: How many answers labels took, with those about names after them.
        after: What names make of it.
        taught: What names and labels make of it.
        one_persons: What it makes of it that it is one person's; None where it is not.
    """

    group: str
    label: str
    answers: int
    voices: int
    before: Score
    after: Score
    labels: int
    offered: int
    label_answers: int
    taught: Score
    one_persons: "OnePersons | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePersons:
    """What became of a document once somebody said that all is one person's.

    Attributes:
        said: What they said.
        answers: How many answers that took, with those about names after them.
        at_first: What the first of them makes of it.
        after: What they make of it.
    """

    said: Said
    answers: int
    at_first: Score
    after: Score


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, metavar="DIR", nargs="*")
    parser.add_argument("--first-runs", action="store_true")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    played: list[Played] = []
    for folder in options.folders:
        played += _read_now(folder)
    if options.first_runs:
        played += (_first_run(found) for found in blind_runs())
    if not played:
        parser.error("name a folder of documents with gold files, or --first-runs")
    if options.each:
        for one in played:
            changed = f"{_figures([one])}  {one.label}"
            print(changed)
    groups: defaultdict[str, list[Played]] = defaultdict(list)
    for one in played:
        groups[one.group].append(one)
    print(_HEADINGS)
    for group, own in groups.items():
        print(f"{_figures(own)}  {group}")
    print(f"{_figures(played)}  all")
    _print_one_persons(played)
    return 0


_HEADINGS = (
    " docs voices answers labels (offered) answers"
    "  served wrong before, after names, after labels"
    "        right before, after names, labels     lost"
)


def _figures(played: Sequence[Played]) -> str:
    """Return a row of figures; characters are letters and digits."""
    answers, voices = sum(o.answers for o in played), sum(o.voices for o in played)
    labels, offered = sum(o.labels for o in played), sum(o.offered for o in played)
    more = sum(o.label_answers for o in played)
    scores = [[getattr(o, k) for o in played] for k in ("before", "after", "taught")]
    wrong = [sum(map(_wrong_served, own)) for own in scores]
    right = [sum(map(_right_served, own)) for own in scores]
    lost = [sum(o.lost for o in own) for own in scores]
    shares = (w / max(1, w + r) for w, r in zip(wrong, right, strict=True))
    cells = [f"{w:9,} {share:5.1%}" for w, share in zip(wrong, shares, strict=True)]
    return (
        f"{len(played):5} {voices:6} {answers:7} {labels:6} {offered:9} {more:7} "
        f"{' '.join(cells)} {' '.join(f'{r:9,}' for r in right)}"
        f" {lost[1] - lost[0]:+7,} {lost[2] - lost[0]:+7,}"
    )


def _print_one_persons(played: Sequence[Played]) -> None:
    """Print what became of documents that are one person's."""
    own = [(one, one.one_persons) for one in played if one.one_persons]
    if not own:
        return
    offered = sum(each.said.offered for _, each in own)
    at_once = sum(each.said.at_once for _, each in own)
    answers = (sum(one.answers for one, _ in own), sum(each.answers for _, each in own))
    print(
        f"\n{len(own)} are one person's: name offered {offered}, paragraphs right at "
        f"once {at_once}; answers about names alone {answers[0]}, with this one "
        f"{answers[1]}"
    )
    stages = {
        "before": [one.before for one, _ in own],
        "names alone": [one.after for one, _ in own],
        "one person's, with paragraphs taken by themselves": [
            each.at_first for _, each in own
        ],
        "one person's, then names": [each.after for _, each in own],
    }
    for stage, scores in stages.items():
        wrong, right = (
            sum(map(count, scores)) for count in (_wrong_served, _right_served)
        )
        spoken = sum(one.spoken for one in scores)
        share = wrong / max(1, wrong + right)
        print(
            f"{wrong:9,} wrong {share:6.1%} {right:9,} right ({right / spoken:.1%} of "
            f"what is said)  {stage}"
        )


def _wrong_served(scored: Score) -> int:
    return scored.given - scored.right - scored.wrong_doubted


def _right_served(scored: Score) -> int:
    return scored.given - scored.doubted - _wrong_served(scored)


def _read_now(folder: Path) -> Iterator[Played]:
    for case in folder_cases(folder):
        if case.gold is None:
            continue
        try:
            document = read_document(case.data, case.name)
        except UnreadableDocumentError as error:
            print(f"{case.name}: {error}", file=sys.stderr)
            continue
        yield play(folder.name, case.label, case.gold, document, segment(document))


def _first_run(found: FirstFound) -> Played:
    given = (found.lines, found.labels, found.document)
    weighed = weigh_whole(weigh(found.pieces, *given), *given)
    segments = merge_pieces(trust_messages(weighed, found.pieces, Medium.CHAT))
    return play(found.group, found.label, found.gold, found.document, segments)


def play(
    group: str,
    label: str,
    gold: Sequence[GoldSegment],
    document: Document,
    segments: Sequence[Segment],
) -> Played:
    """Return what a person who knows the gold makes of a document's voices."""
    text = serialize(draft_transcript(segments, document, name=label))
    review = Review(text)
    before, voices = review.transcript, len(review.cast)
    review, answers = _with_names(review, gold)
    after = review.transcript
    labels = offered = label_answers = 0
    tried: set[str] = set()
    while labels < _MAX_LABELS and (shown := _show_label(review, gold, tried)):
        labels, offered = labels + 1, offered + shown.offered
        review, more = _with_names(shown.after, gold)
        label_answers += shown.answers + more
    said = say_whose(Review(text), gold)
    if said:
        last, more = _with_names(said.after, gold)
        one_persons = OnePersons(
            said=said,
            answers=said.answers + more,
            at_first=score(gold, _segments(said.at_first.transcript)),
            after=score(gold, _segments(last.transcript)),
        )
    return Played(
        group=group,
        label=label,
        answers=answers,
        voices=voices,
        before=score(gold, _segments(before)),
        after=score(gold, _segments(after)),
        labels=labels,
        offered=offered,
        label_answers=label_answers,
        taught=score(gold, _segments(review.transcript)),
        one_persons=one_persons if said else None,
    )


def _with_names(review: Review, gold: Sequence[GoldSegment]) -> tuple[Review, int]:
    """Return the review after all names are put right, and how many answers it took."""
    answers = 0
    while answered := _answered(review, gold):
        review, answers = answered, answers + 1
    for name in [voice.name for voice in review.cast]:
        # Enter says that all are right.
        voice = next(each for each in review.cast if each.name == name)
        made = review.recast(voice.id, CastAnswer(CastChoice.RIGHT))
        review = Review(made.text)
    return review, answers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What a label makes of a file that a person has shown."""

    after: Review
    offered: bool
    answers: int


def _show_label(
    review: Review, gold: Sequence[GoldSegment], tried: set[str]
) -> _Shown | None:
    """Show the first label that nobody took for one; None where there is none.

    Args:
        review: Of the file.
        gold: Who speaks.
        tried: Labels that were shown, or found to be none; more come to it.
    """
    lines = review.text_lines
    starts = line_starts(gold, [line.text for line in lines])
    called = _called(gold)
    for place, (line, start) in enumerate(zip(lines, starts, strict=True)):
        given = folded_name(review.transcript.turns[line.turn].speaker or "")
        if not start.owner or given in called[start.owner]:
            continue
        typed, above = "", lines[place - 1] if place else None
        if start.words and line.starts:
            typed = line.text[: word_offset(line.text, start.words)].rstrip(_OPENERS)
        elif above and above.turn == line.turn and not starts[place - 1].known:
            typed = above.text if above.starts else ""
        if not typed or typed in tried:
            continue
        tried.add(typed)
        try:
            found = review.find_label(typed)
        except CannotSettleError:
            continue
        none = {n for n, v in enumerate(found.voices) if not _speaks(v, starts)}
        left_out = sum(len(found.voices[n].lines) for n in none)
        if found.turns - left_out < _MIN_TURNS:
            continue
        try:
            made = review.teach(typed, left_out=none.__contains__)
        except CannotSettleError as error:
            print(f"{typed}: {error}", file=sys.stderr)
            continue
        own = {one.place for voice in found.voices for one in voice.lines}
        offered = any(
            one.place in own
            for each in review.likely_labels
            for voice in each.voices
            for one in voice.lines
        )
        # The label, each voice that is none, and Enter.
        answers = 2 + len(none)
        return _Shown(after=Review(made.text), offered=offered, answers=answers)
    return None


def _speaks(voice: TaughtVoice, starts: Sequence[LineStart]) -> bool:
    """Return whether somebody speaks under most labels of a voice."""
    spoken = 0
    for one in voice.lines:
        start = starts[one.place]
        if not start.known and one.place + 1 < len(starts):
            start = starts[one.place + 1]
        spoken += bool(start.owner)
    return 2 * spoken > len(voice.lines)


def _answered(review: Review, gold: Sequence[GoldSegment]) -> Review | None:
    """Return the review after the first answer that is needed; None for none."""
    turns = [turn for turn in review.transcript.turns if turn.speaker]
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    owned = owners(gold, [turn.text for turn in turns])
    for turn, own in zip(turns, owned, strict=True):
        held[turn.speaker or ""].update(own)
    called = _called(gold)
    found: dict[str, CastVoice] = {}
    for voice in review.cast:
        own = held[voice.name]
        owner = _who_it_is(voice.name, own, called)
        if owner is None:
            continue
        if not owner:
            answer = CastAnswer(CastChoice.COMMENTARY)
        elif owner in found:
            answer = CastAnswer(CastChoice.SAME, found[owner].name)
        elif folded_name(voice.name) not in called[owner]:
            answer = CastAnswer(CastChoice.RENAME, owner)
        else:
            found[owner] = voice
            continue
        try:
            made = review.recast(voice.id, answer)
        except CannotSettleError as error:
            print(f"{voice.name}: {error}", file=sys.stderr)
            continue
        return Review(made.text)
    return None


def _called(gold: Sequence[GoldSegment]) -> dict[str, set[str]]:
    """Return what everybody may be called, by the first name that the gold has."""
    return {one.names[0]: set(map(folded_name, one.names)) for one in gold if one.names}


def _who_it_is(
    name: str, held: Counter[str], called: Mapping[str, Collection[str]]
) -> str | None:
    """Return whose name a voice should have; empty for nobody's, None for no words.

    A name is right if anybody has it who says some of the words: who else speaks under
    it, a list of names does not show.
    """
    if not held.total():
        return None
    most, _ = held.most_common(1)[0]
    if not most:
        return ""
    right = (one for one in held if one and folded_name(name) in called[one])
    return next(right, most)


def _segments(transcript: Transcript) -> list[Segment]:
    """Return turns as segmentation gives them, for a score."""
    return [
        Segment(
            kind=SegmentKind(turn.kind.value),
            text=turn.text,
            line=1,
            speaker=turn.speaker,
            read_by=turn.read_by,
            confidence=_DOUBTED if turn.doubt else _SURE,
        )
        for turn in transcript.turns
    ]


if __name__ == "__main__":
    sys.exit(main())
