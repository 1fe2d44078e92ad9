"""The import arrows: apps import downwards only, and models import no view, form or admin.

    stage4site → questions → {articles, videos, search} → {glossary, urgent, experts, printouts} → editions → wording
        → {markup, people} → django

``python -m tests.arrows`` prints every arrow that points the wrong way, and exits with 1.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS_BELOW = {"glossary", "urgent", "experts", "printouts"}
KINDS_ABOVE = {"articles", "videos", "search"}
LAYERS = [
    {"stage4site"}, {"questions"}, KINDS_ABOVE, KINDS_BELOW, {"editions"}, {"wording"}, {"markup", "people"},
]  # fmt: skip
APPS = set().union(*LAYERS)
# Within an app: urls → views → models, and admin → models.
SCREENS = {
    "views", "forms", "admin", "urls", "desk", "screens", "history", "review", "due", "preview_links", "record_views",
    "writing_admin", "writing_views", "topics", "recheck_screens", "first_steps", "first_steps_admin",
}  # fmt: skip
BELOW_SCREENS = {
    "models", "guards", "kinds", "verification", "outbox", "signatures", "roles", "confirmation", "reminders", "links",
    "asking", "work", "rechecks", "usage", "linking", "lookup", "known", "names", "codes", "pairs",
}  # fmt: skip


def imports(path):
    """Dotted names that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(importer):
    """The apps that this app may import from: itself and every layer below its own."""
    level = next(number for number, layer in enumerate(LAYERS) if importer in layer)
    return {importer}.union(*LAYERS[level + 1 :])


def wrong_arrows(root=ROOT):
    """A sentence for each import that points upwards or sideways."""
    for app in sorted(APPS):
        for path in sorted((root / app).rglob("*.py")):
            place = path.relative_to(root)
            for name in imports(path):
                parts = name.split(".")
                if parts[0] == "tests":
                    yield f"{place} imports {name}: the site knows nothing of its tests"
                if parts[0] not in APPS:
                    continue
                if parts[0] not in allowed(app):
                    yield f"{place} imports {name}: arrows point downwards only"
                inner = place.with_suffix("").parts[1]
                if inner in BELOW_SCREENS and len(parts) > 1 and parts[1] in SCREENS:
                    yield f"{place} imports {name}: models know no view, form or admin"


if __name__ == "__main__":
    found = list(wrong_arrows())
    print("\n".join(found) or f"Every import of {len(APPS)} apps points downwards.")
    sys.exit(bool(found))
