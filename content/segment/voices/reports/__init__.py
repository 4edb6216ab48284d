"""Pages on which somebody tells of an event, and prints the words of several people."""
