"""Care cards and do / don't lists, written as containers:

    ::: emergency Call an ambulance if you have        ::: do
    - sudden chest pain                                - drink small sips often
    :::                                                :::

Levels of a care card: ``emergency``, ``urgent``, ``non-urgent``. The level is said in words, for those
who cannot see the colour. In a ``::: dont`` list every line begins with "do not".
"""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

LEVELS = ("emergency", "urgent", "non-urgent")
LISTS = ("do", "dont")


def cards_plugin(md):
    for name in LEVELS:
        container_plugin(md, name, render=_card)
    for name in LISTS:
        container_plugin(md, name, render=_list)
    md.core.ruler.push("do_not_on_each_line", _do_not_on_each_line)


def _title(token):
    return " ".join(token.info.split()[1:])


def level_in_words(level):
    return {
        "emergency": _("Emergency"),
        "urgent": _("Urgent"),
        "non-urgent": _("Not urgent"),
    }[level]


def _card(_self, tokens, idx, _options, _env):
    token = tokens[idx]
    return card_begins(token.info.split()[0], _title(token)) if token.nesting == 1 else "</div>\n"


def card_begins(level, title):
    """The HTML of a care card down to its heading; a kind whose words are always a card writes one with it."""
    words, title = escape(level_in_words(level)), escape(title)
    label = f"{words}: {title}" if title else words
    heading = f'<span class="card-level">{words}{":" if title else ""}</span>{" " if title else ""}{title}'
    return f'<div class="card card-{level}" role="group" aria-label="{label}">\n<p class="card-heading">{heading}</p>\n'


def _list(_self, tokens, idx, _options, _env):
    token = tokens[idx]
    if token.nesting != 1:
        return "</div>\n"
    name = token.info.split()[0]
    heading = _title(token) or (_("Do") if name == "do" else _("Do not"))
    return (
        f'<div class="{name}-list" role="group" aria-label="{escape(heading)}">\n'
        f'<p class="list-heading">{escape(heading)}</p>\n'
    )


def _do_not_on_each_line(state):
    lists = []
    item_begins = False
    for token in state.tokens:
        if token.type in {"container_do_open", "container_dont_open"}:
            lists.append(token.type)
        elif token.type in {"container_do_close", "container_dont_close"}:
            lists.pop()
        elif token.type in {"list_item_open", "list_item_close"}:
            item_begins = token.nesting == 1 and lists[-1:] == ["container_dont_open"]
        elif token.type == "inline" and item_begins:
            item_begins = False
            _prefix(token, _("do not"))


def _prefix(token, words):
    line = "".join(child.content for child in token.children if child.type == "text")
    # Never twice: that would turn the advice round. "Do notify" does not begin with "do not".
    said = r"\s+".join(re.escape(word) for word in words.split())
    if re.match(rf"\s*(?:{said}|don['’]t|never)\b", line, re.IGNORECASE):
        return
    first = Token("text", "", 0)
    first.content = f"{words} "
    token.children.insert(0, first)
