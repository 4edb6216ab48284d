"""Written questions and their answers, as parliaments print them."""
