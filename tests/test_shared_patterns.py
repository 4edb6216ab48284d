"""Expressions that processes of tests share are those that `re` compiles."""

import re
from pathlib import Path

import pytest

from tests.fakes.programs.shared_patterns import LEAST, Shared

_WORDS = "|".join(f"(?<!\\w)word{n}(?!\\w)" for n in range(LEAST // 10))


@pytest.mark.parametrize(
    ("expression", "flags"),
    [
        (_WORDS, re.NOFLAG),
        (_WORDS, re.IGNORECASE | re.MULTILINE),
        (f"(?P<first>{_WORDS})[äßſ]+(?P<then>(?i:{_WORDS}))?(?P=first)", re.DOTALL),
        (f"(?i){_WORDS}|[^\\W\\d_]{{2,}}|東京", re.NOFLAG),
    ],
)
def test_what_was_read_is_what_is_compiled(
    expression: str, flags: re.RegexFlag, tmp_path: Path
) -> None:
    compiled = re.compile(expression, flags)
    for made in (Shared(tmp_path)(expression, flags) for _ in range(2)):
        assert made == compiled
        assert (made.flags, made.groups) == (compiled.flags, compiled.groups)
        assert made.groupindex == compiled.groupindex
        text = f"word1 WORD2ß word3{expression}"
        found = [one.groupdict() for one in compiled.finditer(text)]
        assert [one.groupdict() for one in made.finditer(text)] == found
    assert len([*tmp_path.iterdir()]) == 1


def test_what_is_wrong_is_told_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(re.error, match="unterminated"):
            Shared(tmp_path)(f"{_WORDS}(", re.NOFLAG)
