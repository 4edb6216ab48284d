"""Say why there is nothing to offer, of a speaker or of anybody."""

from content.names.index import exact_name
from content.query.query import Query, format_query
from handlers.contract.reply import Reply
from handlers.text.reply_parts import command_button, text_reply
from handlers.text.wording import count_of
from storage.corpus.rows import StoredSpeaker
from storage.search.library import Library

MAX_FILES_NAMED = 3
"""Transcripts that an administrator is told; the others are counted."""


async def no_excerpts(
    speaker: StoredSpeaker | None, library: Library, *, admin: bool
) -> Reply:
    """Say why `/quote` has nothing to offer, and what to do about it.

    Args:
        speaker: Whose words were wanted; None for anybody's.
        library: Where they were looked for.
        admin: Whether the asker can do something about marks in the files.
    """
    if speaker is None:
        return text_reply(
            "The library is empty. Put transcript files into its folder, then let an "
            "administrator send /reload."
        )
    there = await library.count_unserved(speaker.id)
    buttons = [command_button("Speakers", "speakers")]
    if there.excerpts:
        text = f"{speaker.name} says nothing here that stands on its own."
        words = format_query(Query(speaker=exact_name(speaker.name)))
        buttons.insert(0, command_button("What was said", "topic", words=words))
    elif there.doubtful:
        text = f"Nothing here is surely by {speaker.name}."
    else:
        text = f"{speaker.name} is named in this library, but says nothing in it."
    if there.doubtful:
        wait = "waits" if there.doubtful == 1 else "wait"
        text += (
            f" {count_of(there.doubtful, 'passage')} of the same events {wait} for a "
            "check, and may be theirs: nobody is quoted before a person has looked."
        )
        if admin:
            more = len(there.slugs) - MAX_FILES_NAMED
            files = ", ".join(there.slugs[:MAX_FILES_NAMED])
            files += f" and {more:,} more" if more > 0 else ""
            text += f" Look for <!-- check: … --> in {files}."
    return text_reply(text, *buttons)
