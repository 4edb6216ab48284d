"""Finders of labels in shapes of their own: brackets, capitals, signs, cards of posters."""
