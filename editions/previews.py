"""What somebody without an account gets by a preview link; colleagues make them in ``editions.preview_links``.

It shows exactly one edition, to nobody who has not given a name, and writes that name down at each opening. It
knows no session: a signed cookie, for this link's address alone, remembers the name. Nothing it answers may be
cached, indexed or followed, and nothing on it can approve.
"""

import logging
import re
from functools import wraps

from django import forms
from django.conf import settings
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from editions.media import response_of
from editions.models import PreviewLink, PreviewOpening, Status
from editions.models.preview import State
from editions.reading import framing
from editions.serving import served
from markup import uploads
from markup.sanitise import clean, files_in

logger = logging.getLogger(__name__)

PATTERN = r"(?P<token>[1-9][0-9]{0,17}\.[A-Za-z0-9_-]{43})"
COOKIE = "preview_name"
# An uploaded file in cleaned HTML: there, each value stands in double quotes, and no text holds a "<".
_FILE = re.compile(rf'(<(?:img|a)(?:\s+[a-z-]+="[^"]*")*?\s+(?:src|href)="){uploads.FOLDER}(?={uploads.NAME}")')


class NameForm(forms.Form):
    """Who opens the preview. Letters that do not show, or turn the line around, are left out."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=PreviewOpening._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self):
        line = " ".join(self.cleaned_data["name"].split())
        seen = "".join(letter for letter in line if letter.isprintable()).strip()
        if not seen:
            raise forms.ValidationError(_("Write your name."), code="required")
        return seen


def private(view):
    """Kept by no cache and no search engine, and named to no other site."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    return answered


@private
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, token):
    """What a link shows: a question for a name, then the words; or why it shows nothing (410), or where they are."""
    link = _link(token)
    if link.state == State.LIVE:
        return _live(request, link)
    if link.state != State.OPEN:
        return _ended(request)
    name = _name_given(request, link)
    if request.method == "POST" or name is None:
        return _ask_name(request, link)
    return _words(request, link, name)


@private
@require_safe
def file(request, token, name):
    """A picture or a film that the previewed words show, under the same conditions as the words."""
    link = _link(token)
    if link.state != State.OPEN or _name_given(request, link) is None:
        raise Http404
    edition = _edition(link)
    if not _is_whole(edition) or name not in files_in(_words_area(edition)):
        raise Http404
    return response_of(request, name)


def _link(token):
    """The link; a token that was never made is any other address at which there is nothing."""
    link = PreviewLink.objects.with_token(token)
    if link is None:
        raise Http404
    return link


def _edition(link):
    edition = link.edition.specific
    edition.page, edition.author = link.edition.page, link.edition.author
    return edition


def _is_whole(edition):
    """Whether the author wrote or submitted these words through the site, and whoever is named approved them."""
    if edition.status == Status.DRAFT:
        return True
    # From the approval on, the preview prints who approved it.
    decided = edition.status == Status.IN_REVIEW or edition.is_countersigned()
    return edition.is_sealed() and edition.is_submitted() and decided


def _words_area(edition):
    return edition.render() if edition.status == Status.DRAFT else clean(edition.html)


def _words(request, link, name):
    edition = _edition(link)
    if not _is_whole(edition):
        logger.critical("Not previewing edition %s: its seal or submission does not hold. Run verify.", edition.pk)
        return _ended(request, status=503)
    words = _FILE.sub(rf"\g<1>{link.path}", _words_area(edition))
    context = {"edition": edition, "page": edition.page, "link": link, "is_preview": True}
    context |= served(request, edition, words)
    if edition.author.is_demonstration:  # the banner stands, whatever is live
        context["is_demonstration"] = True
    response = framing(render(request, "public/preview.html", context), context.get("framed", ()))
    if request.method == "GET":
        link.openings.create(name=name)
    return response


def _live(request, link):
    if not _edition(link).may_be_served():
        return _ended(request, status=503)
    return render(request, "public/preview_live.html", {"edition": link.edition, "page": link.edition.page})


def _ended(request, status=410):
    """Says nothing of the page: whoever finds an old link learns only that it is one."""
    return render(request, "public/preview_ended.html", status=status)


def _ask_name(request, link):
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _remember(redirect(link.path), link, form.cleaned_data["name"])
    response = render(request, "public/preview_name.html", {"form": form, "link": link})
    # With "no-referrer" a browser sends a form with "Origin: null", and the protection against forged forms refuses.
    response["Referrer-Policy"] = "same-origin"
    return response


def _remember(response, link, name):
    response.set_cookie(
        COOKIE,
        signing.dumps([link.pk, name], salt=COOKIE),
        max_age=max(1, int((link.expires_at - timezone.now()).total_seconds())),
        path=link.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _name_given(request, link):
    """The name that was given at this link, or None."""
    try:
        pk, name = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE)
    except signing.BadSignature:
        return None
    return name if pk == link.pk else None
