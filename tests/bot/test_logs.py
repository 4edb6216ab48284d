"""Log lines: whole, with ids, without tokens, for people and for programs."""

import io
import json
import logging
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import StringIO
from urllib.parse import quote

import pytest

from bot.logs import (
    BOUND_IDS,
    MAX_REPEATS,
    REDACTED,
    LineFormatter,
    LogFormat,
    SummingHandler,
    bind_ids,
)

TOKEN = "7000:AAmade-up-token-of-a-test_0123456789ab"  # noqa: S105 - opens nothing
DISCORD_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GmadeU.p-token-of-a-test_0123456789abcdefghij"  # noqa: S105
ANSWER_TOKEN = b64encode(b"interaction:1000000000000000001:made-up").decode()
FORMS: tuple[LogFormat, ...] = ("console", "json")
Log = Callable[[LogFormat], Callable[..., list[str]]]


@pytest.fixture(autouse=True)
def no_ids() -> Iterator[None]:
    before = BOUND_IDS.set({})
    yield
    BOUND_IDS.reset(before)


@pytest.fixture
def written() -> Log:
    """Log something and return the lines as they are written."""

    def of(form: LogFormat) -> Callable[..., list[str]]:
        def log(*words: object, **more: object) -> list[str]:
            stream = io.StringIO()
            handler = logging.StreamHandler(stream)
            handler.setFormatter(LineFormatter(["hush-hush", ""], form=form))
            logger = logging.getLogger("bot.test")
            logger.handlers[:] = [handler]
            logger.error(*words, **more)  # type: ignore[arg-type]  # as given
            logger.handlers.clear()
            return stream.getvalue().removesuffix("\n").split("\n")

        return log

    return of


def failure(message: str) -> Exception:
    """Return an error with its traceback."""
    try:
        raise RuntimeError(message)  # noqa: TRY301 - to be caught at once
    except RuntimeError as error:
        return error


@pytest.mark.parametrize("form", FORMS)
def test_ids_stand_in_every_line(written: Log, form: LogFormat) -> None:
    bind_ids(update=7, chat="telegram:-5")
    (line,) = written(form)("chat %d must wait", -5, extra={"failure": "ab12"})
    if form == "json":
        assert json.loads(line).items() >= {
            ("update", 7),
            ("chat", "telegram:-5"),
            ("failure", "ab12"),
            ("event", "chat -5 must wait"),
            ("level", "error"),
            ("logger", "bot.test"),
        }
    else:
        assert "chat -5 must wait" in line
        assert "chat=telegram:-5 failure=ab12 update=7" in line


@pytest.mark.parametrize("form", FORMS)
def test_what_somebody_typed_breaks_no_line(written: Log, form: LogFormat) -> None:
    typed = "war\n2026-01-01 ERROR\r\x1b[2J\u2028\u202epeace\x85"
    (line,) = written(form)("no such topic: %s", typed, extra={"words": typed})
    assert line.isprintable()
    if form == "json":
        assert json.loads(line)["words"] == typed


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [TOKEN, DISCORD_TOKEN, ANSWER_TOKEN, "hush-hush"])
def test_tokens_are_taken_out_wherever_they_stand(
    written: Log, form: LogFormat, secret: str
) -> None:
    bind_ids(address=f"https://api.example/bot{secret}/getMe")
    error = failure(f"can't reach /bot{secret}/getMe")
    lines = written(form)(
        "broken: %s", [secret], exc_info=error, extra={"asked": {"by": secret}}
    )
    whole = "\n".join(lines)
    assert secret not in whole
    assert whole.count("[token]") == 4
    assert "RuntimeError" in whole


def test_a_traceback_is_indented_for_people_and_a_field_for_programs(
    written: Log,
) -> None:
    error = failure("one\n2026-01-01 ERROR two\x1b[2J")
    first, *rest = written("console")("broken", exc_info=error)
    (line,) = written("json")("broken", exc_info=error)
    assert "broken" in first
    assert all(more.startswith("  ") for more in rest)
    assert "\x1b" not in "".join(rest)
    assert "RuntimeError: one\n2026" in json.loads(line)["exception"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [TOKEN, 'od"d\\to/k én'])
def test_a_secret_is_taken_out_however_it_is_spelled(
    form: LogFormat, secret: str
) -> None:
    for spelled in (secret, quote(secret), quote(secret, safe="")):
        record = logging.LogRecord("bot", logging.ERROR, "", 1, "%s", (spelled,), None)
        text = LineFormatter([secret], form=form).format(record)
        assert REDACTED in text
        assert not any(piece in text for piece in ("made-up", "od", "to/k"))


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("bot", logging.WARNING, "", 0, message, args, None)
    vars(made).update(extra)
    return made


def test_what_comes_again_and_again_is_summed_up() -> None:
    written, now = StringIO(), 0.0
    handler = SummingHandler(written, lambda: now)
    for number in range(1000):
        handler.emit(record("digests wait for the database: %s", number))
    handler.emit(record("something else"))
    assert written.getvalue().count("wait for the database") == MAX_REPEATS
    assert "something else" in written.getvalue()
    now = 61.0
    handler.emit(record("something else"))
    assert written.getvalue().splitlines()[-2] == (
        "990 more lines like this were left out: digests wait for the database: %s"
    )
    handler.emit(record("digests wait for the database: %s", 1000))
    assert written.getvalue().endswith("digests wait for the database: 1000\n")


def test_what_goes_on_for_hours_is_told_at_growing_distances_and_once_when_it_ends() -> (
    None
):
    written, now = StringIO(), 0.0
    handler = SummingHandler(written, lambda: now)
    told: list[tuple[float, str]] = []

    def look() -> None:
        told.extend((now, line) for line in written.getvalue().splitlines())
        written.seek(0)
        written.truncate()

    for second in range(3600):
        now = float(second)
        handler.emit(record("chats wait for the database: %s", "refused"))
        look()
    text = "chats wait for the database: refused"
    assert told[:MAX_REPEATS] == [(float(n), text) for n in range(MAX_REPEATS)]
    assert [at for at, _ in told[MAX_REPEATS:]] == [
        *(60, 180, 420, 900),
        *range(1500, 3600, 600),
    ]
    assert told[MAX_REPEATS][1] == f"50 more lines like this were left out: {text}"
    told.clear()
    # Another failure is told at once, whatever was left out before it.
    handler.emit(record("chats wait for the database: %s", "password"))
    look()
    assert [line.split(" ")[0] for _, line in told] == ["300", "chats"]
    told.clear()
    for _ in range(200):
        now += 1
        handler.emit(record("chats wait for the database: %s", "password"))
    look()
    told.clear()
    now += 60
    handler.emit(record("something else"))
    look()
    assert [line for _, line in told][1:] == [
        "no such line has come for a minute: chats wait for the database: password",
        "something else",
    ]


def test_what_was_left_out_is_told_at_the_end() -> None:
    written = StringIO()
    handler = SummingHandler(written)
    for _ in range(MAX_REPEATS + 3):
        handler.emit(record("again"))
    handler.close()
    assert written.getvalue().endswith("3 more lines like this were left out: again\n")


def test_the_number_that_a_person_was_told_is_always_there() -> None:
    written = StringIO()
    handler = SummingHandler(written)
    for number in range(MAX_REPEATS + 5):
        try:
            int("a bug")
        except ValueError:
            failed = record("failure %s", number, failure=str(number))
            failed.exc_info = sys.exc_info()
            handler.emit(failed)
    assert written.getvalue().count("Traceback") == MAX_REPEATS
    for number in range(MAX_REPEATS + 5):
        assert f"failure {number}\n" in written.getvalue()
