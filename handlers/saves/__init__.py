"""What a person keeps: saving, listing, sending it as a file."""
