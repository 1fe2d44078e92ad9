import os


def count(small, full):
    """How often a slow kind of test goes round: ``full`` in ``make torture``, else ``small``."""
    return full if os.environ.get("TORTURE") else small
