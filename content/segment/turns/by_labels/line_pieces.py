"""The pieces that lines become: their kind, whose they are, and how surely."""

import sys
from typing import NamedTuple, Protocol

from content.language.word_lists import all_entries
from content.reasons import under_label
from content.segment.basis import Basis, Reason
from content.segment.kinds import (
    COMMENT_BLOCK,
    HEADING_BLOCK,
    POST_BLOCK,
    QUOTE_BLOCK,
    RULE_BLOCK,
)
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line, parts_texts
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.name_score import is_crowd, label_key
from content.segment.names.words import label_words
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.unspoken.chat_lines import is_bot
from content.segment.turns.unspoken.lists_and_counts import is_name_list
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

_BELOW_RECORD = "below a line of the record"
_BELOW_SECTION = "below the number of a section of the record"
_BELOW_FIELD, _LED_DOUBT = 0.4, 0.6


class Speakers(Protocol):
    """Who the labels of a document mean."""

    def __getitem__(self, printed: str) -> SpeakerName:
        """Return the name and role of a label."""


class Attribution(NamedTuple):
    """What a line is, and whose, as the label above it or its own form tells."""

    kind: SegmentKind
    reason: Reason
    speaker: str | None = None
    confidence: float = 1.0


def piece_of(
    line: Line, body: str, *, turn: int, given: Attribution, label: str = ""
) -> Piece:
    """Return the piece that a line becomes.

    Args:
        line: The line.
        body: Its words, without a label.
        turn: The number of the label above it; negative where its words are not under it.
        given: Its kind, and whose it is.
        label: What the document prints before it to say who speaks.
    """
    comment = line.kind is COMMENT_BLOCK
    written = comment or line.kind is POST_BLOCK
    nested = line.kind is QUOTE_BLOCK and line.level > 1
    leveled = nested or line.kind is HEADING_BLOCK
    return Piece(
        text=line.printed(body),
        block=line.block,
        line=line.number,
        kind=given.kind,
        turn=turn,
        speaker=given.speaker,
        confidence=given.confidence,
        reason=given.reason,
        label=label,
        quoted=line.kind is QUOTE_BLOCK,
        italic=line.italic > 0 and line.italic >= len(line.text.rstrip()),
        rule=line.kind is RULE_BLOCK or parts_texts(body),
        ruled=line.ruled,
        depth=line.level if comment or leveled else 0,
        author=line.author if written else "",
        date=line.date if written else "",
    )


def below_field(piece: Piece) -> Piece:
    """Return words below a field of the record: nobody's, unless somebody speaks there.

    They may be the last speaker's again, or anybody's; so a person must check.
    """
    if SPOKEN_WORDS.is_in(piece.text) and not is_name_list(piece.text):
        return doubted(piece, _BELOW_FIELD, _BELOW_RECORD)
    return unattribute(piece, SegmentKind.COMMENTARY, _BELOW_RECORD)


def below_section(piece: Piece, *, led: bool) -> Piece:
    """Return words below the number of a section: the clerk's, unless somebody speaks there.

    What a colon leads to may be a text of somebody's.
    """
    if FIRST_PERSON.is_in(piece.text):
        return doubted(piece, _BELOW_FIELD, _BELOW_SECTION)
    sure = _LED_DOUBT if led else 1.0
    return unattribute(piece, SegmentKind.COMMENTARY, _BELOW_SECTION, sure)


def label_heading(label: str, line: Line, turn: int) -> Piece:
    """Return a label without words as a heading."""
    reason = Reason("a label without words")
    given = Attribution(kind=SegmentKind.HEADING, reason=reason)
    return piece_of(line, label, turn=turn, given=given)


def attribution_under(found: ScoredLabel, speakers: Speakers) -> Attribution:
    """Return whose the words under a label are."""
    printed = found.label.printed
    if is_crowd(printed):
        return Attribution(kind=SegmentKind.STAGE, reason=Reason("many voices at once"))
    if is_bot(printed) and found.label.ending in {Ending.TIME, Ending.ANGLE}:
        return Attribution(kind=SegmentKind.STAGE, reason=Reason("a program's message"))
    name = speakers[found.label.with_holder]
    folded = printed.casefold().strip(" .:")
    asks = (
        name.name == "Question"
        or label_key(printed) in label_words().questions
        or folded in label_words().unnamed_speakers
        or folded.endswith(all_entries("labels.reporters_behind"))
    )
    ending = found.label.ending
    tagged = ending is Ending.VOICE
    return Attribution(
        kind=SegmentKind.QUESTION if asks else SegmentKind.SPEECH,
        speaker=name.name,
        confidence=1.0 if tagged else round(min(1.0, 0.4 + 0.6 * found.score), 2),
        # Kept once for all turns of a label.
        reason=Reason(sys.intern(under_label(printed, ending.value)), Basis.LABEL),
    )
