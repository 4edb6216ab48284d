"""One screen for all that a chat chooses, and the ways out of what was begun."""

import pytest

from tests.fakes.dialogues.dialogue import Dialogue


async def test_each_choice_is_changed_on_one_screen(talk: Dialogue) -> None:
    await talk.says("/settings")
    assert (
        "The daily excerpt is off: every day at 09:00, UTC (it is 09:30 there now)."
        in talk.text
    )
    assert "It draws from the whole library.\nIt comes with a sound." in talk.text
    await talk.presses("Turn on")
    assert talk.reply.replaces
    assert "The daily excerpt is on" in talk.text
    await talk.presses("Hour")
    await talk.presses("18:00")
    assert "on: every day at 18:00" in talk.text
    await talk.presses("Without a sound")
    assert "It comes without a sound." in talk.text
    await talk.presses("With a sound")
    assert "It comes with a sound." in talk.text
    await talk.presses("Turn off")
    assert "The daily excerpt is off: every day at 18:00" in talk.text


async def test_what_no_button_offers_is_written_into_a_field(talk: Dialogue) -> None:
    await talk.says("/daily every monday")
    await talk.says("/settings")
    await talk.fills("Zone …", "Berlin")
    assert "is off: every Monday at 09:00, Europe/Berlin" in talk.text
    await talk.presses("Hour")
    await talk.fills("Another hour …", "7:45 pm")
    assert "every Monday at 19:45, Europe/Berlin" in talk.text
    await talk.fills("A speaker …", "kestrel")
    assert "It draws from the words of Wanda Kestrel." in talk.text
    await talk.fills("A subject …", "sacks")
    assert "It draws from what was said about “sacks”." in talk.text
    await talk.presses("Everything")
    assert "It draws from the whole library." in talk.text
    assert "Everything" not in talk.labels


async def test_an_unknown_speaker_to_follow_is_no_search(talk: Dialogue) -> None:
    await talk.says("/settings")
    await talk.fills("A speaker …", "Zebedee Quux")
    assert "See who speaks in this library." in talk.text
    assert talk.labels == ["Speakers", "Another speaker …"]
    await talk.says("/daily speaker Zebedee Quux")
    assert talk.labels == ["Speakers"]
    await talk.says("/settings")
    assert "It draws from the whole library." in talk.text


async def test_what_can_t_be_read_changes_nothing(talk: Dialogue) -> None:
    await talk.says("/settings")
    await talk.fills("Zone …", "Nowhereville")
    assert "Nowhereville" in talk.text
    await talk.fills("Another zone …", "Elsewhereville")
    assert "Elsewhereville" in talk.text
    await talk.says("/settings")
    assert "every day at 09:00, UTC" in talk.text
    await talk.presses("Hour")
    await talk.presses("Back")
    assert "Turn on" in talk.labels


async def test_a_refused_value_is_asked_for_again(talk: Dialogue) -> None:
    await talk.says("/settings")
    await talk.presses("Hour")
    await talk.fills("Another hour …", "25:61")
    assert "“25:61” is no hour" in talk.text
    await talk.fills("Another hour …", "7:45")
    assert "every day at 07:45, UTC" in talk.text
    await talk.fills("A subject …", "xyzzyplugh")
    await talk.fills("Another subject …", "sacks")
    assert "It draws from what was said about “sacks”." in talk.text


@pytest.mark.faces("telegram", "discord", reason="one person sits at a terminal")
async def test_who_does_not_manage_looks_and_changes_nothing(talk: Dialogue) -> None:
    bo = Dialogue(talk.stage, name="Bo", manages=False)
    await bo.says("/settings")
    assert "Administrators of this chat may change it." in bo.text
    assert not bo.labels
    await bo.sends("settings:::step on")
    assert "Only administrators of this chat may change its settings." in bo.text
    await bo.says("/stop")
    assert "Only administrators of this chat may stop" in bo.text
    await talk.says("/settings")
    assert "The daily excerpt is off" in talk.text


@pytest.mark.faces("discord", reason="others have no threads")
async def test_comments_go_to_threads_where_there_are_some(talk: Dialogue) -> None:
    await talk.says("/settings")
    assert "Comments are shown in the chat." in talk.text
    await talk.presses("Comments in threads")
    assert "Comments open threads of their own." in talk.text
    await talk.presses("Comments in the chat")
    assert "Comments are shown in the chat." in talk.text


async def test_stop_ends_what_comes_and_says_what_stays(talk: Dialogue) -> None:
    await talk.says("/stop")
    assert talk.text.startswith("Nothing comes by itself here.")
    await talk.says("/daily on 08:30")
    await talk.says("/stop")
    assert talk.text.startswith("Stopped: no excerpt comes by itself here any more.")
    assert "/privacy says what else is kept" in talk.text
    await talk.presses("Settings")
    assert "The daily excerpt is off: every day at 08:30" in talk.text


async def test_quiet_is_said_with_daily_as_well(talk: Dialogue) -> None:
    await talk.chooses("daily", "quiet", wanted="on")
    assert "Noted: the daily excerpt comes without a sound. " in talk.text
    await talk.says("/daily on 08:30")
    assert talk.text.endswith("It comes without a sound.")
    await talk.says("/daily status")
    assert "It comes without a sound." in talk.text
    await talk.chooses("daily", "quiet", wanted="off")
    assert talk.text == "Noted: the daily excerpt comes with a sound."


async def test_or_with_the_hour_wherever_the_word_stands(talk: Dialogue) -> None:
    await talk.says("/daily on 8:30 Berlin every mon-fri quiet")
    assert "every weekday at 08:30, Europe/Berlin" in talk.text
    assert talk.text.endswith("It comes without a sound.")
    await talk.says("/daily on loud 9:00")
    assert "every weekday at 09:00, Europe/Berlin" in talk.text
    assert talk.text.endswith("It comes with a sound.")
    await talk.says("/daily every saturday without a sound")
    assert "at 09:00, Europe/Berlin" in talk.text
    await talk.chooses("daily", "on", time="10:00", sound="loud")
    assert "at 10:00, Europe/Berlin" in talk.text
    assert talk.text.endswith("It comes with a sound.")


@pytest.mark.faces("telegram", "terminal", reason="Discord asks for what is required")
async def test_quiet_alone_asks_which(talk: Dialogue) -> None:
    await talk.says("/daily quiet")
    assert talk.text.startswith("With a sound or without?")
    await talk.presses("Without a sound")
    assert "without a sound" in talk.text


@pytest.mark.faces("telegram", "terminal", reason="Discord asks for what is required")
async def test_quiet_before_the_hour_leads_to_what_was_meant(talk: Dialogue) -> None:
    await talk.says("/daily quiet every mon-fri 8:30 Berlin")
    await talk.presses("/daily on every mon-fri 8:30 Berlin quiet")
    assert "every weekday at 08:30, Europe/Berlin" in talk.text
    assert talk.text.endswith("It comes without a sound.")


async def test_privacy_names_what_removes_it(talk: Dialogue) -> None:
    await talk.says("/privacy")
    for word in ("comments", "/uncomment", "/stop", "30 days", "whoever runs this bot"):
        assert word in talk.text
    await talk.presses("Settings")
    assert "What comes by itself here" in talk.text


async def test_with_nothing_open_there_is_nothing_to_cancel(talk: Dialogue) -> None:
    await talk.says("/cancel")
    assert talk.text == "There is nothing to cancel: no question is open."
