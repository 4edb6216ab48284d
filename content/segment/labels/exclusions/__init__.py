"""What looks like a label and is none: fields, titles, credits, lines of letters."""
