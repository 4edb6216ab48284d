"""The methods of the Bot API that a chat bot calls."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.fakes.telegram import rules
from tests.fakes.telegram.inline import START_WORDS, checked_answer, too_old
from tests.fakes.telegram.rules import Json, RefusedError, bad_request, number
from tests.fakes.telegram.webhooks import Webhooks
from tests.fakes.telegram.world import BOT, NOW, Room

Call = Mapping[str, str]

MAX_FILE_BYTES = 20 * 1024 * 1024
"""The size of a file that Telegram hands out."""


MAX_SENT_BYTES = 50 * 1024 * 1024
"""The size of a file that a bot sends."""


class Methods(Webhooks):
    """The methods of the Bot API, carried out in a world unless Telegram would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self._poll: asyncio.Future[None] | None = None
        self.methods: dict[str, Callable[[Call], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "editMessageText": self._edit_message_text,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "deleteMessage": self._delete_message,
            "answerCallbackQuery": self._answer_callback_query,
            "setMyCommands": self._set_my_commands,
            "deleteMyCommands": self._delete_my_commands,
            "setMyDescription": self._set_my_description,
            "setMyShortDescription": self._set_my_short_description,
            "sendChatAction": self._send_chat_action,
            "getChatMember": self._get_chat_member,
            "getFile": self._get_file,
            "answerInlineQuery": self._answer_inline_query,
        }
        self.files: dict[str, bytes] = {}
        self.names: dict[str, str] = {}

    def uploaded(self, name: str, data: bytes) -> Json:
        """Return a file as a message holds it."""
        file_id = f"file-{len(self.files)}"
        self.files[file_id] = data
        self.names[file_id] = name
        return {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": name,
            "file_size": len(data),
        }

    async def _get_file(self, call: Call) -> Json:
        data = self.files.get(call.get("file_id", ""))
        if data is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(data) > MAX_FILE_BYTES:
            raise bad_request("file is too big")
        about = {"file_id": call["file_id"], "file_unique_id": call["file_id"]}
        return about | {
            "file_size": len(data),
            "file_path": f"documents/{call['file_id']}",
        }

    async def _set_webhook(self, call: Call) -> bool:
        hook = self.check_webhook(call)
        self._end_poll("terminated by setWebhook request")
        self._drop(call)
        self.use_webhook(hook)
        return True

    async def _delete_webhook(self, call: Call) -> bool:
        self._drop(call)
        self.use_webhook(None)
        return True

    def _drop(self, call: Call) -> None:
        if call.get("drop_pending_updates") == "true":
            self.updates.clear()

    async def _get_webhook_info(self, _call: Call) -> Json:
        return self.webhook_info()

    def _end_poll(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(RefusedError(409, f"Conflict: {why}"))

    async def _get_me(self, _call: Call) -> Json:
        return BOT | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": self.inline_mode,
        }

    async def _get_updates(self, call: Call) -> list[Json]:
        if self.webhook:
            raise RefusedError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use "
                "deleteWebhook to delete the webhook first",
            )
        self._end_poll(
            "terminated by other getUpdates request; make sure that only one bot "
            "instance is running"
        )
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        offset = int(call.get("offset", 0))
        self.updates = [it for it in self.updates if it["update_id"] >= offset]
        allowed = rules.decoded(call, "allowed_updates")
        if allowed:
            self.updates = [it for it in self.updates if set(it) & set(allowed)]
        try:
            async with asyncio.timeout(float(call.get("timeout", 0))):
                while not self.updates:
                    self.has_updates.clear()
                    await self._stirred_or(poll)
        except TimeoutError:
            pass
        finally:
            poll.cancel()
        return self.updates[: int(call.get("limit", 100))]

    async def _stirred_or(self, poll: asyncio.Future[None]) -> None:
        has_updates: asyncio.Future[Any] = asyncio.ensure_future(
            self.has_updates.wait()
        )
        try:
            await asyncio.wait({has_updates, poll}, return_when="FIRST_COMPLETED")
            if poll.done():
                poll.result()
        finally:
            has_updates.cancel()

    async def _send_message(self, call: Call) -> Json:
        thread = int(call.get("message_thread_id", 0))
        room = self.place(number(call, "chat_id"), thread)
        text, entities = rules.checked_text(call)
        keyboard = rules.checked_keyboard(call)
        author: Json = {"from": BOT}
        if room.kind == "channel":
            if "force_reply" in call.get("reply_markup", ""):
                raise bad_request("inline keyboard expected")
            author = {"sender_chat": room.about}
        author |= self._answered(room, call)
        message = self.written(room, text, **author | {"entities": entities})
        if keyboard:
            message["reply_markup"] = keyboard
        self.show(message, edited=False)
        return message

    async def _send_document(self, call: Call) -> Json:
        room = self.place(
            number(call, "chat_id"), int(call.get("message_thread_id", 0))
        )
        id_ = call.get("document", "")
        if id_ not in self.files:
            raise bad_request("there is no document in the request")
        if len(self.files[id_]) > MAX_SENT_BYTES:
            raise RefusedError(413, "Request Entity Too Large")
        document = self.uploaded(self.names[id_], self.files[id_])
        message = self.written(room, "", **{"from": BOT, "document": document})
        self.show(message, edited=False)
        return message

    def _answered(self, room: Room, call: Call) -> Json:
        """Make a message a reply to another, in the same thread."""
        wanted = rules.decoded(call, "reply_parameters")
        if not wanted:
            return {}
        original = self.rooms[room.id].messages.get(wanted["message_id"])
        if original is None:
            if wanted.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found")
        thread = original.get("message_thread_id", original["message_id"])
        return {"reply_to_message": original, "message_thread_id": thread}

    def _own(self, call: Call) -> Json:
        room = self.rooms[self.place(number(call, "chat_id")).id]
        message = room.messages.get(number(call, "message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if message.get("from", message.get("sender_chat")) not in (BOT, room.about):
            raise bad_request("message can't be edited")
        return message

    def _change(self, message: Json, **what: object) -> Json:
        if all(message.get(name) == value for name, value in what.items()):
            raise bad_request(
                "message is not modified: specified new message content and reply "
                "markup are exactly the same as a current content and reply markup"
            )
        message |= what | {"edit_date": NOW}
        if not message["reply_markup"]:
            del message["reply_markup"]
        self.show(message, edited=True)
        return message

    async def _edit_message_text(self, call: Call) -> Json | bool:
        if id_ := call.get("inline_message_id"):
            return self._edit_inline(id_, call)
        message = self._own(call)
        text, entities = rules.checked_text(call)
        keyboard = rules.checked_keyboard(call)
        return self._change(
            message, text=text, entities=entities, reply_markup=keyboard
        )

    def _edit_inline(self, id_: str, call: Call) -> bool:
        if "chat_id" in call or "message_id" in call:
            raise bad_request("message identifier is specified twice")
        message = self.inline_messages.get(id_)
        if message is None:
            raise bad_request("MESSAGE_ID_INVALID")
        text, entities = rules.checked_text(call)
        self._change(
            message,
            text=text,
            entities=entities,
            reply_markup=rules.checked_keyboard(call),
        )
        return True

    async def _answer_inline_query(self, call: Call) -> bool:
        typing = self.typings.get(call.get("inline_query_id", ""))
        if not self.inline_mode:
            raise bad_request("USER_BOT_INVALID")
        if typing is None or typing.answer.done():
            raise too_old()
        typing.answer.set_result(checked_answer(call))
        return True

    async def _edit_message_reply_markup(self, call: Call) -> Json:
        return self._change(self._own(call), reply_markup=rules.checked_keyboard(call))

    async def _delete_message(self, call: Call) -> bool:
        message = self._own(call)
        del self.rooms[message["chat"]["id"]].messages[message["message_id"]]
        return True

    async def _answer_callback_query(self, call: Call) -> bool:
        press = self.presses.get(call.get("callback_query_id", ""))
        if press is None or press.notice.done():
            raise too_old()
        if url := call.get("url"):
            link = f"https://t.me/{BOT['username']}"
            words = url.removeprefix(f"{link}?start=")
            if url != link and not START_WORDS.fullmatch(words):
                raise bad_request("URL_INVALID")
            press.opened = url
        press.notice.set_result(rules.checked_notice(call))
        return True

    async def _set_my_commands(self, call: Call) -> bool:
        self.commands[self._menu_of(call)] = rules.checked_commands(call)
        return True

    async def _delete_my_commands(self, call: Call) -> bool:
        self.commands.pop(self._menu_of(call), None)
        return True

    def _menu_of(self, call: Call) -> str:
        """Return where a menu is shown: a kind of chat or a chat, and a language."""
        scope = rules.decoded(call, "scope") or {"type": "default"}
        chat = scope.get("chat_id")
        if chat is not None:
            self.place(int(chat))
        language = call.get("language_code", "")
        return " ".join(filter(None, [str(chat or scope["type"]), language]))

    async def _set_my_description(self, call: Call) -> bool:
        return self._describe(call, "description", 512)

    async def _set_my_short_description(self, call: Call) -> bool:
        return self._describe(call, "short_description", 120)

    def _describe(self, call: Call, name: str, limit: int) -> bool:
        text = call.get(name, "")
        if rules.units(text) > limit:
            raise bad_request(f"{name} is too long")
        self.texts[name, call.get("language_code", "")] = text
        return True

    async def _send_chat_action(self, call: Call) -> bool:
        self.place(number(call, "chat_id"), int(call.get("message_thread_id", 0)))
        return bool(rules.checked_action(call))

    async def _get_chat_member(self, call: Call) -> Json:
        room = self.rooms[self.place(number(call, "chat_id")).id]
        user = number(call, "user_id")
        about = {"id": user, "is_bot": False, "first_name": "Somebody"}
        if user in room.restricted:
            # Servers before Bot API 6.5 tell no rights that came with it.
            return {"status": "restricted", "user": about, "is_member": True}
        if user not in room.admins:
            return {"status": "member", "user": about}
        return {"status": "creator", "user": about, "is_anonymous": False}
