"""A small tree of a page's HTML: enough to ask what stands where, and what a reader sees of it.

Strict where browsers forgive: an end tag that closes nothing, and an element left open, are errors.
"""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNSEEN = {"head", "script", "style", "template"}
INLINE = {"a", "strong", "em", "span", "sup", "sub", "time", "code", "mark", "abbr", "b", "i"}


class Element:
    def __init__(self, tag, attributes, parent=None):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def __getitem__(self, name):
        return self.attributes.get(name)

    def walk(self):
        """This element and all within it, in the order of the document."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags, **attributes):
        """Elements with one of these tags and these attributes; ``class_`` asks for one of the classes."""
        wanted_class = attributes.pop("class_", None)
        for one in self.walk():
            if tags and one.tag not in tags:
                continue
            if wanted_class and wanted_class not in (one["class"] or "").split():
                continue
            if all(one[name] == value for name, value in attributes.items()):
                yield one

    def one(self, *tags, **attributes):
        """The only such element."""
        found = list(self.all(*tags, **attributes))
        assert len(found) == 1, f"{len(found)} of {tags} {attributes}"
        return found[0]

    @property
    def elements(self):
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def raw(self):
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self):
        """What a reader sees of it, in one line."""
        return " ".join("".join(self._seen()).split())

    def _seen(self):
        if self.tag in UNSEEN or "hidden" in self.attributes:
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._seen()
        if self.tag not in INLINE:
            yield " "


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("document", {})

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}: {names}"
        element = Element(tag, dict(attrs), self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag):
        assert tag == self.here.tag, f"</{tag}> closes <{self.here.tag}> at {self.getpos()}"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.children.append(data)


def parse(html):
    """The ``html`` element of a whole page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
    return builder.root.one("html")
