"""Videos beside other pages: on articles and terms those with the same topics or terms, on profiles their own."""

from django.db.models import Exists, OuterRef

from editions.models import Topic
from editions.views import topics_of
from glossary.names import fold
from glossary.used import names_used, shared
from videos.models import VideoEdition

MOST = 2
# So many videos, those of the same topics and then those reviewed last, are compared.
_COMPARED = 40
_WITH_VIDEOS = {"article", "term"}


def offer_videos(request, edition, html):
    """``videos``: for live pages; a preview was read without its topics, and has none."""
    if edition.kind == "expert":
        return html, {"videos": list(shown(VideoEdition.objects.live().filter(expert=edition.page_id)))}
    if edition.kind not in _WITH_VIDEOS or not hasattr(edition, "topic_lines"):
        return html, {}
    return html, {"videos": _nearest(request, edition, html)}


def shown(videos):
    """Of live videos those of which every word is what a second clinician approved, each with its ``path``.

    One after the other: each has all its words with it.
    """
    found = videos.with_path().select_related("page").iterator(chunk_size=50)
    return (video for video in found if video.may_be_served())


def _nearest(request, edition, html):
    topics = [topic.slug for topic in topics_of(edition)]
    terms = names_used(request, edition, html)
    same = Topic.objects.filter(pages=OuterRef("page_id"), slug__in=topics)
    live = VideoEdition.objects.live().filter(page__language=edition.page.language)
    near = live.annotate(of_topic=Exists(same)).order_by("-of_topic", "-reviewed_at", "-pk").only("pk", "text")
    scored = [(one.of_topic * 2 + shared(terms, fold(one.text)), one.pk) for one in near[:_COMPARED]]
    best = [pk for score, pk in sorted(scored, reverse=True) if score][:MOST]
    found = {video.pk: video for video in shown(VideoEdition.objects.filter(pk__in=best))} if best else {}
    return [found[pk] for pk in best if pk in found]
