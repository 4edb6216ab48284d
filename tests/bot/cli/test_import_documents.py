"""`rostra import` as an administrator meets it."""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.fakes.programs.shell import Shell
from tests.fakes.programs.warm import CODE, warm_program


def test_import_writes_a_file_that_loads(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found), "-o", "mine") == 0
    assert "Vera Lind" in shell.output
    (written,) = (shell.folder / "mine").glob("*.md")
    assert "## Vera Lind" in written.read_text(encoding="utf-8")
    *_, last = shell.output.splitlines()
    assert "a name or a subject finds the rest. `rostra review mine/" in last
    code = shell.types("load", ROSTRA_LIBRARY=str(shell.folder / "mine"))
    assert code == 0, shell.complaints
    assert "1 added" in shell.output


def test_the_commands_of_the_report_can_be_copied(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found), "-o", "my talks") == 0
    commands = re.findall("`(rostra .+?)`", shell.output)
    assert len(commands) >= 2
    for command in commands:
        assert shell.types(*shlex.split(command)[1:]) == 0


def test_who_is_called_by_office_and_surname_can_be_quoted(shell: Shell) -> None:
    (shell.folder / "fen.txt").write_text(
        "MAYOR HOLLIS: We painted our bridge in the colour that our children asked for.\n\n"
        "Ada Brook: I have never seen it painted in all of my sixty years here.\n\n"
        "MAYOR HOLLIS: Then it shall be painted again before the summer comes.\n"
    )
    assert shell.types("import", "fen.txt", "-o", "mine") == 0
    said = "/quote hollis\n/quote Mayor Hollis\n/speakers\n"
    shell.types("run", said=said, ROSTRA_LIBRARY=str(shell.folder / "mine"))
    assert shell.output.count("— Hollis, Mayor") == 2
    assert "\nHollis, Mayor · " in shell.output


def test_import_tells_what_an_administrator_should_look_at(shell: Shell) -> None:
    (shell.folder / "a.txt").write_bytes(
        "NARRATOR: The café is shut, and I see it.\n\n"
        "BOB: Yes, and that is rude to me.\n\n"
        "NARRATOR: So it is, as all can see.\n".encode("cp1252")
    )
    (shell.folder / "b.txt").write_text("It was a dark and stormy night; it rained.\n")
    assert shell.types("import", ".", "-o", "out") == 0
    lines = shell.output.splitlines()
    assert "a.txt:" in lines
    assert "b.txt:" in lines
    assert "read as windows-1252, which is a guess" in shell.output
    assert "Narrator: who is this?" in shell.output
    assert "1 doubtful place, marked in the file" in shell.output
    assert "`rostra review out/a.md` asks about it." in lines
    assert "before `ROSTRA_LIBRARY=out rostra load` puts it into" in lines[-2]
    assert "`rostra review FILE --names`" in lines[-2]
    assert lines[-1] == "  out/a.md (7 of 22 words)"
    assert "Nobody is given any words, so /quote has none of it" in shell.output
    assert shell.types("load", ROSTRA_LIBRARY=str(shell.folder / "out")) == 0
    assert "2 added" in shell.output


def test_a_transcript_that_cannot_be_written_is_not_its_documents_fault(
    shell: Shell, found: Path
) -> None:
    (shell.folder / "out" / "the-mill-and-the-meadow.md").mkdir(parents=True)
    assert shell.types("import", str(found), "-o", "out", "--force") == 2
    assert "meadow.md can't be written" in shell.complaints
    assert "Name another folder with -o" in shell.complaints


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(shell: Shell, found: Path) -> None:
    (shell.folder / "shut").mkdir(mode=0o555)
    assert shell.types("import", str(found), "-o", "shut") == 2
    assert shell.complaints.startswith("shut: this folder can't be written to")


def test_import_overwrites_only_when_told(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found)) == 0
    (written,) = shell.folder.glob("*.md")
    written.write_text("my corrections", encoding="utf-8")
    assert shell.types("import", str(found)) == 2
    assert "--force" in shell.complaints
    assert written.read_text(encoding="utf-8") == "my corrections"
    assert shell.types("import", str(found), "--force") == 0
    assert "What was corrected in the file before is lost." in shell.output
    assert "my corrections" not in written.read_text(encoding="utf-8")


def test_one_bad_document_does_not_stop_the_rest(shell: Shell, found: Path) -> None:
    (shell.folder / "empty.txt").touch()
    (shell.folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    assert shell.types("import", str(shell.folder), "-o", "out") == 2
    assert len(list((shell.folder / "out").glob("*.md"))) == 1
    assert "empty.txt" in shell.complaints
    assert "noise.txt" in shell.complaints
    assert "1 of 3 documents imported" in shell.complaints
    assert found.exists()


def test_a_link_is_not_fetched(shell: Shell, found: Path) -> None:
    link = "https://www.example.org/talk.html"
    assert shell.types("import", link, "-o", "out") == 2
    assert (
        f"{link}: Nothing is fetched from the web. Save the page in a browser, then "
        "name its file."
    ) in shell.complaints
    assert "documents imported" not in shell.complaints
    assert shell.types("import", link, str(found), "-o", "out") == 2
    assert "1 of 2 documents imported." in shell.complaints
    assert shell.types("segment", link) == 2
    assert "Save the page in a browser, then name its file." in shell.complaints


def test_files_of_other_kinds_in_a_folder_are_counted(shell: Shell) -> None:
    talks = shell.folder / "talks"
    talks.mkdir()
    (talks / "lamp.txt").write_text(TALK, encoding="utf-8")
    (talks / "lamp.comments.json").write_text("[]", encoding="utf-8")
    (talks / "notes").write_text(TALK, encoding="utf-8")
    assert shell.types("import", "talks", "-o", "out") == 0
    assert "Passed over: 1 file of another kind. Name it" in shell.complaints
    (talks / "votes.csv").write_text("yes,no", encoding="utf-8")
    assert shell.types("import", "talks", "-o", "again") == 0
    assert "Passed over: 2 files of other kinds. Name one" in shell.complaints


def test_a_folder_without_documents_is_named(shell: Shell, found: Path) -> None:
    (shell.folder / "pictures").mkdir()
    (shell.folder / "pictures" / "bridge.jpg").write_bytes(b"\xff\xd8\xff")
    assert shell.types("import", "pictures", str(found), "-o", "out") == 2
    assert "pictures: no file in this folder is of a kind" in shell.complaints
    assert len(list((shell.folder / "out").glob("*.md"))) == 1


def test_a_folder_is_imported_again_without_the_files_that_an_import_wrote(
    shell: Shell,
) -> None:
    (shell.folder / "lamp.txt").write_text(TALK, encoding="utf-8")
    (shell.folder / "mill.txt").write_text(TALK.replace("lamp", "mill"), "utf-8")
    for _ in range(2):
        assert shell.types("import", ".") == 0
        assert "2 of 2 documents imported" in shell.complaints
    (shell.folder / ".lamp.imported").unlink()
    assert shell.types("import", ".") == 2
    assert "lamp.md: This is a transcript file already." in shell.complaints
    assert shell.types("import", "lamp.md") == 2, "a file that is named is tried"


TALK = (
    "Ada Brook: I have kept this lamp for nine years, and I will not sell it.\n\n"
    "Tomás Ferro: Then lend it to me, since I have to go down to the pier.\n\n"
    "Ada Brook: I will lend it to you until the fog is gone, and not longer.\n"
)


def test_at_a_terminal_it_asks_for_a_look_at_the_names(shell: Shell) -> None:
    (shell.folder / "lamp.txt").write_text(TALK, encoding="utf-8")
    words = ("import", "lamp.txt", "-o", "mine")
    shown = shell.types_at_a_terminal(*words, lines="\n2 Jo Field\nq\n")
    assert "Enter to look, n for later" in shown
    assert shown.count("first words") == 2, "after the import, and after the answer"
    assert "## Jo Field" in (shell.folder / "mine" / "lamp.md").read_text("utf-8")
    assert shell.types("import", "lamp.txt", "-o", "other") == 0
    assert "Enter to look" not in shell.output
    assert "`rostra review other/lamp.md --names` puts it right" in shell.output


def test_who_puts_the_look_off_is_told_how_to_do_it_later(shell: Shell) -> None:
    (shell.folder / "lamp.txt").write_text(
        "NARRATOR: The lamp is out, and I see it.\n\n"
        "BOB: Yes, and that is rude to me.\n\n"
        "NARRATOR: So it is, as all can see.\n"
    )
    shown = shell.types_at_a_terminal("import", "lamp.txt", "-o", "mine", lines="n\n")
    later = (
        "Later: `rostra review mine/lamp.md --names`, then `rostra review mine/lamp.md`"
    )
    assert later in shown.replace("\r\n", " ")


def test_at_a_terminal_no_word_or_command_is_broken(shell: Shell) -> None:
    name = "what-was-said-of-the-lamp-on-the-pier-of-fenmouth"
    (shell.folder / f"{name}.txt").write_text(
        "NARRATOR: The lamp is out, and I see it.\n\n"
        "BOB: Yes, and that is rude to me.\n\n"
        "NARRATOR: So it is, as all can see.\n"
    )
    words = ("import", f"{name}.txt", "-o", "mine")
    shown = shell.types_at_a_terminal(*words, lines="n\n").splitlines()
    command = re.compile(r"`rostra review mine/\S+\.md(?: --names)?`[.,]?")
    long = [line for line in shown if len(line) > 80]
    assert all(command.fullmatch(line) for line in long), long
    assert all(line.count("`") % 2 == 0 for line in shown), shown
    assert any(line.startswith("  line ") for line in shown), shown


def test_what_nobody_is_given_may_be_one_persons(shell: Shell) -> None:
    (shell.folder / "night.txt").write_text("It was a stormy night; it rained.\n")
    words = ("import", "night.txt", "-o", "mine")
    shown = shell.types_at_a_terminal(*words, lines="\n* Jo Field\nq\n")
    assert "If all of it is one person's words, a name is enough." in shown
    assert "Written: 1 paragraph is “Jo Field”'s." in shown
    assert shell.types("import", "night.txt", "-o", "other") == 0
    assert "All of it may be one person's words. `rostra review" in shell.output


def _written(shell: Shell) -> list[str]:
    return sorted(path.name for path in (shell.folder / "mine").glob("*.md"))


def test_a_document_imported_twice_is_recognised_by_its_words(shell: Shell) -> None:
    (shell.folder / "lamp.txt").write_text(TALK, encoding="utf-8")
    (shell.folder / "copy.txt").write_text(f"The lamp\n\n{TALK}", encoding="utf-8")
    assert shell.types("import", "lamp.txt", "-o", "mine") == 0
    assert shell.types("import", "lamp.txt", "-o", "mine") == 0
    assert "Imported already: mine/lamp.md has the same words" in shell.output
    assert shell.types("import", "copy.txt", "-o", "mine") == 0
    assert "Updated: mine/lamp.md" in shell.output
    _write_page(shell, "first.html", "What they said of a lamp", TALK)
    (shell.folder / "mine" / ".lamp.imported").unlink()
    assert shell.types("import", "first.html", "-o", "mine") == 2
    assert "mine/lamp.md has the same words, but differs" in shell.complaints
    assert shell.types("import", "first.html", "-o", "mine", "--force") == 0
    assert "Updated: mine/lamp.md" in shell.output
    _write_page(shell, "other.html", "A lamp", TALK.replace("nine years", "a year"))
    assert shell.types("import", "other.html", "-o", "mine") == 0
    assert len(_written(shell)) == 2


def _write_page(shell: Shell, name: str, title: str, talk: str) -> None:
    """Write a page that introduces a talk, under a headline of its own."""
    said = "".join(f"<p>{line}</p>" for line in talk.split("\n\n"))
    page = f"<h1>{title}</h1><p>This was said at Fenmouth on the pier.</p>{said}"
    (shell.folder / name).write_text(page, encoding="utf-8")


def test_a_page_that_grew_is_recognised_by_its_source(shell: Shell) -> None:
    page = shell.folder / "talk.txt"
    page.write_text(f"URL: https://www.example.org/lamp/\n\n{TALK}", encoding="utf-8")
    assert shell.types("import", "talk.txt", "-o", "mine") == 0
    more = "Tomás Ferro: The fog will never be gone, as you know very well.\n" * 9
    page = shell.folder / "other.txt"
    page.write_text(
        f"URL: https://example.org/lamp\n\n{TALK}\n{more}", encoding="utf-8"
    )
    assert shell.types("import", "other.txt", "-o", "mine", "--force") == 0
    assert _written(shell) == ["talk.md"]
    assert "never be gone" in (shell.folder / "mine" / "talk.md").read_text("utf-8")


def _said(shell: Shell, name: str, said: str) -> None:
    """Write what is said on a page that is always the same."""
    link = "URL: https://www.example.org/lamp/"
    (shell.folder / name).write_text(f"{link}\n\n{said}", encoding="utf-8")


def test_a_page_that_grew_updates_its_file(shell: Shell) -> None:
    _said(shell, "talk.txt", TALK)
    assert shell.types("import", "talk.txt", "-o", "mine") == 0
    _said(
        shell, "other.txt", f"{TALK}\nTomás Ferro: The fog is never gone, they say.\n"
    )
    assert shell.types("import", "other.txt", "-o", "mine") == 0
    assert "Updated: mine/talk.md" in shell.output
    assert "is kept" not in shell.output, "nobody has answered anything"
    assert _written(shell) == ["talk.md"]
    _said(shell, "slips.txt", TALK.replace("nine", "ten").replace("lend it", "give it"))
    assert shell.types("import", "slips.txt", "-o", "mine") == 0, "few words are others"
    assert shell.types("import", "other.txt", "-o", "mine") == 0
    assert "never gone" in (shell.folder / "mine" / "talk.md").read_text("utf-8")
    assert shell.types("import", "other.txt", "-o", "mine") == 0
    assert "Imported already: mine/talk.md has the same source" in shell.output


def test_answers_stay_where_their_words_do(shell: Shell) -> None:
    _said(shell, "talk.txt", TALK)
    assert shell.types("import", "talk.txt", "-o", "mine") == 0
    path = shell.folder / "mine" / "talk.md"
    shell.types("review", "mine/talk.md", "--names", said="2 Jo Field (miller)\nq\n")
    answered = path.read_text("utf-8")
    assert "## Jo Field" in answered
    assert shell.types("import", "talk.txt", "-o", "mine") == 0
    assert "Nothing changed" in shell.output
    assert path.read_text("utf-8") == answered
    _said(
        shell, "other.txt", f"{TALK}\nTomás Ferro: The fog is never gone, they say.\n"
    )
    assert shell.types("import", "other.txt", "-o", "mine") == 0
    assert "What was answered and corrected in the file before is kept." in shell.output
    updated = path.read_text("utf-8")
    assert "Tomás" not in updated.partition("\n---\n")[2]
    assert updated.count("## Jo Field") == 2
    assert shell.types("load", ROSTRA_LIBRARY=str(shell.folder / "mine")) == 0


def test_a_short_document_that_grew_much_is_said_to_be_like_its_file(
    shell: Shell,
) -> None:
    (shell.folder / "lamp.txt").write_text(TALK, encoding="utf-8")
    assert shell.types("import", "lamp.txt", "-o", "mine") == 0
    assert "much like" not in shell.output
    other = TALK.replace("lamp", "mill").replace("it", "that")
    (shell.folder / "mill.txt").write_text(other, encoding="utf-8")
    assert shell.types("import", "mill.txt", "-o", "mine") == 0
    assert "much like" not in shell.output
    more = "".join(
        f"Ada Brook: I have lit this lamp on {day}, too, and I will do so again.\n\n"
        for day in ("Monday", "Tuesday", "Friday")
    )
    (shell.folder / "lamp.txt").write_text(TALK + "\n" + more, encoding="utf-8")
    assert shell.types("import", "lamp.txt", "-o", "mine") == 0
    assert (
        "It is much like mine/lamp.md. If it is a newer version of the same document, "
        "delete one of the two files, or both are served." in shell.output
    )
    assert _written(shell) == ["lamp-2.md", "lamp.md", "mill.md"]


COMMENTS = '{"comments": [{"name": "Li", "body": "I saw that lamp."}]}'


def test_a_copy_without_its_comments_takes_none_away(shell: Shell) -> None:
    _write_page(shell, "lamp.html", "The lamp", TALK)
    beside = shell.folder / "lamp.comments.json"
    beside.write_text(COMMENTS, encoding="utf-8")
    assert shell.types("import", "lamp.html", "-o", "mine") == 0
    path = shell.folder / "mine" / "the-lamp.md"
    before = path.read_text("utf-8")
    assert "I saw that lamp." in before
    beside.unlink()
    assert shell.types("import", "lamp.html", "-o", "mine") == 0
    assert "Nothing changed." in shell.output
    assert path.read_text("utf-8") == before
    more = "\nTomás Ferro: The fog is never gone, as they say in Fenmouth.\n"
    _write_page(shell, "lamp.html", "The lamp", TALK + more)
    assert shell.types("import", "lamp.html", "-o", "mine") == 0
    assert "The fog is never gone" in path.read_text("utf-8")
    assert "I saw that lamp." in path.read_text("utf-8")
    beside.write_text(COMMENTS.replace("saw", "see"), encoding="utf-8")
    assert shell.types("import", "lamp.html", "-o", "mine") == 0
    assert "I see that lamp." in path.read_text("utf-8"), "nobody wrote the others"


def test_a_post_without_its_export_takes_no_title_away(shell: Shell) -> None:
    posts = shell.folder / "blog" / "posts"
    posts.mkdir(parents=True)
    said = "".join(f"<p>{line}</p>" for line in TALK.split("\n\n"))
    (posts / "12.the-lamp.html").write_text(said, encoding="utf-8")
    table = "post_id,post_date,is_published,type,title,subtitle\n"
    row = '12.the-lamp,2021-05-03T10:00:00.000Z,true,newsletter,"My lamp, at last",\n'
    (shell.folder / "blog" / "posts.csv").write_text(table + row, encoding="utf-8")
    assert shell.types("import", "blog", "-o", "mine") == 0
    (path,) = (shell.folder / "mine").glob("*.md")
    before = path.read_text("utf-8")
    assert "title: My lamp, at last\ndate: 2021-05-03\n" in before
    assert shell.types("import", "blog/posts", "-o", "mine") == 0
    assert "Nothing changed." in shell.output
    assert path.read_text("utf-8") == before


def test_an_answer_that_would_be_lost_is_named(shell: Shell) -> None:
    _said(shell, "talk.txt", TALK)
    assert shell.types("import", "talk.txt", "-o", "mine") == 0
    path = shell.folder / "mine" / "talk.md"
    corrected = path.read_text("utf-8").replace("to the pier", "to the quay")
    path.write_text(corrected.replace("Ada Brook", "Ida Brook"), encoding="utf-8")
    before = path.read_bytes()
    _said(shell, "other.txt", TALK.replace("I have to go", "I must go"))
    assert shell.types("import", "other.txt", "-o", "mine") == 2
    assert (
        "mine/talk.md has the same source. The document has other words now where “Then "
        "lend it to me, since I have to go down to the quay.” was answered or "
        "corrected. Nothing was written. --force updates it all the same, and keeps what "
        "was answered or corrected elsewhere." in shell.complaints
    )
    assert path.read_bytes() == before
    assert shell.types("import", "other.txt", "-o", "mine", "--force") == 0
    assert (
        "What was answered or corrected at “Then lend it to me, since I have to go down "
        "to the quay.” is lost; the rest is kept." in shell.output
    )
    assert "I must go" in path.read_text("utf-8")
    assert "## Ida Brook" in path.read_text("utf-8")


def test_a_page_that_lost_its_words_updates_nothing(shell: Shell) -> None:
    _said(shell, "talk.txt", TALK)
    assert shell.types("import", "talk.txt", "-o", "mine") == 0
    path = shell.folder / "mine" / "talk.md"
    before = path.read_bytes()
    _said(
        shell, "wall.txt", "Log in to read what they said of the lamp that evening.\n"
    )
    assert shell.types("import", "wall.txt", "-o", "mine") == 2
    assert "Only 9% of its words are in this document." in shell.complaints
    assert path.read_bytes() == before


def test_copies_in_one_run_make_one_file(shell: Shell) -> None:
    for name in ("a", "b"):
        text = f"The lamp\n\n{TALK}"
        (shell.folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert shell.types("import", "a.txt", "b.txt", "-o", "mine") == 0
    assert _written(shell) == ["the-lamp.md"]
    assert "2 of 2 documents imported" in shell.complaints


def test_the_places_that_import_names_are_marked_in_the_file(shell: Shell) -> None:
    (shell.folder / "roads.txt").write_text(
        "I was there when she spoke, and here is the full transcript.\n\n"
        "Governor Nell Abara: My fellow citizens, the roads are ours, and so is the "
        "snow on them.\n\nThank you, and drive slowly.\n\n"
        "The county budget was passed before the first snow, and she knows it.\n",
        encoding="utf-8",
    )
    assert shell.types("import", "roads.txt", "-o", "mine") == 0
    lines = (shell.folder / "mine" / "roads.md").read_text("utf-8").split("\n")
    places = re.findall(r"^  line (\d+):", shell.output, re.MULTILINE)
    assert places
    assert all(lines[int(place) - 1].startswith("<!-- check:") for place in places)


def test_force_writes_over_no_link(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found), "-o", "out") == 0
    (written,) = (shell.folder / "out").glob("*.md")
    kept = shell.folder / "kept.md"
    kept.write_text(written.read_text("utf-8").replace("title: ", "title: My "))
    written.unlink()
    written.symlink_to(kept)
    found.write_text(f"{found.read_text('utf-8')}\nVera Lind: So be it, then.\n")
    before = kept.read_text("utf-8")
    assert shell.types("import", str(found), "-o", "out", "--force") == 2
    assert "is a link, and what it leads to is not overwritten" in shell.complaints
    assert kept.read_text("utf-8") == before
    assert written.is_symlink()


LIMITED = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""


def test_a_new_file_is_there_whole_or_not_at_all(shell: Shell) -> None:
    """The limit stops the program amid the write, as a full disk does."""
    talk = "".join(f"Ada Brook: This is stone number {n}.\n\n" for n in range(600))
    (shell.folder / "stones.txt").write_text(talk, encoding="utf-8")
    limited = warm_program().run(
        [CODE, LIMITED, "import", "stones.txt", "-o", "mine"],
        folder=shell.folder,
        environment=os.environ,
        typed=b"",
    )
    assert "stones.md can't be written (File too large)" in limited.stderr.decode()
    assert not [*(shell.folder / "mine").iterdir()]
    assert shell.types("import", "stones.txt", "-o", "mine") == 0
    assert _written(shell) == ["stones.md"]


EPISODES = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Quay Talk</title><link>https://quay.example/</link>
<item><title>Episode one</title><link>https://quay.example/show</link><content:encoded>
&lt;p&gt;Ada Brook: Good morning. I am glad to be here with the harbour.&lt;/p&gt;
&lt;p&gt;Tom Ferro: Thank you, Ada. I am, too.&lt;/p&gt;
&lt;p&gt;Ada Brook: We begin with the bridge.&lt;/p&gt;</content:encoded></item>
<item><title>Episode two</title><link>https://quay.example/show</link><content:encoded>
&lt;p&gt;Ada Brook: Welcome back. Today we talk about silt and nothing else.&lt;/p&gt;
&lt;p&gt;Lena Hall: I have dug for thirty years.&lt;/p&gt;
&lt;p&gt;Ada Brook: What did you find?&lt;/p&gt;</content:encoded></item>
</channel></rss>"""


def test_episodes_that_link_to_one_page_are_documents_of_their_own(
    shell: Shell,
) -> None:
    (shell.folder / "talk.xml").write_text(EPISODES, encoding="utf-8")
    for _ in range(2):
        assert shell.types("import", "talk.xml", "-o", "mine") == 0
        texts = [
            path.read_text("utf-8")
            for path in sorted((shell.folder / "mine").glob("*.md"))
        ]
        assert len(texts) == 2
        assert "We begin with the bridge." in texts[0]
        assert "I have dug for thirty years." in texts[1]


SILT = """Ada Brook: Welcome back. Today we talk about silt, and about nothing else.

Lena Hall: I have dug for thirty years, and my mother dug before me.

Ada Brook: What did you find down there?

Lena Hall: A bell without a tongue, and four hundred bottles.
"""


def _episode(shell: Shell, name: str, title: str, said: str, day: str = "") -> None:
    """Write an episode of a podcast that links to the podcast's page."""
    head = f"title: {title}\nsource: https://quay.example/show\n"
    date = f"date: {day}\n" if day else ""
    (shell.folder / name).write_text(f"---\n{head}{date}---\n\n{said}", "utf-8")


def _files(shell: Shell) -> dict[str, str]:
    paths = (shell.folder / "mine").glob("*.md")
    files = {path.stem: path.read_text("utf-8") for path in paths}
    return dict(sorted(files.items()))


def test_an_episode_of_a_later_import_is_a_document_of_its_own(shell: Shell) -> None:
    _episode(shell, "one.md", "The lamp", TALK)
    assert shell.types("import", "one.md", "-o", "mine") == 0
    first = _files(shell)["the-lamp"]
    _episode(shell, "two.md", "The silt", SILT)
    assert shell.types("import", "two.md", "-o", "mine") == 0
    files = _files(shell)
    assert [*files] == ["the-lamp", "the-silt"]
    assert files["the-lamp"] == first
    assert "A bell without a tongue" in files["the-silt"]
    # Each is known again, also under another title, and with edits.
    for name, title, said in (
        ("one.md", "The lamp", TALK.replace("nine years", "ten years")),
        ("two.md", "Of silt", f"{SILT}\nAda Brook: And whose were they?\n"),
    ):
        _episode(shell, name, title, said)
        assert shell.types("import", name, "-o", "mine") == 0
        assert "Updated: mine/" in shell.output
    files = _files(shell)
    assert [*files] == ["the-lamp", "the-silt"]
    assert "ten years" in files["the-lamp"]
    assert "And whose were they?" in files["the-silt"]


def test_another_day_under_the_same_title_and_link_is_another_document(
    shell: Shell,
) -> None:
    _episode(shell, "one.md", "Quay Talk", TALK, "2031-05-04")
    assert shell.types("import", "one.md", "-o", "mine") == 0
    _episode(shell, "two.md", "Quay Talk", SILT, "2031-05-11")
    assert shell.types("import", "two.md", "-o", "mine") == 0
    assert [*_files(shell)] == ["quay-talk-2031", "quay-talk-2031-2"]
    # Nobody can tell these two apart but by their words.
    _episode(shell, "three.md", "Quay Talk", SILT.replace("silt", "mud"), "2031-05-11")
    assert shell.types("import", "three.md", "-o", "mine") == 0
    assert "Updated: mine/quay-talk-2031-2.md" in shell.output


def test_documents_that_share_a_title_and_a_year_are_kept_apart(shell: Shell) -> None:
    for name, said in (("one.txt", TALK), ("two.txt", SILT)):
        (shell.folder / name).write_text(f"Quay Talk\n\n{said}", encoding="utf-8")
        assert shell.types("import", name, "-o", "mine", "--force") == 0
    files = _files(shell)
    assert [*files] == ["quay-talk", "quay-talk-2"]
    assert "nine years" in files["quay-talk"]
    assert "A bell without a tongue" in files["quay-talk-2"]
