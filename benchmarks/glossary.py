"""How long it takes to link the terms of a page, and to find a name: 20,000 names, a page of 3,000 words, one core.

    python -m benchmarks.glossary [--names 20000] [--words 3000] [--runs 60]

No database and no server: names and page are invented, the same each time. Half of the names have two words or more,
and many share their first word, as the names of medicines do. One word in 25 of the page is a name, and one in ten
stands in emphasis. Names are compiled once for each change of what readers see. What is measured is the time of the
processor, so that other processes do not count.
"""

import argparse
import os
import random
import statistics
import sys
import time

LINKING, COMPILING, SUGGESTING = 15, 2000, 50  # ms
LETTERS = "aeioubcdfglmnprstvxz"
TYPED = {"a beginning": "trastuz", "a misspelling": "trastuzamub", "many wrong words": "wrong " * 16}


def words(chance, count, shortest=5, longest=12):
    return ["".join(chance.choices(LETTERS, k=chance.randint(shortest, longest))) for _word in range(count)]


def named(chance, count):
    """``count`` different names: of one word, of two or three, in capitals, with a hyphen or a slash."""
    firsts = ["trastuzumab", *words(chance, 400)]
    found = {"trastuzumab": None}
    while len(found) < count:
        first, second, third = chance.choice(firsts), *words(chance, 2)
        forms = (second, third, f"{first} {second}", f"{first} {second} {third}", f"{second[:4].upper()}-{third[:2]}")
        found[chance.choice(forms)] = None
    return list(found)


def entries(names, each=4):
    """Entries that have so many names each, shown ones."""
    from glossary.entries import Entry
    from glossary.names import OtherName

    made = []
    for number in range(0, len(names), each):
        name, *others = names[number : number + each]
        other_names = tuple(OtherName("brand", other) for other in others)
        details = {"definition": "What it is.", "say": "", "is_drug": True, "drug_class": "", "endings": ""}
        made.append(Entry(number + 1, "en", f"/glossary/{number}/", name, others=other_names, **details))
    return made


def page(chance, names, count):
    """The HTML of a page of so many words in sections, paragraphs, lists and emphasis."""
    from markup.render import render

    own = words(chance, 1500, shortest=2, longest=9)
    text, written = [], 0
    while written < count:
        line = [chance.choice(names if chance.random() < 0.04 else own) for _word in range(chance.randint(8, 40))]
        line = [chance.choices([word, f"*{word}*", f"{word},"], [8, 1, 1])[0] for word in line]
        begin = chance.choices(["", "- ", "## ", "> "], [8, 4, 1, 1])[0]
        text.append(begin + " ".join(line[:6] if begin == "## " else line))
        written += len(text[-1].split())
    return render("\n\n".join(text))


def measure(name, call, runs, most):
    """Prints median, fastest and slowest in ms; whether the median is within what is wanted."""
    call()
    times = []
    for _run in range(runs):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    median = statistics.median(times)
    met = "met" if median <= most else "MISSED"
    print(f"{name:34}{median:9.1f}{min(times):9.1f}{max(times):9.1f}   wanted {most}: {met}")
    return median <= most


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=3_000)
    parser.add_argument("--runs", type=int, default=60)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stage4site.settings")
    import django

    django.setup()
    from glossary.linking import Linker
    from glossary.lookup import Lookup

    chance = random.Random(20_000)
    names = named(chance, asked.names)
    terms, html = entries(names), page(chance, names, asked.words)
    linker, lookup = Linker(terms), Lookup(terms)
    found = len(linker.link(html)[1])
    print(f"{len(names)} names of {len(terms)} terms, {asked.words} words, {len(html)} characters, {found} terms found")
    print(f"{'':34}{'median':>9}{'fastest':>9}{'slowest':>9}   ms")
    good = [
        measure("link a page", lambda: linker.link(html), asked.runs, LINKING),
        measure("compile the names for texts", lambda: Linker(terms), 5, COMPILING),
        measure("compile the names for searching", lambda: Lookup(terms), 5, COMPILING),
        *(
            measure(f"suggest for {what}", lambda typed=typed: lookup.suggest(typed), asked.runs, SUGGESTING)
            for what, typed in TYPED.items()
        ),
    ]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
