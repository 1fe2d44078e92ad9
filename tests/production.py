"""Runs a command under production settings, with invented secrets: ``python -m tests.production manage.py check``."""

import os
import subprocess
import sys

ENVIRONMENT = {
    "PRODUCTION": "1",
    "SECRET_KEY": "s" * 25 + "0123456789abcdefghijklmnop",
    "COUNTERSIGN_KEYS": "k" * 40,
    "REPLY_KEYS": "r" * 40,
    "ALLOWED_HOSTS": "stage4.example",
    "SITE_URL": "https://stage4.example",
    "EMAIL_HOST": "mail.example",
    "EMAIL_FROM": "desk@stage4.example",
    "CONTACT_EMAIL": "mistakes@stage4.example",
}


def run(*arguments, **changes):
    """The finished process; a change to None takes the variable away."""
    environment = {**os.environ, **ENVIRONMENT, **changes}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    done = run(*sys.argv[1:])
    print(done.stdout + done.stderr, end="")
    sys.exit(done.returncode)
