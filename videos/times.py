"""Times within a film: as people write them (1:05, 1:02:05) and as machines do (00:01:05.000)."""

import re

_WRITTEN = re.compile(r"(?:([0-9]{1,2}):)?([0-5]?[0-9]):([0-5][0-9])")


def seconds_of(text):
    """Whole seconds of a time as it is written, such as 0:42; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def written(seconds):
    """0:42, 12:05 or 1:02:05: no leading zero, and hours only where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def exact(seconds):
    """As WebVTT wants whole seconds: 00:01:05.000."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest:02}.000"


def iso_duration(seconds):
    """As schema.org wants it (ISO 8601): PT1M5S."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")
