"""Separate what the page's author and readers wrote from the speakers' words."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from content.formats.readers_comments.headings import COMMENT_COUNT
from content.language.word_lists import WordPattern
from content.segment.kinds import COMMENT_BLOCK, HEADING_BLOCK
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.chats.thread_lines import tells_last_reply
from content.segment.labels.stamps import opening_hour
from content.segment.lines import Line, is_rule
from content.segment.names.in_text.own_name import says_who_speaks
from content.segment.pieces import Piece, doubted, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.speakers.chairs import presides_again
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.voices.frames import (
    doubt_after_heading,
    doubt_asides,
    doubt_from,
    frame_of_page,
    mentions_of,
    split_notes,
)
from content.segment.voices.titles_of_works import doubt_title_of_work
from content.segment.voices.turn_end import classify_after_turn, find_turn_end
from content.segment.voices.words import (
    is_comments_heading,
    is_note_label,
    is_plug,
)

_MAX_SIGNATURE_CHARS, _MAX_HEADING = 120, 120
_MIN_TURNS, _MIN_ABOVE = 4, 2
_MIN_PARAGRAPH, _MIN_PARAGRAPHS, _MIN_QUOTED = 150, 4, 3
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\b[12]\d{3}\b")
_AUTHOR_BIO = WordPattern(
    r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w.’'-]*){1,3}\s(?:<pages.copulas>)\s"
    r"(?:<pages.before_occupations>)?\s?(?:[\w-]+\s){0,4}?(?:<pages.occupations>)\b",
    re.NOFLAG,
)
# "Ada Brook is a potter", "Ada Brook, 47", "Ada Brook (born 1958)"
_SAYS_WHO = WordPattern(
    r"(?:['’]s?)?\s(?:<pages.copulas>|<pages.author_notes>)\b|,\s\d"
    r"|\s[(（][^()（）]{0,30}\d\d",
    re.NOFLAG,
)


def labels_of_speakers(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels that are neither the author's nor the readers' nor the page's.

    "My comment:" heads a note of the author, and "More on this:" once what the page links.
    """
    times = Counter(one.key for one in labels.values())
    labels = {
        n: one
        for n, one in labels.items()
        if not is_note_label(one.label.printed)
        and not (times[one.key] == 1 and _leads_to_links(one.label.printed))
    }
    own = without_readers_labels(labels, lines)
    if len(own) < len(labels):
        return own
    return _without_labels_below_rule(labels, lines)


def _leads_to_links(printed: str) -> bool:
    """Return whether a label is a line of the page, of more than one word: "See also"."""
    return " " in printed.strip() and is_page_line(printed.strip().rstrip(":："))


def without_readers_labels(
    labels: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those below a line that counts the comments of readers.

    What looks like a label there is a reader's name or a quotation of the speech.
    """
    start = _start_of_comments(labels, lines)
    return {n: one for n, one in labels.items() if not start or n < start}


def _start_of_comments(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> int:
    """Return the line that counts or heads readers' comments, or is the first; 0 if none.

    Most labels stand above it, or none below an article: paragraphs enough to comment on.
    """
    places = sorted(labels)
    first: dict[str, int] = {}
    for n in places:
        first.setdefault(labels[n].key, n)
    paragraphs = 0
    undated = _undated_above(labels, lines)
    for n, line in enumerate(lines):
        marked = line.kind is COMMENT_BLOCK
        counts = marked or _counts_comments(line.text)
        if n >= _MIN_ABOVE and (counts or _heads_comments(line)):
            before = bisect_left(places, n)
            counts = counts or 0 < before == undated
            article = not before and paragraphs >= _MIN_PARAGRAPHS
            # In a chat answers stand there: "2 replies", and the same people below.
            below = labels.get(n + 1)
            thread = below is not None and first[below.key] < n
            thread = thread or tells_last_reply(n + 1, lines)
            enough = counts and (2 * before >= len(places) or article)
            if enough and (marked or not (n in labels or thread)):
                return n
        paragraphs += len(line.text) >= _MIN_PARAGRAPH
    return 0


def _counts_comments(text: str) -> bool:
    bare = text.strip()
    return len(bare) < _MAX_HEADING and COMMENT_COUNT.fullmatch(bare) is not None


def _undated_above(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> int:
    """Return how many labels stand above the first with a date; 0 if one below it has none."""
    dated = [
        _DATE.search(lines[n].text, 0, labels[n].label.end) is not None
        for n in sorted(labels)
    ]
    first = next((n for n, has in enumerate(dated) if has), 0)
    return first if all(dated[first:]) else 0


def _heads_comments(line: Line) -> bool:
    return line.kind is HEADING_BLOCK and is_comments_heading(line.text.strip())


def _without_labels_below_rule(
    labels: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those below the last rule of a dialogue, if all are new there.

    "Credits:", "Corrections:": where people take turns, they do not all leave at a rule.
    """
    rules = [n for n, line in enumerate(lines) if line.ruled or is_rule(line.text)]
    above = [one.key for n, one in labels.items() if rules and n < rules[-1]]
    below = [one.key for n, one in labels.items() if rules and n >= rules[-1]]
    taken = len(set(above)) > 1 and len(above) >= _MIN_TURNS + len(set(above))
    new = len(set(below)) == len(below) < _MIN_TURNS and not set(below) & set(above)
    if not (taken and new):
        return labels
    return {n: one for n, one in labels.items() if n < rules[-1]}


def separate_commentary(pieces: list[Piece], *, more: bool = False) -> list[Piece]:
    """Return pieces with the author's and the readers' words taken from speakers.

    `more` says that they are a part of a document that goes on.
    """
    page = frame_of_page(pieces)
    pieces = _outside_quotes(pieces if more else doubt_title_of_work(pieces))
    people = {piece.speaker for piece in pieces if piece.speaker}
    separated: list[Piece] = []
    final = max((n for n, piece in enumerate(pieces) if piece.turn > 0), default=0)
    for start, end in turn_spans(pieces):
        turn = pieces[start:end]
        last = end > final and not more
        if not turn[0].turn:
            separated += list(_classify_before_turns(turn))
            continue
        turn = _doubt_self_reference(_separate_notes(turn, people)) if last else turn
        turn = split_notes(turn, page)
        ending = find_turn_end(turn, page, last=last)
        spoken = turn[: ending.place]
        quoted = all(piece.quoted for piece in spoken if piece.spoken)
        below = pieces[end:] if last else pieces[end : end + 1]
        closed = (last and _is_closed(turn, below)) or _ends_at_hour(turn, below)
        if not (quoted or closed):
            spoken = doubt_from(spoken, ending.doubt)
        if page.framed or page.is_blog:
            spoken = doubt_asides(spoken, mentions_of(turn))
        labels = [piece.label for piece in pieces if piece.label] if last else []
        if last and not presides_again(turn[0].label, labels):
            spoken = doubt_after_heading(spoken, page)
        separated += spoken
        separated += classify_after_turn(turn[ending.place :], ending, last=last)
    return separated


def _outside_quotes(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with what stands outside block quotes as nobody's, where all turns open in one.

    A thread that a blog copies has each post in a block quote, and its author between.
    """
    opened = [n for n, piece in enumerate(pieces) if piece.turn > 0 and piece.label]
    if len(opened) < _MIN_QUOTED or not all(pieces[n].quoted for n in opened):
        return pieces
    return [
        unattribute(
            piece, SegmentKind.COMMENTARY, "outside the block quotes of the turns"
        )
        if piece.kind is SegmentKind.SPEECH and piece.turn > 0 and not piece.quoted
        else piece
        for piece in pieces
    ]


def _is_closed(turn: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Return whether a page's own words below a speech without a label show its end."""
    return not any(piece.label for piece in turn) and any(
        piece.kind is SegmentKind.COMMENTARY for piece in below
    )


def _ends_at_hour(turn: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Return whether the next entry of a live report follows a turn without a label."""
    labelled = any(piece.label for piece in turn)
    return not labelled and any(
        piece.kind is SegmentKind.STAGE and opening_hour(piece.text)
        for piece in below[:1]
    )


def _separate_notes(turn: list[Piece], people: set[str]) -> list[Piece]:
    """Return a turn whose notes on the speakers at its end are commentary: "Ada Brook is a potter"."""
    for n, piece in enumerate(turn):
        if piece.spoken and not piece.label and _is_note(piece.text, people):
            notes = [
                unattribute(p, SegmentKind.COMMENTARY, "a note on who spoke")
                if p.spoken
                else p
                for p in turn[n:]
            ]
            return turn[:n] + notes
    return turn


def _is_note(text: str, people: set[str]) -> bool:
    """Return whether a paragraph starts with a full name and says who that is."""
    if _AUTHOR_BIO.opens(text[:200].strip()):
        return True
    tokens = text[:200].split()
    for n in range(2, min(7, len(tokens))):
        head = " ".join(tokens[:n])
        name = re.sub(r"(?:['’]s?|,)$", "", head)
        # "Jane Hall is a potter" where the label is "Hall".
        if name in people or (name.istitle() and name.split()[-1] in people):
            rest = f"{head[len(name) :]} {' '.join(tokens[n:])}"
            return _SAYS_WHO.opens(rest)
    return False


def _doubt_self_reference(turn: list[Piece]) -> list[Piece]:
    """Lower the confidence of the last words from where they name their own speaker."""
    words = (turn[0].speaker or "").split()
    if not words or len(words[-1]) < 4 or not words[-1][0].isupper():
        return turn
    own = re.compile(rf"\b{re.escape(words[-1])}\b", re.IGNORECASE)
    for n, piece in enumerate(turn):
        # Short lines without a full stop sign what stands above them.
        signs = len(piece.text) < _MAX_SIGNATURE_CHARS and (
            not piece.text.rstrip().endswith((".", "!", "?"))
        )
        if signs or not (n and piece.spoken and not piece.label):
            continue
        if own.search(piece.text) and not says_who_speaks(piece.text, words[-1]):
            reason = "the last words name their speaker; the author's, perhaps"
            last = [doubted(p, 0.7, reason) if p.spoken else p for p in turn[n:]]
            return turn[:n] + last
    return turn


def _classify_before_turns(turn: Sequence[Piece]) -> Iterator[Piece]:
    for piece in turn:
        if piece.kind is SegmentKind.COMMENTARY and (
            is_plug(piece.text) or is_page_line(piece.text)
        ):
            reason = "a plug or the page's own words"
            yield unattribute(piece, SegmentKind.BOILERPLATE, reason)
        else:
            yield piece
