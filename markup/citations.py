"""Citations ``[@key]`` and ``[@key; @other]``: read, numbered in order, and checked against the sources."""

import re
from itertools import pairwise

from django.utils.html import escape
from django.utils.translation import gettext as _

from markup.sources import KEY, Problem

_CITATION = re.compile(rf"\[(@{KEY}(?:\s*;\s*@{KEY})*)\]")


def citations_plugin(md):
    md.inline.ruler.before("link", "citation", _read)
    md.core.ruler.push("citations_stay", _stay)
    md.add_render_rule("citation", _write)


class Numbering:
    """Numbers of the sources, in the order in which a whole page cites them first.

    ``places`` maps a key to the ids of the citations in the text, for the ways back. With ``known``
    given (keys), a key that is not among them is shown as it is written: drafts are previewed too.
    """

    def __init__(self, known=None):
        self.known = known
        self.places = {}
        self.numbers = {}

    def cite(self, key):
        places = self.places.setdefault(key, [])
        places.append(f"cite-{key}-{len(places) + 1}")
        return self.numbers.setdefault(key, len(self.numbers) + 1), places[-1]


def cited(tokens):
    """(key, line from 1) for each citation in parsed tokens, in order of the text."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        for child in token.children or ():
            if child.type == "citation":
                yield from ((key, line + child.meta["line"] + 1) for key in child.meta["keys"])


def problems(sources, texts):
    """What is wrong between sources and citations; ``texts`` maps a field's name to its parsed tokens."""
    used = set()
    for field, tokens in texts.items():
        for key, line in cited(tokens):
            used.add(key)
            if key not in sources:
                message = _("“{key}” is cited, but there is no source with this key. Add it to the sources.")
                yield Problem(field, line, message.format(key=key))
    for source in sources.values():
        if source.key not in used:
            message = _("“{key}” is never cited. Cite it in the text as [@{key}], or delete the line.")
            yield Problem("sources", source.line, message.format(key=source.key))


def _read(state, silent):
    if state.src[state.pos] != "[" or not state.src.startswith("[@", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        # Counted here: a break within code, a link or a citation leaves no token behind.
        line = state.src.count("\n", 0, state.pos)
        token.meta = {"keys": [key.strip()[1:] for key in match[1].split(";")], "line": line}
        token.content = match[0]
    state.pos = match.end()
    return True


def _stay(state):
    """A citation stays on the line of the word before it."""
    for token in state.tokens:
        children = token.children or ()
        for before, child in pairwise(children):
            if child.type == "citation" and before.type == "text" and before.content.endswith(" "):
                before.content = f"{before.content[:-1]}\u00a0"


def _write(_self, tokens, idx, _options, env):
    numbering = env.setdefault("numbering", Numbering())
    links = []
    for key in tokens[idx].meta["keys"]:
        if numbering.known is not None and key not in numbering.known:
            links.append(escape(f"[@{key}]"))
            continue
        number, place = numbering.cite(key)
        label = _("Source {number}").format(number=number)
        links.append(f'<a id="{place}" href="#source-{key}" aria-label="{escape(label)}">[{number}]</a>')
    return f'<sup class="cite">{" ".join(links)}</sup>'
