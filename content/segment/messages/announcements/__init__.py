"""What announces that the words of another follow, and lines that hold both."""
