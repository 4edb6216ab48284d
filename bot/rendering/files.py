"""Replies in place of a file that can't be sent."""

from handlers.contract.reply import File, Reply, text_reply


def too_large(file: File, limit: int) -> Reply:
    """Return what to say where a platform takes no file of this size.

    Args:
        file: What was to be sent.
        limit: The most that it takes, in bytes.
    """
    return text_reply(
        f"The file has {len(file.data) / 1e6:.1f} MB, and no more than "
        f"{limit / 1e6:.0f} can be sent here. Ask on another platform, or whoever runs "
        "this bot."
    )


def not_sent(file: File) -> Reply:
    """Return what to say where a file could not be sent."""
    return text_reply(f"{file.name} could not be sent just now. Ask again in a minute.")
