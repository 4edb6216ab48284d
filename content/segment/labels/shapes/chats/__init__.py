"""Labels as programs for chats and forums print them: stamps, handles, cards of posters."""
