"""What keeps a video from being submitted, each with its field and, where there is one, its line."""

from django.utils import timezone
from django.utils.translation import gettext as _

from markup import citations, sources, uploads
from markup.pictures import wordless_pictures
from markup.render import is_renderable, parse
from markup.sources import Problem
from videos import webvtt
from videos.transcript import read_corrections

FEWEST_POINTS, MOST_POINTS = 3, 5
_RENDERED = ("in_short", "transcript", "corrections", "poster")


def problems_of(video):
    """All of them, in the order of the form."""
    if long := [name for name in _RENDERED if not is_renderable(getattr(video, name))]:
        return [Problem(name, None, _("The text is too long for one page: make two videos of it.")) for name in long]
    return [
        *_of_what_is_said(video),
        *_of_the_film(video),
        *_of_the_captions(video),
        *_of_the_transcript(video),
        *_of_the_sources(video),
    ]


def _of_what_is_said(video):
    if not FEWEST_POINTS <= len(video.points) <= MOST_POINTS:
        message = _("Write 3 to 5 points, one a line; there are {count}.").format(count=len(video.points))
        yield Problem("in_short", None, message)
    if not video.speaker:
        yield Problem("speaker", None, _("Write who speaks, as readers are to see the name."))
    if video.recorded_on and video.recorded_on > timezone.localdate():
        yield Problem("recorded_on", None, _("This day has not come yet. When was it recorded?"))


def _of_the_film(video):
    if video.film and video.film_address:
        message = _("There is a film of ours and an address. Take one of them out: readers get one film.")
        yield Problem("film_address", None, message)
    if video.film and not uploads.exists(video.film):
        yield Problem("film", None, _("The film is no longer there. Upload it again."))
    if video.film_address and video.held is None:
        message = _("This is no address of a film at YouTube or Vimeo. Copy it from the page of the film.")
        yield Problem("film_address", None, message)
    if video.film or video.film_address:
        yield from _missing_beside_a_film(video)
    if video.poster:
        yield from _of_the_poster(parse(video.poster))


def _missing_beside_a_film(video):
    if not video.recorded_on:
        yield Problem("recorded_on", None, _("Write when it was recorded: readers judge by it how old each claim is."))
    if not video.seconds:
        yield Problem("seconds", None, _("Write how long the film is, in seconds."))
    if not video.licence:
        yield Problem("licence", None, _("Write why we may show this film: its licence, or who permitted it and when."))


def _of_the_poster(tokens):
    kinds = [child.type for token in tokens for child in token.children or ()]
    if len(tokens) != 3 or tokens[0].type != "paragraph_open" or kinds != ["image"]:
        message = _("This is one uploaded picture and nothing else: ![What it shows](/media/….webp).")
        yield Problem("poster", None, message)
    else:
        yield from wordless_pictures("poster", tokens)


def _of_the_captions(video):
    if not video.captions:
        if video.film:
            message = _("A film of ours needs captions: many readers cannot hear it, or are where it must be silent.")
            yield Problem("captions", None, message)
        return
    cues, problems = webvtt.parse(video.captions)
    yield from problems
    # What was told of the file is rounded to a second.
    if late := next((cue for cue in cues if video.seconds and cue.end > video.seconds + 1), None):
        message = _("This cue ends after the film ({end}). Are these the captions of this film?")
        yield Problem("captions", late.line, message.format(end=video.length))


def _of_the_transcript(video):
    transcript = video.read_transcript()
    if not video.transcript_sort:
        yield Problem("transcript_sort", None, _("Say which sort of transcript this is."))
    if not transcript.passages and not transcript.problems:
        message = _("The transcript is empty. Make it from the captions, or write an account of what is said.")
        yield Problem("transcript", None, message)
    yield from transcript.problems
    yield from video.read_chapters()[1]
    corrections, wrong_lines = read_corrections(video.corrections, transcript)
    yield from wrong_lines
    for early in (one for one in corrections if one.on > timezone.localdate()):
        yield Problem("corrections", early.line, _("This day has not come yet. Since when is it so?"))


def _of_the_sources(video):
    """Rendered line by line, so that is how they are read: what stands in a line begins no list and no table."""
    listed, wrong_lines = sources.parse(video.sources)
    yield from wrong_lines
    if not listed:
        yield Problem("sources", None, _("Name at least one source, and cite it: in short, or in a correction."))
    texts = {text.field: parse(text.source) for text in video.checked_texts() if text.field in _RENDERED}
    yield from citations.problems(listed, texts)
