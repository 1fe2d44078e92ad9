"""Captions as WebVTT (https://www.w3.org/TR/webvtt1/), read strictly: what is wrong is told with its line.

Kept to what every player shows alike: cues in the order of their times, none over another, with voices (<v Name>) and
stress. No STYLE and no REGION: those change how a page looks, and may name addresses.
"""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _

from markup.sources import Problem
from videos.times import written

FIELD = "captions"
LONGEST = 200_000  # characters
MOST_CUES = 5_000
MOST_PROBLEMS = 50
_TIME = r"(?:([0-9]{2}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(.*))?")
_TWO_TIMES = re.compile("[0-9]+:[0-9].*[0-9]:[0-9]")
_SETTING = re.compile(r"(?:vertical:(?:rl|lr)|(?:line|position|size|align):[a-z0-9%.,-]+)")
_TAG = re.compile(r"<([^<>]*)>")
_KNOWN_TAG = re.compile(
    r"/?(?:b|i|u|v|c|lang)|(?:b|i|u|c)(?:\.[\w-]+)*|v(?:\.[\w-]+)*[ \t]+[^<>&\n]{1,80}|lang [a-zA-Z-]+"
)
_VOICE = re.compile(r"<v(?:\.[\w-]+)*[ \t]+([^<>\s][^<>]*)>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")


@dataclass(frozen=True)
class Cue:
    """What is shown from ``start`` to ``end`` (seconds). ``line``: where its times stand, from 1."""

    line: int
    start: float
    end: float
    lines: tuple

    @property
    def speaker(self):
        """Who speaks, by the first voice in it; "" when nobody is named."""
        found = _VOICE.search("\n".join(self.lines))
        return found[1].strip() if found else ""

    @property
    def shown(self):
        """The lines as they are seen, without marks."""
        return [_REFERENCE.sub(lambda found: unescape(found[0]), _TAG.sub("", line)).strip() for line in self.lines]

    @property
    def words(self):
        return " ".join(" ".join(self.shown).split())


def parse(text):
    """(cues, problems) of a file. With problems, the cues are those that could be read."""
    if len(text) > LONGEST:
        message = _("The captions have more than {count} characters. Are they of this film?").format(count=LONGEST)
        return [], [Problem(FIELD, None, message)]
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return [], [Problem(FIELD, 1, _("The first line must be “WEBVTT”. Export the captions as WebVTT (.vtt)."))]
    reader = _Reader(lines)
    reader.read()
    return reader.cues, reader.problems[:MOST_PROBLEMS]


class _Reader:
    """Goes through blocks, which empty lines part."""

    def __init__(self, lines):
        self.lines, self.cues, self.problems = lines, [], []

    def read(self):
        for first, block in self._blocks():
            if len(self.cues) >= MOST_CUES:
                return self._say(first, _("There are more than {count} cues.").format(count=MOST_CUES))
            if len(self.problems) >= MOST_PROBLEMS:
                return None
            self._block(first, block)
        if not self.cues and not self.problems:
            self._say(None, _("There is no cue in these captions."))
        return None

    def _blocks(self):
        """(line from 1, lines) of each block, the head first."""
        start = None
        for number, line in enumerate([*self.lines, ""]):
            if line.strip() and start is None:
                start = number
            elif not line.strip() and start is not None:
                self._check_empty(number, line)
                yield start + 1, self.lines[start:number]
                start = None

    def _check_empty(self, number, line):
        """For players such a line ends nothing: what follows, a note too, would be shown."""
        if line:
            self._say(number + 1, _("This line looks empty, but has spaces in it. Delete them."))

    def _block(self, first, block):
        head = block[0].strip()
        if first == 1 or head == "NOTE" or head.startswith(("NOTE ", "NOTE\t")):
            self._check_silent(first, block)
            return
        if head in {"STYLE", "REGION"}:
            self._say(
                first,
                _("{word} blocks are not taken: the look of captions is the reader's. Delete it.").format(word=head),
            )
            return
        if _has_name(head, block[1:]):
            first, block = first + 1, block[1:]
        self._cue(first, block)

    def _check_silent(self, first, block):
        """Players show a cue that begins within the head or a note."""
        for number, line in enumerate(block, start=first):
            if "-->" in line:
                self._say(number, _("An arrow stands within the head or a note. Is an empty line missing above it?"))

    def _cue(self, number, block):
        timing = _TIMING.fullmatch(block[0].strip())
        if timing is None:
            self._say(number, _("Times are written like 00:01.000 --> 00:04.500."))
            return
        cue = Cue(number, _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:8]), tuple(block[1:]))
        self._check_times(cue)
        self._check_settings(cue, timing[9] or "")
        self._check_words(cue)
        self.cues.append(cue)

    def _check_times(self, cue):
        before = self.cues[-1] if self.cues else None
        if cue.end <= cue.start:
            self._say(cue.line, _("The cue ends before it begins."))
        if before and cue.start < before.start:
            message = _("This cue begins before the one in line {line}. Put the cues in the order of their times.")
            self._say(cue.line, message.format(line=before.line))
        elif before and cue.start < before.end:
            message = _("This cue begins while the one in line {line} is still shown (until {time}).")
            self._say(cue.line, message.format(line=before.line, time=_exact(before.end)))

    def _check_settings(self, cue, settings):
        for one in settings.split():
            if not _SETTING.fullmatch(one):
                self._say(cue.line, _("“{word}” is no setting of a cue. Delete it.").format(word=one[:40]))

    def _check_words(self, cue):
        if not cue.words:
            self._say(cue.line, _("The cue has no words."))
        for number, line in enumerate(cue.lines, start=cue.line + 1):
            if "-->" in line:
                self._say(number, _("An arrow stands within the words. Is an empty line missing above it?"))
            if unknown := next((tag for tag in _TAG.findall(line) if not _KNOWN_TAG.fullmatch(tag)), None):
                message = _("“<{tag}>” is not taken. Captions have words, <v Name>, <i> and <b>.")
                self._say(number, message.format(tag=unknown[:40]))
            if "<" in _TAG.sub("", line):
                self._say(number, _("A “<” has no “>” after it. Write &lt; for the sign itself."))

    def _say(self, line, message):
        self.problems.append(Problem(FIELD, line, message))


def _has_name(head, below):
    """Whether this first line is the cue's name, above its times. Times without their arrow are none."""
    return bool(below) and "-->" not in head and ("-->" in below[0] or not _TWO_TIMES.match(head))


def _seconds(parts):
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _exact(seconds):
    return f"{written(seconds)}.{round(seconds % 1 * 1000):03}"


def prose(cues):
    """The words alone, those of each cue on the line of its times: what is compared between two editions."""
    lines = [""] * max((cue.line for cue in cues), default=0)
    for cue in cues:
        lines[cue.line - 1] = cue.words
    return "\n".join(lines)


def transcript_of(cues):
    """The words of the cues as a transcript (``videos.transcript``): a passage for each speaker, or few sentences."""
    passages = []
    for cue in cues:
        here = passages[-1] if passages else None
        speaker = cue.speaker.replace("|", "/")
        same = here and speaker in {"", here["speaker"]}
        if here is None or not same or (_is_long(here["words"]) and here["words"][-1:] in ".?!…"):
            passages.append({"at": cue.start, "speaker": speaker, "words": cue.words})
            if here and same and not speaker:
                passages[-1]["speaker"] = ""
        else:
            here["words"] += f" {cue.words}"
    return "\n".join(_line(passage) for passage in _a_second_apart(passages))


def _is_long(words):
    return len(words) > 160


def _a_second_apart(passages):
    """Passages are found by whole seconds: two within the same one become one."""
    kept = []
    for passage in passages:
        if kept and int(passage["at"]) == int(kept[-1]["at"]):
            name = f"{passage['speaker']}: " if passage["speaker"] not in {"", kept[-1]["speaker"]} else ""
            kept[-1]["words"] += f" {name}{passage['words']}"
        else:
            kept.append(passage)
    return kept


def _line(passage):
    words = passage["words"].replace("|", "/")
    return " | ".join(part for part in (written(passage["at"]), passage["speaker"], words) if part)
