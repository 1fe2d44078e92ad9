"""The three texts that go with the time of a film, each a thing a line.

Transcript: ``0:42 | Name | Words.``; time and name may be left out. A line ``## Heading`` parts it.
Chapters: ``0:42 | Title``.
Corrections: ``0:42 | 2026-03-01 | Words, with a source. [@its-key]``, over the passage of the transcript that begins at
that time; where the passages have no times, over the passage of that number (``3 | 2026-03-01 | …``).
"""

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from markup.sources import Problem
from videos.times import seconds_of, written

MOST_LINES = 2_000
MOST_CHAPTERS = MOST_CORRECTIONS = 50


@dataclass(frozen=True)
class Passage:
    """``at``: seconds, or None; ``number``: from 1; ``line``: where it stands, from 1."""

    line: int
    number: int
    at: int | None
    speaker: str
    words: str

    @property
    def id(self):
        return f"at-{self.at}" if self.at is not None else f"said-{self.number}"

    @property
    def time(self):
        return written(self.at) if self.at is not None else ""


@dataclass(frozen=True)
class Heading:
    line: int
    words: str


@dataclass(frozen=True)
class Chapter:
    line: int
    number: int
    at: int
    title: str

    @property
    def id(self):
        return f"chapter-{self.number}"

    @property
    def time(self):
        return written(self.at)


@dataclass(frozen=True)
class Correction:
    """``place``: the time or number as written; ``on``: the day since which it holds."""

    line: int
    place: str
    on: datetime.date
    words: str


@dataclass(frozen=True)
class Transcript:
    """``parts``: passages and headings in order."""

    parts: tuple
    problems: tuple

    @cached_property
    def passages(self):
        return [part for part in self.parts if isinstance(part, Passage)]

    def at_place(self, place):
        """The passage that a correction's place names, or None."""
        at = seconds_of(place)
        return self._places.get(place if at is None else at)

    @cached_property
    def _places(self):
        """The first passage by its number, as it is written, and by its time in seconds."""
        passages = self.passages[::-1]
        timed = {one.at: one for one in passages if one.at is not None}
        return {str(one.number): one for one in passages} | timed

    def prose(self):
        """The words alone, each on its own line of the transcript: what checks of language read."""
        lines = [""] * max((part.line for part in self.parts), default=0)
        for part in self.parts:
            lines[part.line - 1] = part.words
        return "\n".join(lines)


def _parts(line, most):
    """The parts of a line between its first bars."""
    return [part.strip() for part in line.split("|", most)]


def _lines(text):
    return [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def read_transcript(text, seconds=None):
    """``seconds``: how long the film is, if that is known."""
    parts, problems, last = [], [], -1
    lines = _lines(text)
    if len(lines) > MOST_LINES:
        message = _("The transcript has more than {count} passages.").format(count=MOST_LINES)
        return Transcript((), (Problem("transcript", None, message),))
    for number, line in lines:
        if line.startswith("## "):
            parts.append(Heading(number, line[3:].strip()))
            continue
        passage = _passage(number, sum(isinstance(part, Passage) for part in parts) + 1, line)
        parts.append(passage)
        if message := _wrong_passage(passage, last, seconds):
            problems.append(Problem("transcript", number, message))
        last = last if passage.at is None else passage.at
    return Transcript(tuple(parts), tuple(problems))


def _passage(line, number, text):
    first, *rest = _parts(text, 2)
    at = seconds_of(first)
    if at is None:
        speaker, words = (first, " | ".join(rest)) if rest else ("", first)
    else:
        speaker, words = (rest[0], rest[1]) if len(rest) == 2 else ("", rest[0] if rest else "")
    return Passage(line, number, at, speaker.strip(), words.strip())


def _wrong_passage(passage, last, seconds):
    if not passage.words:
        return _("There are no words in this line: write “0:42 | Words” or “0:42 | Name | Words”.")
    if passage.at is not None and passage.at <= last:
        return _("{time} does not come after {last}. Put the passages in the order of their times.").format(
            time=passage.time, last=written(last)
        )
    if passage.at is not None and seconds and passage.at > seconds:
        return _("{time} is after the end of the film ({end}).").format(time=passage.time, end=written(seconds))
    return None


def read_chapters(text, seconds=None):
    """(chapters, problems)."""
    chapters, problems = [], []
    for number, line in _lines(text):
        first, *rest = _parts(line, 1)
        at, title = seconds_of(first), rest[0] if rest else ""
        last = chapters[-1].at if chapters else -1
        if at is None or not title:
            problems.append(Problem("chapters", number, _("Write the time and the title: “0:42 | Title”.")))
        elif at <= last or (seconds and at >= seconds):
            problems.append(
                Problem("chapters", number, _("Chapters are in the order of their times, within the film."))
            )
        else:
            chapters.append(Chapter(number, len(chapters) + 1, at, title))
    if len(chapters) > MOST_CHAPTERS:
        problems.append(
            Problem("chapters", None, _("There are more than {count} chapters.").format(count=MOST_CHAPTERS))
        )
    return chapters, problems


def read_corrections(text, transcript):
    """(corrections, problems)."""
    corrections, problems = [], []
    for number, line in _lines(text):
        place, day, words = (*_parts(line, 2), "", "")[:3]
        if message := _wrong_correction(place, day, words, transcript):
            problems.append(Problem("corrections", number, message))
        else:
            corrections.append(Correction(number, place, datetime.date.fromisoformat(day), words))
    if len(corrections) > MOST_CORRECTIONS:
        message = _("There are more than {count} corrections: withdraw the film instead.")
        problems.append(Problem("corrections", None, message.format(count=MOST_CORRECTIONS)))
    return corrections, problems


def _wrong_correction(place, day, words, transcript):
    if not (place and day and words):
        return _("Write place, day and words: “0:42 | 2026-03-01 | Since this was recorded …”.")
    if transcript.at_place(place) is None:
        return _(
            "No passage of the transcript begins at {place}. Write the time at which it begins, or its number."
        ).format(place=place)
    try:
        known = datetime.date.fromisoformat(day) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else None
    except ValueError:
        known = None
    if known is None:
        return _("“{day}” is no day. Write it as year-month-day: 2026-03-01.").format(day=day)
    return None


def words_of_corrections(corrections):
    """The words of each line of corrections alone: what checks of language read."""
    return "\n".join(line.split("|", 2)[-1].strip() if line.count("|") > 1 else "" for line in corrections.split("\n"))


def in_order(transcript, chapters, corrected, inline):
    """What stands in the transcript, in order: headings, chapters, and passages with what corrects them.

    ``corrected``: tuples of a correction and the passage that it is of, and more.
    """
    parts, coming, over = [], list(chapters), defaultdict(list)
    for correction, passage, *_more in corrected:
        over[passage.number].append(correction)
    for part in transcript.parts:
        if isinstance(part, Heading):
            parts.append({"heading": part.words})
            continue
        while coming and part.at is not None and part.at >= coming[0].at:
            parts.append({"chapter": coming.pop(0)})
        words = inline(part.words)
        corrections = [(one, inline(one.words)) for one in over[part.number]]
        parts.append({"passage": part, "words": words, "corrections": corrections})
    return parts
