"""Replies to a chat that asks more at once than can be answered."""

from dataclasses import replace

from handlers.contract.reply import Reply, paragraph, small, text_reply
from handlers.text.wording import format_count


def with_skipped(reply: Reply, skipped: int) -> Reply:
    """Return an answer that says how many questions before it are not answered."""
    if not skipped:
        return reply
    said = f"{_said(skipped)} Here is the answer to the last one."
    return replace(reply, paragraphs=(paragraph(small(said)), *reply.paragraphs))


def skipped_reply(skipped: int) -> Reply:
    """Return what says so where the last question has no answer that could."""
    return text_reply(_said(skipped))


def _said(skipped: int) -> str:
    number = format_count(skipped, "of them goes", "of them go")
    return f"Too many questions at once: {number} unanswered."
