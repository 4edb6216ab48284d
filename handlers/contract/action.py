"""What a button does, in 64 bytes: a command, an excerpt, a page and words."""

from dataclasses import dataclass

MAX_ACTION_BYTES = 64
"""Bytes of a button's data; Telegram allows the fewest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What pressing a button asks for; it needs no state, so it works for ever.

    Attributes:
        command: A command's name.
        words: The command's words. Handlers give them whole; what is too long for a
            button is replaced by a key on its way out.
        excerpt: An excerpt id, or empty.
        page: Counted from 0.
        asks: Ask for a text field first, which `fields.field_of` describes.
    """

    command: str
    words: str = ""
    excerpt: str = ""
    page: int = 0
    asks: bool = False

    def encode(self) -> str:
        """Write the action as ``command:excerpt:page:words``; ``command?`` asks first.

        Raises:
            ValueError: The result is over `MAX_ACTION_BYTES` bytes of UTF-8.
        """
        data = self._data()
        if len(data.encode()) > MAX_ACTION_BYTES:
            raise ValueError(
                f"a button's data takes at most {MAX_ACTION_BYTES} bytes: {data!r}"
            )
        return data

    @property
    def fits(self) -> bool:
        """Return whether the action fits into a button."""
        return len(self._data().encode()) <= MAX_ACTION_BYTES

    @classmethod
    def decode(cls, data: str) -> "Action":
        """Parse what `encode` wrote.

        Raises:
            ValueError: It was not written by `encode`.
        """
        parts = data.split(":", 3)
        if len(parts) != 4 or not parts[0] or not (parts[2] or "0").isdecimal():
            raise ValueError(f"not a button of ours: {data!r}")
        command, excerpt, page, words = parts
        return cls(
            command=command.removesuffix("?"),
            excerpt=excerpt,
            page=int(page or 0),
            words=words,
            asks=command.endswith("?"),
        )

    def _data(self) -> str:
        page = str(self.page) if self.page else ""
        asks = "?" if self.asks else ""
        return f"{self.command}{asks}:{self.excerpt}:{page}:{self.words}"
