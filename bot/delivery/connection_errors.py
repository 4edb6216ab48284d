"""What a broken connection says about the call that it carried."""

import aiohttp


def failed_before_sending(cause: BaseException | None) -> bool:
    """Return whether a call failed before a byte of it was written.

    Either no connection could be opened, also by a proxy, or none of the pool came free.
    """
    return isinstance(
        cause,
        aiohttp.ClientConnectorError
        | aiohttp.ClientHttpProxyError
        | aiohttp.ConnectionTimeoutError
        | aiohttp.InvalidURL,
    )
