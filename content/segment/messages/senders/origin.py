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
    """Who sent a text, and how sure that is; nobody where the name is empty."""

    name: str = ""
    confidence: float = DOUBTFUL
