"""Points, one a line, each of inline Markdown; a bullet before a line is left out."""

import re

_BULLET = re.compile(r"^[-*](?:\s+|$)")


def points(text):
    """The lines of a text that say something, without their bullets."""
    lines = (_BULLET.sub("", line.strip()) for line in text.split("\n"))
    return [line for line in lines if line]
