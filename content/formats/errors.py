"""The one way a document can fail to be read."""


class UnreadableDocument(Exception):  # noqa: N818 - said so in every message to people
    """Say why a document cannot be read and what to do next."""
