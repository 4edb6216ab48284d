"""Golden cases: what is wrong with turns and comments, on which line."""

import pytest

from content.transcript_file import TranscriptFaults, parse
from tests.fakes.documents.faults import check_faults, faults_of

HEADER = """\
---
slug: bridge-opening-2031
title: Opening of the Harbour Bridge
speakers:
  - name: Ada Brook
    aliases: [A. Brook, Ада Брук]
  - name: Tomás Ferro
---
"""

# Lines are counted from the first line below the front matter.
BODY = [
    (
        "a misspelt name",
        "## Ada Brok\n\nHi.\n",
        [
            (
                "1: 'Ada Brok' is not declared as a speaker; write 'Ada Brook', or add "
                "'- name: Ada Brok' to the speakers of the front matter"
            )
        ],
    ),
    ("nobody's words", "Hello.\n\nAgain.\n", ["1: these paragraphs are nobody's"]),
    (
        "a heading that is none",
        "# Comment\n\n### Ada\n\n##Ada\n\n## Ada Brook\n\nHi.\n",
        [
            "1: '# Comment' is no heading of this format",
            "1: the turn has no words",
            "3: '### Ada' is no heading of this format",
            "3: the turn has no words",
            "5: '##Ada' is no heading of this format",
            "5: the turn has no words",
        ],
    ),
    (
        "an unknown mark",
        "## [qestion] Ada Brook\n\nHi.\n\n## [message]\n\nHi.\n",
        [
            (
                "1: '## [qestion] Ada Brook' names no kind of turn and its speaker; write "
                "'## [question] Name'"
            ),
            "5: '## [message]' names no kind of turn and its speaker",
        ],
    ),
    (
        "turns without words",
        "## Ada Brook\n\n## Tomás Ferro\n\n::: stage\n(Silence)\n:::\n",
        ["1: the turn has no words", "3: the turn has no words"],
    ),
    (
        "passages",
        (
            "::: stege\n(Hm)\n:::\n\n:::\n\n::: stage\n:::\n\n::: heading\nOne\n\n"
            "## Ada Brook\n\nHi.\n"
        ),
        [
            "1: there is no passage '::: stege'; did you mean '::: stage'?",
            "5: ':::' closes nothing",
            "7: the passage '::: stage' has no words",
            "10: '::: heading' is never closed",
        ],
    ),
    (
        "quotations",
        (
            "> **Tomás Ferro**\n>\n> Hi.\n\n## Ada Brook\n\nHe says:\n\n> Hi.\n\n"
            "> **Tom Ferro**\n\n> **Tomás Ferro**\n>\n> Hi.\nThank you.\n\n"
            "> **Tomás Ferro**\n> > Hi.\n"
        ),
        [
            "1: nobody reads this quotation aloud",
            "9: the quotation does not say whose words it reads",
            "11: 'Tom Ferro' is not declared as a speaker; write 'Tomás Ferro'",
            "11: the quotation has no words",
            "16: this line touches the quotation above, but has no >",
            "19: a line of text can't start with '>' here; write '\\>'",
        ],
    ),
    (
        "a message read in a message",
        "## [message] Ada Brook\n\n> **Tomás Ferro**\n>\n> Hi.\n",
        ["1: the turn has no words", "3: nobody reads this quotation aloud"],
    ),
    (
        "checks",
        (
            "<!-- check: astray -->\n\n## Ada Brook\n\n<!-- check: -->\n\nHi.\n\n"
            "<!-- check: late -->\n\nHo.\n\n<!-- a note -->\n\nHa.\n\n"
            "<!-- check: one -->\n"
        ),
        [
            "1: a check stands before no words of a turn",
            "5: the check names no reason",
            "9: a check stands inside a turn, not before its first paragraph",
            "13: the file has no comments but '<!-- check: reason -->' on one line",
            "13: a check stands inside a turn, not before its first paragraph",
            "17: a check stands inside a turn, not before its first paragraph",
        ],
    ),
    (
        "two checks, and one without words",
        (
            "## Ada Brook\n\n<!-- check: a -->\n<!-- check: b -->\n\nHi.\n\n"
            "::: stage\n(Hm)\n:::\n\n<!-- check: c -->\n"
        ),
        [
            "3: a check stands before no words of a turn; delete one of the two",
            "12: a check stands before no words of a turn; move it below the heading",
        ],
    ),
    (
        "backslashes",
        "## Ada Brook\n\nOne\\\n\nTwo\n\\\n\nThree \\\\\n",
        [
            "3: the paragraph ends in a line break that nothing follows",
            "6: a backslash stands alone on its line",
        ],
    ),
    (
        "control characters",
        "## Ada Brook\n\nHi.\x0b\n\nHo.\u2028\n",
        [
            "3: there is a control character, U+000B",
            "5: there is a control character, U+2028",
        ],
    ),
    (
        "comments",
        (
            "# Comments\n\nHello.\n\n- Ada: Hi.\n\n- **Ada** (yesterday): Hi.\n"
            " - **Ben**: Ho.\n\n      - **Cy**: Ha.\n\n  Lost.\n\n"
            "- **Di**: Oh.\n\n  > Ah.\n"
        ),
        [
            "3: this line belongs to no comment",
            "5: the comment does not start with its author and a colon",
            "7: 'yesterday' is no ISO 8601 date or time that exists",
            "8: a reply is not indented right",
            "10: a reply is not indented right",
            "12: this line belongs to no comment",
            "16: a line of text can't start with '>' here",
        ],
    ),
    (
        "one fault does not hide another",
        "## Adda Brook\n\n::: sage\n(Hm)\n\n## Ada Brook\n\n# Comments\n\n- Oh\n",
        [
            "1: 'Adda Brook' is not declared as a speaker",
            "1: the turn has no words",
            "3: '::: sage' is never closed",
            "3: there is no passage '::: sage'; did you mean '::: stage'?",
            "6: the turn has no words",
            "10: the comment does not start with its author and a colon",
        ],
    ),
]


@pytest.mark.parametrize(("label", "text", "expected"), BODY)
def test_faults_of_the_body(label: str, text: str, expected: list[str]) -> None:
    check_faults(label, HEADER + text, expected, before=HEADER.count("\n"))


def test_faults_come_in_the_order_of_lines() -> None:
    with pytest.raises(TranscriptFaults) as caught:
        parse(HEADER + "Hi.\n\n## Eve\n\n# Comments\n\n- Oh\n")
    lines = [fault.line for fault in caught.value.faults]
    assert lines == sorted(lines)


def test_a_file_with_very_many_faults_is_given_up() -> None:
    assert len(faults_of(HEADER + "## Eve\n" * 100_000)) == 1000
