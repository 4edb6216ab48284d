"""Lines that nobody speaks: directions, votes, titles, numbers of pages, notes of a chat."""
