"""Ask for a text field, and know the reply to that.

Nothing is remembered: a question says in its own words what it asks for, so that a
reply to it is understood after a restart as well.
"""

import re

from bot.faces.telegram.api.updates import (
    ForceReply,
    Message,
    User,
    full_name,
)
from handlers.contract.action import Action, Field, action_asking
from handlers.contract.reply import Paragraph, Reply, Span, SpanStyle

MAX_NAME_CHARS = 64
"""Characters of a person's name in a question."""

_QUESTION = re.compile(r"Reply to this message with ([^,]+?)(?:, .+)?\.")


def question(field: Field, person: User | None) -> Reply:
    """Return the message that asks for a field.

    Args:
        field: What to ask for.
        person: Who is mentioned, so that nobody else in a group is made to reply; None
            in a chat with one person and in a channel.
    """
    wanted = field.question[0].lower() + field.question[1:]
    spans = [Span(f"Reply to this message with {wanted}")]
    if person:
        name = " ".join(full_name(person).split())[:MAX_NAME_CHARS] or "you"
        mention = Span(name, SpanStyle.LINK, url=f"tg://user?id={person['id']}")
        spans += [Span(", "), mention]
    return Reply(paragraphs=(Paragraph(spans=(*spans, Span("."))),))


def forced_reply(field: Field, *, selective: bool) -> ForceReply:
    """Return the markup that opens a reply to the question.

    Args:
        field: What is asked for.
        selective: Whether it opens only for the people that the question mentions.
    """
    return {
        "force_reply": True,
        "selective": selective,
        "input_field_placeholder": field.placeholder,
    }


def asked_action(message: Message) -> Action | None:
    """Return the action whose field this bot's message asks for, or None if it asks for none."""
    found = _QUESTION.fullmatch(message.get("text", ""))
    if found is None:
        return None
    return action_asking(found[1][0].upper() + found[1][1:])
