"""Who sent a text, by many small signs of all who are named around it, fitted to known ones."""
