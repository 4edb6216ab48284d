"""Lines from pipes and files, as they come."""

import asyncio
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faces.terminal.face import MAX_LINE_BYTES, read_lines


@pytest.fixture
def pipe() -> Iterator[tuple[int, BinaryIO]]:
    reads, writes = os.pipe()
    with os.fdopen(reads, "rb", 0), os.fdopen(writes, "wb", 0) as writer:
        yield reads, writer


async def all_lines(content: bytes) -> list[str]:
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return [line async for line in read_lines(file.fileno())]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"a\nb", ["a", "b"], id="no last newline"),
        pytest.param(b"a\r\n\r\nb\r\n", ["a", "", "b"], id="carriage returns"),
        pytest.param(b"\xef\xbb\xbf/help\n", ["/help"], id="byte order mark"),
        pytest.param(b"caf\xe9\n\xff\xfe\n", ["caf�", "��"], id="not UTF-8"),
        pytest.param(b"a\x00b\n", ["a\x00b"], id="binary"),
        pytest.param("桥".encode() * 50_000, ["桥" * 50_000], id="longer than a chunk"),
    ],
)
async def test_reads(content: bytes, expected: list[str]) -> None:
    assert await all_lines(content) == expected


async def test_a_line_without_end_does_not_fill_the_memory() -> None:
    first, second = await all_lines(b"x" * (3 * MAX_LINE_BYTES) + b"\nnext")
    assert (len(first), second) == (MAX_LINE_BYTES, "next")


async def test_a_directory_or_a_closed_file_has_no_lines(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    assert [line async for line in read_lines(folder)] == []
    os.close(folder)
    assert [line async for line in read_lines(folder)] == []


async def test_a_line_is_answered_before_the_next_is_written(
    pipe: tuple[int, BinaryIO],
) -> None:
    reads, writes = pipe
    writes.write(b"one\n")
    source = read_lines(reads)
    assert await anext(source) == "one"
    writes.write(b"tw")
    waiting = asyncio.ensure_future(anext(source))
    await asyncio.sleep(0)
    writes.write(b"o\n")
    assert await waiting == "two"
    writes.close()
    assert [line async for line in source] == []


async def test_waiting_for_a_silent_writer_can_be_cancelled(
    pipe: tuple[int, BinaryIO],
) -> None:
    waiting = asyncio.ensure_future(anext(read_lines(pipe[0])))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_reader_that_was_cancelled_takes_nothing_from_the_next_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy machine may let its thread come to reading only after all is closed."""
    held, read = threading.Event(), os.read

    def late(descriptor: int, size: int) -> bytes:
        held.wait()
        return read(descriptor, size)

    reads, writes = os.pipe()
    monkeypatch.setattr(os, "read", late)
    waiting = asyncio.ensure_future(anext(read_lines(reads)))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    monkeypatch.undo()
    os.close(writes)
    with TemporaryFile() as file:
        file.write(b"/help")
        file.seek(0)
        os.dup2(file.fileno(), reads)  # the number is given away again
        readers = [each for each in threading.enumerate() if each.name == "stdin"]
        held.set()
        for each in readers:
            each.join()
        assert [line async for line in read_lines(reads)] == ["/help"]
    os.close(reads)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\ufeff"))))
def test_no_line_is_lost(written: list[str]) -> None:
    async def read() -> list[str]:
        reads, writes = os.pipe()
        os.write(writes, "".join(f"{line}\n" for line in written).encode())
        os.close(writes)
        try:
            return [line async for line in read_lines(reads)]
        finally:
            os.close(reads)

    assert asyncio.run(read()) == written
