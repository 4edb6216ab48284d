"""Search by meaning: encoders, their vectors and the nearest neighbours."""

import os

# numpy reads this when it is first imported, which only these modules do. More threads
# would take the cores that answer, and gain nothing with what is this small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
