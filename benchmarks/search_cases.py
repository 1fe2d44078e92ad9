"""What readers type, each with the pages that must be among the first results: read from ``search_cases.txt``."""

import re
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")
MOST_PATHS = 3
_PATH = re.compile(r"/(?:articles|glossary|urgent|experts|videos)/[a-z0-9]+(?:-[a-z0-9]+)*/")


class WrongCase(ValueError):
    """A line that cannot be used; the message names the file and the line."""


def cases(file=FILE):
    """Yield ``(query, paths)``: as typed, inner spaces kept, and one to three paths, the best first."""
    queries = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        query, *paths = (part.strip() for part in line.split("|"))
        if wrong := _what_is_wrong(query, paths, queries):
            raise WrongCase(f"{file.name}, line {number}: {wrong}")
        queries.add(query)
        yield query, tuple(paths)


def _what_is_wrong(query, paths, queries):
    """A few words, or None."""
    if not query:
        return "there is no query"
    if query in queries:
        return f"{query!r} stands further up already"
    if not 1 <= len(paths) <= MOST_PATHS:
        return f"a query has 1 to {MOST_PATHS} paths, this one {len(paths)}"
    if len(set(paths)) < len(paths):
        return "a path stands twice"
    return next((f"{path!r} is no path of a page" for path in paths if not _PATH.fullmatch(path)), None)
