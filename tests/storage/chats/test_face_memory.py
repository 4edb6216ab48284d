from storage.store import Store


async def test_a_face_remembers_the_last_of_what_it_was_told(store: Store) -> None:
    memory = store.face_memory
    assert await memory.recall("discord", "commands") == ""
    await memory.remember("discord", "commands", "one")
    await memory.remember("discord", "commands", "two")
    await memory.remember("telegram", "commands", "other")
    assert await memory.recall("discord", "commands") == "two"
