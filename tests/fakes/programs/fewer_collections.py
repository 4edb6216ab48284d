"""Has a server of forks look for no garbage while it imports, and its forks seldom."""

import gc

gc.disable()
# A fork's first look would go through all that it may have copied till then.
gc.set_threshold(1_000_000, 10, 10)
