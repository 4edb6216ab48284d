"""`/review`: a person settles what is doubtful, wrong or missing in a transcript file."""
