"""The HTTP server of a stand-in, on a free port of this machine."""

from aiohttp import web


async def start_site(
    app: web.Application, *, shutdown_timeout: float
) -> tuple[web.AppRunner, int]:
    """Serve a site; return what cleans it up, and its port.

    Args:
        app: What is served.
        shutdown_timeout: Seconds at the end for requests under way.
    """
    # A poll that its client has left must not take the next update with it.
    runner = web.AppRunner(
        app,
        handler_cancellation=True,
        shutdown_timeout=shutdown_timeout,
        access_log=None,
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, runner.addresses[0][1]
