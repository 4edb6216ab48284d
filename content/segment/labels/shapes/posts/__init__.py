"""Posts of forums and comments, as people copy them from pages."""
