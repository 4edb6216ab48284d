"""Print talks in house styles, with all that pages put around them, and the truth.

A talk is invented (`talks.yaml`) or cut from a gold file. It is printed with labels of
one style, and mutated: a label looks unlike the others, an author goes on below a rule,
a letter is read out. Since each word's speaker is known, so is what a reader of the
printed page gets wrong. `bench.doubt` fits and measures the second reader on them.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.scoring.attribution import GoldSegment
from content.segment import SegmentKind

_BANK = Path(__file__).with_name("talks.yaml")
_QUESTION = "Question"
_HEADING = SegmentKind.HEADING

Bank = Mapping[str, Any]


class Voice(NamedTuple):
    """A speaker: the name, the office if there is one, and other names."""

    name: str
    office: str = ""
    aliases: tuple[str, ...] = ()


class Turn(NamedTuple):
    """What one voice says, in paragraphs; no voice for a stage direction."""

    voice: Voice | None
    paragraphs: Sequence[str]


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


@cache
def bank() -> dict[str, Bank]:
    """Return the invented talks by language."""
    loaded: dict[str, Bank] = yaml.safe_load(_BANK.read_text("utf-8"))
    return loaded


def print_documents(
    seed: int, times: int, golds: Sequence[Sequence[GoldSegment]] = ()
) -> Iterator[Printed]:
    """Yield mutated documents: `times` of each mutation, in turn of styles and languages."""
    rng = random.Random(seed)
    languages = list(bank())
    for mutation in MUTATIONS:
        for _ in range(times):
            language = rng.choice(languages)
            talk = _invent(language, rng)
            if golds and rng.random() < 0.3:
                cut = _cut(rng.choice(golds), rng)
                if cut is not None:
                    made = _print(mutation, "en", cut, rng)
                    yield made._replace(language="cut from the set")
                    continue
            yield _print(mutation, language, talk, rng)


# Talks.


def _invent(language: str, rng: random.Random) -> list[Turn]:
    """Return an invented talk: an interview, a meeting, or a speech of one person."""
    words = bank()[language]
    names = rng.sample(words["names"], k=min(4, len(words["names"])))
    office = rng.choice(words["offices"])
    voices = [Voice(names[0], office), *map(Voice, names[1:])]
    said = _Deck(words["speech"], rng)
    shape = rng.random()
    if shape < 0.3:
        count = rng.randint(3, 7)
        return [Turn(voices[0], [*said.take(count), rng.choice(words["goodbye"])])]
    turns: list[Turn] = []
    for n in range(rng.randint(4, 9)):
        if shape < 0.6:
            asker = Voice(_QUESTION) if shape < 0.45 else voices[1]
            turns.append(Turn(asker, [rng.choice(words["question"])]))
            turns.append(Turn(voices[0], said.take(rng.choice((1, 1, 2, 3)))))
        else:
            voice = voices[n % len(voices)] if n < 4 else rng.choice(voices)
            turns.append(Turn(voice, said.take(rng.choice((1, 1, 2, 4)))))
            if rng.random() < 0.15:
                turns.append(Turn(None, [rng.choice(words["direction"])]))
    if turns[-1].voice and rng.random() < 0.4:
        last = turns[-1]
        turns[-1] = Turn(last.voice, [*last.paragraphs, rng.choice(words["goodbye"])])
    return turns


class _Deck:
    """Paragraphs dealt in random order, each once until all are gone."""

    def __init__(self, cards: Sequence[str], rng: random.Random) -> None:
        self._cards, self._rng = cards, rng
        self._left: list[str] = []

    def take(self, count: int) -> list[str]:
        taken = []
        for _ in range(count):
            if not self._left:
                self._left = list(self._cards)
                self._rng.shuffle(self._left)
            taken.append(self._left.pop())
        return taken


def _cut(gold: Sequence[GoldSegment], rng: random.Random) -> list[Turn] | None:
    """Return some turns of a gold file in a row; None if they have one voice only."""
    start = rng.randrange(max(1, len(gold) - 12))
    turns: list[Turn] = []
    for one in gold[start : start + rng.randint(8, 24)]:
        paragraphs = [part for part in one.text.split("\n") if part.strip()][:8]
        if one.kind is SegmentKind.STAGE:
            if turns and paragraphs[0].startswith("("):
                turns.append(Turn(None, paragraphs[:1]))
        elif one.kind in {SegmentKind.SPEECH, SegmentKind.QUESTION} and one.names:
            turns.append(Turn(Voice(one.names[0], "", tuple(one.names)), paragraphs))
    joined: list[Turn] = []
    for turn in turns:
        if joined and joined[-1].voice == turn.voice:
            both = [*joined[-1].paragraphs, *turn.paragraphs]
            joined[-1] = Turn(turn.voice, both)
        else:
            joined.append(turn)
    voices = {turn.voice for turn in joined if turn.voice}
    return joined if len(voices) > 1 else None


# House styles. "\n" at the end: the label has a line of its own.


class Style(NamedTuple):
    """How labels are printed, and in what files.

    `speaks` and `asks` format the name and the office; where there is no office, the
    name stands alone.
    """

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
        return f"{asks if voice.name == _QUESTION else answers}{end} "

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
        lambda v, _: "– " if v.name == _QUESTION else f"{v.name}: "
    ),
}
HELD_STYLES = frozenset(("Name | ", "Name:, own line"))
_LETTERED = frozenset(("Q:/A:", "Q./A."))
_USUAL = ("Name:", "NAME:", "**Name:**", "Office Name:", "Name (office):", "Name:")


def _label_parts(
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
        asks = turn.voice.name == _QUESTION
        if asks and style not in _LETTERED and "–" not in printed:
            asked = rng.choice(words["names"][-1:])
            printed = label(Voice(asked), words)
            names: tuple[str, ...] = (asked, *_forms(Voice(asked), printed))
        else:
            names = (turn.voice.name, *_forms(turn.voice, printed))
        kind = SegmentKind.QUESTION if asks else SegmentKind.SPEECH
        for n, text in enumerate(turn.paragraphs):
            parts.append(
                Part(text=text, kind=kind, names=names, label="" if n else printed)
            )
    return parts


def _forms(voice: Voice, printed: str) -> tuple[str, ...]:
    bare = printed.replace("<b>", "").replace("</b>", "").strip(" \n:.—|[]【】<>")
    bare = bare.removeprefix("00:01:02] ")
    surname = voice.name.split()[-1]
    office = f"{voice.office} {voice.name}" if voice.office else ""
    forms = (bare, bare.partition(" (")[0], office, *voice.aliases)
    return tuple(filter(None, (*forms, surname if surname == bare else "")))


# Mutations. Each returns the paragraphs changed, or None if it finds no place.

Mutation = Callable[[list[Part], Bank, random.Random], "list[Part] | None"]


def _ours(text: str, form: str = "plain") -> Part:
    return Part(text=text, kind=SegmentKind.COMMENTARY, form=form)


def _about(template: str, parts: Sequence[Part], words: Bank) -> str:
    """Fill in the name of the last of these speakers, and an office."""
    names = [part.names[0] for part in parts if part.names]
    names = [name for name in names if name != _QUESTION]
    name = names[-1] if names else words["names"][0]
    return template.replace("{name}", name.split()[-1]).replace(
        "{office}", words["offices"][0].split()[0].lower()
    )


def _clean(parts: list[Part], words: Bank, rng: random.Random) -> list[Part]:
    del words, rng
    return parts


def _framed(parts: list[Part], words: Bank, rng: random.Random) -> list[Part]:
    return [_ours(rng.choice(words["intro"])), *parts]


def _tail(*openings: str) -> Mutation:
    """Return a mutation that adds an author's paragraphs below one of the openings."""

    def mutate(parts: list[Part], words: Bank, rng: random.Random) -> list[Part]:
        opening = rng.choice(openings)
        after: list[Part] = []
        if opening == "rule":
            after.append(Part(text="* * *", kind=SegmentKind.STAGE, form="rule"))
        elif opening == "heading":
            head = rng.choice(words["heading"])
            after.append(Part(text=head, kind=SegmentKind.HEADING, form="heading"))
        elif opening in {"end", "emphasis"}:
            after.append(_ours(rng.choice(words[opening])))
        count = rng.choice((1, 1, 2, 3))
        chosen = rng.sample(words["author"], k=min(count, len(words["author"])))
        form = "italic" if opening == "italic" else "plain"
        after += [_ours(_about(text, parts, words), form) for text in chosen]
        before = [_ours(rng.choice(words["intro"]))] if rng.random() < 0.8 else []
        return [*before, *parts, *after]

    return mutate


def _inside(table: str, form: str) -> Mutation:
    """Return a mutation that puts a text of the author's between paragraphs of a turn."""

    def mutate(parts: list[Part], words: Bank, rng: random.Random) -> list[Part] | None:
        places = _places_inside(parts)
        if not places:
            return None
        found = words[table] if table != "mine" else [words["mine"]]
        n = rng.choice(places)
        text = _about(rng.choice(found), parts[:n], words)
        if form == "signed":
            n -= 1
            note = f" ({text} – {words['editor']})"
            return [*parts[: n + 1], _glued(note), *parts[n + 1 :]]
        shown = f"[{text}]" if form == "brackets" else text
        part = _ours(shown, "italic" if form == "italic" else "plain")
        return [*parts[:n], part, *parts[n:]]

    return mutate


def _glued(text: str) -> Part:
    """Return a text that goes on the line of the paragraph before it."""
    return Part(text=text, kind=SegmentKind.COMMENTARY, form="glued")


def _places_inside(parts: Sequence[Part]) -> list[int]:
    """Return where a paragraph goes on a turn."""
    return [
        n
        for n in range(1, len(parts))
        if parts[n].names and not parts[n].label and parts[n - 1].names
    ]


def _places_between(parts: Sequence[Part]) -> list[int]:
    return [n for n in range(1, len(parts)) if parts[n].label]


def _odd_label(parts: list[Part], words: Bank, rng: random.Random) -> list[Part] | None:
    """Add a turn under a long label of its own."""
    places = _places_between(parts)
    if len(places) < 2:
        return None
    n = rng.choice(places)
    known = {part.names[0] for part in parts if part.names}
    name = next((one for one in words["names"] if one not in known), "Finn Orr")
    office = rng.choice(words["odd"])
    bare = f"{office}, {name}"
    printed = _like(parts, bare)
    said = Part(text=rng.choice(words["speech"]), names=(name, bare), label=printed)
    return [*parts[:n], said, *parts[n:]]


def _like(parts: Sequence[Part], bare: str) -> str:
    """Return a label printed as the first label of the document is."""
    first = next(part for part in parts if part.label)
    names = sorted(first.names, key=len, reverse=True)
    for name in (*names, *(one.upper() for one in names)):
        if name in first.label:
            shown = bare.upper() if name.isupper() else bare
            return first.label.replace(name, shown)
    return f"{bare}: "


def _other_label(
    parts: list[Part], words: Bank, rng: random.Random
) -> list[Part] | None:
    """Print one label in another style than all others."""
    places = _places_between(parts)
    if len(places) < 3:
        return None
    n = rng.choice(places)
    voice = Voice(parts[n].names[0])
    others = ("Name:", "NAME.", "Name —", "[Name]", "**Name** text", "【Name】")
    printed = STYLES[rng.choice(others)].label(voice, words)
    forms = (*parts[n].names, *_forms(voice, printed))
    own = parts[n].names
    changed = [
        replace(part, names=forms) if part.names == own and m >= n else part
        for m, part in enumerate(parts)
    ]
    changed[n] = replace(changed[n], label=printed)
    return changed


def _lost_label(
    parts: list[Part], words: Bank, rng: random.Random
) -> list[Part] | None:
    """Lose the end of one label: the name stays, as the opening of the words."""
    places = _places_between(parts)
    if len(places) < 3:
        return None
    n = rng.choice(places)
    del words
    opening = f"{parts[n].names[0]} "
    return [*parts[:n], replace(parts[n], label=opening), *parts[n + 1 :]]


def _colon(parts: list[Part], words: Bank, rng: random.Random) -> list[Part] | None:
    """Insert a sentence that looks like a label into a speaker's words."""
    places = _places_inside(parts) or [n + 1 for n, p in enumerate(parts) if p.names]
    if not places:
        return None
    n = rng.choice(places)
    said = replace(parts[n - 1], text=rng.choice(words["colon"]), label="")
    return [*parts[:n], said, *parts[n:]]


def _read_out(form: str) -> Mutation:
    """Return a mutation in which a speaker reads a letter."""

    def mutate(parts: list[Part], words: Bank, rng: random.Random) -> list[Part] | None:
        spoken = [n for n, part in enumerate(parts) if part.names]
        if not spoken:
            return None
        n = rng.choice(spoken)
        known = {part.names[0] for part in parts if part.names}
        sender = next((one for one in words["names"] if one not in known), "Finn Orr")
        announce = rng.choice(words["announce"]).replace("{sender}", sender)
        letter = list(words["letter"])
        if form == "signed":
            sign = words["signature"].replace("{sender}", sender)
            letter = [rng.choice(words["salutation"]), *letter, sign]
        elif form == "salutation":
            letter = [rng.choice(words["salutation"]), *letter]
        elif form == "quoted":
            letter = [f"“{' '.join(letter)}”"]
        read = [
            Part(
                text=text,
                kind=SegmentKind.MESSAGE,
                names=(sender,),
                form="quote" if form == "block" else "plain",
            )
            for text in letter
        ]
        said = replace(parts[n], text=announce, label="")
        after = replace(parts[n], text=rng.choice(words["speech"]), label="")
        rest = [after] if rng.random() < 0.6 else []
        return [*parts[: n + 1], said, *read, *rest, *parts[n + 1 :]]

    return mutate


def _block(parts: list[Part], words: Bank, rng: random.Random) -> list[Part]:
    """Set all that is said off as a quotation, and go on outside of it."""
    inside = [replace(part, form="quote") if part.names else part for part in parts]
    after = _about(rng.choice(words["author"]), parts, words)
    return [_ours(rng.choice(words["intro"])), *inside, _ours(after)]


def _list(table: str) -> Mutation:
    """Return a mutation that puts a list of votes or names, or a title, in the middle."""

    def mutate(parts: list[Part], words: Bank, rng: random.Random) -> list[Part] | None:
        places = [*_places_between(parts), len(parts)]
        text = words["caps"] if table == "caps" else rng.choice(words[table])
        kind = SegmentKind.HEADING if table == "caps" else SegmentKind.STAGE
        n = rng.choice(places)
        return [*parts[:n], Part(text=text, kind=kind), *parts[n:]]

    return mutate


def _minutes_after(parts: list[Part], words: Bank, rng: random.Random) -> list[Part]:
    """End the document with a heading and what was decided."""
    head = Part(text=words["heading"][-1], kind=SegmentKind.HEADING, form="heading")
    del rng
    return [*parts, head, *(_ours(text) for text in words["minutes"])]


def _pull_quote(
    parts: list[Part], words: Bank, rng: random.Random
) -> list[Part] | None:
    """Repeat the start of what somebody says, set in bold inside another turn."""
    del words
    long = [part for part in parts if part.names and len(part.text) > 60]
    places = _places_inside(parts)
    if not long or not places:
        return None
    text = rng.choice(long).text
    cut = text.rfind(" ", 0, max(50, len(text) * 2 // 3))
    shown = text[: cut if cut > 30 else len(text)].rstrip(" ,.;") + "."
    n = rng.choice(places)
    return [
        *parts[:n],
        Part(text=shown, kind=SegmentKind.STAGE, form="bold"),
        *parts[n:],
    ]


MUTATIONS: dict[str, Mutation] = {
    "clean": _clean,
    "clean again": _clean,
    "framed": _framed,
    "author below": _tail("plain"),
    "author below a rule": _tail("rule"),
    "author below a heading": _tail("heading"),
    "author below a note": _tail("emphasis", "end"),
    "author in italics": _tail("italic"),
    "narration": _inside("narration", "plain"),
    "narration in italics": _inside("narration", "italic"),
    "note in brackets": _inside("note", "brackets"),
    "signed note": _inside("note", "signed"),
    "my comment": _inside("mine", "plain"),
    "odd label": _odd_label,
    "other label": _other_label,
    "lost label": _lost_label,
    "colon": _colon,
    "letter": _read_out("plain"),
    "letter, signed": _read_out("signed"),
    "letter, saluting": _read_out("salutation"),
    "letter in quotes": _read_out("quoted"),
    "letter in a block": _read_out("block"),
    "block": _block,
    "votes": _list("votes"),
    "title in capitals": _list("caps"),
    "minutes after": _minutes_after,
    "pull quote": _pull_quote,
}
HELD_MUTATIONS = frozenset(("author in italics", "letter, saluting", "votes"))


# Printing.


def _print(
    mutation: str, language: str, talk: Sequence[Turn], rng: random.Random
) -> Printed:
    words = bank()[language]
    usual = mutation not in {"clean", "clean again"} and rng.random() < 0.6
    style = rng.choice(_USUAL if usual else list(STYLES))
    lettered = {turn.voice.name for turn in talk if turn.voice} == {
        talk[-1].voice.name if talk[-1].voice else "",
        _QUESTION,
    }
    if style in _LETTERED and not lettered:
        style = "Name:"
    parts = _label_parts(talk, style, words, rng)
    if style in _LETTERED:
        answer = words["letters"][1]
        parts = [
            replace(part, names=(*part.names, answer)) if part.names else part
            for part in parts
        ]
    parts = MUTATIONS[mutation](parts, words, rng) or parts
    title = words["caps"].capitalize()
    voices = {turn.voice.name for turn in talk if turn.voice} - {_QUESTION}
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
