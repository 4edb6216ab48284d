"""Print talks in house styles, with all that pages put around them, and the truth.

A talk is invented or cut from a gold file (`talks.py`). It is printed with labels of one
style (`labels.py`), and mutated (`mutations.py`). Since each word's speaker is known, so
is what a reader of the printed page gets wrong. `bench.doubt` fits and measures the
second reader on them.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import NamedTuple

from bench.documents.labels import (
    HELD_STYLES,
    LETTERED,
    STYLES,
    USUAL,
    Part,
    label_parts,
)
from bench.documents.mutations import HELD_MUTATIONS, MUTATIONS
from bench.documents.talks import QUESTION, Turn, bank, cut_talk, invent_talk
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

_HEADING = SegmentKind.HEADING


class Printed(NamedTuple):
    """A mutated document: its bytes, its name, the truth, and how it was made."""

    style: str
    mutation: str
    language: str
    name: str
    data: bytes
    gold: list[GoldSegment]

    @property
    def held(self) -> bool:
        """Whether it is kept out of all fitting."""
        return (
            bool(bank().get(self.language, {}).get("held"))
            or self.mutation in HELD_MUTATIONS
            or self.style in HELD_STYLES
        )


def print_documents(
    seed: int, times: int, golds: Sequence[Sequence[GoldSegment]] = ()
) -> Iterator[Printed]:
    """Yield mutated documents: `times` of each mutation, in turn of styles and languages."""
    rng = random.Random(seed)
    languages = list(bank())
    for mutation in MUTATIONS:
        for _ in range(times):
            language = rng.choice(languages)
            talk = invent_talk(language, rng)
            if golds and rng.random() < 0.3:
                cut = cut_talk(rng.choice(golds), rng)
                if cut is not None:
                    made = _print(mutation, "en", cut, rng)
                    yield made._replace(language="cut from the set")
                    continue
            yield _print(mutation, language, talk, rng)


def _print(
    mutation: str, language: str, talk: Sequence[Turn], rng: random.Random
) -> Printed:
    words = bank()[language]
    usual = mutation not in {"clean", "clean again"} and rng.random() < 0.6
    style = rng.choice(USUAL if usual else list(STYLES))
    lettered = {turn.voice.name for turn in talk if turn.voice} == {
        talk[-1].voice.name if talk[-1].voice else "",
        QUESTION,
    }
    if style in LETTERED and not lettered:
        style = "Name:"
    parts = label_parts(talk, style, words, rng)
    if style in LETTERED:
        answer = words["letters"][1]
        parts = [
            replace(part, names=(*part.names, answer)) if part.names else part
            for part in parts
        ]
    parts = MUTATIONS[mutation](parts, words, rng) or parts
    title = words["caps"].capitalize()
    voices = {turn.voice.name for turn in talk if turn.voice} - {QUESTION}
    if len(voices) == 1:
        # Whose speech it is, a page says in its headline, too.
        name = max(voices)
        parts = [Part(text=f"{title} ({name})", kind=_HEADING, form="heading"), *parts]
    elif rng.random() < 0.4:
        parts = [Part(text=title, kind=_HEADING, form="heading"), *parts]
    extension = rng.choice(STYLES[style].files.split())
    text = _PRINTERS[extension](parts, "\n\n" if rng.random() < 0.7 else "\n")
    gold = [GoldSegment(p.kind, p.text, p.names) for p in parts if p.form != "rule"]
    name = f"talk.{extension}"
    return Printed(style, mutation, language, name, text.encode("utf-8"), gold)


def _print_text(parts: Sequence[Part], gap: str) -> str:
    text = ""
    for part in parts:
        label = part.label.replace("<b>", "").replace("</b>", "")
        indent = "    " if part.form == "quote" else ""
        joint = "" if part.form == "glued" or not text else gap
        text += f"{joint}{indent}{label}{part.text}"
    return text + "\n"


def _print_markdown(parts: Sequence[Part], gap: str) -> str:
    del gap
    text = ""
    for part in parts:
        label = part.label.replace("<b>", "**").replace("</b>", "**")
        label = label.replace("\n", "\n\n")
        marks = {"heading": "## ", "quote": "> "}.get(part.form, "")
        edge = {"italic": "*", "bold": "**"}.get(part.form, "")
        joint = "" if part.form == "glued" or not text else "\n\n"
        text += f"{joint}{marks}{label}{edge}{part.text}{edge}"
    return text + "\n"


def _print_html(parts: Sequence[Part], gap: str) -> str:
    del gap
    blocks: list[str] = []
    for part in parts:
        label = escape(part.label, quote=False)
        label = label.replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")
        label = label.replace("\n", "</p><p>")
        text = escape(part.text, quote=False)
        if part.form == "glued" and blocks:
            blocks[-1] = blocks[-1].replace("</p>", f"{text}</p>")
            continue
        tag = {"italic": "em", "bold": "b"}.get(part.form)
        inner = label + (f"<{tag}>{text}</{tag}>" if tag else text)
        shown = {
            "heading": f"<h2>{inner}</h2>",
            "rule": "<hr>",
            "quote": f"<blockquote><p>{inner}</p></blockquote>",
        }
        blocks.append(shown.get(part.form, f"<p>{inner}</p>"))
    body = "\n".join(blocks)
    return f"<html><body><article>{body}</article></body></html>\n"


_PRINTERS: dict[str, Callable[[Sequence[Part], str], str]] = {
    "txt": _print_text,
    "md": _print_markdown,
    "html": _print_html,
}
