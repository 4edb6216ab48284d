"""Every command at the terminal, on the real app."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from handlers.contract.reply import SpanStyle
from storage.store import open_store
from tests.fakes.terminal.lines import Terminal


async def test_start_tells_what_can_be_done(terminal: Terminal) -> None:
    screen = await terminal.types("/start")
    assert "3 events" in screen
    assert "[1] An excerpt" in screen
    await terminal.presses("An excerpt")
    assert "▌ " in terminal.screen


@pytest.mark.parametrize("line", ["/start", "/help"])
async def test_examples_are_of_the_library_at_hand(
    terminal: Terminal, line: str
) -> None:
    await terminal.types(line)
    lines = [
        span.text
        for paragraph in terminal.reply.paragraphs
        for span in paragraph.spans
        if span.style is SpanStyle.CODE
    ]
    (quote,) = [each for each in lines if " about " in each and "[" not in each]
    assert await terminal.types(quote)
    assert "▌ " in terminal.screen
    (topic,) = [
        each for each in lines if each.startswith("/topic ") and "<" not in each
    ]
    await terminal.types(topic)
    assert "▌ " in terminal.screen


async def test_an_empty_library_has_no_examples(tmp_path: Path) -> None:
    from bot.app import App

    async with open_store(tmp_path / "rostra.db") as store:
        terminal = Terminal(App(store, tmp_path))
        said = " ".join((await terminal.types("/start")).split())
        assert "may send a first document with /import, or put transcript files" in said
        assert "For example: /topic liberty" in await terminal.types("/help")


async def test_help_lists_the_commands(terminal: Terminal) -> None:
    screen = await terminal.types("?")
    for usage in ("/quote [speaker]", "/topic <words>", "/daily", "/reload"):
        assert usage in screen


async def test_a_quote_its_context_and_back(terminal: Terminal) -> None:
    quote = await terminal.types("/quote kestrel")
    assert "— Wanda Kestrel, Schoolteacher" in quote
    assert "Speech in the harvest hall · 7 October 1934" in quote
    assert "[1] Another  [2] Context  [3] Comments  [4] Source" in quote
    context = await terminal.presses("Context")
    assert len(context) > len(quote)
    assert terminal.reply.replaces
    back = await terminal.presses("◂ Only this")
    assert back.split("\n\n")[0] == quote.split("\n\n")[0]


async def test_another_is_another(terminal: Terminal) -> None:
    first = await terminal.types("/quote ada brook")
    second = await terminal.presses("Another")
    assert "— Ada Brook" in first
    assert "— Ada Brook" in second
    assert second != first


async def test_a_topic_marks_its_matches_and_turns_pages(terminal: Terminal) -> None:
    first = await terminal.types("/topic village river school peace bridge grain")
    assert "*peace*" in first.casefold()
    second = await terminal.presses("Next ▶")
    assert "*" in second
    assert second != first
    assert await terminal.presses("◀ Back") == first


async def test_a_slip_is_mended_and_can_be_insisted_on(terminal: Terminal) -> None:
    screen = await terminal.types("/topic peece")
    assert "Showing results for peace" in screen
    insisted = await terminal.presses("As typed: peece")
    assert "Nothing in this library speaks of “+peece”" in insisted


async def test_what_fits_nothing_is_named_and_passed_over(terminal: Terminal) -> None:
    screen = await terminal.types("/topic peace zebra in:atlantis")
    assert "Nobody says “zebra”" in screen
    assert "Nothing about “peace zebra” in atlantis; without the place:" in screen


async def test_a_speaker_can_be_asked_for_in_a_topic(terminal: Terminal) -> None:
    assert "Ivo Reed" in await terminal.types("/topic peace speaker:reed")
    assert "Did you mean" in await terminal.types("/topic peace speaker:kestrell")
    screen = await terminal.types("/topic ivo reed")
    assert "Quotes of Ivo Reed" in screen


async def test_words_without_a_slash_are_a_topic(terminal: Terminal) -> None:
    screen = await terminal.types("forty books")
    assert "*forty*" in screen
    assert "as with /topic" in screen


async def test_a_name_without_a_slash_is_quoted(terminal: Terminal) -> None:
    screen = await terminal.types("kestrel")
    assert "— Wanda Kestrel" in screen
    assert "A name alone is quoted" in screen
    await terminal.presses("Search for the words")
    assert "“kestrel”" in terminal.screen


async def test_an_id_without_a_slash_is_no_name(terminal: Terminal) -> None:
    screen = await terminal.types("/quote kestrel")
    typed = screen.rsplit("#", 1)[1][:8].lower()
    screen = await terminal.types(typed)
    assert "— Wanda Kestrel" in screen
    assert "A name alone is quoted" not in screen


async def test_nobody_is_quoted_by_a_wrong_guess(terminal: Terminal) -> None:
    screen = await terminal.types("/quote kestrell")
    assert "Did you mean" in screen
    await terminal.presses("Wanda Kestrel")
    assert "— Wanda Kestrel" in terminal.screen


async def test_other_scripts_find_and_show_their_speaker(terminal: Terminal) -> None:
    for name in ("林桥", "Lin Qiao", "Лин Цяо"):
        assert "— 林桥, 校长" in await terminal.types(f"/quote {name}")


async def test_speakers_are_buttons(terminal: Terminal) -> None:
    screen = await terminal.types("/speakers")
    assert "4 speakers" in screen
    await terminal.presses("Ivo Reed")
    assert "— Ivo Reed" in terminal.screen


async def test_the_day_has_one_excerpt(terminal: Terminal) -> None:
    today = await terminal.types("/daily")
    assert "Today's excerpt, 2 May 2024" in today
    assert await terminal.types("daily") == today
    await terminal.types("/daily on 08:30 Europe/Berlin")
    assert "08:30, Europe/Berlin" in await terminal.types("/daily status")
    assert "off here" in await terminal.presses("Turn off")


async def test_comments_are_a_tree_that_grows(terminal: Terminal) -> None:
    await terminal.types("/quote ada brook")
    tree = await terminal.presses("Comments")
    assert "No comment on #" in tree
    assert "\n│ It stopped before the end.\n" in tree
    assert "\n│ │ Who says so?\n" in tree
    await terminal.presses("The excerpt")
    await terminal.types("/comment Mend the [bold]road[/bold] \x1b[2J first.")
    tree = await terminal.presses("Comments")
    assert "1 comment on #" in tree
    assert "Mend the [bold]road[/bold] ␛[2J first." in tree
    assert "\x1b" not in tree


async def test_source_prints_its_address_when_pressed(terminal: Terminal) -> None:
    await terminal.types("/quote kestrel")
    await terminal.presses("Source")
    assert "https://example.org/millford/harvest" in terminal.screen
    address = await terminal.presses("Open the source")
    assert address.startswith("https://example.org/millford/harvest#:~:text=")


async def test_reload_says_what_changed(terminal: Terminal, tmp_path: Path) -> None:
    assert "Nothing to do" in await terminal.types("/reload")
    (tmp_path / "speeches" / "river-school-2003.md").unlink()
    assert "− river-school-2003" in await terminal.types("/reload check")
    assert "1 removed" in await terminal.types("/reload")
    assert "3 speakers" in await terminal.types("/speakers")


async def test_reload_names_what_it_does_not_read(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "speeches"
    (folder / "old").mkdir()
    (folder / "river-school-2003.md").rename(folder / "old" / "river-school-2003.md")
    screen = await terminal.types("/reload check")
    assert "− river-school-2003" in screen
    assert "old/ is not read, though it holds 1 *.md" in screen
    os.mkfifo(folder / "pipe.md")
    screen = await terminal.types("/reload check")
    assert "pipe.md:1:thisisnoregularfile" in "".join(screen.split())
    assert "The library that was there" in screen
    shutil.rmtree(folder)
    screen = await terminal.types("/reload")
    assert "Nothing was loaded. The library" in screen
    assert "there is no such folder" in " ".join(screen.split())


@pytest.mark.parametrize("steps", [1, 10, 40, 100])
async def test_a_reload_stopped_on_the_way_can_be_done_again(
    terminal: Terminal, tmp_path: Path, steps: int
) -> None:
    (tmp_path / "speeches" / "river-school-2003.md").unlink()
    reloading = asyncio.ensure_future(terminal.types("/reload"))
    for _ in range(steps):
        await asyncio.sleep(0)
    reloading.cancel()
    await asyncio.wait({reloading})
    again = await terminal.types("/reload")
    assert "1 removed" in again or "Nothing to do" in again
    assert "3 speakers" in await terminal.types("/speakers")


@pytest.mark.parametrize(
    "odd",
    [
        "/nonsense",
        "/qoute ada",
        "/quote " + "x" * 10_000,
        "/topic " + "y " * 5_000,
        '/topic "peace* AND :river (',
        "/topic ' OR 1=1 --",
        "/quote 🙂🙂",
        "/topic שלום",
        "/comments #00000000",
        "/comment",
        "/daily on 25:99 Nowhere/Else",
        "/topic \x00\x1b]0;owned\x07",
        "/quote caf\udce9",
        "7",
    ],
)
async def test_odd_lines_get_a_clear_answer(terminal: Terminal, odd: str) -> None:
    screen = await terminal.types(odd)
    assert screen
    assert "went wrong" not in screen
    assert "\x1b" not in screen


async def test_a_terminal_promises_no_digest(terminal: Terminal) -> None:
    await terminal.types("/daily on 08:30 Berlin")
    assert "Nothing comes by itself here" in terminal.screen
    await terminal.types("/daily status")
    assert "Nothing comes by itself here" in terminal.screen
