"""What a person keeps as a file: Markdown to read, CSV for a spreadsheet, JSON."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from typing import NamedTuple

import orjson

from content.citations.markdown import block_quote, escape
from handlers.text.card import byline, link_to
from handlers.text.wording import format_count, format_date
from storage.people.saves import SavedExcerpt

COLUMNS = (
    *("id", "words", "speaker", "role", "event", "date", "place"),
    *("source", "licence", "language", "saved", "link", "in_library"),
)
"""The columns of the CSV, and the keys of each excerpt in the JSON."""

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠|%]|'*[\t\r\n]")
"""How a cell begins that a spreadsheet may take for a formula; "'" marks it as text."""


class Format(NamedTuple):
    """A form of file.

    Attributes:
        label: What people call it.
        ending: Of the file's name.
        media_type: As in a header `Content-Type`.
        write: Returns the file of what is kept, and of the moment of asking.
    """

    label: str
    ending: str
    media_type: str
    write: Callable[[Sequence[SavedExcerpt], datetime], bytes]


def as_csv(saved: Sequence[SavedExcerpt], _now: datetime) -> bytes:
    """Write a table in UTF-8, with a mark at its beginning by which spreadsheets know it.

    A cell that would be a formula begins with an apostrophe.
    """
    table = StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([map(_cell, _row(each).values()) for each in saved])
    return table.getvalue().encode("utf-8-sig", "replace")


def as_json(saved: Sequence[SavedExcerpt], now: datetime) -> bytes:
    """Write an object with the excerpts as a list, newest first."""
    rows = [*rows_of(saved)]
    return to_json({"exported": _moment(now), "excerpts": rows})


def as_markdown(saved: Sequence[SavedExcerpt], now: datetime) -> bytes:
    """Write a quotation and a line on where it is from for each excerpt."""
    count = format_count(len(saved), "excerpt")
    top = f"# What I keep\n\n{count}, {format_date(now.date().isoformat())}"
    return "\n\n".join([top, *map(_markdown, saved)]).encode("utf-8", "replace") + b"\n"


FORMATS: Mapping[str, Format] = {
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", as_markdown),
    "csv": Format("CSV", "csv", "text/csv; charset=utf-8", as_csv),
    "json": Format("JSON", "json", "application/json", as_json),
}
"""By what is typed after `/export`."""


def rows_of(saved: Iterable[SavedExcerpt]) -> Iterator[Mapping[str, object]]:
    """Yield each excerpt with the keys of `COLUMNS`."""
    return map(_row, saved)


def to_json(value: object) -> bytes:
    """Write a value for people and programs to read; keys stay in their order."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def _row(each: SavedExcerpt) -> Mapping[str, object]:
    excerpt = each.excerpt
    values = (
        *(excerpt.id, excerpt.text, excerpt.speaker, excerpt.role, excerpt.title),
        *(excerpt.date, excerpt.place, excerpt.source, excerpt.licence),
        *(excerpt.language, _moment(each.saved), link_to(excerpt), each.in_library),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _cell(value: object) -> str:
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _markdown(each: SavedExcerpt) -> str:
    excerpt = each.excerpt
    parts = [
        "".join([span.text for span in byline(excerpt)]),
        *(excerpt.title, format_date(excerpt.date), excerpt.place),
        *(excerpt.source, excerpt.licence, f"#{excerpt.id}"),
        f"saved on {format_date(each.saved.date().isoformat())}",
    ]
    line = " · ".join(filter(None, parts))
    return f"{block_quote(excerpt.text)}\n\n{escape(line)}"
