"""Who signs a letter, and in which lines."""
