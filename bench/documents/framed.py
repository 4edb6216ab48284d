"""Set the speeches of a page off from its author's words in the ways of other houses.

An author's words, headings and notes stay around the words of others as they were. Only
what tells the two apart on the page is another: rules, quotation marks, block quotes,
italics, a box, a line with the name. So a page shows whether a speech is found for what
sets it off, or for one house's habit.
"""

import random
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from bench.documents.announced import bank, language_of
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

_SAID = frozenset((SegmentKind.SPEECH, SegmentKind.MESSAGE))
_LEFT_OUT = frozenset((SegmentKind.BOILERPLATE, SegmentKind.COMMENT))
_MIN_TOLD, _MIN_SAID = 100, 400
_MARKS = "“ ”"


class Setting(NamedTuple):
    """What stands above a speech and below it, and what becomes of each paragraph.

    Attributes:
        above: Lines above it; ``{name}`` is its speaker. ``#`` before a line makes a
            heading of it, ``**`` a bold line, ``---`` and ``* * *`` a rule.
        below: Lines below it.
        said: What its paragraphs are printed in: "quote", "italics", "indent", "box".
        told: The same, of the author's paragraphs.
        marks: Whether quotation marks open "once" or on "each" paragraph.
        label: What stands before the first words of a speech; ``{name}`` is its speaker,
            ``{NAME}`` the same in capitals.
        once: Whether it stands only where somebody else spoke before.
        endings: The files that can print it.
    """

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    said: str = ""
    told: str = ""
    marks: str = ""
    label: str = ""
    once: bool = False
    endings: str = "txt md html"


_RULE = ("---",)
_TAGGED = "md html"

SETTINGS: dict[str, Setting] = {
    "rules": Setting(_RULE, _RULE),
    "stars": Setting(("* * *",), ("* * *",)),
    "block quote": Setting(said="quote", endings=_TAGGED),
    "italics": Setting(said="italics", endings=_TAGGED),
    "indented": Setting(said="indent", endings="txt"),
    "marks": Setting(marks="once"),
    "marks on each paragraph": Setting(marks="each"),
    "box": Setting(said="box", endings="html"),
    "heading with the name, rule": Setting(("# {name}",), _RULE),
    "bold name, rule": Setting(("**{name}",), _RULE, endings=_TAGGED),
    "name and colon, rule": Setting(("{name}:",), _RULE),
    "bold name, block quote": Setting(("**{name}",), said="quote", endings=_TAGGED),
    "author in italics": Setting(told="italics", endings=_TAGGED),
    "author in brackets": Setting(told="brackets"),
    "author in italics, rules": Setting(_RULE, _RULE, told="italics", endings=_TAGGED),
    "nothing": Setting(),
}
"""The ways of setting a speech off; of the last one only the sense tells."""

LABELLED_SETTINGS: dict[str, Setting] = {
    "label": Setting(label="{name}: "),
    "label once": Setting(label="{name}: ", once=True),
    "label in capitals": Setting(label="{NAME}: "),
    "label in capitals once": Setting(label="{NAME}: ", once=True),
    "bold label": Setting(label="**{name}:** ", endings=_TAGGED),
    "bold label once": Setting(label="**{name}:** ", once=True, endings=_TAGGED),
    "label on its line": Setting(("{name}:",)),
    "bold name on its line": Setting(("**{name}",), endings=_TAGGED),
    "label, block quote": Setting(("{name}:",), said="quote", endings=_TAGGED),
    "label, stars": Setting(below=("* * *",), label="{name}: "),
}
"""Labels above a speech; what its author writes between and below has none."""


class Framed(NamedTuple):
    """A page printed in a setting, and whose words it has."""

    name: str
    page: str
    gold: list[GoldSegment]


def may_frame(gold: Sequence[GoldSegment]) -> bool:
    """Whether an author tells of what a few people said, and nobody asks."""
    told = [g for g in gold if g.kind is SegmentKind.COMMENTARY]
    said = [g for g in gold if g.kind in _SAID and g.names]
    return (
        all(g.kind is not SegmentKind.QUESTION for g in gold)
        and any(len(g.text) >= _MIN_TOLD for g in told)
        and 0 < len({g.names[0] for g in said}) < 4
        and sum(len(g.text) for g in said) >= _MIN_SAID
    )


def frame(label: str, gold: Sequence[GoldSegment], setting: Setting) -> Framed:
    """Print a page in a setting, in one of the files that can print it."""
    ending = random.Random(label).choice(setting.endings.split())
    opening, closing = _marks(label)
    page = _Page(ending)
    kept = [one for one in gold if one.kind not in _LEFT_OUT and one.text.strip()]
    spoke = ""
    for names, its in groupby(_runs(kept), key=lambda run: run[0]):
        segments = [one for _, one in its]
        if not names:
            for one in segments:
                page.add_told(one, setting.told)
            continue
        page.add_lines(setting.above, names)
        paragraphs = [
            (one.kind, line) for one in segments for line in paragraphs_of(one.text)
        ]
        said = [n for n, (kind, _) in enumerate(paragraphs) if kind in _SAID]
        for n, (kind, line) in enumerate(paragraphs):
            text = line
            if kind not in _SAID:
                page.add(kind, text, setting.said if setting.said in _AROUND else "")
                continue
            label = ""
            if setting.label and n == said[0] and not (setting.once and spoke == names):
                label = setting.label.format(name=names, NAME=names.upper())
            spoke = names
            if setting.marks and (n == said[0] or setting.marks == "each"):
                text = opening + text
            if setting.marks and n == said[-1]:
                text += closing
            page.add(kind, text, setting.said, label)
        page.add_lines(setting.below, names)
    return Framed(f"page.{ending}", page.text(), kept)


_AROUND = frozenset(("quote", "box"))


def with_speech(
    gold: Sequence[GoldSegment], paragraphs: Sequence[str]
) -> list[GoldSegment]:
    """Return a page on which other paragraphs stand in place of its longest speech."""
    said = [n for n, one in enumerate(gold) if one.kind is SegmentKind.SPEECH]
    longest = max(said, key=lambda n: len(gold[n].text))
    found = list(gold)
    found[longest] = gold[longest]._replace(text="\n\n".join(paragraphs))
    return found


def _runs(kept: Sequence[GoldSegment]) -> list[tuple[str, GoldSegment]]:
    """Return each segment with whose speech it stands in; empty for what stands in none.

    What others wrote, headings and notes belong to a speech that goes on below them; an
    author's words end it.
    """
    said = [one.names[0] if one.kind in _SAID and one.names else "" for one in kept]
    whose = list(said)
    last = -1
    for n, name in enumerate(said):
        if kept[n].kind is SegmentKind.COMMENTARY:
            last = -1
        elif name and last >= 0 and name == said[last]:
            whose[last:n] = [name] * (n - last)
        if name and (last < 0 or kept[n].kind is SegmentKind.SPEECH):
            last = n
    return list(zip(whose, kept, strict=True))


def _marks(label: str) -> tuple[str, str]:
    """Return the quotation marks of a document's language, with the blanks within them."""
    marks = str(bank().get(language_of(label), {}).get("marks", _MARKS))
    if " " not in marks:
        return marks[0], marks[-1]
    opening, closing = marks.split()
    return (
        (f"{opening}\u00a0", f"\u00a0{closing}")
        if marks != _MARKS
        else (opening, closing)
    )


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a gold segment, which may be broken into lines."""
    parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


class _Page:
    """The blocks of a page in one kind of file."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self.blocks: list[str] = []
        self.headings = 0

    def add_told(self, one: GoldSegment, style: str) -> None:
        """Add an author's words, a note or a heading."""
        for line in paragraphs_of(one.text):
            told = one.kind is SegmentKind.COMMENTARY
            self.add(one.kind, line, style if told else "")

    def add_lines(self, lines: Sequence[str], name: str) -> None:
        """Add what stands above or below a speech."""
        for line in lines:
            text = line.format(name=name)
            if text.startswith("#"):
                self.add(SegmentKind.HEADING, text.strip("# "), "")
            elif text.startswith("**"):
                bold = {"html": "<p><strong>{}</strong></p>", "md": "**{}**"}
                shown = self._escaped(text.strip("*"))
                self.blocks.append(bold.get(self.ending, "{}").format(shown))
            elif text in {"---", "* * *"}:
                self._add_rule(text)
            else:
                self.add(SegmentKind.COMMENTARY, text, "")

    def add(self, kind: SegmentKind, text: str, style: str, label: str = "") -> None:
        """Add a paragraph, with a label before it, or a heading in a style."""
        shown = self._escaped(text)
        if kind is SegmentKind.HEADING:
            self.headings += 1
            level = 1 if self.headings == 1 else 2
            if self.ending == "html":
                shown = f"<h{level}>{shown}</h{level}>"
            elif self.ending == "md":
                shown = f"{'#' * level} {shown}"
            self.blocks.append(shown)
            return
        if style == "brackets":
            shown = f"[{shown}]"
        bold = label.replace("**", "<b>", 1).replace("**", "</b>", 1)
        before = bold if self.ending == "html" else label
        self.blocks.append(_STYLED[self.ending](before + shown, style))

    def text(self) -> str:
        """Return the whole page."""
        if self.ending != "html":
            return "\n\n".join(self.blocks) + "\n"
        body = "\n".join(self.blocks)
        for tag in ("blockquote", 'div class="text-box"'):
            body = body.replace(f"</{tag.split()[0]}>\n<{tag}>", "\n")
        return f"<html><body><article>{body}</article></body></html>\n"

    def _add_rule(self, rule: str) -> None:
        again = self.blocks and self.blocks[-1] in {rule, "<hr>"}
        if not again:
            html = self.ending == "html" and rule == "---"
            shown = f"<p>{rule}</p>" if self.ending == "html" else rule
            self.blocks.append("<hr>" if html else shown)

    def _escaped(self, text: str) -> str:
        return escape(text, quote=False) if self.ending == "html" else text


def _html(text: str, style: str) -> str:
    if style == "quote":
        return f"<blockquote><p>{text}</p></blockquote>"
    if style == "box":
        return f'<div class="text-box"><p>{text}</p></div>'
    return f"<p><em>{text}</em></p>" if style == "italics" else f"<p>{text}</p>"


def _markdown(text: str, style: str) -> str:
    return {"quote": f"> {text}", "italics": f"*{text}*"}.get(style, text)


def _plain(text: str, style: str) -> str:
    return f"    {text}" if style == "indent" else text


_STYLED: dict[str, Callable[[str, str], str]] = {
    "html": _html,
    "md": _markdown,
    "txt": _plain,
}
