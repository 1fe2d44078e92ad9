"""The preview that django-markdownx's script asks for, at the address that it expects.

The script shows whatever comes back, so refusals are short plain text. Who may call it is decided where it is
mounted.
"""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from markup.render import preview


@require_POST
def markdownify(request):
    content = request.POST.get("content")
    if content is None:
        return HttpResponse(_("No text was sent."), status=400, content_type="text/plain")
    return HttpResponse(preview(content.replace("\r\n", "\n")))
