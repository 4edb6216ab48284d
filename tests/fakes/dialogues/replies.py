"""Replies of every shape, with invented words, to be shown by a face."""

from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
)

PRESS = Action(command="quote", excerpt="7k3m9qpx")


def paragraph(
    *spans: Span | str, role: ParagraphRole = ParagraphRole.TEXT, depth: int = 0
) -> Paragraph:
    """Make a paragraph; strings become plain spans."""
    parts = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Paragraph(spans=parts, role=role, depth=depth)


QUOTE = Reply(
    paragraphs=(
        paragraph(
            "We hold that the ",
            Span("peace", SpanStyle.MATCH),
            " of one village is the peace of the next, and that a road mended is"
            " worth ten speeches about roads.",
            role=ParagraphRole.QUOTATION,
        ),
        paragraph(
            "— ",
            Span("Ada Brook", SpanStyle.STRONG),
            ", mayor",
            role=ParagraphRole.BYLINE,
        ),
        paragraph(
            Span("Opening of the bridge · 3 May 1921 · Millford", SpanStyle.SMALL),
            role=ParagraphRole.PROVENANCE,
        ),
    ),
    groups=(
        actions(
            Button(label="Another", action=PRESS),
            Button(label="Context", action=PRESS),
            Button(label="Comments (2)", action=PRESS),
            Button(label="Source", url="https://example.org/bridge"),
        ),
    ),
)


def comment(author: str, when: str, text: str, *, depth: int = 0) -> Paragraph:
    """Make a comment of a tree."""
    return paragraph(
        Span(author, SpanStyle.STRONG),
        f" · {when}\n{text}",
        role=ParagraphRole.COMMENT,
        depth=depth,
    )


TREE = Reply(
    paragraphs=(
        paragraph(Span("2 comments", SpanStyle.STRONG), role=ParagraphRole.HEADING),
        comment("Librarian", "3 May", "Given in the rain."),
        comment("Noor", "4 May", "It stopped before the end.", depth=1),
        comment("Ivo", "5 May", "Who says so?", depth=2),
        comment("Mei", "6 May", "The paper did.", depth=1),
    )
)
LIST = Reply(
    paragraphs=(
        paragraph("2 speakers"),
        paragraph("Ada Brook, Mayor of Millford · 6 excerpts", role=ParagraphRole.ROW),
        paragraph("Ivo Reed, Miller · 5 excerpts", role=ParagraphRole.ROW),
        paragraph("A paragraph of its own has nothing set in."),
    )
)
WIDE = Reply(
    paragraphs=(
        paragraph(
            "桥修好了，村子里的人都来了，连河对岸的人也来了。",
            role=ParagraphRole.QUOTATION,
        ),
        paragraph("הגשר פתוח לכולם", role=ParagraphRole.QUOTATION),
        paragraph("👩‍🌾 said so", role=ParagraphRole.BYLINE),
    )
)
