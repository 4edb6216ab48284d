"""What comes before anything else of the tests is imported."""

import gc

# Most of what is imported stays to the end: no need to look for garbage in it meanwhile.
gc.disable()
