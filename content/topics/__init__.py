"""Topics: what a transcript is about, in words that were said; see docs/search.md."""

from content.topics.finding import MOST, RULES, Topic, find_topics
from content.topics.merging import Entry, Merged, merge

__all__ = ["MOST", "RULES", "Entry", "Merged", "Topic", "find_topics", "merge"]
