"""The command line as a person at a shell meets it."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.cli.main import make_parser
from tests.fakes.programs.shell import Shell


def test_every_argument_of_every_command_has_help() -> None:
    waiting = [make_parser()]
    seen = 0
    while waiting:
        parser = waiting.pop()
        assert parser.description, parser.prog
        for action in parser._actions:  # noqa: SLF001 - argparse lists them nowhere else
            assert action.help, f"{parser.prog}: {action.dest}"
            seen += 1
            if isinstance(action.choices, dict):
                waiting += action.choices.values()
    assert seen > 20


def test_the_version_is_told(shell: Shell) -> None:
    assert shell.types("--version") == 0
    assert shell.output == f"rostra {version('rostra')}\n"


def test_a_token_that_can_be_none_is_refused_in_one_line(shell: Shell) -> None:
    for name, tokens in (
        ("TELEGRAM", ("nonsense", "7000:too-short", f"{'7' * 9}:{'a' * 36}")),
        ("DISCORD", ("nonsense", "1000000000000000001", "two.parts", "a b.c.d")),
    ):
        for token in tokens:
            setting = f"ROSTRA_{name}_TOKEN"
            assert shell.types("run", **{setting: token}) == 2
            (line,) = shell.complaints.splitlines()
            assert line.startswith(f"{setting}: ")
            assert token not in line


def test_a_database_is_where_it_was_wherever_one_stands(shell: Shell) -> None:
    home = shell.folder / "home"
    named = {"ROSTRA_DATABASE": "mine/r.db", "XDG_DATA_HOME": str(home)}
    unset = {**named, "ROSTRA_DATABASE": ""}
    assert shell.types("load", **named) == 0
    assert shell.types("load", **unset) == 0
    made = [home / "rostra" / name for name in ("mine/r.db", "rostra.db")]
    assert all(path.exists() for path in made)
    elsewhere = shell.folder / "elsewhere"
    elsewhere.mkdir()
    there = Shell(elsewhere)
    for settings in (named, unset):
        assert there.types("load", "--dry-run", **settings) == 0
        assert "Nothing to do: 3 transcripts" in there.output
    assert [*elsewhere.iterdir()] == []


def test_a_database_that_was_made_where_one_stood_stays_in_use(shell: Shell) -> None:
    home = shell.folder / "home"
    for former, setting in (("data/rostra.db", ""), ("own/r.db", "own/r.db")):
        path = str(shell.folder / former)
        assert shell.types("load", ROSTRA_DATABASE=path) == 0
        settings = {"ROSTRA_DATABASE": setting, "XDG_DATA_HOME": str(home)}
        assert shell.types("load", "--dry-run", **settings) == 0
        assert "Nothing to do: 3 transcripts" in shell.output
    assert not home.exists()


def test_segment_prints_json(shell: Shell, found: Path) -> None:
    assert shell.types("segment", str(found), "--json") == 0
    segments = json.loads(shell.output)
    assert [s["speaker"] for s in segments if s["kind"] == "speech"] == [
        "Vera Lind",
        "Karl Boon",
        "Vera Lind",
    ]
    shown = "".join(s["text"] for s in segments)
    for line in found.read_text(encoding="utf-8").splitlines():
        words = line.split(": ", 1)[-1].strip()
        assert words in shown


def test_segment_says_how_sure_it_is_and_why(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "talk.txt"
    page.write_text(
        "Ada Brook: I am glad to be here.\n\nTom Ferro: I am, too.\n\n"
        "Ada Brook: We begin.\n\nTom Ferro — I have the map.\n\nTom Ferro: Here.\n",
        encoding="utf-8",
    )
    assert shell.types("segment", str(page), "--json") == 0
    segments = json.loads(shell.output)
    doubtful = [one for one in segments if one["doubtful"]]
    assert [(one["text"], one["line"], one["label"]) for one in doubtful] == [
        ("Tom Ferro — I have the map.", 7, "Ada Brook")
    ]
    (one,) = doubtful
    assert one["confidence"] < 0.75
    against = {each["witness"] for each in one["witnesses"]["against"]}
    assert "opens_with_speaker" in against
    assert one["reason"] in {each["says"] for each in one["witnesses"]["against"]}
    sure = segments[0]
    assert "opens_turn" in {each["witness"] for each in sure["witnesses"]["for"]}


def test_segment_shows_who_speaks(shell: Shell, found: Path) -> None:
    assert shell.types("segment", str(found)) == 0
    assert "Karl Boon · speech" in shell.output


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_document_is_named(shell: Shell, name: str) -> None:
    assert shell.types("segment", name) == 2
    assert shell.complaints.startswith(name)
    assert len(shell.complaints.strip().splitlines()) == 1


def test_run_answers_what_is_piped_in(shell: Shell) -> None:
    assert shell.types("run", said="/quote reed\n/topic peace\n") == 0
    assert "— Ivo Reed, Miller" in shell.output
    assert "“peace”: " in shell.output
    assert shell.complaints == ""


def test_a_database_that_cannot_be_used_ends_in_one_line(shell: Shell) -> None:
    (shell.folder / "file").touch()
    path = str(shell.folder / "file" / "rostra.db")
    assert shell.types("run", ROSTRA_DATABASE=path) == 2
    assert "ROSTRA_DATABASE" in shell.complaints
    assert len(shell.complaints.strip().splitlines()) == 1


def test_a_wrong_setting_is_named_and_a_token_never_shown(shell: Shell) -> None:
    code = shell.types(
        "run",
        ROSTRA_LOG_LEVEL="loud",
        ROSTRA_TELEGRAM_TOKEN="123456:not-to-be-shown-to-anybody",
    )
    assert code == 2
    assert "ROSTRA_LOG_LEVEL" in shell.complaints
    assert "not-to-be-shown" not in shell.complaints


def test_a_wrong_setting_is_told_with_its_value_and_where_that_stands(
    shell: Shell,
) -> None:
    (shell.folder / ".env").write_text("ROSTRA_LOG_FORMAT=xml\n")
    code = shell.types(
        "run",
        ROSTRA_METRICS_PORT="99999",
        ROSTRA_COMMENTS_AN_HOUR="-1",
        ROSTRA_AMBIGUOUS="123456:not-to-be-shown-to-anybody",
    )
    assert code == 2
    assert sorted(shell.complaints.splitlines()) == [
        "ROSTRA_AMBIGUOUS: write retry or hold; the environment has something else",
        "ROSTRA_COMMENTS_AN_HOUR: write a number of at least 0; the environment has “-1”",
        "ROSTRA_LOG_FORMAT: write console or json; .env has “xml”",
        "ROSTRA_METRICS_PORT: write a number of at most 65535; the environment has “99999”",
    ]
    assert shell.types("run", ROSTRA_METRICS_PORT="many", ROSTRA_LOG_FORMAT="json") == 2
    assert shell.complaints == (
        "ROSTRA_METRICS_PORT: write a whole number; the environment has “many”\n"
    )


def test_a_new_database_is_told_of_once(shell: Shell) -> None:
    token = {"ROSTRA_TELEGRAM_TOKEN": f"7000:{'a' * 35}"}
    nowhere = {**token, "ROSTRA_TELEGRAM_API_BASE": "http://127.0.0.1:1"}
    empty = {**nowhere, "ROSTRA_LIBRARY": str(shell.folder / "no-such-folder")}
    path = shell.folder / "data" / "rostra.db"
    assert shell.types("run", **empty) == 1
    assert f"There is no database {path} yet: a new one is made." in shell.complaints
    assert shell.types("run", **empty) == 1
    assert "a new one is made" not in shell.complaints


def test_a_webhook_that_can_t_be_is_one_line(shell: Shell) -> None:
    hook = {"ROSTRA_TELEGRAM_WEBHOOK": "http://bot.example.org/telegram"}
    assert shell.types("run", **hook) == 2
    (line,) = shell.complaints.splitlines()
    assert line.startswith(
        "ROSTRA_TELEGRAM_WEBHOOK: Telegram delivers to https:// alone"
    )


def test_a_setting_that_does_not_exist_is_told(shell: Shell) -> None:
    (shell.folder / ".env").write_text("ROSTRA_LOGLEVEL=DEBUG\nROSTA_DATABASE=x\nA=b\n")
    assert shell.types("load", ROSTRA_LIBARY="x", ROSTRA_FOO="1") == 0
    lines = shell.complaints.splitlines()
    assert len(lines) == 4
    for name, hint in (
        ("ROSTRA_LIBARY in the environment", "Did you mean ROSTRA_LIBRARY?"),
        ("ROSTRA_FOO in the environment", ".env.example lists"),
        ("ROSTRA_LOGLEVEL in .env", "Did you mean ROSTRA_LOG_LEVEL?"),
        ("ROSTA_DATABASE in .env", "Did you mean ROSTRA_DATABASE?"),
    ):
        assert any(name in line and hint in line for line in lines)


def test_administrators_who_cannot_be_are_named(shell: Shell) -> None:
    listed = "telegram:12, telegram:abc, foo, 123456:not-to-be-shown-to-anybody"
    assert shell.types("load", ROSTRA_ADMINS=listed) == 2
    assert "ROSTRA_ADMINS" in shell.complaints
    assert "telegram:abc, foo" in shell.complaints
    assert "telegram:12," not in shell.complaints
    assert "not-to-be-shown" not in shell.complaints


def test_a_folder_is_no_database(shell: Shell) -> None:
    for _ in range(4):
        assert shell.types("run", ROSTRA_DATABASE=str(shell.folder)) == 2
        assert len(shell.complaints.strip().splitlines()) == 1


def test_settings_in_another_encoding_are_told(shell: Shell) -> None:
    (shell.folder / ".env").write_bytes("ROSTRA_LOG_LEVEL=INFO".encode("utf-16"))
    assert shell.types("run") == 2
    assert "UTF-8" in shell.complaints
    assert len(shell.complaints.strip().splitlines()) == 1


def test_a_line_of_the_settings_that_can_t_be_read_is_named_once(shell: Shell) -> None:
    (shell.folder / ".env").write_text(
        "A=b\nROSTRA_TELEGRAM_TOKEN='7000:AAsecret\nROSTRA_LOG_LEVEL=DEBUG\n"
    )
    assert shell.types("load") == 0
    assert shell.complaints.count("line 2 of .env can't be read") == 1
    assert "python-dotenv could not" not in shell.complaints
    assert "AAsecret" not in shell.complaints


def test_a_blank_setting_is_none(shell: Shell) -> None:
    code = shell.types("run", said="/quote reed\n", ROSTRA_LOG_LEVEL="")
    assert code == 0
    assert "— Ivo Reed" in shell.output


FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The mill</title>
<item><title>Fog</title><link>https://example.org/fog</link><content:encoded><![CDATA[
<p>Vera Lind: I say that fog is wet.</p><p>Karl Boon: I say that it is cold.</p>
<p>Vera Lind: So we agree.</p>]]></content:encoded></item>
<item><title>Rain</title><link>https://example.org/rain</link><content:encoded><![CDATA[
<p>Vera Lind: I say that rain is wet.</p><p>Karl Boon: I say that it is loud.</p>
<p>Vera Lind: So we agree again.</p>]]></content:encoded></item></channel></rss>
"""


@pytest.mark.parametrize("name", ["feed.xml", "feed.txt", "feed"])
def test_segment_reads_the_articles_of_a_feed(shell: Shell, name: str) -> None:
    (shell.folder / name).write_text(FEED, encoding="utf-8")
    assert shell.types("segment", name, "--json") == 0
    documents = json.loads(shell.output)
    assert [each["document"] for each in documents] == ["Fog", "Rain"]
    speakers = [one["speaker"] for one in documents[1]["segments"]]
    assert speakers == ["Vera Lind", "Karl Boon", "Vera Lind"]
    assert shell.types("segment", name) == 0
    assert "=== Fog" in shell.output
    assert "<item>" not in shell.output


def test_segment_reads_all_documents_of_a_folder(shell: Shell, found: Path) -> None:
    (shell.folder / "empty.txt").touch()
    assert shell.types("segment", str(shell.folder)) == 2
    assert f"=== {found.name}" in shell.output
    assert shell.complaints.startswith("empty.txt: ")


def test_a_slip_in_the_command_line_is_answered_with_what_to_type(shell: Shell) -> None:
    for typed, said in (
        (("imprt", "talk.txt"), "did you mean 'import'?"),
        (("segment", "a.txt", "b.txt"), "`rostra COMMAND --help` shows what a command"),
        (("review", "nope.md"), "nope.md: the file can't be read: no such file"),
    ):
        assert shell.types(*typed) == 2
        assert said in shell.complaints


def test_where_one_of_several_files_cannot_be_read_all_are_counted(
    shell: Shell,
) -> None:
    (shell.folder / "mine").mkdir()
    (shell.folder / "mine" / "a.md").symlink_to("nowhere.md")
    (shell.folder / "mine" / "b.md").write_text("# Plans\n")
    assert shell.types("run", ROSTRA_LIBRARY="mine") == 1
    assert "there are faults in the files" in shell.complaints
    assert "a.md: the file can't be read: no such file" in shell.complaints
    assert "b.md:1: " in shell.complaints
