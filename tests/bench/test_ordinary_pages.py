"""Ordinary pages are read rightly in every language: of each kind and language one form."""

from collections.abc import Iterator
from itertools import groupby

import pytest

from bench.documents.page_kinds import Page, Verdict, page_kinds

_READ_WELL = {Verdict.RIGHT, Verdict.DOUBTED}


def _by_turns() -> Iterator[Page]:
    """Yield one page of each kind and language: the next form for each further language."""
    for pages in page_kinds().values():
        for at, (_, forms) in enumerate(groupby(pages, lambda page: page.language)):
            choice = [*forms]
            yield choice[at % len(choice)]


@pytest.mark.parametrize(
    "page", [*_by_turns()], ids=lambda page: f"{page.kind}-{page.language}-{page.form}"
)
def test_page_is_read_rightly(page: Page) -> None:
    faults = [part for part in page.judge() if part.verdict not in _READ_WELL]
    assert bool(faults) == page.known_fault, faults
