"""The blocks of a rendered text as plain words: paragraphs, points, headings, cells.

What only points elsewhere, the list of sources, the numbers that cite them and times within a film, is left out.
"""

import re
from html import unescape

_SOURCES = re.compile(r'<section class="sources".*?</section>', re.DOTALL)
_MARKS = re.compile(r'<sup class="(?:cite|note-ref)">.*?</sup>', re.DOTALL)
_TIMES = re.compile(r'<(a|span) class="at"[^>]*>[^<]*</\1>')  # within a film
_CORRECTED = re.compile(r'<p class="said"(?:(?!</p>).)*</p>(?=\s*<div class="correction)', re.DOTALL)
_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')  # cleaned HTML writes its attributes so
_BEFORE_STOP = re.compile(r" +([.,;:?!])(?=\s|$)")  # where a number stood
_END = re.compile(r"</(?:p|li|h\d|div|section|ul|ol|dl|dt|dd|tr|td|th|pre|blockquote)>|<br>")


def without_corrected(html):
    """(Cleaned) HTML without what somebody said and a correction follows: alone it would spread what is not so."""
    return _CORRECTED.sub("", html)


def blocks(html):
    """Each block of (cleaned) HTML that has words, in order."""
    text = _TIMES.sub("", _MARKS.sub("", _SOURCES.sub("", html)))
    plain = (_BEFORE_STOP.sub(r"\1", " ".join(unescape(_TAG.sub("", part)).split())) for part in _END.split(text))
    return [block for block in plain if block]
