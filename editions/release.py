"""Which release of the site renders: pages that an earlier one rendered are not taken for its own."""

import hashlib
from functools import cache

from django.apps import apps
from django.conf import settings
from django.utils.crypto import salted_hmac

# Settings on which pages depend: a page that a key signed which is no longer accepted is none of ours.
_SETTINGS = ("RELEASE", "COUNTERSIGN_KEYS", "SITE_URL", "CONTACT_EMAIL", "TIME_ZONE", "LANGUAGE_CODE", "STATIC_URL")


def release():
    """A short name of what renders pages. Development looks at the files each time, so that an edit is seen."""
    return _stamp() if settings.DEBUG else _started_with()


@cache
def _started_with():
    return _stamp(with_files=not settings.RELEASE)


def _stamp(with_files=True):
    """Of the settings, and of the times and sizes of every template, style sheet, script and module of ours."""
    given = repr([getattr(settings, name) for name in _SETTINGS])
    stamp = hashlib.sha256(salted_hmac("editions.release", given).digest())
    if not with_files:
        return stamp.hexdigest()[:12]
    for path in sorted(_files()):
        known = path.stat()
        stamp.update(f"{path} {known.st_mtime_ns} {known.st_size}\n".encode())
    return stamp.hexdigest()[:12]


def _files():
    yield settings.BASE_DIR / "requirements.txt"
    for folder in ("templates", "static"):
        yield from (path for path in (settings.BASE_DIR / folder).rglob("*") if path.is_file())
    for app in apps.get_app_configs():
        if (settings.BASE_DIR / app.name.split(".")[0]).is_dir():
            yield from (settings.BASE_DIR / app.name.replace(".", "/")).rglob("*.py")
