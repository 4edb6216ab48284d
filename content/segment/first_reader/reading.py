"""What the first reader makes of a document, for the second to weigh."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.written_messages import Medium
from content.segment.line_roles.roles import Roles
from content.segment.lines import Line
from content.segment.pieces import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReading:
    """What the first reader made of a document, for the second to weigh.

    Attributes:
        rest: The block with which the next part has to start; None for the next block.
        medium: Where it was written, if every message has a writer.
        roles: What its lines look like.
    """

    pieces: list[Piece]
    lines: list[Line]
    labels: Mapping[int, ScoredLabel]
    rest: int | None = None
    medium: Medium | None = None
    roles: Roles = field(default_factory=dict)
