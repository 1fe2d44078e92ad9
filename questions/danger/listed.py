"""The lists of ``frames.txt``, and whether one of their words, or of their few words in a row, stands in a sentence."""

from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("frames.txt")
_LONGEST = 5


def _lists():
    lines = (line.partition(" = ") for line in _FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {name: frozenset(tuple(some.split()) for some in said.split(", ")) for name, _is, said in lines if said}


_LISTS = _lists()


@lru_cache
def sequences(name):
    """The entries of a list, each a tuple of words."""
    return _LISTS[name]


@lru_cache
def words(name):
    """The single words of a list."""
    return frozenset(some[0] for some in _LISTS[name] if len(some) == 1)


def has(said, name):
    """Whether an entry of the list stands in the words, a tuple."""
    return not sequences(name).isdisjoint(_runs(said))


def begins(said, name):
    """Whether the words begin with an entry of the list."""
    return any(said[:length] in sequences(name) for length in range(1, _LONGEST + 1))


def last_of(said, name):
    """The place of the last entry of the list in the words; 0 without one."""
    entries = sequences(name)
    every = range(len(said) - 1, 0, -1)
    return next((at for at in every if any(said[at : at + length] in entries for length in range(1, _LONGEST + 1))), 0)


@lru_cache(maxsize=256)
def _runs(said):
    """Each word, and up to five in a row."""
    return frozenset(said[at : at + length] for length in range(1, _LONGEST + 1) for at in range(len(said)))
