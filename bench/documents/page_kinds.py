"""Write out ordinary pages in many languages, and judge how each was read.

A kind of page is a YAML file in `pages/`: `about`, a sentence; `gold`, whose words each
part is, by the part that holds the name (variants between bars), or `nobody`; `forms`,
templates by file name, in which `${part}` stands for words; `words`, the parts in each
language; and `not_yet`, forms that are known to be read wrongly, as `"it article.html"`.
A form that ends in `.pdf.txt` is printed in pages, with hyphens and the words' `run` as
their head.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import NamedTuple

import yaml

from bench.documents.wear import print_pages
from content.document import BlockKind, Document
from content.formats import read_document
from content.segment import Segment, segment

_FOLDER = Path(__file__).with_name("pages")
_NOBODY = "nobody"
# The loader in C is ten times as fast.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"\w+")


class Verdict(StrEnum):
    """How the words of a page were read; the worst of its parts counts."""

    RIGHT = "right"
    DOUBTED = "right, but doubted"
    UNSURE = "wrong, but doubted"
    MISSED = "left to nobody"
    LOST = "not found"
    WRONG = "served under a wrong name"


_BY_GRAVITY = tuple(Verdict)


class Part(NamedTuple):
    """A part of a page, how it was read, and to whom its words were given."""

    key: str
    verdict: Verdict
    given_to: tuple[str | None, ...]


class Page(NamedTuple):
    """A page of one kind in one language and form, and the names that are right for each part."""

    kind: str
    language: str
    form: str
    text: str
    gold: Mapping[str, tuple[str, frozenset[str]]]
    """The words of each part, and who may be named as their speaker; nobody's are empty."""
    known_fault: bool

    @property
    def name(self) -> str:
        """The file name."""
        return f"{self.language}_{self.form}"

    def judge(self) -> list[Part]:
        """Read the page and return how each of its parts was read.

        What the page's format sets apart as furniture is in no segment, and nobody's.
        """
        document = read_document(self.text.encode(), self.form)
        read = segment(document)
        words = [(word, one) for one in read for word in _words(one.text)]
        plain = [word for word, _ in words]
        furniture = _words("\n".join(_furniture(document)))
        return [
            Part(key, Verdict.RIGHT, ())
            if not names and _within(_words(text), furniture)
            else _judged(key, _within(_words(text), plain), words, names)
            for key, (text, names) in self.gold.items()
        ]


def _furniture(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            yield block.text


def worst(parts: Sequence[Part]) -> Verdict:
    """Return the gravest verdict of some parts."""
    return max((part.verdict for part in parts), key=_BY_GRAVITY.index)


def kinds() -> list[str]:
    """Return the names of all kinds."""
    return sorted(file.stem for file in _FOLDER.glob("*.yaml"))


def pages_of(kind: str) -> list[Page]:
    """Return all pages of a kind, language by language."""
    return [*_pages(_FOLDER / f"{kind}.yaml")]


def _pages(file: Path) -> Iterator[Page]:
    kind = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe one
    not_yet = {*kind.get("not_yet", ())}
    unknown = not_yet - {
        f"{lang} {form}" for lang in kind["words"] for form in kind["forms"]
    }
    if unknown:
        raise ValueError(f"{file.name}: no such pages: {sorted(unknown)}")
    for language, words in kind["words"].items():
        for form, template in kind["forms"].items():
            parts = {
                key: str(text).partition("|")[0].strip() for key, text in words.items()
            }
            gold = {
                key: (parts[key], _names(words, holder))
                for key, holder in kind["gold"].items()
                if f"${{{key}}}" in template and parts.get(key)
            }
            text = Template(template).substitute(parts, language=language)
            if form.endswith(".pdf.txt"):
                text = print_pages(text, parts["run"])
            known = f"{language} {form}" in not_yet
            yield Page(file.stem, language, form, text, gold, known)


def _names(words: Mapping[str, str], holder: str) -> frozenset[str]:
    if holder == _NOBODY:
        return frozenset()
    return frozenset(name.strip().casefold() for name in words[holder].split("|"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _within(sought: Sequence[str], words: Sequence[str]) -> range:
    """Return where some words stand next to each other, or nowhere."""
    size = len(sought)
    for start in range(len(words) - size + 1):
        if words[start] == sought[0] and [*words[start : start + size]] == [*sought]:
            return range(start, start + size)
    return range(0)


def _judged(
    key: str,
    place: range,
    words: Sequence[tuple[str, Segment]],
    names: frozenset[str],
) -> Part:
    read = [*dict.fromkeys(map(id, (words[at][1] for at in place)))]
    segments = {id(words[at][1]): words[at][1] for at in place}
    verdicts = [_verdict(segments[one], names) for one in read] or [Verdict.LOST]
    given = tuple(_speaker(segments[one]) for one in read)
    return Part(key, max(verdicts, key=_BY_GRAVITY.index), given)


def _speaker(one: Segment) -> str | None:
    return one.speaker if one.kind.attributed else None


def _verdict(one: Segment, names: frozenset[str]) -> Verdict:
    speaker = _speaker(one)
    right = speaker.casefold() in names if speaker else not names
    if right:
        return Verdict.DOUBTED if one.doubtful and names else Verdict.RIGHT
    if one.doubtful:
        return Verdict.UNSURE
    return Verdict.WRONG if speaker else Verdict.MISSED
