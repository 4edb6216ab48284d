"""The calls that answer interactions, without what Discord would send back.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from typing import Any

import aiohttp
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter


class Callbacks(AsyncWebhookAdapter):
    """The library's calls, of which the first answer asks for nothing in return.

    The library has Discord send each message that it has just shown, to make objects of
    it that nobody needs here: a tenth of an answer's time.
    """

    async def create_interaction_response(  # type: ignore[override]  # it returns an awaitable
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> dict[str, Any]:
        """Answer an interaction first, and return as little as the library reads."""
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction_id,
            webhook_token=token,
        )
        await self.request(
            route,
            session=session,
            proxy=proxy,
            proxy_auth=proxy_auth,
            payload=params.payload,
        )
        return {"interaction": {"id": interaction_id}}
