"""The second wall: whatever the renderer or a template wrote, only this leaves it.

The class names here are a contract: they stand in frozen HTML for as long as an edition is kept, so
names may be added but not taken away or given another meaning. Cleaning is idempotent, and runs
again whenever an edition is served: today's allow-list may take something out of an old text, and
can add nothing.
"""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags

TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "section", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip

CLASSES = {
    "summary", "in-short", "body", "sources", "source-text", "source-link", "back", "cite", "note-ref", "notes",
    "table", "left", "right", "centre", "card", "card-emergency", "card-urgent", "card-non-urgent",
    "card-heading", "card-level", "do-list", "dont-list", "list-heading", "visually-hidden",
    "profile", "portrait", "interests", "facts", "term-names", "notice", "asked", "film", "chapters", "transcript",
    "said", "at", "speaker", "correction", "corrections", "small",
}  # fmt: skip

ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href", "title", "aria-label"},
    "abbr": {"title"},
    "div": {"role", "aria-label", "aria-labelledby"},
    "section": {"aria-labelledby"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}

SCHEMES = {"http", "https", "mailto", "tel"}
# Another site, by its scheme, or a place on this one: never "//host", which a tab or "/\\" would also be.
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?![/\\\t\n\r])|#)", re.IGNORECASE)
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
# An uploaded picture, named by its content: nothing on a page comes from another site.
FILE = re.compile(r"/media/([0-9a-f]{64}\.webp)")
# What a page links to beside: films and their captions.
_FILES = re.compile(r'(?:src="/media/([0-9a-f]{64}\.webp)"|href="/media/([0-9a-f]{64}\.(?:mp4|webm|vtt))")')
_ALLOWED = {
    "href": ADDRESS.match,
    "id": ID.fullmatch,
    "src": FILE.fullmatch,
    "role": {"group"}.__contains__,
    "scope": {"col", "row"}.__contains__,
}


def _filter(tag, name, value):
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES) or None
    return value if name not in _ALLOWED or _ALLOWED[name](value) else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "title", "template", "noscript", "iframe", "textarea", "svg", "math"},
    attributes=ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes=SCHEMES,
    link_rel=None,
)
_BLOCK_END = re.compile(r"(</(?:p|li|h\d|div|section|ul|ol|dl|dt|dd|tr|td|th|pre|blockquote)>|<br>)")


def clean(html):
    """The HTML without anything that is not on the allow-list."""
    # Half a surrogate pair is no character: the cleaner would fail on it.
    return _cleaner.clean(html.encode(errors="replace").decode())


def plain_text(html):
    """The words of (cleaned) HTML as one line of text, for searching."""
    return " ".join(unescape(strip_tags(_BLOCK_END.sub(r"\1 ", html))).split())


def files_in(html):
    """Names of the uploaded files that the (cleaned) HTML shows or links to, sorted, each once."""
    return sorted({picture or linked for picture, linked in _FILES.findall(html)})
