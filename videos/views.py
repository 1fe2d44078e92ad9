import re

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from editions.reading import by_generation, public
from editions.schema import address
from editions.views import show
from videos.beside import shown
from videos.finding import chosen, listed
from videos.models import VideoEdition
from videos.profiles import profile_of
from videos.schema import places, video_schema

PER_PAGE = 20
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@public
def index(request):
    videos, filters = listed(request)
    part = Paginator(videos, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "videos/index.html", {"part": part, "filters": filters, "keep": chosen(filters)})


@public
def detail(request, slug):
    return show(request, VideoEdition, "videos/detail.html", _beside)


def _beside(edition):
    profile = profile_of(edition.expert)
    # What is said is as old as the recording, whenever somebody looked at it again.
    reviewed_on = timezone.localdate(edition.reviewed_at)
    older = edition.recorded_on and edition.recorded_on < reviewed_on
    return {"profile": profile, "is_older": older, "reviewed_on": reviewed_on, **video_schema(edition, profile)}


@public
def sitemap(request):
    """Videos for search engines (https://www.sitemaps.org/schemas/sitemap-video/1.1/): those with a film."""
    return HttpResponse(_sitemap(request), content_type="application/xml")


@by_generation
def _sitemap(request):
    """Every word of every video is looked at for it: not for each address with a question mark."""
    films = [video for video in shown(VideoEdition.objects.live().order_by("pk")) if video.has_film]
    entries = [(address(video.path), *places(video), video) for video in films]
    return _NOT_IN_XML.sub("", render_to_string("videos/sitemap.xml", {"entries": entries}))
