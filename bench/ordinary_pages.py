"""Read ordinary pages in many languages and show which are read rightly.

    python -m bench.ordinary_pages [KIND…] [--form FORM] [--language LANG] [--parts] [--write DIR]

A kind is a file in `bench/documents/pages`, without its ending; all if none is told. A row
is a language, a column a form: ✓ all is right, ~ right but doubted, ? wrong but doubted,
· somebody's words left to nobody, – words not found, ✗ served under a wrong name. A cell in
brackets is a fault known as such. `--parts` says of each page that is not right which of its
parts are not, and to whom they were given. `--write` writes the pages into a folder.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.documents.page_kinds import Page, Part, Verdict, kinds, pages_of, worst

_SIGNS = {
    Verdict.RIGHT: "[green]✓[/]",
    Verdict.DOUBTED: "[yellow]~[/]",
    Verdict.UNSURE: "[yellow]?[/]",
    Verdict.MISSED: "·",
    Verdict.LOST: "–",
    Verdict.WRONG: "[red]✗[/]",
}


def main() -> int:
    """Print a table for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", choices=[[], *kinds()])
    parser.add_argument("--form")
    parser.add_argument("--language")
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--write", type=Path, metavar="DIR")
    given = parser.parse_args()
    console = Console()
    total: Counter[Verdict] = Counter()
    for kind in given.kinds or kinds():
        chosen = [
            page
            for page in pages_of(kind)
            if given.form in (None, page.form)
            and given.language in (None, page.language)
        ]
        if given.write:
            _write(given.write / kind, chosen)
            continue
        judged = [(page, page.judge()) for page in chosen]
        console.print(_table(kind, judged))
        if given.parts:
            _print_parts(judged)
        total.update(worst(parts) for _, parts in judged)
    for verdict, count in total.items():
        print(f"{verdict}: {count} of {total.total()}")
    return 0


def _table(kind: str, judged: Sequence[tuple[Page, Sequence[Part]]]) -> Table:
    signs = {
        (page.language, page.form): (
            f"({_SIGNS[worst(parts)]})" if page.known_fault else _SIGNS[worst(parts)]
        )
        for page, parts in judged
    }
    forms = [*dict.fromkeys(form for _, form in signs)]
    table = Table(title=kind)
    for title in ("", *forms):
        table.add_column(title)
    for language in dict.fromkeys(language for language, _ in signs):
        table.add_row(language, *(signs.get((language, form), "") for form in forms))
    return table


def _print_parts(judged: Sequence[tuple[Page, Sequence[Part]]]) -> None:
    for page, parts in judged:
        for part in parts:
            if part.verdict is not Verdict.RIGHT:
                given = ", ".join(str(name) for name in part.given_to)
                print(f"{page.name} {part.key}: {part.verdict}: {given}")


def _write(folder: Path, pages: Sequence[Page]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        (folder / page.name).write_text(page.text, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
