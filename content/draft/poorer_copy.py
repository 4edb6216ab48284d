"""What a copy of a document lacks that an earlier import of it had: comments, title, date."""

from dataclasses import replace

from content.draft.metadata import title_of_file
from content.model import Transcript


def lacks_nothing(new: Transcript, name: str) -> bool:
    """Return whether a transcript has all that another copy of its document may add.

    Args:
        new: The transcript of a copy.
        name: Of the copy's file; empty where the copy says itself what its title is.
    """
    facts = (new.comments, new.date, new.place, new.source)
    return all(facts) and new.title != title_of_file(name)


def with_what_is_known(new: Transcript, known: Transcript, name: str) -> Transcript:
    """Return the transcript of a copy with what an earlier import of its document knew.

    A document that is sent by itself comes without the file of its comments, and a post
    of an export without the table that has its title and date: that these are not there
    says nothing of them.

    Args:
        new: The transcript of a copy.
        known: That of the document as it was imported before.
        name: Of the copy's file; empty where the copy says itself what its title is.
    """
    return replace(
        new,
        title=known.title if new.title == title_of_file(name) else new.title,
        # A year alone is less than a day of that year.
        date=known.date if known.date.startswith(new.date) else new.date,
        place=new.place or known.place,
        source=new.source or known.source,
        comments=new.comments or known.comments,
    )
