"""The people of a document, and whom of them its sentences name."""
