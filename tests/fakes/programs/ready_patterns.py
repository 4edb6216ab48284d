"""Compiles the patterns with which texts are read, when it is imported.

They are compiled where they are first needed, and stop words are stemmed there, which
costs a process as much as to read a hundred short documents. Forks have those of the
process that they were forked from, and look for no garbage in them.
"""

import gc
from functools import lru_cache

from content.draft.known_transcripts import KnownTranscripts
from content.draft.report_maker import make_report
from content.draft.transcript import draft_transcript
from content.excerpts.excerpts import cut_excerpts
from content.formats import read_document
from content.language.words.terms import terms
from content.segment import segment
from content.topics import find_topics
from content.transcript_file import read_folder, serialize
from storage.corpus import comparison
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.programs.shared_patterns import share_patterns

_LAMP = """Ada Brook: I have kept this lamp for nine years, and I will not sell it.

Tomás Ferro: Then lend it to me, since I have to go down to the pier. May I?

Ada Brook: I will lend it to you until the fog is gone, and not longer.
"""

_MILL = """The mill and the meadow

This is what was said when the mill at Dorn was opened again, as I wrote it down.

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the valley.

Whoever brings grain before noon will have flour before dusk.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.

Vera Lind: Then let us stop talking and listen to it.
"""

_ONCE = """
Karl Boon: A mill needs a good wheel, and a good wheel needs a patient miller.
"""

_TWO = """The ferry

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the valley.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.
"""

_NOBODY = "It was a stormy night; it rained.\n"

TEXTS = (
    _LAMP.encode(),
    f"The lamp of the pier\n\n{_LAMP}".encode(),
    _TWO.encode(),
    _MILL.encode(),
    (_MILL + _ONCE).encode(),
    _MILL.encode().replace(b"noise", b"no\x81ise"),
    _NOBODY.encode(),
)
"""Documents that differ in what has to be asked about them, as those of tests do."""


# Forks load the same few speeches again and again, as the tests themselves do.
_cut = lru_cache(256)(cut_excerpts)
vars(comparison)["cut_excerpts"] = _cut


def _read() -> None:
    drafts = []
    for text in TEXTS:
        document = read_document(text, "talk.txt")
        segments = segment(document)
        make_report(segments, document)
        drafts.append(draft_transcript(segments, document, name="talk"))
    terms("Ada’s ferry, the U.S. and 東京", "en")
    KnownTranscripts(VILLAGE).find(serialize(drafts[0]))
    for each in (*drafts, *read_folder(VILLAGE)):
        find_topics(each, _cut(each))


share_patterns()
_read()
gc.freeze()
gc.enable()
