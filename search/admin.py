from django.contrib import admin
from django.utils.translation import gettext

from search.models import Unfound
from search.unfound import DAYS


@admin.register(Unfound)
class UnfoundAdmin(admin.ModelAdmin):
    """What readers looked for and we have nowhere: to write about, or to add to a page's other names."""

    list_display = ["word", "days", "last_on"]
    search_fields = ["word"]
    list_display_links = None
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).filter(days__gte=DAYS).exclude(word="")

    def changelist_view(self, request, extra_context=None):
        title = gettext("Words that found nothing, once readers typed them on {days} different days").format(days=DAYS)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
