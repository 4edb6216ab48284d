"""No stretch of reading a document is so long that Ctrl-C would wait for it.

Python hears of signals between two steps of its own, not amid a search in a long text or
a count of many words. A timer of processor seconds shows how far apart these are, however
much else the machine has to do.
"""

import gc
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from content.draft.transcript import draft_transcript
from content.formats import read_document
from content.segment import segment
from content.transcript_file import serialize
from tests.fakes.documents.pdf import pdf, typed

MAX_STRETCH_S = 0.1
"""Processor seconds between two steps in half a megabyte of text.

They are .025 at most; what grows with the square of a length, or comes anew for each line,
takes more.
"""

_TICK_S = 0.01
_NAMES = ("ADA BROOK", "TOM FERRO", "Jo Field", "The Chair")
_SIGNS = "abcdefghiklmnoprstuvw"


@contextmanager
def stretches() -> Iterator[list[float]]:
    """Yield the processor seconds between steps at which a signal was heard."""
    found = [0.0]
    last = time.process_time()

    def hear(_signal: int, _frame: object) -> None:
        nonlocal last
        now = time.process_time()
        found.append(now - last)
        last = now

    before = signal.signal(signal.SIGVTALRM, hear)
    signal.setitimer(signal.ITIMER_VIRTUAL, _TICK_S, _TICK_S)
    try:
        yield found
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def sentences(lot: random.Random, count: int) -> str:
    words = [
        "".join(lot.choices(_SIGNS, k=lot.randint(2, 9))) for _ in range(4 * count)
    ]
    return " ".join(
        " ".join(lot.choices(words, k=lot.randint(4, 20))).capitalize() + "."
        for _ in range(count)
    )


def document(form: str) -> tuple[bytes, str]:
    """Return a document of some half a megabyte, and a name for it."""
    lot = random.Random(form)
    prose = sentences(lot, 6_000)
    if form == "one line":
        return prose.encode(), "talk.txt"
    paragraphs = [prose[at : at + 400] for at in range(0, len(prose), 400)]
    if form == "paragraphs":
        return "\n\n".join(paragraphs).encode(), "talk.txt"
    turns = [f"{lot.choice(_NAMES)}: {words}" for words in paragraphs]
    if form == "turns":
        return "\n\n".join(turns).encode(), "talk.txt"
    if form == "page":
        body = "".join(f"<p>{turn}</p>" for turn in turns)
        return f"<article>{body}</article>".encode(), "talk.html"
    lines = [prose[at : at + 80] for at in range(0, len(prose), 80)]
    pages = [typed(lines[at : at + 50]) for at in range(0, len(lines), 50)]
    return pdf(pages), "talk.pdf"


@pytest.mark.parametrize("form", ["one line", "paragraphs", "turns", "page", "PDF"])
def test_ctrl_c_is_heard_all_along(form: str) -> None:
    data, name = document(form)
    # What other tests left behind would be looked through at once, in .2 s.
    gc.collect()
    gc.freeze()
    with stretches() as found:
        read = read_document(data, name)
        serialize(draft_transcript(segment(read), read, name=name))
    assert len(found) > 20, "the timer ticks"
    assert max(found) < MAX_STRETCH_S
