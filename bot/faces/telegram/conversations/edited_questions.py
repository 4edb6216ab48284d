"""Questions that are edited just after they were sent, and what answered them before."""

from bot.delivery.recent import Recent
from bot.faces.telegram.api.updates import Message
from handlers.contract.request import Request
from handlers.parsing import merely_asks

MAX_EDIT_AGE_S = 60
"""Seconds after its sending in which a question may be edited and is answered anew."""

MAX_QUESTIONS = 1024
"""Questions whose answers are remembered; the bot may have answered more in a minute."""


class EditedQuestions:
    """The latest questions with the messages that answered them, in all chats."""

    def __init__(self) -> None:
        self._answers: Recent[tuple[int, int], tuple[Request, list[int]]]
        self._answers = Recent(MAX_QUESTIONS)

    def remember(self, message: Message, request: Request, messages: list[int]) -> None:
        """Record the messages that answer a question."""
        key = message["chat"]["id"], message["message_id"]
        self._answers.set(key, (request, messages))

    def answers_of(self, message: Message, request: Request) -> list[int] | None:
        """Return the messages that an edited question's answer replaces.

        None where it is not to be answered: it asks for the same as before, or was
        edited too late, or would change something once more.
        """
        age = message.get("edit_date", 0) - message.get("date", 0)
        if not merely_asks(request) or not 0 <= age <= MAX_EDIT_AGE_S:
            return None
        before = self._answers.get((message["chat"]["id"], message["message_id"]))
        if before is None:
            return []
        asked, messages = before
        return None if _asked(asked) == _asked(request) else messages


def _asked(request: Request) -> tuple[object, ...]:
    arguments = request.arguments
    given = tuple(sorted(arguments.by_name.items())), arguments.subcommand
    return request.command, request.words, request.excerpt, given
