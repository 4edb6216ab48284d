"""What a chat prints below a message that was answered: "3 replies", "Last reply today"."""

import re
from collections.abc import Iterator, Sequence

from content.language.word_lists import WordPattern
from content.segment.lines import Line

_COUNT = re.compile(r"\d{1,4}\s[^\W\d_]{3,12}|[^\W\d_]{2,4}\s\d{1,4}개")
_LAST_REPLY = WordPattern(r"(?:<stage.last_replies>)[^!?]{0,60}")
_BOTH = WordPattern(
    rf"(?:{_COUNT.pattern})\s{{2,}}(?:<stage.last_replies>)[^!?]{{0,60}}"
)
# ":eyes:", above how many chose it.
_SIGN = re.compile(r":[a-z0-9_+'’-]+:")


def _counts_answers(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line says how many answers a message has, and nothing else."""
    return _COUNT.fullmatch(lines[n].text.strip()) is not None


def tells_last_reply(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line below a count of answers says when the last one came."""
    return (
        0 < n < len(lines)
        and _counts_answers(n - 1, lines)
        and _LAST_REPLY.is_all_of(lines[n].text.strip())
    )


def _is_chosen_sign(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line is the code of a sign, above how many chose it."""
    text = lines[n].text.strip()
    return (
        text.startswith(":")
        and n + 1 < len(lines)
        and lines[n + 1].text.strip().isdigit()
        and _SIGN.fullmatch(text) is not None
    )


def thread_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines that count answers, tell of the last, or hold a sign and its count."""
    for n, line in enumerate(lines):
        if line.text[:1].isalnum() and _BOTH.regex.fullmatch(line.text.strip()):
            yield n
        elif tells_last_reply(n + 1, lines) or _is_chosen_sign(n, lines):
            yield from (n, n + 1)
