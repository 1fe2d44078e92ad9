"""What ffprobe and ffmpeg tell of a film, where they are installed. Both get files that anybody may have made: they
read from the disk alone, as one of our two kinds, for a few seconds, and nothing that they print is shown.
"""

import json
import math
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass

_SECONDS = 20
# A small file may hold a picture that is very large once it is unpacked, more than any screen shows (8K).
_MOST_PIXELS = 36_000_000
_FROM_DISK = (
    *("-v", "error", "-protocol_whitelist", "file", "-format_whitelist", "mov,matroska"),
    *("-max_pixels", str(_MOST_PIXELS)),
)
_MOST_SECONDS = 24 * 3600
_SIDE = 1280  # pixels, at most


@dataclass(frozen=True)
class Probed:
    """``pictures`` and ``sound``: codecs of the streams; ``seconds``, ``width``, ``height``: None when not told."""

    pictures: tuple = ()
    sound: tuple = ()
    seconds: int | None = None
    width: int | None = None
    height: int | None = None

    def as_words(self):
        """By the columns of a film's words."""
        return {"seconds": self.seconds, "film_width": self.width, "film_height": self.height}


def probe(upload):
    """``Probed`` of an uploaded film; None without ffprobe. A file that it cannot read has no streams."""
    if shutil.which("ffprobe") is None:
        return None
    with _on_disk(upload) as path:
        fields = "format=duration:stream=codec_type,codec_name,width,height:stream_disposition=attached_pic"
        said = _run("ffprobe", *_FROM_DISK, "-show_entries", fields, "-of", "json", path)
    try:
        return _probed(json.loads(said)) if said else Probed()
    except (ValueError, TypeError, AttributeError):
        return Probed()


def picture_of(upload):
    """A PNG from the first seconds of the film, the frame that tells most, as bytes; None without one.

    It is made small before it is looked at: ffmpeg holds a hundred frames to choose from.
    """
    if shutil.which("ffmpeg") is None:
        return None
    with _on_disk(upload) as path:
        look = f"scale=w='min({_SIDE},iw)':h='min({_SIDE},ih)':force_original_aspect_ratio=decrease,thumbnail=100"
        png = ("-vf", look, "-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "pipe:1")
        return _run("ffmpeg", "-nostdin", *_FROM_DISK, "-t", "10", "-i", path, *png) or None


def _run(*command):
    """What the program wrote; b"" when it failed or took too long."""
    try:
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        return subprocess.run(command, **how, timeout=_SECONDS, check=True).stdout
    except (subprocess.SubprocessError, OSError):
        return b""


@contextmanager
def _on_disk(upload):
    """A path at which the upload stands; small ones are held in memory."""
    if hasattr(upload, "temporary_file_path"):
        yield upload.temporary_file_path()
        return
    with tempfile.NamedTemporaryFile() as file:
        for part in upload.chunks():
            file.write(part)
        file.flush()
        yield file.name


def _probed(said):
    streams = said.get("streams") or []
    # Of what it does not know it tells no type and no codec.
    moving = [one for one in streams if one.get("codec_type") == "video" and not _is_cover(one)]
    sound = tuple(one.get("codec_name", "?") for one in streams if one.get("codec_type") == "audio")
    size = (moving[0].get("width"), moving[0].get("height")) if moving else (None, None)
    seconds = _whole(said.get("format", {}).get("duration"))
    return Probed(tuple(one.get("codec_name", "?") for one in moving), sound, seconds, *size)


def _is_cover(stream):
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _whole(duration):
    """Seconds as players show them, at least one; None for what is not told, or cannot be."""
    seconds = float(duration) if duration not in {None, "N/A"} else math.nan
    return max(1, int(seconds)) if 0 <= seconds <= _MOST_SECONDS else None
