"""What is said where a chat asks more at once than can be answered."""

from dataclasses import replace

from handlers.contract.reply import Reply, paragraph, small
from handlers.text.wording import format_count


def with_skipped(reply: Reply, skipped: int) -> Reply:
    """Return an answer that says how many questions before it are not answered."""
    if not skipped:
        return reply
    said = (
        f"Too many questions at once: {format_count(skipped, 'of them goes', 'of them go')}"
        " unanswered. Here is the answer to the last one."
    )
    return replace(reply, paragraphs=(paragraph(small(said)), *reply.paragraphs))
