"""What a word sounds like, for words written by ear: "throte", "morfeen", "vishun"; and words taken for one another.

``TAKEN_FOR`` has what people write for a word of danger, plain words too ("bust" for "burst"); so no word of danger
that stands for one of them may be a phrase of its own.
"""

import re
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("sounds.txt")
# Letters and what they sound like, in this order.
_HEARD = [
    (re.compile(letters), sound)
    for letters, sound in (
        ("^[kgp]n", "n"), ("^wr", "r"), ("^wh", "w"), ("^ps", "s"), ("mb$", "m"), ("ph", "f"), ("[ou]ught", "ot"),
        ("ough$", "of"), ("igh", "i"), ("gue$", "g"), ("aches?$", "ak"), ("ach$", "ak"), ("tch", "ch"),
        ("[st]ion|shun|shon", "Sn"), ("tur(?=e)|chur|cher$", "Cr"), ("ch", "C"), ("sh", "S"), ("ck", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("qu", "kw"), ("ing$", "in"), ("x", "ks"), ("z", "s"), ("dg|g(?=[eiy])", "j"),
        ("(?<=[aeiour])h|(?<=[tg])h(?=[aeiou]r)", ""), ("(?<=[^aeiouy])e$", ""), ("[aeiouy]+", "a"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(word):
    """The word as it is heard: consonants by their sound, all vowels alike."""
    for letters, heard in _HEARD:
        word = letters.sub(heard, word)
    return word


def _taken_for():
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" = ")[::2] for line in lines if line and not line.startswith("#"))
    return {written: meant.split(", ") for written, meant in pairs}


TAKEN_FOR = _taken_for()
