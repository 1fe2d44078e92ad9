from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.admin import PageAdmin
from editions.writing_admin import DraftAdmin, confirmed
from markup import uploads
from videos.forms import FROM_CAPTIONS, READ, VideoDraftForm
from videos.models import Video, VideoEdition
from videos.profiles import profile_in_words

admin.site.register(Video, PageAdmin)


@admin.register(VideoEdition)
class VideoDraftAdmin(DraftAdmin):
    form = VideoDraftForm
    readonly_fields = ["present_film", "from_captions"]

    def get_fieldsets(self, request, obj=None):
        mine = self.has_change_permission(request, obj)
        who = ["speaker", "expert" if mine else "whose_profile", "recorded_on"]
        film = ["present_film", *(("film_upload", "without_film", *READ) if mine else ()), "film_address", "seconds"]
        captions = ["captions_upload", "captions", "from_captions"] if mine else ["captions"]
        said = ["transcript_sort", "transcript", "chapters", "corrections", "sources"]
        return [
            (None, {"fields": ["saved_count", "title", "summary", "in_short"]}),
            (_("Who speaks, and when"), {"fields": who}),
            (_("The film, or where it is held, or neither"), {"fields": [*film, "licence", "poster"]}),
            (_("Captions"), {"fields": captions}),
            (_("What is said"), {"fields": said}),
            (None, {"fields": ["unexplained", "sought_as", "change_note"]}),
        ]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type("VideoDraftForm", (form,), {"request": request})

    def response_change(self, request, draft):
        if FROM_CAPTIONS not in request.POST:
            return super().response_change(request, draft)
        said = gettext("Saved. The transcript is made from the captions: name who speaks, and mend what was misheard.")
        self.message_user(request, said, messages.SUCCESS)
        return confirmed(request, redirect(f"{request.get_full_path()}#id_transcript"))

    @admin.display(description=_("film in this draft"))
    def present_film(self, draft):
        """Up to now; what a form brings is shown once it is saved."""
        if not draft.film:
            return gettext("None.")
        size = f"{draft.length or '?'}, {filesizeformat(draft.film_bytes)}"
        return format_html('<a href="{}">{}</a>', uploads.address_of(draft.film), f"{draft.film[:12]}… ({size})")

    @admin.display(description=_("from captions to transcript"))
    def from_captions(self, draft):
        return render_to_string("videos/from_captions.html", {"draft": draft, "speech": draft.speech()})

    @admin.display(description=_("profile"), empty_value=_("no profile on this site"))
    def whose_profile(self, draft):
        return profile_in_words(draft.expert) or None
