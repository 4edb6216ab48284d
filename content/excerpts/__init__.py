"""Turns become excerpts: where to cut, what stands alone, and ids that last."""
