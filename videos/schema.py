"""schema.org: a page about a video, and the video with transcript, captions and chapters, as the page shows them."""

import re

from django.conf import settings
from django.utils import timezone

from editions import schema
from editions.views import topics_of
from markup import uploads
from markup.blocks import blocks
from markup.sanitise import plain_text
from videos.times import iso_duration

# A passage in frozen words, after its time.
_SAID = re.compile(r'<p class="said"[^>]*>(?:<a class="at"[^>]*>[^<]*</a>)?(.*?)</p>', re.DOTALL)
_CORRECTED = re.compile(r'<div class="correction notice">(.*?)</div>', re.DOTALL)


def video_schema(edition, profile):
    """The template's ``schema``. Where there is no film here, the page is about one, and says no more of it."""
    page = schema.medical_web_page(edition, topics_of(edition)) | schema.cited(edition)
    video = _video(edition, profile)
    more = {"video": video} if edition.has_film else {"about": [*page.get("about", ()), video]}
    return {"schema": schema.script(page | more)}


def _video(edition, profile):
    speaker = schema.person(edition.speaker, profile and profile.path)
    known = {
        "@type": "VideoObject",
        "name": edition.title,
        "description": edition.summary,
        "inLanguage": edition.page.language,
        "actor": speaker,
        "dateCreated": edition.recorded_on and edition.recorded_on.isoformat(),
    }
    return schema.without_empty(known | (_film(edition) if edition.has_film else {}))


def _film(edition):
    thumbnail, content, embed = places(edition)
    return {
        "duration": iso_duration(edition.seconds),
        "uploadDate": timezone.localtime(edition.published_at).isoformat(timespec="seconds"),
        "thumbnailUrl": thumbnail,
        "contentUrl": content,
        "embedUrl": embed,
        "transcript": _transcript(edition) if edition.is_verbatim else "",
        # Whoever takes the transcript without the page would spread what is no longer so.
        "correction": [" ".join(blocks(one)) for one in _CORRECTED.findall(edition.html)],
        "caption": _captions(edition),
        "license": edition.licence if edition.licence.startswith("https://") else "",
        "hasPart": _clips(edition),
    }


def places(edition):
    """Whole addresses: the picture before it plays, our file, another's player; "" for what there is not."""
    thumbnail = schema.address(edition.poster_address) if edition.poster else ""
    embed = edition.held.embed.partition("?")[0] if edition.held and not edition.film else ""
    return thumbnail, _of_ours(edition.film) if edition.film else "", embed


def _of_ours(name):
    return settings.SITE_URL + uploads.address_of(name)


def _transcript(edition):
    return " ".join(plain_text(said) for said in _SAID.findall(edition.html))


def _captions(edition):
    if not edition.captions:
        return None
    file = {"contentUrl": _of_ours(edition.captions_file), "encodingFormat": "text/vtt"}
    return {"@type": "MediaObject", **file, "inLanguage": edition.page.language}


def _clips(edition):
    """A clip for each chapter, from its beginning to that of the next."""
    chapters, _problems = edition.read_chapters()
    ends = [*(chapter.at for chapter in chapters[1:]), edition.seconds]
    return [_clip(edition, one, end) for one, end in zip(chapters, ends, strict=True)] if chapters else []


def _clip(edition, chapter, end):
    # One that begins after the last passage has no place of its own.
    place = chapter.id if f'id="{chapter.id}"' in edition.html else "transcript"
    address = f"{schema.address(edition.page.path)}#{place}"
    return {"@type": "Clip", "name": chapter.title, "startOffset": chapter.at, "endOffset": end, "url": address}
