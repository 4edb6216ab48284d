"""What chats keep: comments, rounds of excerpts, words of buttons."""
