"""Hostile Markdown, written by hand. ``ATTACKS`` are short (a browser loads them too), ``heavy()`` are long."""

import itertools

from markup.render import MAX_BRACKETS, MAX_LENGTH, MAX_LINES
from tests.counts import count

PICTURE = f"/media/{'0123456789abcdef' * 4}.webp"
RUN = "window.pwned=1"

HTML = [
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC=data:text/javascript,{RUN}></SCRIPT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'//",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text>x</text></a></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<object data='javascript:{RUN}'></object>",
    f"<form action='javascript:{RUN}'><button>x</button></form>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<base href='https://example.org/'>",
    "<link rel=stylesheet href='https://example.org/a.css'>",
    "<style>@import 'https://example.org/a.css';</style>",
    "<p style='background:url(https://example.org/a.png)'>x</p>",
    f"<!--><script>{RUN}</script>-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><script>{RUN}</script></template>",
    f"<textarea><script>{RUN}</script></textarea>",
    f"<div>\n\n<script>{RUN}</script>\n\n</div>",
    f"</p></div></section><script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\<script>{RUN}</script>",
    f"`<script>{RUN}</script>`",
    f"```<script>\n<script>{RUN}</script>\n```",
    f'``` "><script>{RUN}</script>\n```',
    f"    <script>{RUN}</script>",
    f'<x@example.org"onmouseover={RUN}>',
]

ADDRESSES = [
    f"javascript:{RUN}",
    f"JAVASCRIPT:{RUN}",
    f"javascript://example.org/%0a{RUN}",
    f"java&#115;cript:{RUN}",
    f"&#x6A;avascript:{RUN}",
    f"javascript&colon;{RUN}",
    f"java&Tab;script:{RUN}",
    f"java&NewLine;script:{RUN}",
    f"&#14;javascript:{RUN}",
    f"\x01javascript:{RUN}",
    f"java\x00script:{RUN}",
    f"\u00a0javascript:{RUN}",
    f"javascript%3A{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg/onload=alert(1)>",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "//example.org/",
    "/\\example.org/",
    "/&Tab;/example.org/",
    "/&NewLine;/example.org/",
    "\\\\example.org\\",
    "&sol;/example.org/",
    "https:example.org",
    f'https://example.org/"onmouseover="{RUN}',
    f"https://example.org/'onmouseover='{RUN}",
    f"https://example.org/`onmouseover={RUN}",
    f"https://example.org/><script>{RUN}</script>",
    f"https://example.org/&quot;onmouseover=&quot;{RUN}",
    f'mailto:x@example.org?"onmouseover={RUN}',
    f'#"onmouseover="{RUN}',
    f'/media/x.svg" onerror="{RUN}',
    f'{PICTURE}" onerror="{RUN}',
    f"{PICTURE}/../../x.svg",
]

PLACES = [
    "[words]({})",
    "[words](<{}>)",
    "![words]({})",
    "![words](<{}>)",
    "[![words]({0})]({0})",
    "[words][it]\n\n[it]: {}",
    "![words][it]\n\n[it]: <{}>",
    "<{}>",
    "| [words]({}) |\n|---|\n| ![words]({}) |",
    "::: urgent [words]({})\n- [words](<{}>)\n:::",
    "Said.[^1]\n\n[^1]: [words](<{}>)",
    '[words]({} "{}")',
]

TRICKS = [
    f"[words](/a \"&quot; onmouseover={RUN} x=&quot;\")",
    f"[words](/a '\"><script>{RUN}</script>')",
    f"![\"onerror={RUN} x=\"]({PICTURE})",
    f"![\"><script>{RUN}</script>]({PICTURE} \"\\\" onerror={RUN}\")",
    f"## \"><script>{RUN}</script>",
    f"## x\" onmouseover=\"{RUN}",
    f"::: emergency \" onmouseover=\"{RUN}\n:::",
    f"::: emergency\" onmouseover=\"{RUN}\n:::",
    f"::: do </p><script>{RUN}</script>\n- x\n:::",
    f"[@x\" onmouseover=\"{RUN}]",
    "[@x\"><script>]",
    f"x[^\"onmouseover={RUN}]\n\n[^\"onmouseover={RUN}]: y",
    f"x[^<script>{RUN}</script>]\n\n[^<script>{RUN}</script>]: y",
    "[words [@x] more](/a) [words [^1] more](/b) [words [inner](/c) more](/d)\n\n[^1]: y",
    "[![words [@x]](/a)](/b)",
    "x[^1]\n\n[^1]: y[^1] z[^2]\n\n[^2]: [^1]",
    f"| \" onmouseover={RUN} |\n|:-\" onmouseover={RUN} |\n| x |",
    "|a|\n|:-:|\n|<td style=x onclick=y>|",
    "text\x00more <\x00script>x</\x00script> &#0; &#x0; &#xD800; &#x110000;",
    "".join(map(chr, range(1, 32))),
    "".join(map(chr, range(127, 160))) + "\ufeff\ufffe\uffff\u2028\u2029\ufffd",
    "\u202e<tpircs> \u2066[words](\u202ehttps://example.org/)\u2069\u200b\u200f",
    "\ud800 \udfff",
    "a\u0301" * 200 + "\U000e0041" * 50 + "\U0001f468\u200d\U0001f469" * 20,
    "*a **b _c __d `e ~~f [g ![h <i &j \\",
    "[a](", "[a](<", "![a](b \"", "<https://x", "<a@", "```", "::: do", ":::: do\n:::",
    "> ::: do\n>", "::: urgent\n> > ::: do\n> > ", "[^1]:", "[a]:", "|", "|-", "> ", "- ",
    "[x](" + "(" * 40 + ")" * 40 + ")",
    "::: do\n::: dont\n::: emergency\n> - 1. ::: urgent\n[^1]: - x",
    "> ```\n- <script>\n::: do\n    x\n\n\tx\n>\n",
    "#\n##\n###\n====\n----\n***\n* * *\n",
]  # fmt: skip

# No fill with str.format: an attack may hold braces.
ATTACKS = [
    *HTML,
    *TRICKS,
    *(place.replace("{0}", "{}").replace("{}", address) for address, place in itertools.product(ADDRESSES, PLACES)),
]

SPECIAL = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n\t\r\x00é\u202e1a"

# Found by search among repeated fragments: the slowest texts below the limits.
SLOW = [
    "x\n> - \n",  # Lines that quotations do not mark took half a minute (render._quotation_ends).
    "x\n> > \n",
    "![ > > \n",
    "![<a@b>",
    "<a@b>",
    "<http://a>",
    "[![words](",
    "- - **\n",
    "1) - 1. \n: \n",
    "# a_\n",
    "[@a; @b]",
    "x[^1]\n[^1]: - ",
]


def filled(unit):
    """The unit again and again, as long as is rendered, with as many lines and brackets as are parsed."""
    most = MAX_LENGTH // len(unit)
    for sign, limit in (("\n", MAX_LINES), ("\r", MAX_LINES), ("[", MAX_BRACKETS)):
        if sign in unit:
            most = min(most, limit // unit.count(sign))
    return unit * most


def nested():
    for sign in ["> ", "* ", "- ", "1. ", "[", "![", "(", "::: do\n", "::: urgent\n", "**", "*", "_", "`", "<", "- > "]:
        yield sign * 2_000 + "x"
        yield sign * (MAX_BRACKETS // 2) + "x"
    for depth in (3, 10, 60, MAX_BRACKETS // 2):
        yield "[" * depth + "x" + "](/a)" * depth
        yield "![" * depth + "x" + f"]({PICTURE})" * depth
        for words in ("<a@b>", "*a ", "&amp;"):  # Each picture's description is read once more.
            yield "![" * depth + words * ((MAX_LENGTH - 7 * depth) // len(words)) + "](/a)" * depth
            yield "[![" * (depth // 2) + words * ((MAX_LENGTH - 7 * depth) // len(words)) + "](/a)](/a)" * (depth // 2)
    yield "".join(f"{'  ' * depth}- x\n" for depth in range(180))
    yield "".join(f"{'> ' * (depth % 30)}x\n\n" for depth in range(600))
    yield "".join(f"{':' * (300 - depth)} do\n" for depth in range(250))
    yield "".join(f"{'#' * (depth % 7)} x\n" for depth in range(MAX_LINES))


def heavy():
    """Long texts; all pairs of special characters in ``make torture``, some of them else."""
    yield "x" * 1_000_000
    yield "<script>" * 25_000
    yield "'\"&<\r\n\x00" * 50_000
    yield "\n" * 1_000_000
    yield from nested()
    yield from map(filled, SLOW)
    yield from (sign * MAX_LENGTH for sign in SPECIAL)
    pairs = [f"{one}{two}" for one, two in itertools.permutations(SPECIAL, 2)]
    for pair in pairs[:: count(300, 1)]:
        yield from {pair * (MAX_LENGTH // 2), filled(pair)}
