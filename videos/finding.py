"""The list of videos, by topic, who speaks, length, captions and language. Only what there is can be chosen."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from editions.reading import by_generation
from videos.beside import shown
from videos.models import VideoEdition
from videos.times import written

SHORT, MIDDLING = 180, 600  # seconds
LENGTHS = {
    "short": _("up to 3 minutes"),
    "middling": _("3 to 10 minutes"),
    "long": _("longer than 10 minutes"),
    "none": _("to read: the film is not here"),
}


@dataclass(frozen=True)
class Listed:
    """What a list says of a live video of which every word was approved. ``topics``: {slug: name}."""

    path: str
    title: str
    summary: str
    speaker: str
    seconds: int | None
    has_film: bool
    has_captions: bool
    poster: str
    recorded_on: date | None
    reviewed_at: datetime
    reviewer_name: str
    language: str
    topics: dict

    @property
    def length(self):
        return written(self.seconds) if self.has_film else ""

    @property
    def length_key(self):
        """A key of LENGTHS."""
        if not self.has_film:
            return "none"
        return "short" if self.seconds <= SHORT else "middling" if self.seconds <= MIDDLING else "long"


@dataclass(frozen=True)
class Filter:
    """``options``: (value, label) of what there is; ``value``: what is chosen, or ""."""

    name: str
    label: str
    options: tuple
    value: str


def _of_topics(video):
    return video.topics


def _of_speaker(video):
    return {video.speaker: video.speaker}


def _of_length(video):
    return {video.length_key: LENGTHS[video.length_key]}


def _of_captions(video):
    return {"yes": _("with captions")} if video.has_captions else {"no": _("without captions")}


def _of_language(video):
    return {video.language: dict(settings.LANGUAGES).get(video.language, video.language)}


# By the name in the address: label, and {value: label} of a video.
_FILTERS = {
    "topic": (_("Topic"), _of_topics),
    "speaker": (_("Who speaks"), _of_speaker),
    "length": (_("Length"), _of_length),
    "captions": (_("Captions"), _of_captions),
    "language": (_("Language"), _of_language),
}


def listed(request):
    """(videos, filters): the newest review first."""
    videos = everything(request)
    filters = [_filter(name, videos, request.GET.get(name, "")) for name in _FILTERS]
    for one in filters:
        if one.value:
            videos = [video for video in videos if one.value in _FILTERS[one.name][1](video)]
    return videos, [one for one in filters if len(one.options) > 1 or one.value]


@by_generation
def everything(request):
    """All live videos of which every word was approved, the newest review first."""
    live = VideoEdition.objects.live().order_by("-reviewed_at", "-pk")
    served = shown(live.prefetch_related("page__topics"))
    return [_listed(video) for video in served]


def _listed(video):
    return Listed(
        path=video.path,
        title=video.title,
        summary=video.summary,
        speaker=video.speaker,
        seconds=video.seconds,
        has_film=video.has_film,
        has_captions=bool(video.captions),
        poster=video.poster_address,
        recorded_on=video.recorded_on,
        reviewed_at=video.reviewed_at,
        reviewer_name=video.reviewer_name,
        language=video.page.language,
        topics={topic.slug: topic.name for topic in video.page.topics.all()},
    )


def _filter(name, videos, value):
    label, of = _FILTERS[name]
    there = {known: words for video in videos for known, words in of(video).items()}
    order = (lambda pair: list(LENGTHS).index(pair[0])) if name == "length" else (lambda pair: str(pair[1]).casefold())
    return Filter(name, label, tuple(sorted(there.items(), key=order)), value if value in there else "")


def chosen(filters):
    """What is chosen, as the beginning of the address of another part of the list."""
    return "".join(f"{urlencode({one.name: one.value})}&" for one in filters if one.value)
