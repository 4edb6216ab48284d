"""The voices of a file: they are listed, and wrong names put right."""
