"""Which release of the site renders: pages that an earlier one rendered are not taken for its own."""

import hashlib
from functools import cache

from django.apps import apps
from django.conf import settings


def release():
    """A short name of what renders pages. Development looks at the files each time, so that an edit is seen."""
    return _stamp() if settings.DEBUG else _started_with()


@cache
def _started_with():
    return settings.RELEASE or _stamp()


def _stamp():
    """The times and sizes of every template, style sheet, script and module of ours."""
    stamp = hashlib.sha256()
    for path in sorted(_files()):
        known = path.stat()
        stamp.update(f"{path} {known.st_mtime_ns} {known.st_size}\n".encode())
    return stamp.hexdigest()[:12]


def _files():
    for folder in ("templates", "static"):
        yield from (path for path in (settings.BASE_DIR / folder).rglob("*") if path.is_file())
    for app in apps.get_app_configs():
        if (settings.BASE_DIR / app.name.split(".")[0]).is_dir():
            yield from (settings.BASE_DIR / app.name.replace(".", "/")).rglob("*.py")
