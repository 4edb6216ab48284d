"""Where a text that is read out ends, what shows it, and who signs there."""
