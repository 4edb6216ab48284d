"""Golden cases: what is wrong with a front matter, on which line."""

import pytest

from content.transcript_file import parse, serialize
from tests.fakes.documents.faults import check_faults

FRONT_MATTER = [
    ("empty", "\n \n", ["1: the file is empty"]),
    ("none", "## Ada\n\nHello.\n", ["1: the file does not start with front matter"]),
    (
        "never closed, the body is still read",
        "---\nslug: a\ntitle: T\nspeakers: [{name: Ada}]\n\n## Ada\n\n## Ade\n\nHi.\n",
        [
            "1: the front matter is never closed",
            "6: the turn has no words",
            "8: 'Ade' is not declared as a speaker; write 'Ada'",
        ],
    ),
    (
        "nothing in it",
        "---\n---\n",
        ["1: the front matter has no slug", "1: the front matter has no title"],
    ),
    (
        "not YAML",
        "---\nslug: a\ntitle: T: U\n---\n## Ada\n\nHi.\n",
        ["3: the front matter is not valid YAML (mapping values are not allowed here)"],
    ),
    (
        "not a mapping",
        "---\n- slug\n---\n",
        ["2: the front matter is not made of 'key: value' lines"],
    ),
    (
        "topics that are no words",
        "---\nslug: a\ntitle: T\ntopics: bridges;;ferries\n---\n",
        ["4: topics 'bridges;;ferries' is not a line of topics with semicolons"],
    ),
    (
        "a topic that is a speech",
        f"---\nslug: a\ntitle: T\ntopics: ferries; {'x' * 101}\n---\n",
        ["4: topics 'ferries; xxx"],
    ),
    (
        "too little to name an excerpt",
        "---\nslug: a\ntitle: T\nnot_offered:\n  - The\n---\n",
        ["5: 'The' is too short or too long to name an excerpt"],
    ),
    (
        "topics as a list",
        "---\nslug: a\ntitle: T\ntopics: [bridges, ferries]\n---\n",
        ["4: topics is a list or a mapping, not a text"],
    ),
    (
        "an unknown key",
        "---\nslug: a\ntitel: T\n---\n",
        [
            "1: the front matter has no title",
            "3: the front matter has no key 'titel'; did you mean 'title'?",
        ],
    ),
    (
        "a key twice",
        "---\nslug: a\ntitle: T\nslug: b\n---\n",
        ["4: slug is there twice (first on line 2); delete one of the two"],
    ),
    (
        "bad values",
        "---\nslug: Über uns\ntitle: ''\ndate: 2031-02-30\nlanguage: english!\n---\n",
        [
            "2: slug 'Über uns' is not 1 to 80 of the characters a-z, 0-9 and -",
            "3: title is empty",
            "4: date '2031-02-30' is not a real date as YYYY, YYYY-MM or YYYY-MM-DD",
            "5: language 'english!' is not a language tag",
        ],
    ),
    (
        "not a text",
        "---\nslug: a\ntitle: [T]\nplace: {a: b}\nspeakers: Ada\n---\n",
        [
            "3: title is a list or a mapping, not a text",
            "4: place is a list or a mapping, not a text",
            "5: speakers is not a list; write each speaker on a line of its own",
        ],
    ),
    (
        "faulty speakers",
        (
            "---\nslug: a\ntitle: T\nspeakers:\n  - Ada\n  - role: Mayor\n  - name: Ben\n"
            "    aliases: Benny\n    voice: maybe\n    rolle: Mayor\n---\n"
        ),
        [
            "5: a speaker is not made of 'key: value' lines",
            "6: a speaker has no name",
            "8: aliases is not a list; put square brackets around the aliases",
            "9: voice is 'maybe', not true or false",
            "10: a speaker has no key 'rolle'; did you mean 'role'?",
        ],
    ),
    (
        "a name for two",
        (
            "---\nslug: a\ntitle: T\nspeakers:\n  - name: Ada\n    aliases: [A, '']\n"
            "  - name: A\n---\n"
        ),
        [
            "6: an alias is empty",
            "7: 'A' is declared twice (first on line 6)",
        ],
    ),
    (
        "a deep hole",
        "---\nslug: " + "[" * 5000 + "\n---\n",
        ["2: the front matter is nested too deeply"],
    ),
    (
        "a character that YAML has no place for",
        "---\nslug: a\ntitle: \ufffe\n---\n",
        ["3: YAML can't hold the character U+FFFE"],
    ),
]


@pytest.mark.parametrize(("label", "text", "expected"), FRONT_MATTER)
def test_faults_of_the_front_matter(label: str, text: str, expected: list[str]) -> None:
    check_faults(label, text, expected)


@pytest.mark.parametrize(
    ("value", "date"),
    [("2031-05-04", "2031-05-04"), ("'2031-05-04'", "2031-05-04"), ("2031", "2031")],
)
def test_a_date_needs_no_quotation_marks(value: str, date: str) -> None:
    text = f"---\nslug: a\ntitle: 1984\ndate: {value}\nlanguage: no\n---\n"
    transcript = parse(text)
    assert (transcript.date, transcript.title) == (date, "1984")
    assert transcript.language == "no"


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("place: Eastport", None),
        ("topics:", ()),
        ('topics: ""', ()),
        ("topics: old bridges", ("old bridges",)),
        ("topics:  the ferry ;no", ("the ferry", "no")),
        ("topics: 和平; мир", ("和平", "мир")),
    ],
)
def test_topics_are_named_left_out_or_to_be_found(
    line: str, topics: tuple[str, ...] | None
) -> None:
    transcript = parse(f"---\nslug: a\ntitle: T\n{line}\n---\n")
    assert transcript.topics == topics
    assert parse(serialize(transcript)).topics == topics
