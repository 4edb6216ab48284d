"""The kind of error a person may see."""

from handlers.contract.reply import Reply


class UserError(Exception):
    """Say what did not work and what to do next, with the nearest thing that works.

    Attributes:
        reply: What the face shows; its text says what to do next.
    """

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.text or reply.notice)
        self.reply = reply
