"""What mails print: heads of fields, and ">" before each line that quotes another."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.formats.plain.source_line import Line
from content.language.mail_fields import is_postmark, mail_field

_MARKS = re.compile(r"\s?((?:>\s?)+)")
_MIN_FIELDS, _MAX_FIELD, _MAX_INDENT = 2, 27, 2


def with_mail_lines(lines: list[Line]) -> list[Line]:
    """Return lines, quoted ones without their marks, and those of heads told apart.

    In what is heard, ">>" alone says that somebody else speaks; so it quotes only where
    the text has single marks, too.
    """
    marks = {
        n: found
        for n, line in enumerate(lines)
        if ">" in line.text[:_MAX_INDENT] and (found := _MARKS.match(line.text))
    }
    if marks and not any(found.group(1).count(">") == 1 for found in marks.values()):
        marks = {}
    for n, found in marks.items():
        depth = found.group(1).count(">")
        lines[n] = replace(lines[n], text=lines[n].text[found.end() :], quoted=depth)
    for n in _field_lines(lines):
        lines[n] = replace(lines[n], is_field=True)
    return lines


def _field_lines(lines: Sequence[Line]) -> list[int]:
    """Return the lines of heads: two fields or more, one below the other."""
    found: list[int] = []
    run: list[int] = []
    for n, line in enumerate(lines):
        if line.is_furniture:
            continue  # A number in the margin stands beside each line of a head.
        text = line.text
        if (":" in text[:_MAX_FIELD] and mail_field(text.lstrip())) or is_postmark(
            text
        ):
            run.append(n)
        elif run:
            if len(run) >= _MIN_FIELDS:
                found += run
            run = []
    return found + (run if len(run) >= _MIN_FIELDS else [])
