"""Where a passage stands: the headings, titles and terms above it, the header of its column and the rest of its row.

A dose says something else under the name of another medicine.
"""

from django.utils.translation import gettext as _

from wording.sentences import plain

# Of a wider table only these cells are looked at: the time stays bounded.
MOST_COLUMNS = 30


def title_of(token):
    """What a card or a list says above its lines; the level of a card is compared elsewhere."""
    if not token.type.startswith("container_"):
        return ""
    name, *title = token.info.split()
    return " ".join(title) or {"do": _("Do"), "dont": _("Do not")}.get(name, "")


class Places:
    """Filled passage by passage, in the order of a text; a row is known when it has ended."""

    def __init__(self):
        self.headings = []
        self.term = ""
        self.columns = []
        self.row = []
        self.header = []

    def put(self, passage, blocks):
        """``blocks``: (type, title) of those that are open around the passage."""
        types = {name for name, _title in blocks}
        if passage.kind == "heading":
            self.headings = [one for one in self.headings if one[0] < passage.level]
        above = [] if "footnote_block_open" in types else [words for _level, words in self.headings]
        titles = [title for _name, title in blocks if title]
        terms = [self.term] if "dd_open" in types and self.term else []
        passage.place = (*above, *titles, *terms)
        self._remember(passage)

    def _remember(self, passage):
        words = plain(passage.text)
        if passage.kind == "heading":
            self.headings.append((passage.level, words))
        elif passage.kind == "term":
            self.term = words
        elif passage.kind in {"header", "cell"}:
            self.row.append((passage, words))

    def end(self, block):
        if block == "thead_close":
            self.columns = [words for _passage, words in self.header]
        elif block == "tr_close":
            self.header, self.row = self.row, []
            for number, (passage, _words) in enumerate(self.header):
                if passage.kind == "cell":
                    passage.row = self._around(number)

    def _around(self, number):
        others = [words for place, (_passage, words) in enumerate(self.header[:MOST_COLUMNS]) if place != number]
        return tuple(words for words in (*others, *self.columns[number : number + 1]) if words)
