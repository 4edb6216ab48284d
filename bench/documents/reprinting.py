"""Print the words of a gold file anew, their turns labelled as in another house.

The words and their speakers stay; page furniture is left out, and labels and paragraphs
look like those of the layout. So a document shows how well the labels of a layout are
found in pages of every kind, most of which were never printed so.
"""

import random
import re
import zlib
from collections.abc import Sequence
from html import escape
from typing import NamedTuple, Protocol

from bench.documents.name_forms import NameForm, PrintedNames
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind
from content.segment.names.titles import strip_titles

SPOKEN = frozenset((SegmentKind.SPEECH, SegmentKind.QUESTION))
_TIME = "0:{:02}:{:02}"
_SECONDS_A_TURN = 17
_TURKISH = re.compile("[ığşİĞŞ]")
_PARTIES = ("ABC", "LRP", "SVD", "KE", "UNPM")


class Layout(NamedTuple):
    """How a turn is printed: its first paragraph, each further one, and the file's ending.

    ``{name}`` is the speaker, ``{NAME}`` in capitals, ``{surname}`` the last word, ``{time}``
    a time stamp, ``{turn}`` the number of the turn, ``{party}`` what the speaker belongs to,
    ``{text}`` the paragraph. ``seam`` is left
    out between two of them, so that they are rows of one table. ``within`` stands between two
    paragraphs of a turn, ``between`` before what is another's, ``around`` is the tag of a turn.
    """

    first: str
    more: str = "{text}"
    ending: str = "txt"
    seam: str = ""
    within: str = "\n\n"
    between: str = "\n\n"
    around: str = ""


_P = "<p>{text}</p>"

LAYOUTS: dict[str, Layout] = {
    "Name: text": Layout("{name}: {text}"),
    "NAME: text": Layout("{NAME}: {text}"),
    "Name:, own line": Layout("{name}:\n{text}"),
    "Name, own line": Layout("{name}\n{text}"),
    "Name, own paragraph": Layout("{name}\n\n{text}"),
    "NAME, own line": Layout("{NAME}\n{text}"),
    "NAME. text": Layout("{NAME}. {text}"),
    "Name – text": Layout("{name} – {text}"),
    "Name. – text": Layout("{name}. – {text}"),
    "– Name: text": Layout("– {name}: {text}"),
    "Name | text": Layout("{name} | {text}"),
    "Name, tab, text": Layout("{name}\t{text}"),
    "[Name] text": Layout("[{name}] {text}"),
    "[Name]: text": Layout("[{name}]: {text}"),
    "(Name) text": Layout("({name}) {text}"),
    ">> Name: text": Layout(">> {name}: {text}"),
    "[time] Name: text": Layout("[{time}] {name}: {text}"),
    "Name  time, own line": Layout("{name}  {time}\n{text}"),
    "Name (time), own line": Layout("{name} ({time})\n{text}"),
    "Name (Party): text": Layout("{name} (ABC): {text}"),
    "**Name:** text": Layout("**{name}:** {text}", ending="md"),
    "**Name** text": Layout("**{name}** {text}", ending="md"),
    "**Name**, own paragraph": Layout("**{name}**\n\n{text}", ending="md"),
    "### Name": Layout("### {name}\n\n{text}", ending="md"),
    "**Name** (time)": Layout("**{name}** ({time})\n\n{text}", ending="md"),
    "p: Name: text": Layout("<p>{name}: {text}</p>", _P, "html"),
    "b: Name text": Layout("<p><b>{name}</b> {text}</p>", _P, "html"),
    "b: Name, br": Layout("<p><b>{name}</b><br>{text}</p>", _P, "html"),
    "b: Name, own paragraph": Layout("<p><b>{name}</b></p><p>{text}</p>", _P, "html"),
    "h3: Name": Layout("<h3>{name}</h3><p>{text}</p>", _P, "html"),
    "div: Name": Layout('<div class="speaker">{name}</div><p>{text}</p>', _P, "html"),
    "dl: Name": Layout("<dl><dt>{name}</dt><dd>{text}</dd></dl>", _P, "html"),
    "table: Name, text": Layout(
        "<table><tr><td>{name}</td><td>{text}</td></tr></table>",
        "<table><tr><td></td><td>{text}</td></tr></table>",
        "html",
        seam="</table>\n<table>",
    ),
    "b: Name, blockquote": Layout(
        "<p><b>{name}</b></p><blockquote>{text}</blockquote>",
        "<blockquote>{text}</blockquote>",
        "html",
    ),
}
"""The layouts that were looked at while labels were worked on."""

HELD_LAYOUTS: dict[str, Layout] = {
    "NAME.— text": Layout("{NAME}.—{text}"),
    "Name > text": Layout("{name} > {text}"),
    "Name / text": Layout("{name} / {text}"),
    "time Name: text": Layout("{time} {name}: {text}"),
    "Name, time, own lines": Layout("{name}\n{time}\n{text}"),
    "--- Name ---": Layout("--- {name} ---\n{text}"),
    "* Name: text": Layout("* {name}: {text}", ending="md"),
    "*Name*: text": Layout("*{name}*: {text}", ending="md"),
    "**NAME.** text": Layout("**{NAME}.** {text}", ending="md"),
    "u: Name : text": Layout(
        "<p><strong><u>{name}</u></strong> : {text}</p>", _P, "html"
    ),
    "i: Name: text": Layout("<p><i>{name}:</i> {text}</p>", _P, "html"),
    "li: Name: text": Layout("<ul><li><b>{name}</b>: {text}</li></ul>", _P, "html"),
    "h4: Name time": Layout(
        "<h4>{name} <small>{time}</small></h4><p>{text}</p>", _P, "html"
    ),
    "span: Name": Layout(
        '<p><span class="who">{name}</span></p><p>{text}</p>', _P, "html"
    ),
}
"""Layouts of which only the figures were seen."""


class Labels(Protocol):
    """What the labels of one document print."""

    def head(self) -> list[str]:
        """Return lines at the top that say who is who."""

    def label(self, name: str) -> str:
        """Return what the next label of somebody prints."""

    def called(self, name: str) -> tuple[str, ...]:
        """Return what a reader may take for the name, beside the whole one."""


def reprint(
    gold: Sequence[GoldSegment],
    layout: Layout,
    form: NameForm | None = None,
    labels: Labels | None = None,
) -> tuple[str, list[GoldSegment]]:
    """Return the page, and whose words it has, by all names that its labels print.

    Args:
        gold: The words and their speakers.
        layout: How a turn is printed.
        form: How names are printed; as the gold file has them if it is None.
        labels: What labels print, where no form of names says it.
    """
    html = layout.ending == "html"
    turkish = any(_TURKISH.search(name) for one in gold for name in one.names)
    labels = labels or printed_names(gold, form)
    current, turns = "", 0
    turn_blocks: list[list[str]] = []
    printed: list[GoldSegment] = []
    for line in labels.head() if labels else ():
        turn_blocks.append([layout.more.format(text=escape(line) if html else line)])
        printed.append(GoldSegment(SegmentKind.COMMENTARY, line))
    for one in gold:
        if one.kind is SegmentKind.BOILERPLATE:
            continue
        paragraphs = [part.strip() for part in one.text.split("\n") if part.strip()]
        names = one.names
        spoken = one.kind in SPOKEN and bool(names)
        labelled = spoken and names[0] != current
        if spoken:
            current = names[0]
            called = labels.called(current) if labels else ()
            names = (
                *names,
                _upper(current, turkish=turkish),
                strip_titles(current),
                *called,
            )
        printed.append(GoldSegment(one.kind, one.text, names))
        blocks: list[str] = []
        for n, paragraph in enumerate(paragraphs):
            text = escape(paragraph, quote=False) if html else paragraph
            if one.kind is SegmentKind.HEADING:
                blocks.append(_heading(text, layout.ending))
            elif labelled and not n:
                turns += 1
                label = labels.label(current) if labels else current
                blocks.append(_first(label, text, turns, layout, turkish=turkish))
            else:
                blocks.append(layout.more.format(text=text))
        turn_blocks.append(blocks)
    return _page(turn_blocks, layout), printed


def _page(turn_blocks: Sequence[Sequence[str]], layout: Layout) -> str:
    if layout.ending != "html":
        return layout.between.join(map(layout.within.join, turn_blocks)) + "\n"
    opened = f"<{layout.around}>" if layout.around else ""
    closed = opened.replace("<", "</")
    turns = ("\n".join([opened, *blocks, closed]).strip() for blocks in turn_blocks)
    body = "\n".join(turns)
    body = body.replace(layout.seam, "\n") if layout.seam else body
    return f"<html><body><article>{body}</article></body></html>\n"


def printed_names(
    gold: Sequence[GoldSegment], form: NameForm | None
) -> PrintedNames | None:
    """Return the labels of a document in a form of names; None if there is no form."""
    if form is None:
        return None
    spoken = [one.names[0] for one in gold if one.kind in SPOKEN and one.names]
    return PrintedNames(list(dict.fromkeys(spoken)), [one.text for one in gold], form)


def _first(name: str, text: str, turns: int, layout: Layout, *, turkish: bool) -> str:
    html = layout.ending == "html"
    shown = escape(name, quote=False).replace("\n", "<br>") if html else name
    return layout.first.format(
        name=shown,
        NAME=_upper(shown, turkish=turkish),
        surname=shown.split()[-1],
        time=_TIME.format(*divmod(turns * _SECONDS_A_TURN, 60)),
        turn=turns,
        party=_PARTIES[zlib.crc32(name.encode()) % len(_PARTIES)],
        text=text,
    )


def _upper(name: str, *, turkish: bool) -> str:
    return (name.replace("i", "İ") if turkish else name).upper()


def _heading(text: str, ending: str) -> str:
    return {"html": f"<h2>{text}</h2>", "md": f"## {text}"}.get(ending, text)


def may_reprint(gold: Sequence[GoldSegment]) -> bool:
    """Whether several people, all with names, take turns of speaking four times or more."""
    spoken = [one.names[0] for one in gold if one.kind in SPOKEN and one.names]
    return (
        len(set(spoken)) > 1
        and len(spoken) > 3
        and all(re.search(r"[^\W\d_]{2}", name) for name in spoken)
        and "Question" not in spoken
    )


def layout_of(label: str, layouts: dict[str, Layout]) -> str:
    """Return the layout for a document: always the same, and all about equally often."""
    return random.Random(label).choice(list(layouts))
