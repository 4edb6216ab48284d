"""Who speaks, as the head of a page says it: headlines, by-lines, leads, introductions."""
