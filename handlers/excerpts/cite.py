"""`/cite [id]`: an excerpt cited in a style, to be copied."""

import re
from dataclasses import replace

from content.citations.citation import Citation
from content.citations.styles import CitationStyle, cite
from handlers.contract.reply import (
    Button,
    ParagraphRole,
    Reply,
    UserError,
    actions,
    command_button,
    heading,
    navigation,
    paragraph,
    results,
    strong,
)
from handlers.contract.request import Request
from handlers.text.card import first_link
from handlers.text.lookup import requested_excerpt
from handlers.text.wording import in_quotes
from storage.chats.chats import Chats
from storage.corpus.rows import StoredExcerpt
from storage.search.library import Library

STYLES = {style.value: style for style in CitationStyle}

_TYPED_STYLES = {
    name.casefold(): style.value
    for style in CitationStyle
    for name in (style.value, style.label, style.label.replace("-", ""))
} | {"json": "csl", "bib": "bibtex", "md": "markdown"}
"""Styles by what people type: the names on the buttons, and those of files."""

_ID_AND_STYLE = re.compile(
    r"(?:(?P<id>\S+)\s+)??(?P<as>as\s+)?(?P<style>\S+)", re.IGNORECASE
)


async def cite_(request: Request, *, library: Library, chats: Chats) -> Reply:
    """Cite an excerpt in one style, and offer the others.

    Raises:
        UserError: No excerpt bears the id, none was shown yet, or there is no such style.
    """
    request = _with_style(request)
    wanted = request.arguments.text("style")
    excerpt = await requested_excerpt(request, library=library, chats=chats)
    style = STYLES.get(wanted, CitationStyle.APA)
    text = cite(citation_of(excerpt), style)
    others = [
        command_button(each.label, "cite", words=f"as {each.value}", excerpt=excerpt.id)
        for each in CitationStyle
        if each is not style
    ]
    return Reply(
        paragraphs=(
            heading(strong(style.label), f" of #{excerpt.id}"),
            paragraph(text, role=ParagraphRole.LISTING),
        ),
        groups=(
            actions(Button(label="Copy", copies=text)),
            results(*others),
            navigation(
                command_button("The excerpt", "excerpt", excerpt=excerpt.id),
                command_button("Source", "source", excerpt=excerpt.id),
            ),
        ),
        replaces=request.pressed and bool(wanted),
    )


def _with_style(request: Request) -> Request:
    """Return a request with the style that was typed without "as", after an id or alone.

    Raises:
        UserError: There is no such style.
    """
    values = dict(request.arguments.by_name)
    found = _ID_AND_STYLE.fullmatch(str(values.get("id", "")))
    if found is None or "style" in values:
        return request
    style = _TYPED_STYLES.get(found["style"].casefold())
    if style is None:
        if found["as"] is None:
            return request
        *names, last = STYLES
        raise UserError(
            f"There is no style {in_quotes(found['style'], 40)} here: send /cite as "
            f"{', '.join(names)} or {last}.",
            command_button("Cite it anyway", "cite", words=found["id"] or ""),
        )
    values |= {"id": found["id"] or "", "style": style}
    return replace(request, arguments=replace(request.arguments, by_name=values))


def citation_of(excerpt: StoredExcerpt) -> Citation:
    """Return what is cited of an excerpt: its words and sources as they are stored."""
    return Citation(
        id=excerpt.id,
        text=excerpt.text,
        title=excerpt.title,
        speaker=excerpt.speaker,
        is_role=excerpt.is_role,
        kind=excerpt.kind,
        read_by=excerpt.read_by,
        date=excerpt.date,
        place=excerpt.place,
        url=first_link(excerpt.source),
        source=excerpt.source,
        licence=excerpt.licence,
        language=excerpt.language,
    )
