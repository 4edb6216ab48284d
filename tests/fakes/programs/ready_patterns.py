"""Compiles the patterns with which texts are read, when it is imported.

They are compiled where they are first needed, which costs a process as much as to read a
hundred short documents. Forks have those of the process that they were forked from.
"""

from content.draft.reporting import make_report
from content.draft.transcript import draft_transcript
from content.excerpts.excerpts import cut_excerpts
from content.formats import read_document
from content.segment import segment
from content.transcript_file import read_folder
from tests.fakes.libraries.village import VILLAGE

TALK = """The lamp of the pier

Ada Brook: I have kept this lamp for nine years, and I will not sell it.

Tom Ferro: Then lend it to me, since I have to go down to the pier. May I?

Ada Brook: I will lend it to you until the fog is gone, and not longer.
"""


def _read() -> None:
    document = read_document(TALK.encode(), "lamp.txt")
    segments = segment(document)
    make_report(segments, document)
    for each in (
        draft_transcript(segments, document, name="lamp"),
        *read_folder(VILLAGE),
    ):
        cut_excerpts(each)


_read()
