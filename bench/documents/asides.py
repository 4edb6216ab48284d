"""Set what the authors of other documents tell between the turns of a document.

What somebody tells between the words of others stays nobody's in another document, if
the people of that one are named in it. So a document of short turns shows whether an
author is told from whoever speaks above.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from bench.documents.framed import may_frame, paragraphs_of
from bench.scoring.attribution import GoldSegment
from content.document import Block, Document
from content.language.sentence_marks import LINE_ENDS
from content.segment import SegmentKind
from content.segment.names.document_language import guess_language
from content.segment.pieces import Piece, turn_spans

_SAID = frozenset((SegmentKind.SPEECH, SegmentKind.MESSAGE, SegmentKind.QUESTION))
_MIN_CHARS, _MAX_CHARS, _MIN_NAME = 30, 500, 3
_ASKS = ("?", "？")
_TURNS_EACH, _MOST, _TWO, _ASKED, _AUTHORS = 6, 3, 0.25, 0.3, 0.8


class Aside(NamedTuple):
    """What an author tells in a paragraph or two between the words of others.

    Attributes:
        label: The document.
        names: The people who speak there.
        by_author: Whether an author tells of a few people there, or asks one.
    """

    label: str
    paragraphs: Sequence[str]
    names: Sequence[str]
    by_author: bool


class Spot(NamedTuple):
    """The block of a label below a turn of one paragraph, and who speaks above and below."""

    block: int
    names: Sequence[str]
    asked: bool


def asides(
    documents: Iterable[tuple[str, Sequence[GoldSegment]]],
) -> Mapping[str, Sequence[Aside]]:
    """Return what authors tell between the words of others, by language."""
    found: dict[str, list[Aside]] = defaultdict(list)
    for label, gold in documents:
        said = [n for n, g in enumerate(gold) if g.kind in _SAID and g.names]
        if not said:
            continue
        names = sorted({g.names[0] for g in gold if g.names}, key=len, reverse=True)
        asked = any(g.kind is SegmentKind.QUESTION for g in gold)
        language = guess_language([g.text for g in gold])
        for one in gold[said[0] : said[-1]]:
            told = paragraphs_of(one.text)
            if one.kind is SegmentKind.COMMENTARY and all(map(_is_plain, told)):
                author = asked or may_frame(gold)
                found[language].append(Aside(label, told[:2], names, author))
    return found


def _is_plain(text: str) -> bool:
    """Return whether a paragraph is running text that no sign sets apart."""
    long = _MIN_CHARS <= len(text) <= _MAX_CHARS and text.endswith(LINE_ENDS)
    return long and text[0].isalpha() and not text[0].islower() and "http" not in text


def spots_of(pieces: Sequence[Piece], labels: Sequence[int]) -> Iterator[Spot]:
    """Yield where an author may break in between turns under labels.

    Args:
        pieces: All of the document, as it is read.
        labels: The blocks of its labels, in their order.
    """
    turns = range(1, len(labels) + 1)
    spans = [span for span in turn_spans(pieces) if pieces[span[0]].turn in turns]
    for (start, end), (below, last) in pairwise(spans):
        turn = pieces[start:end]
        blocks = {one.block for one in turn if one.spoken}
        alone = all(one.spoken or not one.text.strip() for one in turn)
        block = labels[pieces[below].turn - 1]
        if len(blocks) == 1 and alone and all(p.block < block for p in pieces[:below]):
            both = (*turn, *pieces[below:last])
            names = dict.fromkeys(one.speaker for one in both if one.speaker)
            yield Spot(block, [*names], turn[-1].text.rstrip().endswith(_ASKS))


def with_asides(
    document: Document,
    spots: Sequence[Spot],
    candidates: Sequence[Aside],
    chance: random.Random,
) -> tuple[Document, frozenset[int]]:
    """Return a document with what authors of others tell between its turns, and the new blocks.

    Args:
        document: The document.
        spots: Where an author may break in.
        candidates: What they tell.
        chance: What chooses among both; after questions an author seldom breaks in.
    """
    likely = [one for one in spots if not one.asked or chance.random() < _ASKED]
    size = min(_MOST, max(1, len(spots) // _TURNS_EACH), len(likely))
    told: dict[int, list[str]] = {}
    for spot in chance.sample(likely, size):
        by_authors = [one for one in candidates if one.by_author]
        wanted = chance.random() < _AUTHORS
        aside = chance.choice(by_authors if wanted and by_authors else [*candidates])
        texts = aside.paragraphs if chance.random() < _TWO else aside.paragraphs[:1]
        names = chance.sample(spot.names, len(spot.names))
        told[spot.block] = [_renamed(text, aside.names, names) for text in texts]
    blocks: list[Block] = []
    new: set[int] = set()
    for n, block in enumerate(document.blocks):
        for text in told.get(n, ()):
            new.add(len(blocks))
            blocks.append(Block(text=text, line=block.line))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks)), frozenset(new)


def _renamed(text: str, names: Sequence[str], others: Sequence[str]) -> str:
    """Return a text in which people have the names of others, whole or in part."""
    for n, name in enumerate(names):
        other = others[n % len(others)] if others else name
        text = text.replace(name, other)
        for part in (-1, 0):
            word, instead = name.split()[part], other.split()[part]
            if len(word) >= _MIN_NAME:
                escaped = instead.replace("\\", "\\\\")
                text = re.sub(rf"\b{re.escape(word)}\b", escaped, text)
    return text
