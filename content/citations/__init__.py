"""Citations: one excerpt, as different styles and programs want it cited."""
