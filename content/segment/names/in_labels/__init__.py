"""Names in labels: the parts of a label, and the forms that labels have."""
