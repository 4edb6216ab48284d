"""What the code of the day made of each set of strangers' documents, unseen.

Git has the commits (tests/content/segment/house_styles/README.md): each is checked out
beside the repository, reads its set, and is removed. What its first reader found is
brought into the classes of today, so that the second reader of today can weigh it.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from bench.documents.older_reasons import reason_of
from bench.scoring.attribution import GoldSegment, read_gold
from content.document import Block, BlockKind, Document, Run, TextStyle
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Made = TypeVar("_Made", bound="DataclassInstance")

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "content" / "segment" / "house_styles"

BLIND = (
    ("74970360", "first", "*"),
    ("574b92a5", "second", "*"),
    ("01a54d3e", "third", "*"),
    ("fa9f03d8", "fourth", "*"),
    ("c856bd89", "fifth", "*"),
    ("d8a722f1", "sixth", "*"),
    ("9a8ac64b", "seventh", "*"),
    ("b1adf6ca", "seventh", "*__b*"),
    ("ac1f0b02", "eighth", "*__c*"),
    ("de67d5f3", "eighth", "*__d*"),
    ("28af5764", "ninth", "*"),
    ("b03a1781", "tenth", "*"),
    ("47e1e263", "eleventh", "*"),
    ("88ac77d8", "twelfth", "*"),
    ("7af067ca", "thirteenth", "*13[ab]*"),
    ("a1975d40", "thirteenth", "*13[cd]*"),
    ("3042e0b8", "thirteenth", "*13e*"),
    ("2b8aece2", "fourteenth", "*14[abdf]*"),
    ("b4d92b69", "fourteenth", "*14[ghi]*"),
    ("067e5381", "fifteenth", "*15[abcd]*"),
    ("05fa8edf", "sixteenth", "*16*"),
    ("e1ce8e7a", "seventeenth", "*17*"),
    ("af4a9051", "eighteenth", "*18*"),
    ("af4a9051", "nineteenth", "*19*"),
    ("66849137", "twentieth", "*20*"),
    ("36f96de3", "twentyfirst", "*21*"),
    ("095f01dc", "twentysecond", "*22*"),
    ("fe86c6ea", "twentythird", "*23*"),
    ("39f76f7a", "twentyfourth", "*24*"),
    ("c0a1d3be", "twentyfifth", "*25*"),
    ("5de85835", "twentysixth", "*26*"),
    ("c380c90d", "twentyseventh", "*27*"),
    ("3c1c53c0", "twentyeighth", "*28*"),
    ("abdef2bd", "twentyninth", "*29*"),
    ("b18dbfaa", "thirtieth", "*30*"),
    ("5d6e3804", "thirtyfirst", "*31*"),
    ("6c7965b4", "thirtysecond", "*32*"),
    ("29a23613", "thirtythird", "*33*"),
    ("72ef5205", "thirtyfourth", "*34*"),
    ("2cc2c6ba", "thirtyfifth", "*35*"),
    ("3a91cd0d", "thirtysixth", "*36*"),
    ("d95fe960", "thirtyseventh", "*37*"),
    ("a21f636d", "thirtyeighth", "*38*"),
    ("20346b26", "thirtyninth", "*39*"),
    ("8c87fb84", "fortieth", "*40*"),
    ("a13e93e9", "fortyfirst", "*41*"),
    ("3957359a", "fortysecond", "*42*"),
    ("7fdf8076", "fortythird", "*43*"),
    ("bb56d8e5", "fortyfourth", "*44*"),
    ("98ee8f26", "fortyfifth", "*45*"),
    ("f85255e9", "fortysixth", "*46*"),
    ("73d101d5", "fortyseventh", "*47*"),
    ("7462d5a6", "fortyeighth", "*48*"),
    ("4e3dc4af", "fortyninth", "*49*"),
    ("af938fc8", "fiftieth", "*50*"),
    ("2806e781", "fiftyfirst", "*51*"),
    ("0a31e357", "fiftysecond", "*52*"),
    ("0a31e357", "fiftythird", "*53*"),
    ("0a31e357", "fiftyfourth", "*54*"),
    ("92c221b1", "fiftyfifth", "*55*"),
    ("2769dbd0", "fiftysixth", "*56*"),
    ("2769dbd0", "fiftyseventh", "*57*"),
    ("771f1e87", "fiftyeighth", "*58*"),
    ("6ec4d80c", "fiftyninth", "*59*"),
    ("db808264", "sixtieth", "*60*"),
    ("7792ab44", "sixtyfirst", "*61*"),
    ("7792ab44", "sixtysecond", "*62*"),
    ("220021de", "sixtythird", "*63*"),
    ("1b5fe5e3", "sixtyfourth", "*64*"),
    ("05418d51", "sixtyfifth", "*65*"),
    ("df5835c5", "sixtysixth", "*66*"),
    ("a15dd239", "sixtyseventh", "*67*"),
    ("6eaaa66e", "sixtyeighth", "*68*"),
    ("b4290f22", "sixtyninth", "*69*"),
    ("360851bc", "seventieth", "*70*"),
)
"""Commits, and the sets or halves of sets that nobody had learned from by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFound:
    """What a first reader made of a document, and what is true of it."""

    group: str
    label: str
    gold: list[GoldSegment]
    document: Document
    pieces: list[Piece]
    lines: list[Line]
    labels: Mapping[int, ScoredLabel]


class _Run(NamedTuple):
    commit: str
    folder: str
    pattern: str


def blind_runs() -> Iterator[FirstFound]:
    """Yield what each commit found in the documents that it had not seen."""
    for folder, commit, printed in printed_blindly("old_reader.py"):
        for name, found in printed.items():
            label = name.rsplit(".", 1)[0]
            yield FirstFound(
                group=folder,
                label=f"{commit} {label}",
                gold=read_gold(SETS / folder / f"{label}.gold.json"),
                document=_document(found["document"]),
                pieces=[_piece(one) for one in found["pieces"]],
                lines=[_made(Line, one, kind=BlockKind) for one in found["lines"]],
                labels={int(n): _label(one) for n, one in found["labels"].items()},
            )


def printed_blindly(
    script: str, sets: Sequence[str] = ()
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield what a script here prints with the code of each commit on its documents.

    With it stand the set and the commit.

    Args:
        script: Its name; it is given the folder and the pattern, and prints JSON.
        sets: The sets to run; all if none is named.
    """
    runs = [run for run in map(_Run._make, BLIND) if not sets or run.folder in sets]
    with tempfile.TemporaryDirectory() as folder:
        for run in runs:
            tree = Path(folder) / run.commit
            _git("worktree", "add", "--quiet", "--detach", str(tree), run.commit)
            try:
                yield run.folder, run.commit, _printed(script, run, tree)
            finally:
                _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> None:
    git = shutil.which("git") or "git"
    subprocess.run([git, "-C", str(ROOT), *arguments], check=True)


def _printed(script: str, run: _Run, tree: Path) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name(script)),
            str(SETS / run.folder),
            run.pattern,
        ],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"},
        check=True,
        capture_output=True,
        text=True,
    )
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def _made(
    kind: type[_Made],
    values: Mapping[str, Any],
    /,
    **read: Callable[[Any], object],
) -> _Made:
    """Return an object of a class of today of the values that it still has."""
    known = {field.name for field in fields(kind) if field.init}
    return kind(
        **{
            name: read[name](value) if name in read else value
            for name, value in values.items()
            if name in known
        }
    )


def _document(values: Mapping[str, Any]) -> Document:
    def runs(found: list[Any]) -> tuple[Run, ...]:
        return tuple(_made(Run, one, style=TextStyle) for one in found)

    def blocks(found: list[Any]) -> tuple[Block, ...]:
        return tuple(_made(Block, one, kind=BlockKind, runs=runs) for one in found)

    return _made(Document, values, blocks=blocks, speakers=tuple)


def _piece(values: Mapping[str, Any]) -> Piece:
    kind = SegmentKind(values["kind"])
    return _made(
        Piece,
        values,
        kind=SegmentKind,
        reason=lambda found: reason_of(found, kind),
        testimonies=lambda _: (),
    )


def _label(values: Mapping[str, Any]) -> ScoredLabel:
    def label(found: Mapping[str, Any]) -> Label:
        return _made(Label, found, ending=Ending, style=LabelStyle)

    return _made(ScoredLabel, values, label=label)
