"""Who sent a text, and how sure that is."""

from dataclasses import dataclass

SURE = 0.95
LIKELY = 0.86
UNSURE = 0.7
"""The second reader says whether that is served."""
DOUBTFUL = 0.6
"""A person has to check it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who sent a text, and how sure that is; nobody where the name is empty.

    Attributes:
        doubted: Whether small signs speak against it, so that a person has to check it,
            whatever else follows from how sure the rules are.
    """

    name: str = ""
    confidence: float = DOUBTFUL
    doubted: bool = False
