"""Replies of every shape, with invented words, to be shown by a face."""

from handlers.contract.action import Action
from handlers.contract.reply import Button, Paragraph, Reply, Span, Style

PRESS = Action(command="quote", excerpt="7k3m9qpx")


def paragraph(
    *spans: Span | str, quoted: bool = False, depth: int = 0, tight: bool = False
) -> Paragraph:
    """Make a paragraph; strings become plain spans."""
    parts = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Paragraph(spans=parts, quoted=quoted, depth=depth, tight=tight)


QUOTE = Reply(
    paragraphs=(
        paragraph(
            "We hold that the ",
            Span("peace", Style.MATCH),
            " of one village is the peace of the next, and that a road mended is"
            " worth ten speeches about roads.",
            quoted=True,
        ),
        paragraph("— ", Span("Ada Brook", Style.STRONG), ", mayor", tight=True),
        paragraph(
            Span("Opening of the bridge · 3 May 1921 · Millford", Style.SMALL),
            tight=True,
        ),
    ),
    buttons=(
        (
            Button(label="Another", action=PRESS),
            Button(label="Context", action=PRESS),
            Button(label="Comments (2)", action=PRESS),
            Button(label="Source", url="https://example.org/bridge"),
        ),
    ),
)
TREE = Reply(
    paragraphs=(
        paragraph(Span("2 comments", Style.STRONG)),
        paragraph(Span("Librarian", Style.STRONG), " · 3 May"),
        paragraph("Given in the rain.", quoted=True, tight=True),
        paragraph(Span("Noor", Style.STRONG), " · 4 May", depth=1),
        paragraph("It stopped before the end.", quoted=True, tight=True, depth=1),
        paragraph(Span("Ivo", Style.STRONG), " · 5 May", depth=2),
        paragraph("Who says so?", quoted=True, tight=True, depth=2),
        paragraph(Span("Mei", Style.STRONG), " · 6 May", depth=1),
        paragraph("The paper did.", quoted=True, tight=True, depth=1),
    )
)
LIST = Reply(
    paragraphs=(
        paragraph("2 speakers"),
        paragraph("Ada Brook, Mayor of Millford · 6 excerpts", tight=True),
        paragraph("Ivo Reed, Miller · 5 excerpts", tight=True),
        paragraph("A paragraph of its own has nothing set in."),
    )
)
WIDE = Reply(
    paragraphs=(
        paragraph("桥修好了，村子里的人都来了，连河对岸的人也来了。", quoted=True),
        paragraph("הגשר פתוח לכולם", quoted=True),
        paragraph("👩‍🌾 said so", tight=True),
    )
)
