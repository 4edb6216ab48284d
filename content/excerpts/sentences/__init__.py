"""One sentence by itself: how it opens, and whether it says anything."""
