"""`/daily`: the chat's own excerpt of its own day, and the hour of the digest."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.cases import in_turn
from tests.fakes.dialogues.dialogue import Dialogue


async def test_the_same_all_day_and_another_tomorrow(talk: Dialogue) -> None:
    await talk.says("/daily")
    today = talk.text
    talk.now += timedelta(hours=9)
    await talk.says("/quote")
    await talk.says("/daily")
    assert talk.text == today
    talk.now += timedelta(days=1)
    await talk.says("/daily")
    assert talk.text != today


@in_turn("line", ["on", "on 21:00", "off", "all", "every weekday"])
async def test_what_changes_the_hour_keeps_the_excerpt(
    talk: Dialogue, line: str
) -> None:
    await talk.says("/daily")
    today = talk.text
    await talk.says(f"/daily {line}")
    await talk.says("/daily")
    assert talk.text == today


async def test_the_day_is_the_chats_own(talk: Dialogue) -> None:
    talk.now = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    await talk.says("/daily")
    assert talk.text.startswith("Today's excerpt, 1 March 2026")
    await talk.says("/daily on 8:00 Tokyo")
    await talk.says("/daily")
    assert talk.text.startswith("Today's excerpt, 2 March 2026")


@pytest.mark.faces("app", reason="how an hour is read depends on no face")
@pytest.mark.sqlite(reason="nor on an engine")
@in_turn(
    ("typed", "kept"),
    [
        ("on 08:30 Europe/Berlin", "every day at 08:30, Europe/Berlin"),
        ("on 7pm berlin", "every day at 19:00, Europe/Berlin"),
        ("ON 6.45 utc+2", "every day at 06:45, UTC+2"),
        ("on 08:30 +05:30", "every day at 08:30, UTC+5:30"),
        ("on 8:30 UTC+5:45", "every day at 08:30, UTC+5:45"),
        ("on 8:30 gmt -3.5", "every day at 08:30, UTC-3:30"),
        ("on +0530", "every day at 09:00, UTC+5:30"),
        ("on 8:30 +10:00", "every day at 08:30, UTC+10"),
        ("on 8:30 + 2", "every day at 08:30, UTC+2"),
        ("on 8:30 UTC+ 5:30", "every day at 08:30, UTC+5:30"),
        ("on GMT - 3 8:30", "every day at 08:30, UTC-3"),
        ("on 7 pm berlin", "every day at 19:00, Europe/Berlin"),
        ("on Berlin 7:30", "every day at 07:30, Europe/Berlin"),
        ("on new york 7 am", "every day at 07:00, America/New_York"),
        ("on new york", "every day at 09:00, America/New_York"),
        ("on 0830 Beijing", "every day at 08:30, Asia/Shanghai"),
        ("on 早上8点 Berlin", "every day at 08:00, Europe/Berlin"),
        ("on 晚上9点半 Beijing", "every day at 21:30, Asia/Shanghai"),
        ("on 下午 3 点 Beijing", "every day at 15:00, Asia/Shanghai"),
        ("on 午前８時 Tokyo", "every day at 08:00, Asia/Tokyo"),
        ("on 오전 8시 Seoul", "every day at 08:00, Asia/Seoul"),
        ("on Seoul 오후 8시 30분", "every day at 20:30, Asia/Seoul"),
        ("on 20 Uhr 15 Berlin", "every day at 20:15, Europe/Berlin"),
        ("on 8 Uhr abends Berlin", "every day at 20:00, Europe/Berlin"),
        ("on Paris 7h30 du matin", "every day at 07:30, Europe/Paris"),
        ("on 20 heures du soir Paris", "every day at 20:00, Europe/Paris"),
        ("on 8 вечера Moscow", "every day at 20:00, Europe/Moscow"),
        ("on 夜里2点 Beijing", "every day at 02:00, Asia/Shanghai"),
        ("on 晚上12点 Beijing", "every day at 00:00, Asia/Shanghai"),
        ("on 上午12点 Beijing", "every day at 12:00, Asia/Shanghai"),
        ("on 晚上九点 北京", "every day at 21:00, Asia/Shanghai"),
        ("on 上午12点半 Beijing", "every day at 12:30, Asia/Shanghai"),
        ("on 正午, Tokyo", "every day at 12:00, Asia/Tokyo"),
        ("on 昼の12時 Tokyo", "every day at 12:00, Asia/Tokyo"),
        ("on 자정 Seoul", "every day at 00:00, Asia/Seoul"),
        ("on Mitternacht Berlin", "every day at 00:00, Europe/Berlin"),
        ("on 夜0時 Tokyo", "every day at 00:00, Asia/Tokyo"),
        ("on 낮 11시 Seoul", "every day at 11:00, Asia/Seoul"),
        ("on 오후 12시 Seoul", "every day at 12:00, Asia/Seoul"),
        ("on 12 Uhr nachts Berlin", "every day at 00:00, Europe/Berlin"),
        ("on 1:30 at night Berlin", "every day at 01:30, Europe/Berlin"),
        ("on 12 de la noche Madrid", "every day at 00:00, Europe/Madrid"),
        ("on 12 de la mañana Madrid", "every day at 12:00, Europe/Madrid"),
        ("on 3 часа дня Moscow", "every day at 15:00, Europe/Moscow"),
        ("on 20h30 Paris", "every day at 20:30, Europe/Paris"),
        ("on Moskau 8", "every day at 08:00, Europe/Moscow"),
        ("on 9:00 St. Petersburg", "every day at 09:00, Europe/Moscow"),
        ("on 7 Berlin, Germany", "every day at 07:00, Europe/Berlin"),
        (
            "on 08:30 Europe/Berlin every mon,tue",
            "every Monday and Tuesday at 08:30, Europe/Berlin",
        ),
        (
            "on every mon-fri at 8:30 in 東京",
            "every weekday at 08:30, Asia/Tokyo",
        ),
        ("on 7:30 p.m. New York", "every day at 19:30, America/New_York"),
        ("on 7 P. M., Amsterdam", "every day at 19:00, Europe/Amsterdam"),
        ("on 9 am, Berlin, Germany", "every day at 09:00, Europe/Berlin"),
        ("on noon", "every day at 12:00, UTC"),
        ("on 12 noon Berlin", "every day at 12:00, Europe/Berlin"),
        ("on midnight, Tokyo", "every day at 00:00, Asia/Tokyo"),
        (
            "on every sunday at midnight in Rome",
            "every Sunday at 00:00, Europe/Rome",
        ),
        ("on 9 o'clock Moscow time", "every day at 09:00, Europe/Moscow"),
        ("on 9 o'clock p.m. Rome", "every day at 21:00, Europe/Rome"),
        ("on 8h Paris", "every day at 08:00, Europe/Paris"),
        ("on 8 Uhr Berlin", "every day at 08:00, Europe/Berlin"),
        ("on Amsterdam 20 uur", "every day at 20:00, Europe/Amsterdam"),
        ("on 8点 北京", "every day at 08:00, Asia/Shanghai"),
        ("on 20時15分 東京", "every day at 20:15, Asia/Tokyo"),
        ("on 8:30 everyday New York", "every day at 08:30, America/New_York"),
        ("on 08：30，北京", "every day at 08:30, Asia/Shanghai"),
        ("on 7pm,Berlin", "every day at 19:00, Europe/Berlin"),
        ("on Berlin,7:30", "every day at 07:30, Europe/Berlin"),
        ("on 08：30 北京", "every day at 08:30, Asia/Shanghai"),
        ("on", "every day at 09:00, UTC"),
    ],
)
async def test_hours_and_zones_as_people_write_them(
    talk: Dialogue, typed: str, kept: str
) -> None:
    await _is_noted_and_kept(Dialogue(talk.stage, chat=typed), typed, kept)


@in_turn(
    ("typed", "kept"),
    [
        ("on", "every day at 09:00, UTC"),
        ("on 8:30 + 2", "every day at 08:30, UTC+2"),
        ("on 7pm,Berlin", "every day at 19:00, Europe/Berlin"),
        ("on 7 P. M., Amsterdam", "every day at 19:00, Europe/Amsterdam"),
        ("on Seoul 오후 8시 30분", "every day at 20:30, Asia/Seoul"),
        ("on 08：30，北京", "every day at 08:30, Asia/Shanghai"),
        ("on every mon-fri at 8:30 in 東京", "every weekday at 08:30, Asia/Tokyo"),
    ],
)
async def test_hours_in_many_scripts_come_whole_from_each_face(
    talk: Dialogue, typed: str, kept: str
) -> None:
    await _is_noted_and_kept(talk, typed, kept)


async def test_days_may_come_with_an_hour(talk: Dialogue) -> None:
    await talk.says("/daily every Mon-Wed at 9:15")
    assert "every Monday, Tuesday and Wednesday at 09:15, UTC" in talk.text
    await talk.presses("Turn on")
    await talk.says("/daily every monday tokyo")
    assert "every Monday at 09:15, Asia/Tokyo" in talk.text
    await talk.says("/daily every monday at 25:00")
    assert "“25:00” is no hour" in talk.text


@pytest.mark.faces("telegram", "discord", reason="nothing comes to a terminal")
async def test_days_are_kept_while_nothing_comes(talk: Dialogue) -> None:
    await talk.says("/daily every Mon-Wed at 9:15")
    assert "does not come by itself here yet" in talk.text


@pytest.mark.faces("terminal", reason="nothing comes to it by itself")
async def test_a_terminal_is_not_told_of_what_may_come(talk: Dialogue) -> None:
    for line in ("every Mon-Wed at 9:15", "quiet on", "speaker kestrel"):
        await talk.says(f"/daily {line}")
        assert "Nothing comes by itself here; /daily shows" in talk.text
        assert "yet" not in talk.text


@in_turn(
    ("days", "hour"),
    [("mon & thu", 9), ("mon/thu.", 10), ("Mon; Thu", 11), ("mon. + thu.", 12)],
)
async def test_days_are_parted_as_people_part_them(
    talk: Dialogue, days: str, hour: int
) -> None:
    await talk.says(f"/daily every {days} at {hour}")
    assert f"every Monday and Thursday at {hour:02}:00, UTC" in talk.text


@in_turn(
    "typed",
    [
        "every other day",
        "on every day except sunday",
        "every second friday",
        "on 8:30 every 31st",
        "on 8:30 every 1st, Berlin",
        "on every month",
    ],
)
async def test_days_that_can_not_be_read_are_asked_for(
    talk: Dialogue, typed: str
) -> None:
    await talk.says(f"/daily {typed}")
    assert "On which days?" in talk.text
    assert "zone" not in talk.text


async def test_off_remembers_the_hour(talk: Dialogue) -> None:
    await talk.says("/daily on 21:15 Europe/Paris")
    await talk.says("/daily off")
    assert "is off here" in talk.text
    await talk.says("/daily off")
    assert "was not on here" in talk.text
    await talk.presses("Turn on")
    assert "every day at 21:15, Europe/Paris" in talk.text


async def test_the_name_of_several_clocks_is_asked_about(talk: Dialogue) -> None:
    await talk.says("/daily on 8:30 EST quiet")
    assert talk.text == (
        "“EST” may mean more than one clock. Which is yours? If none is, name the nearest "
        "big city."
    )
    await talk.presses("America/New_York")
    assert "every day at 08:30, America/New_York" in talk.text
    assert talk.text.endswith("It comes without a sound.")


async def test_the_name_of_one_clock_is_taken_for_its_zone(talk: Dialogue) -> None:
    await talk.says("/daily on 8:30 CEST")
    assert "every day at 08:30, Europe/Berlin" in talk.text


async def test_a_near_miss_of_a_zone_is_asked_about(talk: Dialogue) -> None:
    await talk.says("/daily on 8:30 Berln")
    assert "There is no zone “Berln”. Did you mean" in talk.text
    await talk.presses("Europe/Berlin")
    assert "every day at 08:30, Europe/Berlin" in talk.text


async def test_points_after_a_city_are_no_half_of_the_day(talk: Dialogue) -> None:
    await talk.says("/daily on 8:30 Frankfurt a.M.")
    assert "There is no zone “Frankfurt a.M.”. Did you mean" in talk.text
    await talk.presses("Europe/Berlin")
    assert "every day at 08:30, Europe/Berlin" in talk.text


@in_turn(
    "typed",
    [
        "on 25:00 Europe/Berlin",
        "on 8:75",
    ],
)
async def test_what_can_not_be_read_changes_nothing(talk: Dialogue, typed: str) -> None:
    await talk.says("/daily on 21:15 Europe/Paris")
    await talk.says(f"/daily {typed}")
    assert "/daily on 08:30 Europe/Berlin" in talk.text
    await talk.says("/daily status")
    assert "21:15, Europe/Paris" in talk.text


@pytest.mark.faces(
    "telegram", "terminal", reason="on Discord nothing is typed beside options"
)
async def test_what_is_no_sub_command_changes_nothing(talk: Dialogue) -> None:
    await talk.says("/daily on 21:15 Europe/Paris")
    await talk.says("/daily sometimes")
    assert "/daily on 08:30 Europe/Berlin" in talk.text
    await talk.says("/daily status")
    assert "21:15, Europe/Paris" in talk.text


@in_turn("typed", ["9 and 18:00", "9:30 18:00 Berlin", "9am to 6pm", "9:00 - 11:00"])
async def test_a_second_hour_is_told_to_be_one(talk: Dialogue, typed: str) -> None:
    await talk.says("/daily on 21:15 Europe/Paris")
    await talk.says(f"/daily on {typed}")
    assert "once a day" in talk.text
    assert "zone" not in talk.text
    await talk.says("/daily status")
    assert "21:15, Europe/Paris" in talk.text


async def test_an_offered_zone_keeps_the_rest_of_what_was_typed(talk: Dialogue) -> None:
    await talk.says("/daily on 21:15 Europe/Paris")
    await talk.says("/daily on Berln every sat, sun")
    await talk.presses("Europe/Berlin")
    assert "every Saturday and Sunday at 21:15, Europe/Berlin" in talk.text


async def test_a_city_of_several_countries_is_asked_about(talk: Dialogue) -> None:
    await talk.says("/daily on 8:30 San Jose")
    assert "Which is yours?" in talk.text
    await talk.presses("Los_Angeles")
    assert "every day at 08:30, America/Los_Angeles" in talk.text


@in_turn(
    "zone",
    ["Brazil", "Springfield", "Nowhereville", "Russa", "Australa", "Europe"],
)
async def test_no_wrong_zone_is_offered(talk: Dialogue, zone: str) -> None:
    await talk.says(f"/daily on 8:30 {zone}")
    assert f"There is no zone “{zone}”" in talk.text
    assert "Name the nearest big city" in talk.text
    assert not talk.reply.buttons


async def test_no_zone_is_offered_without_the_hour_beside_it(talk: Dialogue) -> None:
    await talk.says("/daily on <08:30> <Europe/Berlin>")
    assert "There is no zone" in talk.text
    assert not talk.reply.buttons


@in_turn("zone", ["localtime", "Factory"])
async def test_what_is_no_place_is_no_zone(talk: Dialogue, zone: str) -> None:
    await talk.says(f"/daily on 8:30 {zone}")
    assert f"There is no zone “{zone}”" in talk.text


async def _is_noted_and_kept(talk: Dialogue, typed: str, kept: str) -> None:
    """Check that an hour is understood, and is what `/daily status` says afterwards."""
    await talk.says(f"/daily {typed}")
    assert f"Noted: {kept}" in talk.text
    await talk.says("/daily status")
    assert f"The daily excerpt is on: {kept}" in talk.text
