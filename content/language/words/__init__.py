"""The words of a text: as printed, as stems, as search terms, and how many there are."""
