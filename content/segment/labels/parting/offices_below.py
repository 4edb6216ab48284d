"""Labels of two lines: a name, and the office of its holder on the line below."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS, LINE_ENDS
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import bare_score
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_CHARS, _MIN_NAMES, _MIN_SCORE = 70, 2, 0.5
_FEW_WORDS = 4


def join_offices_below(lines: Sequence[Line]) -> list[Line]:
    """Join a name that opens a paragraph with the office below it, as a comma would.

    Such a name comes back, each time above the same words, and so do others, or they
    stand there once, all above sentences. Each is weak, so they are counted.
    """
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    times: Counter[str] = Counter()
    for n, (first, two, below) in enumerate(
        zip(lines, lines[1:], lines[2:], strict=False)
    ):
        if first.opens and first.spoken and _is_short(first.text):
            name = first.text.strip()
            times[name] += 1
            beside = two.number == first.number + 1 and two.kind is first.kind
            if beside and _is_short(two.text) and _goes_on(below.text):
                places[name, two.text.strip()].append(n)
    pairs = {
        pair: found for pair, found in places.items() if times[pair[0]] == len(found)
    }
    again = [pair for pair in pairs if len(pairs[pair]) > 1 and _names_one(pair)]
    once = [pair for pair in pairs if len(pairs[pair]) == 1 and is_person(pair[0])]
    if not again or len(again) + len(once) / 2 < _MIN_NAMES:
        return list(lines)
    joined = {n for pair in (*again, *once) for n in pairs[pair]}
    if not any(SPOKEN_WORDS.is_in(lines[n + 2].text) for n in joined):
        return list(lines)  # "Ada Brook", "White Lamp", "Oil on canvas, …"
    made: list[Line] = []
    for n, line in enumerate(lines):
        if n - 1 in joined:
            made[-1] = _joined(made[-1], line)
        else:
            made.append(line)
    return made


def _joined(name: Line, office: Line) -> Line:
    before, behind = name.text.rstrip(), office.text.strip()
    unparted = WITHOUT_CASE.search(before)
    put_in = f"（{behind}）" if unparted else f", {behind}"
    text = before + put_in
    return replace(
        name,
        text=text,
        joined=(put_in, behind),
        bold=len(text) if name.is_bold else name.bold,
        italic=len(text) if name.is_italic else name.italic,
    )


def _is_short(text: str) -> bool:
    """Return whether a line is as short as a label, and no sentence."""
    bare = text.strip().removesuffix(":")
    return (
        0 < len(bare) <= _MAX_CHARS
        and bare[-1].isalpha()
        and not bare.endswith((*LINE_ENDS, *COLONS))
        and not any(char.isdigit() or char in ":：" for char in bare)
    )


def _goes_on(text: str) -> bool:
    """Return whether a line may be what somebody says below a name and an office."""
    return not _is_short(text) or len(text.split()) > _FEW_WORDS


def _names_one(pair: tuple[str, str]) -> bool:
    """Return whether one of two lines is a person's name, or both may be labels."""
    return any(is_person(strip_titles(line)) for line in pair) or all(
        bare_score(line) >= _MIN_SCORE for line in pair
    )
