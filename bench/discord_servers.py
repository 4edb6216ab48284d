"""What a thousand Discord servers cost in memory, and one big one in time.

    python -m bench.discord_servers

The rival is what discord.py keeps of a server by itself. Each is a process of its own, in
which the client is told of the servers as at its start.
"""

import argparse
import asyncio
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import discord
import orjson

from bot.faces.discord.incoming.server_cache import slim_server

SERVERS, CHANNELS, ROLES = 1000, 50, 30
BIG_CHANNELS, BIG_ROLES = 500, 250
WAYS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "slim": slim_server,
    "full": dict,
}


def main() -> None:
    """Measure both in turn, and print their figures and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=WAYS, help="measure this one only, for main")
    way = parser.parse_args().way
    if way:
        print(*asyncio.run(_measure(way)))
        return
    command = (sys.executable, "-m", "bench.discord_servers", "--way")
    figures = {}
    for way in WAYS:
        done = subprocess.run([*command, way], capture_output=True, check=True)
        figures[way] = [float(word) for word in done.stdout.split()]
        megabytes, milliseconds = figures[way]
        print(
            f"{way}: {megabytes:.0f} MB for {SERVERS} servers, "
            f"{milliseconds:.1f} ms for one with {BIG_CHANNELS} channels"
        )
    ratios = (a / b for a, b in zip(figures["slim"], figures["full"], strict=True))
    print("ratios: {:.2f}, {:.2f}".format(*ratios))


async def _measure(way: str) -> tuple[float, float]:
    """Return megabytes for all servers, and milliseconds for the big one."""
    client = discord.AutoShardedClient(
        intents=discord.Intents(guilds=True), shard_count=1, max_messages=None
    )
    state, slim = client._connection, WAYS[way]  # noqa: SLF001 - where events arrive
    state.shard_count = 1
    parse = state.parsers["GUILD_CREATE"]
    bots = {"id": "1", "username": "rostra", "discriminator": "0", "avatar": None}
    state.user = discord.ClientUser(state=state, data=bots)  # type: ignore[arg-type]
    gc.collect()
    gc.freeze()
    before = _resident_megabytes()
    for payload in _payloads():
        parse(slim(orjson.loads(payload)))
    gc.collect()
    grown = _resident_megabytes() - before
    big = _server(SERVERS + 1, BIG_CHANNELS, BIG_ROLES)
    began = time.perf_counter()
    parse(slim(orjson.loads(big)))
    return grown, 1000 * (time.perf_counter() - began)


def _payloads() -> Iterator[bytes]:
    return (_server(number, CHANNELS, ROLES) for number in range(1, SERVERS + 1))


def _server(number: int, channels: int, roles: int) -> bytes:
    first = number << 22
    overwrites = [
        {"id": str(first + each), "type": 0, "allow": "0", "deny": "1024"}
        for each in range(3)
    ]
    return orjson.dumps(
        {
            "id": str(first),
            "name": f"Server {number}",
            "owner_id": "1",
            "unavailable": False,
            "roles": [
                {
                    "id": str(first + each),
                    "name": f"role {each}",
                    "color": 0,
                    "hoist": False,
                    "position": each,
                    "permissions": "1024",
                    "managed": False,
                    "mentionable": False,
                }
                for each in range(roles)
            ],
            "channels": [
                {
                    "id": str(first + each),
                    "type": 0,
                    "name": f"channel {each}",
                    "topic": "What this channel is about, in a sentence or two.",
                    "position": each,
                    "permission_overwrites": overwrites,
                }
                for each in range(channels)
            ],
        }
    )


def _resident_megabytes() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
