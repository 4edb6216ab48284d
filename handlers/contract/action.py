"""What a button says: a command, an excerpt, a page and words in 64 bytes."""

from dataclasses import dataclass

LIMIT = 64
"""Bytes that Telegram allows in a button's data; the narrowest of the platforms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Name what pressing a button asks for; it holds no state, so it works for ever.

    Attributes:
        command: A command's name.
        words: The command's words; longer ones are kept in storage and named by a key.
        excerpt: An excerpt id, or empty.
        page: Counted from 0.
    """

    command: str
    words: str = ""
    excerpt: str = ""
    page: int = 0

    def encode(self) -> str:
        """Write the action as ``command:excerpt:page:words``.

        Raises:
            ValueError: The result is over `LIMIT` bytes of UTF-8.
        """
        page = str(self.page) if self.page else ""
        data = f"{self.command}:{self.excerpt}:{page}:{self.words}"
        if len(data.encode()) > LIMIT:
            raise ValueError(f"a button's data takes at most {LIMIT} bytes: {data!r}")
        return data

    @staticmethod
    def room(command: str) -> int:
        """Return how many bytes of words fit beside an excerpt id and a page."""
        return LIMIT - len(command.encode()) - len(":XXXXXXXX:9999:")

    @classmethod
    def decode(cls, data: str) -> "Action":
        """Read what `encode` wrote.

        Raises:
            ValueError: It was not written by `encode`.
        """
        parts = data.split(":", 3)
        if len(parts) != 4 or not parts[0] or not (parts[2] or "0").isdecimal():
            raise ValueError(f"not a button of ours: {data!r}")
        command, excerpt, page, words = parts
        return cls(command=command, excerpt=excerpt, page=int(page or 0), words=words)
