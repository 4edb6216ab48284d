"""Label the turns of a talk in one of many house styles."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.documents.talks import QUESTION, Bank, Turn, Voice
from content.segment import SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph as it is printed, and whose it is.

    Attributes:
        form: ``plain``, ``heading``, ``rule``, ``quote``, ``italic`` or ``bold``.
        label: What is printed before it, on its line unless it ends in a line break.
    """

    text: str
    kind: SegmentKind = SegmentKind.SPEECH
    names: tuple[str, ...] = ()
    form: str = "plain"
    label: str = ""


class Style(NamedTuple):
    """What is printed before a turn, and in what files; without an office, the name alone."""

    label: Callable[[Voice, Bank], str]
    files: str = "txt md html"


def _office_first(joint: str) -> Callable[[Voice, Bank], str]:
    def label(voice: Voice, words: Bank) -> str:
        del words
        before = f"{voice.office}{joint}" if voice.office else ""
        return f"{before}{voice.name}: "

    return label


def _letters(end: str) -> Callable[[Voice, Bank], str]:
    def label(voice: Voice, words: Bank) -> str:
        asks, answers = words["letters"]
        return f"{asks if voice.name == QUESTION else answers}{end} "

    return label


STYLES: dict[str, Style] = {
    "Name:": Style(lambda v, _: f"{v.name}: "),
    "NAME:": Style(lambda v, _: f"{v.name.upper()}: "),
    "**Name:**": Style(lambda v, _: f"<b>{v.name}:</b> ", "md html"),
    "**Name** text": Style(lambda v, _: f"<b>{v.name}</b> ", "md html"),
    "**Name**, own line": Style(lambda v, _: f"<b>{v.name}</b>\n", "md html"),
    "Name:, own line": Style(lambda v, _: f"{v.name}:\n"),
    "NAME.": Style(lambda v, _: f"{v.name.upper()}. ", "txt html"),
    "Name —": Style(lambda v, _: f"{v.name} — "),
    "Name (office):": Style(
        lambda v, _: f"{v.name} ({v.office}): " if v.office else f"{v.name}: "
    ),
    "Office Name:": Style(_office_first(" ")),
    "Office, Name:": Style(_office_first(", ")),
    "Name, office:": Style(
        lambda v, _: f"{v.name}, {v.office}: " if v.office else f"{v.name}: "
    ),
    "[00:01] Name:": Style(lambda v, _: f"[00:01:02] {v.name}: "),
    "name: (chat)": Style(lambda v, _: f"{v.name.split()[0].lower()}: "),
    "<name>": Style(lambda v, _: f"<{v.name.split()[0].lower()}> ", "txt"),
    "Q:/A:": Style(_letters(":")),
    "Q./A.": Style(_letters(".")),
    "[Name]": Style(lambda v, _: f"[{v.name}] ", "txt html"),
    "【Name】": Style(lambda v, _: f"【{v.name}】", "txt html"),
    "Name | ": Style(lambda v, _: f"{v.name} | ", "txt html"),
    "– dash for questions": Style(
        lambda v, _: "– " if v.name == QUESTION else f"{v.name}: "
    ),
}
HELD_STYLES = frozenset(("Name | ", "Name:, own line"))
LETTERED = frozenset(("Q:/A:", "Q./A."))
USUAL = ("Name:", "NAME:", "**Name:**", "Office Name:", "Name (office):", "Name:")


def label_parts(
    talk: Sequence[Turn], style: str, words: Bank, rng: random.Random
) -> list[Part]:
    """Return a talk as printed paragraphs, a label before the first of each turn."""
    label = STYLES[style].label
    parts: list[Part] = []
    offices = rng.random() < 0.5
    for turn in talk:
        if turn.voice is None:
            stage = SegmentKind.STAGE
            parts += [Part(text=text, kind=stage) for text in turn.paragraphs]
            continue
        printed = label(turn.voice, words)
        if offices and any(part.names[:1] == (turn.voice.name,) for part in parts):
            # The office is printed the first time only.
            printed = label(turn.voice._replace(office=""), words)
        asks = turn.voice.name == QUESTION
        if asks and style not in LETTERED and "–" not in printed:
            asked = rng.choice(words["names"][-1:])
            printed = label(Voice(asked), words)
            names: tuple[str, ...] = (asked, *printed_forms(Voice(asked), printed))
        else:
            names = (turn.voice.name, *printed_forms(turn.voice, printed))
        kind = SegmentKind.QUESTION if asks else SegmentKind.SPEECH
        for n, text in enumerate(turn.paragraphs):
            parts.append(
                Part(text=text, kind=kind, names=names, label="" if n else printed)
            )
    return parts


def printed_forms(voice: Voice, printed: str) -> tuple[str, ...]:
    """Return the names by which a printed label may call its voice."""
    bare = printed.replace("<b>", "").replace("</b>", "").strip(" \n:.—|[]【】<>")
    bare = bare.removeprefix("00:01:02] ")
    surname = voice.name.split()[-1]
    office = f"{voice.office} {voice.name}" if voice.office else ""
    forms = (bare, bare.partition(" (")[0], office, *voice.aliases)
    return tuple(filter(None, (*forms, surname if surname == bare else "")))
