"""Who a label means: an office, initials or a surname lead to one full name."""
