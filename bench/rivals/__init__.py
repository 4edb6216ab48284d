"""What others would use in our place, measured in the same run."""
