"""Set texts that somebody sent into turns of other documents, announced and set off anew.

A turn of a host announces a text in words of another document, or in invented ones
(`announced.yaml`); then the text stands, set off in one of the ways of pages; then its
reader goes on. All four vary independently, and whose each word is stays known.
"""

import random
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.documents.reprinting import SPOKEN, may_reprint
from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind
from content.segment.messages.words import sentences_of

_BANK = Path(__file__).with_name("announced.yaml")
_SHORT, _LONG, _MAX_LED, _MAX_LINE, _MIN_NAME = 80, 1500, 400, 60, 3
_MARKS = re.compile('[“”„‟«»「」『』"]')
_STOPS = tuple(".!?…。！？")
RETURNS = ("ends", "thanks", "plain", "host", "label")
"""How the reader comes back: says so, thanks, speaks in person, just goes on, or not at all."""


class Sent(NamedTuple):
    """A text, who sent it, and the paragraphs that announce it."""

    led: tuple[str, ...]
    text: tuple[str, ...]
    names: tuple[str, ...]
    source: str


class Printed(NamedTuple):
    """A page into which a text is set, whose words it has, and how it was made.

    Attributes:
        ways: The value of each dimension that varies.
        text: The index of the text's segment in `gold`.
        posed: Whether anything shows where the text ends.
    """

    name: str
    page: str
    gold: list[GoldSegment]
    ways: Mapping[str, str]
    text: int
    posed: bool


@lru_cache(maxsize=1)
def bank() -> dict[str, dict[str, Any]]:
    """Return the invented announcements of each language, and what goes with them."""
    words: dict[str, dict[str, Any]] = yaml.safe_load(_BANK.read_text("utf-8"))
    return words


def is_held(label: str) -> bool:
    """Return whether a document or an announcement is of the half that is kept apart."""
    return zlib.crc32(label.encode()) % 2 == 1


def sent_texts(label: str, gold: Sequence[GoldSegment]) -> Iterable[Sent]:
    """Yield the texts that are read out in a document, with the words before them."""
    groups = [
        (key, list(its)) for key, its in groupby(gold, lambda g: (g.kind, g.names[:1]))
    ]
    for above, (key, its) in pairwise(groups):
        if key[0] is not SegmentKind.MESSAGE or above[0][0] not in SPOKEN:
            continue
        text = tuple(_lines("\n".join(one.text for one in its)))
        whole = "\n".join(text)
        if not _SHORT <= len(whole) <= _LONG or _MARKS.search(whole[1:-1]):
            continue
        text = tuple(_MARKS.sub("", one).strip() for one in text)
        told = _lines(above[1][-1].text)
        led = " ".join(sentences_of(told[-1])[-3:])[-_MAX_LED:]
        names = tuple(its[0].names)
        sent = Sent((*_naming(told[-2:-1], led, names), led), text, names, label)
        if _names(" ".join((*sent.led, *text)), names):
            yield sent


def _naming(above: Sequence[str], led: str, names: Sequence[str]) -> list[str]:
    """Return the paragraph above an announcement where it names the sender instead."""
    return [] if _names(led, names) else [one for one in above if _names(one, names)]


def _names(text: str, names: Sequence[str]) -> bool:
    """Return whether a text has a word of a name, in whatever case form."""
    folded = text.casefold()
    words = {word for name in names for word in re.findall(r"\w+", name.casefold())}
    stems = {word[: max(_MIN_NAME, len(word) - 2)] for word in words}
    return any(len(stem) >= _MIN_NAME and stem in folded for stem in stems)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()] or [""]


class Texts:
    """The texts of one half of the documents, by language."""

    def __init__(
        self, golds: Iterable[tuple[str, Sequence[GoldSegment]]], *, held: bool
    ) -> None:
        self.held = held
        self.sent: dict[str, list[Sent]] = defaultdict(list)
        for label, gold in golds:
            if is_held(label) is held:
                self.sent[language_of(label)] += sent_texts(label, gold)

    def set_into(
        self, label: str, gold: Sequence[GoldSegment], seed: int
    ) -> Printed | None:
        """Return a host with a text of its language, or None if there is none."""
        language, rng = language_of(label), random.Random(f"{label} {seed}")
        bodies = [one for one in self.sent[language] if one.source != label]
        words = bank().get(language)
        own = words is not None and (rng.random() < 0.6 or not bodies)
        texts = [b for one in bodies if (b := _body(one))]
        if not texts or words is None:
            return None
        text, letter = rng.choice(texts), rng.random() < 0.3
        if own:
            led, *names = rng.choice(
                [one for one in words["announced"] if is_held(one[0]) is self.held]
            )
            sent = Sent(tuple(led.split("//")), text, tuple(names), "own")
        else:
            sent = rng.choice(bodies)
            if _names(" ".join(sent.led), sent.names) and rng.random() < 0.6:
                sent = sent._replace(text=text, source="other text")
            else:
                sent, letter = sent._replace(source="as sent"), False
        if letter:
            salutation, closing = words["salutation"], words["closing"]
            body = (salutation, *sent.text, closing, sent.names[0])
            sent = sent._replace(text=body)
        return _printed(label, gold, sent, words, rng, letter=letter)


def language_of(label: str) -> str:
    """Return the language that a document's name tells."""
    return label.partition("_")[0].rpartition("/")[2]


def _body(sent: Sent) -> tuple[str, ...]:
    """Return a text without the lines that greet and sign; nothing if it names its sender."""
    text = list(sent.text)
    if len(text) > 1 and len(text[0]) <= _MAX_LINE and not text[0].endswith("."):
        del text[0]
    while text and len(text[-1]) <= _MAX_LINE and not text[-1].endswith(_STOPS):
        del text[-1]
    whole = "\n".join(text)
    return tuple(text) if len(whole) >= _SHORT and not _names(whole, sent.names) else ()


def _printed(
    label: str,
    gold: Sequence[GoldSegment],
    sent: Sent,
    words: dict[str, Any],
    rng: random.Random,
    *,
    letter: bool,
) -> Printed | None:
    """Return the page of a host with a text set into one of its turns."""
    host = [one for one in gold if one.kind in SPOKEN and one.names]
    places = [n for n, one in enumerate(host) if n and len(_lines(one.text)) > 1]
    if not places:
        places = list(range(1, len(host)))
    place = rng.choice(places)
    ending = rng.choice(("txt", "md", "html"))
    ways = [way for way in SETTINGS if ending in SETTINGS[way].endings]
    setting = rng.choice(ways if len(sent.text) == 1 else ways[:-2])
    back = rng.choice(RETURNS)
    lines = _lines(host[place].text)
    cut = rng.randrange(1, len(lines)) if len(lines) > 1 else 1
    above, below = lines[:cut], lines[cut:]
    returned = [] if back in {"label", "host"} else [rng.choice(words[back])]
    below = [] if back == "label" else [*returned, *below]
    block = SETTINGS[setting].print_text(sent.led, sent.text, words["marks"], ending)
    blocks: list[str] = []
    printed: list[GoldSegment] = []
    text = 0
    for n, one in enumerate(host):
        speaks = not n or host[n - 1].names[0] != one.names[0]
        start = _label(one.names[0], ending) if speaks else ""
        if n != place:
            turn = _lines(one.text)
            blocks += _paragraphs(start, turn, ending)
            printed.append(one)
            continue
        blocks += [*_paragraphs(start, above, ending), *block]
        blocks += _paragraphs("", below, ending)
        who, kind = one.names, one.kind
        printed.append(GoldSegment(kind, "\n".join([*above, *sent.led]), who))
        text = len(printed)
        printed.append(
            GoldSegment(SegmentKind.MESSAGE, "\n".join(sent.text), sent.names)
        )
        if below:
            printed.append(GoldSegment(kind, "\n".join(below), who))
    named = [g._replace(names=(*g.names, g.names[0].upper())) for g in printed]
    announced = "colon" if sent.led[-1].endswith((":", "：")) else "full stop"
    ended = setting != "own paragraphs" or back != "host"
    begun = setting != "same paragraph" or announced == "colon"
    posed = letter or (ended and begun)
    ways_of = {
        "words": sent.source,
        "set off": setting,
        "return": back,
        "letter": "letter" if letter else "no letter",
        "announced": announced,
        "language": language_of(label),
        "form": ending,
    }
    page = _whole(blocks, ending)
    return Printed(f"page.{ending}", page, named, ways_of, text, posed)


def _label(name: str, ending: str) -> str:
    return {"html": f"<b>{escape(name)}:</b> ", "md": f"**{name}:** "}.get(
        ending, f"{name}: "
    )


def _paragraphs(start: str, lines: Sequence[str], ending: str) -> list[str]:
    html = ending == "html"
    texts = [escape(line, quote=False) if html else line for line in lines]
    if texts:
        texts[0] = start + texts[0]
    return [f"<p>{one}</p>" for one in texts] if html else texts


def _whole(blocks: Sequence[str], ending: str) -> str:
    if ending == "html":
        return f"<html><body><article>{''.join(blocks)}</article></body></html>\n"
    return "\n\n".join(blocks) + "\n"


class Setting(NamedTuple):
    """How a text is set off: in which files, and what becomes of it and its announcement."""

    endings: str
    shown: Callable[[list[str], str, str], list[str]]
    around: str = "{}"
    run_on: bool = False

    def print_text(
        self, led: Sequence[str], text: Sequence[str], marks: str, ending: str
    ) -> list[str]:
        """Return the blocks of an announcement and its text."""
        opening, closing = marks.split() if " " in marks else (marks[0], marks[-1])
        if " " in marks:
            opening, closing = f"{opening}\u00a0", f"\u00a0{closing}"
        shown = self.shown(list(text), opening, closing)
        if self.run_on:
            return _paragraphs("", [*led[:-1], f"{led[-1]} {shown[0]}"], ending)
        tags = {"html": ("<blockquote>", "<em>"), "md": ("> ", "*")}.get(ending)
        blocks = _paragraphs("", shown, ending)
        if self.around == "quote" and tags:
            end = "</blockquote>" if ending == "html" else ""
            blocks = [f"{tags[0]}{one}{end}" for one in blocks]
        if self.around == "italics" and ending == "html":
            blocks = [one.replace("<p>", "<p><em>") for one in blocks]
            blocks = [one.replace("</p>", "</em></p>") for one in blocks]
        elif self.around == "italics":
            blocks = [f"*{one}*" for one in blocks]
        elif self.around == "indent":
            blocks = [f"    {one}" for one in blocks]
        return [*_paragraphs("", led, ending), *blocks]


def _plain(text: list[str], opening: str, closing: str) -> list[str]:
    del opening, closing
    return text


def _in_marks(text: list[str], opening: str, closing: str) -> list[str]:
    return (
        [opening + text[0], *text[1:-1], text[-1] + closing][-len(text) :]
        if (len(text) > 1)
        else [f"{opening}{text[0]}{closing}"]
    )


def _each_in_marks(text: list[str], opening: str, closing: str) -> list[str]:
    return [*(opening + one for one in text[:-1]), f"{opening}{text[-1]}{closing}"]


_ALL = "txt md html"
SETTINGS: dict[str, Setting] = {
    "marks": Setting(_ALL, _in_marks),
    "marks on each paragraph": Setting(_ALL, _each_in_marks),
    "block quote": Setting("md html", _plain, "quote"),
    "italics": Setting("md html", _plain, "italics"),
    "indented": Setting("txt", _plain, "indent"),
    "own paragraphs": Setting(_ALL, _plain),
    "marks, same paragraph": Setting(_ALL, _in_marks, run_on=True),
    "same paragraph": Setting(_ALL, _plain, run_on=True),
}
"""The ways of setting off a text; the last two are for texts of one paragraph."""


def may_host(gold: Sequence[GoldSegment]) -> list[GoldSegment]:
    """Return the turns of a document up to its first text that is read out; none if few."""
    first = next(
        (n for n, g in enumerate(gold) if g.kind is SegmentKind.MESSAGE), len(gold) + 1
    )
    turns = [one for one in gold[: max(first - 1, 0)] if one.kind in SPOKEN]
    if not turns or not all(g.names for g in turns) or not may_reprint(turns):
        return []
    return turns
