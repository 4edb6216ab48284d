"""Topics: what a transcript is about, in words that were said; see docs/search.md."""

from content.topics.finding import MAX_TOPICS, RULES_VERSION, Topic, find_topics
from content.topics.merging import LibraryTopic, TopicMention, merge_topics

__all__ = [
    "MAX_TOPICS",
    "RULES_VERSION",
    "LibraryTopic",
    "Topic",
    "TopicMention",
    "find_topics",
    "merge_topics",
]
