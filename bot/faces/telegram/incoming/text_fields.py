"""Ask for a text field, and know the reply to that.

Nothing is remembered: a question says what it asks for, in its own words or, where
those do not tell, in the link under them. So a reply is understood after a restart, too.
"""

import re

from bot.faces.telegram.api.links import asking_link, read_asking_link
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


def question(
    action: Action, field: Field, person: User | None, *, username: str
) -> Reply:
    """Return the message that asks for a field.

    Args:
        action: What the field is for.
        field: What to ask for.
        person: Who is mentioned, so that nobody else in a group is made to reply; None
            in a chat with one person and in a channel.
        username: The bot's, to which a link in the question leads.
    """
    label = field.label[0].lower() + field.label[1:]
    wanted = Span(label)
    if action_asking(field.label) != action:
        wanted = Span(label, SpanStyle.LINK, url=asking_link(username, action))
    spans = [Span("Reply to this message with "), wanted]
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
    for entity in message.get("entities", []):
        if action := read_asking_link(entity.get("url", "")):
            return action
    return action_asking(found[1][0].upper() + found[1][1:])
