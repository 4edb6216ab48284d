"""The error whose text a person sees."""

from handlers.contract.reply import Reply


class UserError(Exception):
    """An expected failure: what did not work, what to do next, and the nearest that works.

    Attributes:
        reply: What the face shows; its text says what to do next.
    """

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.text or reply.notice)
        self.reply = reply
