"""Ordinary pages are read rightly in every language, but for those that are known not to be."""

from itertools import groupby

import pytest

from bench.documents.page_kinds import Page, Verdict, kinds, pages_of

_READ_WELL = {Verdict.RIGHT, Verdict.DOUBTED}
_EVERY = 3


def _by_turns(kind: str) -> list[Page]:
    """Return the pages of every third language, each in another form; which, the name of the kind tells."""
    chosen = []
    for at, (_, forms) in enumerate(
        groupby(pages_of(kind), lambda page: page.language)
    ):
        if at % _EVERY == len(kind) % _EVERY:
            choice = [*forms]
            chosen.append(choice[at // _EVERY % len(choice)])
    return chosen


@pytest.mark.parametrize("kind", kinds())
def test_pages_of_a_kind_are_read_rightly(kind: str) -> None:
    pages = _by_turns(kind)
    assert pages
    found = {page.name for page in pages if not _is_read_well(page)}
    assert found == {page.name for page in pages if page.known_fault}


def _is_read_well(page: Page) -> bool:
    return all(part.verdict in _READ_WELL for part in page.judge())
