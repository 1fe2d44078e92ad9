"""Captions as players get them: over a passage that is no longer so stands its correction, in the picture itself.

The file is made of sealed words alone: the captions letter by letter, and a cue for each correction, at the top of the
picture, while the passage is said and until it can be read. So it is seen in full screen, and without scripts.
"""

from dataclasses import dataclass
from html import escape
from math import ceil

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from markup.blocks import blocks
from markup.render import render_inline
from videos import webvtt
from videos.times import exact
from wording.findings import WARNING, Finding

# Who reads also listens: fewer characters a second than captions may have. static/public/film.js counts alike.
READ = 15
# With more than this a correction hides much of the picture.
LONGEST = 240  # characters
# With this the names of its cues begin; static/public/film.js knows them by it.
NAME = "correction-"


@dataclass(frozen=True)
class Laid:
    """Plain words over the picture from ``start`` to ``end`` (whole seconds)."""

    start: int
    end: int
    words: str


def laid(transcript, corrections, seconds):
    """What is laid over a film of so many seconds. Where a passage has no time, nobody knows when it is said."""
    placed = [(transcript.at_place(one.place).at, one) for one in corrections]
    timed = sorted((pair for pair in placed if pair[0] is not None), key=lambda pair: pair[0])
    return [_laid(at, _said(one), transcript, seconds) for at, one in timed]


def _said(correction):
    """Without the numbers of its sources: those are beneath the player and in the transcript."""
    words = " ".join(blocks(render_inline(correction.words)))
    return _("[Correction, {day}: {words}]").format(day=date_format(correction.on, "j F Y"), words=words)


def _laid(at, words, transcript, seconds):
    said_until = next((one.at for one in transcript.passages if one.at is not None and one.at > at), seconds or at)
    end = max(said_until, at + ceil(len(words) / READ))
    return Laid(at, max(at + 1, min(end, seconds or end)), words)


def with_corrections(captions, corrections):
    """The captions with a cue for each of these (``Laid``, in order); as they are when they cannot be read."""
    cues, problems = webvtt.parse(captions)
    if problems or not corrections:
        return captions
    lines = [*captions.split("\n"), ""]
    end = len(lines)
    # From the last one, so that the lines above it keep their numbers.
    for number, one in reversed(list(enumerate(corrections, start=1))):
        place = next((_first_line(lines, cue) for cue in cues if cue.start > one.start), end)
        times = f"{exact(one.start)} --> {exact(one.end)} line:0"
        lines[place:place] = [f"{NAME}{number}", times, escape(one.words, quote=False), ""]
    return "\n".join(lines).rstrip("\n")


def _first_line(lines, cue):
    """Where the block of a cue begins, counted from 0: its name may stand above its times."""
    return cue.line - 2 if lines[cue.line - 2].strip() else cue.line - 1


def findings(transcript, corrections):
    """A warning for each correction that is not, or not well, seen in a film of ours while it plays."""
    for one in corrections:
        if transcript.at_place(one.place).at is None:
            said = _("Nobody sees this while it is said: its passage has no time. Write one: “0:42 | …”.")
            yield Finding("correction-untimed", WARNING, "corrections", one.line, one.words[:200], said)
        elif len(_said(one)) > LONGEST:
            said = _("Over {count} characters hide much of the picture. Say in a sentence what is so now.")
            yield Finding(
                "correction-long", WARNING, "corrections", one.line, one.words[:200], said.format(count=LONGEST)
            )
