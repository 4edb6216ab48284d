"""Mutate printed talks as pages do: an odd label, an author below a rule, a letter.

Each mutation returns the paragraphs changed, or None if it finds no place.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.documents.labels import STYLES, Part, printed_forms
from bench.documents.talks import QUESTION, Bank, Voice
from content.segment import SegmentKind

Mutation = Callable[[list[Part], Bank, random.Random], "list[Part] | None"]


def _ours(text: str, form: str = "plain") -> Part:
    return Part(text=text, kind=SegmentKind.COMMENTARY, form=form)


def _about(template: str, parts: Sequence[Part], words: Bank) -> str:
    """Fill in the name of the last of these speakers, and an office."""
    names = [part.names[0] for part in parts if part.names]
    names = [name for name in names if name != QUESTION]
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
    forms = (*parts[n].names, *printed_forms(voice, printed))
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
