"""What the form of a draft asks for while somebody writes: preview, checks, pages to link to, pictures.

Nothing here saves words. The editor shows whatever comes back, so refusals are short plain text.
"""

from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editions import desk
from editions.models import Edition, Picture, Status
from editions.serving import served
from editions.typed import said_of, typed
from editions.views import only_signed
from markup import pictures
from people.refused import Refused

MOST_PAGES = 20


def plain(message, status):
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")


def for_writers(view):
    """Only writers; others are told so, and that their text is still there."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and user.writes():
            return view(request, *args, **kwargs)
        return plain(_("You are signed out, or may not write. Your text is still here: sign in in another tab."), 403)

    return guarded


def for_the_author(view):
    """Gives the view the draft with the words that were posted, unsaved; only to its author."""

    @never_cache
    @for_writers
    @require_POST
    @wraps(view)
    def guarded(request, pk):
        found = Edition.objects.select_related("page", "author").filter(pk=pk).first()
        if found is None:
            return plain(_("This draft does not exist."), 404)
        if found.author_id != request.user.pk:
            return plain(_("Only its author writes in a draft."), 403)
        if found.status != Status.DRAFT:
            return plain(_("This is no longer a draft. Your text is still here."), 409)
        try:
            return view(request, typed(found.specific, request.POST))
        except Refused as refused:
            return plain(refused.message, 400)

    return guarded


@for_the_author
def preview(request, draft):
    """The whole page of these words, as its readers would get it, without the site around it."""
    context = {"edition": draft, "page": draft.page, **served(request, draft, draft.render())}
    return render(request, "admin/editions/writing/page.html", context)


@for_the_author
def checks(request, draft):
    return render(request, "admin/editions/writing/beside.html", {"original": draft, **said_of(draft)})


@never_cache
@for_writers
@require_safe
def pages(request):
    """Live pages whose title has these words, for a link."""
    words = request.GET.get("q", "").replace("\x00", "").split()
    found = Edition.objects.live().filter(page__addresses__canonical=True).annotate(path=F("page__addresses__path"))
    for word in words[:10]:
        found = found.filter(title__icontains=word)
    signed = only_signed(found.order_by("title", "pk")[:MOST_PAGES])
    return JsonResponse({"pages": [{"title": edition.title, "path": edition.path} for edition in signed]})


@for_writers
@require_POST
def upload(request):
    """Keeps a picture; the answer has its Markdown for django-markdownx's script, and what is known of it for ours."""
    file = request.FILES.get("image")
    if file is None:
        return plain(_("No picture was sent."), 400)
    try:
        name = pictures.keep(file)
    except ValidationError as error:
        return plain(error.message, 400)
    picture = Picture.objects.about(name, by=request.user)
    known = {field: getattr(picture, field) for field in ("name", "width", "height", "size", "licence", "credit")}
    code = f"![{pictures.placeholder()}]({picture.address})"
    url = reverse("editions_picture", args=[name])
    return JsonResponse({"image_code": code, "address": picture.address, "url": url, **known})


class PictureForm(forms.ModelForm):
    licence = forms.CharField(max_length=200)

    class Meta:
        model = Picture
        fields = ["licence", "credit"]


@for_writers
@require_POST
def picture(request, name):
    """Writes down why we may show a picture, and who made it. Without scripts it leads back to the draft."""
    known = Picture.objects.about(name)
    if known is None:
        return plain(_("There is no such picture."), 404)
    form = PictureForm(request.POST, instance=known)
    if not form.is_valid():
        return plain(_("Write why we may show this picture (at most 200 characters)."), 400)
    form.save()
    draft = _draft_of(request)
    if draft is None or not request.accepts("text/html"):
        return plain(_("Noted."), 200)
    messages.success(request, _("Licence and credit of the picture are noted."))
    return redirect(desk.draft_url(draft))


def _draft_of(request):
    """The author's draft from whose form a picture's licence was sent."""
    given = request.POST.get("edition", "")
    drafts = Edition.objects.filter(author=request.user, status=Status.DRAFT).select_related("page")
    found = drafts.filter(pk=given).first() if given.isdecimal() and len(given) < 19 else None
    return found and found.specific
