"""A person who knows whose words a document holds says that all of it is one person's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.scoring.attribution import GoldSegment, folded_name, owners
from content.review import CannotSettleError, Review
from content.review.one_person.paragraphs import (
    format_numbers,
    forms_of,
    parse_numbers,
)
from content.segment import SegmentKind

_MIN_SHARE = 0.9
_PROSE = SegmentKind.COMMENTARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What it makes of a file that somebody says so.

    Attributes:
        at_first: The file, with the paragraphs that are taken by themselves.
        after: The file, with the right ones.
        offered: Whether the file offered the right name.
        at_once: Whether the paragraphs that are taken by themselves were right.
    """

    at_first: Review
    after: Review
    offered: bool
    at_once: bool

    @property
    def answers(self) -> int:
        """How many answers that took: the name, and other paragraphs."""
        return 1 if self.at_once else 2


def say_whose(review: Review, gold: Sequence[GoldSegment]) -> Said | None:
    """Return what the answer makes of a file; None where nobody would give it.

    It is given where a file is offered as one person's, and is one's page.
    """
    own = _one_speaker(gold)
    if not own or not review.may_be_one_persons:
        return None
    names = {folded_name(name) for name in own}
    people = [one for one in review.likely_people if folded_name(one) in names]
    name = (*people, own[0])[0]
    paragraphs = review.paragraphs
    forms = forms_of(name, review.transcript)
    held = owners(gold, [one.text for one in paragraphs])
    wanted = [
        n
        for n, (one, owner) in enumerate(zip(paragraphs, held, strict=True))
        if one.can_be(forms) and owner and owner.most_common(1)[0][0] == own[0]
    ]
    try:
        made = review.give_all(name)
        at_first = Review(made.text)
        at_once = parse_numbers(made.step.paragraphs) == wanted
        if not at_once:
            made = review.give_all(name, format_numbers(wanted))
    except CannotSettleError:
        return None
    return Said(
        at_first=at_first,
        after=Review(made.text),
        offered=bool(people),
        at_once=at_once,
    )


def _one_speaker(gold: Sequence[GoldSegment]) -> Sequence[str]:
    """Return the names of whose page it is; empty for nobody.

    They say nearly all that nobody reads out, and most of what the page holds: of minutes
    with one statement nobody would say so.
    """
    said: Counter[str] = Counter()
    for one in gold:
        if one.names and one.kind is not SegmentKind.MESSAGE:
            said[one.names[0]] += len(one.text)
    if not said:
        said.update({o.names[0]: len(o.text) for o in gold if o.names})
    [(first, most)] = said.most_common(1) or [("", 0)]
    held = sum(len(one.text) for one in gold if one.names or one.kind is _PROSE)
    if not first or most < _MIN_SHARE * said.total() or 2 * most < held:
        return ()
    return next(one.names for one in gold if one.names[:1] in ([first], (first,)))
