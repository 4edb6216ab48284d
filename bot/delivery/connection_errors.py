"""What a broken connection says about the call that it carried."""

import aiohttp


class NothingSentError(Exception):
    """A connection was lost before a byte of a call was written to it."""


def failed_before_sending(cause: BaseException | None) -> bool:
    """Return whether a call failed before a byte of it was written.

    Either no connection could be opened, also by a proxy, or none of the pool came free,
    or the one that had been kept open was lost just then.
    """
    return isinstance(
        cause,
        NothingSentError
        | aiohttp.ClientConnectorError
        | aiohttp.ClientHttpProxyError
        | aiohttp.ConnectionTimeoutError
        | aiohttp.InvalidURL,
    )
