"""What somebody is said to have said: read from a message, compared with a text."""
