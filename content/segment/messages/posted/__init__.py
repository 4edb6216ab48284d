"""What messages of chats and forums hold of the words of others."""
