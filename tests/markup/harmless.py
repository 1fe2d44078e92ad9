"""What a browser could do wrong with HTML, read by Python's own parser: it shares nothing with the sanitiser."""

import re
from html.parser import HTMLParser

# Written out, not taken from markup/sanitise.py: a name added there by mistake fails here.
TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "section", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "id", "class", "lang", "dir", "href", "title", "aria-label", "aria-labelledby", "role", "src", "alt",
    "width", "height", "start", "scope", "colspan", "rowspan",
}  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?![/\\])|#)", re.IGNORECASE)
PICTURE = re.compile(r"/media/[0-9a-f]{64}\.webp")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.found.append(f"<{tag} {name}>")
            # Browsers leave line breaks and tabs out of an address, and control characters before it.
            address = re.sub(r"[\t\n\r]", "", value or "").lstrip("".join(map(chr, range(33))))
            if name == "href" and not ADDRESS.match(address):
                self.found.append(f"<{tag} href={value!r}>")
            if name == "src" and not (tag == "img" and PICTURE.fullmatch(value or "")):
                self.found.append(f"<{tag} src={value!r}>")

    def handle_comment(self, data):
        self.found.append(f"<!--{data}")

    def handle_decl(self, decl):
        self.found.append(f"<!{decl}")

    unknown_decl = handle_decl

    def handle_pi(self, data):
        self.found.append(f"<?{data}")


def harm_in(html):
    """Everything in this HTML that is not certainly harmless."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
