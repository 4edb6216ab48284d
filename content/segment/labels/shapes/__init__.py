"""Finders of labels in shapes of their own: brackets, capitals, circles, lone stops."""
