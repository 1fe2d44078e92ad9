"""The editor's two endpoints, at the addresses that django-markdownx's script expects.

The script shows whatever comes back, so refusals are short plain text. Who may call them is decided
where they are mounted.
"""

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from markup import pictures
from markup.render import preview


@require_POST
def markdownify(request):
    content = request.POST.get("content")
    if content is None:
        return HttpResponse(_("No text was sent."), status=400, content_type="text/plain")
    return HttpResponse(preview(content.replace("\r\n", "\n")))


@require_POST
def upload(request):
    file = request.FILES.get("image")
    if file is None:
        return HttpResponse(_("No picture was sent."), status=400, content_type="text/plain")
    try:
        name = pictures.keep(file)
    except ValidationError as error:
        return HttpResponse(error.message, status=400, content_type="text/plain")
    return JsonResponse({"image_code": f"![{pictures.placeholder()}](/media/{name})"})
