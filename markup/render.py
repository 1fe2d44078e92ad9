"""Markdown to safe HTML: one renderer for the preview, the seal and the page.

CommonMark with tables, footnotes, definition lists, citations, care cards and do / don't lists. Raw
HTML is text. Typographic replacements stay off: they rewrite "(c)", "+-" and "--" in clinical text.
"""

from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from markup.cards import cards_plugin
from markup.citations import Numbering, citations_plugin
from markup.sanitise import ADDRESS, FILE, clean

# Frozen with each edition: raise it when the same Markdown would come out as other HTML.
VERSION = "2"
# No text for patients is longer, has more lines or brackets, or makes the parser read so much again. Beyond
# it, text is shown as it was typed, so that no text, however hostile, takes a second to render.
MAX_LENGTH = 40_000
MAX_LINES = 3_000
MAX_BRACKETS = 1_000
MAX_WORK = 60_000  # see _Inline and _line_read
# Ids of notes, citations and sources begin so: a heading's may not.
_OTHER_IDS = ("note-", "cite-", "source-")


class _TooMuchWork(Exception):
    pass


def is_renderable(text):
    return _read(_md.parse, text, {}) is not None


def parse(text):
    """The tokens of a text (for the checks)."""
    return _read(_md.parse, text, {}) or []


def render(text, *, doc="", numbering=None):
    """Safe HTML of a text. ``doc`` keeps the ids of several texts on one page apart."""
    env = {"doc": f"{doc}-" if doc else "", "numbering": numbering or Numbering()}
    tokens = _read(_md.parse, text, env)
    if tokens is None:
        # Straight after <pre> a parser drops a line break, and at each cleaning one more.
        return clean(f"<pre><code>{escape(text)}</code></pre>")
    return clean(_md.renderer.render(tokens, _md.options, env))


def render_inline(text, *, numbering=None):
    """Safe HTML of one line, without a paragraph around it."""
    env = {"doc": "", "numbering": numbering or Numbering()}
    tokens = _read(_md.parseInline, text, env)
    return clean(escape(text) if tokens is None else _md.renderer.render(tokens, _md.options, env))


def preview(text):
    """What the editor's live preview shows; the same renderer as the page."""
    return render(text)


def _read(parser, text, env):
    """The tokens of a text, or ``None`` when it is beyond the limits."""
    lines = text.count("\n") + text.count("\r")
    if len(text) > MAX_LENGTH or lines > MAX_LINES or text.count("[") > MAX_BRACKETS:
        return None
    try:
        return parser(text, env)
    except _TooMuchWork:
        return None


def _work(env, amount):
    env["work"] = env.get("work", 0) + amount
    if env["work"] > MAX_WORK:
        raise _TooMuchWork


class _Inline(ParserInline):
    """Counts what is read again: descriptions of pictures (each nested one once more), words of open links.

    A star or a low line may open or close emphasis: each is put beside those before it, and counts three times.
    """

    def parse(self, src, md, env, tokens):
        _work(env, len(src) + 2 * (src.count("*") + src.count("_")))
        return super().parse(src, md, env, tokens)

    def skipToken(self, state):  # noqa: N802
        _work(state.env, 1)
        super().skipToken(state)


def _line_read(state, _start, _end, _silent):
    """Counts the lines that blocks look at, those within others again for each."""
    _work(state.env, 1)
    return False


def _quotation_ends(state, _start, _end, silent):
    """A quotation ends with the first line without ``>``: to look for lazy lines costs quadratic time."""
    return silent and state.parentType == "blockquote"


def _last_line_ends(state):
    """The container plugin looks at the character after an empty last line of a quotation."""
    if not state.inlineMode:
        state.src += "\n"


def _headings(state):
    """Page titles are ``h1``: headings in a text begin at ``h2``. Each gets an id of its own."""
    taken = {}
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        opening.tag = closing.tag = f"h{max(2, int(opening.tag[1]))}"
        words = "".join(child.content for child in inline.children if child.type in {"text", "code_inline"})
        opening.attrSet("id", f"{state.env.get('doc', '')}{_heading_id(words, taken)}")


def _heading_id(words, taken):
    """An id that no heading before has; ``taken`` maps each id to the last number given after it."""
    name = slugify(words.replace("_", "-"))[:60].strip("-") or "section"
    if name.startswith(_OTHER_IDS):
        name = f"section-{name}"
    unique = name
    while unique in taken:
        taken[name] += 1
        unique = f"{name}-{taken[name]}"
    taken[unique] = 1
    return unique


def _cells(state):
    """Alignment as classes (no inline style passes the content security policy), and scopes."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"}:
            style = str(token.attrs.pop("style", ""))
            side = style.removeprefix("text-align:").replace("center", "centre")
            if side:
                token.attrSet("class", side)
            if token.type == "th_open":
                token.attrSet("scope", "col")


def _pictures(state):
    """Only uploaded pictures; of any other its words remain."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "image" and not FILE.fullmatch(str(child.attrs.get("src", ""))):
                child.type, child.tag, child.children = "text", "", None


def _note_ref(_self, tokens, idx, _options, env):
    number, again = tokens[idx].meta["id"] + 1, tokens[idx].meta.get("subId", 0)
    place = f"{env['doc']}note-ref-{number}{f'-{again + 1}' if again else ''}"
    words = escape(_("note {number}").format(number=number))
    return f'<sup class="note-ref"><a id="{place}" href="#{env["doc"]}note-{number}">{words}</a></sup>'


def _note_open(_self, tokens, idx, _options, env):
    return f'<li id="{env["doc"]}note-{tokens[idx].meta["id"] + 1}">'


def _note_back(_self, tokens, idx, _options, env):
    number, again = tokens[idx].meta["id"] + 1, tokens[idx].meta.get("subId", 0)
    place = f"{env['doc']}note-ref-{number}{f'-{again + 1}' if again else ''}"
    words = escape(_("Back to note {number} in the text").format(number=number))
    return f' <a class="back" href="#{place}" aria-label="{words}">↑</a>'


def _build():
    md = MarkdownIt()
    md.inline = _Inline()
    md.configure("commonmark", {"html": False, "maxNesting": 20, "typographer": False}).enable("table")
    md.use(footnote_plugin, inline=False).use(deflist_plugin).use(citations_plugin).use(cards_plugin)
    md.validateLink = lambda address: bool(ADDRESS.match(address))
    md.block.ruler.before("table", "line_read", _line_read, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.push("quotation_ends", _quotation_ends, {"alt": ["blockquote"]})
    md.core.ruler.after("normalize", "last_line_ends", _last_line_ends)
    for rule in (_headings, _cells, _pictures):
        md.core.ruler.push(rule.__name__.strip("_"), rule)
    rules = {
        "footnote_ref": _note_ref,
        "footnote_block_open": lambda *_args: '<section class="notes"><ol>\n',
        "footnote_block_close": lambda *_args: "</ol></section>\n",
        "footnote_open": _note_open,
        "footnote_close": lambda *_args: "</li>\n",
        "footnote_anchor": _note_back,
        "table_open": lambda *_args: '<div class="table"><table>\n',
        "table_close": lambda *_args: "</table></div>\n",
    }
    for name, rule in rules.items():
        md.add_render_rule(name, rule)
    return md


_md = _build()
