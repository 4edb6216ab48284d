"""What comes before anything else of the tests is imported."""

import ctypes
import gc

# Most of what is imported stays to the end: no need to look for garbage in it meanwhile.
gc.disable()

# What a test gives back, the next one takes again. To return it to the system meanwhile,
# and have it cleared each time, is a twentieth of all.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
if keep := getattr(ctypes.CDLL(None), "mallopt", None):  # where GNU's library is used
    keep(_TRIM_THRESHOLD, 256 << 20)
    keep(_TOP_PAD, 16 << 20)
    keep(_MMAP_THRESHOLD, 32 << 20)
