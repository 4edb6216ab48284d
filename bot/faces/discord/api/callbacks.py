"""The call that answers an interaction, which is what a bot does most.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from typing import Any
from urllib.parse import quote

import aiohttp
import orjson
import yarl
from discord import Forbidden, HTTPException, NotFound
from discord.http import MultipartParameters, Route, json_or_text
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.faces.discord.api.http_watch import HttpWatch

_AS_JSON = {"Content-Type": "application/json"}
_REFUSALS = {403: Forbidden, 404: NotFound}


class Callbacks(AsyncWebhookAdapter):
    """The library's calls about interactions, of which the first answer is made shorter.

    The library has Discord send back each message that it has just shown, and makes
    objects of it, which nobody needs here. That, and looking after limits that Discord
    does not set on these calls, took a quarter of an answer's time. Where Discord asks to
    be called again, the library calls.

    Args:
        watch: Sees each request, and what Discord says to it.
    """

    def __init__(self, watch: HttpWatch) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # as the library has it
        self._watch = watch
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close what was opened; the connections are the client's."""
        if self._session:
            await self._session.close()

    async def create_interaction_response(  # type: ignore[override]  # a coroutine, too
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> dict[str, Any]:
        """Answer an interaction, and return as little of it as the library reads.

        Raises:
            HTTPException: Discord does not take it.
            TooManyRefusalsError: No requests may be made for now.
        """
        self._watch.check()
        way = f"/interactions/{interaction_id}/{quote(token, safe='')}/callback"
        async with self._untraced(session).post(
            yarl.URL(Route.BASE + way, encoded=True),
            data=orjson.dumps(params.payload),
            headers=_AS_JSON,
            proxy=proxy,
            proxy_auth=proxy_auth,
        ) as response:
            self._watch.note(response)
            refused = None if response.status < 300 else await json_or_text(response)
        if response.status == 429 or response.status >= 500:
            await self.request(
                Route(
                    "POST",
                    "/interactions/{webhook_id}/{webhook_token}/callback",
                    webhook_id=interaction_id,
                    webhook_token=token,
                ),
                session=session,
                payload=params.payload,
                proxy=proxy,
                proxy_auth=proxy_auth,
            )
        elif refused is not None:
            raise _REFUSALS.get(response.status, HTTPException)(response, refused)
        return {"interaction": {"id": interaction_id}}

    def _untraced(self, session: aiohttp.ClientSession) -> aiohttp.ClientSession:
        """Return a session on the same connections, in which aiohttp traces nothing."""
        if self._session is None or self._session.connector is not session.connector:
            self._session = aiohttp.ClientSession(
                connector=session.connector,
                connector_owner=False,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session
