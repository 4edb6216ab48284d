"""`/topic <words>`: what was said about a subject, best first."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from content.words import tokens
from handlers.action import Action
from handlers.errors import UserError
from handlers.looking import brief, shown
from handlers.phrasing import (
    paragraph,
    press,
    rows,
    sentence,
    shortened,
    small,
    turning,
)
from handlers.reply import Paragraph, Reply
from handlers.request import Request
from storage.chats import Chats
from storage.comments import Comments
from storage.library import Library
from storage.phrases import Phrases
from storage.rows import StoredExcerpt

NEAR = 20
"""Excerpts that are read for words spelt nearly as those typed."""

ALIKE = 65.0
"""Per cent of letters that a word must share with what was typed to be offered."""

OFFERED = 4


async def topic(
    request: Request,
    *,
    library: Library,
    chats: Chats,
    comments: Comments,
    phrases: Phrases,
) -> Reply:
    """Show the passage that fits the words best, and page through the others.

    Raises:
        UserError: No words were given, or nothing fits; it offers what is near.
    """
    words = brief(request.words, "a subject")
    if not words:
        raise UserError(
            sentence(
                "What about? Send /topic with a word or a few, such as /topic peace.",
                press("An excerpt instead", "quote"),
            )
        )
    page = await library.search(words, first=request.page, count=1)
    if not page.excerpts and request.page:
        # The library shrank since the button was made.
        page = await library.search(words, count=1)
        request = replace(request, page=0)
    if not page.excerpts:
        raise UserError(await _near(words, library, phrases))
    excerpt = page.excerpts[0]
    await chats.point_at(request.place.key, excerpt.id)
    key = await phrases.shorten(words, Action.room("topic"))
    reply = await shown(
        excerpt,
        request,
        comments=comments,
        words=words,
        languages=page.languages,
        turning=turning("topic", page=request.page, pages=page.total, words=key),
    )
    return replace(
        reply,
        paragraphs=(_heading(words, request.page, page.total), *reply.paragraphs),
        replaces=request.pressed,
    )


def _heading(words: str, page: int, total: int) -> Paragraph:
    place = f"{page + 1:,} of {total:,}" if total > 1 else "the one passage"
    return paragraph(small(f"“{shortened(words, 60)}”: {place}"))


async def _near(words: str, library: Library, phrases: Phrases) -> Reply:
    """Say that nothing fits, and offer words of the library that are spelt alike."""
    page = await library.near_words(words, NEAR)
    spelt = await asyncio.to_thread(_alike, words, page.excerpts)
    buttons = [
        press(word, "topic", words=await phrases.shorten(word, Action.room("topic")))
        for word in spelt
    ]
    said = f"Nothing in this library speaks of “{shortened(words, 60)}”."
    if spelt:
        text = f"{said} These words of it are near:"
    else:
        text = f"{said} Try other words, or see who speaks in it."
        buttons = [press("Speakers", "speakers"), press("An excerpt", "quote")]
    return Reply(paragraphs=sentence(text).paragraphs, buttons=rows(buttons, 2))


def _alike(words: str, excerpts: Sequence[StoredExcerpt]) -> list[str]:
    """Return words of the excerpts that look most like those typed, best first."""
    said = Counter(
        token.form.casefold() for excerpt in excerpts for token in tokens(excerpt.text)
    )
    found: dict[str, float] = {}
    for typed in tokens(words):
        near = process.extract(
            typed.form.casefold(),
            said.keys(),
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            limit=OFFERED,
        )
        for word, score, _ in near:
            found[word] = max(score, found.get(word, 0.0))
    return sorted(found, key=lambda word: (-found[word], word))[:OFFERED]
