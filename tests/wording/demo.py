"""The article of the demonstration, as texts."""

import re
from pathlib import Path

from wording.findings import Text

_FILE = Path(__file__).resolve().parents[2] / "fixtures/demo/articles/how-stage-4-breast-cancer-is-treated.txt"
_FORMS = {"title": "line", "summary": "line", "in short": "lines", "text": "markdown", "sources": "lines"}


def texts():
    _before, *parts = re.split(r"^== (.*) ==$", _FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    words = dict(zip(parts[::2], (part.strip("\n") for part in parts[1::2]), strict=True))
    return [Text(name.replace(" ", "_"), words[name], form) for name, form in _FORMS.items()]
