"""Lines of plain text, with page furniture recognised: page numbers, running heads."""

import itertools
import re
from dataclasses import replace

from content.formats.decoding import check_lines
from content.formats.plain.line_numbers import without_line_numbers
from content.formats.plain.page_edges import edge_numbers, read_page_number
from content.formats.plain.page_numbers import beside_pages, counted_pages
from content.formats.plain.source_line import Line
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.word_lists import WordPattern

_PAGE_MARK = WordPattern(r"\[{1,2}\s*(?:<pages.page_marks>)\s*[\w.-]{1,12}\s*\]{1,2}")
_FORM_FEED = "\x0c"
_OTHER_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029")
_RULE = re.compile(r"(?:[_=~–—―─━═-]{3,}|(?:\*\s*){1,9}|(?:[-•·#_]\s+){2,}[-•·#_]?)")
_RULE_SIGNS = frozenset("_=~–—―─━═-*•·#")
_NOTE = re.compile(r"\s*\d{1,3}[.)]?\s+\S")
_SENTENCE_ENDS = (*FULL_STOPS, *COLONS, *";；—–")
_MAX_GAP = 4
_TURN = re.compile(r"\s*\d{1,3}/\d{1,3}\s+[^\W\d_a-z]{1,3}/[^\W\d_a-z]{1,3}\s*")
_MIN_PAGE_LINES, _MIN_TITLE_CHARS = 20, 8
_MAX_HEAD, _MAX_ITEM, _MIN_TITLE_WORDS = 120, 300, 4
_MIN_MARGIN_LINES, _MAX_MARGIN_LINES = 2, 10
_NUMBER_OR_COLUMNS = re.compile(r"\d|\s{4,}")


def split_lines(text: str, *, first_line: int = 1) -> list[Line]:
    """Split text into lines and mark the furniture among them.

    Raises:
        UnreadableDocumentError: There are too many.
    """
    check_lines(text)
    # Most texts have none of these: a quick check first.
    for sign in _OTHER_LINE_ENDS:
        text = text.replace(sign, "\n")
    lines: list[Line] = []
    number = first_line
    for page, words in enumerate(text.split(_FORM_FEED)):
        # A form feed opens a page without opening a line of the source.
        for n, raw in enumerate(words.split("\n")):
            number += n > 0
            lines.append(_line(number, raw, starts_page=page > 0 == n))
    return without_line_numbers(_with_running_heads(lines))


def _line(number: int, raw: str, *, starts_page: bool) -> Line:
    if not raw:  # Every other line, mostly.
        return Line(number=number, text="", starts_page=starts_page)
    text = raw.replace("\t", "    ").rstrip()
    bare = text.strip()
    first = bare[:1]
    mark = first == "[" and len(bare) < 40 and _PAGE_MARK.fullmatch(bare) is not None
    ruled = first in _RULE_SIGNS and 0 < len(bare) <= 200
    rule = ruled and _RULE.fullmatch(bare) is not None
    return Line(
        number=number,
        text=text,
        is_furniture=mark,
        is_rule=rule,
        starts_page=starts_page,
    )


def _with_running_heads(lines: list[Line]) -> list[Line]:
    """Mark page numbers and running heads, where the document has pages at all.

    A lone number may be anything; many that count upwards are pages, and what
    stands beside them again and again is their running head.
    """
    lone = [n for n, line in enumerate(lines) if _is_lone_number(lines, n)]
    pages = [n for n in lone if lines[n].starts_page]
    if _is_ascending([lines[n].text for n in lone]) or _are_two_pages(lines, lone):
        pages = lone
    pages = sorted({*pages, *edge_numbers(lines)})
    edges = {m for n in pages for m in (n - 1, n + 1)}
    edges |= {m for n in pages if (m := _next_filled(lines, n)) is not None}
    # "8 MAY 2021" on every other page, a blank line above its number.
    higher = {m for n in pages if (m := _last_filled(lines, n)) is not None} - edges
    edges |= higher
    page_starts = [n for n, line in enumerate(lines) if line.starts_page]
    edges |= {m for n in page_starts for m in (n - 1, n)}
    # A form feed may open a line of its own below the foot of the page.
    edges |= {m for n in page_starts if (m := _last_filled(lines, n)) is not None}
    if page_starts:
        last = _last_filled(lines, len(lines))
        edges |= {0, len(lines) - 1 if last is None else last}
    # A title stands on top of the first page, and is the head of others.
    title = next((n for n, line in enumerate(lines) if line.text.strip()), 0)
    if pages and title < pages[0]:
        edges.add(title)
    shapes: dict[str, list[int]] = {}
    for n in edges:
        if 0 <= n < len(lines) and 2 < len(lines[n].text.strip()) <= _MAX_HEAD:
            shapes.setdefault(_shape(lines[n].text), []).append(n)
    running = {
        n
        for shape, found in shapes.items()
        for n in found
        if (len(found) > 2 and higher.isdisjoint(found))
        or (len(found) > 1 and _may_run(shape, lines, found))
    }
    running |= _second_heads(lines, running)
    # "2/1    AB/CD": the turn of those who wrote a record down, and their initials.
    turns = {n for n in edges if 0 <= n < len(lines) and _TURN.fullmatch(lines[n].text)}
    running |= turns if len(turns) > 1 else set()
    if not page_starts:
        running.discard(title)
    marked = running | set(pages) | counted_pages(lines) | _titled_pages(lines, title)
    marked |= beside_pages(pages, lines)
    if not marked:
        return lines
    marked |= _below_heads(lines, marked)
    marked |= _foot_notes(lines, marked)
    return [
        replace(line, is_furniture=True, is_rule=False) if n in marked else line
        for n, line in enumerate(lines)
    ]


def _second_heads(lines: list[Line], running: set[int]) -> set[int]:
    """Return the lines that stand right beside running heads again and again.

    The line has a number or columns: "No. 97     TERM XI     17 March 2021".
    """
    shapes: dict[str, set[int]] = {}
    beside = {m for n in running for m in (n - 1, n + 1)} - running
    for n in beside:
        text = lines[n].text.strip() if 0 <= n < len(lines) else ""
        if 2 < len(text) <= _MAX_HEAD and _NUMBER_OR_COLUMNS.search(text):
            shapes.setdefault(" ".join(text.split()), set()).add(n)
    return {n for found in shapes.values() if len(found) > 2 for n in found}


def _below_heads(lines: list[Line], marked: set[int]) -> set[int]:
    """Return the lines below running heads that are heads, too: of what, and who speaks.

    The title of an item stands below several heads; the name of a speaker that goes on
    has no colon there, as it has elsewhere: "Deputy Ada Brook", and "Deputy Ada Brook:".
    """
    ends = [n for n in sorted(marked) if n + 1 not in marked]
    titles: dict[str, list[int]] = {}
    for n in ends:
        m = _next_filled(lines, n)
        if m is not None and m not in marked and _may_be_item(lines[m].text.strip()):
            titles.setdefault(" ".join(lines[m].text.split()), []).append(m)
    found = {n for places in titles.values() for n in places if len(places) > 1}
    found |= _margin_titles(lines, ends)
    labels = {
        line.text.strip()[:-1] for line in lines if line.text.rstrip().endswith(COLONS)
    }
    for n in (*ends, *found):
        m = _next_filled(lines, n)
        if m is not None and m not in marked and lines[m].text.strip() in labels:
            found.add(m)
    return found


def _margin_titles(lines: list[Line], ends: list[int]) -> set[int]:
    """Return the lines that stand below each other right below several heads.

    A title of several lines is printed again on top of each page, perhaps from the margin:
    "On the", "lamp of the", "harbour.", "(Cont.)".
    """
    runs: dict[tuple[str, str], list[list[int]]] = {}
    for n in ends:
        start = _next_filled(lines, n)
        run: list[int] = []
        m = len(lines) if start is None else start
        while m < len(lines) and len(run) < _MAX_MARGIN_LINES:
            text = lines[m].text.strip()
            # Who speaks below a title has a capital.
            goes_on = not run or text[:1].islower() or text.startswith("(")
            if not (text and goes_on) or len(text) > _MAX_HEAD:
                break
            run.append(m)
            m += 1
        if len(run) >= _MIN_MARGIN_LINES:
            first, second = (lines[m].text.strip() for m in run[:2])
            runs.setdefault((first, second), []).append(run)
    found: set[int] = set()
    for alike in runs.values():
        same = 0
        for row in zip(*alike, strict=False):
            if len({lines[m].text.strip() for m in row}) > 1:
                break
            same += 1
        if len(alike) > 1 and same >= _MIN_MARGIN_LINES:
            found.update(m for run in alike for m in run[:same])
            found |= _above_heads(
                [lines[m].text.strip() for m in alike[0][:same]], lines
            )
    return found


def _above_heads(title: list[str], lines: list[Line]) -> set[int]:
    """Return the lines where a title of the margin stands first, before it goes on."""
    texts = [text for text in title if not text.startswith("(")]
    found: set[int] = set()
    for n, line in enumerate(lines):
        below = lines[n : n + len(texts)] if line.text.strip() == texts[0] else []
        if [one.text.strip() for one in below] == texts:
            found.update(range(n, n + len(texts)))
    return found


def _may_be_item(text: str) -> bool:
    """Return whether a line may be the title of an item: several words, no sentence."""
    return (
        len(text.split()) >= _MIN_TITLE_WORDS
        and len(text) <= _MAX_ITEM
        and not text[0].islower()
        and not text.endswith((*_SENTENCE_ENDS, ",", "-"))
    )


def _foot_notes(lines: list[Line], edges: set[int]) -> set[int]:
    """Return the lines of notes below a rule, down to the edge of the page: "1 She meant May."."""
    found: set[int] = set()
    for n, line in enumerate(lines):
        note = _next_filled(lines, n) if line.is_rule else None
        if note is None or not _NOTE.match(lines[note].text):
            continue
        end = note
        while (
            end < len(lines)
            and lines[end].text.strip()
            and not (lines[end].is_rule or end in edges)
        ):
            end += 1
        edge = end if end in edges else _next_filled(lines, end)
        if edge in edges:
            found.update(range(n, end))
    return found


def _next_filled(lines: list[Line], n: int) -> int | None:
    """Return the first line with text within a few lines below; None if there is none."""
    below = range(n + 1, min(n + 1 + _MAX_GAP, len(lines)))
    return next((m for m in below if lines[m].text.strip()), None)


def _last_filled(lines: list[Line], n: int) -> int | None:
    """Return the last line with text within a few lines above; None if there is none."""
    above = range(n - 1, max(n - 1 - _MAX_GAP, -1), -1)
    return next((m for m in above if lines[m].text.strip()), None)


def _may_run(shape: str, lines: list[Line], found: list[int]) -> bool:
    """Return whether a line that stands twice at the edge of a page may be its head.

    It stands alone, is no label and no sentence. Where its number goes up, the edge of
    the page is enough beside it.
    """
    counts = any(
        map(_goes_up, zip(*(_numbers(lines[n].text) for n in found), strict=False))
    )
    alone = all(
        not lines[m].text.strip()
        for n in found
        for m, below in ((n - 1, n), (n + 1, n + 1))
        if 0 <= m < len(lines)
        and read_page_number(lines[m].text) is None
        and not (counts and lines[below].starts_page)
    )
    return alone and len(shape.split()) > 1 and not shape.endswith(_SENTENCE_ENDS)


def _is_lone_number(lines: list[Line], n: int) -> bool:
    if read_page_number(lines[n].text) is None:
        return False
    before = n == 0 or lines[n].starts_page or not lines[n - 1].text.strip()
    after = (
        n + 1 == len(lines) or lines[n + 1].starts_page or not lines[n + 1].text.strip()
    )
    return before or after


def _numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d{1,5}", text)]


def _goes_up(numbers: tuple[int, ...]) -> bool:
    return all(b - a == 1 for a, b in itertools.pairwise(numbers))


def _is_ascending(texts: list[str]) -> bool:
    numbers = [_numbers(text)[0] for text in texts]
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return len(numbers) > 2 and sum(0 < s <= 3 for s in steps) >= 0.8 * len(steps)


def _titled_pages(lines: list[Line], title: int) -> set[int]:
    """Return the lines far below the title that have nothing but it and a page's number."""
    words = lines[title].text.strip()
    if len(words) < _MIN_TITLE_CHARS:
        return set()
    return {
        n
        for n in range(title + _MIN_PAGE_LINES, len(lines))
        if words in lines[n].text
        and read_page_number(lines[n].text.replace(words, "", 1)) is not None
    }


def _are_two_pages(lines: list[Line], lone: list[int]) -> bool:
    """Return whether two lone numbers are those of the only two pages.

    The second follows the first, far below it, and pages end there: a sentence goes on
    below the first, or nothing stands below the second.
    """
    if len(lone) != 2 or lone[1] - lone[0] < _MIN_PAGE_LINES:
        return False
    first, second = lone
    if not _goes_up((_numbers(lines[first].text)[0], _numbers(lines[second].text)[0])):
        return False
    above, below = _last_filled(lines, first), _next_filled(lines, first)
    goes_on = (
        above is not None
        and below is not None
        and not lines[above].text.endswith(_SENTENCE_ENDS)
        and lines[below].text.lstrip()[:1].islower()
    )
    return goes_on or not any(line.text.strip() for line in lines[second + 1 :])


def _shape(text: str) -> str:
    """Return a text with its numbers made equal, as those of running heads differ."""
    return re.sub(r"\d+", "#", " ".join(text.split()))
