"""Keep Python's garbage collector from pausing answers.

What a bot holds from its start is there to stay: some 86,000 objects, most of them the
code of modules. To look through them takes 40 ms, in which nobody is answered, and under
load that came several times a second: a quarter of the processor time went into it.
"""

import gc

YOUNG = 20_000
"""New objects from which the collector looks for what is gone.

Answers under way hold some 100 each, and leave nothing for the collector when done:
Python's own bound of 700 had it look at the same ones again and again.
"""


def spare() -> None:
    """Let the collector pass over all that is held by now, and look less often."""
    gc.collect()
    gc.freeze()
    _, middle, old = gc.get_threshold()
    gc.set_threshold(YOUNG, middle, old)
