"""Sources that were added, removed or changed: another reference under a key changes what a text is based on."""

from markup.sources import parse


def changes(was, now):
    """(removed, added, key) for each source that is not the same; their order says nothing."""
    before, after = parse(was)[0], parse(now)[0]
    for key in dict.fromkeys([*before, *after]):
        removed, added = (_shown(listed.get(key)) for listed in (before, after))
        if removed != added:
            yield removed, added, key


def _shown(source):
    return " ".join(" | ".join(part for part in (source.reference, source.address) if part).split()) if source else ""
