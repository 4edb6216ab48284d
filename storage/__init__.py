"""All SQL, the index and what chats keep; nothing here formats text for people."""
