"""Whether some input makes something endless: how long this process itself works at it.

A bound in a test is many times what is usual, so that it is about growth and not about the machine. What is measured
for its own sake stands in ``benchmarks/``.
"""

import time


def seconds(act, *arguments, runs=1):
    """The seconds that the shortest of some runs takes."""
    return min(_once(act, *arguments) for _run in range(runs))


def _once(act, *arguments):
    begun = time.process_time()
    act(*arguments)
    return time.process_time() - begun
